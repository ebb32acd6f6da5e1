"""Names that go on behind a hyphen: "Goma-Coura" is a village of its own, "the Garissa-Modogashe road" begins at a town."""

from __future__ import annotations

from collections.abc import Container

from streams.text.document import Sentence

#: Behind the second name: what lies between two places, or goes from one to the other.
_BETWEEN = frozenset(
    {"road", "highway", "motorway", "expressway", "border", "route", "train", "railway", "line", "corridor", "section",
     "bypass", "axis", "flight", "track", "bus", "superhighway", "junction", "stretch", "crossing", "area", "talks", "ties"}
)  # fmt: skip
#: Behind the hyphen: words that tell of the place, no second half of a name.
_TOLD = frozenset(
    {"based", "bound", "born", "north", "south", "east", "west", "central", "area", "city", "town", "district", "held", "controlled"}
)  # fmt: skip
#: The shortest second half: "Lahore-II", "Delhi-NCR" and a family's initials are none.
_SHORT = 4


def hyphened(sentence: Sentence, last: int, known: Container[str]) -> bool:
    """Whether a name that ends before `last` is only the first half of another; `known` are the first words of places."""
    tokens = sentence.tokens
    if last >= len(tokens):
        return False
    other = tokens[last]
    if other.start != tokens[last - 1].end + 1 or sentence.text[other.start - 1] != "-":
        return False
    if not other.text.istitle() or len(other.text) < _SHORT or other.lower in known or other.lower in _TOLD:
        return False
    following = tokens[last + 1] if last + 1 < len(tokens) else None
    if following is None:
        return True
    onward = following.start == other.end + 1 and sentence.text[other.end] == "-"
    return following.lower not in _BETWEEN and not onward
