"""Money lent by the IMF and by other lenders: the sum, whose it is, the stage that it is at, and the day.

A sum is a loan by the words around it (`lending`). Its lender is the one named nearest, a bond, a foreign state, or the
one that the article goes on about. The same loan told several times is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.calendars import Interval
from streams.economy.countries import Country
from streams.economy.figures import Figure
from streams.economy.givers import gap, given, together
from streams.economy.lending import Sums, listed, words
from streams.economy.merging import agree
from streams.economy.money import Quantity
from streams.economy.period import Period
from streams.economy.sentences import Reading
from streams.economy.takers import takes
from streams.economy.thread import Thread

#: So many sentences a lender is still spoken of.
_REACH = 3
#: So many loans an article's tellings are compared with.
_MOST = 24
#: So many days before publication a decision is the news.
_RECENT = 4
#: Before a verb: it has not happened.
_TO_COME = frozenset(["will", "would", "to", "could", "may", "might", "can", "should", "be"])


#: What is given back to a lender.
_BACK = frozenset(["returned", "repaid", "repay", "repays", "repaying", "return", "returns"])


class Financing:
    """Reads the sums that lenders give, sentence by sentence."""

    def __init__(self, thread: Thread) -> None:
        self.thread = thread
        self._lender: str | None = None
        self._at = -9
        self._told = -9
        """The sentence that told a loan last."""
        self._any: str | None = None
        self._to: dict[str, str] = {}
        """Lenders to the country that the words gave a loan of theirs to."""

    def read(self, reading: Reading) -> list[Figure]:
        """The sums of a sentence."""
        sums = Sums(reading)
        named = [m for m in sums.lenders if reading.lowers[m.last - 1] not in listed("nobody")]
        if named:
            self._lender, self._at = named[0].entry, reading.sentence.index
            self._any = self._any or named[0].entry
        if not reading.quantities or self.thread.home is None:
            return []
        states = self._states(reading)
        if _private(reading):
            return []
        lent = bool(sums.lenders or states) or self._spoken(reading)
        if not lent and self._lender is None:
            return []
        figures: list[Figure] = []
        head: str | None = None
        for place, quantity in enumerate(reading.quantities):
            if sums.twin(place):
                continue  # "SDR 1 billion (93.8 percent of quota or about $1.4 billion)"
            before, head = head, sums.head(place, lent=lent)
            if head is None and before is not None and sums.following(place):
                head = before
            if head is None and before is not None and sums.listed(place):
                head = self._shared(sums, states, quantity, before)
            if head is not None and _elsewhere(sums, quantity, head):
                head = None
            # Of "$689 million in a tranche of a $4.7 billion IMF loan" the lender is the loan's.
            whole = sums.whole(place)
            lender = self._whose(sums, states, whole, head) if head is not None else None
            if lender is not None:
                figures.append(self._figure(sums, place, *lender))
                self._told = reading.sentence.index
        return figures

    # --- Whose it is --------------------------------------------------------------------------------------------------

    def _shared(self, sums: Sums, states: list[Country], quantity: Quantity, head: str) -> str | None:
        """ "received $3 billion from Saudi Arabia and $2 billion from the UAE": the verb holds for what has its own lender."""
        lowers = sums.reading.lowers
        from_state = any(
            0 < state.first - quantity.last <= 3 and lowers[quantity.last] == "from" for state in states
        )
        # "Dhaka got $476 million in February and $681 million in December"
        dated = head in listed("taken") and any(
            0 <= p.first - quantity.last <= 1 for p in sums.reading.periods
        )
        return head if dated or from_state or given(sums.lenders, quantity, lowers) is not None else None

    def _states(self, reading: Reading) -> list[Country]:
        """Foreign states that a sentence names."""
        return [c for c in reading.countries if c.code not in (self.thread.home, "US", "EU", "GCC")]

    def _whose(
        self, sums: Sums, states: list[Country], quantity: Quantity, head: str
    ) -> tuple[str, str | None] | None:
        """The indicator of a sum, and the lender's country where a state lends."""
        reading = sums.reading
        if any(gap(market, quantity) <= 6 for market in sums.markets):
            return "financing.other", None
        state = self._state(reading, states, quantity, head)
        giver = given(sums.lenders, quantity, reading.lowers)
        if giver is not None:
            return giver.entry, None
        if sums.lenders:
            clause = reading.clause(quantity.first)
            here = [m for m in sums.lenders if reading.clause(m.first) == clause] or sums.lenders
            nearest = min(here, key=lambda match: gap(match, quantity))
            if state is None or gap(nearest, quantity) <= _distance(state, quantity):
                return nearest.entry, None
        if state is not None:
            return "financing.other", None if together(reading.lowers, states, state) else state.code
        if head in listed("fund") and self._any == "financing.imf":
            return "financing.imf", None
        if self._spoken(reading) and self._lender is not None:
            # Whom a debt is repaid to is seldom said, and seldom the lender of new money.
            return ("financing.other" if head in ("repaid", "repay", "repayment") else self._lender), None
        return None

    def _state(
        self, reading: Reading, states: list[Country], quantity: Quantity, head: str
    ) -> Country | None:
        """The state that lends: "Saudi Arabia's $3 billion deposit", "a $2 billion loan from China"."""
        if head not in listed("states") and not _taken(reading, head) and not self._listing(reading, head):
            return None
        near: list[Country] = []
        if reading.lowers[quantity.last : quantity.last + 1] == ["from"]:
            behind = next((state for state in states if 0 < state.first - quantity.last <= 3), None)
            if behind is not None:
                return behind
        for state in states:
            before = reading.lowers[max(0, state.first - 2) : state.first]
            subject = state.last <= quantity.first and not {"to", "in", "for", "with", "of", "between"} & set(
                before
            )
            back = head in _BACK and {"to"} == set(before[-1:]) and 0 <= state.first - quantity.last <= 3
            leads = subject and state.first <= reading.dateline + 2
            if (subject or back or {"from", "by"} & set(before)) and _distance(state, quantity) <= (
                30 if leads else 14
            ):
                near.append(state)
        return min(near, key=lambda state: _distance(state, quantity), default=None)

    def _listing(self, reading: Reading, head: str) -> bool:
        """Whether the sentences before told loans one by one: what was received from a state is one more."""
        near = 0 < reading.sentence.index - self._told <= 2
        return near and head in listed("taken") and not any(m.entry.kind == "flow" for m in reading.mentions)

    def _spoken(self, reading: Reading) -> bool:
        """Whether the lender named before is still spoken of."""
        gone = reading.sentence.index - self._at
        if self._lender is None or gone > _REACH:
            return False
        if reading.sentence.index - self._told in (0, 1) and takes(reading, self.thread.home):
            return True
        return gone <= 0 or bool(listed("continues") & set(reading.lowers))

    def _borrower(self, reading: Reading, quantity: Quantity, lender: str, state: str | None) -> str:
        """The country that borrows: another than the article's where the words give the loan to it."""
        home = self.thread.home or ""
        for country in reading.countries:
            if country.body or country.code in (home, state, "EU", "GCC", "US"):
                continue
            before = reading.lowers[max(0, country.first - 1) : country.first]
            if before in (["for"], ["to"]) and 0 <= country.first - quantity.last <= 8:
                self._to.setdefault(lender, country.code)
                return country.code
            owns = reading.lowers[country.last : country.last + 1] == ["'s"]
            if lender == "financing.imf" and owns and 0 <= quantity.first - country.last <= 4:
                self._to.setdefault(lender, country.code)
                return country.code
        if any(country.code == home for country in reading.countries):
            self._to[lender] = home
        # News of another country's loan goes on about it: "the decision allows for a disbursement of $1 billion".
        return self._to.get(lender, home)

    # --- What it is at ------------------------------------------------------------------------------------------------

    def _figure(self, sums: Sums, place: int, lender: str, state: str | None) -> Figure:
        reading, quantity = sums.reading, sums.reading.quantities[place]
        sentence = reading.sentence
        stage, happened = _stage(sums, quantity)
        told = stage is not None and happened and not sums.background(place)
        return Figure(
            lender, self._borrower(reading, quantity, lender, state), _day(reading, quantity) if told else None, "one_off",
            quantity.value, quantity.unit, quantity.rounding,
            [reading.document.evidence(sentence, quantity.start, quantity.end)],
            qualifier=quantity.qualifier, stage=stage or "agreed", rule="financing", sentence=sentence.index,
            position=quantity.first, headline=sentence.kind in ("headline", "bullet", "lead"),
            confidence=0.8 if stage else 0.7, counterpart=state, low=quantity.low, high=quantity.high,
        )  # fmt: skip


