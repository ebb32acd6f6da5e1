"""Policy rates: the level that a central bank decides on, and the day from which it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from streams.economy import policydays, ratestatus
from streams.economy.calendars import Interval
from streams.economy.figures import Figure
from streams.economy.ratespan import Span
from streams.economy.ratesubjects import Subject
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading
from streams.economy.statement import figure as new_figure
from streams.economy.thread import Thread

#: Meetings that are over: their rate is not the one decided on now.
_PAST = frozenset(["previous", "last", "earlier", "preceding"])
_MEETINGS = frozenset(["meeting", "review", "policy", "announcement", "statement"])
_BEFORE = frozenset(["from", "than", "against", "versus", "since"])
_MOVES = frozenset(["by", "of"])
#: A decision that is to come.
_AHEAD = frozenset(["scheduled", "due", "slated", "set", "announce"])
_DONE = frozenset(["cut", "raised", "lowered", "reduced", "increased", "hiked", "kept", "held", "slashed", "maintained", "trimmed", "lifted"])  # fmt: skip
#: Between a month and the rate that was decided on in it.
_KEEPS = _DONE | {"its", "the", "key", "benchmark", "main", "had", "interest", "policy"}
_TO_MOVE = frozenset(
    ["increase", "raise", "cut", "lower", "hike", "reduce", "lift", "trim", "slash", "bring", "keep"]
)
_MOVING = frozenset(["increasing", "raising", "cutting", "lowering", "hiking", "reducing", "lifting", "trimming", "slashing"])  # fmt: skip
_POINTS = frozenset(["increase", "cut", "hike", "reduction", "rise", "decrease", "raised", "drop"])


class PolicyRates:
    """Reads the levels of policy rates."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._decided: Interval | None = None
        """The day of the decision or of the meeting, from any sentence about the rate."""
        self._meeting: Interval | None = None
        self._effect: Interval | None = None
        """The day from which the rate holds, where a sentence of its own says so."""

    def read(self, reading: Reading, subjects: Sequence[Subject]) -> None:
        """Take in the day that a sentence about the central bank's rate or meeting gives."""
        words = set(reading.lowers)
        effect = {"effective", "effect", "force"} & words and {"rate", "rates", "points", "bps"} & words
        policy = "policy" in words and bool({"review", "announce", "statement"} & words)
        if not (
            any(s.id == "policy_rate" for s in subjects)
            or effect
            or policy
            or {"mpc", "meeting"} & words
            or ({"decision", "announcement"} & words and {"policy", "rate", "rates", "bank"} & words)
        ):
            return
        published = reading.document.published_on
        self._effect = self._effect or policydays.in_force(reading, published)
        if (
            (any(True for _ in reading.cues_of("forecast")) or _AHEAD & words)
            and {
                "meeting",
                "meet",
                "meets",
                "review",
                "poll",
                "decision",
                "announce",
            }
            & words
        ) or _to_come(reading.lowers):
            for period in reading.periods:
                if (
                    period.kind == "day"
                    and period.weekday
                    and period.shift is None
                    and period.interval is not None
                ):
                    # "is expected to hold rates at its meeting on Thursday": the next one.
                    day = period.interval.end
                    day = day if day > published else day + timedelta(days=7)
                    self._meeting = self._meeting or Interval(day, day)
        for period in reading.periods:
            if (
                period.kind == "day"
                and period.interval is not None
                and self._decided is None
                and self._meeting is None
                and not _since(reading, period.first)
            ):
                near = 0 <= (published - period.interval.end).days <= 10
                self._decided = period.interval if near else None
        if {"meeting", "meet", "meets", "review", "decision", "announce", "announces", "mpc"} & words:
            for period in reading.future:
                if period.kind != "day" or period.interval is None or self._meeting is not None:
                    continue
                ahead = 0 < (period.interval.start - published).days <= 45
                self._meeting = period.interval if ahead else None

    def settle(self, figures: list[Figure], published: date) -> None:
        """Date the rates for which no day is said; a forecast without a meeting to come is left out."""
        own = [f for f in figures if f.indicator == "policy_rate" and not f.compared]
        dated = next(
            (
                f.interval
                for f in own
                if f.interval is not None
                and f.status == "actual"
                and 0 <= (published - f.interval.end).days <= 10
            ),
            None,
        )
        if self._effect is not None:
            new = next((f for f in own if f.status == "actual" and not f.titled), None)
            days = new.interval or dated or self._decided if new is not None else None
            if (
                new is not None
                and days is not None
                and 0 < (self._effect.end - days.end).days <= policydays.IN_EFFECT.days
            ):
                for figure in own:
                    if (figure.geo, figure.value, figure.status) == (new.geo, new.value, "actual"):
                        figure.interval = self._effect
        policydays.take_effect(own)
        known = {f.value for f in own if f.interval is not None}
        for figure in own:
            if figure.interval is not None:
                continue
            if figure.status == "forecast":
                figure.interval = self._meeting
            elif figure.value not in known:
                figure.interval = dated or self._decided
        figures[:] = [
            f
            for f in figures
            if f.indicator != "policy_rate" or f.interval is not None or f.status != "forecast"
        ]
        policydays.replaced(figures)

    def maker(self, reading: Reading) -> str | None:
        """The country of the central bank that a sentence names."""
        bodies = [c for c in reading.countries if c.body and c.code not in ("EU", "GCC")]
        makers = [
            c
            for c in bodies
            if {"bank", "reserve", "sbp", "rbi", "cbk", "cbe", "cbsl", "fed"}
            & set(reading.lowers[c.first : c.last])
        ]
        return makers[0].code if makers else None

    def figure(
        self, reading: Reading, index: int, geo: str, subject: Subject, here: Span | None, before: str
    ) -> Figure | None:
        """The rate at a percentage, or None where it is a step, a former rate or somebody's guess without a day."""
        quantity, words = reading.quantities[index], reading.lowers
        floor = reading.quantities[index - 1].last if index else 0
        if _of_bloc(words[floor : quantity.lead]):
            return None
        day = self._day(reading)
        lead = words[max(floor, quantity.lead - 3) : quantity.lead]
        if lead[-1:] == ["from"] and _left(words, quantity.last) and not _to_come(words):
            return self._former(reading, index, geo, subject)
        if (
            _BEFORE & set(lead)
            and "to" not in lead
            and "at" not in lead
            and "on" not in words[quantity.last : quantity.last + 2]
        ):
            return None
        if (
            lead[-1:] == ["from"]
            and words[quantity.last : quantity.last + 1] not in (["to"], ["on"])
            and index
        ):
            return None  # "to 19.75 from 17.75 percent"
        if lead[-1:] == ["by"] or (
            words[quantity.last : quantity.last + 1] and words[quantity.last] in _POINTS
        ):
            return None
        cues = {c.id for c in reading.ending(quantity.lead)}
        if cues & {"up", "down"} and not cues & {"to"}:
            return None
        if (
            rate_words().peaks & set(words[max(floor, quantity.lead - 6) : quantity.lead])
            and "to" not in words[max(floor, quantity.lead - 8) : quantity.lead]
        ):
            return None  # "to a 13-year high of 13.25 percent" tells the rate itself
        if "since" in words[floor : quantity.lead] and "when" in words[floor : quantity.lead]:
            return None  # "the highest since May 2011, when it was 14 percent"
        if words[reading.dateline : reading.dateline + 1] == ["previously"] or _after_moving(
            words[floor : quantity.lead]
        ):
            return None  # "Previously the bank raised the rate to 8.75% after increasing it to 8.00%"
        if _wished(words[max(0, subject.first - 12) : subject.first]):
            return None  # "urged the bank to cut the policy rate to 5%"
        past = any(
            w in _PAST and _MEETINGS & set(words[n + 1 : n + 5]) and words[n + 1 : n + 2] != ["week"]
            for n, w in enumerate(words)
        )
        if past and (day is None or day.end == reading.document.published_on):
            return None
        days = here.interval if here is not None and here.kind == "span" else None
        published = reading.document.published_on
        if days is None and day is None and policydays.long_ago(reading, quantity.last, published):
            return None  # "an emergency hike to 20% shortly after the invasion in February 2022"
        if days is not None and ((published - days.end).days > 62 or days.start > published):
            return None  # "stood at 22% in 2023": of some day of that time
        if days is None and day is None:
            months = [p for p in reading.periods if p.kind == "span" and p.last <= subject.first]
            month = (
                months[-1].interval
                if months and set(words[months[-1].last : subject.first]) <= _KEEPS
                else None
            )
            near = month is not None and month.whole_months == 1 and 0 < (published - month.end).days <= 62
            days = month if near else None  # "in late January kept rates unchanged"
        if days is not None and day is None and days.whole_months == 1 and days.end < published:
            day = Interval(days.end, days.end)  # "held its rate in January"
        meant = ratestatus.status(reading, index, subject) or before
        late = day is not None and (day.end - published).days > 7
        if late and meant == "actual" and not {"effective", "effect", "from"} & set(words):
            day = None  # "stands at 5.5 percent; the committee meets on September 29"
        led = words[max(0, subject.first - 5) : subject.first]
        if any(w in ("has", "have", "had") and _DONE & set(led[n + 1 : n + 3]) for n, w in enumerate(led)):
            meant = "actual"  # "it will attain both aims, for which it has cut the rate"
        if {"effective", "effect"} & set(words) or _says_so(led):
            meant = "actual"
        if meant == "target":
            meant = "actual" if "target" in words[subject.first : subject.last] else meant
        if meant in ("forecast", "target"):
            day = day if day is not None and day.end >= reading.document.published_on else None
            if day is None and {"median", "consensus"} & set(words) and {"was", "were", "had"} & set(words):
                day = (
                    self._decided
                )  # "The median forecast of economists was 12.5%": of the decision that is told
        figure = new_figure(reading, index, "policy_rate", geo, day, "day", quantity.value, "percent")
        figure.status, figure.qualifier = (
            "forecast" if meant in ("forecast", "target") else "actual",
            quantity.qualifier,
        )
        figure.low, figure.high = quantity.low, quantity.high
        figure.rule = "rate-level"
        return figure

    def _former(self, reading: Reading, index: int, geo: str, subject: Subject) -> Figure | None:
        """The rate that another one takes the place of: "from 9.5pc to 8.5pc"."""
        quantity, words = reading.quantities[index], reading.lowers
        told = ratestatus.status(reading, index, subject)
        if told in ("forecast", "target") or _wished(words[max(0, subject.first - 12) : subject.first]):
            return None
        figure = new_figure(reading, index, "policy_rate", geo, None, "day", quantity.value, "percent")
        figure.compared, figure.rule = True, "rate-base"
        return figure

    def _day(self, reading: Reading) -> Interval | None:
        words = reading.lowers
        days = [p for p in reading.periods if p.kind == "day" and p.interval is not None]
        for period in days:
            # "with effect from January 27"
            if {"effect", "effective"} & set(words[max(0, period.first - 3) : period.first]):
                return period.interval
        if ("effective" in words and words[-2:-1] == ["tomorrow"]) or words[-1:] == ["tomorrow"]:
            tomorrow = reading.document.published_on + timedelta(days=1)
            return Interval(tomorrow, tomorrow)
        ahead = [p for p in reading.future if p.kind == "day" and p.interval is not None]
        cues = {c.id for c in reading.cues}
        if "forecast" in cues and ahead and not days:
            return ahead[0].interval
        return days[0].interval if days else None


