"""Parties: which country a speaker or a body stands for, and when the name of a place means its government."""

from __future__ import annotations

from schemas import Speaker
from streams.security.frames import Story
from streams.security.leaders import office_country
from streams.security.phrase import phrase_words
from streams.security.scan import Scan
from streams.text.names import SpeakerMention
from streams.text.places import PlaceMention, country_of


def of_mention(story: Story, scan: Scan, mention: SpeakerMention) -> Speaker:
    """The speaker that a mention names; one without a country speaks for the article's, unless its body is the world's."""
    country = mention.country
    if country is None and not _worldly(mention) and not _of_the_world(scan, mention):
        country = (
            near_country(scan, mention.first, last=mention.last)
            or _ruled(scan, mention)
            or _sent_by(scan, mention)
            or office_country(" ".join(t.text for t in scan.tokens[mention.first : mention.last]))
            or story.country
        )
    body = mention.organisation or (_world_body(scan, mention) if country is None else None)
    return Speaker.model_construct(
        name=mention.name, role=mention.role, organisation=body, country=country if country and len(country) == 2 and country != "EU" else None
    )  # fmt: skip


#: Letters of bodies that are no country's.
_WORLD = frozenset({"un", "eu", "who", "oic", "msf", "icrc", "unhcr", "unicef", "unrwa", "ocha", "unesco", "iaea", "osce", "g7", "g20", "brics", "icc", "wfp", "sco", "gcc", "saarc", "asean", "hrw", "rsf", "cpj", "unifil", "unmiss", "monusco", "minusma"})  # fmt: skip


def _worldly(mention: SpeakerMention) -> bool:
    """Whether the body is no country's: the United Nations, the European Union."""
    body = (mention.organisation or "").lower()
    if not body and (mention.role or "").lower().replace("-", " ") in (
        "secretary general",
        "un secretary general",
    ):
        return True  # whom no body is named for, the world knows
    words = (
        "united nations",
        "european union",
        "islamic cooperation",
        "arab league",
        "world league",
        "arab states",
        "cooperation",
        "security council",
        "cooperation council",
        "nato",
        "amnesty",
        "human rights watch",
        "african union",
        "ecowas",
        "igad",
        "commonwealth",
        "red cross",
        "international federation",
        "reporters without borders",
        "committee to protect",
        "doctors without borders",
        "international committee",
        "unicef",
        "unama",
        "world health",
        "world food",
        "human rights council",
        "médecins sans",
        "medecins sans",
        "save the children",
        "international criminal court",
        "international crisis group",
        "international commission",
        "islamic council",
        "muslim council",
        "press institute",
        "federation of journalists",
        "atomic energy agency",
    )
    return any(word in body for word in words) or not _WORLD.isdisjoint(body.split())


def _of_the_world(scan: Scan, mention: SpeakerMention) -> bool:
    """Whether the office is one of the United Nations: "the UN special envoy to Iraq"."""
    if not mention.role:
        return False
    words = [scan.lower(p) for p in range(max(mention.first - 2, 0), mention.last)]
    return any(word in ("un", "u.n.", "u.n", "nations", "eu", "oic", "nato") for word in words)


_BODIES = {"un": "United Nations", "nations": "United Nations", "eu": "European Union", "oic": "Organisation of Islamic Cooperation", "nato": "NATO"}  # fmt: skip


def _world_body(scan: Scan, mention: SpeakerMention) -> str | None:
    """The body of the world that an office is of: "the EU Commission spokesperson"."""
    if not mention.role:
        return None
    near = range(max(mention.first - 2, 0), mention.last)
    return next((body for p in near if (body := _BODIES.get(scan.lower(p)))), None)


def is_state(scan: Scan, place: PlaceMention) -> bool:
    """Whether a place stands for its government: a country's name, or a capital that speaks."""
    if place.demonym:
        return False
    name = " ".join(token.lower for token in scan.tokens[place.first : place.last])
    return (
        country_of(name) is not None
        and scan.lower(place.first - 1) not in ("in", "of", "from", "near", "at", "inside", "outside", "to")
        and not (scan.lower(place.last) == "'s" and place.entry.kind != "country")
    )


def code(scan: Scan, place: PlaceMention) -> str | None:
    """The country that a place stands for: its own, or that whose government it names."""
    return (
        country_of(" ".join(token.lower for token in scan.tokens[place.first : place.last]))
        or place.entry.country
    )


def near_country(scan: Scan, first: int, *, last: int | None = None) -> str | None:
    """ "Pakistan's military", "the Afghan army", "the foreign ministry of Saudi Arabia", "its spokesman"."""
    end = first + 1 if last is None else last
    for place in scan.places:
        if place.last <= first <= place.last + 2 and (
            place.demonym or scan.lower(place.last) == "'s" or place.last == first
        ):
            return place.entry.country
    for place in scan.places:
        if end <= place.first <= end + 2 and scan.lower(place.first - 1) in ("of", "in", "the"):
            joined = scan.lower(end)
            if joined == "of" or (joined == "in" and country_of(place.entry.name) is not None):
                return code(scan, place)
    for place in scan.places:
        # "the government and the people of Pakistan"
        if end < place.first <= end + 5:
            between = [scan.lower(position) for position in range(end, place.first)]
            if between[-1] == "of" and all(word in ("and", "the", "people", "of") for word in between):
                return code(scan, place)
    if scan.lower(first - 1) in ("its", "their"):
        earlier = [p for p in scan.places if p.last <= first]
        return earlier[-1].entry.country if earlier else None
    return None


def _ruled(scan: Scan, mention: SpeakerMention) -> str | None:
    """The country of those who rule it without being its name: "the Taliban's Ministry of Defence"."""
    for position in range(max(mention.first - 3, 0), mention.last + 6):
        if scan.lower(position) == "taliban":
            if position >= mention.last and any(
                scan.lower(p) not in ("of", "for", "the") for p in range(mention.last, position)
            ):
                break
            after = position + 1 + (scan.lower(position + 1) in ("'s", "'"))
            if scan.lower(after) in phrase_words().ruling:
                return "AF"
    return None


def _sent_by(scan: Scan, mention: SpeakerMention) -> str | None:
    """The country of an envoy: the last that the sentence names before."""
    role = (mention.role or "").lower()
    near = [scan.lower(p) for p in range(max(mention.first - 6, 0), mention.first)]
    if any(word in role for word in ("ambassador", "envoy", "commissioner", "charg")) or any(
        word in ("chargé", "charge", "embassy", "ambassador", "envoy") for word in near
    ):
        earlier = [p for p in scan.places if p.last <= mention.first and p.entry.kind == "country"]
        return earlier[-1].entry.country if earlier else None
    return None


def foreign(speaker: Speaker, country: str | None) -> bool:
    """Whether somebody speaks for another country than the one given, or for a body of no country."""
    if speaker.country is None:
        return speaker.organisation is not None
    # Whoever speaks for Israel speaks for the power in the West Bank.
    return speaker.country != country and (country, speaker.country) != ("PS", "IL")
