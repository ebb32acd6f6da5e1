"""What a percentage does beside its rate: it is the level, what the level is compared with, a step, or none of these."""

from __future__ import annotations

from streams.economy import ratemarks
from streams.economy.calendars import Interval
from streams.economy.cues import Cue
from streams.economy.directions import direction
from streams.economy.ratesigns import by, verb
from streams.economy.ratespan import Span
from streams.economy.ratesubjects import Subject
from streams.economy.ratewords import words as rate_words
from streams.economy.resolving import compared, resolve
from streams.economy.sentences import Reading
from streams.economy.statement import covered

#: What a rate is above or below, other than a former rate.
_AIMED = frozenset(["target", "forecast", "forecasts", "projection", "projections", "estimate", "estimates", "goal", "expectation", "expectations", "prediction"])  # fmt: skip
_PRICES = frozenset(["prices", "cpi", "ccpi", "ncpi", "index"])
_RAISED = frozenset(["raised", "raises", "increased", "lowered", "lowers", "cut", "lifted", "trimmed", "hiked", "slashed", "raising", "lowering", "upgraded", "downgraded", "improved", "reduced", "reduces", "cuts", "trims", "hikes", "upgrades", "downgrades", "revises", "slashes", "reducing", "cutting", "upgrading", "downgrading"])  # fmt: skip
#: "Monthly inflation" of more is the yearly rate of the month.
_MONTHLY = 5.0
_TAKES = frozenset(
    ["taking", "bringing", "pushing", "putting", "leaving", "lifting", "while", "whereas", "with"]
)
_ENDS = frozenset([",", ";", "(", ")", "-", "—", "–", ":"])


def is_base(reading: Reading, index: int) -> bool:
    """Whether a percentage is what another one is compared with."""
    if _base(reading, index) is not None:
        return True
    if ratemarks.left_behind(reading, index):
        return True
    lead = reading.quantities[index].lead
    before = next((p for p in reading.periods if p.kind == "shift" and 0 <= lead - p.last <= 1), None)
    return before is not None and reading.lowers[before.first - 1 : before.first] in (["above"], ["below"])


def _base(reading: Reading, index: int) -> Cue | None:
    quantity, words = reading.quantities[index], reading.lowers
    floor = reading.quantities[index - 1].last if index else 0
    cues = [c for c in reading.cues_of("base") if floor <= c.first and c.last <= quantity.lead]
    for cue in reversed(cues):
        word = words[cue.first]
        between = words[cue.last : quantity.lead]
        if (
            word == "than"
            and between[:1]
            and between[0] in ("expected", "forecast", "projected", "anticipated", "estimated")
        ):
            continue
        shifted = any(
            p.kind == "shift" and cue.last <= p.first and 0 <= quantity.lead - p.last <= 1
            for p in reading.periods
        )  # "well above last month's 6.1 percent"
        loose = word in ("over", "on", "after", "above", "below") and not {"a", "the"} >= set(between)
        loose = loose and not (word in ("above", "below") and _AIMED & set(between))
        if loose and not shifted:
            continue
        behind = reading.within(quantity.last, quantity.last + 5, "yoy", "mom", "qoq", "wow")
        if (
            between[-1:] == ["and"]
            and behind
            and any(cue.last <= p.first < quantity.lead for p in reading.periods)
        ):
            continue  # "compared to June 2022 and 1.4 percent on a YoY basis"
        if (
            between[-1:] == ["and"]
            and words[cue.first] not in ("between", "from")
            and _held(reading, quantity.last)
        ):
            continue  # "compared with March 2022 and 9.09 percent when compared with February 2023"
        if "and" in between and any(
            cue.last <= c.first and c.last <= quantity.lead for c in reading.cues_of("up", "down")
        ):
            continue  # "1.08% compared to August and went up 3.66% from the same month last year"
        if len(between) > 9 or {",", "to", "at", "was", "were", "reached", "by", "that", "which"} & set(
            between
        ):
            continue
        if any(
            p.first <= cue.last <= p.last and p.last == quantity.lead and p.kind != "shift"
            for p in reading.periods
        ) and word in ("over", "on"):
            continue
        return cue
    return None


def _held(reading: Reading, last: int) -> bool:
    """Whether a percentage is compared itself with something: "0.3 percent, if compared to", "an 11 percent increase when"."""
    words = reading.lowers
    while last < len(words) and (words[last] in _HELD or words[last : last + 1] in _MOVED):
        last += 1
    return any(c.first in (last, last + 1) for c in reading.cues_of("base"))


