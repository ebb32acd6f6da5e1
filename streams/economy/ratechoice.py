"""Whose rates an article speaks of: every percentage of a sentence is given to a subject and a country, or to none."""

from __future__ import annotations

from dataclasses import replace

from streams.economy import growthrates, ratebinding, rateclauses, ratemarks, rateroles, ratesubjects
from streams.economy.indicators import kinds
from streams.economy.money import Quantity
from streams.economy.policyrates import PolicyRates
from streams.economy.ratesubjects import Subject
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading
from streams.economy.statement import points_back
from streams.economy.thread import Thread

#: The most that a rate can be, in percent, for its figure to be taken.
_LIMIT = {"gdp.growth": 30.0, "output.lsm": 90.0, "policy_rate": 100.0}
#: Before bare "growth" of an amount.
_TELLS = frozenset(["is", "a", "of", "showing", "shows", "showed", "posting", "posted", "recording", "recorded", "witnessing", "witnessed", "registering", "registered", "the", "this", "with", "by", "and", "reflecting", "representing", "robust", "strong", "healthy", "overall", "annual", "significant"])  # fmt: skip
#: What stands for large-scale manufacturing in a report on it.
_INDUSTRY = frozenset(["industry", "sector", "industrial", "industrial sector", "manufacturing", "manufacturing sector", "industrial output", "industrial production", "manufacturing output"])  # fmt: skip
_MACRO = ("gdp.growth", "prices.cpi", "policy_rate")