def _to_come(words: Sequence[str]) -> bool:
    """ "The bank is most likely to increase the policy rate on Tuesday": the next one."""
    return any(
        word in ("likely", "expected")
        and list(words[place + 1 : place + 2]) == ["to"]
        and words[place + 2] in _TO_MOVE
        for place, word in enumerate(words[:-2])
    )


def _says_so(led: Sequence[str]) -> bool:
    """ "The central bank said it would keep its policy rate": what those say who decide is decided."""
    return any(
        word in ("would", "will") and led[n - 1 : n] == ["it"] and {"keep", "maintain", "hold", "leave", "retain"} & set(led[n + 1 : n + 2])
        for n, word in enumerate(led)
        if n
    )  # fmt: skip


def _wished(words: Sequence[str]) -> bool:
    """Whether words end in what somebody asks for: "called on the bank to further reduce", "should bring"."""
    place = next(
        (p for p in range(len(words) - 1, max(-1, len(words) - 6), -1) if words[p] in _TO_MOVE), None
    )
    if place is None:
        return False
    led = list(words[max(0, place - 8) : place])
    if "to" in led[-2:]:
        return bool(rate_words().wishes & set(led)) and not {"decided", "decision", "voted"} & set(led)
    return bool({"should", "must"} & set(led[-3:]))


