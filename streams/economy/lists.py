"""Lists of figures in a sentence, and what it deals out to them "respectively"."""

from __future__ import annotations

from streams.economy.period import Period
from streams.economy.sentences import Reading


def lists(reading: Reading) -> list[list[int]]:
    """Runs of figures of one kind with nothing but commas and "and" between them."""
    found: list[list[int]] = []
    quantities, words = reading.quantities, reading.lowers
    for index, quantity in enumerate(quantities):
        before = quantities[index - 1] if index else None
        if (
            before is not None
            and found
            and before.kind == quantity.kind
            and all(w in (",", "and", "&") for w in words[before.last : quantity.first])
        ):
            found[-1].append(index)
        else:
            found.append([index])
    return [group for group in found if len(group) > 1]


def dealt(reading: Reading) -> dict[int, int]:
    """Percentages dealt out to the amounts before them: "from Saudi Arabia ($422m) and the UAE ($387m), down 2.6% and 2.1%, respectively"."""
    words, quantities = reading.lowers, reading.quantities
    if "respectively" not in words:
        return {}
    found: dict[int, int] = {}
    for group in lists(reading):
        last = quantities[group[-1]].last
        if quantities[group[0]].kind != "percent" or "respectively" not in words[last : last + 8]:
            continue
        amounts = [i for i in range(group[0]) if quantities[i].kind == "money"]
        if len(amounts) == len(group) == group[0]:
            found.update(zip(group, amounts, strict=True))
    return found


def share(reading: Reading, posts: list[Period | None]) -> None:
    """Give the period behind the last figure of a list to all of it: "$755m from Saudi Arabia and $614m from the UAE in May"."""
    quantities = reading.quantities
    for place in range(len(quantities) - 1, 0, -1):
        period, before, here = posts[place], quantities[place - 1], quantities[place]
        if period is None or period.kind not in ("span", "week") or posts[place - 1] is not None:
            continue
        if before.kind != "money" or here.kind != "money" or before.unit != here.unit:
            continue
        if not any(p.first < before.first for p in reading.periods) and _listed(
            reading, before.last, here.lead
        ):
            posts[place - 1] = period


def _listed(reading: Reading, first: int, last: int) -> bool:
    """Whether nothing but partners, commas and "and" stands between two places."""
    named = {place for c in reading.countries for place in range(c.first, c.last)}
    words = [word for place, word in enumerate(reading.lowers[first:last], first) if place not in named]
    return (
        bool(words)
        and words[-1] in ("and", ",")
        and all(w in ("and", ",", "from", "to", "the", "with") for w in words)
    )
