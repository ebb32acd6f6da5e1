"""A sentence that gives only the growth and the earlier amount of a level that stands before it.

"Over a year, they rose by nearly 13%, from $668 million": of which level, of which partner and of which month,
the words do not say. The numbers do: only one level of the sentences before grew by so much from that amount.
"""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.arithmetic import grows
from streams.economy.figures import Figure
from streams.economy.resolving import compared, step

#: So many sentences back a level may stand.
_NEAR = 3
#: A percentage that says so little agrees with anything.
_LEAST = 0.95


def recall(told: Sequence[Figure], here: Sequence[Figure]) -> list[Figure]:
    """What a sentence gives to levels before it, or to nobody; the amounts that changes start from are corrected in place.

    `told` are the figures before the sentence, `here` its own.
    """
    if any(f.change is None and not f.compared for f in here):
        return []
    bases = [f for f in here if f.change is None]
    settled: list[Figure] = []
    for change in (f for f in here if f.change is not None and abs(f.value) >= _LEAST):
        for base in bases:
            found = [level for level in told if _leads(level, base, change)]
            if not found and _among_partners(told, base):
                settled += [base, change]  # of one of the partners, and nobody can say which
                break
            if len(found) != 1 or not _basis(found[0], base, change):
                continue
            level, basis = found[0], _basis(found[0], base, change)
            assert level.interval is not None
            if basis in level.changes and basis not in level.assumed:
                continue
            level.changes[basis] = (change.value, change.rounding)
            level.assumed.discard(basis)
            base.geo, base.counterpart = level.geo, level.counterpart
            if base.interval is None or compared(level.interval, base.interval) != basis:
                base.interval, base.span = step(level.interval, basis), level.span
            settled.append(change)
            break
    return settled


def _among_partners(told: Sequence[Figure], base: Figure) -> bool:
    """Whether only partners' levels of a series have just been told, and the earlier amount names none of them."""
    near = [
        f
        for f in told
        if base.sentence - f.sentence <= _NEAR and f.indicator == base.indicator and f.change is None
    ]
    return base.counterpart is None and len(near) > 1 and all(f.counterpart is not None for f in near)


def _leads(level: Figure, base: Figure, change: Figure) -> bool:
    if level.change is not None or level.interval is None or level.status in ("target", "forecast"):
        return False
    if (
        level.indicator != base.indicator
        or level.unit != base.unit
        or change.sentence - level.sentence > _NEAR
    ):
        return False
    return grows((level.value, level.rounding), (base.value, base.rounding), change.value, change.rounding)


def _basis(level: Figure, base: Figure, change: Figure) -> str:
    """The basis of the change: as the words have it, or as the two periods lie."""
    if "" not in change.assumed:
        return str(change.change)
    if level.interval is None or base.interval is None:
        return ""
    return compared(level.interval, base.interval) or ""
