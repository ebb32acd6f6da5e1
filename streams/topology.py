"""The topology as data: every topic, its key, what it holds, and the tables that are folded from it.

Everything that needs the topics takes them from here: the app's wiring, their creation and checking, the AsyncAPI
document. A name in this module is the contract's name (`base`); what the broker sees has the installation's prefix
before it (`name`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from pydantic import BaseModel

from schemas import (
    Article,
    Attack,
    ClassifiedArticle,
    FiscalYear,
    Incident,
    Observation,
    Operation,
    SecurityMonth,
    Statement,
)
from streams.config import MAX_MESSAGE_BYTES, MAX_STATE_BYTES, Settings

Kind = Literal["articles", "classified", "events", "tables", "dead-letters", "changelog"]

FOR_EVER: Final = -1
DAY_MS: Final = 24 * 3600 * 1000
DEAD_LETTER_RETENTION_MS: Final = 30 * DAY_MS
#: How soon a compacted topic forgets a tombstone; a reader that is away for longer may miss a removal.
TOMBSTONE_RETENTION_MS: Final = 7 * DAY_MS

ARTICLES: Final = "articles"
ECONOMY: Final = "articles.economy"
SECURITY: Final = "articles.security"
OTHER: Final = "articles.other"
EXPORTS: Final = "events.economy.exports"
EXTERNAL: Final = "events.economy.external"
PRICES: Final = "events.economy.prices"
FINANCE: Final = "events.economy.finance"
OUTPUT: Final = "events.economy.output"
ATTACKS: Final = "events.security.attacks"
OPERATIONS: Final = "events.security.operations"
STATEMENTS: Final = "events.security.statements"
FISCAL_YEARS: Final = "tables.fiscal-years"
INCIDENTS: Final = "tables.incidents"
SECURITY_MONTHS: Final = "tables.security-months"

ECONOMY_EVENTS: Final = (EXPORTS, EXTERNAL, PRICES, FINANCE, OUTPUT)
SECURITY_EVENTS: Final = (ATTACKS, OPERATIONS, STATEMENTS)


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One topic as it should be on the broker."""

    base: str
    """The contract's name."""
    name: str
    """The broker's name: the installation's prefix and the base."""
    kind: Kind
    key: str
    """What the key is, for a reader."""
    holds: str
    model: type[BaseModel] | None
    """What a value is; None where the values are someone else's bytes (dead letters, changelogs)."""
    partitions: int
    cleanup: Literal["delete", "compact"]
    retention_ms: int
    max_message_bytes: int = MAX_MESSAGE_BYTES

    @property
    def config(self) -> dict[str, str]:
        """Kafka's topic settings, as the strings that its admin interface takes and gives."""
        config = {
            "cleanup.policy": self.cleanup,
            "max.message.bytes": str(self.max_message_bytes),
            # The broker's clock: it refuses records of a producer whose own is an hour ahead, and lag is told by it.
            "message.timestamp.type": "LogAppendTime",
        }
        if self.cleanup == "compact":
            return config | {"delete.retention.ms": str(TOMBSTONE_RETENTION_MS)}
        config["retention.ms"] = str(self.retention_ms)
        if self.retention_ms == FOR_EVER:
            config["retention.bytes"] = "-1"  # a limit that the cluster has by default would forget as well
        return config


@dataclass(frozen=True, kw_only=True)
class Table:
    """One Faust table. Its changelog has the partitions of its sources, whose own numbers must be equal."""

    name: str
    sources: tuple[str, ...]
    holds: str


TABLES: Final = (
    Table(
        name="articles-seen",
        sources=(ARTICLES,),
        holds="per article: the revision and content last classified",
    ),
    Table(name="economy-articles", sources=(ECONOMY,), holds="per article: the events of its last revision"),
    Table(
        name="security-articles", sources=(SECURITY,), holds="per article: the events of its last revision"
    ),
    Table(name="economy-claims", sources=ECONOMY_EVENTS, holds="per event id: the claim that stands"),
    Table(name="economy-views", sources=ECONOMY_EVENTS, holds="per fiscal year: the view last published"),
    Table(name="security-claims", sources=SECURITY_EVENTS, holds="per event id: the claim that stands"),
    Table(
        name="security-views",
        sources=SECURITY_EVENTS,
        holds="per incident and month: the view last published",
    ),
)

