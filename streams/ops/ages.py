"""When the record at an offset came to its topic: read once, kept while it is asked for again."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from aiokafka import AIOKafkaConsumer, TopicPartition

Place = tuple[TopicPartition, int]

#: Seconds since 1970; NOTHING where no record is between the offset and the end (compaction, transactions' marks).
NOTHING: Final = -1.0
#: What one fetch may take of a partition: a broker gives one batch whole all the same, and that is all it is to give.
FETCH_BYTES: Final = 1024
_ROUND_MS: Final = 200


class Ages:
    """The times of records, read through a consumer of assigned partitions that nobody else uses meanwhile."""

    def __init__(self, client: AIOKafkaConsumer) -> None:
        self._client = client
        self._known: dict[Place, float] = {}

    async def times(
        self, places: Collection[Place], ends: Mapping[TopicPartition, int], *, rounds: int
    ) -> dict[Place, float]:
        """When the first record at or after each place came; without those that could not be read in so many rounds.

        A round takes at most 0.2 s, and one batch of a partition.
        """
        self._known = {place: at for place, at in self._known.items() if place in set(places)}
        waiting = [place for place in places if place not in self._known]
        while waiting and rounds > 0:
            # a consumer has one position in a partition; groups that stand elsewhere in it take their turn
            turn = dict(reversed(waiting))
            rounds = await self._read(turn, ends, rounds)
            waiting = [place for place in waiting if turn.get(place[0]) != place[1]]
        return dict(self._known)

    async def _read(
        self, turn: dict[TopicPartition, int], ends: Mapping[TopicPartition, int], rounds: int
    ) -> int:
        """Read one place a partition; the rounds that are left."""
        client = self._client
        client.assign(list(turn))
        for tp, offset in turn.items():
            client.seek(tp, offset)
        open_tps = dict(turn)
        while open_tps and rounds > 0:
            rounds -= 1
            for tp, records in (await client.getmany(timeout_ms=_ROUND_MS)).items():
                if tp in open_tps and records:
                    self._known[tp, open_tps.pop(tp)] = records[0].timestamp / 1000
                    client.pause(tp)
            for tp, offset in list(open_tps.items()):
                if await client.position(tp) >= ends[tp]:
                    self._known[tp, offset] = NOTHING
                    del open_tps[tp]
        return rounds