_HELD = frozenset([",", "if", "when", "as", "growth", "contraction"])


def earlier_telling(reading: Reading, index: int, here: Span | None) -> bool:
    """Whether a figure is what was said before of the same period: "up from an earlier projection of 2.5pc"."""
    if here is not None and here.kind in ("span", "shift", "back"):
        return False
    quantity, words, known = reading.quantities[index], reading.lowers, rate_words()
    floor = reading.quantities[index - 1].last if index else 0
    window = set(words[max(floor, quantity.lead - 7) : quantity.lead]) | set(
        words[quantity.last : quantity.last + 4]
    )
    if "now" in words[max(0, floor - 9) : floor] and reading.lead(quantity.lead, "base", floor=floor):
        return True  # "growth in Q3 is now estimated at 7.0%, up from 6.7%"
    if known.told & window or {"earlier", "previously", "initial", "initially"} & window:
        return True
    if known.revision & set(words):
        return True
    named = known.forecast_nouns | {"estimate", "target"}
    return bool(_RAISED & set(words[: quantity.first])) and bool(named & set(words[: quantity.first]))


def levelled(reading: Reading, index: int, subject: Subject, *, base: bool) -> bool:
    """Whether a percentage is the rate itself, not by how much the rate or the prices moved."""
    quantity, words = reading.quantities[index], reading.lowers
    if subject.id in ("gdp.growth", "output.lsm"):
        if (
            subject.growing
            and by(reading, index)
            and "by" in words[max(0, quantity.lead - 1) : quantity.lead]
        ):
            moved = verb(reading, index, reading.quantities[index - 1].last if index else 0)
            return moved not in rate_words().amounts
        return True
    floor = reading.quantities[index - 1].last if index else 0
    yearly = bool(reading.within(floor, len(words), "yoy")) or any(p.shift == "yoy" for p in reading.periods)
    if {"minus", "negative"} & set(words[max(0, quantity.lead - 1) : quantity.first]):
        return True
    if "followed" in words[max(floor, quantity.lead - 2) : quantity.first]:
        return True  # "followed by 5% in the second quarter"
    if ratemarks.over_months(words[quantity.last : quantity.last + 5]):
        return False  # "dropping by more than 6% in the last three months"
    if {"cumulative", "cumulatively"} & set(words[max(floor, quantity.lead - 3) : quantity.last + 1]):
        return False  # "declined by a cumulative 14 percent since its peak"
    led = {c.id for c in _adjacent(reading, index, floor)}
    falls = bool(led & {"up", "down", "by"}) and direction(reading, index) < 0
    if subject.id == "prices.spi":
        yearly = yearly or bool(reading.within(0, quantity.first, "yoy"))
        return yearly or (bool(led & {"to"}) and "by" not in led)
    prices = bool(_PRICES & set(words[: quantity.first])) or bool(
        _PRICES & set(words[subject.first : subject.last])
    )
    following = words[quantity.last : quantity.last + 1]
    if following and following[0] in ("reduction", "decrease", "decline", "drop", "fall") and not prices:
        return False  # "a 0.1 percent reduction"
    if base or not led & {"up", "down", "by"} or led & {"to"}:
        return True
    if prices:
        return True
    if falls or words[quantity.lead - 1 : quantity.lead] == ["down"]:
        return False
    return "by" not in led or yearly


def moved(reading: Reading, index: int, subject: Subject) -> bool:
    """Whether inflation is told as a rise of so much, and no word says since when."""
    quantity, words = reading.quantities[index], reading.lowers
    if subject.id != "prices.cpi" or reading.within(0, len(words), "yoy"):
        return False
    if any(p.shift == "yoy" for p in reading.periods) or {"annual", "annually", "yearly"} & set(words):
        return False
    if (
        words[max(0, quantity.lead - 1) : quantity.lead] in (["a"], ["an"])
        and words[quantity.last : quantity.last + 1] in _STEPS
    ):
        return True  # "October's reading showed a 0.56-per cent uptick"
    lead = reading.lead(quantity.lead, floor=reading.quantities[index - 1].last if index else 0)
    return lead is not None and lead.id in ("by", "up", "down")


