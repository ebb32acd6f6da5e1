"""Lists of figures in a sentence, and what it deals out to them "respectively"."""

from __future__ import annotations

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
