"""To whom something is said, or who is blamed: a state and its agencies, or an armed group."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Addressee, Speaker
from streams.security.claims import groups as named_groups
from streams.security.leaders import office_country
from streams.security.parties import code
from streams.security.phrase import Phrase
from streams.security.scan import Scan
from streams.security.utterance import Said
from streams.security.words import Entry, Word
from streams.text.lexicon import Match
from streams.text.places import PlaceMention, country_entry, country_of

#: How far after the verb stands to whom or of what it is said, and how far "on" whom the blame is laid, in tokens.
AFTER, _ON = 9, 18
_RULES = frozenset({"government", "regime", "administration", "authorities", "rulers"})
_ASIDE = frozenset({"in", "at", "from", ",", "near", "over", "after"})


def party(phrase: Phrase, scan: Scan) -> Addressee | None:
    """Who is accused: a group, or a state and its agencies."""
    if phrase.group is not None:
        return Addressee.model_construct(name=str(phrase.group.get("name")), country=None)
    speaker = phrase.speaker
    name = scan.sentence.text[scan.tokens[phrase.first].start : scan.tokens[phrase.last - 1].end]
    country = office_country(name)
    if country is not None or (speaker.country is not None and speaker.name is None):
        return Addressee.model_construct(name=name, country=country or speaker.country)
    return None


def addressee(scan: Scan, match: Match[Entry], act: str) -> Addressee | None:
    """The country or the group that follows the verb; of blame, the one on which it is laid."""
    if scan.lower(match.first).startswith("blam") or scan.lower(match.last - 1) == "on":
        for position in range(match.last - 1, match.last + _ON):
            if scan.lower(position) == "on":
                found = _first(scan, position + 1, position + 6)
                if found is not None:
                    return found
    found = _first(scan, match.last, match.last + AFTER)
    if found is None and act == "accuse":
        return _seat(scan, match.last, match.last + _ON) or _sides(scan, match.last)
    return found


def _first(scan: Scan, start: int, stop: int) -> Addressee | None:
    groups = [(word, found) for word, found in named_groups(scan) if start <= found.first < stop]
    rules = bool(groups) and scan.lower(groups[0][1].last) in _RULES
    if rules and groups[0][0].id == "AFG-TAL":
        return Addressee.model_construct(name="Taliban " + scan.lower(groups[0][1].last), country="AF")
    for place in scan.places:
        if groups and groups[0][1].first <= place.first and not rules:
            break
        if start <= place.first < stop and not (groups and scan.lower(place.last) in ("based", "backed")):
            words = [scan.lower(p) for p in range(start, place.first)]
            ruled = any(item in _RULES or item == "taliban" for item in words)
            if not ruled and any(item in _ASIDE for item in words):
                break
            if not (place.demonym or ruled or _governs(scan, place)):
                break
            return _of_place(scan, place)
    if groups:
        return Addressee.model_construct(name=str(groups[0][0].get("name")), country=None)
    return None


_DID = ("behind", "involv", "orchestrat", "sponsor", "back", "target", "plan", "carr", "support", "fund", "financ", "harbour", "harbor", "shelter", "kill", "fir", "violat", "shell", "bomb", "attack", "struck", "strik", "hit", "aid", "foment", "stok", "foster", "train", "hand", "role", "responsib", "perpetrat", "master", "execut", "ambush", "terror", "using", "used", "provid", "massacre")  # fmt: skip
_PASSIVE = frozenset({"was", "were", "been", "being"})


def told_against(scan: Scan, match: Match[Entry]) -> bool:
    """Whether what is alleged is that a state or a group did it: the subject that follows, and its verb."""
    first = (
        match.last - 1
        if scan.lower(match.last - 1) not in ("that", "alleged", "alleges", "alleging")
        else match.last
    )
    near = [p.last for p in scan.places if first <= p.first <= first + 2]
    near += [m.last for _, m in named_groups(scan) if first <= m.first <= first + 2]
    if not near:
        return False
    following = [scan.lower(p) for p in range(near[0], near[0] + 12)]
    return any(word.startswith(_DID) for word in following)


def _governs(scan: Scan, place: PlaceMention) -> bool:
    """Whether a place's name stands for a government: a country, a capital; not "accused Zehri"."""
    name = " ".join(scan.lower(p) for p in range(place.first, place.last))
    return place.entry.kind == "country" or country_of(name) is not None


