"""Whether a rate is meant as an actual, a forecast or a target."""

from __future__ import annotations

from datetime import date, timedelta

from streams.economy.calendars import Interval
from streams.economy.cues import Cue
from streams.economy.ratesubjects import Subject
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading
from streams.text.lexicon import Match

_TARGETS = frozenset(["target", "targets", "targeted", "goal", "goals", "objective", "objectives"])
_MOVED = frozenset(
    [
        "raised",
        "lowered",
        "cut",
        "reduced",
        "increased",
        "trimmed",
        "hiked",
        "slashed",
        "upgraded",
        "downgraded",
    ]
)
_SEES = frozenset(["sees", "see", "foresees", "foresee"])
_COMES = frozenset(["fall", "rise", "ease", "slow", "reach", "average", "stay", "remain", "decline", "drop", "grow", "expand", "recover", "settle", "come", "return", "stabilise", "stabilize", "converge", "moderate", "accelerate", "pick", "rebound", "hit", "be"])  # fmt: skip
#: Some tell a quarter a few days before its end; earlier nobody knows it.
_CLOSED = timedelta(days=8)
#: A bank that keeps its estimate of inflation speaks of what is to come; statisticians keep one of growth.
_KEPT = frozenset(["maintained", "maintains", "retained", "retains", "kept", "keeps", "left"])
#: A year that ends so long after publication has no actual.
_OPEN = timedelta(days=75)


def status(reading: Reading, index: int, subject: Subject | None) -> str | None:
    """The status that the words give a percentage; None where they are silent and an earlier figure's holds."""
    quantity, words, known = reading.quantities[index], reading.lowers, rate_words()
    floor = reading.quantities[index - 1].last if index else 0
    behind = words[quantity.last : quantity.last + 3]
    if {"posted", "recorded", "registered", "achieved", "witnessed", "reported", "clocked"} & set(
        _until_comma(words[quantity.last : quantity.last + 6])
    ) and not _led_by(reading, index, "forecast", since=floor):
        return "actual"
    if behind and behind[0] not in (",", ";", ".", "and", "for", "while"):
        near = behind[: 2 if "," not in behind[:2] else 1]
        if _TARGETS & set(near):
            return "target"
        if {"expected", "projected", "forecast", "forecasted", "predicted"} & set(near):
            return "forecast"
        if "estimate" in near and "consensus" in near:
            return "forecast"  # "below the 0.5 percent consensus estimate"
        if {"estimate", "estimated"} & set(near):
            return "forecast" if _settled(reading, index) != "actual" else "estimate"
    said = set(words[max(floor, quantity.lead - 6) : quantity.lead])
    if "estimate" in said and {"reuters", "bloomberg", "analysts", "economists", "street"} & said:
        return "forecast"  # "in line with the Reuters estimate of 5.09 per cent"
    cues = _cues(reading)
    aimed = [
        m for m in _aims(reading)
        if floor <= m.first and m.last <= quantity.lead and _is_aim(reading, m.first, m.last)
    ]  # fmt: skip
    if subject is not None and subject.id != "policy_rate" and _pegged_ahead(reading, floor, quantity.lead):
        return "forecast"
    targets = [
        c for c in cues if c.id == "target" and floor <= c.first and c.last <= quantity.lead
        and (words[c.first] in (*_TARGETS, "targeting", "aims", "aim", "aiming", "set", "budgeted", "wants", "envisages", "envisaged", "has", "eyes", "eyeing", "eyed", "envisions"))
        and not _inside(subject, c, "policy_rate")
        and not known.attained & set(words[c.last : quantity.lead])
        and not (subject is not None and c.last <= subject.first and "," in words[c.last : subject.first])
    ]  # fmt: skip
    if aimed or {"median", "consensus"} & set(words[max(floor, quantity.lead - 10) : quantity.lead]):
        return "target" if aimed else "forecast"
    if targets and not _led_by(reading, index, "base", since=targets[-1].last):
        return "target"
    clause = max((b for b in reading.breaks if b <= quantity.first), default=0)
    begin = _begin(reading, subject, clause, quantity.first)
    between = words[max(floor, begin) : quantity.lead]
    verb = words[quantity.lead - 1] if quantity.lead else ""
    if verb in ("to", "at", "by", "of", "a", "an", "from") and quantity.lead > 1:
        verb = words[quantity.lead - 2] if words[quantity.lead - 2] != "of" else words[quantity.lead - 3]
    told = {c.id for c in cues if begin <= c.first and c.last <= quantity.lead and c.first >= floor}
    modal = {"will", "would", "could", "may", "might", "can", "likely", "expected", "projected", "to"}
    named = subject is not None and bool(
        known.forecast_nouns & set(words[subject.first : min(subject.last + 2, quantity.lead)])
    )
    last = max(
        (p for p in range(max(floor, begin), quantity.lead) if words[p] in known.actual_verbs), default=None
    )
    if last is not None and not any(
        c.first > last for c in cues if c.id == "forecast" and c.last <= quantity.lead
    ):
        verb = words[last]
    if (
        verb in known.actual_verbs
        and not named
        and not (modal & set(words[max(begin, quantity.lead - 6) : quantity.lead - 2]))
    ):
        if "estimate" in told:
            return "estimate"
        unsettled = "provisional" in told or bool(
            {"provisional", "provisionally"} & set(_beside(reading, index))
        )
        return "provisional" if unsettled else "actual"
    # Growth of the past is revised; of inflation only what is to come.
    settled = ("revised",) if subject is None or subject.id != "prices.cpi" else ()
    cues = [c for c in cues if words[c.first] not in settled]
    forecasts = [c for c in cues if c.id == "forecast" and clause <= c.first and c.last <= quantity.lead]
    if any(c.first >= floor for c in forecasts):
        return "forecast"
    if (
        "provisional" in told
        or "provisionally" in _beside(reading, index)
        or "provisional" in words[max(0, begin - 4) : quantity.lead]
    ):
        return "provisional"
    seen = subject is not None and _sees(words[max(floor, subject.first - 5) : subject.first])
    if forecasts or seen or _should(words[max(floor, begin) : quantity.lead]):
        return "forecast"
    if "estimate" in told:
        # An estimate that is raised or cut is of what is to come.
        moved = _MOVED | (_KEPT if subject is not None and subject.id == "prices.cpi" else frozenset())
        return "forecast" if moved & set(words[: quantity.lead]) else "estimate"
    return None if index and not ({"was", "stood", "is", "were"} & set(between)) else "actual"


