"""The periods beside a figure: right behind it, in front of its bracket, its owner, or further on in the clause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from streams.economy.figures import Figure
from streams.economy.indicators import Mention
from streams.economy.money import Quantity
from streams.economy.period import Period
from streams.economy.roles import Role, role
from streams.economy.sentences import Reading
from streams.economy.steps import bracketed_year
from streams.economy.wordlists import words_of


def newest(periods: Sequence[Period]) -> Period:
    """The period that a sentence of several is about: of months the last in time, else the one named last."""
    months = [p for p in periods if p.interval is not None and p.interval.whole_months == 1]
    if len(months) == len(periods) and months:
        return max(months, key=lambda p: p.interval.end if p.interval is not None else date.min)
    return periods[-1]


def holds(reading: Reading, period: Period) -> bool:
    """Whether a period before a figure is what the sentence is about from there on, not what it compares with."""
    if period.whole and period.current and period.first and reading.lowers[period.first - 1] == "'s":
        return False
    if reading.lowers[max(0, period.first - 1) : period.first] == ["since"] or _records(reading, period):
        return False
    if past(reading, period):
        return False
    if reading.lowers[reading.dateline : reading.dateline + 1] == ["comparing"] and reading.lowers[
        period.first - 1 : period.first
    ] in (["with"], ["to"], ["against"]):
        return False  # "Comparing the 12 months to February 2018 with the same period in 2017"
    led = reading.lead(period.first, "base")
    if led is None:
        return not _held_against(reading, period)
    # "Compared with November the inflow was ...": what the sentence compares with, not what it is about.
    word = reading.lowers[led.first]
    if word in ("over", "on", "after"):
        single = period.interval is not None and period.interval.whole_months == 1
        return period.kind not in ("shift", "back") and not (word == "over" and single)
    return (
        word == "from"
        and period.kind == "span"
        and period.interval is not None
        # "shrank 38 percent from a year ago in January": the month is the one that is told of
        and (
            period.interval.whole_months != 1
            or reading.lowers[period.first : period.first + 2] == ["a", "year"]
        )
    )


def _held_against(reading: Reading, period: Period) -> bool:
    """Whether a period is told only to compare with: "higher than the value recorded in the fourth quarter"."""
    start = max((b for b in reading.breaks if b <= period.first), default=0)
    cues = reading.within(max(start, period.first - 8), period.first, "base")
    cues = [c for c in cues if reading.lowers[c.first] not in ("on", "over", "after", "from")]
    if not cues or period.kind != "span":
        return False
    between = reading.lowers[cues[-1].last : period.first]
    return len(between) >= 3 and set(between) <= words_of("of_base")


def past(reading: Reading, period: Period) -> bool:
    """Whether a period is only what came before what is told: "after staying flat in December", "following a rise in May"."""
    start = max((b for b in reading.breaks if b <= period.first), default=0)
    before = reading.lowers[max(start, period.first - 14) : period.first]
    if "," in before:
        before = before[len(before) - before[::-1].index(",") :]
    return period.kind == "span" and bool(set(before) & words_of("came_before"))


def of_base(reading: Reading, period: Period) -> bool:
    """Whether a period stands behind the amount that a level is compared with: "from £4.3 billion in December"."""
    before = [i for i, q in enumerate(reading.quantities) if 0 <= period.first - q.last <= 3]
    return bool(before) and role(reading, before[-1]) == "base"


def behind(reading: Reading, index: int, roles: list[Role], used: set[int]) -> Period | None:
    """The period right behind a quantity, which is then its own."""
    quantities, words = reading.quantities, reading.lowers
    quantity = quantities[index]
    # An average in between is nobody's figure, and has no period.
    following = next(
        (
            i
            for i in range(index + 1, len(quantities))
            if roles[i] != "other" and not _aside(reading, quantity, quantities[i])
        ),
        len(quantities),
    )
    stop = quantities[following].first if following < len(quantities) else len(words)
    for period in reading.periods:
        if period.first < quantity.last or id(period) in used:
            continue
        if period.first > stop:
            return None
        between = words[quantity.last : period.first]
        inside = [m for m in reading.mentions if quantity.last <= m.first and m.last <= period.first]
        inner = [c for c in reading.countries if quantity.last <= c.first and c.last <= period.first]
        covered = {p for m in inside for p in range(m.first - quantity.last, m.last - quantity.last)}
        covered |= {p for c in inner for p in range(c.first - quantity.last, c.last - quantity.last)}
        if quantity.kind == "percent":
            steps = reading.within(quantity.last, period.first, "yoy", "mom", "qoq", "wow", "up", "down")
            covered |= {p for c in steps for p in range(c.first - quantity.last, c.last - quantity.last)}
            covered |= {p for p, word in enumerate(between) if word == "basis"}
        if _leads_next(reading, period, index, between):
            return None
        if between[:1] == ["with"] and words[period.last : period.last + 1] == ["'s"]:
            return None  # "to reach $20.7 billion with the last month's hefty inflows"
        if quantity.kind == "money" and _in_bracket_of_other(reading, index, period):
            return None  # "imports stood at $63.5bn ($57.3bn in March 2024)"
        if "(" in between and words[period.last : period.last + 1] == [":"]:
            return None  # "collected Rs 2,041 billion (2022: 1,644 billion)"
        passed = [q for q in quantities[index + 1 : following] if q.last <= period.first]
        covered |= {p for q in passed for p in range(q.lead - quantity.last, q.last - quantity.last)}
        rest = [word for place, word in enumerate(between) if place not in covered]
        if passed:
            rest = [word for word in rest if word not in words_of("passed_over")]
            rest = rest[1:] if rest[:1] == [","] and all(q.kind == "percent" for q in passed) else rest
        rest = _outside_brackets(rest)
        if len(rest) > 8 or len(inside) > 1 or not all(word in words_of("behind") for word in rest):
            return None
        if inside and not passed and any(words[p] == "," for p in range(quantity.last, inside[0].first)):
            return None
        if (
            quantity.kind == "money"
            and any(word in words_of("behind_stop") for word in rest)
            and period.kind != "span"
        ):
            return None
        if quantity.kind == "money" and any(
            word in ("than", "compared", "against", "up", "and") for word in rest
        ):
            return None
        if quantity.kind == "money" and "over" in rest and period.kind in ("shift", "same", "back"):
            return None
        if (
            quantity.kind == "money"
            and "from" in rest
            and "abroad" not in rest
            and not any(
                words[p] == "from" and _origin(reading, p) for p in range(quantity.last, period.first)
            )
            and not (
                period.kind == "span" and (period.interval is not None and period.interval.whole_months != 1)
            )
        ):
            return None
        if (
            rest[:1] == [","]
            and quantity.kind == "money"
            and period.kind in ("shift", "day")
            and rest[1:2] != ["on"]
        ):
            return None
        used.add(id(period))
        return period
    return None


def bracketed(reading: Reading, quantity: Quantity) -> Period | None:
    """ "in Jul-Jan FY19 (US$ 12.774 billion)": the period before the bracket; "(2022: Rs1,644bn)": the one in it."""
    year = bracketed_year(reading, quantity)
    if year is not None:
        return replace(year, kind="back")
    if quantity.first == 0 or reading.lowers[quantity.first - 1] != "(":
        return None
    place = quantity.first - 1
    if reading.lowers[place - 3 : place] == ["of", "the", "year"]:
        place -= 3  # "recorded in the second quarter of the year (N5.4 trillion)"
    return next((p for p in reading.periods if p.last in (place, quantity.first - 1)), None)


def owner(reading: Reading, index: int) -> Period | None:
    """The period right before a figure that owns it: "August's $2.41bn", "May 2025's figure of $3.686bn", "June, when it was"."""
    quantity, words = reading.quantities[index], reading.lowers
    floor = reading.quantities[index - 1].last if index else 0
    for period in reversed(reading.periods):
        if not floor <= period.first or period.last > quantity.lead or period.kind in ("day", "week"):
            continue
        named = next((m for m in reading.mentions if m.first == period.last and m.last < quantity.lead), None)
        if named is not None and words[named.last : quantity.lead] == ["of"]:
            return period  # "compared to September imports of $5.35bn"
        between = words[period.last : quantity.lead]
        sided = {"deficit", "surplus"} & set(between) and reading.lead(period.first, "base") is None
        if between[:1] == ["'s"] and len(between) <= 4 and not sided and "," not in between:
            return period
        if between[:1] == ["'s"] and "which" in between[2:7] and len(between) <= 11:
            return period  # "from January's dire situation, which saw a net outflow of $173m"
        if {"when", "where"} & set(between[:2]) and len(between) <= 10:
            return period
        led = reading.starting(max(floor, period.first - 8), period.first, "base")
        close = ("which" in between[:3] and len(between) <= 6) or (
            between[:1] == ["that"] and len(between) <= 4
        )
        if close and words[period.first - 1] == "since":
            return period  # "the lowest since May 2022, which was $184 million"
        if led and close:
            return period  # "over the inflow of January 2020, that stood at $1.907 billion"
        beside = reading.lead(period.first, "base") is not None or bool(led)
        if beside and period.kind == "span" and between in _OF and quantity.kind == "money":
            return period  # "over Q4, 2017 of N3.9 trillion", "higher than Q1, 2017 figure of N2.3 trillion"
        return None
    return None


#: Between a period and the amount of that time.
_OF: tuple[list[str], ...] = (
    ["of"],
    ["figure", "of"],
    ["value", "of"],
    ["level", "of"],
    ["'s", "figure", "of"],
    [],
    [","],
)


def later(reading: Reading, index: int) -> Period | None:
    """A period further behind in the same clause, where no other figure stands between."""
    quantity = reading.quantities[index]
    stop, passed = len(reading.lowers), quantity.last
    for other in reading.quantities[index + 1 :]:
        led = reading.lowers[max(quantity.last, other.lead - 4) : other.lead]
        if other.kind == "money" and not ("target" in led and "against" in led):
            stop = other.first
            break
        if other.kind == "money":
            passed = other.last  # "Rs1.6tr against the target of Rs1.5tr from July to September": of both
    here = reading.clause(quantity.first)
    for period in reading.periods:
        if reading.lowers[period.last : period.last + 1] == [":"] or _records(reading, period):
            continue
        if (
            (
                quantity.last <= period.first < stop
                and period.kind in ("span", "week", "same")
                and period.interval is not None
            )
            and (
                reading.clause(period.first) == here
                or not any(quantity.last <= m.first < period.first for m in reading.mentions)
            )
            and not any(
                not _origin(reading, cue.first) and not (passed > quantity.last and cue.last == period.first)
                for cue in reading.starting(passed, period.first, "base")
            )
        ):
            return period
    return None


def _in_bracket_of_other(reading: Reading, index: int, period: Period) -> bool:
    """Whether a period stands behind another amount in a bracket that is opened behind this one."""
    words, last = reading.lowers, reading.quantities[index].last
    between = words[last : period.first]
    if between.count("(") <= between.count(")"):
        return False
    opened = last + between.index("(")
    return any(
        q.kind == "money" and opened < q.first < period.first
        for q in reading.quantities[index + 1 : index + 2]
        if q.unit == reading.quantities[index].unit
    )


def _records(reading: Reading, period: Period) -> bool:
    """ "the highest since records began in 1991": the year is nobody's."""
    before = reading.lowers[max(0, period.first - 4) : period.first]
    return "since" in before and bool({"began", "started", "begin"} & set(before))


