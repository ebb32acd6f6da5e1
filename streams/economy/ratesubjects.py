"""Whose a percentage is: the rate that a sentence names as its subject, or something that takes it away from all rates.

Theory: a rate needs its own name as the subject of the percentage. Sectors, goods and regions are subjects as well, of figures
that are nobody's; only where they stand in a phrase of their own ("driven by services") do they leave the subject alone.
"""

from __future__ import annotations

from dataclasses import dataclass

from streams.economy import adjuncts
from streams.economy.epithets import described
from streams.economy.indicators import Mention
from streams.economy.ratemarks import goods_at
from streams.economy.ratewords import words as rate_words
from streams.economy.sentences import Reading

#: Words that may stand before a noun without being another one.
ARTICLES = frozenset(["the", "a", "an", "its", "their", "this", "'s", "country", "overall", "both"])
#: What makes a name before it an owner.
POSSESSIVE = frozenset(["'s", "`", "s", "’", "'"])


# Not frozen, since that makes it slow to make; shared, so nobody changes one.
@dataclass(slots=True, unsafe_hash=True)
class Subject:
    """What a percentage may be of, at token positions `first` to `last` (excluded)."""

    first: int
    last: int
    id: str | None
    """The indicator; None for what is nobody's."""
    growing: bool = False
    """The name says growth already: it falls *to* a rate, and a contraction is no fall of it."""
    aside: bool = False
    """It stands in a phrase of its own and is nobody's subject."""
    step: bool = False
    """The name says that it counts from the month before ("monthly inflation")."""
    region: bool = False
    """A region or the world, which the sentences to come may be about as well."""
    bare: bool = False
    """Only "growth" or "inflation": of what the clause is about."""


def read(reading: Reading, *, home: str | None, macro: bool) -> list[Subject]:
    """The subjects of a sentence, from left to right; with `macro`, bare growth is that of the economy."""
    known = rate_words()
    found: dict[int, Subject] = {}
    taken: set[int] = set()

    def add(subject: Subject) -> None:
        span = set(range(subject.first, subject.last))
        if not span & taken:
            taken.update(span)
            found[subject.first] = subject

    tokens, lowers = reading.sentence.tokens, reading.lowers
    macro = macro or any(m.entry.id == "gdp.growth" and not m.entry.weak for m in reading.mentions)
    for match in known.policy.find(tokens):
        if match.first and lowers[match.first - 1] in (
            "growth",
            "inflation",
            "exchange",
            "unemployment",
            "tax",
        ):
            continue
        add(_policy(reading, match.first, match.last, match.entry, home))
    for place in range(1, len(lowers) - 1) if "rate" in lowers else ():
        if (
            lowers[place : place + 2] == ["the", "rate"]
            and lowers[place - 1] in _DECIDED
            and _deciding(lowers)
        ):
            add(Subject(place + 1, place + 2, "policy_rate"))
    for price in known.price_growth.find(tokens):
        add(Subject(price.first, price.last, "prices.cpi"))
    for mention in reading.mentions:
        if not (
            mention.entry.id == "gdp.growth" and mention.entry.weak and described(reading, mention.first)
        ):
            add(_mentioned(reading, mention, home))
    for match in known.expansions.find(tokens):
        add(Subject(match.first, match.last, "gdp.growth", growing=True))
    for match in known.subjects.find(tokens):
        back = lowers[max(0, match.first - 2) : match.first]
        foreign = any(known.foreign.at(tokens, max(0, match.first - 1 - n)) for n in (0, 1) if n < len(back))
        part = bool(
            {"sector", "sectors", "part", "parts", "segment", "rest"}
            & set(lowers[max(0, match.first - 3) : match.first])
        )
        if not described(reading, match.last - 1):
            add(Subject(match.first, match.last, None if foreign or part else "economy"))
    for place, word in enumerate(lowers):
        shrinks = macro and word in ("contraction", "shrinkage")
        if not (shrinks or word in ("growth", "gdp")) or place in taken:
            continue
        if not any(s.last == place and s.id == "gdp.growth" for s in found.values()):
            add(_growth(reading, place, macro))
    for found_country in reading.countries:
        # "sees the Philippines growing 6.2% this year"
        behind = lowers[found_country.last : found_country.last + 4]
        grows = next((n for n, word in enumerate(behind) if word in _GROWS), None)
        if (
            grows is not None
            and not found_country.body
            and " ".join(lowers[max(0, found_country.first - 1) : found_country.first])
            not in ("in", "of", "from", "to", "into", "with", "by")
            and all(w in _TO_GROW for w in behind[:grows])
            and (macro or known.speakers & set(lowers))
        ):
            add(Subject(found_country.first, found_country.last, "gdp.growth"))
    for place in range(len(lowers) - 2) if macro and "country" in lowers else ():
        led = lowers[place - 1] if place else ""
        if led in ("into", "in", "of", "from", "to", "within", "across", "entering"):
            continue  # "investment inflows into the country grew 8%"
        if lowers[place : place + 2] == ["the", "country"] and lowers[place + 2] in _GROWS:
            add(Subject(place, place + 2, "gdp.growth"))
    for match in known.foreign.find(tokens):
        region = match.entry.lower() in known.regions
        if (
            lowers[match.last - 1] == "world"
            and lowers[match.last : match.last + 1]
            and lowers[match.last] in ("bank", "bank's", "economic", "trade", "food")
        ):
            continue
        add(Subject(match.first, match.last, None, aside=adjuncts.aside(lowers, match.first), region=region))
    return [found[first] for first in sorted(found)]