class RateSubjects:
    """Gives the percentages of a sentence to their subjects, keeping in mind what the sentences before were about."""

    def __init__(self, thread: Thread, policy: PolicyRates) -> None:
        self.thread, self.policy = thread, policy
        self._abroad = False
        """The words are about a region or the world."""
        self._macro = False
        """The article speaks of an economy."""
        self._economy = False
        """Some words did, with or without a figure."""
        self._economy = False
        """Some words did, with or without a figure."""
        self._prices: set[float] = set()
        """The rates of inflation told so far."""
        self._growth = False
        """The growth of an economy was told."""
        self._last: tuple[str | None, str | None, int] = (None, None, -9)
        """The last subject, its country and its sentence: what "it" and "the rate" stand for."""

    def read(self, reading: Reading) -> list[Subject]:
        """The subjects of a sentence, in the light of those before."""
        home = self.thread.home
        subjects = ratesubjects.read(reading, home=home, macro=self._macro)
        if self._last[0] == "prices.cpi" and 0 < reading.sentence.index - self._last[2] <= 3:
            subjects = _bare_prices(reading, subjects)
        if (
            self._last[0] == "prices.spi"
            and 0 < reading.sentence.index - self._last[2] <= 3
            and _weekly(reading)
        ):
            subjects = [
                replace(s, id="prices.spi") if s.id == "prices.cpi" and s.bare else s for s in subjects
            ]
        subjects = growthrates.of_sectors(reading, rateclauses.settle(reading, subjects, home))
        if self._abroad and reading.sentence.index - self._last[2] <= 2:
            named = bool(reading.countries) or bool({"government", "country", "gdp"} & set(reading.lowers))
            subjects = [
                replace(s, id=None) if s.id in ("gdp.growth", "prices.cpi") and not named else s
                for s in subjects
            ]
        if self._elsewhere(reading):
            subjects = [replace(s, id=None) if _told_of_amounts(reading, s) else s for s in subjects]
        if self._of_amounts(reading):
            subjects = [replace(s, id=None) if s.bare and s.id == "gdp.growth" else s for s in subjects]
        subjects = [
            s for s in subjects if not (s.id is None and ratemarks.of_all_groups(reading.lowers, s.last))
        ]
        if ratemarks.of_income_group(reading.lowers):
            subjects = [replace(s, id=None) if s.id == "prices.spi" else s for s in subjects]
        self._macro = self._macro or any(s.id in _MACRO for s in subjects)
        return subjects

    def _of_amounts(self, reading: Reading) -> bool:
        """Whether the whole article is about a series of amounts, and nothing has been said of an economy yet."""
        topic = self.thread.topic
        spoken = rate_words().speakers - {"fiscal", "economic", "governor", "central"}
        said = bool(spoken & set(reading.lowers)) or {"real", "terms"} <= set(reading.lowers)
        self._economy = self._economy or said
        return not (self._macro or self._economy or topic is None or kinds()[topic] == "rate")

    def _elsewhere(self, reading: Reading) -> bool:
        """Whether the words are about a series of amounts, so that bare growth is that series'."""
        thread = self.thread
        if thread.indicator is None or not thread.near(reading.sentence.index):
            return False
        if kinds()[thread.indicator] == "rate" and thread.indicator != "output.lsm":
            return False
        if kinds()[thread.indicator] == "stock" and {"real", "quarter"} & set(reading.lowers):
            return False  # "Growth in the second quarter was 3.19% in real terms", told behind debts
        return not {"gdp", "economy", "economic", "imf", "adb", "fund"} & set(reading.lowers)

    def chosen(self, reading: Reading, subjects: list[Subject]) -> dict[int, tuple[Subject, str]]:
        """The subject and the country of each percentage that is a rate."""
        found: dict[int, tuple[Subject, str]] = {}
        others = -1  # the percentage before, where it is of something else
        for index, quantity in enumerate(reading.quantities):
            if not ratemarks.is_rate(reading, index) or ratemarks.other(reading, index):
                continue
            subject = self._subject(reading, subjects, index)
            bound = ratebinding.right(reading, subjects, quantity)
            if subject is None and not subjects and index - 1 in found and _goes_on(reading, index):
                subject = found[index - 1][0]
            if bound is not None and bound.id is None:
                others = index
            elif others == index - 1 and index and bound is None and ratemarks.follows(reading, index):
                others = index  # "5.9 percent in the indices of the ministry, followed by the bureaus with 2.69 percent"
                continue
            elif others == index - 1 and index and bound is None and rateroles.is_base(reading, index):
                others = index  # "growth of 1.55pc in agriculture against the target of 3.9pc"
                continue
            if (
                subject is not None
                and subject.id == "gdp.growth"
                and index
                and index - 1 not in found
                and (subject.bare or not subject.last)
                and _held_to_part(reading, index)
            ):
                others = index
                continue  # "industry, with an expansion of 11.8 percent, compared with a 24.3 percent contraction"
            if subject is not None and subject.id is None and bound is None:
                others = index  # "core inflation grew to 2.4 percent from 2.3 percent"
            if (
                subject is None
                or subject.id is None
                or ratemarks.bracketed_part(reading, subject.last, index)
            ):
                continue
            if subject.id == "economy":
                between = (
                    reading.lowers[subject.last : quantity.lead]
                    + reading.lowers[quantity.last : quantity.last + 2]
                )
                if not rate_words().verbs & set(between):
                    continue
                subject = Subject(subject.first, subject.last, "gdp.growth")
            subject = self._of_prices(reading, subject)
            if abs(quantity.value) > _LIMIT.get(subject.id or "", 300.0):
                continue
            if (subject.bare or not subject.last) and ratesubjects.leads_elsewhere(
                reading, _told(reading, quantity.last), rate_words().around
            ):
                others = index
                continue  # "growth of 4.1 percent in the indices of the ministry"
            geo = self._geo(reading, subject, quantity)
            if geo is not None:
                found[index] = (subject, geo)
                self._growth = self._growth or subject.id == "gdp.growth"
        # Only behind its sentence: "inflation at 2.4%, and growth at 2.3%" repeats nothing.
        self._prices |= {reading.quantities[i].value for i, (s, _) in found.items() if s.id == "prices.cpi"}
        return found

    def _of_prices(self, reading: Reading, subject: Subject) -> Subject:
        """The "annual growth rate" that repeats a rate of inflation, where no economy's growth is told, is that of prices."""
        if not subject.bare or subject.id != "gdp.growth" or self._growth:
            return subject
        if {"gdp", "economy", "economic"} & set(reading.lowers):
            return subject
        repeated = any(q.kind == "percent" and q.value in self._prices for q in reading.quantities)
        return replace(subject, id="prices.cpi", growing=False) if repeated else subject

    def _subject(self, reading: Reading, subjects: list[Subject], index: int) -> Subject | None:
        quantity = reading.quantities[index]
        if (one := _respective(reading, subjects, index)) is not None:
            return one
        bound = ratebinding.right(reading, subjects, quantity)
        if bound is not None:
            return bound
        subject = ratebinding.left(reading, subjects, quantity)
        if (
            subject is not None
            and subject.id is None
            and self._last[0] == "output.lsm"
            and not (
                subject.bare and ratesubjects.leads_elsewhere(reading, quantity.last, rate_words().around)
            )
            and _industry(reading, subjects, subject)
        ):
            return Subject(0, 0, "output.lsm")
        if subject is not None:
            return subject if subject.id is None or rateroles.reaches(reading, subject, index) else None
        if rateroles.plain(reading, 0, quantity.lead):
            # "At 29.4%, Pakistan's inflation ...", "after falling from 24% in January to 12.8%, inflation ..."
            ahead = next((s for s in subjects if s.first >= quantity.last and not s.aside), None)
            if (
                ahead is not None
                and ahead.id is not None
                and "," in reading.lowers[quantity.last : ahead.first]
            ) and rateroles.plain(reading, quantity.last, ahead.first):
                return ahead
        name, _, at = self._last
        thread = self.thread
        taken = (
            thread.indicator is not None and kinds()[thread.indicator] != "rate" and thread.named_at >= at
        )  # by a series of amounts that was named since
        near = reading.sentence.index - at <= 3 and name is not None and not taken
        if near and not index and not subjects and _expected(reading, quantity):
            return Subject(0, 0, name)  # "Analysts surveyed by the bank had forecast 4.27 percent"
        if not near or (index and not rateroles.plain(reading, 0, quantity.lead)):
            return None
        if (
            name == "prices.cpi"
            and _of_rise(reading, quantity)
            and _GUESSERS & set(reading.lowers[: quantity.lead])
        ):
            return None
        if points_back(reading, quantity) or rateroles.plain(reading, 0, quantity.lead):
            return Subject(0, 0, name)
        return None

    def _geo(self, reading: Reading, subject: Subject, quantity: Quantity | None = None) -> str | None:
        if quantity is not None and subject.id != "policy_rate":
            own = ratebinding.clause_country(reading, subject, quantity)
            if own is not None:
                return own.code
        behind = (
            ratebinding.behind(reading, quantity)
            if quantity is not None and subject.id != "policy_rate"
            else None
        )
        if behind is not None and (subject.last == 0 or ratebinding.owner(reading, subject) is None):
            return behind.code
        if subject.last == 0:
            return self._last[1] or self.thread.home or rate_words().homes.get(subject.id or "")
        found = ratebinding.owner(reading, subject)
        if found is not None:
            return found.code
        if subject.id == "policy_rate":
            return self.policy.maker(reading) or self.thread.home
        leading = growthrates.leading(reading, subject)
        if leading is not None:
            return leading.code
        return self.thread.home or rate_words().homes.get(subject.id or "")

    def remember(
        self, reading: Reading, subjects: list[Subject], chosen: dict[int, tuple[Subject, str]]
    ) -> None:
        """Keep what the sentence was about for those to come."""
        index = reading.sentence.index
        if chosen:
            first, home = next(iter(chosen.values()))
            self._macro = self._macro or first.id in _MACRO
            self._last = (first.id, home, index)
            self._abroad = False
            return
        leading = next((s for s in subjects if not s.aside), None)
        if leading is not None and leading.id is None and self._last[0] == "prices.spi":
            if {"group", "groups", "quintile"} & set(reading.lowers[leading.first : leading.last]):
                self._last = (None, self._last[1], index)  # "it" is that group's
                return
            if index - self._last[2] <= 3:
                self._last = (*self._last[:2], index)  # the goods of the basket, told one after the other
            return
        if leading is not None and self._last[0] == "output.lsm" and "indices" in reading.lowers:
            self._last = (*self._last[:2], index)  # the parts of the index, office by office
            return
        if leading is not None:
            self._abroad = leading.region or (self._abroad and leading.id is None)
            name = "gdp.growth" if leading.id == "economy" else leading.id
            self._last = (name, self._geo(reading, leading) if name else None, index)