def _of_place(scan: Scan, place: PlaceMention) -> Addressee:
    return Addressee.model_construct(
        name=scan.sentence.text[place.start : place.end], country=code(scan, place)
    )


def _seat(scan: Scan, start: int, stop: int) -> Addressee | None:
    """The state from whose soil the blamed act: "a network that he said was operating out of Iran"."""
    for place in scan.places:
        if not start <= place.first < stop or not (place.demonym or _governs(scan, place)):
            continue
        before = [scan.lower(p) for p in range(max(place.first - 4, 0), place.first)]
        if place.demonym and scan.lower(place.last) in ("soil", "territory"):
            return _of_place(scan, place)
        if any(one in ("based", "operating", "sheltering", "hiding", "operate", "planned") for one in before):
            return _of_place(scan, place)
    return None


#: Sides of a war that are blamed without a name of their own.
_NAMELESS = frozenset({"regime", "rebels", "separatists", "paramilitaries", "junta", "monarchists"})


def _sides(scan: Scan, start: int) -> Addressee | None:
    """ "blaming the regime for the strike", "accused the rebels of shelling"."""
    at = next((p for p in range(start, start + 3) if scan.lower(p) in _NAMELESS), None)
    if at is None or scan.lower(start) != "the":
        return None
    return Addressee.model_construct(name=scan.lower(at), country=None)


_CHARGES = frozenset(
    {
        "allegation",
        "allegations",
        "accusation",
        "accusations",
        "charge",
        "charges",
        "assertion",
        "assertions",
        "claim",
        "claims",
        "insinuation",
        "insinuations",
        "contention",
    }
)


def charged(scan: Scan, match: Match[Entry], speaker: Speaker) -> tuple[Speaker, Addressee] | None:
    """The charge that a denial answers, told by its noun: "rejected Pakistan's allegations", "accusations by Kabul"."""
    if speaker.country is None:
        return None
    at = next((p for p in range(match.last, match.last + 9) if scan.lower(p) in _CHARGES), None)
    start = match.last
    if at is None and scan.lower(match.last - 1) == "by":
        # "India's charge that ... was dismissed by the ministry"
        start = scan.begin
        at = next((p for p in range(start, match.first) if scan.lower(p) in _CHARGES), None)
    if at is None:
        return None
    for place in scan.places:
        by = at < place.first <= at + 4 and scan.lower(at + 1) in ("by", "from", "of")
        whose = start <= place.first < at
        country = code(scan, place)
        if (by or whose) and country not in (None, speaker.country):
            name = country_entry(speaker.country)
            accuser_ = Speaker.model_construct(name=None, role=None, organisation=None, country=country)
            return accuser_, Addressee.model_construct(name=name.name if name else None, country=speaker.country)  # fmt: skip
    return None


_THAT = frozenset({"group", "outfit", "militia", "rebels", "insurgents", "militants", "faction", "movement", "separatists", "jihadists", "paramilitary", "paramilitaries"})  # fmt: skip


def that_group(scan: Scan, match: Match[Entry], last: tuple[Word, str] | None) -> Addressee | None:
    """The armed group named before: "accused the group of carrying it out"."""
    if last is None or scan.lower(match.last) != "the":
        return None
    at = next((p for p in range(match.last + 1, match.last + 4) if scan.lower(p) in _THAT), None)
    if at is None or any(scan.lower(p) == "of" for p in range(match.last, at)):
        return None
    return Addressee.model_construct(name=str(last[0].get("name")), country=None)


def accuser(last: Sequence[Said], here: Sequence[Said], speaker: Speaker) -> Addressee | None:
    """Whom a denial answers: the last accuser of the speaker's country."""
    for earlier in (*reversed(here), *reversed(last)):
        if earlier.act == "accuse" and earlier.addressee and earlier.addressee.country == speaker.country:
            return Addressee.model_construct(name=earlier.speaker.name, country=earlier.speaker.country)
    return None
