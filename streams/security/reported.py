"""What somebody says that others did or must do: "the minister said the TTP was behind it", "Iran must act, he said".

Theory: the sentence is somebody's words, by a reporting verb or a quotation; in it a verb has as its subject, or as its agent,
whom he blames, clears or asks. Who says it of himself owns up or denies.
"""

from __future__ import annotations

from schemas import Addressee, Speaker
from streams.security.addressees import addressee, party
from streams.security.parties import foreign
from streams.security.reading import Reading
from streams.security.scan import Scan
from streams.security.utterance import Said
from streams.security.words import Entry, Word, lists
from streams.text.dates import DateMention
from streams.text.lexicon import Match

_TOLD = frozenset({"claim", "claims", "allegation", "allegations", "accusation", "accusations", "report", "reports", "notion", "suggestion"})  # fmt: skip
_BE = frozenset({"is", "are", "was", "were", "as", "been", "be"})
_NOT_SAID_OF = frozenset({"this", "that", "these", "for", "in", "to", "by", "of", "behind", "responsible", "not"})  # fmt: skip
_DOUBT = frozenset({"denied", "denies", "denying", "rejected", "whether", "if", "claim", "claims", "wondered", "asked"})  # fmt: skip
_SELF = frozenset({"it", "they", "we", "he", "group", "outfit", "movement"})
_ENVOYS = frozenset({"diplomat", "ambassador", "envoy", "charge", "chargé", "commissioner", "affaires", "d'affaires"})  # fmt: skip
#: Bodies of the state: they order an inquiry, they do not ask for it.
_STATE = frozenset({"police", "government", "army", "military"})


def reported(at: Reading, day: DateMention | None) -> list[Said]:
    """The statement that somebody makes in a sentence of his words, if the verb is one."""
    sayer = at.sayer()
    hints = at.scan.lower(at.match.first).endswith("ing")  # "had briefed envoys, hinting at the hand of"
    if sayer is None and (at.act == "claim" or hints) and at.subjects.opening is not None:
        sayer = at.subjects.opening.speaker, at.subjects.opening.group
    if sayer is None:
        return []
    speaker, group = sayer
    if group is None and (man := at.groups.of(speaker)) is not None:
        speaker, group = man
    if not (speaker.name or speaker.organisation or speaker.role or speaker.country):
        return []
    if at.word.get("quoted") and not _quoted(at):
        return []
    if at.word.get("band") and (group is None or any(s.act == at.act for s in at.here)):
        return []
    found = _ACTS[at.act](at, speaker, group)
    if found is None:
        return []
    target, act = found
    if target is not None and target.country is not None and target.country == speaker.country:
        return []
    if act == "claim" and group is not None:
        speaker = Speaker.model_construct(
            name=group.text, role=None, organisation=str(group.get("name")), country=None
        )
        return [Said(act, at.word.id, speaker, None, group, day, at.scan, at.match.first, at.match.last)]
    if at.word.get("band") and group is not None:
        speaker = speaker.model_copy(update={"organisation": str(group.get("name")), "country": None})
        return [Said(act, at.word.id, speaker, None, group, day, at.scan, at.match.first, at.match.last)]
    return [Said(act, at.word.id, speaker, target, group if act == "deny" else None, day, at.scan, at.match.first, at.match.last)]  # fmt: skip


def _quoted(at: Reading) -> bool:
    """Whether the words stand between marks."""
    before = sum(at.scan.lower(p) == '"' for p in range(at.match.first))
    return before % 2 == 1 or at.quotes.runs(at.index)


_Found = tuple[Addressee | None, str] | None


