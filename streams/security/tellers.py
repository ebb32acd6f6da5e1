"""Who is named beside the words: who posts them, of whom "who" tells, and the capital from which they come."""

from __future__ import annotations

from schemas import Speaker
from streams.security.anaphors import ADVERBS
from streams.security.parties import code
from streams.security.scan import Scan
from streams.security.subjects import Subjects
from streams.security.words import Entry, Word
from streams.text.lexicon import Match
from streams.text.names import reporting_verbs
from streams.text.places import country_of


def seat(scan: Scan, position: int) -> list[tuple[Speaker, Word | None, int]]:
    """The state whose name or capital stands at a position: "strong condemnation from Beijing"."""
    place = next((p for p in scan.places if p.first == position and not p.demonym), None)
    if place is None or country_of(scan.sentence.text[place.start : place.end].lower()) is None:
        return []
    speaker = Speaker.model_construct(name=None, role=None, organisation=None, country=code(scan, place))
    return [(speaker, None, place.first)]


def posted(scan: Scan, subjects: Subjects, match: Match[Entry]) -> tuple[Speaker, Word | None, int] | None:
    """Whose the words are by the verb outside the marks: "We condemn it," the British High Commission posted on X."""
    verbs = reporting_verbs()
    opened = [p for p in range(len(scan.tokens)) if scan.lower(p) == '"']
    for position in range(match.last, len(scan.tokens)):
        if scan.lower(position) not in verbs or sum(p < position for p in opened) % 2:
            continue
        found = subjects.before(position) or subjects.after(position + 1)[:1]
        if found and (found[0].first > match.last or position < found[0].first):
            return found[0].speaker, found[0].group, match.first
    return None


def relative(scan: Scan, subjects: Subjects, match: Match[Entry]) -> list[tuple[Speaker, Word | None, int]]:
    """Of whom "who" tells: "said the spokesman, who blamed Daesh"."""
    position = match.first - 1
    while position > scan.begin and (scan.lower(position) in ADVERBS or scan.lower(position).endswith("ly")):
        position -= 1
    if scan.lower(position) not in ("who", "which"):
        return []
    position -= scan.lower(position - 1) == ","
    return [(p.speaker, p.group, p.first) for p in subjects.ending(position)]
