"""From what a percentage counts: the words beside it, the amount that follows it, the comparison of the sentence before."""

from __future__ import annotations

from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.period import Period
from streams.economy.resolving import compared, resolve
from streams.economy.roles import role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.thread import Thread
from streams.economy.wordlists import words_of

#: The words name what a percentage counts from, and it is no step that has a name ("compared to July 2023", two years on).
UNKNOWN = "?"


_RUNS = frozenset(["consecutive", "straight", "successive", "highest", "lowest", "largest", "biggest"])


class Comparisons:
    """Finds the basis of the percentages of a sentence."""

    def __init__(self, thread: Thread, figures: list[Figure]) -> None:
        self.thread, self.figures = thread, figures

    def compares(self, reading: Reading, index: int, period: Period) -> bool:
        """Whether a period behind a percentage is what it is compared with ("23pc higher than in November")."""
        if period.kind in ("shift", "back"):
            return True
        quantity = reading.quantities[index]
        words = reading.lowers
        if words[period.first : period.first + 2] == ["a", "year"]:
            return False  # "shrank 38 percent from a year ago in January": of January
        between = [
            cue
            for cue in reading.starting(quantity.last, period.first, "base")
            if words[cue.first] != "on" or words[cue.first + 1] not in words_of("on_basis")
        ]  # "on a month-on-month basis in May"
        # "fell 10.7 percent from a year earlier in dollar terms in January-September": that is compared already
        between = [
            cue
            for cue in between
            if not any(
                p.kind == "shift" and 0 <= p.first - cue.last <= 1 and p.last <= period.first
                for p in reading.periods
            )
        ]
        if (
            len(between) == 1
            and reading.lowers[between[0].first] == "from"
            and period.interval is not None
            and period.interval.whole_months != 1
        ):
            return False  # "dropped 8% from July to January"
        return bool(between)

    def comparison(
        self, reading: Reading, state: State, index: int, post: Period | None, level: Figure | None
    ) -> str | None:
        """The basis of a percentage from the words beside it, or None where they do not say."""
        quantities = reading.quantities
        quantity = quantities[index]
        floor = quantities[index - 1].last if index else 0
        stop = quantities[index + 1].first if index + 1 < len(quantities) else len(reading.lowers)
        ends = [b for b in reading.breaks if quantity.last <= b < stop]
        stop = min([stop, *ends])
        main = (
            level.interval
            if level is not None
            else (
                state.context.interval
                if state.context is not None and state.context.kind in ("span", "week")
                else None
            )
        )
        main = (
            main or self.thread.mains.get(state.entry.id if state.entry else "", (self.thread.period, ""))[0]
        )
        own = post is not None and post.kind in ("span", "week") and not self.compares(reading, index, post)
        if own and post is not None and level is None:
            main = post.interval or main
        options = [
            (cue.first - quantity.last, cue.id)
            for cue in reading.within(quantity.last, stop, "yoy", "mom", "qoq", "wow")
            if not _RUNS & set(reading.lowers[max(0, cue.first - 2) : cue.first])
        ]  # "a 7.43 percent fall, the third consecutive monthly decline"
        for period in reading.periods:
            if not quantity.last <= period.first < stop or (own and period is post):
                continue
            if period.shift in ("wow", "dod") and main is not None and main.whole_months:
                continue  # "declined by 0.5 percent in 2015, the bank announced last week"
            if owns_rate(reading, period):
                continue  # "fell 7.6%, decelerating from the previous month's 5.2% decline"
            base = list(reading.starting(quantity.last, period.first, "base"))
            if period.kind in ("shift", "back"):
                options.append((period.first - quantity.last, period.shift or "yoy"))
            elif base and main is not None and period.interval is not None:
                basis = compared(main, resolve(period, main, base=True) or main)
                if basis is None and main.whole_months == 1 and said_before(reading, period):
                    basis = (
                        "mom"  # "than the previous month of July 2015", of August 2016: a slip of the year
                    )
                if basis is not None or period.kind == "span":
                    options.append((period.first - quantity.last, basis or UNKNOWN))
            elif base and period.kind == "same":
                options.append((period.first - quantity.last, "yoy"))
        if options:
            return min(options)[1]
        behind = self._behind_level(reading, index)
        if behind is not None:
            return behind
        if self._shared(reading, index):
            # "exports grew 29% and remittances grew 9% over the previous month"
            return self.comparison(reading, state, index + 1, None, level)
        if index + 1 < len(quantities) and 0 <= quantities[index + 1].first - quantity.last <= 7:
            basis = self.beside(reading, index, main)
            if basis is not None:
                return basis
        for cue in reversed(reading.within(floor, quantity.first, "yoy", "mom", "qoq", "wow")):
            return cue.id
        opening = [p for p in reading.periods if p.first <= 8 and p.last <= quantities[0].first]
        if (
            opening
            and reading.lead(opening[0].first, "base") is not None
            and opening[0].kind in ("shift", "back")
        ):
            return opening[0].shift  # "In comparison to the previous month, exports increased by ..."
        if (
            opening
            and main is not None
            and opening[0].kind == "span"
            and opening[0].interval is not None
            and reading.lead(opening[0].first, "base") is not None
            and (stepped := compared(main, opening[0].interval)) is not None
        ):
            return stepped  # "In comparison to the previous month of February 2024, exports increased by ..."
        for period in reversed(reading.periods):
            if not floor <= period.first < quantity.first or reading.clause(period.first) != reading.clause(
                quantity.first
            ):
                continue
            led = [
                c for c in reading.cues_of("base") if c.last <= period.first and period.first - c.last <= 1
            ]
            led = [c for c in led if c.first >= floor or floor == 0]
            if period.kind in ("shift", "back") and (led or level is None):
                return period.shift or "yoy"
            if led and main is not None and period.interval is not None:
                return compared(main, resolve(period, main, base=True) or main)
        if index + 1 < len(quantities):
            return self.beside(reading, index, main)
        if main is not None and index and quantities[index - 1].kind == "money":
            for figure in reversed(self.figures):
                if figure.sentence == reading.sentence.index and figure.compared and figure.interval:
                    return compared(main, figure.interval)
                if figure.sentence != reading.sentence.index:
                    break
        return None

    def _behind_level(self, reading: Reading, index: int) -> str | None:
        """ "a 7% rise to reach $1.1bn in August, compared to the previous month": told behind the level it leads to."""
        if index + 1 >= len(reading.quantities):
            return None
        led = reading.quantities[index + 1]
        between = reading.lowers[reading.quantities[index].last : led.lead]
        if (
            led.kind != "money"
            or role(reading, index + 1) != "level"
            or not {"to", "reach", "reaching"} & set(between)
            or len(between) > 6
        ):
            return None
        floor = led.last
        stop = reading.quantities[index + 2].first if index + 2 < len(reading.quantities) else floor + 14
        for period in reading.periods:
            if floor <= period.first < stop and period.kind == "shift" and not owns_rate(reading, period):
                return period.shift if list(reading.starting(floor, period.first, "base")) else None
        return None

    def _shared(self, reading: Reading, index: int) -> bool:
        """Whether what the next percentage counts from holds for this one: joined by "and", and told behind it alone."""
        if index + 1 >= len(reading.quantities) or reading.quantities[index + 1].kind != "percent":
            return False
        first, second = reading.quantities[index], reading.quantities[index + 1]
        gap = reading.lowers[first.last : second.lead]
        named = any(first.last <= m.first < second.lead for m in reading.mentions)
        inside = {p for one in reading.periods for p in range(one.first, one.last)}
        gap = [w for p, w in enumerate(gap, first.last) if p not in inside and (not named or w != "in")]
        over = named and bool({"while", "whereas", "but", "and"} & set(gap[:2]))
        if not over and ("and" not in gap or "," in gap):
            return False
        if {"from", "to", "versus", "than", "compared"} & set(gap) or len(gap) > 5 + over:
            return False  # "exports rose 8.1 percent, while imports fell 4.1 percent from the previous month"
        stop = min(second.last + 6, len(reading.lowers))
        steps = reading.within(second.last, stop, "mom", "qoq")
        return bool(steps) or any(
            p.kind == "shift" and p.shift in ("mom", "qoq") and second.last <= p.first < stop
            for p in reading.periods
        )

    def beside(self, reading: Reading, index: int, main: Interval | None) -> str | None:
        """ "23 % above the USD 356 mln of November": the period of the amount that follows tells the basis."""
        if index + 1 >= len(reading.quantities):
            return None
        following = reading.quantities[index + 1]
        if following.kind != "money" or role(reading, index + 1) != "base":
            return None
        stop = (
            reading.quantities[index + 2].first
            if index + 2 < len(reading.quantities)
            else len(reading.lowers)
        )
        for period in reading.periods:
            if period.first < following.last:
                continue
            if period.first >= stop or period.first - following.last > 5:
                return None
            if period.kind in ("shift", "back"):
                return period.shift or "yoy"
            if main is not None and period.interval is not None:
                return compared(main, resolve(period, main, base=True) or main)
            return None
        return None


def said_before(reading: Reading, period: Period) -> bool:
    """Whether a month is called the one before: "the previous month of July"."""
    words = reading.lowers[period.first : period.last]
    words = words[1:] if words[:1] == ["the"] else words
    return words[:1] in (["previous"], ["preceding"], ["prior"]) and words[1:2] == ["month"]


def owns_rate(reading: Reading, period: Period) -> bool:
    """Whether a period is whose growth the next percentage is: "February's 20.8% contraction"."""
    if reading.lowers[period.last : period.last + 1] != ["'s"]:
        return False
    return any(q.kind == "percent" and q.lead == period.last + 1 for q in reading.quantities)