def _stage(sums: Sums, quantity: Quantity) -> tuple[str | None, bool]:
    """The stage of a sum, and whether that has happened ("will disburse" has not)."""
    reading = sums.reading
    clause = reading.clause(quantity.first)
    mine = [match for match in sums.stages if reading.clause(match.first) == clause] or sums.stages
    mine = [match for match in mine if not _of_next(reading, quantity, match.first, match.last)]
    if not mine:
        return None, True
    # The verb before the sum rules; "approved the disbursement of" is an approval.
    before = [match for match in mine if match.first < quantity.first]
    told = max(
        (q.last for q in reading.quantities if q.kind == "money" and q.last <= quantity.first), default=0
    )
    own = [
        m
        for m in mine
        if 0 <= m.first - quantity.last <= 3 and "," not in reading.lowers[quantity.last : m.first]
    ]
    if own and before and not any(match.first >= told for match in before):
        before = own  # "disbursed $752m out of the $1.5bn loan recently approved"
    verbs = before or mine
    chosen = min(verbs, key=lambda match: abs(match.first - quantity.first))
    words = reading.lowers
    if chosen.entry in ("disbursed", "agreed", "requested"):
        noun = (
            words[chosen.first] == "agreement"
        )  # "has approved the review of a loan agreement, unlocking $600 million"
        over = [
            m for m in verbs if m.entry == "approved" and (noun or "," not in words[m.last : quantity.first])
        ]
        chosen = over[-1] if over else chosen
    asked = [m for m in mine if m.entry == "approved" and 0 <= chosen.first - m.last <= 5]
    if chosen.entry == "requested" and asked and words[chosen.first] in ("request", "requests"):
        chosen = asked[
            -1
        ]  # "approved the authorities' request for an arrangement, with access of about $1.4 billion"
    if _TO_COME & set(words[max(0, chosen.first - 2) : chosen.first]) and chosen.entry != "approved":
        return "requested" if chosen.entry == "requested" else "agreed", False
    return chosen.entry, True