def _accuse(at: Reading, speaker: Speaker, group: Word | None) -> _Found:
    """He accuses whom the verb has as its subject, or its agent; his own group he owns up for."""
    scan, match = at.scan, at.match
    if at.word.get("to") == "after":
        if scan.lower(match.first - 1) in ("which", "who"):
            return None  # "this attack, which was launched from the port"
        target = addressee(scan, match, at.act)
        if target is not None and target.country is None and _themselves(scan, target.name, speaker, group):
            return None, "claim"  # "it was carried out by the BLA's fighters," the BLA said
        return (target, "accuse") if target is not None else None
    if any(scan.lower(p) in _DOUBT for p in range(max(match.first - 7, 0), match.first)):
        return None
    accused = at.subjects.before(match.first)
    if group is not None and not accused and _its_own(scan, match):
        return None, "claim"
    if not accused and (state := _elements(scan, match)) is not None:
        return state, "accuse"
    if not accused:
        # "The PKK militia was responsible"
        named = next((w for m, w in reversed(scan.words("group")) if match.first - 3 <= m.last <= match.first), None)  # fmt: skip
        if any(scan.lower(p) in ("who", "which") for p in range(match.first - 8, match.first)):
            return None
        if named is None or (group is not None and named.id == group.id):
            return None
        return Addressee.model_construct(name=str(named.get("name")), country=None), "accuse"
    before = [scan.lower(p) for p in range(max(accused[0].first - 8, 0), accused[0].first)]
    if before[-1:] == ["that"] and before[-2:-1] and before[-2] in _TOLD:
        return None
    if before[-2:-1] == ["to"] or before[-3:-2] == ["to"]:
        return None  # "people who want to discredit the government were behind it"
    if any(word in ("who", "which") for word in before):
        return None  # "a man who had joined the group was involved": the man
    if group is not None and accused[0].group is not None and accused[0].group.id == group.id:
        return None, "claim"
    target = party(accused[0], scan)
    return (target, "accuse") if target is not None else None


_MEN = frozenset({"fighters", "fighter", "members", "member", "men", "militants", "bombers", "bomber", "gunmen", "soldiers", "mujahideen", "mujahedeen", "followers", "cadres", "supporters", "brigade", "wing", "squad", "unit"})  # fmt: skip
#: Nameless ones of a country: "some elements in Pakistan were responsible".
_NAMELESS = frozenset({"elements", "element", "handlers", "agencies", "terrorists", "militants", "terrorist", "groups", "forces", "people", "individuals", "extremists", "operatives"})  # fmt: skip


def _its_own(scan: Scan, match: Match[Entry]) -> bool:
    """Whether a group's own men did it: "said one of its fighters was behind the bombing"."""
    position = match.first - 1
    while position > 0 and scan.lower(position) in ("had", "have", "also", "who"):
        position -= 1
    return scan.lower(position) in _MEN and any(
        scan.lower(p) in ("its", "their", "our", "his") for p in range(max(position - 3, 0), position)
    )


def _elements(scan: Scan, match: Match[Entry]) -> Addressee | None:
    """The state whose people are blamed: "elements in Pakistan were responsible"."""
    for place in scan.places:
        if place.demonym or place.entry.kind != "country" or not match.first - 2 <= place.last <= match.first:
            continue
        before = [scan.lower(p) for p in range(max(place.first - 5, 0), place.first)]
        if (
            before[-1:]
            and before[-1] in ("in", "from", "across", "inside")
            and not _NAMELESS.isdisjoint(before)
        ):
            name = scan.sentence.text[place.start : place.end]
            return Addressee.model_construct(name=name, country=place.entry.country)
    return None


def _themselves(scan: Scan, accused: str | None, speaker: Speaker, group: Word | None) -> bool:
    """Whether a group is told to have done it by its own man, or under its own name."""
    if group is not None:
        return str(group.get("name")) == accused
    return any(
        str(word.get("name")) == accused and scan.sentence.text[match.start : match.end] == speaker.name
        for match, word in scan.words("group")
    )


def _deny(at: Reading, speaker: Speaker, group: Word | None) -> _Found:
    """He denies it for himself, his state or his group; of another it is no denial of his."""
    subject = at.subjects.before(at.match.first)
    if subject:
        own = subject[0]
        near = any(p.last in (own.first, own.first - 1) for p in at.scan.places)
        bare = own.group is None and own.office and own.speaker.name is None and not near
        mine = bare or (
            (own.group is not None and group is not None and own.group.id == group.id)
            or (own.group is None and own.speaker.country is not None and own.speaker.country == speaker.country)
        )  # fmt: skip
        if mine:
            return None, "deny"
    elif at.scan.lower(at.match.first - 1) in _SELF:
        return None, "deny"
    target = addressee(at.scan, at.match, at.act)
    # "The blast had nothing to do with Iran," Tehran's envoy said.
    return (None, "deny") if target is not None and target.country == speaker.country else None


