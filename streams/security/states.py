"""States as perpetrators: whose air force, army or drones a strike is said to have come from."""

from __future__ import annotations

from schemas import Perpetrator
from streams.security.frame import Frame
from streams.security.frames import Story
from streams.security.scan import Scan
from streams.text.places import PlaceMention, country_entry

#: What a state's name stands before where the strike is its own: "Israeli warplanes", "a Russian missile".
_ARMS = frozenset(
    {"airstrike", "airstrikes", "strike", "strikes", "drone", "drones", "missile", "missiles", "warplane", "warplanes", "jet", "jets", "aircraft", "helicopter", "helicopters", "gunship", "gunships", "tank", "tanks", "artillery", "shelling", "bombardment", "bombing", "raid", "raids", "fighter", "attack", "attacks", "rocket", "rockets", "shells", "shell", "fire", "army", "military", "forces", "force", "troops", "soldiers", "navy", "bombs", "bomb", "glide", "guided", "kamikaze", "hypersonic", "iskander", "fpv", "air", "unmanned", "predator", "cia", "defence", "defense", "naval", "snipers", "sniper", "gunfire", "quadcopter", "quadcopters", "mortar", "mortars", "offensive", "assault", "ballistic", "cruise", "aerial", "ground", "shahed", "led", "coalition", "precision", "overnight", "deadly", "suspected", "cross", "border", "massive", "fresh", "new", "government", "regime"}
)  # fmt: skip
_STRONG = _ARMS - {"guided", "kamikaze", "hypersonic", "iskander", "fpv", "air", "ground", "overnight", "deadly", "suspected", "cross", "border", "massive", "fresh", "new", "precision", "government", "regime", "fighter", "ballistic", "cruise", "aerial", "unmanned", "predator", "cia", "led", "defence", "defense", "naval", "glide", "shahed"}  # fmt: skip
_ACTS = frozenset(
    {"struck", "strikes", "hit", "bombed", "bombs", "attacked", "launched", "launches", "fired", "fires", "targeted", "pounded", "pounds", "shelled", "shells", "carried", "conducted", "killed", "kills", "dropped", "unleashed", "rained", "assassinated", "bombarded", "conducts", "carries"}
)  # fmt: skip
_VICTIM = frozenset({"struck", "bombed", "shelled", "attacking", "striking", "on", "against", "at", "targeting", "near", "in", "from", "inside", "into", "killed", "kills", "killing", "hit", "hits", "of", "wounding", "injuring", "attacked", "targeted"})  # fmt: skip
_SAID = frozenset({"said", "saying", "says", "confirmed", "claimed", "acknowledged", "announced", "stated"})
_OWN = frozenset({"it", "its", "they", "warplanes", "jets", "aircraft", "troops", "forces"})
_SUSPECTED = frozenset({"suspected", "alleged", "apparent", "believed"})
#: Behind an army that tells of a strike, and makes none.
_TELLS = frozenset({"official", "officials", "officer", "officers", "source", "sources", "spokesman", "spokesperson", "spokeswoman", "said", "told", "chief", "commander", "command", "statement", "base", "bases", "position", "positions", "post", "posts", "camp", "camps", "vehicle", "vehicles", "convoy", "patrol", "checkpoint", "personnel"})  # fmt: skip
_WARS = frozenset({"invasion", "war", "campaign", "offensive"})
#: The kinds of attack that a state's forces make.
_KINDS = frozenset({"air_strike", "shelling"})
#: ... and those that a strike of another state is told as: "a Russian guided bomb hit a town".
_LIKE = frozenset({"bombing", "other"})
#: The sentences at the head of an article.
_HEAD = 3
_BLOWS = frozenset({"struck", "hit", "bomb", "army", "military", "strike", "strikes", "airstrike", "airstrikes", "attack", "attacks", "shelling", "missile", "missiles", "drone", "drones", "bombardment", "bombing", "rocket", "rockets", "raid", "raids", "warplanes", "bombs"})  # fmt: skip
_FORCES = frozenset({"army", "military", "forces", "troops", "soldiers", "navy", "idf"})


