"""Perpetrators: the groups and states that a text ties to each of its attacks, each with its strongest status."""

from __future__ import annotations

from collections.abc import Sequence

from schemas import Perpetrator
from schemas.security import PerpetratorStatus
from streams.security.clause import Clause
from streams.security.frame import Frame
from streams.security.frames import Story
from streams.security.linking import Link, Named, Party, links
from streams.security.scan import Scan
from streams.security.states import strikers
from streams.security.utterance import Said

#: What the text says of a group's part, as the contract's status.
_STATUS: dict[str, PerpetratorStatus] = {
    "claimed": "claimed",
    "denied": "denied",
    "blamed": "accused",
    "accused": "accused",
    "suspected": "suspected",
}
#: How many sentences back the attack stands that "claimed responsibility for the killing" speaks of.
_BACK = 3
_STRENGTH = {"claimed": 4, "denied": 3, "blamed": 2, "suspected": 1, "accused": 0}
_SUSPECTED = frozenset(
    {"suspected", "suspect", "alleged", "allegedly", "believed", "thought", "likely", "possibly", "presumed", "probable"}
)  # fmt: skip
#: Between a group and what it did: "Taliban militants, wearing uniforms, stormed".
_MEMBERS = frozenset(
    {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "night", "morning", "evening", "late", "early", "yesterday", "today", "overnight", "militants", "fighters", "gunmen", "insurgents", "rebels", "terrorists", "militant", "gunman", "bomber", "bombers", "suicide", "attackers", "attacker", "extremists", "jihadists", "men", "commandos", "members", "group", "also", "have", "has", "had", "then", "later", "-", ")", "(", "armed", "car", "terrorist", "allegedly", "forces", "assailants", "guerrillas", "guerillas", "cadres", "ultras", "tribesmen", "separatists", "operatives", "on", "motorbikes", "motorcycles", "claimed", "said", "wearing", "dressed", ",", "in", "'s", "deadly", "major", "recent", "the", "squad", "unit", "islamist", "jihadist"}
)  # fmt: skip
_DOERS = frozenset(
    {"bomber", "bombers", "attacker", "attackers", "gunman", "gunmen", "suicide", "assailants"}
)
#: Between "by" and the name: "stormed by armed al-Shabab militants".
_BEFORE_NAME = frozenset(
    {
        "the",
        "a",
        "an",
        "armed",
        "heavily",
        "islamist",
        "extremist",
        "banned",
        "outlawed",
        "group",
        "suspected",
        "members",
        "fighters",
        "of",
    }
)
_BEGAN = frozenset({"packed", "planted", "drove", "sent", "used", "launched", "staged", "disguised", "infiltrated", "entered"})  # fmt: skip
#: What belongs to a group and is attacked.
_ITS = frozenset(
    {
        "hideout",
        "hideouts",
        "commander",
        "commanders",
        "leader",
        "leaders",
        "base",
        "bases",
        "camp",
        "camps",
        "positions",
        "stronghold",
        "strongholds",
        "target",
        "targets",
        "regime",
        "government",
        "proxy",
        "proxies",
    }
)
_VICTIMS = frozenset({"on", "against", "targeting", "targeted", "targets", "at", "killing", "killed", "kills", "from", "of", "to", "fighting", "battling"})  # fmt: skip