def _announced(reading: Reading) -> list[Period]:
    """The day on which a board made its decision known: "the Fund's board announced Friday that it has approved"."""
    found = [p for p in reading.periods if p.kind == "day" and p.interval is not None and _said(reading, p)]
    near = (p for p in found if _word(reading, p.first - 1) in ("announced", "on", "late"))
    last = reading.document.published_on
    return [
        p for p in near if p.interval and 0 <= (last - p.interval.end).days <= _RECENT and len(found) == 1
    ]


def _of_next(reading: Reading, quantity: Quantity, first: int, last: int) -> bool:
    """Whether a word of stages behind a sum is of the one after: "$330 million, bringing the total disbursed to $660 million"."""
    if first < quantity.last or "," not in reading.lowers[quantity.last : first]:
        return False
    following = next((q for q in reading.quantities if q.kind == "money" and q.first >= last), None)
    return following is not None and following.first - last <= 3


def _day(reading: Reading, quantity: Quantity) -> Interval | None:
    """The day of the event where the sentence gives it; of a month or a year only the end is known."""
    published = reading.document.published_on
    days = [
        p
        for p in reading.periods
        if p.kind in ("day", "week")
        and p.interval is not None
        and p.interval.end <= published
        and not _said(reading, p)
    ]
    days = days or _announced(reading)
    if days:
        on = [p for p in days if _word(reading, p.first - 1) in ("on", "dated") and p.first >= quantity.last]
        chosen = (on[0] if on else min(days, key=lambda p: abs(p.first - quantity.last))).interval
        return chosen and Interval(chosen.end, chosen.end)
    clause = reading.clause(quantity.first)
    if {"maturing", "matures", "due"} & set(reading.lowers[quantity.last : quantity.last + 12]):
        return None  # "is maturing in June"
    spans = [
        p.interval
        for p in sorted(reading.periods, key=lambda p: abs(p.first - quantity.last))
        if p.kind == "span"
        and p.interval is not None
        and p.interval.end < published
        and p.shift is None
        and reading.clause(p.first) == clause
        and _word(reading, p.first - 1) in ("in", ",", "late", "early", "since", "of", "mid", "")
        and (p.interval.whole_months == 1 or p.whole)
    ]
    return Interval(spans[0].end, spans[0].end) if spans else None


