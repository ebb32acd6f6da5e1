"""Batches of a stream, and acknowledging exactly what was done.

Faust acknowledges by itself in places that lose messages: what it skips while partitions move, what an agent failed on, and
what `take` held when its agent was stopped. Here a message counts as done when, and only when, `Consumer.release` says so.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from typing import Any

from faust.types import EventT, StreamT
from faust.types.tuples import Message

from streams import transport


class Consumer(transport.Consumer):
    """Faust's consumer, which takes an acknowledgement only for a message that was released."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._released: set[Message] = set()

    def release(self, message: Message) -> None:
        """The message is done: its outputs and its table writes are acknowledged by the broker."""
        self._released.add(message)

    def ack(self, message: Message) -> bool:
        if message not in self._released:
            return False
        self._released.discard(message)
        self.offsets.finish(message.tp, message.offset)
        return super().ack(message)


async def batches(stream: StreamT[Any], *, size: int, within: float) -> AsyncIterator[Sequence[EventT[Any]]]:
    """The stream's events in lists of at most `size`: whatever came within `within` seconds of the first.

    Acknowledges nothing. The next events are read while a batch is worked on, at most `size` of them.
    """
    stream.enable_acks = False
    queue: asyncio.Queue[EventT[Any]] = asyncio.Queue(maxsize=size)

    async def read() -> None:
        async for event in stream.events():
            await queue.put(event)

    reader = asyncio.create_task(read())
    try:
        while True:
            first = asyncio.create_task(queue.get())
            try:
                await asyncio.wait({first, reader}, return_when=asyncio.FIRST_COMPLETED)
            except asyncio.CancelledError:
                first.cancel()
                raise
            if not first.done():
                first.cancel()
                reader.result()  # raises what the stream raised; without that, the stream has ended
                return
            yield await _fill([first.result()], queue, size=size, within=within)
    finally:
        reader.cancel()
        with suppress(asyncio.CancelledError, StopAsyncIteration):
            await reader


async def _fill(
    events: list[EventT[Any]], queue: asyncio.Queue[EventT[Any]], *, size: int, within: float
) -> list[EventT[Any]]:
    with suppress(TimeoutError):
        async with asyncio.timeout(within):
            while len(events) < size:
                events.append(await queue.get())
    return events


def acknowledge(stream: StreamT[Any], consumer: Consumer, events: Sequence[EventT[Any]]) -> None:
    """Mark events as done, in their order, and tell Faust's sensors."""
    for event in events:
        consumer.release(event.message)
        event.ack()
