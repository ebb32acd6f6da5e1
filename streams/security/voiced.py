"""What a group's own voice says it did: "a Taliban spokesman tweeted that fighters had destroyed the post", "the group claimed killing nine".

Such a voice claims the attack without the words that claims are known by.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from streams.security.scan import Scan

if TYPE_CHECKING:
    from streams.security.linking import Party

_SPOKESMEN = frozenset({"spokesman", "spokesperson", "spokeswoman", "spokesmen"})
_SAYS = frozenset({"said", "says", "tweeted", "claimed", "claims", "claiming", "wrote", "posted", "told", "announced", "stated", "boasted", "declared", "saying"})  # fmt: skip
#: Whom it speaks for.
_OWN = frozenset({"it", "they", "their", "its", "our", "we", "fighters", "mujahideen", "mujahedeen", "insurgents", "militants", "bomber", "fighter", "guerrillas", "bombers", "men", "freedom"})  # fmt: skip
_DID = frozenset(
    {"attacked", "killed", "destroyed", "captured", "overran", "stormed", "targeted", "detonated", "bombed", "ambushed", "fired", "shelled", "struck", "seized",
     "raided", "burned", "torched", "shot", "abducted", "kidnapped", "hit", "killing", "inflicted", "carried", "launched", "wounded", "eliminated", "conducted"}
)  # fmt: skip
_DEAD = frozenset({"killed", "killing", "dead", "died"})
#: How far the doer stands behind the verb of saying, and the deed behind the doer.
_NEAR, _FAR, _DEED = 14, 6, 6


def claiming(scan: Scan, party: Party) -> int | None:
    """Where the verb stands by which a group, or who speaks for it, says that it did what happened; None if it says nothing such."""
    for position in range(party.last, min(party.last + _NEAR, len(scan.tokens))):
        if scan.lower(position) in (";", "but", "which", "after", "while"):
            return None
        if scan.lower(position) not in _SAYS:
            continue
        if any(scan.lower(p) in ("by", "on", "against", "from") for p in range(party.first - 2, party.first)):
            return None
        spoken = any(scan.lower(p) in _SPOKESMEN for p in range(max(party.first - 3, 0), position))
        if position - party.last > 2 and not spoken:
            return None
        return position if _deed(scan, position, spoken=spoken) or _toll(scan, position) else None
    return None


def _deed(scan: Scan, said: int, *, spoken: bool) -> bool:
    """ "said that their fighters had destroyed ..."."""
    for doer in range(said + 1, said + 1 + _FAR):
        if scan.lower(doer) in _OWN:
            deed = next((p for p in range(doer + 1, doer + 1 + _DEED) if scan.lower(p) in _DID), None)
            between = {scan.lower(p) for p in range(doer + 1, deed or doer + 1)}
            return (
                deed is not None
                and (spoken or scan.lower(doer) in ("its", "their", "our", "we"))
                and between.isdisjoint({"not", "never", "no", "were", "was", "would", "will", "been", ","})
            )
    return False


def _toll(scan: Scan, said: int) -> bool:
    """ "claimed 21 had been killed", "claimed killing 26 soldiers"."""
    if not scan.lower(said).startswith("claim"):
        return False
    window = [scan.lower(p) for p in range(said + 1, said + 7)]
    if not _DEAD & set(window) or {"not", "no", "that"} & set(window):
        return False
    return window[0] in _DEAD or any(number.first in (said + 1, said + 3) for number in scan.numbers)
