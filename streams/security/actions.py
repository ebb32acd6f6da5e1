"""Words of operations that tell of none where they stand: rescue work, exercises, plans, a prisoner's adjective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from streams.security.clause import Clause
from streams.security.frame import Frame
from streams.security.scan import Scan
from streams.security.taking import by_gunmen
from streams.security.tally import Tally
from streams.security.words import Entry, Word
from streams.text.lexicon import Match

#: Beside "operation": what saves people from rubble or water, or trains.
_CIVIL = frozenset({"rescue", "relief", "recovery", "evacuation", "humanitarian", "firefighting", "salvage", "exercise", "exercises", "drill", "drills", "training", "mock", "surgical", "polling", "cleaning"})  # fmt: skip
#: Whom the forces raid, and what comes of it.
_FOES = frozenset({"hideout", "hideouts", "suspects", "suspect", "suspected", "militants", "militant", "terrorists", "terrorist", "insurgents", "arrested", "detained", "held", "seized", "recovered", "cell", "cells", "compound", "policeman", "policemen", "police", "soldier", "soldiers", "troops", "personnel", "officer", "officers", "forces", "intelligence", "operation", "rescued", "khwarij"})  # fmt: skip
_JUDGES = frozenset(
    {"court", "courts", "judge", "judges", "has", "have", "had", "jury", "tribunal", "atc", "justice"}
)
_THEIRS = frozenset({"militant", "insurgent", "rebel", "jihadist", "bandit", "terrorist"})
_NAMED = frozenset({"Unit", "Units", "Group", "Force", "Forces", "Command", "Wing", "Department", "Division", "Police", "Team", "Branch", "Agency"})  # fmt: skip
_FREE = frozenset({"raid", "sweep", None})


def is_operation(scan: Scan, match: Match[Entry], word: Word) -> bool:
    """Whether a word of an operation tells of one."""
    kind = word.get("operation")
    if scan.sentence.kind != "headline" and scan.tokens[match.last - 1].text.istitle() and scan.tokens[min(match.last, len(scan.tokens) - 1)].text in _NAMED:  # fmt: skip
        return False  # "the Border Patrol Unit", "a Special Operations Group"
    if kind == "conviction":
        if scan.lower(match.first) == "convicted" and scan.lower(match.last) == "of" and _of_them(scan, match.first):  # fmt: skip
            return False  # "a protest against leaders convicted of war crimes"
        return not (_adjective(scan, match) or _undone(scan, match))
    if scan.lower(match.first - 1) in _THEIRS:
        return False  # "a militant raid"
    if kind not in _FREE:
        return True
    if word.text == "search" and scan.lower(match.last) == "for" and scan.lower(match.last + 1) not in ("militants", "terrorists", "the", "attackers", "suspects", "gunmen"):  # fmt: skip
        return False  # "search for the injured"
    if word.text in _RAIDS and _by_bandits(scan, match):
        return False
    if word.text in ("raid", "raids") and scan.lower(match.last) == "on" and not any(m.entry.of("force") for m in scan.folk):  # fmt: skip
        return False  # "raids on two villages"
    if word.text in ("raid", "raids") and scan.sentence.kind != "headline" and not _FOES & set(scan.sentence.tokens.lowers) and not any(m.entry.of("force") for m in scan.folk):  # fmt: skip
        return False  # "The raid, in the town of Mandera, mirrored one in December": theirs
    near = {scan.lower(p) for p in range(max(match.first - 3, 0), match.last + 1)} & _CIVIL
    if near and not (near == {"rescue"} and armed_rescue(scan)):
        return False
    return not (
        scan.lower(match.first - 1) in ("will", "to")
        and scan.lower(match.first) in ("raid", "launch", "conduct")
    )


def _of_them(scan: Scan, position: int) -> bool:
    """Whether "convicted" only says which people are meant, in a sentence on another matter."""
    return (
        scan.sentence.kind != "headline"
        and scan.lower(position - 1).endswith("s")
        and scan.lower(position - 1) not in ("was", "has", "is", "courts")
        and any(m.entry.of("harm") and m.last < position for m in scan.folk)
    )


_RAIDS = frozenset({"raid", "raids", "raided", "raiding", "ambush operation", "night raid by", "dawn raid", "pre dawn raid", "overnight raid"})  # fmt: skip


def _by_bandits(scan: Scan, match: Match[Entry]) -> bool:
    """Whether a raid is that of armed men: "bandits on Thursday raided a village", "a raid by gunmen"."""
    foes = [
        m
        for m in scan.folk
        if m.entry.of("group")
        or ((noun := m.entry.of("person")) is not None and noun.get("role") in ("militants", "attackers"))
    ]
    forced = any(
        m.entry.of("force") and m.last <= match.first and match.first - m.last < 9 for m in scan.folk
    )
    if scan.lower(match.last) == "by":
        return any(match.last < m.first <= match.last + 4 for m in foes)
    verb = scan.lower(match.last - 1) in ("raided", "raid", "raiding")
    passive = scan.lower(match.first - 1) in ("was", "were", "been", "a", "the", "an", "in", "to")
    return (
        verb
        and not passive
        and not forced
        and any(m.last <= match.first and match.first - m.last < 9 for m in foes)
    )


#: Verbs by which captives come free, and what parts them from words that tell of their capture as news.
_FREEING = frozenset({"rescued", "rescue", "rescues", "rescuing", "freed", "free", "frees", "freeing", "recovered", "recovers", "saved", "liberated"})  # fmt: skip
_CAPTURE = frozenset({"abduction", "hostage_taking"})
_PARTS = frozenset({"after", "when", "from", "since", "day", "days", "weeks", "group", ".", ";", "crisis"})


def captives(scan: Scan, match: Match[Entry], word: Word) -> bool:
    """Whether a word of capture only says whom the forces freed: "rescued nine hostages", "freed two kidnapped men"."""
    if word.get("kind") not in _CAPTURE:
        return False
    for position in range(match.first - 1, max(match.first - 10, -1), -1):
        lower = scan.lower(position)
        if lower in _FREEING:
            return scan.lower(position - 1) not in ("to", "not") or scan.sentence.kind != "body"
        if lower in _PARTS and position != match.first - 1:
            return False
    return False


def theirs(scan: Scan, match: Match[Entry], word: Word) -> bool:
    """Whether it was the militants who attacked: "30 terrorists were killed in an attack against a military post"."""
    if word.get("form") != "noun" or not word.text.startswith(("attack", "assault", "raid", "ambush")):
        return False
    near = [scan.lower(p) for p in range(match.last - 1, match.last + 7)]
    if not {"on", "against"} & set(near):
        return False
    return bool(_POSTS & set(near)) and not _BANDS & set(near)


_POSTS = frozenset({"military", "army", "post", "base", "camp", "checkpoint", "checkpost", "barracks", "detachment", "police", "outpost", "convoy", "garrison", "headquarters", "troops", "soldiers", "unit"})  # fmt: skip
_BANDS = frozenset({"militants", "militant", "hideout", "hideouts", "terrorists", "terrorist", "rebel", "insurgents"})  # fmt: skip


def led_to(before: Clause, part: Clause) -> bool:
    """ "Fifteen terrorists were killed after they attacked two camps": they fell in their attack."""
    fallen = [t for t in before.tallies if t.effect == "killed"]
    if before.operations or before.attacks or part.type != "attack" or not fallen:
        return False
    scan = part.scan
    near = [scan.lower(p) for p in range(part.first, part.first + 5)]
    return part.join in ("after", "when", "as", "while") and bool(_STRIKERS & set(near))


#: Who attacks.
_STRIKERS = frozenset({"they", "militants", "terrorists", "attackers", "gunmen", "insurgents", "rebels", "fighters", "extremists", "jihadists", "assailants", "taliban", "bandits", "guerrillas", "separatists", "khwarij"})  # fmt: skip


def in_fight(clause: Clause, latest: Frame | None) -> bool:
    """Whether militants fell in the fight that was told just before: "three of the militants were killed in the fighting"."""
    if clause.type != "operation" or clause.operations or latest is None or latest.type != "attack":
        return False
    if clause.scan.sentence.paragraph - latest.paragraph > 1 or "armed_clash" not in latest.kinds:
        return False
    return any(clause.scan.lower(m.first - 1) in ("the", "that") for m, w in clause.attacks if w.get("kind") == "armed_clash")  # fmt: skip


def by_others(clause: Clause, frames: Sequence[Frame]) -> bool:
    """Whether "the operation" is that of the gunmen of the news: "a guard was killed during the operation"."""
    scan = clause.scan
    if clause.type != "operation" or not frames or any(f.type != "attack" for f in frames):
        return False
    dead = [t for t in clause.tallies if t.effect == "killed"]
    named = [m for m, w in clause.operations if scan.lower(m.first - 1) == "the" or "the operation" in w.text]
    forced = any(m.entry.of("force") for m in scan.folk)
    if named and any(_tells(scan, m.last) and m.last < named[0].first for m, _ in scan.words("group")):
        # "The group said the operation later spread to two more posts": its own.
        return bool(clause.attacks) and not any(t.role == "militants" for t in dead)
    return bool(dead and named) and not forced and all(t.role in ("people", "civilians") for t in dead)


_LAUNCH = frozenset({"launched", "mounted", "staged", "conducted", "made", "executed"})


def launched(clause: Clause) -> bool:
    """ "launched a coordinated attack", "carried out an assault": one attack, done."""
    scan = clause.scan
    for match, word in clause.attacks:
        if word.get("form") != "noun" or scan.lower(match.last - 1).endswith("s"):
            continue
        before = [scan.lower(p) for p in range(max(match.first - 5, clause.first), match.first)]
        if {"a", "an"} & set(before) and (_LAUNCH & set(before) or "carried" in before):
            return True
    return False


def _tells(scan: Scan, position: int) -> bool:
    return scan.lower(position) in ("said", "stated", "claimed", "says", "added") and scan.lower(position + 1) in ("that", "the")  # fmt: skip


def freed(scan: Scan, tallies: Sequence[Tally], first: int, last: int) -> Tally | None:
    """The people whom soldiers or police brought free in a clause."""
    found = next((t for t in tallies if t.effect == "rescued" and t.value), None)
    if found is None or not any(
        (force := m.entry.of("force")) is not None and force.id != "court" and first <= m.first < last
        for m in scan.folk
    ):
        return None
    return found


def rescue(scan: Scan, at: int) -> tuple[Match[Entry], Word]:
    """The word of an operation that a rescue is."""
    token = scan.tokens[at]
    word = Word("operation", "rescued", {"operation": "raid"}, "rescued")
    return Match(at, at + 1, token.start, token.end, Entry((word,))), word


def waylaid(scan: Scan, first: int, last: int) -> int:
    """Where soldiers or police lie in wait for militants in a clause: "a security team ambushed three suspected militants"; -1 if nowhere."""
    for position in range(first + 1, last):
        if scan.lower(position) not in ("ambushed", "intercepted"):
            continue
        force = any(
            (w := m.entry.of("force")) is not None and w.id != "court" and position - 3 <= m.last <= position and m.first >= first
            for m in scan.folk
        ) or (scan.lower(position - 1) in ("team", "unit", "patrol") and scan.lower(position - 2) in ("security", "police", "army", "military"))  # fmt: skip
        foes = any(
            noun.get("role") in ("militants", "attackers") and position < m.first <= position + 7
            for m, noun in scan.words("person")
        )
        if force and foes and scan.lower(position - 1) not in ("was", "were", "been", "being"):
            return position
    return -1


def one_more(scan: Scan, match: Match[Entry], word: Word) -> bool:
    """Whether a fight is told after others of its kind, as the army tells its operations: "in another clash"."""
    near = [scan.lower(p) for p in range(max(match.first - 2, 0), match.first)]
    return word.get("kind") == "armed_clash" and any(item in ("more", "another", "separate") for item in near)


_CAPTURED = frozenset({"captured", "captures", "seized", "caught", "nabbed", "capture"})


def _by_gunmen(scan: Scan, verb: int) -> bool:
    """Whether it is gunmen who capture people: "Ten gunmen first captured four members of a team"."""
    if scan.lower(verb) not in _CAPTURED:
        return False
    at = verb
    while at > 0 and verb - at < 4 and (scan.lower(at - 1).endswith("ly") or scan.lower(at - 1) in ("had", "have", "first", "also", "then")):  # fmt: skip
        at -= 1
    return any(
        m.last == at and noun.get("role") in ("attackers", "militants") for m, noun in scan.words("person")
    )


def captured(clause: Clause) -> bool:
    """Whether a clause tells that gunmen captured people, by a word that names no kind of attack."""
    named = {m.first for m, _ in clause.attacks}
    if any(w.get("kind") == "hostage_taking" for _, w in clause.attacks):
        return False
    return any(t.effect == "abducted" and t.at not in named and t.value for t in clause.tallies)


def _kept(scan: Scan, verb: int) -> bool:
    """Whether people are held by gunmen: "four hostages held by the group"."""
    before = {scan.lower(p) for p in range(verb - 3, verb)}
    if before & {"hostages", "hostage", "captives", "captive"}:
        return True
    return scan.lower(verb + 1) == "by" and any(
        verb + 1 < m.first <= verb + 4 for m, _ in scan.words("group")
    )


_MEMBERS = frozenset({"members", "member", "fighters", "operatives", "suspects", "men", "activists", "cadres", "elements", "followers", "affiliates", "commanders"})  # fmt: skip


def sided(scan: Scan, tally: Tally) -> Tally:
    """Whose people a count is of: "three Islamic State (IS) members" are militants."""
    if tally.effect == "arrested" and tally.first >= tally.at and _by_gunmen(scan, tally.at):
        return replace(tally, effect="abducted")
    if tally.effect == "arrested" and by_gunmen(scan, tally):
        return replace(tally, effect="abducted")
    if tally.effect == "arrested" and scan.lower(tally.at) == "held" and _kept(scan, tally.at):
        return replace(tally, effect="abducted")
    if tally.role != "people":
        return tally
    named = any(
        tally.first < match.first
        and match.entry.of("group") is not None
        and (
            match.first <= tally.first + 2 or (match.last < tally.last and scan.lower(match.last) in _MEMBERS)
        )
        for match in scan.folk
    )
    return replace(tally, role="militants") if named else tally


def _undone(scan: Scan, match: Match[Entry]) -> bool:
    """Whether a court takes a verdict back: "acquitted all twelve men convicted of it", "overturned the death sentences"."""
    for position in range(match.first - 1, max(match.first - 12, -1), -1):
        lower = scan.lower(position)
        if lower in ("and", "while", "but", ";"):
            return False
        if lower.startswith(("acquit", "overturn", "quash", "annul")) or (lower == "aside" and scan.lower(position - 1) == "set"):  # fmt: skip
            return True
    return False


def _adjective(scan: Scan, match: Match[Entry]) -> bool:
    """Whether it only says of people what they are: "jailed militants were freed"."""
    if match.last - match.first > 1 or scan.lower(match.first - 1) in _JUDGES:
        return False
    following = next(
        (m for m in scan.folk if m.first == match.last and m.entry.of("person") is not None), None
    )
    return following is not None and scan.lower(match.first) in ("jailed", "convicted", "sentenced")


def hideout(scan: Scan, position: int) -> bool:
    """Whether what is hit is the militants' own: "targeted militant hideouts"."""
    return any(
        scan.lower(p) in ("hideout", "hideouts", "militants", "terrorists", "khwarij", "camps")
        for p in range(position, position + 4)
    )


