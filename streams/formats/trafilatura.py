"""trafilatura's JSON (`trafilatura --json`, `extract(..., output_format="json", with_metadata=True)`).

Its `source` is the address, `source-hostname` the site's name, `date` a day; names in one text are divided by semicolons.
"""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import BeforeValidator

from streams.formats.shape import Name, Shape, Text, Url, When, names_of, theirs

_Divided = Annotated[tuple[str, ...], BeforeValidator(lambda value: names_of(value, apart=";"))]
_First = Annotated[str | None, BeforeValidator(lambda value: next(iter(names_of(value, apart=";")), None))]


class Trafilatura(Shape):
    """What trafilatura makes of a page."""

    called: ClassVar[str] = "trafilatura"

    url: Annotated[Url | None, theirs("source", "url")] = None
    title: Annotated[Text, theirs("title")] = ""
    body: Annotated[Text, theirs("text", "raw_text")] = ""
    published_at: Annotated[When, theirs("date")]
    source: Annotated[Name, theirs("source-hostname", "sitename", "hostname")] = None
    language: Annotated[Text, theirs("language")] = "en"
    authors: Annotated[_Divided, theirs("author")] = ()
    section: Annotated[_First, theirs("categories")] = None
    keywords: Annotated[_Divided, theirs("tags")] = ()

    @classmethod
    def fits(cls, value: object) -> bool:
        return isinstance(value, dict) and (
            "source-hostname" in value or {"hostname", "fingerprint"} <= value.keys()
        )
