"""Reactions: articles that answer an attack before they tell it, "The ministry denied the strike, two days after a block was hit"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from streams.security.agreeing import within
from streams.security.frame import City, Frame

if TYPE_CHECKING:
    from streams.security.frames import Story

#: What is answered happened so recently, and the answer stands in so many sentences of the head.
_RECENT, _HEAD = timedelta(days=10), 4
_ACTS = frozenset({"condemn", "deny", "accuse", "demand", "support", "warn"})
_HARMS = frozenset({"killed", "injured", "abducted"})


def answered(story: Story, frames: list[Frame]) -> list[Frame]:
    """The frames; an attack that the head only answers, without day or toll, is the recent one that is told further down."""
    first = next((frame for frame in frames if frame.type == "attack"), None)
    if first is None or first.when is not None or any(effect in _HARMS for effect, _ in first.counts):
        return frames
    court = frames[0].type == "operation" and not frames[0].killed
    if not court and not _answers(story):
        return frames
    for other in frames:
        if other is first or other.type != "attack" or other.when is None:
            continue
        recent = timedelta(0) <= story.published - other.when.end <= _RECENT
        if not (recent or court) or not _same_place(first, other):
            continue
        for clause in other.clauses:
            first.take(clause, None)
        first.cities |= other.cities
        first.when, first.older = other.when, other.older and not recent
        return [frame for frame in frames if frame is not other]
    return frames


def _answers(story: Story) -> bool:
    return any(
        word.get("act") in _ACTS for scan in story.scans[:_HEAD] for _, word in scan.words("statement")
    )


def _same_place(one: Frame, other: Frame) -> bool:
    if not one.cities or not other.cities:
        return True
    return any(_near(a, b) for a in _some(one.cities) for b in _some(other.cities))


def _near(one: City, other: City) -> bool:
    return one == other or within(one, other)


def _some(cities: set[City]) -> Sequence[City]:
    return sorted(cities)[:4]