def eliminated(scan: Scan, tally: Tally) -> bool:
    """Whether a count is of militants who were "eliminated"."""
    return any(
        match.first == tally.at and (w := match.entry.of("harm")) and w.id == "eliminate"
        for match in scan.folk
    )


_PLOTTERS = frozenset({"mastermind", "masterminds", "planner", "planners", "architect", "plotter", "plotters", "facilitator", "facilitators", "handler", "handlers", "perpetrators", "accused", "suspect", "suspects"})  # fmt: skip


def wanted_for(scan: Scan, match: Match[Entry]) -> bool:
    """Whether an attack only tells who somebody is: "the mastermind of the blast was killed in an operation"."""
    near = [scan.lower(p) for p in range(max(match.first - 6, 0), match.first)]
    at = next((p for p in range(len(near) - 1, -1, -1) if near[p] in _PLOTTERS), None)
    return at is not None and near[at + 1 : at + 2] in (["of"], ["behind"], ["in"], ["for"])


def armed_rescue(scan: Scan) -> bool:
    """Whether those who rescue are the forces, who fell militants: "a rescue operation in which troops killed 33 militants"."""
    forced = any((w := m.entry.of("force")) is not None and w.id != "court" for m in scan.folk)
    foes = any(w.get("role") in ("militants", "attackers") for _, w in scan.words("person"))
    return (
        forced and foes and any((w := m.entry.of("harm")) and w.get("effect") == "killed" for m in scan.folk)
    )


