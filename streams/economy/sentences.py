"""A sentence as the economy reads it: quantities, series, periods, countries and cues by token position."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from streams.economy import countries, cues, indicators, money, periods, yearends
from streams.economy.arithmetic import Sums, sums
from streams.economy.calendars import Calendar
from streams.economy.cues import Cue
from streams.economy.indicators import Mention
from streams.economy.money import Quantity
from streams.economy.period import Period
from streams.economy.wordlists import words_of
from streams.text.document import Document, Sentence
from streams.text.tokens import lowers_of

_RUNS = frozenset(["consecutive", "straight", "continuous", "continued", "successive", "uninterrupted", "decline", "declines", "contraction", "stagnation", "losses"])  # fmt: skip


def _streak(words: list[str]) -> bool:
    """ "after six months of consecutive decline": how long something went on, not when a figure is of."""
    return words[:1] == ["of"] and not _RUNS.isdisjoint(words[1:2])


@dataclass(frozen=True)
class Reading:
    """What a sentence holds. Lists run from left to right."""

    sentence: Sentence
    document: Document
    calendar: Calendar

    @cached_property
    def lowers(self) -> list[str]:
        """The tokens in lower case."""
        return lowers_of(self.sentence.tokens)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """Amounts and percentages."""
        return money.read(self.sentence.tokens)

    @cached_property
    def sums(self) -> Sums:
        """What the quantities say of each other."""
        return sums(self.quantities)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Series; a weak name only beside a verb that makes it one."""
        return [
            mention
            for mention in self.named
            if (not mention.entry.weak or self._active(mention))
            # "Taka 3.70 trillion": the name of the money is the amount's.
            and not self._office(mention)
            and not (
                mention.entry.kind == "fx" and any(q.first <= mention.first < q.last for q in self.quantities)
            )
        ]

    @cached_property
    def named(self) -> list[Mention]:
        """Series by any name, also a weak one without its verb."""
        return indicators.read(self.sentence.tokens)

    def _office(self, mention: Mention) -> bool:
        """ "released by Sri Lanka Customs": who tells the figures, not what they are of."""
        if self.lowers[mention.first : mention.last] != ["customs"]:
            return False
        before = self.lowers[max(0, mention.first - 5) : mention.first]
        capital = self.sentence.tokens[mention.first].text[0].isupper()
        return (
            capital
            and not {"by", "to", "from"}.isdisjoint(before)
            and not words_of("telling").isdisjoint(before)
        )

    def _active(self, mention: Mention) -> bool:
        if mention.entry.id == "gdp.growth":
            near = [
                cue for cue in self.cues if cue.id in ("up", "down") and 0 <= cue.first - mention.last <= 6
            ]
            return any(
                self.lowers[cue.first][:4]
                in ("grow", "grew", "expa", "cont", "shra", "shru", "slow", "incr", "rose")
                for cue in near
            )
        if mention.entry.id == "policy_rate":
            return any(
                word in ("policy", "monetary", "central", "sbp", "state", "rbi", "mpc", "benchmark")
                for word in self.lowers
            )
        if mention.entry.id.startswith("exports.") and not any(q.kind == "money" for q in self.quantities):
            return False  # "growth in textiles with 0.47 percent" is that of their output
        if mention.entry.id == "remittances":
            return bool(
                {
                    "sent",
                    "send",
                    "sending",
                    "remitted",
                    "remit",
                    "remitting",
                    "dispatched",
                    "transferred",
                    "transfer",
                }
                & set(self.lowers)
            )
        if mention.entry.id == "tax.revenue" and any(cue.id == "target" for cue in self.cues):
            return True
        return any(cue.id == "earns" for cue in self.cues)

    @cached_property
    def cues(self) -> list[Cue]:
        """Cue words; "gap of" in "a trade gap of $3bn" is the name's."""
        found = cues.read(self.sentence.tokens)
        names = [mention for mention in self.named if mention.entry.kind != "other"]
        if not names:
            return found
        return [
            cue
            for cue in found
            if cue.id != "by" or not any(m.first <= cue.first < m.last and cue.last > m.last for m in names)
        ]

    @cached_property
    def periods(self) -> list[Period]:
        """Periods, those that only tell since when something was last so left out."""
        found = periods.read(self.sentence.tokens, self.document.published_on, self.calendar, ahead=False)
        start = self.dateline
        rated = {q.last - 1 for q in self.quantities if q.kind == "percent"}
        kept = [
            p
            for p in found
            if p.first >= start
            and p.last not in rated  # "at 11-12pc" is no year
            and not (
                p.first
                and self.lowers[p.first - 1] == "between"
                and p.interval
                and p.interval.whole_months == 1
            )
            and not _streak(self.lowers[p.last : p.last + 2])
            and not (p.first and self.lowers[p.first - 1] == "since" and not self._when(p.last))
            and self.lowers[max(0, p.first - 2) : p.first] != ["base", "year"]
            and self.lowers[max(0, p.first - 3) : p.first] != ["base", "year", "of"]
        ]
        for place in range(len(kept) - 1, 0, -1):
            before, period = kept[place - 1], kept[place]
            if before.kind == "shift" and period.kind == "same" and period.first - before.last <= 2:
                # "a year ago the same seven months": one period, told twice.
                kept[place - 1 : place + 1] = [replace(before, last=period.last, months=period.months)]
            elif (
                before.kind == "same"
                and period.kind == "span"
                and (
                    self.lowers[before.last : period.first] in (["of"], ["in"], ["from"], ["between"], [])
                    # "the same period (July-December) of the fiscal year 2021-22"
                    or (self.lowers[before.last : period.first] == ["("] and not period.open_year)
                )
            ):
                kept[place - 1 : place + 1] = [replace(period, first=before.first)]
            elif (
                before.kind == "shift"
                and period.kind == "span"
                and period.first - before.last <= 1
                and not period.whole
            ):
                # "the previous month of February 2024": the days say which; "(August)" only says so again.
                inside = self.lowers[before.last : period.first] == ["("] and period.open_year
                told = replace(before, last=period.last) if inside else replace(period, first=before.first)
                kept[place - 1 : place + 1] = [told]
        kept = yearends.settle(self.lowers, kept, self.calendar, self.document.published_on)
        for before, place in zip(kept, range(1, len(kept)), strict=False):
            # "In the fiscal year 2021-22, the revenue collected in July-October": of that year.
            kept[place] = self._within(before, kept[place])
        return kept

    def _within(self, year: Period, period: Period) -> Period:
        """A period without a year behind a year, and no figure between: it lies in that year."""
        if not (
            year.whole and period.open_year and period.kind == "span" and year.interval and period.interval
        ):
            return period
        if any(year.last <= q.first < period.first for q in self.quantities):
            return period
        interval = period.interval
        for _ in range(12):
            if interval.start <= year.interval.end:
                break
            interval = interval.shifted(-12)
        inside = year.interval.start <= interval.start and interval.end <= year.interval.end
        return replace(period, interval=interval, open_year=False) if inside else period

    def _when(self, position: int) -> bool:
        """ "the highest since December 2010, when they stood at $36bn": the period is of what follows."""
        rest = self.lowers[position : position + 2]
        return rest in ([",", "when"], [",", "which"]) or rest[:1] in (["when"], ["which"])

    @cached_property
    def dateline(self) -> int:
        """Token position at which the sentence begins behind a dateline with its date ("KARACHI, Jan 2 (Agency):")."""
        if self.sentence.kind not in ("lead", "headline", "body") or self.sentence.field == "title":
            return 0
        tokens = self.sentence.tokens
        if not tokens or not (tokens[0].text.isupper() and len(tokens[0].text) > 2):
            return 0
        opened = -1
        for place, token in enumerate(tokens[:16]):
            if token.text == "(":
                opened = place
            elif token.text == ")" and opened >= 0:
                if any(t.text in ("-", "/") for t in tokens[opened:place]):
                    return place + 1  # "KARACHI, (Agency / News Point - 1st Feb, 2024) The reserves"
                opened = -1
            if token.text in (":", "—", "-") and opened < 0:
                return place + 1
            if token.text.islower() and token.lower not in ("by", "of", "and", "the"):
                break
        return 0

    @cached_property
    def future(self) -> list[Period]:
        """The periods as they read in a target or a forecast."""
        return periods.read(self.sentence.tokens, self.document.published_on, self.calendar, ahead=True)

    @cached_property
    def countries(self) -> list[countries.Country]:
        """Countries, blocs and national bodies."""
        return countries.read(self.sentence.tokens)

    @cached_property
    def breaks(self) -> list[int]:
        """Token positions at which a clause begins."""
        found = {
            cue.first
            for cue in self.cues
            if cue.id == "break"
            and cue.first >= self.dateline
            and not self._inside_period(cue)
            and not self._inserted(cue)
        }
        tokens = self.lowers
        for mention in self.mentions:
            # ", and imports ...": a series of its own after a comma.
            back = mention.first - 1
            while back > 0 and mention.first - back <= 4 and tokens[back] not in (",", "and"):
                back -= 1
            if tokens[back : back + 1] == ["and"] and back and any(q.last <= back for q in self.quantities):
                found.add(back)
        return sorted(found)

    def _inside_period(self, cue: Cue) -> bool:
        return any(p.first <= cue.first < p.last for p in self.periods)

    def _inserted(self, cue: Cue) -> bool:
        """ "The gap, though still huge, was 4.2 percent narrower": a remark that is over before the verb."""
        if self.lowers[cue.first] not in ("though", "although") or self.lowers[max(0, cue.first - 1)] != ",":
            return False
        close = next(
            (p for p in range(cue.last, min(cue.last + 6, len(self.lowers))) if self.lowers[p] == ","), None
        )
        return close is not None and self.lowers[close + 1 : close + 2] in (["was"], ["were"], ["is"], ["rose"], ["fell"], ["stood"])  # fmt: skip

    def clause(self, position: int) -> int:
        """The number of the clause that a token belongs to."""
        return bisect_right(self.breaks, position)

    def cues_of(self, *ids: str) -> Iterator[Cue]:
        """The cues of some kinds."""
        if len(ids) == 1:
            return iter(self._by_id.get(ids[0], ()))
        if self._by_id.keys().isdisjoint(ids):
            return iter(())
        return (cue for cue in self.cues if cue.id in ids)

    @cached_property
    def _by_id(self) -> dict[str, list[Cue]]:
        kinds: dict[str, list[Cue]] = {}
        for cue in self.cues:
            kinds.setdefault(cue.id, []).append(cue)
        return kinds

    @cached_property
    def _by_end(self) -> dict[int, list[Cue]]:
        """Cues by the position behind them, the longer first."""
        ends: dict[int, list[Cue]] = {}
        for cue in self.cues:
            ends.setdefault(cue.last, []).append(cue)
        for cues_there in ends.values():
            cues_there.sort(key=lambda cue: cue.first)
        return ends

    def ending(self, position: int) -> list[Cue]:
        """The cues that end at a position, the longer first."""
        return self._by_end.get(position, [])

    def lead(self, position: int, *ids: str, floor: int = 0) -> Cue | None:
        """The cue of some kinds that stands right before a position, fillers aside; the longest of several."""
        while position > 0:
            for cue in self.ending(position):
                if cue.first >= floor and (not ids or cue.id in ids):
                    return cue
            if self.lowers[position - 1] not in words_of("fillers"):
                return None
            position -= 1
        return None

    def within(self, first: int, last: int, *ids: str) -> list[Cue]:
        """The cues of some kinds that lie between two positions."""
        return [cue for cue in self.cues_of(*ids) if first <= cue.first and cue.last <= last]

    def starting(self, first: int, last: int, *ids: str) -> list[Cue]:
        """The cues of some kinds that begin between two positions, wherever they end."""
        return [cue for cue in self.cues_of(*ids) if first <= cue.first < last]
