"""Articles in the shapes that crawlers have them: told by their own marks, mapped onto ours by aliases.

A module a format, each with one `Shape`: trafilatura's JSON, schema.org's articles in JSON-LD, IPTC ninjs, and the flat items
of a Scrapy project. What has `published_at` as a text is ours already, whatever else is in it.
"""

from __future__ import annotations

from typing import Any, Final

from streams.formats.items import ScrapyItem
from streams.formats.newsarticle import NewsArticle, is_one_article
from streams.formats.ninjs import Ninjs
from streams.formats.shape import Shape
from streams.formats.trafilatura import Trafilatura

#: In the order in which they are tried: the one with the clearest mark first.
SHAPES: Final[tuple[type[Shape], ...]] = (NewsArticle, Ninjs, Trafilatura, ScrapyItem)


def shape_of(value: object) -> type[Shape] | None:
    """The shape that a JSON value has; None where it is our own, or none at all."""
    if isinstance(value, dict) and isinstance(value.get("published_at"), str):
        return None if not ScrapyItem.fits(value) else ScrapyItem
    return next((shape for shape in SHAPES if shape.fits(value)), None)


def is_page(value: object) -> bool:
    """Whether a list is what one page says of itself in JSON-LD: one article among other nodes."""
    return isinstance(value, list) and is_one_article(value)


def fields_of(value: Any, shape: type[Shape]) -> tuple[dict[str, Any], dict[str, str]]:
    """What a value of a shape gives as our fields, and what the sender calls each of them.

    Raises InputError, whose field is the sender's own.
    """
    return shape.read(value)
