"""Words of operations that tell of none where they stand: rescue work, exercises, plans, a prisoner's adjective."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from streams.security.scan import Scan
from streams.security.tally import Tally
from streams.security.words import Entry, Word
from streams.text.lexicon import Match

#: Beside "operation": what saves people from rubble or water, or trains.
_CIVIL = frozenset({"rescue", "relief", "recovery", "evacuation", "humanitarian", "firefighting", "salvage", "exercise", "exercises", "drill", "drills", "training", "mock", "surgical", "polling", "cleaning"})  # fmt: skip
_JUDGES = frozenset(
    {"court", "courts", "judge", "judges", "has", "have", "had", "jury", "tribunal", "atc", "justice"}
)
_THEIRS = frozenset({"militant", "insurgent", "rebel", "jihadist", "bandit", "terrorist"})
_FREE = frozenset({"raid", "sweep", None})


def is_operation(scan: Scan, match: Match[Entry], word: Word) -> bool:
    """Whether a word of an operation tells of one."""
    kind = word.get("operation")
    if kind == "conviction":
        return not _adjective(scan, match)
    if scan.lower(match.first - 1) in _THEIRS:
        return False  # "a militant raid"
    if kind not in _FREE:
        return True
    near = [scan.lower(p) for p in range(max(match.first - 3, 0), match.last + 1)]
    if any(item in _CIVIL for item in near):
        return False
    return not (
        scan.lower(match.first - 1) in ("will", "to")
        and scan.lower(match.first) in ("raid", "launch", "conduct")
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


def one_more(scan: Scan, match: Match[Entry], word: Word) -> bool:
    """Whether a fight is told after others of its kind, as the army tells its operations: "in another clash"."""
    near = [scan.lower(p) for p in range(max(match.first - 2, 0), match.first)]
    return word.get("kind") == "armed_clash" and any(item in ("more", "another", "separate") for item in near)


def sided(scan: Scan, tally: Tally) -> Tally:
    """Whose people a count is of: "three Islamic State (IS) members" are militants."""
    if tally.role != "people":
        return tally
    named = any(
        tally.first < match.first <= tally.first + 2 and match.entry.of("group") is not None
        for match in scan.folk
    )
    return replace(tally, role="militants") if named else tally


def _adjective(scan: Scan, match: Match[Entry]) -> bool:
    """Whether it only says of people what they are: "jailed militants were freed"."""
    if match.last - match.first > 1 or scan.lower(match.first - 1) in _JUDGES:
        return False
    following = next(
        (m for m in scan.folk if m.first == match.last and m.entry.of("person") is not None), None
    )
    return following is not None and scan.lower(match.first) in ("jailed", "convicted", "sentenced")