def describes(scan: Scan, match: Match[Entry], tallies: Sequence[Tally]) -> bool:
    """Whether an attack only tells which militants fell or were caught: "killed all the militants who had stormed it"."""
    who = next(
        (p for p in range(match.first - 1, max(match.first - 4, 0), -1) if scan.lower(p) in ("who", "that")),
        None,
    )
    if who is None:
        return False
    return any(
        0 <= who - t.last <= 2 and (t.effect == "arrested" or (t.effect == "killed" and t.role in ("militants", "attackers")))
        for t in tallies
    )  # fmt: skip


#: Before a raid or an operation: it is not the forces'.
_OTHERS = frozenset({"rescue", "relief", "recovery", "militant", "insurgent", "rebel", "jihadist", "bandit", "terrorist"})  # fmt: skip


def of_others(scan: Scan, match: Match[Entry]) -> bool:
    """Whether an operation is the gunmen's or the firemen's: "a militant raid", "a relief operation"."""
    before = scan.lower(match.first - 1)
    return before in _OTHERS and not (before == "rescue" and armed_rescue(scan))


def tells_who(scan: Scan, match: Match[Entry], tallies: Sequence[Tally]) -> bool:
    """Whether an attack only tells who the people are whom the forces felled or caught."""
    return wanted_for(scan, match) or describes(scan, match, tallies)