_AGAINST = frozenset(["stoking", "taming", "curbing", "fighting", "fuelling", "fueling", "tackling", "combating", "stoke", "tame", "curb", "fight", "tackle", "combat", "fuel", "countering", "battling"])  # fmt: skip


_GROWS = frozenset(
    [
        "grow",
        "grows",
        "grew",
        "growing",
        "expand",
        "expanding",
        "contract",
        "contracting",
        "expanded",
        "contracted",
        "shrank",
    ]
)
_TO_GROW = frozenset(["to", "will", "would", "could", "is", "was", "may", "likely", "expected", "projected", "forecast", "also", "'s", "only"])  # fmt: skip


#: Said of a rate, they make it one that is decided on.
_DECIDED = frozenset(["lifted", "raised", "cut", "lowered", "hiked", "kept", "held", "left", "slashed", "reduced", "increased", "trimmed", "raising", "cutting", "lowering", "lifting", "keeping", "maintained"])  # fmt: skip


def _deciding(lowers: list[str]) -> bool:
    """Whether a sentence names those who decide on rates: "the monetary policy committee lifted the rate"."""
    return "mpc" in lowers or any(
        lowers[place : place + 2] in (["monetary", "policy"], ["rate-setting", "committee"], ["policy", "committee"], ["central", "bank"], ["policy", "makers"])
        for place in range(len(lowers))
    )  # fmt: skip


def _policy(reading: Reading, first: int, last: int, kind: str, home: str | None) -> Subject:
    known, lowers = rate_words(), reading.lowers
    if kind == "other" or (kind == "floor" and home not in known.floor_of):
        return Subject(first, last, None)
    if lowers[first:last] == ["target", "rate"] and {"inflation", "cpi"} & set(lowers[:first]):
        return Subject(first, last, None)  # "inflation remains below the bank's target rate of 6-12%"
    if kind == "borrowing" and home not in known.borrowing_of:
        return Subject(first, last, None)
    if kind == "floor":
        return Subject(first, last, "policy_rate")
    if kind == "corridor" and home not in known.corridor_of:
        return Subject(first, last, None)
    if lowers[first:last] == ["bank", "rate"] and {"marginal", "msf", "facility", "repo", "sdf"} & set(
        lowers
    ):
        return Subject(first, last, None)
    if kind == "loose" and not known.makers & set(lowers):
        return Subject(first, last, None)
    if kind == "loose" and lowers[last : last + 1] in (["for"], ["on"]) and goods_at(reading, last + 1):
        return Subject(first, last, None)  # "cut rates for common goods to 18 percent"
    before = lowers[max(0, first - 2) : first]
    if {"real", "lending", "reverse", "mortgage", "market", "deposit"} & set(before) and kind != "corridor":
        return Subject(first, last, None)
    return Subject(first, last, "policy_rate")


