"""Claims: what the newest revision of each article says, and how two versions of a claim become one.

Theory: per article and domain a *ledger* keeps the newest revision and the events it gave. A newer revision replaces it and
withdraws what it no longer says; an older one is ignored. Downstream, a claim is known by its event id, and of two versions
the one of the higher revision stands: `merge` is commutative, associative and idempotent, so no order of delivery matters.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeVar

import orjson

from schemas import EVENT_TYPES, Article, Event, InputError, dump, parse, plain

E = TypeVar("E", bound=Event)

#: Bytes of a ledger's events, each of which names the article anew: a table's value has room for these, its key and headers.
LARGEST_LEDGER: Final = 12_000_000

Status = Literal["new", "revised", "duplicate", "stale"]


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article's arrival means: the ledger to keep and the events to publish."""

    status: Status
    ledger: dict[str, Any]
    """`{"revision": str, "events": [event as JSON-able values]}`; unchanged for a duplicate or a stale revision."""
    emit: tuple[Event, ...]
    """Everything that the revision says, then everything that it takes back. A duplicate says the same again."""


def revise(ledger: dict[str, Any] | None, article: Article, events: Sequence[Event]) -> Revision:
    """Replace what an article said by what its revision says, or leave it where the revision is not newer.

    Raises InputError (`too_large`) where that is more than can be kept: nobody could take it back.
    """
    revision = article.revision
    if ledger is not None and revision < ledger["revision"]:
        return Revision("stale", ledger, ())
    if ledger is not None and revision == ledger["revision"]:
        # The withdrawals that came with this revision are not repeated: whoever writes the ledger has published them.
        # And what it says is what the ledger says, also where these rules read it otherwise: nobody would take back the rest.
        return Revision("duplicate", ledger, tuple(map(parse_event, ledger["events"])))
    said = {event.event_id for event in events}
    taken_back = [
        _withdrawn(parse_event(old), article, revision)
        for old in (ledger["events"] if ledger else ())
        if old["event_id"] not in said
    ]
    kept = {"revision": revision, "events": _kept(events)}
    return Revision("revised" if ledger else "new", kept, (*events, *taken_back))


def _kept(events: Iterable[Event]) -> list[dict[str, Any]]:
    kept: list[dict[str, Any]] = []
    size = 0
    for event in events:
        kept.append(plain(event))
        size += len(orjson.dumps(kept[-1])) + 1
        # seen on the way, since all of them may be more than the memory holds
        if size > LARGEST_LEDGER:
            raise InputError("too_large", f"its events have more than {LARGEST_LEDGER} bytes")
    return kept


def parse_event(value: dict[str, Any]) -> Event:
    """The event that JSON values describe, by its `type`; raises InputError, also for an unknown type (`invalid_field`)."""
    model = EVENT_TYPES.get(value.get("type", ""))
    if model is None:
        raise InputError("invalid_field", "not an event type of the contract", field="type")
    return parse(model, value)


def merge(old: E | None, new: E) -> E:
    """Of two versions of one claim, the one that stands: the higher revision, and withdrawn before not."""
    if old is None:
        return new
    return max(old, new, key=_rank)


def _rank(event: Event) -> tuple[str, bool, bytes]:
    # The bytes settle what should not occur: the same revision read by two versions of the rules.
    return event.article.revision, event.withdrawn, dump(event)


def _withdrawn(event: Event, article: Article, revision: str) -> Event:
    reference = event.article.model_copy(update={"revision": revision, "published_at": article.published_at})
    return event.model_copy(update={"article": reference, "withdrawn": True})


def standing(events: Iterable[E]) -> list[E]:
    """The claims that stand among events in any order and with repeats: one an id, none withdrawn, ordered by id."""
    newest: dict[str, E] = {}
    for event in events:
        newest[event.event_id] = merge(newest.get(event.event_id), event)
    return [newest[key] for key in sorted(newest) if not newest[key].withdrawn]
