"""What happens, for many readers of one consumer: each gets every change once, from where it left off.

A reader's place is the offset up to which it has each partition, so that any worker can go on from it. The last changes are
kept in memory; who comes back from before them is told to begin anew, and so is everybody when the topics are read anew.
Nobody is waited for: a reader that does not take what is sent to it is dropped.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import Final, NamedTuple

from streams.delivery import Message
from streams.web.model import Change

#: The last changes that are kept: so many, and so many bytes.
_KEPT: Final = 5_000
_KEPT_BYTES: Final = 8_000_000
#: What may wait for one reader.
_PENDING: Final = 2_000
_PENDING_BYTES: Final = 4_000_000
#: The form of places; another form is another number.
_FORM: Final = "1"
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuvwxyz"
_LONGEST: Final = 20_000
#: Why subscriptions end when the topics are read anew.
ANEW: Final = "begin anew"

Partition = tuple[str, int]
Positions = dict[Partition, int]
"""The next offset of each partition."""


class Item(NamedTuple):
    """A change and the record that made it."""

    partition: Partition
    offset: int
    change: Change

    @property
    def size(self) -> int:
        return len(self.change.data)


class Subscription:
    """What waits for one reader."""

    def __init__(self, positions: Positions, pending: Sequence[Item], wake: Callable[[], None]) -> None:
        """`wake` is called when something came, or when it is over."""
        self.positions = positions
        """How far the reader has each partition, as of the last `take`."""
        self.over = ""
        """Why nothing will come any more; empty while something may."""
        self._wake = wake
        self._pending = deque(pending)
        self._size = sum(item.size for item in pending)

    def put(self, item: Item) -> None:
        """Add a change, or end where too much waits already."""
        if len(self._pending) >= _PENDING or self._size + item.size > _PENDING_BYTES:
            self.end("too slow")
            return
        self._pending.append(item)
        self._size += item.size
        self._wake()

    def take(self) -> Item | None:
        """The next change, if one waits; the reader has it from now on."""
        if not self._pending:
            return None
        item = self._pending.popleft()
        self._size -= item.size
        self.positions[item.partition] = item.offset + 1
        return item

    def end(self, why: str) -> None:
        self.over = self.over or why
        self._wake()


class Hub:
    """Takes the changes as they come, and hands them to its subscriptions."""

    def __init__(self, *, kept: int = _KEPT, kept_bytes: int = _KEPT_BYTES) -> None:
        self._kept: deque[Item] = deque()
        self._most, self._most_bytes = kept, kept_bytes
        self._size = 0
        self._lost: Positions = {}
        """Of each partition, the offset after the last change that is no longer kept."""
        self._told: Positions = {}
        self._subscriptions: set[Subscription] = set()

    @property
    def readers(self) -> int:
        """How many listen."""
        return len(self._subscriptions)

    def tell(self, message: Message, change: Change) -> None:
        """A record changed something."""
        item = Item((message.topic, message.partition), message.offset, change)
        self._kept.append(item)
        self._size += item.size
        self._told[item.partition] = item.offset + 1
        while len(self._kept) > self._most or self._size > self._most_bytes:
            old = self._kept.popleft()
            self._size -= old.size
            self._lost[old.partition] = old.offset + 1
        for subscription in list(self._subscriptions):
            subscription.put(item)
            if subscription.over:
                self._subscriptions.discard(subscription)

    def subscribe(
        self, since: Positions | None, wake: Callable[[], None], *, recent: int = 0
    ) -> Subscription | None:
        """A reader of everything since its place (None where that is too long ago), or from the last `recent` changes on."""
        if since is None:
            # its place may go back for these few: who comes back with one of them gets some twice, and misses none
            last = list(islice(reversed(self._kept), recent))[::-1]
            found = Subscription(dict(self._told), last, wake)
        else:
            if any(self._lost.get(partition, 0) > since.get(partition, 0) for partition in self._lost):
                return None
            missed = [item for item in self._kept if item.offset >= since.get(item.partition, 0)]
            found = Subscription(dict(since), missed, wake)
        self._subscriptions.add(found)
        return found

    def leave(self, subscription: Subscription) -> None:
        """The reader is gone."""
        self._subscriptions.discard(subscription)

    def reset(self) -> None:
        """The topics are read anew: no place of before means anything."""
        self._kept.clear()
        self._size = 0
        self._lost.clear()
        self._told.clear()
        self.close(ANEW)

    def close(self, why: str = "the worker ends") -> None:
        """End every subscription."""
        for subscription in self._subscriptions:
            subscription.end(why)
        self._subscriptions.clear()


def write_place(positions: Mapping[Partition, int], topics: Sequence[str]) -> str:
    """A place as text: offsets by partition for each topic in turn."""
    by_topic: dict[str, dict[int, int]] = {topic: {} for topic in topics}
    for (topic, partition), offset in positions.items():
        by_topic[topic][partition] = offset
    parts = (
        "-".join(_base36(held.get(number, 0)) for number in range(max(held, default=-1) + 1))
        for held in by_topic.values()
    )
    return ".".join((_FORM, *parts))


def read_place(text: str, topics: Sequence[str]) -> Positions | None:
    """The place that a text names; None for one that is none."""
    form, *parts = text.split(".") if len(text) <= _LONGEST else [""]
    if form != _FORM or len(parts) != len(topics):
        return None
    try:
        return {
            (topic, number): int(offset, 36)
            for topic, part in zip(topics, parts, strict=True)
            if part
            for number, offset in enumerate(part.split("-"))
        }
    except ValueError:
        return None


def _base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text or "0"