def _mentioned(reading: Reading, mention: Mention, home: str | None) -> Subject:
    entry, first, last = mention.entry, mention.first, mention.last
    lowers, known = reading.lowers, rate_words()
    if entry.weak and entry.id == "gdp.growth":
        return Subject(first, last, "economy")
    if (
        entry.id == "prices-other"
        and home == "EG"
        and lowers[first] == "urban"
        and {"inflation", "cpi"} & set(lowers[first:last])
    ):
        if "core" in lowers[max(0, first - 2) : last]:
            return Subject(first, last, None)
        return Subject(
            first, last, "prices.cpi", step=bool({"month", "monthly"} & set(lowers[max(0, first - 3) : last]))
        )
    if entry.id == "prices-other" and {"average", "inflation"} <= set(lowers[first:last]):
        return Subject(first, last, "prices.cpi")  # "the annual average inflation was 4.3 percent in 2023"
    if entry.kind != "rate":
        share = lowers[first] in ("of", "to", "%", "percent", "per", "pc")
        told = lowers[max(0, first - 1) : first] == ["as"] and lowers[first - 2] not in ("well", "such")
        return Subject(first, last, None, aside=share or (adjuncts.aside(lowers, first) and not told))
    if entry.id == "prices.spi" or (entry.id == "prices.cpi" and "week" in lowers[last : last + 3]):
        before = set(lowers[:first])
        if {"groups", "quintiles"} & before and not {"combined", "all", "overall", "spi"} & before:
            return Subject(
                first, last, None
            )  # "groups with expenditures above Rs 44,175 saw SPI increases of"
        group = next(
            (
                p
                for p in range(last, min(len(lowers), last + 16))
                if lowers[p] in ("group", "groups", "quintile")
            ),
            None,
        )
        if group is not None and not any(
            q.kind == "percent" and last <= q.first < group for q in reading.quantities
        ):
            # "the SPI for the combined consumption group": the rate itself; that of another group is a part.
            whole = {"combined", "overall"} & set(lowers[last:group])
            return Subject(first, group + 1, "prices.spi" if whole else None)
        if (
            entry.id == "prices.cpi"
            and home == "PK"
            and lowers[last : last + 3]
            in (["for", "the", "week"], ["during", "the", "week"], ["in", "the", "week"])
        ):
            return Subject(first, last, "prices.spi")
    if entry.id == "prices.cpi":
        before = set(lowers[max(0, first - 3) : first])
        inner = set(lowers[first:last])
        part = _right_before(lowers, first, known.parts)
        if part == "urban" and home == "EG":
            part = None
        if part is not None or ("urban" in inner and home != "EG"):
            return Subject(first, last, None)
        if _leads_to(reading, last, known.places - ({"urban"} if home == "EG" else set())):
            return Subject(first, last, None)
        if home != "EG" and "inflation" in inner and leads_elsewhere(reading, last, known.around):
            return Subject(first, last, None)  # "inflation in vegetables"
        if lowers[last : last + 1] in (["including"], ["excluding"], ["ex"], ["less"], ["rural"], ["urban"]):
            return Subject(
                first, last, None
            )  # "inflation excluding food and energy", "the CPI including housing"
        whose = [word for word in lowers[max(0, first - 4) : first] if word != "the"]
        if whose[-1:] == ["where"] and whose[-2:-1] == [","] and not reading.countries:
            return Subject(first, last, None)  # "pulses and products, where the inflation eased"
        if lowers[first - 1 : first] and lowers[first - 1] in _AGAINST:
            return Subject(first, last, entry.id, aside=True)  # "can expand without stoking inflation"
        near = set(lowers[max(0, first - 4) : last])
        step = (
            bool({"monthly", "month"} & (before | inner))
            and not {"year", "12", "twelve", "moving", "rolling"} & near
        )
        return Subject(
            first, last, entry.id, step=step, bare=not {"headline", "cpi", "consumer", "annual"} & inner
        )
    if lowers[last : last + 1] == ["related"]:
        return Subject(first, last, None)  # "LSM-related data of the bureaus"
    if adjuncts.component(lowers, first):
        return Subject(first, last, None, aside=True)
    if entry.id == "gdp.growth":
        if _shared(reading, first, last):
            return Subject(first, last, None, aside=True)
        growing = "growth" in lowers[first:last] or lowers[last : last + 1] == ["growth"]
        bare = not ({"gdp", "gross"} & set(lowers[first:last]))
        if bare and (leads_elsewhere(reading, last) or not _free(reading, first)):
            return Subject(first, last, None)
        return Subject(
            first, last, entry.id, growing=growing, bare=bare and "economic" not in lowers[first:last]
        )
    return Subject(first, last, entry.id, growing="growth" in lowers[first:last])


