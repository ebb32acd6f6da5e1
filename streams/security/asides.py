"""Places that a sentence names without placing anything there: capitals that stand for governments, the ends of a road."""

from __future__ import annotations

from streams.security.scan import Scan
from streams.text.places import PlaceMention, country_of

#: What stands before a place where something is.
LOCATIVE = frozenset(
    {
        "in",
        "at",
        "near",
        "outside",
        "inside",
        "on",
        "around",
        "across",
        "within",
        "off",
        "close",
        "hit",
        "rocked",
        "rocks",
        "hits",
        "shook",
    }
)
_ROADS = frozenset({"highway", "road", "motorway", "expressway", "route", "bypass", "railway"})
_GOVERNS = frozenset({"has", "had", "have", "is", "was", "were", "will", "would", "and", "but", "said", "says", "also", "to", "of", "for", "over", "in", "on", "must", "should", "which", "that", "with", "after"})  # fmt: skip
_BLAMES = frozenset({"blamed", "accused", "involvement", "investigation", "probe", "allegations", "responsible"})  # fmt: skip


def rules(scan: Scan, mention: PlaceMention, before: str) -> bool:
    """Whether a capital stands for its government, in a sentence on what governments say: "Islamabad is open to a probe"."""
    blamed = scan.lower(mention.first - 1) == "on" and any(scan.lower(p).startswith("blam") for p in range(mention.first - 5, mention.first))  # fmt: skip
    if mention.entry.kind != "city" or (before in LOCATIVE and not blamed) or (not scan.speech and _BLAMES.isdisjoint(scan.sentence.tokens.lowers)):  # fmt: skip
        return False
    if (
        scan.lower(mention.first - 1) in ("of", "'s", ",", "the", "in", "at", "from", "near")
        or before == "of"
    ):
        return False
    text = scan.sentence.text[mention.start : mention.end]
    if country_of(text) is None:
        return False
    after = scan.tokens[mention.last].text if mention.last < len(scan.tokens) else "."
    return after in (",", ".", ";", '"', "'s") or after.lower() in _GOVERNS or after.lower().endswith("ly")


def road(scan: Scan, mention: PlaceMention) -> bool:
    """Whether the place is an end of a road: "the Quetta-Karachi highway", "the Bannu-Miranshah road"."""
    tokens = scan.tokens
    last = mention.last
    while last < len(tokens) and last < mention.last + 5 and tokens[last].text[0].isupper():
        if tokens[last].lower in _ROADS:
            break
        last += 1
    if last >= len(tokens):
        return False
    if tokens[last].lower == "national" and last + 1 < len(tokens):
        last += 1
    if tokens[last].lower not in _ROADS:
        return False
    text = scan.sentence.text
    joined = text[mention.end : mention.end + 1] in "-–" and last > mention.last
    return joined or text[max(mention.start - 1, 0) : mention.start] in ("-", "–")
