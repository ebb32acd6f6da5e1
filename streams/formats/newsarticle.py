"""schema.org's NewsArticle and its kin in JSON-LD, as pages carry them: an object, a list of them, or a `@graph`.

Of several nodes the one that is an article counts; what it refers to by `@id` is looked up beside it. The same names without
`@type`, as extraction services give them, are read as well.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, Final

from pydantic import BeforeValidator

from schemas import InputError
from streams.formats.markup import looks_marked_up, plain
from streams.formats.shape import Name, Names, Shape, Text, Url, When, first, listed, named, names_of, theirs

#: Types that are an article of news, or are used for one.
_ARTICLES: Final = frozenset(
    [
        "Article",
        "NewsArticle",
        "AnalysisNewsArticle",
        "AskPublicNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReportageNewsArticle",
        "ReviewNewsArticle",
        "Report",
        "BlogPosting",
        "LiveBlogPosting",
        "TechArticle",
        "SocialMediaPosting",
    ]
)
#: Nodes of one message that are looked at.
_MANY: Final = 1000


def _running(value: object) -> object:
    value = first(value)
    return plain(value) if isinstance(value, str) and looks_marked_up(value) else value


def _language(value: object) -> object:
    value = first(value)
    if isinstance(value, dict):
        value = first(value.get("alternateName") or value.get("name"))
    return value


_Words = Annotated[tuple[str, ...], BeforeValidator(lambda value: names_of(value, apart=","))]


class NewsArticle(Shape):
    """A node of a page's JSON-LD that is an article."""

    called: ClassVar[str] = "schema.org"

    url: Annotated[Url | None, theirs("url", "mainEntityOfPage", "@id")] = None
    title: Annotated[str, BeforeValidator(_running), theirs("headline", "name", "alternativeHeadline")] = ""
    body: Annotated[
        str, BeforeValidator(_running), theirs("articleBody", "text", "description", "abstract")
    ] = ""
    published_at: Annotated[When, theirs("datePublished", "dateCreated", "dateModified")]
    updated_at: Annotated[When | None, theirs("dateModified")] = None
    source: Annotated[Name, theirs("publisher", "sourceOrganization", "provider")] = None
    language: Annotated[str, BeforeValidator(_language), theirs("inLanguage")] = "en"
    authors: Annotated[Names, theirs("author", "authors", "creator")] = ()
    section: Annotated[Text | None, BeforeValidator(named), theirs("articleSection")] = None
    keywords: Annotated[_Words, theirs("keywords")] = ()

    @classmethod
    def fits(cls, value: object) -> bool:
        if isinstance(value, list):
            return any(isinstance(node, dict) and "@type" in node for node in value[:_MANY])
        if not isinstance(value, dict):
            return False
        return "@type" in value or "@graph" in value or {"headline", "articleBody"} <= value.keys()

    @classmethod
    def prepared(cls, value: Any) -> dict[str, Any]:
        if isinstance(value, dict) and "@type" not in value and "@graph" not in value:
            return dict(value)
        nodes = list(_nodes(value))
        found = [node for node in nodes if _types(node) & _ARTICLES]
        if not found:
            types = ", ".join(sorted({name for node in nodes for name in _types(node)}))[:200]
            message = f"no article among the types: {types or 'none'}"
            raise InputError("wrong_shape", message, field="@type")
        if len(found) > 1:
            raise InputError(
                "wrong_shape", f"{len(found)} articles in one: publish each by itself", field="@type"
            )
        return _resolved(found[0], nodes)


def is_one_article(nodes: list[Any]) -> bool:
    """Whether a list is of nodes with types, just one of which is an article."""
    typed = all(isinstance(node, dict) and "@type" in node for node in nodes)
    return typed and sum(bool(_types(node) & _ARTICLES) for node in nodes) == 1


def _nodes(value: object) -> Iterator[dict[str, Any]]:
    """The nodes of a document, in its order: the object itself, a list's members, and those of a `@graph`."""
    waiting, seen = listed(value)[:_MANY], 0
    while waiting and seen < _MANY:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, dict):
            if "@type" in node:
                yield node
            waiting += listed(node.get("@graph"))[:_MANY]


def _types(node: dict[str, Any]) -> set[str]:
    """The types of a node, without the vocabulary before them."""
    names = (name for name in listed(node.get("@type")) if isinstance(name, str))
    return {name.rpartition("/")[2].rpartition(":")[2] for name in names}


def _resolved(article: dict[str, Any], nodes: list[dict[str, Any]]) -> dict[str, Any]:
    """The article with what it only refers to put in its place."""
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str)}

    def target(value: Any) -> Any:
        if isinstance(value, list):
            return [target(item) for item in value]
        if isinstance(value, dict) and isinstance(value.get("@id"), str) and "name" not in value:
            return known.get(value["@id"], value)
        return value

    found = {name: value for name, value in article.items() if value is not None}
    for name in ("author", "authors", "creator", "publisher", "sourceOrganization", "provider"):
        if name in found:
            found[name] = target(found[name])
    # the address of the page that the article is on, where that is a node of its own
    page = found.get("mainEntityOfPage")
    if (
        isinstance(page, dict)
        and isinstance(node := known.get(str(page.get("@id"))), dict)
        and node.get("url")
    ):
        found["mainEntityOfPage"] = node["url"]
    return found