def _shared(reading: Reading, first: int, last: int) -> bool:
    """ "5.4 per cent of GDP", "debt-to-GDP", "GDP per capita": no growth."""
    lowers = reading.lowers
    if lowers[last : last + 1] and lowers[last] in ("ratio", "per", "-", "deflator", "size"):
        return True
    back = first - 1
    while back >= 0 and lowers[back] in ("the", "country", "'s", "its", "national"):
        back -= 1
    if back < 1 or lowers[back] not in ("of", "to"):
        return False
    if lowers[back] == "to" and lowers[back - 1].isalpha() and "ratio" in lowers[last : last + 2]:
        return True
    return any(q.last == back for q in reading.quantities) or lowers[back - 1] in ("percentage", "share", "proportion", "percent")  # fmt: skip


def _growth(reading: Reading, place: int, macro: bool) -> Subject:
    """Bare "growth": the economy's where the article is about it and no other noun stands beside."""
    lowers, known = reading.lowers, rate_words()
    if lowers[place] == "gdp":
        return Subject(place, place + 1, None if _shared(reading, place, place + 1) else "gdp.growth")
    if "sectors" in lowers[max(0, place - 3) : place]:
        return Subject(place, place + 1, None)  # "its sectors witnessed negative growth of"
    last = place + 1
    while last < len(lowers) and lowers[last] in known.nouns:
        last += 1
    if leads_elsewhere(reading, last) or not _free(reading, place):
        return Subject(place, last, None, bare=True)
    spoken = macro or bool(known.speakers & set(lowers)) or {"real", "terms"} <= set(lowers)
    return Subject(place, last, "gdp.growth" if spoken else None, growing=True, bare=True)


def _free(reading: Reading, first: int) -> bool:
    """Whether no noun before "growth" makes it that of something else."""
    if first == 0:
        return True
    lowers, known = reading.lowers, rate_words()
    before = lowers[first - 1]
    if before == "potential":
        return False
    if before in ("had", "have", "has") and lowers[first] in (
        "expected",
        "projected",
        "forecast",
        "predicted",
    ):
        return True
    if before[0].isdecimal() and first > 1 and lowers[first - 2] == "m":
        return False
    if not before[0].isalpha() or before in known.free or before in POSSESSIVE:
        if before in POSSESSIVE and first > 1:
            owner = lowers[first - 2] if lowers[first - 2] not in ("'", "`", "’") else lowers[first - 3]
            return owner not in ("region", "sector", "company", "industry", "world", "firm", "bank", "asia")
        return True
    if any(c.last == first for c in reading.countries) or any(p.last == first for p in reading.periods):
        return True
    if any(q.last == first for q in reading.quantities):
        return True
    return any(
        c.last == first and c.id in ("forecast", "target", "base", "to", "yoy", "break") for c in reading.cues
    )


def leads_elsewhere(reading: Reading, last: int, around: frozenset[str] = frozenset()) -> bool:
    """ "growth in services", "growth forecast of IT spending": not of the economy."""
    lowers, known = reading.lowers, rate_words()
    while last < len(lowers) and lowers[last] in known.nouns:
        last += 1
    if last >= len(lowers) or lowers[last] not in ("in", "of", "for", "across", "among"):
        return False
    place = last + 1
    while place < len(lowers) and lowers[place] in ARTICLES:
        if lowers[place] == "country" and lowers[place + 1 : place + 2] != ["'s"]:
            return False
        place += 1
    if place >= len(lowers) or lowers[place] in known.whole or lowers[place] in around:
        return False
    if not lowers[place][0].isalpha():
        return False
    spans = [(p.first, p.last) for p in reading.periods] + [(c.first, c.last) for c in reading.countries]
    spans += [(q.lead, q.last) for q in reading.quantities] + [(p.first, p.last) for p in reading.future]
    return not any(first <= place < end for first, end in spans)


def _leads_to(reading: Reading, last: int, places: frozenset[str]) -> bool:
    """ "inflation in urban areas", "inflation for food"."""
    lowers = reading.lowers
    if last >= len(lowers) or lowers[last] not in ("in", "of", "for", "across", "on"):
        return False
    after = [word for word in lowers[last + 1 : last + 4] if word not in ARTICLES]
    return bool(after) and after[0] in places


def _right_before(lowers: list[str], first: int, parts: frozenset[str]) -> str | None:
    """The word that makes a name right behind it that of a part: "core annual inflation"."""
    for back in range(first - 1, max(-1, first - 4), -1):
        word = lowers[back]
        if word in parts:
            return word
        if word not in ("annual", "average", "headline", "and", "price", "yearly", "consumer", "based", "-", "monthly", "year", "on", "items", "item", "products", "commodities", "group", "category", "energy", "food", "alcoholic", "beverages", "(", ")", "index"):  # fmt: skip
            return None
    return None