def strikers(story: Story, frame: Frame, kind: str) -> tuple[Perpetrator, ...]:
    """The states whose strike the frame's attack is said to be."""
    if kind not in (*_KINDS, *_LIKE):
        return ()
    found: dict[str, str] = {}
    for clause in (*frame.clauses, *frame.shared):
        scan = clause.scan
        for place in scan.places:
            if kind in _LIKE and (place.entry.country == story.country or not _strikes(scan, place)):
                continue
            if clause.first <= place.first < clause.last and (status := _status(scan, place)) is not None:
                known = found.get(place.entry.country)
                if known is None or (known == "suspected" and status == "accused"):
                    found[place.entry.country] = status
    if not found and kind in _KINDS and frame is story.frames[0]:
        # "has vowed to retaliate after a Russian missile strike on ...": told where nothing else of it is.
        for scan in story.scans[:_HEAD]:
            for place in scan.places:
                if (
                    place.entry.country != story.country
                    and (status := _status(scan, place)) is not None
                    and _strikes(scan, place)
                ):
                    found.setdefault(place.entry.country, status)
    told = [clause.scan.sentence.index for clause in frame.clauses]
    for country in found:
        if any(_owns_up(story.scans[index], country) for index in _near(told, len(story.scans))):
            found[country] = "claimed"
    return tuple(
        Perpetrator.model_validate({"name": entry.name if (entry := country_entry(country)) else country, "code": country, "status": status})
        for country, status in found.items()
    )  # fmt: skip


def _strikes(scan: Scan, place: PlaceMention) -> bool:
    """Whether the words behind a state's name are of a strike: "a Russian missile strike"."""
    return any(scan.lower(p) in _BLOWS for p in range(place.last, place.last + 4))


def _near(told: list[int], count: int) -> list[int]:
    """The sentences that tell of an event, and the few after each."""
    return sorted({index for first in told[:12] for index in range(first, min(first + 4, count))})


def _status(scan: Scan, place: PlaceMention) -> str | None:
    before = scan.lower(place.first - 1)
    doubt = any(scan.lower(p) in _SUSPECTED for p in range(max(place.first - 3, 0), place.first))
    if place.demonym or (scan.lower(place.last) == "'s"):
        position = place.last + (scan.lower(place.last) == "'s")
        strong = False
        while position < len(scan.tokens) and (scan.lower(position) in _ARMS or scan.lower(position) in ('"', "enemy")) and position - place.last < 5:  # fmt: skip
            strong = strong or scan.lower(position) in _STRONG
            doubt = doubt or scan.lower(position) in _SUSPECTED
            position += 1
        if not strong or (scan.lower(position - 1) in _FORCES and scan.lower(position) in _TELLS):
            if strong and scan.lower(position) in _SAID and _owns_up(scan, place.entry.country):
                return "accused"  # "the Israeli army said it had struck ..."
            return None  # "a Yemeni military official told reporters"
        first = scan.lower(place.last)
        if before in _VICTIM and (first in _FORCES or before in ("on", "against", "targeting")):
            return None
        return "suspected" if doubt else "accused"
    if place.entry.kind != "country" or before in _VICTIM:
        return None
    after = scan.lower(place.last)
    if after in ("has", "had", "have"):
        after = scan.lower(place.last + 1)
    if any(scan.lower(p) in _WARS for p in range(place.last, place.last + 7)):
        return None  # "Russia launched its full-scale invasion"
    if after in _ACTS or (before == "by" and after in ("", ",", ".", "on", "in", "overnight", "against", "that", "and", "late", "early")) or after == "led":  # fmt: skip
        return "suspected" if doubt else "accused"
    if place.last < len(scan.tokens) and after in ("drone", "drones", "missile", "missiles", "airstrike", "airstrikes", "air", "strike", "strikes", "warplanes", "predator", "military", "army", "forces") and before not in _VICTIM:  # fmt: skip
        if after in _FORCES and scan.lower(place.last + 1) not in _ACTS:
            return None
        return "suspected" if doubt else "accused"
    return None


def _owns_up(scan: Scan, country: str) -> bool:
    """Whether the state itself says that it struck: "the Israeli military said it had hit a command centre"."""
    lowers = [token.lower for token in scan.tokens]
    for place in scan.places:
        if place.entry.country != country or not (
            place.demonym or place.entry.kind == "country" or scan.lower(place.last) == "'s"
        ):
            continue
        if scan.lower(place.first - 1) in _VICTIM:
            continue
        for position in range(place.last, min(place.last + 7, len(lowers))):
            if lowers[position] in _SAID:
                between = lowers[place.last : position]
                if any(
                    word in ("media", "state", "officials", "president") and "military" not in between
                    for word in between
                    if word == "media"
                ):
                    break
                after = lowers[position + 1 : position + 9]
                if (
                    any(word in _OWN for word in after[:5])
                    and any(
                        word in _ACTS or word in ("strike", "conducted", "targeting", "strikes")
                        for word in after
                    )
                    and "not" not in after
                ):
                    return True
                break
            if lowers[position] in (",", ";", "."):
                break
    if country == "IL" and "idf" in lowers:
        at = lowers.index("idf")
        return any(word in _SAID for word in lowers[at + 1 : at + 3]) and any(
            word in _OWN for word in lowers[at + 2 : at + 7]
        )
    return False