class Parties:
    """Who is tied to which attack of an article."""

    def __init__(self, story: Story, frames: Sequence[Frame]) -> None:
        self._first = frames[0] if frames else None
        self._found: dict[int, dict[str, tuple[str, str]]] = {}
        self._tied: set[str] = set()
        self._strikers: tuple[tuple[Perpetrator, ...], set[str]] | None = None
        self._clauses: dict[int, list[tuple[Clause, Frame]]] = {}
        for frame in frames:
            for clause in (*frame.clauses, *frame.shared):
                self._clauses.setdefault(clause.scan.sentence.index, []).append((clause, frame))
        found, self._read = links(story.scans)
        for link in found:
            tied = self._frame(link)
            if tied is not None:
                self._add(tied, link.group.id, link.name, link.status)
                self._tied.add(link.group.id)
        for told in self._clauses.values():
            named = Named(told[0][0].scan)
            for clause, frame in told:
                acts = _acts(clause) if named.parties else set()
                for party in named.parties:
                    if clause.first <= party.first < clause.last:
                        status = _status(clause.scan, party, acts)
                        if status is not None:
                            self._add(frame, party.group.id, party.name, status)

    def _add(self, frame: Frame, code: str, name: str, status: str) -> None:
        mine = self._found.setdefault(id(frame), {})
        known = mine.get(code)
        if known is None or _STRENGTH[status] > _STRENGTH[known[1]]:
            mine[code] = (name if known is None else known[0], status)

    def _frame(self, link: Link) -> Frame | None:
        """The attack that a link speaks of: that of its clause, of its sentence, of the sentence before, the first."""
        index = link.scan.sentence.index
        here = self._clauses.get(index, ())
        if _some_of_them(link.scan, link.at):
            return None  # "claimed two of the attacks", which the text only counted
        told = self._clauses.get(index - 1, ())
        if told and _that_attack(link.scan):
            return told[-1][1]
        if link.status == "claimed" and here and all(_avenged(link.scan, link.at, clause) for clause, _ in here):  # fmt: skip
            here = ()  # "claimed responsibility, saying it was in retaliation for a drone strike"
        if here:
            about = next(
                (frame for clause, frame in here if clause.older and 0 < clause.first - link.at <= 5), None
            )
            if about is not None and link.status == "claimed":
                return about  # "claimed responsibility for the last such attack"
            inside = next((frame for clause, frame in here if clause.first <= link.at < clause.last), None)
            return (
                inside
                or min(here, key=lambda one: min(abs(one[0].first - link.at), abs(one[0].last - link.at)))[1]
            )
        if (one := self._bomber_of(link.scan, told) or self._told_last(link, index)) is not None:
            return one
        before = told
        if before and before[-1][0].scan.sentence.paragraph == link.scan.sentence.paragraph:
            return next((frame for _, frame in reversed(before) if frame is self._first), before[-1][1])
        return self._first

    def _bomber_of(self, scan: Scan, told: Sequence[tuple[Clause, Frame]]) -> Frame | None:
        """Whose "the bomber" is, where the sentence before tells of two attacks and of one bomber."""
        if not any(scan.lower(p) == "the" and scan.lower(p + 1) in _DOERS for p in range(len(scan.tokens))):
            return None
        theirs = [
            frame
            for clause, frame in told
            if any(clause.scan.lower(p) in _DOERS for p in range(clause.first, clause.last))
        ]
        return theirs[0] if len(told) > 1 and len(theirs) == 1 else None

    def _told_last(self, link: Link, index: int) -> Frame | None:
        """The attack told last, where another group has claimed the first one."""
        claimed = [
            code for code, (_, status) in self._found.get(id(self._first), {}).items() if status == "claimed"
        ]
        if link.status != "claimed" or not claimed or link.group.id in claimed:
            return None
        for near in range(index - 1, index - 1 - _BACK, -1):
            if told := self._clauses.get(near):
                return told[-1][1]
        return None

    def of(
        self, story: Story, frame: Frame, kind: str, statements: Sequence[Said]
    ) -> tuple[Perpetrator, ...]:
        """Those of one attack; `statements` are the claims and denials made about it."""
        mine = dict(self._found.get(id(frame), {}))
        for item in statements:
            if item.group is None or item.act not in ("claim", "deny"):
                continue
            if item.group.id in self._tied or item.scan.sentence.index in self._read:
                continue
            status = "claimed" if item.act == "claim" else "denied"
            known = mine.get(item.group.id)
            if known is None or _STRENGTH[status] > _STRENGTH[known[1]]:
                mine[item.group.id] = (str(item.speaker.name), status)
        bare = mine.get("AFG-TAL")
        if bare is not None and bare[0].lower() in ("taliban", "taleban"):
            # In Pakistan "the Taliban" are the country's own.
            if "TTP" in mine:
                del mine["AFG-TAL"]
            elif story.country == "PK":
                mine["TTP"] = mine.pop("AFG-TAL")
        found = [
            Perpetrator(name=name, code=None if code == name else code, status=_STATUS[status])
            for code, (name, status) in mine.items()
        ]
        states = strikers(story, frame, kind)
        if len(states) > 1:
            # "Ukraine's air force said that Russia launched ...": the one that is struck tells of the other.
            states = tuple(state for state in states if state.code != story.country) or states
        if not states and kind in ("air_strike", "shelling"):
            # "The president accused Russia of terror": whose strike it was is told by who is blamed.
            blamed = next((s.addressee for s in statements if s.act == "accuse" and s.addressee is not None and s.addressee.country not in (None, story.country)), None)  # fmt: skip
            if blamed is not None:
                states = (Perpetrator(name=blamed.name or "", code=blamed.country, status="accused"),)
        if kind in ("air_strike", "shelling"):
            if states and self._strikers is None:
                self._strikers = states, {country for country, _ in frame.cities}
            elif not states and not found and self._strikers is not None and kind == "air_strike":
                # "In another strike, three people died": whose strikes the text has told of.
                whose, there = self._strikers
                here = {country for country, _ in frame.cities}
                states = whose if len(whose) == 1 and not (here and there and here.isdisjoint(there)) else ()
        if states and kind in ("air_strike", "shelling"):
            # "Turkish warplanes hit suspected positions of the PKK"
            found = [one for one in found if one.status == "claimed"]
        return (*found, *states)


_AVENGES = frozenset({"retaliation", "revenge", "avenge", "avenging", "avenged", "response", "reprisal", "retaliated", "vengeance"})  # fmt: skip


