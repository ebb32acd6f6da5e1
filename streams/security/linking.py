"""Links: how each sentence ties a group or a state to an attack, as claimed, denied, blamed or suspected.

Theory: a sentence names the group before a verb of claiming or denying and after one of blaming; where it only says "the
group" the one named last before is meant. A group that another is merely near to ("an affiliate of ...", "al-Qaeda-linked")
is no party where the other is named.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from streams.security.general import doubted, one_like, wages
from streams.security.scan import Scan
from streams.security.voiced import claiming
from streams.security.words import Word, lexicon

#: Tokens between a group and the word that links it, at most.
_BEFORE, _AFTER = 28, 9
#: ... and between a group and the words that tell whose affiliate it is.
_BESIDE = 8
_NO = frozenset({"no", "not", "never", "none", "neither", "nobody", "yet", "without", "nor", "n't", "denied"})
_NEAR = frozenset({"linked", "affiliated", "aligned", "inspired", "allied", "backed", "style", "led"})
_OF = frozenset(
    {"affiliate", "affiliates", "branch", "faction", "factions", "offshoot", "wing", "allied", "linked", "affiliated", "loyal",
     "ally", "splinter", "rival", "rivals", "offshoots", "allegiance", "close", "umbrella", "alliance", "arm", "franchise", "breakaway", "part", "ties", "links", "proxy", "proxies"}
)  # fmt: skip
#: Those who left a group are not the group.
_BROKEN = frozenset({"splinter", "offshoot", "breakaway"})
_OF_WORDS = frozenset({"of", "to", "with", "the", "from", "-"})
_BODIES = frozenset(
    {"group", "outfit", "organisation", "organization", "militants", "insurgents", "jihadists", "rebels", "it", "they", "faction", "movement", "terrorists", "spokesman", "spokesperson", "extremists", "militia", "fighters"}
)  # fmt: skip
_OPENERS = frozenset({"the", "its", "their", "it", "they", "that", "this"})
#: "previous attacks", "several attacks in the past": not the one at hand.
_MANY = frozenset(
    {"previous", "past", "similar", "several", "many", "most", "numerous", "such", "recent", "dozens", "series", "number", "string", "other", "various", "earlier", "multiple", "scores", "hundreds", "previously", "often", "frequently", "routinely", "regularly", "repeatedly", "usually", "typically"}
)  # fmt: skip


_HELD = frozenset({"command", "control", "centre", "center", "terrorists", "operatives", "infrastructure", "targets", "hideout", "hideouts", "commander", "positions", "run"})  # fmt: skip
#: "carried out mass bombings": more than the one at hand.
_PLURALS = frozenset(
    {"bombings", "attacks", "killings", "assaults", "raids", "massacres", "kidnappings", "explosions"}
)
_THESE = frozenset({"the", "these", "both", "two", "three", "twin", "those", "coordinated"})
_LOTS = frozenset({"most", "many", "several", "previous", "past", "numerous", "various"})


#: Groups by their adjective: "Maoist guerrillas ambushed a party".
_PEOPLE = {"Maoist": "Maoists", "Naxal": "Naxals", "Naxalite": "Naxalites", "Houthi": "Houthis", "Huthi": "Huthis", "Tamil Tiger": "Tamil Tigers"}  # fmt: skip


@dataclass(slots=True)
class Link:
    """A group tied to an attack: its word in the lexicon, as the text names it, the status and the position of the verb."""

    group: Word
    name: str
    status: str
    at: int
    first: int
    scan: Scan


def links(scans: list[Scan]) -> tuple[list[Link], set[int]]:
    """The links of a text, in its order; and the sentences that have a word of one, whether it ties a group or not."""
    found: list[Link] = []
    read: set[int] = set()
    last: tuple[Word, str] | None = None
    for scan in scans:
        parties = Named(scan)
        if not parties.known and last is None:
            continue
        for match in lexicon().links.find(scan.tokens):
            word = match.entry.of("link")
            read.add(scan.sentence.index)
            link = None if word is None else _link(scan, match.first, match.last, word, parties, last)
            if link is not None:
                found.append(link)
                found += _and_another(scan, parties, link)
        found += _claimed_events(scan, parties)
        for party in parties.parties:
            if (at := claiming(scan, party)) is not None:
                found.append(Link(party.group, party.name, "claimed", at, party.first, scan))
        if parties.parties and not _struck(scan, parties.parties[-1]):
            last = (parties.parties[-1].group, parties.parties[-1].name)
    return found, read


def _struck(scan: Scan, party: Party) -> bool:
    """Whether a group is what was hit: "struck a Hamas command centre"."""
    return scan.lower(party.last) in _HELD or any(
        scan.lower(p) in ("struck", "targeted", "targeting", "against", "hitting")
        for p in range(party.first - 3, party.first)
    )


@dataclass(frozen=True, slots=True)
class Party:
    """A group as a sentence names it."""

    group: Word
    first: int
    last: int
    name: str


class Named:
    """The groups that a sentence names; `parties` are those that are not only said to be near to another."""

    def __init__(self, scan: Scan) -> None:
        self.known = scan.words("group")
        self.parties: list[Party] = []
        for place, (match, word) in enumerate(self.known):
            if not self._only_near(scan, place):
                self.parties.append(Party(word, match.first, match.last, self._name(scan, place)))
        self._firsts = [party.first for party in self.parties]

    def after(self, position: int) -> Party | None:
        """The first party from a position on."""
        at = bisect_left(self._firsts, position)
        return self.parties[at] if at < len(self.parties) else None

    def before(self, position: int) -> tuple[Party, Party | None] | None:
        """The last party before a position, and the one before it."""
        at = bisect_left(self._firsts, position)
        if at == 0:
            return None
        return self.parties[at - 1], self.parties[at - 2] if at > 1 else None

    def _name(self, scan: Scan, place: int) -> str:
        """The group as the sentence names it most fully: not the letters in brackets after the name."""
        match, word = self.known[place]
        if place and scan.lower(match.first - 1) == "(":
            other, earlier = self.known[place - 1]
            if earlier.id == word.id and other.last == match.first - 1:
                match = other
        name = scan.sentence.text[match.start : match.end]
        return _PEOPLE.get(name, name)

    def _only_near(self, scan: Scan, place: int) -> bool:
        """Whether a group only tells whom another is near to: "the al-Qaeda-linked ...", "an affiliate of ..."."""
        match, _ = self.known[place]
        following = place + 1 < len(self.known)
        if scan.lower(match.last) in _NEAR or scan.lower(match.last) in _BROKEN:
            return True
        if (
            scan.lower(match.last) in ("affiliate", "affiliates", "offshoot", "branch")
            and len(self.known) > 1
        ):
            return True
        if scan.lower(match.last) == "'s" and scan.lower(match.last + 1) in _OF and following:
            return True
        position = match.first - 1
        while position >= 0 and match.first - position < 4 and scan.lower(position) in _OF_WORDS:
            position -= 1
        if position < match.first - 1 and {scan.lower(position), scan.lower(position - 1)} & _BROKEN:
            return True  # "a splinter group of the Taliban"
        if position < match.first - 1 and scan.lower(position) in _OF:
            return place > 0 and position - _BESIDE <= self.known[place - 1][0].last <= position
        return False


def _and_another(scan: Scan, parties: Named, link: Link) -> list[Link]:
    """ "the Taliban and their al-Qaeda allies", "blamed the TTP and the BLA": what holds of one holds of both."""
    if link.first == link.at:
        return []
    near = parties.before(link.first) if link.first < link.at else None
    other = near[0] if near is not None else parties.after(link.first + 1) if link.first > link.at else None
    if other is None or other.group.id == link.group.id:
        return []
    first, last = sorted((other.first, link.first))
    between = [scan.lower(p) for p in range(first + 1, last)]
    if len(between) > 12 or not {"and", "or"} & set(between) or {",", "but", "which", "who"} & set(between):
        return []
    return [Link(other.group, other.name, link.status, link.at, other.first, scan)]


def _unknown(scan: Scan, stop: int) -> Party | None:
    """A group that the lexicon does not know: "X, a little known militant group ..., claimed", "an armed group, X, claimed"."""
    words = [scan.lower(p) for p in range(stop)]
    at = next(
        (
            p
            for p in range(len(words) - 1, -1, -1)
            if words[p] in ("group", "outfit", "organisation", "organization", "faction", "militia")
        ),
        None,
    )
    if at is None:
        return None
    if at + 1 < stop and words[at + 1] in (",", "called", "named") and (run := _capitals(scan, at + 2, stop)):
        return _party(scan, at + 2, run)
    run = _capitals(scan, scan.begin, at)
    if (
        run
        and words[scan.begin] not in _NO_NAME
        and words[run : run + 1] == [","]
        and words[run + 1 : run + 2] in (["a"], ["an"], ["the"])
    ):
        return _party(scan, scan.begin, run)
    return None


#: What opens a sentence before "..., the group": no name.
_NO_NAME = frozenset({"in", "on", "at", "since", "last", "earlier", "after", "before", "during", "following", "meanwhile", "however", "later", "this", "that", "but", "for", "from", "by", "yesterday", "separately", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})  # fmt: skip


def _capitals(scan: Scan, first: int, stop: int) -> int:
    """Where a name in capitals that begins at a position ends; 0 if none does."""
    last = first
    while (
        last < stop
        and last - first < 6
        and (scan.tokens[last].text[0].isupper() or scan.tokens[last].text.isdecimal())
    ):
        last += 1
    return last if last > first and scan.tokens[first].text[0].isupper() else 0


def _party(scan: Scan, first: int, last: int) -> Party:
    name = scan.sentence.text[scan.tokens[first].start : scan.tokens[last - 1].end]
    return Party(Word("group", name, {"name": name, "unknown": True}, name), first, last, name)


def _claimed_events(scan: Scan, parties: Named) -> list[Link]:
    """ "claimed Friday's bombing", "the Taliban-claimed assault": a claim whose object is the attack itself."""
    found: list[Link] = []
    events: set[int] | None = None
    for position, token in enumerate(scan.tokens):
        if token.lower not in ("claimed", "claims", "claiming"):
            continue
        party = parties.before(position)
        told = scan.lower(position - 1) in ("it", "they")
        if (
            party is None
            or (position - party[0].last > 6 and not told)
            or scan.lower(position + 1) in ("by", "responsibility", "that", "to", "it")
        ):
            continue
        if events is None:
            events = {m.first for m, w in scan.words("attack") if w.get("form") == "noun"}
            events |= {p for p, t in enumerate(scan.tokens) if t.lower in ("bombs", "bomb")}
        stop = next((p for p in range(position + 1, position + 7) if p in events), None)
        words = [scan.lower(p) for p in range(position + 1, stop or position + 1)]
        if stop is None or any(
            word in _MANY or word in (",", "killed", "in", "responsibility") for word in words
        ):
            continue
        if any(scan.lower(p) in _NO for p in range(party[0].last, position)):
            continue
        found.append(Link(party[0].group, party[0].name, "claimed", position, party[0].first, scan))
    return found


def _link(
    scan: Scan, first: int, stop: int, word: Word, parties: Named, last: tuple[Word, str] | None
) -> Link | None:
    status = str(word.get("status"))
    before = [scan.lower(p) for p in range(max(first - 5, 0), first)]
    if status != "denied" and any(item in _NO for item in before):
        return None
    words = [scan.lower(p) for p in range(stop, stop + 5)]
    if word.id in ("claim", "blamed-before") and not _PLURALS.isdisjoint(words) and _THESE.isdisjoint(words):
        return None
    until = next((p for p in range(stop, stop + 6) if scan.lower(p) == ","), stop + 6)
    if any(scan.lower(p) in _MANY and not one_like(scan, p) for p in range(stop, until)) or (
        before and (before[-1] in _MANY or _LOTS & set(before))
    ):
        return None
    if status == "blamed" and {"spiral", "insurgency", "wave", "unrest"} & {scan.lower(p) for p in range(first - 12, first)}:  # fmt: skip
        return None  # "a spiral of violence since 2015, attributed to movements affiliated to ..."
    if before and before[-1] in ("attacks", "violence", "bombings", "killings", "assaults", "incidents"):
        return None
    if word.get("side") == "after":
        party = parties.after(stop)
        if (
            party is None
            or party.first - stop > _AFTER
            or _parted(scan, stop, party.first)
            or _ruling(scan, party)
        ):
            return None
        if word.text in ("linked to", "loyal to") and any(
            scan.lower(p) == "since" for p in range(first - 14, first)
        ):
            return None  # "since the country was overrun by jihadists linked to ..."
        if wages(scan, party, parties):
            return None
        if status == "blamed" and doubted(scan, first, stop):
            status = "suspected"
        return Link(party.group, party.name, status, first, party.first, scan)
    if (
        status == "claimed"
        and word.id == "claim"
        and (party := _unknown(scan, first)) is not None
        and not any(p.first < party.last for p in parties.parties)
    ):
        return Link(party.group, party.name, status, first, party.first, scan)
    pair = parties.before(first)
    if pair is not None and first - pair[0].last <= _BEFORE:
        party, earlier = pair
        if earlier is not None:
            # "X, a rival of Y, claimed": the first of an apposition speaks.
            between = [scan.lower(p) for p in range(earlier.last, min(party.first, earlier.last + 9))]
            if (
                between
                and between[0] in (",", "(", "-", "—", "–")
                and party.first - earlier.last <= 8
                and "and" not in between
            ):
                party = earlier
        if _new_subject(scan, party.last, first, status):
            return None
        return Link(party.group, party.name, status, first, party.first, scan)
    if last is not None and status in ("claimed", "denied") and _the_group(scan, first):
        return Link(last[0], last[1], status, first, first, scan)
    return None


def _the_group(scan: Scan, stop: int) -> bool:
    """Whether the subject is "the group", "it": one named before."""
    first = next((p for p in range(scan.begin, stop) if scan.tokens[p].text[0].isalnum()), stop)
    window = [scan.lower(p) for p in range(first, min(stop, first + 24))]
    if any(item in ("no", "another", "unknown", "nobody") for item in window):
        return False
    if any(place.first < stop and not place.demonym and stop - place.last <= 2 for place in scan.places):
        return False
    opens = window[:1] and window[0] in _OPENERS
    near = window if opens else window[-6:]
    return any(item in _BODIES for item in near) and any(item in _OPENERS for item in window)


def _parted(scan: Scan, first: int, last: int) -> bool:
    return any(
        scan.lower(p) in (";", ".", "but", "while", "which", "who", "after") for p in range(first, last)
    )


def _new_subject(scan: Scan, first: int, last: int, status: str) -> bool:
    """Whether somebody else does what the verb says: "the TTP, but another group claimed"."""
    between = [scan.lower(p) for p in range(first, last)]
    if len(between) > 2 and between[0] == between[-1] == ",":
        return False  # "Al Shabaab, which wants to topple the government, said"
    if any(
        item in (";", "another", "officials", "police", "government", "minister", "authorities")
        for item in between
    ):
        return True
    if status == "blamed":
        return len(between) > 6
    return "but" in between and any(item in ("it", "group", "no") for item in between) and "no" in between


#: What a host of attackers is accused of.
_HOSTING = frozenset({"harboring", "harbouring", "sheltering", "hosting", "protecting", "backing", "supporting", "allowing"})  # fmt: skip


def _ruling(scan: Scan, party: Party) -> bool:
    """ "accused the Taliban government", "blamed a TTP commander", "accused the Taliban of harbouring militants"."""
    if scan.lower(party.last) in ("of", "for") and scan.lower(party.last + 1) in _HOSTING:
        return True
    return scan.lower(party.last) in ("government", "regime", "authorities", "administration", "leader", "leaders", "commander", "foreign", "hideouts", "hideout")  # fmt: skip
