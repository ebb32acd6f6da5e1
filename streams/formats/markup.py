"""The text of HTML, as far as articles need it: paragraphs as lines, everything else of the markup left out. Linear."""

from __future__ import annotations

import html
import re
from typing import Final

_TAG: Final = re.compile(r"<(?:!--|(/?)([a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,4000}>)")
_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BLANKS: Final = re.compile(r"[ \t\r\f\v]{2,}")
#: Elements that begin a line of their own.
_BLOCKS: Final = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "dd",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
#: Elements whose content is no text.
_SILENT: Final = ("script", "style")


def looks_marked_up(text: str) -> bool:
    """Whether a text has tags or entities of HTML in it."""
    return _TAG.search(text) is not None or _ENTITY.search(text) is not None


def plain(text: str) -> str:
    """The text without its markup, a line a paragraph."""
    parts: list[str] = []
    position = 0
    ends: dict[
        str, bool
    ] = {}  # whether there is no such end from here on, so that nothing is looked for twice
    while (tag := _TAG.search(text, position)) is not None:
        parts.append(text[position : tag.start()].replace("\n", " "))
        position = tag.end()
        name = (tag[2] or "!--").lower()
        if name in _BLOCKS:
            parts.append("\n")
        elif name == "!--" or (name in _SILENT and not tag[1]):
            close = "-->" if name == "!--" else f"</{name}"
            end = -1 if ends.get(close) else text.find(close, position)
            ends[close] = end < 0
            if end >= 0:
                position = end + (len(close) if name == "!--" else 0)
    parts.append(text[position:].replace("\n", " "))
    lines = (_BLANKS.sub(" ", line).strip() for line in html.unescape("".join(parts)).split("\n"))
    return "\n".join(line for line in lines if line)
