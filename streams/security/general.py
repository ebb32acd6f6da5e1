"""What the words about a link take back: a doubt, or that the group does such things in general."""

from __future__ import annotations

from typing import TYPE_CHECKING

from streams.security.scan import Scan

if TYPE_CHECKING:
    from streams.security.linking import Named, Party

#: What a group near to another does in general: "militants linked to al-Qaeda are waging an insurgency".
_GOES_ON = frozenset(
    {"are", "is", "have", "has", "operate", "operates", "roam", "control", "controls", "remain", "remains"}
)
_IN_GENERAL = frozenset({"waging", "active", "operating", "fighting", "present", "been", "based", "seeking", "trying", "in", "controlling", "battling"})  # fmt: skip


def wages(scan: Scan, party: Party, parties: Named) -> bool:
    """Whether the words behind a group tell what it does over the years."""
    last = party.last
    if (
        scan.lower(last) in ("and", "or")
        and (other := parties.after(last)) is not None
        and other.first - last < 4
    ):
        last = other.last
    if scan.lower(last) in ("group", "groups", "militants", "organisation"):
        last += 1
    return scan.lower(last) in _GOES_ON and (
        scan.lower(last) not in ("are", "is", "have", "has") or scan.lower(last + 1) in _IN_GENERAL
    )


def doubted(scan: Scan, first: int, stop: int) -> bool:
    """ "suspected members of", "not discounting the possibility that it's the handiwork of", "likely carried out by"."""
    near = {
        scan.lower(p)
        for p in range(first - 5 if scan.lower(first - 1) in ("been", "were", "was") else first - 2, stop)
    }
    far = {scan.lower(p) for p in range(first - 12, first)}
    return bool(near & {"suspected", "likely", "probably", "possibly", "allegedly"}) or bool(
        far & {"possibility", "possible", "discounting", "may", "might", "could"}
    )


def one_like(scan: Scan, position: int) -> bool:
    """ "carried out a similar bombing": one."""
    return scan.lower(position) in ("similar", "recent", "earlier", "such", "previous") and not any(
        scan.lower(p).endswith("s") for p in range(position + 1, position + 4)
    )