def _leads_next(reading: Reading, period: Period, index: int, between: list[str]) -> bool:
    """ "Q1 at 6.5 percent, Q2 at 6.7": behind a comma, and right before the next figure, it is that figure's."""
    if not between or between[0] not in (",", ";", "and") or index + 1 >= len(reading.quantities):
        return False
    following = reading.quantities[index + 1]
    words = reading.lowers[period.last : following.lead]
    return (
        period.last <= following.lead
        and len(words) <= 3
        and all(word in words_of("before") for word in words)
    )


def _aside(reading: Reading, quantity: Quantity, other: Quantity) -> bool:
    """Whether a figure behind another is in a bracket, or its rate of growth: "$2.123 billion (...) at a growth rate of 47 percent in FY21"."""
    words = reading.lowers
    between = words[quantity.last : other.first]
    if between.count("(") > between.count(")"):
        return True
    return other.kind == "percent" and words[max(0, other.first - 3) : other.first] == [
        "growth",
        "rate",
        "of",
    ]


def _origin(reading: Reading, place: int) -> bool:
    """Whether "from" tells where something comes from: "in FDI from various countries"."""
    words = reading.lowers
    behind = words[place + 1 : place + 3]
    named = any(place < c.first <= place + 2 for c in reading.countries)
    named = named or any(m.first == place + 1 for m in reading.mentions)  # "earned $9.9bn from exports"
    return words[place] == "from" and (named or bool(set(behind) & words_of("origins")))


