"""What a sentence goes on about when it has taken its figure apart: "public debt rose to Rs74tr, of which external debt was Rs24tr".

The parts are told in passing: "it" in the sentence behind is the whole, and so is a bare amount there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from streams.economy.figures import Figure
from streams.economy.sentences import Reading

_OF: Final = frozenset(["of", "from", "out"])
_IT: Final = frozenset(["which", "it", "this", "these", "them"])
_LISTS: Final = frozenset(["comprising", "including", "comprised", "consisting"])


def whole(reading: Reading, figures: Sequence[Figure]) -> Figure | None:
    """The level that a sentence takes apart into other series, None where it does nothing of the kind."""
    levels = [
        f for f in figures if f.change is None and not f.compared and f.sentence == reading.sentence.index
    ]
    if len(levels) < 2 or levels[0].indicator == levels[1].indicator:
        return None
    between = reading.lowers[levels[0].position : levels[1].position]
    led = any(
        word in _OF and between[place + 1 : place + 2] and between[place + 1] in _IT
        for place, word in enumerate(between)
    )
    return levels[0] if led or _LISTS & set(between) else None
