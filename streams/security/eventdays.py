"""Which day a date of a sentence is: the event's, that of a speech or a rite, one to come, or one counted back from another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from schemas import When
from streams.security.clause import Clause
from streams.security.scan import Scan
from streams.security.words import lists
from streams.text.dates import DateMention
from streams.text.spans import shifted, unit_span

#: "condemned the bombing on Sunday": the last word before "on" is the event itself.
_NEWS = frozenset(
    {"bombing", "attack", "blast", "incident", "explosion", "killing", "killings", "shooting", "it"}
)


_ORDINALS = frozenset(
    {"second", "third", "fourth", "fifth", "sixth", "seventh", "another", "next", "consecutive", "straight"}
)


_OCCASIONS = frozenset(
    {
        "election",
        "elections",
        "vote",
        "polls",
        "poll",
        "summit",
        "meeting",
        "match",
        "talks",
        "debate",
        "anniversary",
        "deadline",
        "budget",
        "runoff",
        "ballot",
    }
)


_BEGINS = frozenset({"began", "begun", "started", "launched"})


ENDS = frozenset({"ended", "ends", "end", "over", "ending", "concluded"})


#: Tokens that may stand between a verb of speech and its day.
_SPEECH_REACH = 9


#: What bears a day as its name.
_NAMED = frozenset({"unit", "brigade", "brigades", "battalion", "movement", "regiment", "division", "revolution", "hospital", "university", "square"})  # fmt: skip


def ahead(scan: Scan, mention: DateMention) -> bool:
    """Whether a date is of what is to come, or counts days of something else: "later this year", "a third day on Sunday"."""
    before = scan.lower(mention.first - 1)
    if mention.kind == "day" and scan.lower(mention.last) in _NAMED and scan.tokens[mention.last].text[0].isupper():  # fmt: skip
        return True  # "the April 12 Unit"
    if before == "a" and mention.kind == "weekday":
        return True  # "during a Sunday service"
    if scan.lower(mention.last) == "'s" and any(
        scan.lower(p) in _OCCASIONS for p in range(mention.last + 1, mention.last + 4)
    ):
        return True
    if mention.when.precision != "day" and before in ("later", "due", "scheduled", "slated"):
        return True
    return (
        before == "on"
        and scan.lower(mention.first - 2) == "day"
        and scan.lower(mention.first - 3) in _ORDINALS
    )


#: Days that are the names of attacks, by month and day: their years.
_KNOWN = {(10, 7): 2023, (9, 11): 2001}
_NEW = timedelta(days=30)


def names_another(scan: Scan, mention: DateMention) -> bool:
    """Whether a date names an attack that the clause only mentions: "killed in a strike ..., a planner of the October 7 attack"."""
    if scan.anchor - mention.when.end < _NEW or scan.lower(mention.first - 1) != "the":
        return False
    attacks = [m for m in scan.events if m.entry.of("attack") is not None]
    return any(mention.last <= m.first <= mention.last + 3 for m in attacks) and any(
        m.last <= mention.first for m in attacks
    )


#: What ends a capture, on a day of its own.
_RELEASED = frozenset({"released", "freed", "recovered", "rescued"})


def of_another(scan: Scan, mention: DateMention) -> bool:
    """Whether a date beside others is that of a release or of what befell the victim before: "on Thursday freed two who were seized on Monday"."""
    if len(scan.dates) > 1 and any(
        (w := m.entry.of("attack")) is not None and w.get("kind") in ("abduction", "hostage_taking")
        for m in scan.events
    ):
        verb = scan.lower(mention.first - 2) if scan.lower(mention.first - 1) == "on" else ""
        if scan.lower(mention.last) in _RELEASED or verb in _RELEASED:
            return True
    whose = next((p for p in range(mention.first - 1, max(mention.first - 10, 0), -1) if scan.lower(p) == "whose"), None)  # fmt: skip
    if whose is not None and scan.lower(whose - 1) == "," and not any(scan.lower(p) == "," for p in range(whose, mention.first)):  # fmt: skip
        return True  # "killed a woman, whose son was killed by gunmen last year"
    if scan.lower(mention.last) != ",":
        return False
    for position in range(mention.first - 1, max(mention.first - 12, 0), -1):
        if scan.lower(position) == "had" and scan.lower(position - 1) in ("who", "which"):
            return (
                scan.lower(position - 2) == ","
            )  # "The clerk, who had been robbed last month, was shot dead"
        if scan.tokens[position].text == ",":
            return False
    return False


def in_past(scan: Scan, mention: DateMention) -> DateMention:
    """A day of an attack that a text without a year puts ahead is that of the year before: "Hamas's October 7 attack"."""
    when = mention.when
    if mention.kind == "weekday" and scan.lower(mention.first - 1) == "easter":
        return mention._replace(when=_easter_day(scan, mention), explicit_year=True)
    known = _KNOWN.get((when.start.month, when.start.day))
    if known and mention.kind == "day" and not mention.explicit_year and when.start.year > known and any(scan.lower(p) in _NEWS or scan.lower(p) in ("attacks", "massacre", "assault") for p in range(mention.last, mention.last + 3)):  # fmt: skip
        named = when.start.replace(year=known)
        if named < scan.anchor:
            return mention._replace(when=When.model_construct(start=named, end=named, precision="day"))
    if mention.kind != "day" or mention.explicit_year or when.start <= scan.anchor:
        return mention
    years = [
        span.replace(year=span.year - 1)
        for span in (when.start, when.end)
        if (span.month, span.day) != (2, 29)
    ]
    if len(years) < 2:
        return mention
    return mention._replace(when=When.model_construct(start=years[0], end=years[1], precision="day"))


def _easter_day(scan: Scan, mention: DateMention) -> When:
    """Easter Sunday of the year named beside it, else the last: "the 2019 Easter Sunday bombings"."""
    named = (scan.lower(p) for p in (mention.first - 2, mention.last, mention.last + 1))
    years = [int(word) for word in named if word.isdecimal() and len(word) == 4]
    year = years[0] if years else scan.anchor.year
    if not years and _easter(year) > scan.anchor:
        year -= 1
    return When.model_construct(start=_easter(year), end=_easter(year), precision="day")


def _easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar."""
    golden, century, rest = year % 19, year // 100, year % 100
    moon = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, past = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, past + 1)