def dated(meant: str, interval: Interval | None, published: date) -> str:
    """A year that is far from over has no actual yet."""
    if interval is None or meant not in ("actual", "estimate", "provisional"):
        return meant
    if (interval.whole_months or 0) >= 12 and interval.end > published + _OPEN:
        return "forecast"
    if (interval.whole_months or 0) in (1, 3, 6) and interval.start > published:
        return "forecast"
    if interval.whole_months == 3 and interval.end > published + _CLOSED:
        return "forecast"
    return meant


def _sees(led: list[str]) -> bool:
    """ "The bank sees year-end inflation at": nobody sees what is over."""
    return any(
        word in _SEES and not {"to", "we"} & set(led[max(0, place - 1) : place]) and "," not in led[place:]
        for place, word in enumerate(led)
    )


def _should(led: list[str]) -> bool:
    """ "Inflation should fall to 12 percent": what somebody thinks will be."""
    return any(
        word == "should" and led[place + 1 : place + 2] and led[place + 1] in _COMES
        for place, word in enumerate(led)
    )


def _until_comma(words: list[str]) -> list[str]:
    for place, word in enumerate(words):
        if word in (",", ";", "as", "against", "compared", "from", "than"):
            return words[:place]
    return words


def _beside(reading: Reading, index: int) -> list[str]:
    """The words behind a percentage up to the next one: "3.97 percent in the outgoing fiscal year, provisionally"."""
    last = reading.quantities[index].last
    after = index + 1
    stop = reading.quantities[after].first if after < len(reading.quantities) else last + 9
    return reading.lowers[last : min(stop, last + 9)]


def _settled(reading: Reading, index: int) -> str:
    return "actual" if {"provisional", "official"} & set(reading.lowers) else "open"


def _cues(reading: Reading) -> list[Cue]:
    return reading.sentence.once("rate-status", lambda: _read_cues(reading))


def _read_cues(reading: Reading) -> list[Cue]:
    """The cues of status, without those that only compare, and without the titles of reports."""
    tokens = reading.sentence.tokens
    unexpected = [(m.first, m.last) for m in rate_words().not_forecast.find(tokens)]
    found: list[Cue] = []
    for cue in reading.cues_of("target", "forecast", "estimate", "provisional"):
        if any(first <= cue.first < last for first, last in unexpected):
            continue
        if reading.lowers[cue.first] == "outlook":
            titled = cue.first and tokens[cue.first].text[0].isupper()
            if titled or reading.lowers[cue.first - 1] == "economic":
                continue
        found.append(cue)
    return found


def _begin(reading: Reading, subject: Subject | None, clause: int, position: int) -> int:
    """Where the words about a figure begin: at the clause, and not before the comma ahead of the subject."""
    if subject is None or subject.first > position:
        return clause
    begin = clause
    for quantity in reading.quantities:
        if quantity.last <= subject.first:
            begin = max(begin, quantity.last)
    return begin


def _inside(subject: Subject | None, cue: Cue, indicator: str) -> bool:
    return subject is not None and subject.id == indicator and subject.first <= cue.first < subject.last


def _led_by(reading: Reading, index: int, kind: str, *, since: int) -> bool:
    lead = reading.lead(reading.quantities[index].lead, kind, floor=since)
    return lead is not None and reading.lowers[lead.first] in ("from", "than", "versus")


def _is_aim(reading: Reading, first: int, last: int) -> bool:
    """Whether "pegged at" tells an aim: also guesses and past figures are pegged at something."""
    words = reading.lowers
    if words[first] not in ("pegged", "fixed"):
        return True
    return bool(
        (_TARGETS | {"budget", "budgeted", "aim", "aims", "government", "govt", "official"})
        & set(words[max(0, first - 14) : last])
    )


def _pegged_ahead(reading: Reading, floor: int, lead: int) -> bool:
    """ "growth is pegged at 7.8 percent", "has pegged growth at": a guess, where no aim is named."""
    words = reading.lowers
    place = next((p for p in range(floor, lead) if words[p] == "pegged"), None)
    if place is None or _is_aim(reading, place, lead):
        return False
    return bool({"is", "has", "have", "been", "are"} & set(words[max(0, place - 2) : place]))


def _aims(reading: Reading) -> list[Match[str]]:
    tokens = reading.sentence.tokens
    return reading.sentence.once("rate-aims", lambda: list(rate_words().aims.find(tokens)))