def _adjacent(reading: Reading, index: int, floor: int) -> list[Cue]:
    quantity = reading.quantities[index]
    best = reading.lead(quantity.lead, floor=floor)
    return [c for c in reading.ending(best.last) if c.first >= floor] if best is not None else []


def step(
    reading: Reading, index: int, subject: Subject, interval: Interval | None, main: Interval | None
) -> str | None:
    """The basis of a percentage that counts from the month, quarter or week before; None for one from the year before."""
    quantity, words = reading.quantities[index], reading.lowers
    floor = reading.quantities[index - 1].last if index else 0
    following = reading.quantities[index + 1].first if index + 1 < len(reading.quantities) else len(words)
    stop = min([following, *[b for b in reading.breaks if quantity.last <= b]])
    if subject.id == "prices.spi":  # "rose 0.24% on Thursday, taking the annual reading to 14.36%"
        stop = next(
            (p for p in range(quantity.last, stop - 1) if words[p] == "," and words[p + 1] in _TAKES), stop
        )
    if reading.within(quantity.last, stop, "yoy"):
        return None
    behind_words = words[quantity.last : quantity.last + 5]
    if "year" in behind_words and behind_words[behind_words.index("year") + 1 :][:1] in (["to"], ["through"]):
        return None  # "rose by 8.5% in the year to April"
    since = (
        max(0, subject.first - 3) if subject.step else 0
    )  # "annual inflation ..., while the monthly rate ..."
    yearly = bool(reading.within(since, len(words), "yoy")) or any(
        p.shift == "yoy" and p.first >= since for p in reading.periods
    )
    if _base(reading, index) is not None:
        return "mom" if subject.step and not yearly and abs(quantity.value) < _MONTHLY else None
    behind = reading.within(quantity.last, stop, "mom", "wow", "qoq")
    if behind:
        return behind[0].id
    if index + 1 < len(reading.quantities) and _base(reading, index + 1) is not None:
        # "to 0.28% from -0.11% month-on-month"
        beyond = reading.quantities[index + 1].last
        between = reading.lowers[quantity.last : reading.quantities[index + 1].first]
        shared = [c for c in reading.cues_of("mom", "wow", "qoq") if 0 <= c.first - beyond <= 1]
        if shared and set(between) <= {"from", "-"}:
            return shared[0].id
    if (
        subject.id == "prices.cpi"
        and words[quantity.last : quantity.last + 1] in (["higher"], ["lower"])
        and index + 1 < len(reading.quantities)
        and not yearly
        and _base(reading, index + 1) is not None
        and reading.quantities[index + 1].kind == "percent"
    ):
        return "mom"  # "it was 0.34% higher compared with a negative 0.4% in June"
    ends = [*reading.ending(quantity.lead), *reading.ending(quantity.first)]
    # "an increase of" ends as "of" does, and says more.
    to = any(c.id == "to" for c in ends) and not any(c.id == "by" and c.last - c.first > 1 for c in ends)
    after = reading.quantities[index + 1].lead if index + 1 < len(reading.quantities) else None
    for period in reading.periods:
        led = reading.starting(quantity.last, period.first, "base")
        joined = words[period.last : period.last + 1] == ["and"]
        if after is not None and 0 <= after - period.last <= 1 and period.kind == "shift" and not joined:
            continue  # "above last month's 6.1 percent": the next figure's
        if quantity.last <= period.first < stop and led:
            if period.kind == "shift" and period.shift in ("mom", "wow", "qoq") and not to:
                return period.shift
            if period.kind == "shift":
                return None
            own = main or interval
            if (
                subject.id in ("output.lsm", "prices.cpi", "prices.spi")
                and own is not None
                and period.kind in ("span", "week")
                and not to
            ):
                basis = compared(own, resolve(period, own, base=True) or own)
                if basis in ("mom", "qoq", "wow"):
                    return basis
                if basis == "yoy":
                    return None
        before = floor <= period.first < quantity.first and period.kind == "shift"
        if before and period.shift in ("mom", "wow") and not to and reading.lead(period.first, "base"):
            return period.shift
    if subject.step and not yearly and abs(quantity.value) < _MONTHLY:
        return "mom"
    behind_two = words[quantity.last : quantity.last + 2]
    if subject.id == "prices.cpi" and behind_two[:1] == ["monthly"] and behind_two[1:] in _MONTHLY_RATES:
        return "mom"  # "the 0.8% monthly rate of inflation"
    if subject.id == "prices.cpi" and not yearly and not to and _in_the_month(reading, index, subject):
        return "mom"
    led_by = words[max(floor, quantity.lead - 3) : quantity.lead - 1]
    if subject.id == "prices.cpi" and led_by in (
        ["monthly", "rate"],
        ["monthly", "increase"],
        ["monthly", "rise"],
    ):
        return "mom"  # "with a monthly rate of 2.6%"
    if subject.id == "prices.spi" and yearly and not to and reading.within(quantity.last, len(words), "yoy"):
        comma = next((p for p in range(quantity.last, following) if words[p] == ","), following)
        yearly = bool(
            reading.within(0, comma, "yoy")
        )  # "an increase of 0.92pc to jump to 44.49pc year-on-year"
    if (
        subject.id == "prices.spi"
        and not yearly
        and not to
        and (
            {c.id for c in _adjacent(reading, index, floor)} & {"by", "up", "down"}
            or words[quantity.last : quantity.last + 1] in _MOVED  # "reported a 0.54 percent increase"
        )
    ):
        return "mom" if interval is not None and interval.whole_months == 1 else "wow"
    near = reading.within(floor, quantity.first, "yoy", "mom", "wow", "qoq")
    if subject.id == "prices.cpi" and to and abs(quantity.value) >= _MONTHLY:
        return None  # some call the rate of a month, told beside that of the month before, month on month
    if near and near[-1].id != "yoy" and not (near[-1].last < quantity.first - 8 and floor):
        return near[-1].id
    return None