_REACTS = frozenset({"condemned", "denounced", "urged", "summoned", "rejected", "denied", "accused", "blamed", "demanded", "vowed", "warned", "deplored", "slammed", "mourned", "pledged"})  # fmt: skip


def speech_day(scan: Scan, mention: DateMention) -> bool:
    """Whether the day is that of a verb of speech beside it: "said on Saturday", "on Sunday condemned"."""
    speech = lists().speech
    events = {match.first for match in scan.events} | {
        match.first
        for match in scan.folk
        if match.entry.of("harm") is not None and scan.lower(match.first - 1) != "the"
    }
    spelt = mention.kind == "day" or scan.anchor - mention.when.end >= _NEW
    named = ("a", "an", "the", "easter") if spelt else ("a", "an")
    if scan.lower(mention.first - 1) in named and any(
        p in events for p in range(mention.last, mention.last + 4)
    ):
        return False  # "claimed responsibility for a 2013 bombing", "charged over the 2019 Pulwama attack"
    for position in range(mention.last, min(mention.last + 2, len(scan.tokens))):
        if (scan.lower(position) in speech and not _took(scan, position)) or _rite(scan, position):
            return True
        if scan.tokens[position].text == ",":
            break
    if scan.lower(mention.last) == "'s":
        return False
    if _came_out(scan, mention):
        return True
    if (
        mention.when.precision != "day"
        and scan.lower(mention.first - 1) == "claimed"
        and not {mention.last, mention.last + 1}.isdisjoint(events)
    ):
        return False  # "The group claimed last week suicide bombing"
    if mention.first - scan.begin <= 2 and scan.lower(mention.last) == ",":
        # "On Monday, the command condemned a series of airstrikes"
        for position in range(mention.last + 1, mention.last + 14):
            if position in events:
                break
            if scan.lower(position) in _REACTS and scan.lower(position - 1) != "who":
                return True
    for position in range(mention.first - 1, max(mention.first - 1 - _SPEECH_REACH, -1), -1):
        if scan.lower(position) in speech:
            return True
        if scan.lower(position) == "that":
            return False  # "said that last night troops raided ..."
        if position in events and mention.when.precision != "day":
            return False  # "claimed a bombing in June"
        if scan.tokens[position].text in (",", ";") or (
            position in events and scan.lower(mention.first - 2) not in _NEWS
        ):
            return _spoken_at_last(scan, mention, events)
    return _spoken_at_last(scan, mention, events)


def _spoken_at_last(scan: Scan, mention: DateMention, events: set[int]) -> bool:
    """ "..., said the UN's envoy in Sudan, Clementine ..., on Sunday.": the day after a long name."""
    if scan.lower(mention.first - 1) != "on" or any(
        scan.tokens[p].text not in (".", '"', "'") for p in range(mention.last, len(scan.tokens))
    ):
        return False
    for position in range(mention.first - 2, max(mention.first - 24, 0), -1):
        if position in events or scan.lower(position) in ("that", "when", "after", "who"):
            return False
        if scan.lower(position) in ("said", "says", "told"):
            return scan.tokens[position - 1].text in (",", '"')
    return False


def _took(scan: Scan, position: int) -> bool:
    """ "on Sunday claimed 11 lives": what claims is the attack."""
    return scan.lower(position) == "claimed" and any(
        scan.lower(p) in ("lives", "life") for p in range(position + 1, position + 7)
    )


