"""The little Markdown that made pages are of."""

from __future__ import annotations

import re
from collections.abc import Iterable


def page(lines: Iterable[str]) -> str:
    """Lines as a page."""
    return "\n".join(lines) + "\n"


def table(head: Iterable[str], body: Iterable[Iterable[str]]) -> str:
    """A table; cells are Markdown of one line."""
    head = list(head)
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(map(_cell, row))} |" for row in body]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Text that is not to be taken for HTML, on one line."""
    return " ".join(text.split()).replace("<", "&lt;")


def _cell(text: str) -> str:
    """A cell's text; a bar in it would begin the next one, and within backticks it cannot be escaped."""
    if "|" not in text:
        return text
    return re.sub(r"`([^`]*\|[^`]*)`", r"<code>\1</code>", text).replace("|", "&#124;")
