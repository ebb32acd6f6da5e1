"""Items of a Scrapy project: flat objects with the names that crawlers use for an article's parts.

An item loader without output processors makes a list of every value: a list's texts are joined, paragraph by paragraph. What
the item exporters make of a time (`2026-01-20 10:00:00`) is read, too.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Final

from pydantic import BeforeValidator

from streams.formats.shape import Name, Names, Shape, Text, Url, When, named, names_of, theirs

_TITLES: Final = ("title", "headline", "heading")
_BODIES: Final = (
    "body",
    "text",
    "content",
    "article",
    "article_text",
    "maintext",
    "main_text",
    "full_text",
    "paragraphs",
)
_TIMES: Final = (
    "published_at", "published", "date_published", "publish_date", "published_date", "date_publish", "publication_date",
    "pub_date", "pubdate", "date", "datetime", "timestamp",
)  # fmt: skip


def _joined(mark: str) -> BeforeValidator:
    def join(value: object) -> object:
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return mark.join(item.strip() for item in value if item.strip())
        return value

    return BeforeValidator(join)


_Words = Annotated[tuple[str, ...], BeforeValidator(lambda value: names_of(value, apart=",;"))]


class ScrapyItem(Shape):
    """A crawled article as an item."""

    called: ClassVar[str] = "scrapy"

    id: Annotated[Text | None, theirs("id")] = None
    url: Annotated[Url | None, theirs("url", "link", "canonical_url", "source_url")] = None
    title: Annotated[str, _joined(" "), theirs(*_TITLES)] = ""
    body: Annotated[str, _joined("\n\n"), theirs(*_BODIES)] = ""
    published_at: Annotated[When, theirs(*_TIMES)]
    updated_at: Annotated[
        When | None, theirs("updated_at", "updated", "modified", "date_modified", "modified_date")
    ] = None
    source: Annotated[Name, theirs("source", "publisher", "site_name", "site", "source_domain", "domain")] = (
        None
    )
    language: Annotated[str, BeforeValidator(named), theirs("language", "lang")] = "en"
    authors: Annotated[Names, theirs("authors", "author", "byline")] = ()
    section: Annotated[Name, theirs("section", "category")] = None
    keywords: Annotated[_Words, theirs("keywords", "tags")] = ()

    @classmethod
    def fits(cls, value: object) -> bool:
        if not isinstance(value, dict):
            return False
        texts = value.keys() & {*_TITLES, *_BODIES}
        if not texts or value.keys().isdisjoint(_TIMES):
            return False
        time = value.get("published_at")
        if not isinstance(time, str):
            return time is None or isinstance(time, list)
        # Ours has its own names; an item may have our time beside its own.
        return value.keys().isdisjoint(("title", "body"))

    @classmethod
    def prepared(cls, value: Any) -> dict[str, Any]:
        return {name: item for name, item in value.items() if item not in (None, "", [])}
