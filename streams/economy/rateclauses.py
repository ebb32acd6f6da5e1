"""What the subjects of a clause are together: two names of one rate, bare names of what the clause is about, places and groups."""

from __future__ import annotations

from dataclasses import replace

from streams.economy.ratesubjects import Subject
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading

_OF_PARTS = frozenset(["core", "food", "urban", "rural", "wholesale", "producer", "energy", "sub", "sector", "subsector", "group", "category", "housing", "transport", "services", "goods"])  # fmt: skip
#: "Urban areas saw inflation rising".
_SEES = frozenset(["saw", "witnessed", "experienced", "registered", "faced", "recorded", "see", "seeing"])
_MEASURED = frozenset([",", "as", "measured", "gauged", "calculated", "by", "through", "via", "on", "based", "the", "in", "terms", "of", "which", "is", "rate", "change", "changes", "basis"])  # fmt: skip


def settle(reading: Reading, subjects: list[Subject], home: str | None) -> list[Subject]:
    """The subjects of a sentence, each in the light of those beside it."""
    subjects = [s for n, s in enumerate(subjects) if not _apposed(reading, subjects[:n], s)]
    subjects = _measured(reading, subjects)
    return _stepping(_settled(reading, _located(reading, subjects, home)))


def _measured(reading: Reading, subjects: list[Subject]) -> list[Subject]:
    """ "Core inflation as measured by the CPI", "inflation, measured by the WPI": one subject, the narrower of the two."""
    kept: list[Subject] = []
    for subject in subjects:
        led = kept[-1] if kept else None
        between = reading.lowers[led.last : subject.first] if led else []
        if led is not None and led.id == "output.lsm" and led.last == subject.first and subject.id is None:
            kept[-1] = replace(led, last=subject.last)  # "large-scale manufacturing (LSM) industries"
            continue
        measured = {"measured", "gauged", "calculated", "based"} & set(between) and set(between) <= _MEASURED
        if led is not None and measured and not (led.aside and led.region):
            id_ = subject.id if led.id is not None and led.id.startswith("prices") else led.id
            id_ = led.id if between == ["based"] else id_  # "SPI-based inflation"
            kept[-1] = replace(led, last=subject.last, id=id_, bare=False, aside=False)
        else:
            kept.append(subject)
    return kept


def _grouped(reading: Reading, subjects: list[Subject]) -> list[Subject]:
    """ "In the fuel category, inflation was 6.4 percent": bare names are those of the group that the sentence begins with."""
    lowers = reading.lowers
    lead = subjects[0] if subjects else None
    if (
        lead is None
        or lead.id is not None
        or lead.region
        or lowers[:1] not in (["in"], ["for"], ["within"])
        or lead.first > 3
    ):
        return subjects
    comma = next((p for p in range(lead.last, min(len(lowers), lead.last + 7)) if lowers[p] == ","), None)
    if (
        comma is None
        or any(q.first < comma for q in reading.quantities)
        or (reading.periods and reading.periods[0].first < comma)
    ):
        return subjects
    return [replace(s, id=None) if s.bare and comma < s.first <= comma + 4 else s for s in subjects]


def _stripped(reading: Reading, subjects: list[Subject]) -> list[Subject]:
    """ "Excluding food and fuel, inflation was below 5%": a core rate, whatever it is called."""
    lowers, start = reading.lowers, reading.dateline
    if lowers[start : start + 1] not in (["excluding"], ["stripping"]):
        return subjects
    comma = next((p for p in range(start, min(len(lowers), start + 14)) if lowers[p] == ","), None)
    if comma is None:
        return subjects
    return [
        replace(s, id=None) if s.id == "prices.cpi" and comma < s.first <= comma + 4 else s for s in subjects
    ]


def _located(reading: Reading, subjects: list[Subject], home: str | None) -> list[Subject]:
    """ "In rural areas, the general inflation rate declined", "inflation rose to 5.7 percent in the urban areas"."""
    subjects = _grouped(reading, _stripped(reading, subjects))
    if home == "EG" or not {"urban", "rural"} & set(reading.lowers):
        return subjects
    lowers = reading.lowers
    kept: list[Subject] = []
    for subject in subjects:
        if subject.id != "prices.cpi":
            kept.append(subject)
            continue
        start = max((b for b in reading.breaks if b <= subject.first), default=0)
        before = any(
            w in ("urban", "rural")
            and (
                lowers[p - 1] in ("in", "the", "for")
                or (_SEES & set(lowers[p + 2 : p + 4]) and lowers[p + 1 : p + 2] != [","])
            )
            for p, w in enumerate(lowers[start : subject.first], start)
            if p
        )
        before = before and not {"and", "both"} & set(lowers[start : subject.first])
        after = False
        for place in range(subject.last, len(lowers)):
            if lowers[place] in (",", "and", "while", "with", "but", ";", "both"):
                break
            if lowers[place] in ("urban", "rural"):
                after = lowers[place - 1] in ("in", "the", "for")
                break
        kept.append(replace(subject, id=None, bare=False) if before or after else subject)
    return kept


