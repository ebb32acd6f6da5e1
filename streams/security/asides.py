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
        "raided",
        "attacked",
        "stormed",
        "invaded",
        "struck",
        "bombed",
        "shelled",
        "targeted",
        "hitting",
        "overran",
        "shaking",
        "rocking",
        "bombarded",
        "pounded",
    }
)
_ROADS = frozenset({"highway", "road", "motorway", "expressway", "route", "bypass", "railway"})
_GOVERNS = frozenset({"has", "had", "have", "is", "was", "were", "will", "would", "and", "but", "said", "says", "also", "to", "of", "for", "over", "in", "on", "must", "should", "which", "that", "with", "after"})  # fmt: skip
_BLAMES = frozenset({"blamed", "accused", "involvement", "investigation", "probe", "allegations", "responsible"})  # fmt: skip
_LIVES = frozenset(
    {"resident", "residents", "inhabitant", "inhabitants", "native", "natives", "hails", "hailed", "hailing"}
)
_LENGTHS = frozenset(
    {
        "km",
        "kms",
        "kilometre",
        "kilometres",
        "kilometer",
        "kilometers",
        "mile",
        "miles",
        "away",
        ")",
    }
)
_TREATED = frozenset({"succumbed", "died", "treated", "admitted", "shifted", "taken", "treatment", "brought", "rushed", "moved"})  # fmt: skip
_CARRIED = frozenset(
    {
        "shifted",
        "taken",
        "moved",
        "rushed",
        "transferred",
        "airlifted",
        "brought",
        "referred",
        "treated",
        "treatment",
        "admitted",
        "evacuated",
        "flown",
        "sent",
        "died",
        "transported",
        "ferried",
    }
)
_ENVOYS = frozenset({"mission", "envoy", "ambassador", "diplomat", "affaires", "affairs", "d'affaires", "commissioner", "embassy", "consulate", "summoned", "commission", "missions", "envoys", "diplomats"})  # fmt: skip
_HEARERS = frozenset(
    {
        "reporters",
        "journalists",
        "media",
        "conference",
        "briefing",
        "press",
        "newsmen",
        "mediapersons",
        "afp",
        "reuters",
        "ap",
        "ani",
        "pti",
        "bbc",
        "cnn",
        "xinhua",
        "anadolu",
        "rfe",
        "voa",
        "efe",
        "dpa",
    }
)
_TELLS = frozenset({"told", "said", "addressing", "speaking", "talking", "briefing", "briefed", "addressed"})
_MEETINGS = frozenset({"summit", "summits", "conference", "talks", "forum", "speeches", "parades", "speech"})
#: What governments do that a capital stands for.
_HOLDS = frozenset({"considers", "regards", "views", "believes", "sees", "wants", "hopes", "fears", "insists", "maintains", "alleges", "claims", "blames", "accuses", "denies", "rejects", "backs", "supports", "calls", "argues", "suspects", "contends", "acknowledges", "admits", "opposes", "condemns", "welcomes", "recognises", "recognizes", "designates", "demands", "urges", "deems"})  # fmt: skip
#: What comes from where it was fired.
_LOFTED = frozenset({"fired", "launched", "lobbed", "shelled"})
_SIDES = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})


def told_by(scan: Scan, mention: PlaceMention, position: int, before: str) -> float | None:
    """The weight of a place that the event is told by, not in; None of any other."""
    after = scan.lower(mention.last)
    if after in ("based", "born"):
        return 0.0  # "the Kabul-based group"
    inside = {scan.lower(p) for p in range(mention.first, mention.last)}
    if (
        after in ("medical", "hospital", "teaching", "civil") or inside & {"medical", "hospital"}
    ) and not _TREATED.isdisjoint(scan.lower(p) for p in range(max(position - 9, 0), position)):
        return 0.2  # "succumbed to his wounds at Hayatabad Medical Complex"
    ward = {scan.lower(p) for p in range(mention.first - 4, mention.first)}
    if ward & {"complex", "hospital"} and not _TREATED.isdisjoint(
        scan.lower(p) for p in range(max(mention.first - 16, 0), mention.first)
    ):
        return 0.2  # "at Hayatabad Medical Complex, Peshawar"
    if before in ("in", "to") and not _ENVOYS.isdisjoint(scan.lower(p) for p in range(position - 4, position)):  # fmt: skip
        return 0.1  # "summoned the deputy head of mission in Islamabad"
    if rules(scan, mention, before):
        return 0.0  # "which New Delhi has blamed on Islamabad"
    if after == "bound":
        return 0.2  # "a Quetta-bound train"
    if after in _HOLDS and before not in LOCATIVE and not mention.demonym:
        return 0.1  # "Washington considers the region ..."
    if before == "from" or scan.lower(position - 1) == "from" or _LOFTED & {scan.lower(p) for p in range(mention.first - 6, mention.first)}:  # fmt: skip
        back = [scan.lower(p) for p in range(mention.first - 7, mention.first)]
        if not _LOFTED.isdisjoint(back) and "from" in back and not LOCATIVE - {"in", "on"} & set(back[back.index("from") :]):  # fmt: skip
            return 0.2  # "rockets fired from the mountains in Orakzai"
    if before in _LIVES:
        return 0.3
    if before in _LENGTHS or (before in ("from", "outside") and scan.lower(position - 1) in _LENGTHS):
        return 0.8  # "60 km north of Baghdad": near, where nothing nearer is named
    if before in ("in", "at") and not _MEETINGS.isdisjoint(scan.lower(p) for p in range(position - 6, position)):  # fmt: skip
        return 0.1  # "a summit in Chicago"
    if mention.entry.kind in ("admin1", "country"):
        return None
    if _beside(scan, mention):
        # "a city east of Cairo", "the nearest town of Bankass"
        return 0.6 if scan.sentence.kind == "body" else 0.39
    if before == "between":
        return 1.2
    if before == "and" and any(scan.lower(p) == "between" for p in range(max(position - 6, 0), position)):
        return 0.8
    if road(scan, mention):
        return 0.6
    earlier = [scan.lower(p) for p in range(max(position - 9, 0), position)]
    if (
        before in ("in", "at", "to", "hospital", "hospitals")
        and any(word.startswith("hospital") for word in (before, *earlier[-4:], after))
        and not _CARRIED.isdisjoint(earlier)
    ):
        return 0.2
    if before in ("in", "at") and not _HEARERS.isdisjoint(earlier[-4:]) and not _TELLS.isdisjoint(earlier):
        return 0.1  # "told reporters in Kabul"
    return None


def _beside(scan: Scan, mention: PlaceMention) -> bool:
    """Whether a town is named as the nearest, or by the side on which the place lies from it."""
    at = mention.first - 1
    while (
        at >= 0
        and mention.first - at < 5
        and scan.lower(at) in ("the", "town", "city", "of", "capital", "village")
    ):
        at -= 1
    while (
        at >= 0
        and mention.first - at < 8
        and (scan.lower(at) in _SIDES or scan.lower(at).endswith("ern"))
        and scan.lower(at + 1) != "of"
    ):
        at -= 1  # "around the northeastern city of Beni"
    if scan.lower(at) == "the":
        at -= 1
    if scan.lower(at) == "nearest" or (
        scan.lower(at) == "around" and scan.lower(at - 1) not in ("and", "or")
    ):
        return True
    return (
        scan.lower(at) in _SIDES
        and scan.lower(at + 1) == "of"
        and scan.lower(at - 1) not in ("the", "far", "'s")
    )


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
