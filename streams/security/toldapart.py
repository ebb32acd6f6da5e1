"""Counts that stand apart from their verb: "stabbed three people to death", "along with his wife", "received 13 bodies", "injuries to four"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from streams.security.people import Chain
from streams.security.scan import Scan
from streams.security.tally import Tally, total

#: What ends "to death", and how far before it the verb may stand.
_DEADLY = frozenset({"stabbed", "hacked", "beat", "beaten", "bludgeoned", "tortured", "burned", "burnt", "hacking", "stabbing", "stoned", "clubbed", "slashed", "beating", "strangled", "lynched", "knifed", "crushed", "starved", "choked", "stab", "hack"})  # fmt: skip
_FAR = 12
_WITH = (("along", "with"), ("together", "with"), ("alongside",), ("as", "well", "as"))
#: Who counts the dead by what reached them.
_GOT = frozenset({"received", "receive", "receives", "recovered", "retrieved", "counted", "pulled", "found", "brought", "seen", "saw", "collected"})  # fmt: skip


def to_death(scan: Scan, groups: Sequence[Chain]) -> list[Tally]:
    """ "stabbed three people to death"."""
    found = []
    for position, token in enumerate(scan.tokens):
        if token.lower != "death" or scan.lower(position - 1) != "to":
            continue
        verb = next(
            (p for p in range(position - 2, max(position - _FAR, -1), -1) if scan.lower(p) in _DEADLY), -1
        )
        if verb < 0 or verb == position - 2:
            continue
        chain = next((c for c in groups if verb < c.first <= verb + 3 and c.last < position), None)
        if chain is not None:
            value, low, high = total(chain.heads)
            head = chain.heads[0]
            role = head.role if len({h.role for h in chain.heads}) == 1 else "people"
            kinds = [str(kind) for h in chain.heads if h.noun and (kind := h.noun.get("kind"))]
            if value is not None or low is not None:
                shares = [(role, value)] if value is not None and role != "people" else []
                found.append(
                    Tally(
                        "killed",
                        verb,
                        position + 1,
                        value,
                        low,
                        high,
                        head.qualifier,
                        role,
                        shares,
                        kinds,
                        at=verb,
                    )
                )
        elif scan.lower(verb + 1) in ("a", "an", "the", "his", "her", "their"):
            found.append(
                Tally(
                    "killed",
                    verb,
                    position + 1,
                    1,
                    None,
                    None,
                    "exact",
                    "civilians",
                    [("civilians", 1)],
                    at=verb,
                )
            )
    return found


def with_them(scan: Scan, found: Sequence[Tally], groups: Sequence[Chain]) -> list[Tally]:
    """The counts with those who shared what happened: "was shot dead along with his driver and two guards"."""
    more = []
    for tally in found:
        more.append(tally)
        if tally.effect not in ("killed", "injured", "abducted") or tally.value is None or tally.update:
            continue
        after = max(tally.at + 1, tally.last if tally.last - tally.at < 4 else tally.at + 1)
        start = next(
            (
                p + len(words)
                for p in range(after, after + 4)
                for words in _WITH
                if tuple(scan.lower(q) for q in range(p, p + len(words))) == words
            ),
            -1,
        )
        if start < 0 and scan.lower(tally.at + 1) in ("him", "her") and scan.lower(tally.at + 2) == "and":
            start = tally.at + 3  # "killing him and his guard"
        chain = next((c for c in groups if start >= 0 and start <= c.first <= start + 2), None)
        if chain is None or any(h.role in ("attackers", "militants") for h in chain.heads):
            continue
        if any(start <= t.first <= chain.last for t in found if t is not tally):
            continue
        value, low, _ = total(chain.heads)
        if value is None:
            continue
        kinds = [*tally.kinds, *(str(kind) for h in chain.heads if h.noun and (kind := h.noun.get("kind")))]
        roles = {tally.role, *(h.role for h in chain.heads)}
        more[-1] = replace(
            tally,
            value=tally.value + value,
            low=(tally.low if tally.low is not None else tally.value) + (low or value)
            if tally.low is not None or low is not None
            else None,
            role=tally.role if len(roles) == 1 else "people",
            shares=[],
            kinds=kinds,
        )
    return more


def received(scan: Scan, groups: Sequence[Chain]) -> list[Tally]:
    """ "the hospital had received 13 bodies and 45 wounded people": one hospital's share."""
    found = []
    for chain in groups:
        near = {scan.lower(p) for p in range(max(chain.first - 3, 0), chain.first)}
        if _GOT.isdisjoint(near) and not (
            scan.lower(chain.last) in ("were", "was", "had", "have")
            and _GOT & {scan.lower(p) for p in range(chain.last + 1, chain.last + 3)}
        ):
            continue
        for head in chain.heads:
            noun = head.noun.text if head.noun is not None else ""
            effect = (
                "killed"
                if noun in ("bodies", "dead bodies", "corpses", "body")
                else "injured"
                if noun.startswith(("wounded", "injured"))
                else None
            )
            if effect is None or head.value is None:
                continue
            found.append(
                Tally(
                    effect,
                    head.first,
                    head.last,
                    head.value,
                    head.low,
                    head.high,
                    head.qualifier,
                    "people",
                    partial=True,
                    at=head.first,
                )
            )
    return found