def _settled(reading: Reading, subjects: list[Subject]) -> list[Subject]:
    """Bare growth and inflation, told of what the clause is about: "the services sector posted a growth of 3 percent"."""
    lowers = reading.lowers
    kept: list[Subject] = []
    for subject in subjects:
        if not subject.bare:
            kept.append(subject)
            continue
        before = lowers[subject.first - 1] if subject.first else ""
        earlier = [s for s in kept if not s.aside or before in ("its", "their")]
        known = {c.first for c in reading.countries if not c.body}
        led = earlier[-1] if earlier else None
        if (
            led is not None
            and led.id == "prices.spi"
            and subject.id == "prices.cpi"
            and _same_clause(reading, led, subject, own=False)
        ):
            continue  # "the SPI showed inflation of 3.2 percent"
        if (
            led is not None
            and led.id == "output.lsm"
            and subject.id is None
            and subject.growing
            and _same_clause(reading, led, subject, own=False)
        ):
            kept.append(replace(subject, id="output.lsm"))
            continue  # "LSM output witnessed growth of 0.5 percent"
        if subject.id == "gdp.growth" and any(s.bare and s.id is None for s in kept):
            kept.append(replace(subject, id=None))  # "growth in agriculture ..., while growth in Q3 ..."
        elif led is not None and led.region and not any(led.last <= p < subject.first for p in known):
            kept.append(replace(subject, id=None, region=True))
        elif led is not None and _same_clause(
            reading, led, subject, own=before in ("its", "their") or _is_compared(reading, subject)
        ):
            beside = before in ("and", ",", "while") and led.id in ("prices.cpi", "policy_rate")
            told = any(
                q.kind == "percent" and led.last <= q.first < subject.first for q in reading.quantities
            )
            if subject.id == "gdp.growth" and beside and (told or lowers[subject.last : subject.last + 1] in (["at"], ["of"], ["is"], ["was"], ["to"])):  # fmt: skip
                kept.append(subject)  # "inflation is at 2.2%, and growth at 8%"
                continue
            if (
                subject.id == "gdp.growth"
                and led.id in ("prices.cpi", "policy_rate")
                and _apart(reading, led, subject)
            ):
                kept.append(subject)  # "a 7.5pc inflation target for next year, after estimating growth of"
                continue
            if subject.id == "gdp.growth" and led.id is not None and led.id != "economy":
                if led.id == "gdp.growth" and any(led.last <= p < subject.first for p in known):
                    kept.append(subject)  # "Kenya's growth to 5 percent and Sri Lanka's growth to 3 percent"
                continue  # "manufacturing that also witnessed a growth of 5.2 percent"
            named = " ".join(lowers[led.first : led.last])
            if subject.id == "gdp.growth" or (
                led.id is None
                and (set(lowers[led.first : led.last]) & _OF_PARTS or named in rate_words().basket)
            ):
                kept.append(replace(subject, id="gdp.growth" if led.id == "economy" else led.id))
            else:
                kept.append(subject)
        else:
            kept.append(subject)
    return kept


def _apart(reading: Reading, led: Subject, subject: Subject) -> bool:
    """Whether a comma parts bare growth from a rate of prices before it, and no word says that it is the prices'."""
    between = reading.lowers[led.last : subject.first]
    return "," in between and not _POSTS & set(between[between.index(",") :])


_POSTS = frozenset(["which", "showing", "registering", "recording", "posting", "witnessing", "reflecting", "representing", "marking", "showed", "recorded", "posted", "registered", "its", "their"])  # fmt: skip


def _is_compared(reading: Reading, subject: Subject) -> bool:
    """ "compared with growth of 1.1 percent", "against a slight growth of": the noun of what it is compared with."""
    place = subject.first
    while place and reading.lowers[place - 1] in ("a", "an", "the", "slight", "modest", "marginal"):
        place -= 1
    return subject.id == "gdp.growth" and any(c.id == "base" for c in reading.ending(place))


def _stepping(subjects: list[Subject]) -> list[Subject]:
    """ "Monthly inflation was mild, with headline inflation at 0.4%": every name of inflation counts from the month before."""
    stepping = False
    found: list[Subject] = []
    for subject in subjects:
        if subject.id == "prices.cpi":
            stepping = stepping or subject.step
            found.append(replace(subject, step=stepping))
        else:
            found.append(subject)
    return found


def _same_clause(reading: Reading, led: Subject, subject: Subject, *, own: bool) -> bool:
    """Whether one subject leads the clause in which the other is only its noun."""
    between = reading.lowers[led.last : subject.first]
    if own:
        return True
    if any(b for b in reading.breaks if led.last <= b < subject.first):
        return False
    speaks = {"expects", "projects", "forecasts", "sees", "said", "projected", "forecast", "predicted", "imf", "adb", "will", "support", "supports", "drive", "boost", "help"}  # fmt: skip
    return not speaks & set(between)


def _apposed(reading: Reading, before: list[Subject], subject: Subject) -> bool:
    """ "Inflation in Ghana, the second-biggest economy in West Africa, rose to": only says which country that is."""
    if subject.id != "economy" or not any(
        s.id in ("prices.cpi", "policy_rate", "output.lsm") for s in before if not s.aside
    ):
        return False
    lowers = reading.lowers
    comma = next(
        (p for p in range(subject.first - 1, max(-1, subject.first - 7), -1) if lowers[p] == ","), None
    )
    behind = lowers[subject.last : subject.last + 7]
    return (
        comma is not None
        and any(
            word.endswith("est") or word in ("ranked", "ranking", "no")
            for word in lowers[comma : subject.first]
        )
        and "," in behind
        and not any(
            q.first < subject.last + behind.index(",") and q.first > subject.last for q in reading.quantities
        )
    )