def settle(figures: Sequence[Figure], today: Interval) -> None:
    """Make each loan of an article one: a telling without a day is that of another, else of the day of publication."""
    loans = [f for f in figures if f.span == "one_off"]
    for figure in [f for f in loans if f.unit == "XDR" or f.unit in words().rates][:_MOST]:
        least, most = words().rates.get(figure.unit, (1 / 1.5, 1 / 1.25))
        for told in loans[:_MOST]:
            if figure.unit != "XDR" and (
                told.sentence == figure.sentence or (told.stage == "repaid") != (figure.stage == "repaid")
            ):
                continue
            if (
                told.unit == "USD"
                and least <= figure.value / told.value <= most
                and told.indicator == figure.indicator
            ):
                # "a disbursement of SDR 828 million", told elsewhere as $1.1 billion.
                if told.interval is None and figure.interval is not None:
                    told.interval, told.stage = figure.interval, figure.stage
                figure.interval, figure.span = None, "span"
                break
    loans = [f for f in loans if f.span == "one_off"]
    known = [f for f in loans if f.interval is not None][:_MOST]
    for figure in loans:
        if figure.interval is not None:
            continue
        same = next((f for f in known if _same(f, figure)), None)
        if same is None:
            figure.interval = _decided(figure, known, today) or _beside(figure, known) or today
            if len(known) < _MOST:
                known.append(figure)
        else:
            figure.interval, figure.stage, figure.counterpart = same.interval, same.stage, same.counterpart


def _beside(figure: Figure, known: Sequence[Figure]) -> Interval | None:
    """The day of the only other sum of the same lender in the sentence: "approved $3 billion on March 20, with $333 million at once"."""
    days = {f.interval for f in known if f.sentence == figure.sentence and f.indicator == figure.indicator}
    return days.pop() if len(days) == 1 and figure.stage != "repaid" and figure.counterpart is None else None


def _decided(figure: Figure, known: Sequence[Figure], today: Interval) -> Interval | None:
    """The day of what the same lender approved besides, in the days before publication: one meeting of its board."""
    if figure.stage != "approved":
        return None
    days = {
        f.interval
        for f in known
        if (f.indicator, f.geo, f.stage) == (figure.indicator, figure.geo, figure.stage)
        and f.interval is not None
        and 0 <= (today.end - f.interval.end).days <= _RECENT
    }
    return days.pop() if len(days) == 1 else None


def _same(one: Figure, other: Figure) -> bool:
    if one.counterpart and other.counterpart and one.counterpart != other.counterpart:
        return False
    return one.indicator == other.indicator and one.geo == other.geo and agree(one, other)


def _elsewhere(sums: Sums, quantity: Quantity, head: str) -> bool:
    """Whether a sum goes to banks, or came in as something else: "sold $1.7 billion to the commercial banks", remittances."""
    lowers = sums.reading.lowers
    after = lowers[quantity.last : quantity.last + 5]
    if after[:1] == ["to"] and "banks" in after:
        return True
    flows = any(m.entry.kind == "flow" for m in sums.reading.mentions)
    return flows and head in listed("taken") and given(sums.lenders, quantity, lowers) is None


def _private(reading: Reading) -> bool:
    """Whether a sentence is on a company, which borrows for itself."""
    if {"government", "country", "nation"} & set(reading.lowers):
        return False
    return any(
        token.lower in listed("companies") and (token.lower != "limited" or token.text[0].isupper())
        for token in reading.sentence.tokens
    )


def _taken(reading: Reading, head: str) -> bool:
    """Whether what was received is lent: a word of finance stands in the sentence, and none of trade or remittances."""
    if head not in listed("taken") or any(m.entry.kind == "flow" for m in reading.mentions):
        return False
    return bool((listed("states") - listed("verbs")) & set(reading.lowers))


def _distance(state: Country, quantity: Quantity) -> int:
    return min(abs(state.first - quantity.last), abs(quantity.first - state.last))


def _said(reading: Reading, day: Period) -> bool:
    """Whether a day is when something was said ("a statement said on Wednesday")."""
    before = reading.lowers[max(0, day.first - 3) : day.first]
    return bool({"said", "told", "stated", "reported", "announced", "statement", "added"} & set(before))


def _word(reading: Reading, position: int) -> str:
    """The word at a position, or nothing."""
    return reading.lowers[position] if position >= 0 else ""