# base, kind, key, holds, model
_Row = tuple[str, Kind, str, str, type[BaseModel]]
_SERIES = "series, such as PK/exports.it"
_CONTRACT: Final[tuple[_Row, ...]] = (
    (ARTICLES, "articles", "article id", "what crawlers publish", Article),
    (ECONOMY, "classified", "article id", "articles about the economy", ClassifiedArticle),
    (SECURITY, "classified", "article id", "articles about security", ClassifiedArticle),
    (OTHER, "classified", "article id", "articles about neither", ClassifiedArticle),
    (EXPORTS, "events", _SERIES, "observations of exports", Observation),
    (
        EXTERNAL,
        "events",
        _SERIES,
        "observations of imports, balances, remittances, reserves, FDI, rates",
        Observation,
    ),
    (PRICES, "events", _SERIES, "observations of prices", Observation),
    (FINANCE, "events", _SERIES, "observations of the policy rate, taxes, debt, financing", Observation),
    (OUTPUT, "events", _SERIES, "observations of output and growth", Observation),
    (ATTACKS, "events", "country", "attacks", Attack),
    (OPERATIONS, "events", "country", "operations of security forces and courts", Operation),
    (STATEMENTS, "events", "country", "statements about attacks", Statement),
    (
        FISCAL_YEARS,
        "tables",
        "series and fiscal year, such as PK/exports.it/FY2026",
        "the current view",
        FiscalYear,
    ),
    (
        INCIDENTS,
        "tables",
        "incident id",
        "the current view; a tombstone where an incident was merged away",
        Incident,
    ),
    (SECURITY_MONTHS, "tables", "country and month, such as PK/2026-02", "the current view", SecurityMonth),
)

_SECURITY_ROUTES: Final = {
    "security.attack": ATTACKS,
    "security.operation": OPERATIONS,
    "security.statement": STATEMENTS,
}
# By an indicator's first part ("exports" of "exports.it").
_ECONOMY_ROUTES: Final = {
    "exports": EXPORTS,
    "imports": EXTERNAL,
    "trade": EXTERNAL,
    "current_account": EXTERNAL,
    "remittances": EXTERNAL,
    "reserves": EXTERNAL,
    "fdi": EXTERNAL,
    "fx": EXTERNAL,
    "prices": PRICES,
    "policy_rate": FINANCE,
    "tax": FINANCE,
    "debt": FINANCE,
    "financing": FINANCE,
    "gdp": OUTPUT,
    "output": OUTPUT,
}


def topics(settings: Settings | None = None) -> tuple[Topic, ...]:
    """All topics: the contract's, then the dead letters of each, then the tables' changelogs."""
    settings = settings or Settings()
    contract = tuple(_contract_topic(row, settings) for row in _CONTRACT)
    return (
        *contract,
        *(_dead_letter_topic(topic) for topic in contract),
        *(_changelog_topic(table, settings) for table in TABLES),
    )


def by_name(settings: Settings | None = None) -> dict[str, Topic]:
    """The topics by the contract's name, without the prefix; a changelog by its own."""
    return {topic.base: topic for topic in topics(settings)}


def dead_letters_of(name: str) -> str:
    """The topic for what could not be processed from `name` (either name: the prefix stays where it is)."""
    return f"{name}.dlq"


def changelog(app_id: str, table: str) -> str:
    """The name that Faust gives a table's changelog. It follows the app id; the prefix has no part in it."""
    return f"{app_id}-{table}-changelog"


def route(event_type: str, indicator: str | None = None) -> str:
    """The base name of the topic an event goes to. Raises KeyError for a type or indicator that has none."""
    if event_type == "economy.observation":
        return _ECONOMY_ROUTES[(indicator or "").partition(".")[0]]
    return _SECURITY_ROUTES[event_type]


def _contract_topic(row: _Row, settings: Settings) -> Topic:
    base, kind, key, holds, model = row
    return Topic(
        base=base,
        name=settings.topic_prefix + base,
        kind=kind,
        key=key,
        holds=holds,
        model=model,
        partitions=settings.partitions,
        cleanup="compact" if kind == "tables" else "delete",
        retention_ms=FOR_EVER,  # a replay reads from the beginning
    )


def _dead_letter_topic(topic: Topic) -> Topic:
    return Topic(
        base=dead_letters_of(topic.base),
        name=dead_letters_of(topic.name),
        kind="dead-letters",
        key="the message's own",
        holds=f"what could not be processed from {topic.base}: its bytes and headers, and the error's headers",
        model=None,
        partitions=1,  # few, and read in the order in which they failed
        cleanup="delete",
        retention_ms=DEAD_LETTER_RETENTION_MS,
        # what was accepted must fit with the error's headers added
        max_message_bytes=topic.max_message_bytes + 65_536,
    )


def _changelog_topic(table: Table, settings: Settings) -> Topic:
    name = changelog(settings.app_id, table.name)
    return Topic(
        base=name,
        name=name,
        kind="changelog",
        key="the table's key",
        holds=table.holds,
        model=None,
        partitions=settings.partitions,
        cleanup="compact",  # and never by age: an old claim is as good as a new one
        retention_ms=FOR_EVER,
        max_message_bytes=MAX_STATE_BYTES,
    )
