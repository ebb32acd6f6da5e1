"""The API as data: every question, what it may be asked with and what answers it. Requests are read by it, and OpenAPI made.

Shapes of answers that are not rows of a table or events are here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Final, Generic, Literal, TypeVar

from pydantic import Field

from schemas import Attack, FiscalYear, Incident, Observation, Operation, SecurityMonth, Statement
from schemas.base import Model
from streams.web import params
from streams.web.params import Params

T = TypeVar("T")

ROOT: Final = "/api/v1"

AnyEvent = Annotated[Observation | Attack | Operation | Statement, Field(discriminator="type")]


class Listed(Model, Generic[T]):
    """A part of a list."""

    items: tuple[T, ...]
    next: str | None
    """The cursor of the next part; null where this is the last."""
    total: int
    """Of the whole list."""


class FiscalYearList(Listed[FiscalYear]):
    """Fiscal years."""


class IncidentList(Listed[Incident]):
    """Incidents."""


class SecurityMonthList(Listed[SecurityMonth]):
    """Security months."""


class EventList(Listed[AnyEvent]):
    """Events."""


class PublishedArticle(Model):
    """An article as it was published, in one revision."""

    id: str
    url: str | None
    title: str
    body: str
    published_at: datetime
    updated_at: datetime | None
    source: str | None
    language: str
    authors: tuple[str, ...]
    section: str | None
    keywords: tuple[str, ...]
    revision: str
    """The offsets of an event's `evidence` are good for the revision that the event names (`article.revision`)."""


class ArticleAnswer(PublishedArticle):
    """An article as it was published, and what it says."""

    events: tuple[AnyEvent, ...]
    """The events that stand, in the order of the text."""


class LagRow(Model):
    """How far a group is behind in one partition."""

    group: str
    topic: str
    partition: int
    current_offset: int | None
    """The next offset to process; null where none was ever committed."""
    log_end_offset: int
    lag: int
    """Messages that are not processed."""
    seconds: float | None
    """Age of the oldest message that is not processed; null where it could not be read in time."""
    status: Literal["OK", "WARN", "STALL", "STOP"] | None
    """Null where it was looked at too seldom to tell."""
    members: int | None
    """Of the group; null where the broker does not tell."""
    consumer_id: str | None
    """Who holds the partition."""
    host: str | None
    client_id: str | None


class ArticleList(Listed[PublishedArticle]):
    """Articles."""


class LagList(Listed[LagRow]):
    """Partitions."""


@dataclass(frozen=True, kw_only=True)
class Endpoint:
    """One path."""

    name: str
    """Also OpenAPI's `operationId`."""
    path: str
    """Below ROOT."""
    summary: str
    params: type[Params]
    model: Any
    """What answers it."""
    csv: type[Model] | None = None
    """The model of the rows, where CSV may be asked for."""
    needs_model: bool = True
    """Whether it is answered from the read model, and so with 503 while that is not fresh."""
    event_stream: bool = False
    """Whether it is answered with server-sent events; `streams.web.stream` does."""
    finds: bool = False
    """Whether it asks for one thing, and is answered with 404 where there is none."""


ENDPOINTS: Final = (
    Endpoint(
        name="fiscal_years",
        path="/fiscal-years",
        summary="Series by fiscal year: what is known of each, and from what",
        params=params.FiscalYearsParams,
        model=FiscalYearList,
        csv=FiscalYear,
    ),
    Endpoint(
        name="fiscal_year",
        path="/fiscal-years/{geo}/{indicator}/{fiscal_year}",
        summary="One series in one fiscal year",
        params=params.FiscalYearParams,
        model=FiscalYear,
        csv=FiscalYear,
        finds=True,
    ),
    Endpoint(
        name="incidents",
        path="/incidents",
        summary="Security incidents, the latest first",
        params=params.IncidentsParams,
        model=IncidentList,
        csv=Incident,
    ),
    Endpoint(
        name="incident",
        path="/incidents/{incident_id}",
        summary="One incident",
        params=params.IncidentParams,
        model=Incident,
        csv=Incident,
        finds=True,
    ),
    Endpoint(
        name="security_months",
        path="/security-months",
        summary="Incidents and tolls by country and month",
        params=params.SecurityMonthsParams,
        model=SecurityMonthList,
        csv=SecurityMonth,
    ),
    Endpoint(
        name="article",
        path="/articles/{article_id}",
        summary="An article and its events",
        params=params.ArticleParams,
        model=ArticleAnswer,
        finds=True,
    ),
    Endpoint(
        name="events_of_article",
        path="/articles/{article_id}/events",
        summary="The events that stand of an article, in the order of its text",
        params=params.NoParams,
        model=EventList,
        finds=True,
    ),
    Endpoint(
        name="event",
        path="/events/{event_id}",
        summary="An event; one that was taken back says `withdrawn`",
        params=params.NoParams,
        model=AnyEvent,
        finds=True,
    ),
    Endpoint(
        name="articles_of_event",
        path="/events/{event_id}/articles",
        summary="The article that an event was taken from, in the revision that the evidence is of",
        params=params.NoParams,
        model=ArticleList,
        finds=True,
    ),
    Endpoint(
        name="lag",
        path="/lag",
        summary="How far the workers are behind, by topic and partition",
        params=params.Choice,
        model=LagList,
        csv=LagRow,
        needs_model=False,
    ),
    Endpoint(
        name="stream",
        path="/stream",
        summary="Events (`event`), rows (`table`) and lag (`lag`) as they come; `Last-Event-ID` goes on where it ended",
        params=params.StreamParams,
        model=str,
        event_stream=True,
    ),
)
