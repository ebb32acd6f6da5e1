"""Our codes beside those of other schemes, as the exported schemas tell them."""

from __future__ import annotations

from typing import Any, Final, get_args

from schemas.economy import Indicator
from schemas.export import codes
from schemas.security import Act, AttackKind, OperationKind, TargetKind

#: What a row has: the field, its code, and the code's counterparts; None where a scheme has nothing of the kind.
COLUMNS: Final = ("field", "code", "acled", "plover", "gtd", "sdmx")
_FIELDS: Final = (
    ("attack", "attack", AttackKind),
    ("target.kind", "target", TargetKind),
    ("operation", "operation", OperationKind),
    ("act", "act", Act),
    ("indicator", "indicator", Indicator),
)


def rows() -> list[tuple[str | None, ...]]:
    """A row for each code of the models, in the models' order."""
    found = []
    for field, table, literal in _FIELDS:
        schemes = codes()[table]
        for code in get_args(literal):
            counterparts = [_told(schemes.get(scheme, {}).get(code)) for scheme in COLUMNS[2:]]
            found.append((field, str(code), *counterparts))
    return found


def _told(counterpart: Any) -> str | None:
    if isinstance(counterpart, dict):
        return f"{counterpart['INDICATOR']}: {counterpart['concept']}"
    return str(counterpart) if counterpart is not None else None