def _in_the_month(reading: Reading, index: int, subject: Subject) -> bool:
    """ "The index gained 1.5 percent in the month": prices that moved by little within it."""
    quantity, words = reading.quantities[index], reading.lowers
    behind = words[quantity.last : quantity.last + 4]
    within = behind[:3] in [[w, "the", "month"] for w in ("in", "during", "over", "on", "within")]
    within = within and behind[3:] not in (["of"], ["to"], ["ending"], ["ended"])
    priced = bool(_PRICES & set(words[subject.first : subject.last] or words[: quantity.lead]))
    return within and priced and abs(quantity.value) < _MONTHLY


_STEPS = (["uptick"], ["increase"], ["rise"], ["gain"], ["jump"], ["advance"], ["decline"], ["drop"], ["fall"], ["decrease"], ["dip"])  # fmt: skip
_MONTHLY_RATES = (["rate"], ["increase"], ["rise"], ["gain"], ["inflation"], ["reading"], ["decline"], ["fall"], ["drop"], ["decrease"], ["uptick"], ["change"])  # fmt: skip
_MOVED = (["increase"], ["rise"], ["decrease"], ["decline"], ["fall"], ["drop"], ["jump"], ["dip"])


def reaches(reading: Reading, subject: Subject, index: int) -> bool:
    """Whether a subject still is that of a percentage: no other words that could be one stand behind a comma or a figure."""
    quantity = reading.quantities[index]
    begin = subject.last
    if reading.lowers[begin : begin + 1] == [")"]:
        begin += 1  # "Large Scale Manufacturing Industries (LSMI) production grew"
    floor = reading.quantities[index - 1].last if index else 0
    cut = max([floor, *[b for b in reading.breaks if b <= quantity.first]])
    dated = {place for p in reading.periods for place in range(p.first, p.last)}
    for place in range(quantity.lead - 1, max(begin, cut) - 1, -1):
        if reading.lowers[place] in _ENDS and place not in dated:
            cut = place + 1
            break
    if cut <= begin:
        return True
    base = _base(reading, index)
    if base is not None:
        return True  # what the rate is compared with
    if reading.lowers[cut] in ("which", "that") and cut:
        return True
    return plain(reading, cut, quantity.lead)


def plain(reading: Reading, first: int, last: int) -> bool:
    """Whether words name no subject of their own."""
    known = rate_words().plain
    taken: set[int] | None = None
    for place in range(first, last):
        word = reading.lowers[place]
        if word in known or not word[0].isalpha() or len(word) < 3:
            continue
        if word in rate_words().speakers or word in (
            "the",
            "and",
            "for",
            "its",
            "with",
            "from",
            "that",
            "this",
            "was",
            "were",
            "has",
            "had",
        ):
            continue
        if taken is None:
            # Most stretches have no word that asks for it.
            taken = covered(reading)
            taken |= {place for p in reading.future for place in range(p.first, p.last)}
        if place in taken:
            continue
        return False
    return True