_GUESSERS = frozenset(["analysts", "economists", "poll", "polled", "survey", "surveyed", "median", "consensus", "market", "markets", "forecasters"])  # fmt: skip
_GUESSED = frozenset(["forecast", "forecasted", "expected", "predicted", "projected", "anticipated", "estimated", "pencilled"])  # fmt: skip


def _expected(reading: Reading, quantity: Quantity) -> bool:
    """Whether words without a subject say what analysts had expected of the figure told before."""
    led = set(reading.lowers[: quantity.lead])
    if _of_rise(reading, quantity):
        return False
    return bool(_GUESSERS & led) and bool(_GUESSED & led) and bool({"had", "was", "were", "been"} & led)


def _of_rise(reading: Reading, quantity: Quantity) -> bool:
    """ "Economists had expected a rise of 0.1 percent": over a month, as like as not."""
    return bool(_RISES & set(reading.lowers[max(0, quantity.lead - 3) : quantity.lead]))


_RISES = frozenset(["rise", "fall", "increase", "decline", "drop", "gain", "decrease"])


def _weekly(reading: Reading) -> bool:
    """ "On a week-on-week basis, the inflation fell by 0.07 percent": in a report on weekly prices, said of them."""
    return "week" in reading.lowers or bool(reading.within(0, len(reading.lowers), "wow"))


