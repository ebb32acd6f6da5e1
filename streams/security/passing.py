"""Places that a sentence only passes through: where the wounded were taken, where somebody was bound, where it was told."""

from __future__ import annotations

from streams.security.scan import Scan
from streams.text.places import PlaceMention

_TAKEN = frozenset(
    {
        "shifted",
        "taken",
        "moved",
        "transferred",
        "airlifted",
        "rushed",
        "referred",
        "evacuated",
        "flown",
        "transported",
        "ferried",
        "brought",
    }
)
_BOUND = frozenset({"way", "bound", "headed", "heading", "route", "travelling", "traveling", "journey"})


def brought_to(scan: Scan, place: PlaceMention) -> bool:
    """Whether a place is where the wounded were taken: "shifted to a hospital in Quetta"."""
    words = [scan.lower(p) for p in range(max(place.first - 9, 0), place.first)]
    if words[-1:] == ["in"] and {"told", "reporters", "journalists", "conference", "speaking"} & set(
        words[-5:-1]
    ):
        return True  # "told AFP in Peshawar"
    at = next((p for p in range(len(words) - 1, -1, -1) if words[p] in _BOUND), None)
    if at is not None and words[at + 1 : at + 2] in (["to"], ["for"]) and len(words) - at < 9:
        return True
    at = next((p for p in range(len(words) - 1, -1, -1) if words[p] in _TAKEN), None)
    return (
        at is not None
        and "to" in words[at : at + 3]
        and not {"when", "after", "and", "as", "where"} & set(words[at:])
    )
