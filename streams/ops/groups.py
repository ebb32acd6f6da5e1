"""Consumer groups as the broker knows them: what each committed, who is in it, and who holds which partition.

The consumers are not asked: one that hangs cannot tell.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple, TypeVar

from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.coordinator.protocol import ConsumerProtocolMemberAssignment
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    GroupCoordinatorNotAvailableError,
    GroupLoadInProgressError,
    KafkaError,
    NotCoordinatorForGroupError,
    for_code,
)

log = logging.getLogger(__name__)

T = TypeVar("T")

#: A coordinator that moves, or a cluster that has never had a group, says so for a moment.
_PASSING: Final = (GroupCoordinatorNotAvailableError, GroupLoadInProgressError, NotCoordinatorForGroupError)
_PAUSE: Final = 0.2


class Member(NamedTuple):
    """A consumer in a group; what the broker does not tell is None."""

    consumer_id: str
    host: str | None
    client_id: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group at one look."""

    name: str
    state: str
    """`Stable`, `PreparingRebalance`, `CompletingRebalance`, `Empty`, or `Dead` where the broker has no such group."""
    members: tuple[Member, ...]
    committed: Mapping[TopicPartition, int]
    """The next offset to process; without the partitions that it never committed."""
    holders: Mapping[TopicPartition, Member] = field(default_factory=dict)


async def names(admin: AIOKafkaAdminClient) -> list[str]:
    """The groups of consumers that the broker tells of. The embedded broker tells of none."""
    found: list[tuple[Any, ...]] = await _patiently(admin.list_consumer_groups)
    return sorted(entry[0] for entry in found if entry[1] in {"consumer", ""})


async def look(admin: AIOKafkaAdminClient, name: str, tps: Sequence[TopicPartition]) -> Group | None:
    """A group and what it committed of the partitions; None where we may not see it. Waits while it is moving."""

    async def ask() -> Group:
        node = await admin.find_coordinator(name)
        # the offsets first: what is passed on between the questions counts as open, never as done
        offsets = await admin.list_consumer_group_offsets(
            name, group_coordinator_id=node, partitions=list(tps)
        )
        (answer,) = await admin.describe_consumer_groups([name], group_coordinator_id=node)
        error, _, state, _, _, members, *_ = answer.groups[0]
        if error:
            raise for_code(error)(f"group {name}")
        held = [(_member(entry), _assignment(entry[4])) for entry in members]
        return Group(
            name,
            state,
            tuple(member for member, _ in held),
            {tp: at.offset for tp, at in offsets.items() if at.offset >= 0},
            {tp: member for member, assigned in held for tp in assigned},
        )

    try:
        return await _patiently(ask)
    except GroupAuthorizationFailedError:
        log.debug("we may not look at the group %s", name)
        return None


def _member(entry: Sequence[Any]) -> Member:
    consumer_id, client_id, host = entry[:3]
    return Member(consumer_id, host.removeprefix("/") or None, client_id or None)


def _assignment(raw: bytes | None) -> list[TopicPartition]:
    """The partitions of a member. The embedded broker gives none; other programs may write what we cannot read."""
    if not raw:
        return []
    try:
        found: list[TopicPartition] = ConsumerProtocolMemberAssignment.decode(raw).partitions()
    except (ValueError, KafkaError):
        return []
    return found


async def _patiently(ask: Callable[[], Awaitable[T]]) -> T:
    """Ask again while the answer is that it is not known for the moment; the caller sets a limit."""
    while True:
        try:
            return await ask()
        except _PASSING:
            await asyncio.sleep(_PAUSE)