def _held_to_part(reading: Reading, index: int) -> bool:
    """Whether a percentage is what the one before, which is that of a part, is compared with."""
    before = reading.quantities[index - 1]
    beside = before.kind == "percent" and reading.clause(before.first) == reading.clause(
        reading.quantities[index].first
    )
    return beside and ratemarks.is_rate(reading, index - 1) and rateroles.is_base(reading, index)


def _goes_on(reading: Reading, index: int) -> bool:
    """ "It was 2.3 percent, and fell within the bank's forecast range of 1.4 to 2.2 percent": still the same rate."""
    between = reading.lowers[reading.quantities[index - 1].last : reading.quantities[index].lead]
    return bool(
        {"forecast", "target", "projection", "estimate", "range", "reading", "print"} & set(between[-6:])
    )


def _bare_prices(reading: Reading, subjects: list[Subject]) -> list[Subject]:
    """In a report on inflation, "prices rose 0.38 percent" at the head of a clause is said of all of them."""
    lowers, start = reading.lowers, reading.dateline
    found = list(subjects)
    for place, word in enumerate(lowers[:-1]):
        if word != "prices" or any(s.first <= place < s.last for s in subjects):
            continue
        led = lowers[place - 1] if place > start else ","
        if led == "overall":
            led = lowers[place - 2] if place - 1 > start else ","
        moves = lowers[place + 1] in _MOVED or (
            lowers[place + 1] in ("have", "had", "also", "were", "was") and _MOVED & set(lowers[place + 2 : place + 4])
        )  # fmt: skip
        if moves and led in (",", ";", "and", "while", "with", "that", "but", "where", "as", "—", ":"):
            found.append(Subject(place, place + 1, "prices.cpi"))
    return sorted(found, key=lambda s: s.first) if len(found) > len(subjects) else subjects


