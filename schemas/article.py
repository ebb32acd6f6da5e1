"""Articles: what crawlers publish, and the same with its classification."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import NAMESPACE_URL, uuid5

import orjson
from pydantic import AfterValidator, Field, model_validator

from schemas.base import Model, stable_id

Label = Literal["economy", "security", "other"]

#: Years outside these are a crawler's mistake; arithmetic on dates stays inside what Python's calendar holds.
FIRST_YEAR, LAST_YEAR = 1900, 2100


def _aware(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("a time needs an offset, as in 2026-01-20T10:00:00+05:00")
    if not FIRST_YEAR <= value.year <= LAST_YEAR:
        raise ValueError(f"the year {value.year} is outside {FIRST_YEAR} to {LAST_YEAR}")
    return value


Time = Annotated[datetime, AfterValidator(_aware)]
"""A time with an offset (RFC 3339)."""


class Article(Model):
    """A news article as published. At least one of title and body has a letter or a digit."""

    id: str = Field(min_length=1, max_length=512)
    """Default: UUIDv5 of the URL, else of the content."""
    url: str | None = None
    title: str = ""
    body: str = ""
    published_at: Time
    updated_at: Time | None = None
    source: str | None = None
    """The publisher's name."""
    language: str = "en"
    """BCP 47."""
    authors: tuple[str, ...] = ()
    section: str | None = None
    keywords: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _defaults(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        # A null stands for a missing field: crawlers write both.
        value = {name: item for name, item in value.items() if item is not None}
        if not value.get("id"):
            url = value.get("url")
            if isinstance(url, str) and url:
                value["id"] = str(uuid5(NAMESPACE_URL, url))
            else:
                value["id"] = stable_id("article", value.get("title", ""), value.get("body", ""))
        return value

    @model_validator(mode="after")
    def _has_text(self) -> Article:
        if not any(char.isalnum() for char in self.title) and not any(char.isalnum() for char in self.body):
            raise ValueError("no text: title and body hold neither a letter nor a digit")
        return self

    @property
    def revised_at(self) -> datetime:
        """The time that orders revisions: `updated_at`, else `published_at`."""
        return self.updated_at or self.published_at

    @property
    def revision(self) -> str:
        """Orders the revisions of one article as text: UTC time, then a digest that settles ties the same way everywhere."""
        content = self.model_dump(mode="json", exclude={"classification", "id"})
        digest = hashlib.sha256(orjson.dumps(content)).hexdigest()[:8]
        moment = self.revised_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        return f"{moment}/{digest}"


class Scores(Model):
    """How strongly an article speaks for each domain, 0 to 1."""

    economy: float = Field(ge=0, le=1)
    security: float = Field(ge=0, le=1)


class Classification(Model):
    """What an article is about: the strongest label, every label that applies, and the terms that decided it."""

    label: Label
    labels: tuple[Label, ...]
    scores: Scores
    terms: tuple[str, ...] = ()
    """Strongest first."""


class ClassifiedArticle(Article):
    """An article on `articles.economy`, `articles.security` or `articles.other`: the article and its classification."""

    classification: Classification


class ArticleRef(Model):
    """Which article, in which revision, says it."""

    id: str
    url: str | None = None
    source: str | None = None
    published_at: Time
    revision: str
    """Orders an article's revisions as text (UTC time of the revision, then a digest)."""
    fingerprint: str | None = Field(default=None, max_length=200)
    """MinHash of the words of its body, by which reprints of one text are told (opaque; null for a text too short to tell)."""
