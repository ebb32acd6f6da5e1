"""What the levels of an article say of its percentages: a growth rate belongs where the numbers agree.

Words often leave open to which level a percentage belongs, above all where it stands in a sentence of its own. Two levels of
one series, a year or a month apart, tell it: of "exports of $303m in December and $265m in January; a fall of 12.54 percent"
only one reading is true. A percentage that the words place, and that the numbers allow there, stays where it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from streams.economy.arithmetic import grows
from streams.economy.figures import Figure
from streams.economy.resolving import compared

#: So many levels of a series are compared with each other; an article with more is a table.
_MOST = 16
#: Levels that leave this much of their growth open, in parts of one, tell nothing of a percentage.
_ROUGH = 0.04
#: A percentage that says so little agrees with anything.
_LEAST = 0.95


def audit(figures: Sequence[Figure]) -> list[Figure]:
    """The figures with each percentage at the level that the numbers give it; changes that find their level are part of it."""
    series: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.unit == "percent" and figure.change is None:
            continue  # rates do not grow by percents
        if (
            figure.change is None
            and figure.interval is not None
            and figure.status not in ("target", "forecast")
        ):
            series[_series(figure)].append(figure)
    kept: list[Figure] = []
    for figure in figures:
        levels = series.get(_series(figure), [])
        if not 2 <= len(levels) <= _MOST:
            if figure.change is None or figure.interval is not None:
                kept.append(figure)
        elif figure.change is not None:
            if not _adopt(figure, levels) and figure.interval is not None:
                kept.append(figure)
        else:
            _sure(figure)
            _move(figure, levels)
            kept.append(figure)
    return kept


def _series(figure: Figure) -> tuple[object, ...]:
    return figure.indicator, figure.geo, figure.counterpart


def _adopt(change: Figure, levels: Sequence[Figure]) -> bool:
    """Give a change that stands alone to the one level that the numbers name; True where there is one."""
    if change.status == "forecast":
        return False
    found = {
        (id(level), basis): (level, basis)
        for level, basis in _homes(levels, change.value, change.rounding)
        if "" in change.assumed or basis == change.change
    }
    if len(found) != 1:
        return False
    ((level, basis),) = found.values()
    if basis in level.changes and basis not in level.assumed:
        return level.changes[basis][0] == change.value
    level.changes[basis] = (change.value, change.rounding)
    level.assumed.discard(basis)
    level.evidence.extend(piece for piece in change.evidence if piece not in level.evidence)
    return True


def _sure(level: Figure) -> None:
    """Drop a change whose basis was only assumed where the same percentage stands on another."""
    for basis in sorted(level.assumed & level.changes.keys()):
        percent = level.changes[basis][0]
        if any(other != basis and value[0] == percent for other, value in level.changes.items()):
            level.assumed.discard(basis)
            del level.changes[basis]


def _move(level: Figure, levels: Sequence[Figure]) -> None:
    """Take the changes that cannot be this level's to where they belong."""
    for basis, (percent, rounding) in sorted(level.changes.items()):
        earlier = [f for f in levels if f is not level and _basis(level, f) == basis]
        if any(_fits(level, f, percent, rounding) for f in earlier):
            continue
        if not earlier and basis not in level.assumed:
            homes = [
                home
                for home in _homes(levels, percent, rounding)
                if home[1] == basis and home[0].unit == level.unit
            ]
        else:
            homes = list(_homes(levels, percent, rounding))
        if len({(id(home), new) for home, new in homes}) != 1:
            continue
        home, new = homes[0]
        if new in home.changes and new not in home.assumed:
            if basis in level.assumed and home.changes[new][0] == percent:
                del level.changes[basis]  # told already where it belongs
            continue
        del level.changes[basis]
        level.assumed.discard(basis)
        home.changes[new] = (percent, rounding)
        home.assumed.discard(new)


def _homes(levels: Sequence[Figure], percent: float, rounding: float) -> Iterator[tuple[Figure, str]]:
    if abs(percent) < _LEAST:
        return
    for later in levels:
        for earlier in levels:
            basis = _basis(later, earlier) if later is not earlier else None
            if basis is not None and not _coarse(later, earlier) and _fits(later, earlier, percent, rounding):
                yield later, basis


def _coarse(later: Figure, earlier: Figure) -> bool:
    """Whether two levels are told so roughly that many percentages lie between them: "$2.04 billion against $1.4 billion"."""
    return (
        later.rounding * abs(earlier.value) + earlier.rounding * abs(later.value) > _ROUGH * earlier.value**2
    )


def _basis(later: Figure, earlier: Figure) -> str | None:
    assert later.interval is not None
    assert earlier.interval is not None
    return compared(later.interval, earlier.interval) if later.unit == earlier.unit else None


def _fits(later: Figure, earlier: Figure, percent: float, rounding: float) -> bool:
    return grows((later.value, later.rounding), (earlier.value, earlier.rounding), percent, rounding)