_MOVED = frozenset(["went", "rose", "fell", "increased", "decreased", "climbed", "dropped", "declined", "advanced", "gained", "edged", "inched", "ticked", "jumped", "surged", "up", "down", "rising", "falling", "dipped", "slipped", "eased"])  # fmt: skip


def _respective(reading: Reading, subjects: list[Subject], index: int) -> Subject | None:
    """ "The deposit rate and the lending rate are cut to 6 percent and 7.5 percent, respectively": one by one."""
    if "respectively" not in reading.lowers:
        return None
    places = [
        n for n, q in enumerate(reading.quantities) if q.kind == "percent" and ratemarks.is_rate(reading, n)
    ]
    named = [s for s in subjects if not s.aside]
    # Two names of one rate beside each other: "the Standing Deposit Facility Rate (SDFR)".
    named = [s for n, s in enumerate(named) if not (n and _same_name(reading, named[n - 1], s))]
    if places and reading.quantities[places[-1]].last < reading.lowers.index("respectively"):
        # "to 10% and 11%, respectively, to put the economy on a firmer footing": what follows is another thing
        named = [s for s in named if s.first < reading.quantities[places[-1]].last]
    if len(named) > len(places) >= 2 and "and" in reading.lowers[named[-2].last : named[-1].first]:
        named = named[-len(places) :]  # "cut rates: the deposit rate and the lending rate were reduced to"
    if len(places) < 2 or len(places) != len(named) or index not in places:
        return None
    if not any(s.id == "policy_rate" for s in named) or named[-1].last > reading.quantities[places[0]].lead:
        return None
    return named[places.index(index)]


def _same_name(reading: Reading, one: Subject, other: Subject) -> bool:
    return reading.lowers[one.last : other.first] in ([], ["("], ["rate", "("], [","])


def _told(reading: Reading, place: int) -> int:
    """The position behind the verb that only tells a percentage: "an increase of 2.3 percent was witnessed in"."""
    if reading.lowers[place : place + 1] and reading.lowers[place] in _MOVES:
        place += 1  # "a 1.28 percent increase in the indices of"
    words = reading.lowers[place : place + 2]
    if len(words) == 2 and words[0] in ("was", "is", "were", "has") and words[1] in _WITNESSED:
        return place + 2
    return place


_MOVES = frozenset(["increase", "decrease", "growth", "rise", "decline", "fall", "drop", "jump"])
_WITNESSED = frozenset(["witnessed", "recorded", "seen", "observed", "registered", "noted", "reported", "posted"])  # fmt: skip


def _told_of_amounts(reading: Reading, subject: Subject) -> bool:
    """ "That is growth of 19.5 percent", "showing a growth of": of the amounts told before, not of an economy."""
    if not subject.bare or subject.id != "gdp.growth" or any(True for _ in reading.cues_of("forecast")):
        return False
    before = reading.lowers[max(0, subject.first - 1) : subject.first]
    return not before or before[0] in _TELLS


def _industry(reading: Reading, subjects: list[Subject], subject: Subject) -> bool:
    """In a report on manufacturing: "the industry witnessed growth of", "contributors to the overall growth of"."""
    if subject.bare:
        if ratesubjects.leads_elsewhere(reading, subject.last):
            return False  # "growth in the textile sector"
        earlier = [s for s in subjects if s.last <= subject.first and not s.aside]
        if not earlier:
            return True
        subject = earlier[-1]
    before = reading.lowers[max(0, subject.first - 1) : subject.first]
    named = " ".join(reading.lowers[subject.first : subject.last])
    return named in _INDUSTRY and before in (
        ["the"],
        ["'s"],
        ["overall"],
        ["total"],
        ["its"],
        ["country"],
        [],
    )
