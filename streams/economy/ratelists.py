"""Lists of rates: beside a list of as many periods, or for years that are only counted: "9.5 and 8 percent in the subsequent two years"."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.periodwords import COUNTS
from streams.economy.ratespan import Span
from streams.economy.sentences import Reading

_AFTER = frozenset(["subsequent", "following", "succeeding", "next", "coming", "ensuing"])
#: More years are not told one by one.
_MOST = 5


def successive(reading: Reading, spans: Sequence[Span], indexes: Sequence[int]) -> dict[int, Span]:
    """The years of such a list, by index of the quantity: those that follow the year named before."""
    words = reading.lowers
    for place in range(len(words) - 2):
        if words[place] not in _AFTER:
            continue
        count = COUNTS.get(words[place + 1], int(words[place + 1]) if words[place + 1].isdecimal() else 0)
        noun = place + 2 + (words[place + 2] in ("fiscal", "financial", "calendar"))
        if not 2 <= count <= _MOST or words[noun : noun + 1] != ["years"]:
            continue
        before = [i for i in indexes if reading.quantities[i].last <= place][-count:]
        if len(before) < count or not _list(reading, before, place):
            continue
        year = next(
            (
                s
                for s in reversed(spans)
                if s.last <= reading.quantities[before[0]].lead
                and s.interval is not None
                and s.interval.whole_months == 12
            ),
            None,
        )
        if year is None or year.interval is None:
            continue
        days = [year.interval.shifted(12 * (nth + 1)) for nth in range(count)]
        return {
            index: Span(place, noun + 1, "span", day, day, whole=True)
            for index, day in zip(before, days, strict=True)
        }
    return {}


def _list(reading: Reading, indexes: Sequence[int], place: int) -> bool:
    """Whether percentages stand in a list that goes right up to a position."""
    ends = [reading.quantities[i].first for i in indexes[1:]] + [place]
    return all(
        set(reading.lowers[reading.quantities[index].last : end])
        <= {",", "and", "&", "in", "for", "over", "during", "the", "respectively", "to"}
        for index, end in zip(indexes, ends, strict=True)
    )


def listed(reading: Reading, spans: Sequence[Span], indexes: Sequence[int]) -> dict[int, Span]:
    """ "for this year and next at 5.2% and 5.4%": a list of figures behind a list of as many periods."""
    found: dict[int, Span] = {}
    lists = _runs(reading, [(s.first, s.last) for s in spans if s.kind == "span"])
    for run in _runs(reading, [(reading.quantities[i].lead, reading.quantities[i].last) for i in indexes]):
        if len(run) < 2:
            continue
        after = next((part for part in lists if part[0][0] >= run[-1][1]), None)
        between = reading.lowers[run[-1][1] : after[0][0]] if after is not None else []
        if (
            after is not None
            and len(after) == len(run)
            and set(between) <= {"in", "for", "during", "the", "recorded"}
        ):
            # "9.93 percent and 9.49 percent in October and November": one by one
            for (lead, _), (first, last) in zip(run, after, strict=True):
                index = next(i for i in indexes if reading.quantities[i].lead == lead)
                found[index] = next(s for s in spans if (s.first, s.last) == (first, last))
            continue
        behind = [part for part in lists if len(part) >= len(run) and part[-1][1] <= run[0][0]]
        if not behind or len(behind[-1]) != len(run):
            continue
        for (lead, _), (first, last) in zip(run, behind[-1], strict=True):
            index = next(i for i in indexes if reading.quantities[i].lead == lead)
            found[index] = next(s for s in spans if (s.first, s.last) == (first, last))
    return found


def _runs(reading: Reading, places: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    runs: list[list[tuple[int, int]]] = []
    for first, last in places:
        between = reading.lowers[runs[-1][-1][1] : first] if runs else []
        if (
            runs
            and between
            and all(word in (",", "and", "the", "&", "for", "in", "-", "to") for word in between)
        ):
            runs[-1].append((first, last))
        else:
            runs.append([(first, last)])
    return runs
