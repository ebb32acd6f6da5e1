"""From what the growth of a debt counts, where only its period tells."""

from __future__ import annotations

from streams.economy.sentences import Reading

#: Months that a growth may count over and that have no name.
_COUNTS = frozenset(["two", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "2", "4", "5", "6", "7", "8", "9", "10", "11"])  # fmt: skip


def grown_in(reading: Reading, index: int) -> str | None:
    """From what a debt's growth counts by its period: "7.7 per cent in January" a month, in eight months nothing that has a name.

    An empty string where no period tells, None where the step has no name.
    """
    quantity = reading.quantities[index]
    behind = reading.lowers[quantity.last : quantity.last + 9]
    if "months" in behind[1:]:
        counted = behind[behind.index("months") - 1]
        if counted in _COUNTS and {"previous", "preceding", "earlier", "ago", "before"} & set(behind):
            return None  # "up 4.9 percent compared to six months earlier"
    for period in reading.periods:
        if period.kind != "span" or period.interval is None or not period.first:
            continue
        led = reading.lowers[max(0, period.first - 2) : period.first]
        months = period.interval.whole_months or 0
        if not {"in", "during", "over", "within"} & set(led):
            continue
        if reading.clause(period.first) != reading.clause(quantity.first):
            continue
        if months == 1 and 0 <= period.first - quantity.last <= 2:
            return "mom"
        if months not in (0, 1, 3, 12):
            return None
    return ""
