"""Neighbouring clauses: whether they tell of one event or of two."""

from __future__ import annotations

from streams.security.clause import Clause

BESIDE = frozenset(
    {
        "while",
        "and the same day",
        "and on the same day",
        "and in another",
        "and in a separate",
        "while in another",
        "while another",
        "and another",
    }
)


def fell_before(before: Clause, part: Clause) -> bool:
    """ "Nine people were killed before soldiers ended the siege": they fell in the attack."""
    return (
        part.type == "operation"
        and part.join in ("before", "until")
        and any(t.effect == "killed" for t in before.tallies)
        and all(t.role not in ("militants", "attackers") for t in before.tallies)
    )


def felled(clause: Clause) -> bool:
    """Whether only militants fell, and no word says in what."""
    return not clause.attacks and any(t.effect == "killed" for t in clause.tallies) and all(
        t.role == "militants" for t in clause.tallies
    )  # fmt: skip


def same_people(part: Clause) -> bool:
    """ "a week after being shot", "days after he was wounded"."""
    at = next((p for p in range(part.first, part.first + 3) if part.scan.lower(p) == "after"), part.first - 1)
    return part.scan.lower(at + 1) in ("being", "he", "she", "they", "sustaining", "suffering", "getting")


def towns_differ(one: Clause, other: Clause) -> bool:
    """ "Four were killed in one town, while three died in another": two events."""
    if not (one.tallies and other.tallies):
        return False
    first, second = ({p.entry.city for p in c.places if p.entry.kind == "city"} for c in (one, other))
    return bool(first) and bool(second) and not first & second


def apart(one: Clause, other: Clause) -> bool:
    """ "An official was gunned down, while a policeman died in an attack": two events."""
    if other.join not in BESIDE or other.definite or not one.attacks:
        return False
    return all(
        any(t.effect == "killed" and t.role != "attackers" and t.value for t in c.tallies)
        for c in (one, other)
    )


def days_differ(one: Clause, other: Clause) -> bool:
    """Whether each of them has a day, and no common one."""
    first, second = one.when, other.when
    return first is not None and second is not None and (first.end < second.start or second.end < first.start)
