"""Growth rates of amounts: to which level a percentage belongs, and from what it counts."""

from __future__ import annotations

from streams.economy.calendars import Interval
from streams.economy.directions import another_level, before_that, direction
from streams.economy.figures import Figure
from streams.economy.partners import SEVERAL, Partners
from streams.economy.period import Period
from streams.economy.resolving import compared, resolve, step
from streams.economy.roles import Role, role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.statement import figure as new_figure
from streams.economy.stockdays import grown_in, usual
from streams.economy.thread import Thread
from streams.economy.wordlists import words_of

#: The words name what a percentage counts from, and it is no step that has a name ("compared to July 2023", two years on).
UNKNOWN = "?"
TRADED = frozenset(["exported", "imported"])


class Changes:
    """Reads the percentages of a sentence that are changes."""

    def __init__(self, thread: Thread, figures: list[Figure], partners: Partners) -> None:
        self.thread, self.figures, self.partners = thread, figures, partners
        self._basis = (-1, "")
        """The last sentence in which a percentage said from what it counts, and that."""

    def percent(
        self, reading: Reading, state: State, index: int, roles: list[Role], post: Period | None
    ) -> None:
        """A growth rate of an amount."""
        quantities = reading.quantities
        following = next(
            (
                i
                for i in range(index + 1, len(quantities))
                if quantities[i].kind == "money" and roles and roles[i] == "level"
            ),
            None,
        )
        if following is not None:
            gap = reading.lowers[quantities[index].last : quantities[following].first]
            new = [
                m
                for m in reading.mentions
                if quantities[index].last <= m.first < quantities[following].first
                and not (m.first - quantities[index].last <= 6 and state.level is None)
            ]
            broken = reading.clause(quantities[index].first) != reading.clause(quantities[following].first)
            link = reading.lowers[quantities[following].lead - 1] in words_of("to_level")
            if (
                not new
                and not broken
                and (link or state.level is None)
                and not (state.level is not None and "and" in gap[:1])
                and not (state.level is not None and gap[:1] in ([","], ["."]) and "to" not in gap)
            ):
                state.pending.append((index, self.comparison(reading, state, index, post, None) or ""))
                return
        if state.level is not None and not self._of_its_own(reading, state.level, index, post):
            if another_level(reading, index) or before_that(reading, index, state.level.position):
                return
            self.change(
                reading, index, state.level, self.comparison(reading, state, index, post, state.level) or ""
            )
            return
        # A change without its level here: it finds it in the article, or stands alone.
        self._lonely(reading, state, index, post)

    def _of_its_own(self, reading: Reading, level: Figure, index: int, post: Period | None) -> bool:
        """ "fell to $29bn in March, even as they increased by 9.8% for the full fiscal": of the days named behind it."""
        if (
            post is None
            or post.kind != "span"
            or post.interval in (None, level.interval)
            or level.interval is None
        ):
            return False
        apart = reading.clause(level.position) != reading.clause(reading.quantities[index].first)
        return apart and not self.compares(reading, index, post)

    def _lonely(self, reading: Reading, state: State, index: int, post: Period | None) -> None:
        entry, thread = state.entry, self.thread
        if entry is None:
            return
        if entry.kind == "balance" and not state.explicit and not TRADED.isdisjoint(reading.lowers):
            return  # "goods exported to the bloc rose by 5.9%": not the deficit that was spoken of
        basis = self.comparison(reading, state, index, post, None)
        if not basis and self._goes_on(reading):
            basis = self._basis[1]
        if basis and basis != UNKNOWN:
            self._basis = (reading.sentence.index, basis)
        words = reading.lowers
        own = None
        if another_level(reading, index):
            return
        if post is not None and not self.compares(reading, index, post):
            own = post
        elif state.context is not None and state.context.kind in ("span", "week"):
            own = state.context
        if own is None:
            own = self._behind(reading, index)
        interval: Interval | None = None
        span = "span"
        counted = self._from_base(reading, index, basis) or self._of_before(reading, state, index)
        if counted is not None:
            own = None
        if own is not None and own.kind in ("span", "week") and not own.current:
            interval, span = own.interval, own.kind
        elif own is not None and own.kind == "same":
            interval = resolve(own, thread.mains.get(entry.id, (thread.period, ""))[0])
        elif own is None or own.kind == "shift":
            if entry.id in thread.mains and (not state.explicit or thread.near(reading.sentence.index)):
                interval, span = thread.mains[entry.id]
            elif thread.period_near(reading.sentence.index):
                interval, span = thread.period, thread.span
        interval = counted or interval
        opening = thread.opening
        if (
            interval is None
            and (own is None or own.kind == "shift")
            and state.explicit
            and reading.sentence.kind == "body"
            and opening is not None
            and opening.whole_months == 1
        ):
            interval = opening
        quantity = reading.quantities[index]
        start = max((b for b in reading.breaks if b <= quantity.first), default=0)
        target = bool(reading.within(start, quantity.last + 3, "target", "forecast"))
        if target or direction(reading, index) == 0 or "share" in words:
            return
        if interval is None and own is not None:
            return
        before = words[max(0, quantity.lead - 5) : quantity.lead]
        past = bool(
            {"reversing", "after", "following", "followed", "contrast", "versus", "against", "from"}
            & set(before)
        )
        if own is not None and own.kind == "span" and interval is not None and not past:
            thread.speak_of(interval, span, reading.sentence.index)
        if (
            basis is None
            and post is not None
            and self.compares(reading, index, post)
            and post.interval is not None
        ):
            basis = compared(interval, resolve(post, interval, base=True) or interval) if interval else None
            if basis is None:
                return
        if basis == UNKNOWN:
            return
        geo = state.geo or thread.home
        if geo is None:
            return
        figure = new_figure(reading, index, entry.id, geo, interval, span, 0.0, "percent")
        figure.counterpart = self.partners.counterpart(reading, state, index, geo, entry, "change")
        if figure.counterpart == SEVERAL:
            return
        figure.value = abs(reading.quantities[index].value) * direction(reading, index)
        if not basis:
            figure.assumed.add("")
        figure.change = basis or usual(entry.id, span, interval)
        figure.rule = "change-alone"
        figure.qualifier = reading.quantities[index].qualifier
        self.figures.append(figure)

    def _behind(self, reading: Reading, index: int) -> Period | None:
        """The period further behind, over other percentages: "19 percent more exports and 29 percent less imports in July"."""
        for period in reading.periods:
            if period.first < reading.quantities[index].last or period.kind not in ("span", "week"):
                continue
            over = [q for q in reading.quantities[index + 1 :] if q.last <= period.first]
            between = set(reading.lowers[reading.quantities[index].last : period.first])
            if over and between & words_of("past"):
                return None  # "down 2.3%, in contrast to August's rise of 4.9%"
            if not self.compares(reading, index, period) and all(q.kind == "percent" for q in over):
                return period
            return None
        return None

    def _of_before(self, reading: Reading, state: State, index: int) -> Interval | None:
        """The period that stands right before a percentage as its owner: "slower than the prior month's 23.1% increase"."""
        quantity = reading.quantities[index]
        main = self.thread.mains.get(state.entry.id, (self.thread.period, ""))[0] if state.entry else None
        for period in reading.periods:
            owned = reading.lowers[period.last : quantity.lead] == ["'s"]
            if owned and period.kind == "shift" and main is not None:
                return step(main, period.shift or "yoy")
        return None

    def _from_base(self, reading: Reading, index: int, basis: str | None) -> Interval | None:
        """The period that grew, counted from the one it grew from: "rose 13 percent from $3.2bn recorded in November"."""
        quantities = reading.quantities
        if basis not in ("mom", "yoy") or index + 1 >= len(quantities):
            return None
        base = quantities[index + 1]
        if (
            base.kind != "money"
            or base.first - quantities[index].last > 6
            or role(reading, index + 1) != "base"
        ):
            return None
        stop = quantities[index + 2].first if index + 2 < len(quantities) else len(reading.lowers)
        for period in reading.periods:
            if base.last <= period.first < stop and period.first - base.last <= 4:
                if period.kind != "span" or period.interval is None or period.interval.whole_months != 1:
                    return None
                return period.interval.shifted(1 if basis == "mom" else 12)
        return None

    def change(self, reading: Reading, index: int, level: Figure, basis: str) -> None:
        quantity = reading.quantities[index]
        if basis == UNKNOWN:
            return
        way = direction(reading, index)
        if level.interval is None and not basis:
            basis = "yoy"
        if way == 0:
            return
        if not basis and self._goes_on(reading) and level.interval is not None:
            basis = self._basis[1]  # "exports fell 0.7 percent month-on-month while imports rose 5.6 percent"
        if basis:
            self._basis = (reading.sentence.index, basis)
        assumed = not basis
        if assumed and level.indicator.startswith("debt"):
            counted = grown_in(reading, index)
            if counted is None:
                return
            basis = counted
        basis = basis or usual(level.indicator, level.span, level.interval)
        if assumed and basis not in level.changes:
            level.assumed.add(basis)
        figure = new_figure(
            reading,
            index,
            level.indicator,
            level.geo,
            level.interval,
            level.span,
            way * abs(quantity.value),
            "percent",
        )
        figure.change, figure.counterpart, figure.rule = basis, level.counterpart, "change-of-level"
        known = level.changes.get(basis)
        finer = (
            known is not None
            and quantity.rounding < known[1]
            and abs(known[0] - figure.value) <= known[1] + quantity.rounding
        )
        if known is None or finer:
            level.changes[basis] = (figure.value, quantity.rounding)

    def _goes_on(self, reading: Reading) -> bool:
        """Whether the last comparison still holds: in one sentence, or in "Meanwhile, imports declined ..." behind it."""
        at = reading.sentence.index - self._basis[0]
        return at == 0 or (at == 1 and reading.lowers[:1] in (["meanwhile"], ["similarly"], ["likewise"]))

    def compares(self, reading: Reading, index: int, period: Period) -> bool:
        """Whether a period behind a percentage is what it is compared with ("23pc higher than in November")."""
        if period.kind in ("shift", "back"):
            return True
        quantity = reading.quantities[index]
        words = reading.lowers
        between = [
            cue
            for cue in reading.starting(quantity.last, period.first, "base")
            if words[cue.first] != "on" or words[cue.first + 1] not in words_of("on_basis")
        ]  # "on a month-on-month basis in May"
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
        ]
        for period in reading.periods:
            if not quantity.last <= period.first < stop or (own and period is post):
                continue
            base = list(reading.starting(quantity.last, period.first, "base"))
            if period.kind in ("shift", "back"):
                options.append((period.first - quantity.last, period.shift or "yoy"))
            elif base and main is not None and period.interval is not None:
                basis = compared(main, resolve(period, main, base=True) or main)
                if basis is not None or period.kind == "span":
                    options.append((period.first - quantity.last, basis or UNKNOWN))
            elif base and period.kind == "same":
                options.append((period.first - quantity.last, "yoy"))
        if options:
            return min(options)[1]
        if index + 1 < len(quantities) and 0 <= quantities[index + 1].first - quantity.last <= 4:
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

    def flush(self, reading: Reading, state: State) -> None:
        pending, state.pending = state.pending, []
        for index, _ in pending:
            self._lonely(reading, state, index, None)