def led_by_past(reading: Reading, first: int, last: int) -> bool:
    """Whether a word between two places says that what follows came before: not the "from" of "remittances from abroad"."""
    words, past = reading.lowers, words_of("past")
    return any(
        words[place] in past
        and not (
            words[place] == "from"
            and (_origin(reading, place) or any(m.last == place for m in reading.mentions))
        )
        for place in range(max(0, first), last)
    )


def _outside_brackets(words: list[str]) -> list[str]:
    """Words without a remark in brackets that is closed among them ("$2.01 billion (201 crore) in March")."""
    kept: list[str] = []
    open_at: int | None = None
    for word in words:
        if word == ")" and open_at is not None:
            del kept[open_at:]
            open_at = None
            continue
        if word == "(" and open_at is None:
            open_at = len(kept)
        kept.append(word)
    return kept


def held_against(reading: Reading, index: int) -> bool:
    """Whether an amount is only what the one before it is held against, and no series of its own is named between."""
    if not index or reading.quantities[index].kind != "money":
        return False
    first, last = reading.quantities[index - 1].last, reading.quantities[index].lead
    if not {"against", "versus", "from", "compared"} & set(reading.lowers[first:last]):
        return False
    return not any(first <= m.first < last and m.entry.kind != "other" for m in reading.mentions)


_SIZES = frozenset(["lower", "higher", "less", "more", "smaller", "larger", "greater"])


def other_side(reading: Reading, level: Figure | None, index: int) -> Mention | None:
    """The side of trade that a level of the other side is held against, where it is named right before the amount."""
    if level is None or level.compared or not index or reading.quantities[index].kind != "money":
        return None
    quantity, before = reading.quantities[index], reading.quantities[index - 1]
    named = [m for m in reading.mentions if before.last <= m.first and m.last <= quantity.lead]
    if len(named) != 1 or quantity.lead - named[0].last > 3:
        return None
    led = [word for word in reading.lowers[max(0, named[0].first - 3) : named[0].first] if word != "the"]
    if led[-1:] != ["than"] or not _SIZES & set(led[-2:-1]):
        return None  # "compared to the exports of $6.1bn in August 2022": a slip of the pen
    if any(quantity.last <= p.first <= quantity.last + 3 for p in reading.periods):
        return None
    sides = {named[0].entry.id.split(".")[0], level.indicator.split(".")[0]}
    return named[0] if sides == {"exports", "imports"} else None
