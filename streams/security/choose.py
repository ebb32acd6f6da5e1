"""Which of an article's counts is the event's: the newest toll, else what the head of the article says, else the most told."""

from __future__ import annotations

from dataclasses import replace

from schemas import Count, Victims
from schemas.security import VictimGroup
from streams.security.frame import Frame
from streams.security.tally import Tally

_ZONE = {"headline": 3.0, "lead": 3.0, "bullet": 2.0, "body": 1.0}
_FORCES = ("security_forces",)


def choose(
    frame: Frame, effect: str, *, roles: tuple[str, ...] | None = None, without: tuple[str, ...] = ()
) -> Tally | None:
    """The count of an effect over a frame; only people of `roles` if given, never those of `without`."""
    best: Tally | None = None
    rank: tuple[bool, bool, float, int, bool] | None = None
    weights: dict[int | None, float] = {}
    summed: list[tuple[Tally, float]] = []
    for clause in frame.clauses:
        tallies = [
            t
            for t in clause.tallies
            if t.effect == effect and t.role not in without and (roles is None or t.role in roles)
        ]
        if not tallies:
            continue
        zone = _ZONE.get(clause.scan.sentence.kind, 1.0)
        tally = _of_clause(
            tallies, partial=_partial(clause.scan.cued("partial", clause.first, clause.last), tallies)
        )
        summed.append((tally, zone))
        weights[tally.value] = weights.get(tally.value, 0.0) + zone
    exact = [t.value for t, _ in summed if t.value and t.qualifier != "about" and not t.partial]
    summed = [
        (t, z)
        for t, z in summed
        # "Nearly two dozen" in a headline is the 21 of the lead.
        if t.update or t.qualifier != "about" or not any(_rounds(t.value, value) for value in exact)
    ]
    known = max((t.value or 0 for t, _ in summed if not t.update and not t.partial), default=0)
    for tally, zone in summed:
        key = (
            tally.value is not None and not tally.partial,
            # "The toll is now 36" counts over what was said before, unless it only bounds what others give exactly.
            tally.update and (tally.qualifier == "exact" or (tally.value or 0) >= known),
            weights[tally.value] + zone / 10,
            tally.value or tally.low or 0,
            bool(tally.kinds),
        )
        if rank is None or key > rank:
            best, rank = tally, key
    if best is not None and effect == "killed" and "attackers" in without:
        best = _without_attackers(frame, best, [t for t, _ in summed])
    if best is not None and not best.update:
        # "Six soldiers killed", then "six soldiers and two passers-by were killed": the sum says more.
        for tally, _ in summed:
            if tally.value is not None and best.value in tally.heads and not tally.partial:
                best = tally
    if best is not None and not best.update and roles is None:
        best = _and_also(frame, best, effect, without)
    if best is not None and best.qualifier == "exact":
        # Headlines leave "at least" out.
        return next((t for t, _ in summed if t.value == best.value and t.qualifier == "at_least"), best)
    return best


def _and_also(frame: Frame, best: Tally, effect: str, without: tuple[str, ...]) -> Tally:
    """ "Three soldiers were killed ... A woman was also killed": one more, whom the first count leaves out."""
    if best.role in ("people", *without) or best.value is None:
        return best
    for clause in frame.clauses:
        for tally in clause.tallies:
            if (
                tally.effect == effect
                and tally.role not in ("people", best.role, *without)
                and tally.value is not None
                and tally.value < best.value
                and not tally.partial
                and clause.scan.lower(tally.at - 1) == "also"
            ):
                return replace(
                    best,
                    value=best.value + tally.value,
                    low=best.low + tally.value if best.low is not None else None,
                    shares=[(best.role, best.value), (tally.role, tally.value)],
                    role="people",
                    kinds=[*best.kinds, *tally.kinds],
                )
    return best


def _rounds(rough: int | None, value: int) -> bool:
    return rough is not None and rough != value and abs(rough - value) <= 0.2 * value


def _without_attackers(frame: Frame, best: Tally, told: list[Tally]) -> Tally:
    """ "Seventeen dead" where twelve victims and five attackers are told: the twelve."""
    dead = [
        t.value
        for c in frame.clauses
        for t in c.tallies
        if t.effect == "killed" and t.role in ("attackers", "militants")
    ]
    for tally in told:
        if tally.value and best.value and not tally.partial and best.value - tally.value in dead:
            return tally
    return best


def _partial(cued: bool, tallies: list[Tally]) -> bool:
    return cued and all(t.partial for t in tallies)


def _of_clause(tallies: list[Tally], *, partial: bool) -> Tally:
    """Of several counts in one clause: the whole, or the sum where they tell of different people."""
    updates = [t for t in tallies if t.update]
    if updates:
        return updates[-1]
    whole = [t for t in tallies if not t.partial] or tallies
    roles = [t.role for t in whole]
    if (
        len(whole) > 1
        and len(set(roles)) == len(roles)
        and "people" not in roles
        and all(t.value is not None for t in whole)
    ):
        first = whole[0]
        total = sum(t.value or 0 for t in whole)
        shares = [(t.role, t.value or 0) for t in whole]
        return Tally(
            first.effect, first.first, first.last, total, None, None, first.qualifier, "people", shares,
            [k for t in whole for k in t.kinds], partial, False, False, first.at,
        )  # fmt: skip
    return max(whole, key=lambda t: (t.value is not None, t.value or t.low or 0))


def count(tally: Tally | None) -> Count | None:
    """A tally as events carry it."""
    if tally is None:
        return None
    low, high = tally.low, tally.high
    if tally.qualifier == "exact" and tally.value is not None and low is None:
        low, high = tally.value, tally.value
    if tally.qualifier == "at_most":
        low, high = None, tally.value
    return Count.model_construct(
        value=tally.value,
        low=low,
        high=high,
        qualifier=tally.qualifier,
        scope="partial" if tally.partial else "total",
        attackers_included=True if tally.attackers_in else None,
    )


def victims(frame: Frame, killed: Tally | None, injured: Tally | None) -> tuple[Victims, ...]:
    """Each group's share, where the text gives it."""
    shares: dict[str, dict[str, int]] = {}
    for effect, tally in (("killed", killed), ("injured", injured)):
        if tally is not None:
            for role, number in tally.shares:
                if role in ("civilians", "security_forces", "militants"):
                    shares.setdefault(role, {})[effect] = number
    for effect in ("killed", "injured"):
        for role in ("attackers", "militants"):
            apart = choose(frame, effect, roles=(role,))
            if apart is not None and apart.value is not None:
                shares.setdefault(role, {}).setdefault(effect, apart.value)
    order: tuple[VictimGroup, ...] = ("civilians", "security_forces", "militants", "attackers")
    return tuple(
        Victims.model_construct(
            group=role, killed=shares[role].get("killed"), injured=shares[role].get("injured")
        )
        for role in order
        if role in shares
    )