_ROSE = frozenset({"rose", "risen", "rises", "climbed", "climbs", "jumped", "jumps", "increased", "soared", "mounted", "surged", "swelled", "grew"})  # fmt: skip


def _came_out(scan: Scan, mention: DateMention) -> bool:
    """ "which came to light on Tuesday", "emerged on Sunday": the day on which it became known."""
    last = mention.first - (scan.lower(mention.first - 1) == "on")
    words = [scan.lower(p) for p in range(last - 3, last)]
    rose = next((p for p in range(last - 1, last - 7, -1) if scan.lower(p) in _ROSE), None)
    if rose is not None and scan.lower(rose + 1) == "to" and not any(rose < m.first < last and m.entry.of("attack") for m in scan.events):  # fmt: skip
        return True  # "the toll rose to 102 on Saturday"
    return words == ["came", "to", "light"] or words[-1:] in (["emerged"], ["surfaced"], ["transpired"])


def _rite(scan: Scan, position: int) -> bool:
    """ "held a funeral mass for the people killed": the day of the rite."""
    return scan.lower(position) in ("held", "attended", "observed") and any(
        scan.lower(p)
        in ("funeral", "funerals", "mass", "service", "vigil", "prayers", "mourning", "rally", "memorial")
        for p in range(position + 1, position + 6)
    )


def ending(scan: Scan, mention: DateMention) -> bool:
    """ "The siege ended on Wednesday": not the day on which it began."""
    for back in (1, 2, 3):
        word = scan.lower(mention.first - back)
        if word == "over" and back == 2 and scan.lower(mention.first - 1) in ("the", "a"):
            continue  # "charges over the 2019 bombing"
        if word in ENDS or (word in _BEGINS and scan.lower(mention.first - back - 1) not in _NEWS):
            return True
    return scan.lower(mention.last) in ENDS


def count_back(before: Clause, part: Clause) -> None:
    """ "on Wednesday, two days after gunmen ...": the day of the older event, counted from the newer one's."""
    scan = part.scan
    at = part.first - (scan.lower(part.first) in ("after", "since"))
    if (
        part.join is not None
        and part.older
        and scan.lower(at) in ("days", "weeks")
        and scan.lower(at - 1)
        in ("come", "comes", "came", "just", "only", "barely", "few", "several", "mere")
    ):
        known = [d.when for d in (*before.dates, *before.said) if d.when.precision == "day"]
        part.back = (0, scan.lower(at).removesuffix("s"))
        if known:
            part.counted_back = earlier(known[0], *part.back)
        return
    unit = scan.lower(at).removesuffix("s")
    if part.join is None or not part.older or unit not in ("hour", "day", "week", "month", "year"):
        return
    known = [d.when for d in (*before.dates, *before.said) if d.when.precision == "day"]
    number = next((n for n in scan.numbers if n.last == at), None)
    if number is not None and number.value is not None and number.value < 60:
        count = int(number.value)
    elif scan.lower(at - 1) in ("a", "one") or unit == "hour":
        count = 1
    else:
        return
    if scan.lower(at + 1) not in ("after", "since"):
        return  # "weeks ahead of a visit"
    part.back = (count, unit)
    if known:
        part.counted_back = earlier(known[0], count, unit)


def earlier(when: When, count: int, unit: str) -> When:
    """The day, week, month or year that lies so long before a day."""
    if unit == "hour":
        return when
    if count == 0:  # "days after", "weeks after"
        rough: Literal["week", "month"] = "week" if unit == "day" else "month"
        far, near = (7, 1) if unit == "day" else (35, 7)
        return When.model_construct(
            start=when.start - timedelta(days=far), end=when.start - timedelta(days=near), precision=rough
        )
    if unit == "day" or (unit == "week" and count == 1):
        day = when.start - timedelta(days=count if unit == "day" else 7)
        return When.model_construct(start=day, end=day, precision="day")
    precision: Literal["week", "month", "year"] = (
        "week" if unit == "week" else "month" if unit == "month" else "year"
    )
    start, end = unit_span(shifted(when.start, precision, -count), precision)
    return When.model_construct(start=start, end=end, precision=precision)


def week_before(clause: Clause, told: When | None) -> When | None:
    """ "A week earlier, gunmen ..." in a sentence that names no day: counted from the event told before."""
    if told is None or told.precision != "day" or len(clause.dates) != 1:
        return None
    mention = clause.dates[0]
    words = [clause.scan.lower(p) for p in range(mention.first, mention.last)]
    if mention.kind != "week" or words not in (
        ["a", "week", "earlier"],
        ["a", "week", "before"],
        ["one", "week", "earlier"],
    ):
        return None
    return earlier(told, 1, "week")
