"""Words of operations that tell of none where they stand: rescue work, exercises, plans, a prisoner's adjective."""

from __future__ import annotations

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
