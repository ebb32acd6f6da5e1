"""Partners in lists: several countries before a figure, and figures that a sentence deals out "respectively"."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.countries import Country
from streams.economy.indicators import Entry, Mention
from streams.economy.lists import lists
from streams.economy.period import Period
from streams.economy.sentences import Reading
from streams.economy.thread import Thread
from streams.text.places import country_of

#: A figure of several countries together.
SEVERAL = "*"


class Dealing:
    """Finds which of the countries of a sentence are told together, and which one by one."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._dealt: dict[int, str] = {}
        self._before: list[str] = []
        """The partners that the sentence before dealt out."""

    def _enumerated(self, reading: Reading, stop: int, count: int) -> list[str]:
        """The partners of the last list of so many names before a position, `SEVERAL` for names that are no country."""
        tokens, words = reading.sentence.tokens, reading.lowers
        starts = {c.first: c for c in self._foreign(reading, self.thread.home or "")}
        runs: list[list[str]] = [[]]
        position = 0
        while position < stop:
            found = starts.get(position)
            if found is not None:
                runs[-1].append(found.code)
                position = found.last
                continue
            name = tokens[position].text[0].isupper() and tokens[position].text[0].isalpha()
            if runs[-1] and name and words[position - 1] in (",", "and", "the"):
                runs[-1].append(SEVERAL)
            elif runs[-1] and not name and words[position] not in (",", "and", "the"):
                runs.append([])
            position += 1
        return next((run for run in reversed(runs) if len(run) == count and run.count(SEVERAL) < count), [])

    def _foreign(self, reading: Reading, geo: str) -> list[Country]:
        """The countries that can be partners; those in a bracket behind a bloc are part of it."""
        found: list[Country] = []
        for one in reading.countries:
            if one.code == geo or (one.body and not self._capital(reading, one)):
                continue
            if found and found[-1].code == one.code and found[-1].last >= one.first - 1:
                if reading.lowers[one.last : one.last + 1] == [")"]:
                    found[-1] = found[-1]._replace(last=one.last + 1)
                continue  # "the United Arab Emirates (UAE)"
            if found and found[-1].code in ("GCC", "EU"):
                between = reading.lowers[found[-1].last : one.first]
                over = any(found[-1].last <= q.first < one.first for q in reading.quantities)
                if ")" not in between and ("(" in between or ("including" in between and not over)):
                    continue
            found.append(one)
        return found

    def _capital(self, reading: Reading, one: Country) -> bool:
        """Whether a capital stands for its country as a partner: "investment from Beijing"."""
        led = reading.lowers[max(0, one.first - 1) : one.first] in (["from"], ["to"], ["with"])
        name = " ".join(reading.lowers[one.first : one.last])
        return led and one.code != self.thread.home and country_of(name) == one.code

    def _several(self, reading: Reading, partners: Sequence[Country], last: Country) -> bool:
        """Whether a country is the last of a list that one figure is for."""
        place = partners.index(last)
        words = reading.lowers
        near = words[last.last : last.last + 6]
        if near[:1] in ([","], ["and"]) and {"other", "others"} & set(near[:3]):
            return True
        if not place:
            return False
        between = words[partners[place - 1].last : last.first]
        return 0 < len(between) <= 3 and all(word in (",", "and", "the", "&") for word in between)

    def respectively(self, reading: Reading) -> dict[int, tuple[Mention | None, Period | None]]:
        """ "exports and imports stood at $5bn and $3bn, respectively": each figure with its series or its period."""
        words = reading.lowers
        if self._dealt or reading.quantities:
            self._before = [self._dealt[key] for key in sorted(self._dealt)]
        self._dealt = {}
        dealt: dict[int, tuple[Mention | None, Period | None]] = {}
        runs = lists(reading)
        if "respectively" not in words:
            return self._in_turn(reading, runs)
        start = 0
        for group in runs:
            first, last = reading.quantities[group[0]].first, reading.quantities[group[-1]].last
            at = next((p for p in range(last, len(words)) if words[p] == "respectively"), None)
            if at is None:
                break
            own = not any(last <= reading.quantities[other[0]].first < at for other in runs)
            dealt.update(self._deal(reading, group, start, first, last, at, own=own))
            start = last
        return dealt

    def _in_turn(
        self, reading: Reading, runs: list[list[int]]
    ) -> dict[int, tuple[Mention | None, Period | None]]:
        """A list of as many partners as figures, without the word "respectively"."""
        for group in runs:
            first = reading.quantities[group[0]].first
            partners = [c for c in self._foreign(reading, self.thread.home or "") if c.last <= first]
            pair = len(group) == 2 == len(partners) and self._listed(reading, partners, partners[0])
            if (len(group) > 2 or pair) and len(partners) == len(group):
                self._dealt.update((index, c.code) for index, c in zip(group, partners, strict=True))
        return {}

    def _deal(
        self, reading: Reading, group: list[int], start: int, first: int, last: int, at: int, *, own: bool
    ) -> dict[int, tuple[Mention | None, Period | None]]:
        count = len(group)
        # Behind "respectively" stands the period of the list right before it.
        alone = [p for p in reading.periods if own and at <= p.first <= at + 4]
        shared: dict[int, tuple[Mention | None, Period | None]] = (
            dict.fromkeys(group, (None, alone[0])) if len(alone) == 1 else {}
        )
        mentions = [m for m in reading.mentions if start <= m.last <= first][-count:]
        if len(mentions) < count and not self._dealt:
            mentions = [m for m in reading.mentions if m.last <= first][-count:]
        if count == 2 and mentions and (both := _goods_and_services(reading, mentions[-1])):
            return {index: (mention, None) for index, mention in zip(group, both, strict=True)}
        partners = [c for c in self._foreign(reading, self.thread.home or "") if c.last <= first]
        after = [c for c in self._foreign(reading, self.thread.home or "") if last <= c.first < at]
        named = self._enumerated(reading, first, count)
        codes = [c.code for c in (after if len(after) == count else partners[-count:])]
        codes = named or codes
        if len(codes) == count and len({m.entry for m in mentions}) < count:
            self._dealt.update(zip(group, codes, strict=True))
            return shared
        if len(partners) > count and any(
            p.kind == "span" and last <= p.first <= at + 4 for p in reading.periods
        ):
            return {}
        if self._dealt and len(self._dealt) >= count and not mentions:
            # "... compared with $504m, $362m and $213m respectively": the partners of the list before.
            before = [self._dealt[key] for key in sorted(self._dealt)][-count:]
            self._dealt.update(zip(group, before, strict=True))
            return shared
        if not partners and not after and not mentions and len(self._before) == count:
            # "These compare with the inflow of $3,687m, $2,849m and $2,334m, respectively": of the sentence before.
            self._dealt.update(zip(group, self._before, strict=True))
            return shared
        spans = [p for p in reading.periods if p.last <= first][-count:]
        behind = [p for p in reading.periods if last <= p.first < at]
        periods = behind if len(behind) == count else spans if len(spans) == count else []
        if len({m.entry for m in mentions}) == count:
            period = alone[0] if len(alone) == 1 else None
            return {index: (mention, period) for index, mention in zip(group, mentions, strict=True)}
        if len(periods) == count:
            return {index: (None, period) for index, period in zip(group, periods, strict=True)}
        return shared

    def _listed(self, reading: Reading, partners: Sequence[Country], found: Country) -> bool:
        """Whether another partner follows at once: "came from Oman and Kuwait"."""
        place = partners.index(found) + 1
        if place >= len(partners):
            return False
        between = reading.lowers[found.last : partners[place].first]
        return 0 < len(between) <= 3 and all(word in (",", "and", "the", "&") for word in between)


def _goods_and_services(reading: Reading, mention: Mention) -> list[Mention] | None:
    """ "with merchandise and services exports comprising $314 billion and $152 billion, respectively": one each."""
    words = reading.lowers[mention.first : mention.last]
    if mention.entry.id != "exports.total" or "services" not in words or "and" not in words:
        return None
    series = [mention._replace(entry=Entry(one, "flow")) for one in ("exports.goods", "exports.services")]
    return series if words.index("services") > words.index("and") else series[::-1]
