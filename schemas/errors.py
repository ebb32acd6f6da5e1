"""The one error that bad input raises, with a code that outsiders may rely on."""

from __future__ import annotations


class InputError(ValueError):
    """Input that cannot become a value: carries a stable `code`, a message for people, and the `field` if one is to blame."""

    def __init__(self, code: str, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.field = field

    @property
    def reason(self) -> str:
        """The message with the field that it is about."""
        return f"{self.field}: {self.message}" if self.field else self.message

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"