def _avenged(scan: Scan, at: int, clause: Clause) -> bool:
    """Whether a clause only tells what the claimed attack was to avenge."""
    first = min((m.first for m, _ in clause.attacks), default=clause.first)
    return any(scan.lower(p) in _AVENGES for p in range(at, first))


def _some_of_them(scan: Scan, at: int) -> bool:
    """Whether what is claimed is so many of attacks: "claimed responsibility for two of the attacks"."""
    counts = {number.first for number in scan.numbers}
    return any(
        (p in counts or scan.lower(p) in ("some", "most", "many", "several"))
        and scan.lower(p + 1) == "of"
        and scan.lower(p + 2) in ("the", "those", "these")
        for p in range(at, at + 7)
    )


def _that_attack(scan: Scan) -> bool:
    """Whether a sentence speaks of "that attack", the one told just before."""
    return any(
        scan.lower(match.first - 1) == "that" and scan.lower(match.last) in ("", ".", "was", ",", "had", "on")
        for match in scan.events
        if match.entry.of("attack")
    )


#: A fight, whose other side stands behind "with".
_FIGHTS = frozenset({"clash", "clashes", "clashed", "firefight", "firefights", "gunfight", "gunbattle", "battle", "battles", "battled", "encounter", "skirmish", "skirmishes", "shootout", "gunfire"})  # fmt: skip
_LOTS = frozenset({"hundreds", "thousands", "dozens", "scores", "tens", "many", "countless", "numerous"})


def _clashed(scan: Scan, party: Party) -> bool:
    """ "a clash on Tuesday with Abu Sayyaf rebels", "battled with the group of an Abu Sayyaf leader"."""
    last = next((p for p in range(party.first - 1, party.first - 5, -1) if scan.lower(p) == "with"), None)
    return (
        last is not None
        and not any(scan.tokens[p].text == "," for p in range(max(last, 0), party.first))
        and any(scan.lower(p) in _FIGHTS for p in range(last - 5, last))
    )


def _by_hundreds(scan: Scan, position: int) -> bool:
    """ "has killed hundreds of soldiers": over the years, not here."""
    return scan.lower(position - 1) in ("has", "have", "had", "also") and not _LOTS.isdisjoint(scan.lower(p) for p in range(position + 1, position + 4))  # fmt: skip


def _acts(clause: Clause) -> set[int]:
    """Where the words of what was done stand."""
    acts = {m.first for m, w in clause.attacks if w.get("form") in ("verb", "noun")}
    return acts | {m.first for m in clause.scan.folk if (w := m.entry.of("harm")) and w.get("form") == "verb"}


def _status(scan: Scan, party: Party, acts: set[int]) -> str | None:
    """How a group that stands in an attack's clause is linked to it; None where it is only mentioned."""
    near = [scan.lower(p) for p in range(max(party.first - 4, 0), party.first)]
    if scan.lower(party.last) in _ITS:
        return None
    if any(word in _SUSPECTED for word in near):
        return "suspected" if near[-1] not in _VICTIMS else None
    victim = bool(near) and (
        near[-1] in _VICTIMS or (near[-1] in ("the", "a") and len(near) > 1 and near[-2] in _VICTIMS)
    )
    if (
        victim
        and "of" in near[-2:]
        and scan.lower(party.first - 2 - (near[-1] != "of")) in _MEMBERS - {"in", "on", "the", ","}
    ):
        victim = False  # "guerrillas of the ELN bombed a station"
    begin = party.last
    for position in range(party.last, min(party.last + 5, len(scan.tokens))):
        if scan.tokens[position].text == "," and scan.lower(position + 1) in ("who", "which"):
            # "a Taliban militant, who worked as a guard, opened fire"
            begin = next((p for p in range(position + 2, position + 16) if scan.lower(p) == ","), position)
            begin += 1
            break
        if scan.lower(position) not in _MEMBERS:
            break
    if near and _clashed(scan, party):
        return "accused"
    for position in range(begin, min(begin + 7, len(scan.tokens))):
        word = scan.lower(position)
        if word in _DOERS and not victim:
            return "accused"
        if position in acts and _by_hundreds(scan, position):
            return None
        if position in acts:
            passive = scan.lower(position - 1) in ("were", "was", "been", "being", "are")
            return None if victim or passive else "accused"
        if word in _BEGAN and not victim and acts and min(acts) < position + 14 and max(acts) > position:
            return "accused"  # "the Taliban packed an ambulance with explosives and detonated it"
        if word not in _MEMBERS:
            break
    for position in range(party.last, min(party.last + 14, len(scan.tokens))):
        # "the group made headlines when it abducted ..."
        if (
            scan.lower(position) in ("it", "they")
            and scan.lower(position - 1) in ("when", "as")
            and position + 1 in acts
        ):
            return None if victim else "accused"
    at = next((p for p in range(len(near) - 1, -1, -1) if near[p] == "by"), None)
    if at is not None and all(word in _BEFORE_NAME for word in near[at + 1 :]):
        return "accused"
    return None
