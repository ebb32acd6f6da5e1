"""Which kind of attack the words of a frame tell."""

from __future__ import annotations

from streams.security.actions import captured
from streams.security.captivity import besieged
from streams.security.choose import choose
from streams.security.clause import Clause
from streams.security.fights import fought_back, not_done, rammed, stormed, wielded
from streams.security.frame import Frame
from streams.security.frames import Story
from streams.security.words import Entry, Word
from streams.text.lexicon import Match

#: Of several kinds told in one part of the text, the one that names the event.
_RANK = ("hostage_taking", "suicide_bombing", "abduction", "air_strike", "shelling", "assassination", "bombing", "armed_clash", "shooting", "other")  # fmt: skip
#: A kind that says more of the same.
_REFINES = {
    "bombing": {"suicide_bombing"},
    "shooting": {"assassination", "armed_clash", "abduction", "hostage_taking"},
    "other": set(_RANK),
    "armed_clash": set(),
}


def _unsure(clause: Clause, word: Word) -> bool:
    """ "whether it was a suicide attack or a planted bomb": the text does not know."""
    if word.get("kind") != "suicide_bombing":
        return False
    return clause.scan.cued("unsure")


def _many(clause: Clause, match: Match[Entry]) -> bool:
    """Whether a word in the body tells of attacks in general: "bomb blasts and target killings"."""
    if clause.scan.lower(match.first - 1) == "of" and clause.scan.lower(match.first - 2) in (
        "string",
        "series",
        "wave",
        "spate",
        "number",
        "history",
    ):
        return True
    return (
        clause.scan.sentence.kind == "body"
        and not clause.tallies
        and clause.scan.lower(match.last - 1).endswith("s")
    )


def kind_of(story: Story, frame: Frame) -> str:
    """The kind that the words of an attack tell, those of the head of the article first."""
    head: set[str] = set()
    rest: set[str] = set()
    for clause in frame.clauses:
        kinds = {
            str(w.get("kind")) if not _unsure(clause, w) else "bombing"
            for m, w in clause.attacks
            if not (clause is not frame.clauses[0] and _many(clause, m))
            and not not_done(clause.scan, m, w)
            and not wielded(clause, m, w)
        }
        kinds |= {"abduction"} if captured(clause) else set()
        (head if clause.scan.sentence.kind in ("headline", "lead", "bullet") else rest).update(kinds)
    if frame.clauses and not head:
        head = rest
    best = _best(head)
    if best == "hostage_taking" and "abduction" in head | rest and not besieged(frame):
        best = "abduction"
    if best == "other":
        best = _best({str(w.get("kind")) for clause in frame.shared for _, w in clause.attacks})
    finer = _best({kind for kind in rest if kind in _REFINES.get(best, set())})
    if "abduction" in (best, finer) and best in ("shooting", "abduction") and _shot_dead(frame):
        best, finer = "shooting", "other"  # "gunned down five passengers", who "also took away three"
    if finer != "other":
        best = finer
    if best == "other" and any(_air(clause, m, w) for clause in frame.clauses for m, w in clause.attacks):
        best = "air_strike"
    if best == "assassination" and "shooting" in head | rest and _too_many(frame):
        best = "shooting"  # "lined up the pilgrims and assassinated them"
    if best == "bombing" and stormed(frame):
        best = "armed_clash"
    if best in ("shooting", "other") and fought_back(story, frame):
        best = "armed_clash"
    if best == "bombing" and any(_so_called_suicide(clause) for clause in frame.clauses):
        return "suicide_bombing"
    if best in ("bombing", "other") and any(rammed(clause.scan) for clause in frame.clauses[:4]):
        return "suicide_bombing"
    if best == "shooting" and _single_notable(frame):
        return "assassination"
    return best


def _air(clause: Clause, match: Match[Entry], word: Word) -> bool:
    """ "a strike on the school": from the air, unless terrorists strike."""
    return word.text in ("strike", "strikes") and clause.scan.lower(match.first - 1) not in (
        "terror",
        "terrorist",
        "militant",
        "general",
        "hunger",
        "suicide",
    )


def such(clause: Clause) -> bool:
    """ "the last such attack", "came after one on Wednesday that killed four": of the kind of the news."""
    if not clause.attacks and clause.older:
        return any(clause.scan.lower(p) == "one" for p in range(clause.first, clause.last))
    return any(clause.scan.lower(match.first - 1) in ("such", "similar") for match, _ in clause.attacks)


def _so_called_suicide(clause: Clause) -> bool:
    """ "a 'suicide' blast": the quotation marks part the phrase."""
    return not clause.scan.cued("unsure") and any(
        "suicide"
        in (
            clause.scan.lower(match.first - 1),
            clause.scan.lower(match.first - 2),
            clause.scan.lower(match.first - 3),
        )
        for match, _ in clause.attacks
    )


#: More dead than are singled out.
_SINGLED = 4


def _too_many(frame: Frame) -> bool:
    killed = choose(frame, "killed", without=("attackers", "militants"))
    return killed is not None and (killed.value or 0) > _SINGLED


def _shot_dead(frame: Frame) -> bool:
    """Whether the first telling of it counts dead, and has a word of shooting that is what was done."""
    first = frame.clauses[0]
    if any(w.get("kind") in ("abduction", "hostage_taking") for _, w in first.attacks):
        return False
    return any(t.effect == "killed" and t.value for t in first.tallies) and any(
        w.get("kind") == "shooting" and w.get("form") == "verb" for _, w in first.attacks
    )


def _best(kinds: set[str]) -> str:
    return min(kinds or {"other"}, key=_RANK.index)


def _single_notable(frame: Frame) -> bool:
    """One person killed who is known for an office: a politician, a cleric, a journalist."""
    killed = choose(frame, "killed", without=("attackers", "militants"))
    return (
        killed is not None
        and killed.value == 1
        and bool({"political", "religious_site", "government", "media"} & set(killed.kinds))
    )
