"""The one error that bad input raises, with a code that outsiders may rely on."""

from __future__ import annotations


class InputError(ValueError):
    """Input that cannot become a value: carries a stable `code`, a message for people, and the `field` if one is to blame."""

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field

    def __str__(self) -> str:
        where = f" (field {self.field})" if self.field else ""
        return f"{self.code}: {self.message}{where}"
