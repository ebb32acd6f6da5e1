"""Operations told beside an attack, in its own sentences: suspects held, captives rescued, a siege brought to its end.

Theory: readers of clauses give a sentence that names an attack to the attack. What the forces did about it is read here from
the same sentences, as frames of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from streams.security.clause import Clause
from streams.security.frame import Frame
from streams.security.frames import Story
from streams.security.people import chains
from streams.security.scan import Scan
from streams.security.tally import Tally, total
from streams.security.words import Entry, Word
from streams.text.lexicon import Match

#: How far those held may stand before the verb, in tokens.
_REACH = 24
#: Older than this it is another story's.
_OLD = timedelta(days=120)
_HELD = frozenset({"arrested", "detained", "apprehended", "captured", "nabbed", "custody"})
_ARRESTS = ("arrest", "detain", "apprehend", "nab", "captur")
_PASSIVE = frozenset({"was", "were", "been", "being"})
_UNREAL = frozenset({"not", "no", "never", "yet", "will", "would", "could", "to", "if", "nobody", "none", "wrongly"})  # fmt: skip
_HARM = frozenset({"killed", "injured", "wounded", "died", "dead", "martyred", "said", "abducted", "kidnapped", "rescued", ";"})  # fmt: skip
_SUSPECT = frozenset({"suspect", "suspects", "suspected", "accused", "behind", "involved", "facilitators", "facilitator", "connection", "accomplice", "accomplices", "handler", "handlers", "mastermind", "masterminds", "attackers", "attacker", "terrorists", "terrorist", "militants", "militant", "gunmen", "gunman", "linked", "link", "links", "involvement", "perpetrators", "perpetrator"})  # fmt: skip
#: Who holds them: "four friends of the bomber had been detained by police".
_CUSTODY = frozenset({"police", "forces", "ctd", "rangers", "agencies", "intelligence"})
_FREED = frozenset({"rescued", "rescuing", "rescue", "freed", "freeing", "recovered"})
_CAPTURED = frozenset({"abduction", "hostage_taking"})
_SIEGE = frozenset({"siege", "standoff", "hostage", "hostages", "stormed", "storming", "stand-off", "gunbattle", "seized"})  # fmt: skip
_OVER = frozenset({"over", "ended", "ends", "end", "concluded", "completed", "finished", "retake", "retook", "retaken", "cleared", "reclaim", "recaptured"})  # fmt: skip
_ENEMIES = ("militants", "attackers")
_THEM = frozenset({"militants", "attackers", "gunmen", "terrorists", "assailants", "extremists", "insurgents", "fighters"})  # fmt: skip
_DONE = frozenset({"killed", "dead", "eliminated", "neutralised", "neutralized", "killing", "eliminating", "died"})  # fmt: skip
_WHAT = frozenset({"hostage", "siege", "operation", "standoff", "attack", "assault", "gunbattle", "stand-off", "building", "complex", "hotel", "compound", "control"})  # fmt: skip


def aftermath(story: Story, told: Sequence[Frame]) -> list[Frame]:
    """The operations that the sentences of attacks tell of, besides those that are frames already."""
    attacks = [frame for frame in story.frames if frame.type == "attack" and not frame.older]
    if not attacks:
        return []
    found: list[Frame] = []
    kinds = set[str]().union(*(frame.operations for frame in told))
    ended = None if "clearance" in kinds else _siege(story, attacks)
    if ended is not None:
        found.append(ended)
    elif "clearance" not in kinds:
        freed = _rescue(attacks)
        near = next((f for f in told if freed is not None and _near(f, freed)), None)
        if freed is not None and near is not None:
            for clause in freed.clauses:
                near.take(clause, None)
        elif freed is not None:
            found.append(freed)
    if "arrest" not in kinds:
        held = _arrests(story, told)
        if held is not None:
            found.append(held)
    return found


def _near(one: Frame, other: Frame) -> bool:
    """Whether the one is told right beside the other, so that they are the same."""
    mine = [clause.scan.sentence.index for clause in one.clauses]
    return "raid" in one.operations and any(
        min(abs(clause.scan.sentence.index - index) for index in mine) <= 1 for clause in other.clauses
    )


def _frame(clauses: Sequence[Clause], attack: Frame | None) -> Frame:
    frame = Frame("operation", when=attack.when if attack is not None else None)
    for clause in clauses:
        frame.take(clause, None)
    return frame


def _told(clause: Clause, tallies: list[Tally], operations: Sequence[tuple[Match[Entry], Word]] = ()) -> Clause:  # fmt: skip
    """A clause of the operation beside that of the attack, with its own counts."""
    return replace(clause, attacks=[], operations=list(operations), tallies=tallies, type="operation")


def _arrests(story: Story, told: Sequence[Frame]) -> Frame | None:
    """The suspects that the forces hold: "two people accused of helping the attackers were arrested"."""
    taken = {clause.scan.sentence.index for frame in told for clause in frame.clauses}
    for frame in story.frames:
        if frame.type != "attack" or frame.older:
            continue
        for clause in frame.clauses:
            held = [t for t in clause.tallies if t.effect == "arrested" and t.value and clause.scan.lower(t.at).startswith(_ARRESTS)]  # fmt: skip
            if held:
                return _frame([_told(clause, held)], None)
    for scan in story.scans:
        if scan.sentence.index in taken or scan.sentence.kind == "headline":
            continue
        if not any(token.lower in _HELD for token in scan.tokens):
            continue
        if any(story.published - d.when.end > _OLD for d in scan.dates):
            continue
        tally = _held(scan)
        if tally is not None:
            clause = Clause(scan, 0, len(scan.tokens), None, tallies=[tally], type="operation")
            clause.places = [p for p in scan.places if not p.demonym]
            return _frame([clause], None)
    return None


def _held(scan: Scan) -> Tally | None:
    for position, token in enumerate(scan.tokens):
        if token.lower not in _HELD:
            continue
        before = [scan.lower(p) for p in range(max(position - 4, 0), position)]
        if any(word in _UNREAL for word in before):
            continue
        passive = any(word in _PASSIVE for word in before)
        custody = token.lower == "custody" and before[-1:] == ["into"]
        if not (passive or custody):
            continue
        for chain in reversed(chains(scan)):
            if not position - _REACH <= chain.first < position or chain.bare:
                continue
            between = [scan.lower(p) for p in range(chain.last, position)]
            role = chain.heads[0].role
            if role == "security_forces" or any(word in _HARM for word in between):
                break
            named = {scan.lower(p) for p in range(len(scan.tokens))}
            by = {scan.lower(p) for p in range(position, position + 6)}
            if (
                role not in ("militants", "attackers")
                and not named & _SUSPECT
                and not ("by" in by and by & _CUSTODY)
            ):
                break
            value, low, high = total(chain.heads)
            head = chain.heads[0]
            return Tally("arrested", chain.first, chain.last, value, low, high, head.qualifier, "militants", at=position)  # fmt: skip
    return None


def _forced(scan: Scan, clause: Clause, at: int) -> bool:
    """Whether soldiers or police do it: before the verb, or after its "by"."""
    return any(
        (force := match.entry.of("force")) is not None and force.id != "court" and clause.first <= match.first <= at + 8
        for match in scan.folk
    )  # fmt: skip


def _rescue(attacks: Sequence[Frame]) -> Frame | None:
    """Captives whom the forces freed."""
    for frame in attacks:
        if not frame.kinds & _CAPTURED:
            continue
        clauses = []
        for clause in frame.clauses:
            freed = [t for t in clause.tallies if t.effect == "rescued"]
            verb = next((p for p in range(clause.first, clause.last) if clause.scan.lower(p) in _FREED), None)
            if verb is None or not _forced(clause.scan, clause, verb):
                continue
            if any(clause.scan.lower(p) in _UNREAL for p in range(max(verb - 3, 0), verb)):
                continue
            clauses.append(_told(clause, freed, _as_raid(clause, verb)))
        if any(clause.tallies for clause in clauses):
            return _frame(clauses, frame)
    return None


def _siege(story: Story, attacks: Sequence[Frame]) -> Frame | None:
    """The end of a siege: the forces killed those inside, and it is over."""
    body = [scan for scan in story.scans if scan.sentence.kind != "bullet"]
    if not any(token.lower in _SIEGE for scan in body for token in scan.tokens):
        return None
    if not any(_ended(scan) for scan in body):
        return None
    main = attacks[0]
    found = [
        _told(clause, tallies, _as_clearance(clause))
        for clause in main.clauses
        if (tallies := [t for t in clause.tallies if t.effect == "killed" and t.role in _ENEMIES])
    ]
    if not found:
        scan = next((scan for scan in body if _all_killed(scan)), None)
        scan = scan or next((scan for scan in body if _siege_over(scan)), None)
        if scan is None:
            return None
        clause = Clause(scan, 0, len(scan.tokens), None, type="operation")
        found = [_told(clause, [], _as_clearance(clause))]
    return _frame(found, main)


def _siege_over(scan: Scan) -> bool:
    """Whether a siege is said to be over: "troops ended the siege", "the hotel siege is over"."""
    words = [token.lower for token in scan.tokens]
    if not {"siege", "standoff", "stand-off", "hostage"} & set(words):
        return False
    return any(word in ("ended", "ends", "over") for word in words) and _ended(scan)


def _all_killed(scan: Scan) -> bool:
    """Whether none of the attackers is left: "all the gunmen have been killed"."""
    for position, token in enumerate(scan.tokens):
        if token.lower != "all":
            continue
        after = [scan.lower(p) for p in range(position, position + 12)]
        before = [scan.lower(p) for p in range(max(position - 4, 0), position)]
        if any(word in _THEM for word in after[:6]) and any(w in _DONE for w in (*before, *after)):
            return True
    return False


def _ended(scan: Scan) -> bool:
    for position, token in enumerate(scan.tokens):
        if token.lower in _OVER:
            near = {scan.lower(p) for p in range(max(position - 12, 0), position + 6)}
            if near & _WHAT and (token.lower != "over" or scan.lower(position - 1) in ("is", "was", "now", "siege")):  # fmt: skip
                return True
    return False


def _as_raid(clause: Clause, verb: int) -> list[tuple[Match[Entry], Word]]:
    return [_word(clause, verb, "rescue operation by the army", "raid")]


def _as_clearance(clause: Clause) -> list[tuple[Match[Entry], Word]]:
    return [_word(clause, clause.first, "cleared the building", "clearance")]


def _word(clause: Clause, at: int, rule: str, operation: str) -> tuple[Match[Entry], Word]:
    """A word of an operation at a position that has none of its own."""
    token = clause.scan.tokens[at]
    word = Word("operation", rule.replace(" ", "-"), {"operation": operation, "done": True}, rule)
    return Match(at, at + 1, token.start, token.end, Entry((word,))), word
