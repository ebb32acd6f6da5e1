"""Growth rates of amounts: to which level a percentage belongs, and from what it counts."""

from __future__ import annotations

from streams.economy import neighbours
from streams.economy.aims import aimed
from streams.economy.calendars import Interval
from streams.economy.comparisons import UNKNOWN, Comparisons, owns_rate
from streams.economy.dealing import SEVERAL
from streams.economy.directions import before_that, direction
from streams.economy.expected import rise_aimed_at
from streams.economy.figures import Figure
from streams.economy.neighbours import owner
from streams.economy.paces import (
    another_level,
    before_of,
    directed,
    earlier_pace,
    expected_way,
    foreseen,
    noun_of,
    past_view,
    rate_before,
)
from streams.economy.partners import Partners
from streams.economy.period import Period
from streams.economy.resolving import compared, resolve, step
from streams.economy.roles import Role, role
from streams.economy.sentences import Reading
from streams.economy.statement import State
from streams.economy.statement import figure as new_figure
from streams.economy.stockdays import grown_in, usual
from streams.economy.thread import Thread
from streams.economy.wordlists import words_of

TRADED = frozenset(["exported", "imported"])


class Changes(Comparisons):
    """Reads the percentages of a sentence that are changes."""

    def __init__(self, thread: Thread, figures: list[Figure], partners: Partners) -> None:
        super().__init__(thread, figures)
        self.partners = partners
        self._basis = (-1, "")
        """The last sentence in which a percentage said from what it counts, and that."""

    def percent(
        self, reading: Reading, state: State, index: int, roles: list[Role], post: Period | None
    ) -> None:
        """A growth rate of an amount."""
        quantities = reading.quantities
        if state.level is None and state.aimed is not None and rise_aimed_at(reading, index, state.aimed):
            self.change(
                reading, index, state.aimed, self.comparison(reading, state, index, post, None) or "yoy"
            )
            return
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
                and not (
                    state.level is not None
                    and gap[:1] in ([","], ["."])
                    # "$3.2 billion, a gain of 9.4%, taking the total to $16 billion": of the first
                    and ("to" not in gap or words_of("taking") & set(gap[1:3]))
                )
            ):
                state.pending.append((index, self.comparison(reading, state, index, post, None) or ""))
                return
        if (
            state.level is not None
            and not self._of_earlier(reading, state, index, post)
            and not self._of_its_own(reading, state.level, index, post)
            and foreseen(reading, index, post, state.level.position) != "forecast"
        ):
            if another_level(reading, index) or before_that(reading, index, state.level.position):
                return
            self.change(
                reading, index, state.level, self.comparison(reading, state, index, post, state.level) or ""
            )
            return
        if state.level is None and (aim := aimed(self.figures, reading, index)) is not None:
            self.change(reading, index, aim, self.comparison(reading, state, index, post, aim) or "")
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
        # "hit a record $9.7 billion in 2011, but contracted 4.1 percent in 2012"
        apart = apart or post.interval.start > level.interval.end
        return apart and not self.compares(reading, index, post)

    def _lonely(self, reading: Reading, state: State, index: int, post: Period | None) -> None:
        entry, thread = state.entry, self.thread
        if entry is None or entry.kind == "other":
            return
        if entry.kind == "balance" and not state.explicit and not TRADED.isdisjoint(reading.lowers):
            return  # "goods exported to the bloc rose by 5.9%": not the deficit that was spoken of
        basis = self.comparison(reading, state, index, post, None)
        if basis == "mom" and earlier_pace(reading, index + 1):
            basis = None  # "month on month, the growth slowed to 2.7% from 3.8%": of what they count from, it says nothing
        then = noun_of(reading, index) or rate_before(reading, index)
        if then and post is not None and post.kind == "shift":
            basis = (
                None  # "faster than a rise of 5.1% in the previous month": the month tells whose rate it is
            )
        if any(
            p.last == reading.quantities[index].lead - 1 and owns_rate(reading, p) for p in reading.periods
        ):
            basis = None  # "recovering from February's 20.8% contraction"
        said = bool(basis)
        if not basis and self._goes_on(reading, alone=True):
            basis = self._basis[1]
        if basis and basis != UNKNOWN:
            self._basis = (reading.sentence.index, basis)
        words = reading.lowers
        own = None
        earlier = earlier_pace(reading, index)
        if another_level(reading, index):
            return
        owned = owner(reading, index) if post is None else None
        if (
            owned is not None
            and owned.kind == "span"
            and {"'s", "when"} & set(words[owned.last : owned.last + 2])
        ):
            own = owned  # "a recovery from February's fall of 1.3 percent"
        elif post is not None and not self.compares(reading, index, post):
            own = post
        elif state.context is not None and state.context.kind in ("span", "week"):
            own = state.context
        if own is None and not earlier:
            own = self._behind(reading, index)
        interval: Interval | None = None
        span = "span"
        counted = self._from_base(reading, index, basis) or self._of_before(reading, state, index)
        if counted is None and post is not None and post.kind == "shift" and then:
            spoken = (
                state.context.interval if state.context and state.context.kind == "span" else thread.period
            )
            main = state.level.interval if state.level else thread.mains.get(entry.id, (spoken, ""))[0]
            counted = step(main, post.shift or "yoy") if main is not None else None
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
        view = "" if then and counted is not None else foreseen(reading, index, own)
        way = expected_way(reading, index) if view else direction(reading, index)
        if entry.kind == "balance" and "gdp" in words and not state.pending:
            return  # "the balance is seen at negative 3 percent of GDP"
        if view == "target" or way == 0 or "share" in words or (view and "gdp" in words):
            return
        if view and not (past_view(reading, index) or (own is not None and not own.current)):
            return
        if earlier and (own is None or own is state.context):
            interval = before_of(interval)
        if interval is None and (own is not None or earlier):
            return
        led = neighbours.led_by_past(reading, quantity.lead - 5, quantity.lead)
        past = (owned is not None and own is owned) or bool(view or led)
        if basis == "mom" and own is None and interval is not None and (interval.whole_months or 0) > 1:
            interval = Interval(interval.end.replace(day=1), interval.end)
        recalled = thread.recalls(words, interval)
        if own is not None and own.kind == "span" and interval is not None and not past and not recalled:
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
        if (to := directed(reading, index)) is not None:
            figure.counterpart = self.partners.at(reading, to + 1, geo)
        if figure.counterpart == SEVERAL:
            return
        figure.geo, figure.counterpart = self.partners.groups.sides(geo, figure.counterpart)
        opens = not self.figures and reading.sentence.kind != "body" and reading.sentence.index <= 3
        if (
            opens
            and figure.counterpart is not None
            and entry.id.startswith(("exports.", "imports.", "trade."))
        ):
            thread.bilateral = figure.counterpart
        figure.value, figure.status = abs(quantity.value) * way, view or "actual"
        if not said:
            figure.assumed.add("")
        figure.change = basis or usual(entry.id, geo, span, interval)
        figure.rule = "change-alone"
        figure.qualifier = reading.quantities[index].qualifier
        self.figures.append(figure)

    def _of_earlier(self, reading: Reading, state: State, index: int, post: Period | None) -> bool:
        """ "to $71.7bn, compared with a 24.1 percent decline in February": the growth of another time than the level's."""
        if (
            post is not None
            and post.kind == "shift"
            and (noun_of(reading, index) or rate_before(reading, index))
        ):
            return state.level is not None
        lead = reading.quantities[index].lead
        if post is None and any(p.last == lead - 1 and owns_rate(reading, p) for p in reading.periods):
            return state.level is not None  # "to $198.7bn, recovering from February's 20.8% contraction"
        if post is None or post.kind != "span" or state.level is None or self.compares(reading, index, post):
            return False
        floor = reading.quantities[index - 1].last if index else 0
        led = words_of("past") & set(reading.lowers[floor : reading.quantities[index].lead])
        level, days = state.level.interval, post.interval
        if level is None or days is None or level.end <= days.end:
            return False
        return bool(led) or level.whole_months == days.whole_months == 1

    def _behind(self, reading: Reading, index: int) -> Period | None:
        """The period further behind, over other percentages: "19 percent more exports and 29 percent less imports in July"."""
        for period in reading.periods:
            if period.first < reading.quantities[index].last or period.kind not in ("span", "week"):
                continue
            over = [q for q in reading.quantities[index + 1 :] if q.last <= period.first]
            stop = reading.quantities[index].last
            stop = next(
                (p.last for p in reading.periods if p.kind == "shift" and 1 <= p.first - stop <= 2), stop
            )
            between = set(reading.lowers[stop : period.first])
            if "but" in between or between & words_of("past"):
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
        if basis == "mom" and level.interval is not None and level.interval.whole_months == 3:
            basis = "qoq"  # "improved sequentially by 1.5 per cent", of a quarter
        assumed = not basis
        if assumed and level.indicator.startswith("debt"):
            counted = grown_in(reading, index)
            if counted is None:
                return
            basis = counted
        basis = basis or usual(level.indicator, level.geo, level.span, level.interval)
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
        if (
            known is not None
            and not assumed
            and basis in level.assumed
            and abs(known[0] - figure.value) > known[1] + quantity.rounding
        ):
            # "fell by 7.3 percent ..., a drop of 19.7 percent on a yearly basis": the first is of the month
            del level.changes[basis]
            level.assumed.discard(basis)
            months = level.interval.whole_months if level.interval is not None else None
            if basis == "yoy" and months == 1 and "mom" not in level.changes:
                level.changes["mom"] = known
                level.assumed.add("mom")
            known = None
        finer = (
            known is not None
            and quantity.rounding < known[1]
            and abs(known[0] - figure.value) <= known[1] + quantity.rounding
        )
        if known is None or finer:
            level.changes[basis] = (figure.value, quantity.rounding)

    def _goes_on(self, reading: Reading, *, alone: bool = False) -> bool:
        """Whether the last comparison still holds: in one sentence, or in "Meanwhile, imports declined ..." behind it.

        With `alone`, for a rate without its level, in any sentence behind it.
        """
        at = reading.sentence.index - self._basis[0]
        return at == 0 or (
            at == 1 and (alone or bool({"meanwhile", "similarly", "likewise"} & set(reading.lowers[:4])))
        )

    def flush(self, reading: Reading, state: State) -> None:
        pending, state.pending = state.pending, []
        for index, _ in pending:
            self._lonely(reading, state, index, None)
