"""What all events share: identity, article, prominence, evidence."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from schemas.article import ArticleRef
from schemas.base import Model

Prominence = Literal["main", "background"]


class Evidence(Model):
    """A slice of the article, in characters of the field as published; it holds the value."""

    field: Literal["title", "body"]
    start: int = Field(ge=0)
    end: int = Field(ge=1)


class Attribution(Model):
    """Who said it; the office and the body are kept apart from the name."""

    name: str | None = None
    role: str | None = None
    organisation: str | None = None


class BaseEvent(Model):
    """The fields that every event has."""

    event_id: str
    """UUIDv5, the same for the same article and claim in every run."""
    article: ArticleRef
    prominence: Prominence = "main"
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    confidence: float = Field(ge=0, le=1)
    rule: str
    """Id of the rule that found it."""
    withdrawn: bool = False
    """A later revision of the article takes this event back (absent or true)."""


class Span(Model):
    """A stretch of days, both ends included."""

    start: date
    end: date


class When(Span):
    """When something happened, and how precisely that is known."""

    precision: Literal["day", "week", "month", "year"]
