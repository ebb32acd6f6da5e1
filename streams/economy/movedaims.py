"""Targets that were moved: "a target of Rs1,588 billion, which was revised down from Rs1,667 billion"."""

from __future__ import annotations

from collections.abc import Sequence

from streams.economy.figures import Figure
from streams.economy.indicators import Entry
from streams.economy.sentences import Reading

#: Beside a target: it is the one that was told, before or after it was moved.
REVISED = frozenset(["revised", "original", "originally", "initial", "initially", "earlier", "cut", "lowered", "slashed", "reduced", "raised", "increased", "enhanced", "trimmed", "jacked", "scaled"])  # fmt: skip


def revised_from(reading: Reading, figures: Sequence[Figure], index: int, entry: Entry) -> Figure | None:
    """ "the target of Rs1,588 billion, which was revised down from Rs1,667 billion": the figure that was another one before."""
    told = figures[-1] if figures else None
    if told is None or told.sentence != reading.sentence.index or told.indicator != entry.id or not index:
        return None
    if told.status not in ("target", "forecast") or told.position != reading.quantities[index - 1].first:
        return None
    between = set(reading.lowers[told.position : reading.quantities[index].lead])
    return told if "from" in between and REVISED & between else None
