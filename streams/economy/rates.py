"""Figures that are percentages themselves: inflation, growth, output, the policy rate."""

from __future__ import annotations

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.indicators import Entry
from streams.economy.periods import Period
from streams.economy.resolving import compared, resolve, step
from streams.economy.sentences import Reading
from streams.economy.thread import Thread

#: The most that a rate can be, in percent, for its figure to be taken.
_LIMIT = {"gdp.growth": 30.0, "output.lsm": 60.0, "policy_rate": 100.0}


class Rates:
    """Reads the percentages of a sentence that are levels of a rate."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self.steps: set[tuple[str, float]] = set()
        """Percentages that count from the month or week before, by series: in a title they do not say so."""

    def level(
        self, reading: Reading, entry: Entry, index: int, post: Period | None, context: Period | None,
        earlier: list[Figure], status: str, explicit: bool,
    ) -> tuple[float, Interval | None, str, bool] | None:  # fmt: skip
        """Value, days, kind of days, and whether it is a comparison; None where the percentage is no level."""
        quantity, words = reading.quantities[index], reading.lowers
        if quantity.kind != "percent" or abs(quantity.value) > _LIMIT.get(entry.id, 300.0):
            return None
        floor = reading.quantities[index - 1].last if index else 0
        lead = reading.lead(quantity.lead, floor=floor)
        adjacent = {
            c.id for c in reading.cues if lead is not None and c.last == lead.last and c.first >= floor
        }
        if reading.lead(quantity.first, "base", floor=floor) is not None and quantity.lead < quantity.first:
            adjacent.add("base")
        if any(0 <= c.first - quantity.last <= 1 for c in reading.cues_of("share")):
            return None
        base = "base" in adjacent and "to" not in adjacent and words[quantity.lead - 1] != "at"
        window = words[max(floor, quantity.lead - 7) : quantity.lead]
        if {"earlier", "previous", "prior"} & set(window) and {
            "forecast",
            "projection",
            "estimate",
            "target",
        } & set(window):
            return None
        if base and status in ("forecast", "target"):
            return None
        if entry.id == "policy_rate":
            return self._policy(reading, index, adjacent, base)
        if self._other_step(reading, entry, index, post, context, floor):
            self.steps.add((entry.id, abs(quantity.value)))
            return None
        direction = self._direction(reading, index, floor)
        value = quantity.value
        if entry.id == "prices.cpi":
            prices = any(word in ("prices", "cpi", "index") for word in words[: quantity.first])
            if "by" in adjacent and not prices:
                return None
            if adjacent & {"up", "down"} and "to" not in adjacent and direction < 0 and not prices:
                return None
            if direction < 0 and adjacent & {"down", "by"} and "to" not in adjacent:
                value = -value
        elif entry.id == "prices.spi":
            yearly = any(reading.within(floor, len(words), "yoy")) or any(
                p.shift == "yoy" for p in reading.periods
            )
            if not yearly and not ("to" in adjacent and not adjacent & {"by"}):
                return None
            if direction < 0 and adjacent & {"down", "by"}:
                value = -value
        elif (
            direction < 0
            and (adjacent & {"down", "by"} or words[quantity.lead - 1] == "and")
            and words[quantity.lead - 1] not in ("to", "at")
        ):
            value = -value
        if "negative" in words[max(0, quantity.first - 2) : quantity.first]:
            value = -abs(value)
        interval, span = self._interval(reading, entry, index, post, context, earlier, base, status, explicit)
        return value, interval, span, base

    def _policy(
        self, reading: Reading, index: int, adjacent: set[str], base: bool
    ) -> tuple[float, Interval | None, str, bool] | None:
        quantity, words = reading.quantities[index], reading.lowers
        if base or (adjacent & {"by", "up", "down"} and "to" not in adjacent):
            return None
        if not adjacent & {"to"} and not any(
            m.last == quantity.first or quantity.last == m.first for m in reading.mentions
        ):
            return None
        if any(
            words[place] in ("previous", "last", "earlier")
            and words[place + 1] in ("meeting", "review", "policy")
            for place in range(len(words) - 1)
        ):
            return None
        day = self._day(reading)
        return quantity.value, day, "day", False

    def _day(self, reading: Reading) -> Interval | None:
        words = reading.lowers
        for period in reading.periods:
            # "with effect from January 27"
            if period.kind == "day" and any(
                word in ("effect", "effective") for word in words[max(0, period.first - 3) : period.first]
            ):
                return period.interval
        for period in reading.periods:
            if period.kind == "day":
                return period.interval
        if any(p.interval is not None and p.kind == "span" for p in reading.periods):
            return next(
                Interval(p.interval.start, p.interval.end)
                for p in reading.periods
                if p.interval is not None and p.kind == "span"
            )
        return None

    def _direction(self, reading: Reading, index: int, floor: int) -> int:
        quantity = reading.quantities[index]
        clause = max((b for b in reading.breaks if b <= quantity.first), default=0)
        before = [
            c
            for c in reading.within(max(floor, clause), quantity.lead + 1, "up", "down")
            if c.last <= quantity.first
        ]
        if not before and quantity.lead and reading.lowers[quantity.lead - 1] == "and":
            before = list(reading.within(clause, quantity.lead, "up", "down"))
        if before:
            return 1 if before[-1].id == "up" else -1
        behind = [c for c in reading.cues_of("up", "down") if 0 <= c.first - quantity.last <= 1]
        if behind:
            return 1 if behind[0].id == "up" else -1
        return 0

    def _other_step(
        self,
        reading: Reading,
        entry: Entry,
        index: int,
        post: Period | None,
        context: Period | None,
        floor: int,
    ) -> bool:
        """Whether the percentage counts from the month or week before, not from the year before."""
        quantity = reading.quantities[index]
        stop = (
            reading.quantities[index + 1].first
            if index + 1 < len(reading.quantities)
            else len(reading.lowers)
        )
        stop = min([stop, *[b for b in reading.breaks if quantity.last <= b]])
        if reading.within(quantity.last, stop, "yoy"):
            return False
        if reading.within(quantity.last, stop, "mom", "wow", "qoq"):
            return True
        to = {c.id for c in reading.cues if c.last == quantity.lead}
        if entry.id in ("output.lsm", "prices.cpi") and self._steps(
            reading, quantity.last, stop, post, context
        ):
            return True
        for period in reading.periods:
            if (
                quantity.last <= period.first < stop
                and period.kind == "shift"
                and period.shift in ("mom", "wow", "qoq")
            ):
                led = reading.starting(quantity.last, period.first, "base")
                if led and "to" not in to:
                    return True
            if (
                floor <= period.first < quantity.first
                and period.kind == "shift"
                and period.shift in ("mom", "wow")
                and reading.lead(period.first, "base")
                and "to" not in to
            ):
                return True
        near = reading.within(floor, quantity.first, "yoy", "mom", "wow", "qoq")
        return bool(near) and near[-1].id != "yoy" and not (near[-1].last < quantity.first - 8 and floor)

    def _steps(
        self, reading: Reading, first: int, stop: int, post: Period | None, context: Period | None
    ) -> bool:
        """Whether a month behind the percentage, led by "compared with", is not the one of the year before."""
        own = post if post is not None and post.kind == "span" else context
        known = own.interval if own is not None else None
        for period in reading.periods:
            if (
                not first <= period.first < stop
                or period.kind != "span"
                or period.interval is None
                or period is own
            ):
                continue
            if reading.lead(period.first, "base") is None:
                continue
            main = known or next((m[0] for key, m in self.thread.mains.items() if key == "output.lsm"), None)
            if main is not None and compared(main, resolve(period, main, base=True) or main) in (
                "mom",
                "qoq",
            ):
                return True
        return False

    def _interval(
        self, reading: Reading, entry: Entry, index: int, post: Period | None, context: Period | None,
        earlier: list[Figure], base: bool, status: str, explicit: bool,
    ) -> tuple[Interval | None, str]:  # fmt: skip
        thread = self.thread
        own = [
            f
            for f in earlier
            if f.sentence == reading.sentence.index and f.indicator == entry.id and f.interval
        ]
        known = thread.mains.get(entry.id)
        main = (
            own[0].interval
            if own
            else (context.interval if context is not None and context.kind in ("span", "week") else None)
        )
        span = (
            own[0].span
            if own
            else (context.kind if context is not None and context.kind in ("span", "week") else "span")
        )
        if main is None and known is not None:
            main, span = known
        elif main is None and thread.period is not None and thread.period_near(reading.sentence.index):
            main, span = thread.period, thread.span
        chosen = post
        if post is not None and post.kind in ("shift", "back") and not base:
            quantity = reading.quantities[index]
            if reading.starting(quantity.last, post.first, "base"):
                chosen = None  # "grew by 6 percent over the same months of last year": the year that the rate counts from
        if chosen is None and not (base and own):
            chosen = context
        if chosen is None:
            if base and main is not None:
                return step(main, "yoy" if main.whole_months != 1 else "mom"), span
            if not explicit and main is not None:
                return main, span
            if own:
                return own[0].interval, own[0].span
            if (
                thread.period is not None
                and thread.period_near(reading.sentence.index)
                and reading.sentence.kind != "headline"
            ):
                return thread.period, thread.span
            return None, "span"
        if chosen.kind in ("shift", "back"):
            return (resolve(chosen, main, base=True), span) if main is not None else (None, "span")
        if chosen.kind == "same":
            return resolve(chosen, main, base=base), span
        if chosen.kind == "day":
            return None, "span"
        if entry.id == "prices.spi" and chosen.kind == "week":
            return chosen.interval, "week"
        interval = resolve(chosen, main, base=base)
        if chosen.current and chosen.whole and status in ("actual", "provisional") and interval is not None:
            return None, "span"
        return interval, chosen.kind
