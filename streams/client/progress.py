"""How far a subscriber has come: what is done, what is in hand, and what may be committed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Place(NamedTuple):
    """A partition of a topic."""

    topic: str
    partition: int


@dataclass(slots=True)
class Progress:
    """Offsets by partition. Messages are handed over one by one, in order; the one in hand is done when the next is asked for."""

    _done: dict[Place, int] = field(default_factory=dict)
    _in_hand: tuple[Place, int] | None = None

    def skip(self, place: Place, offset: int) -> None:
        """A message that nobody wants is done."""
        self._done[place] = offset + 1

    def hand_over(self, place: Place, offset: int) -> None:
        """A message is in the subscriber's hands."""
        self._in_hand = (place, offset)

    def finish(self) -> None:
        """The subscriber has done with what it had in hand."""
        if self._in_hand is not None:
            place, offset = self._in_hand
            self._done[place] = offset + 1
            self._in_hand = None

    def lose(self, places: Iterable[Place]) -> None:
        """Partitions that go to another: what is in hand of them is the other's to do, and nothing of it may be committed here."""
        for place in places:
            self._done.pop(place, None)
            if self._in_hand is not None and self._in_hand[0] == place:
                self._in_hand = None

    def take(self) -> dict[Place, int]:
        """The offsets that may be committed and were not taken yet."""
        taken, self._done = self._done, {}
        return taken

    def give_back(self, offsets: dict[Place, int]) -> None:
        """Offsets that could not be committed after all; what was done meanwhile is further."""
        self._done = {**offsets, **self._done}
