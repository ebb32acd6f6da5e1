"""The most frequent names among any number of them, in bounded memory."""

from __future__ import annotations

from collections.abc import Callable


class Frequent:
    """Keeps `size` names: the first that come, and later those that turn out to come more often than one that is kept.

    The counts of the names that are not kept are those of the Space-Saving algorithm: never too low, and too high by at most
    the least of them; so a frequent name gets in, at the latest, when it has come more often than that.
    """

    def __init__(self, size: int, *, left: Callable[[str], None] = lambda _: None) -> None:
        """`left` hears of each name that is kept no longer."""
        self._size = size
        self._left = left
        self._kept: dict[str, int] = {}
        self._waiting: dict[str, int] = {}

    def add(self, name: str) -> bool:
        """Count a name once more; whether it is kept."""
        if name in self._kept:
            self._kept[name] += 1
            return True
        if len(self._kept) < self._size:
            self._kept[name] = 1
            return True
        count = self._waits(name)
        least = min(self._kept, key=self._kept.__getitem__)
        if count <= self._kept[least]:
            return False
        del self._waiting[name]
        self._waiting[least] = self._kept.pop(least)
        self._kept[name] = count
        self._left(least)
        return True

    def _waits(self, name: str) -> int:
        """The count of a name that is not kept."""
        if name not in self._waiting and len(self._waiting) >= self._size:
            rarest = min(self._waiting, key=self._waiting.__getitem__)
            self._waiting[name] = self._waiting.pop(rarest)
        self._waiting[name] = self._waiting.get(name, 0) + 1
        return self._waiting[name]

    @property
    def kept(self) -> frozenset[str]:
        """The names that are kept."""
        return frozenset(self._kept)
