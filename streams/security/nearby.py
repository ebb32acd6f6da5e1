"""Towns told in a sentence of their own: "Gunmen killed twelve farmers in Zamfara. They were working near Magami in Gusau"."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from schemas import Place
from streams.security.frame import Frame, overlap
from streams.security.scan import Scan
from streams.security.spots import resolve, spots
from streams.text.places import capital_of

if TYPE_CHECKING:
    from streams.security.frames import Story

#: How far behind the sentence that tells of an attack the town may stand: for the article's first, and for any other.
_NEWS, _OTHERS = 6, 2
#: A sentence so near to the head of the article tells of the news.
_HEAD = 3
#: The least weight of a place that a sentence tells as where something was ("in", "of").
_TOLD = 2.0
#: What is found and told of an attack is of days after it.
_LATER = timedelta(days=3)
#: In the sentence that tells the place of an older attack.
_TAKES_PLACE = frozenset({"place", "happened", "occurred", "unfolded"})
#: A side of a country that an attack is told to have been on, and what lies outside capitals.
_SIDES = frozenset(
    {"northern", "southern", "eastern", "western", "northeastern", "northwestern", "southeastern", "southwestern", "northeast", "northwest",
     "southeast", "southwest", "north", "south", "east", "west"}
)  # fmt: skip
_RURAL = frozenset({"village", "villages", "hamlet"})


def town_nearby(story: Story, frame: Frame, place: Place, *, first: bool, near: bool = False) -> Place | None:
    """The town that the sentences behind an attack's first tell, if they tell of no other event; None without one.

    `place` is what the attack's own clauses tell: the province or the country that the town must lie in.
    """
    told = [clause.scan.sentence for clause in frame.clauses]
    here = next((sentence for sentence in told if sentence.kind != "headline"), told[0])
    own = {sentence.index for sentence in told}
    others = {
        clause.scan.sentence.index
        for other in story.frames
        if other is not frame and other.type == "attack"
        for clause in other.clauses
    }
    reach = _OTHERS if near or not first else _NEWS
    admin1 = place.admin1 if place.precision == "admin1" else None
    for scan in story.scans[0 if first and here.index < _HEAD else here.index : here.index + 1 + reach]:
        index = scan.sentence.index
        if index in others and index not in own:
            if not first:
                return None
            continue
        if not _of_the_day(scan, frame) or (
            frame.older and not _TAKES_PLACE & set(scan.sentence.tokens.lowers)
        ):
            continue
        found = [
            spot
            for spot in spots(scan, [mention for mention in scan.places if not mention.demonym])
            if spot.entry.kind in ("city", "site")
            and spot.weight >= _TOLD
            and spot.entry.country == place.country
            and (admin1 is None or spot.entry.admin1 in (None, admin1))
        ]
        town = resolve(found, None, None) if found else None
        if town is not None:
            return town if town.admin1 or not admin1 else town.model_copy(update={"admin1": admin1})
    return None


def _of_the_day(scan: Scan, frame: Frame) -> bool:
    """Whether a sentence names no other day than the attack's."""
    known = frame.when
    return not scan.cued("older") and all(
        known is None or overlap(known, date.when) or known.start < date.when.start <= known.end + _LATER
        for date in scan.dates
    )


def written_afar(story: Story, frame: Frame) -> bool:
    """Whether a dateline is only the capital that the news of a place far from it came by."""
    line = story.dateline
    if line is None or line.country is None:
        return False
    capital = capital_of(line.country)
    if capital is None or capital.name != line.name:
        return False
    return any(_far(clause.scan) for clause in frame.clauses[:3])


def _far(scan: Scan) -> bool:
    """ "in two villages", "in northwest Afghanistan", "in the country's far north"."""
    lowers = scan.sentence.tokens.lowers
    if not _RURAL.isdisjoint(lowers):
        return True
    countries = {place.first for place in scan.places if place.entry.kind == "country"}
    return any(
        word in _SIDES and (position + 1 in countries or "country" in lowers[max(position - 3, 0) : position])
        for position, word in enumerate(lowers)
    )