def _left(words: Sequence[str], place: int) -> bool:
    """Whether a rate "from" which another is reached is left by it, and not on some day of the past."""
    behind = list(words[place : place + 1])
    return not behind or behind[0] in ("to", ".", ",", ";", "on", "effective", "with", "and", "at", "following", "after", "in", "for", "while", "previously", "earlier")  # fmt: skip


def _after_moving(words: Sequence[str]) -> bool:
    """Whether a rate is that of a step before: "after raising it by 50 basis points to 8 percent"."""
    return any(
        word == "after" and words[place + 1 : place + 2] and words[place + 1] in _MOVING
        for place, word in enumerate(words)
    ) and not {",", "now"} & set(words[-4:])


def _of_bloc(words: Sequence[str]) -> bool:
    """Whether the bank of a bloc, which is no country's, has been named last: "but the European Central Bank cut to 1%"."""
    bloc = country = -1
    for place, word in enumerate(words):
        if word == "ecb" or (
            word == "european" and list(words[place + 1 : place + 3]) == ["central", "bank"]
        ):
            bloc = place + 2
        elif word in ("bank", "fed", "reserve", "rbi", "sbp") and place > bloc:
            country = place
    return bloc > country


def _since(reading: Reading, first: int) -> bool:
    return reading.lowers[max(0, first - 1) : first] == ["since"]