def _condemn(at: Reading, speaker: Speaker, _: Word | None) -> _Found:
    """ "The strike was a blatant violation of the charter," she said."""
    scan, match = at.scan, at.match
    linked = [p for p in range(max(match.first - 5, 0), match.first) if scan.lower(p) in _BE]
    between = range(linked[-1] + 1, match.first) if linked else range(0)
    if (
        not linked
        or any(scan.lower(p) in _NOT_SAID_OF for p in between)
        or not (speaker.name or foreign(speaker, at.home) or _body(speaker))
    ):
        return None
    spoken = range(max(linked[-1] - 40, 0), linked[-1])
    if any(scan.lower(p) in lists().objects["condemn"] for p in spoken):
        return None, "condemn"
    return None


def _body(speaker: Speaker) -> bool:
    """Whether a body speaks, not those who tell the facts."""
    return speaker.organisation is not None and speaker.organisation.lower() not in _STATE


def _demand(at: Reading, speaker: Speaker, _: Word | None) -> _Found:
    """He asks of another state that it act, or of the world that somebody answer for it."""
    scan, match = at.scan, at.match
    if scan.lower(match.last) in _THINK or scan.lower(match.first - 1) in ("would", "will"):
        return None  # "should look inwards", "would be held accountable"
    if at.word.get("to") == "none":
        body = (speaker.organisation or "").lower()
        abroad = foreign(speaker, at.home)
        lay = body and body not in _STATE and not speaker.country
        return (None, "demand") if abroad or lay else None
    if scan.lower(match.last) in ("be", "have", "not") and scan.lower(match.first) in ("must", "should"):
        return None
    subject = at.subjects.before(match.first)
    target = party(subject[0], scan) if subject else _envoy(at) or _told(at)
    if target is None or target.country is None:
        return None
    return target, "demand"


def _told(at: Reading) -> Addressee | None:
    """The government to which it is conveyed that "they" must act."""
    scan, first = at.scan, at.match.first
    if scan.lower(first - 1) not in ("they", "it"):
        return None
    for place in reversed([p for p in at.scan.places if p.last < first]):
        between = [scan.lower(p) for p in range(place.last, first - 1)]
        if between[-1:] == ["that"] and len(between) <= 4 and scan.lower(place.first - 1) in ("the", "to"):
            name = scan.sentence.text[place.start : place.end]
            return Addressee.model_construct(name=name, country=place.entry.country)
    return None


def _envoy(at: Reading) -> Addressee | None:
    """The state whose envoy is asked: "the Iranian diplomat was told to"."""
    near = range(max(at.match.first - 5, 0), at.match.first)
    if not any(at.scan.lower(p) in _ENVOYS for p in near):
        return None
    place = next((p for p in reversed(at.scan.places) if p.demonym and p.first in near), None)
    if place is None:
        return None
    name = at.scan.sentence.text[place.start : place.end]
    return Addressee.model_construct(name=name, country=place.entry.country)


def _warn(at: Reading, speaker: Speaker, _: Word | None) -> _Found:
    """He says what will follow: "there will be consequences"."""
    if at.scan.lower(at.match.first - 1) in ("they", "he", "she", "militants", "terrorists", "not"):
        return None
    if at.word.get("band"):
        return None, "warn"
    return (addressee(at.scan, at.match, at.act), "warn") if speaker.name or speaker.country else None


_THINK = frozenset(
    {"look", "introspect", "know", "remember", "understand", "realise", "realize", "focus", "expect"}
)
_ARMED = ("ministry", "defence", "defense", "military", "army", "forces", "idf", "air force", "pentagon", "command", "intelligence", "shin bet", "mossad", "security service", "coalition", "guards")  # fmt: skip


def _claim(at: Reading, speaker: Speaker, group: Word | None) -> _Found:
    """A state's army, or a group, says that it struck."""
    if group is not None:
        return None, "claim"
    body = (speaker.organisation or "").lower()
    state = speaker.name is None and not body and speaker.role is None
    armed = any(word in body for word in _ARMED) or state
    abroad = speaker.country is not None and speaker.country != at.home
    told = any(at.scan.lower(p) in _SAYS for p in range(max(at.match.first - 8, 0), at.match.first))
    return (None, "claim") if armed and abroad and told else None


_SAYS = frozenset({"said", "says", "saying", "announced", "confirmed", "claimed", "stated", "that", "acknowledged", "reported"})  # fmt: skip
_ACTS = {
    "accuse": _accuse,
    "deny": _deny,
    "condemn": _condemn,
    "demand": _demand,
    "warn": _warn,
    "claim": _claim,
}
