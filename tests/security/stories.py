"""Short invented articles for the tests of the security readers."""

from __future__ import annotations

from datetime import date

from schemas import Article, Attack, Operation, Statement, parse
from streams.security.extract import extract
from streams.security.scan import Scan
from streams.text.document import Document, Sentence


def article(body: str, *, title: str = "", published: str = "2026-02-08T17:00:00+05:00") -> Article:
    return parse(Article, {"title": title, "body": body, "published_at": published, "source": "Test Daily"})


def events(
    body: str, *, title: str = "", published: str = "2026-02-08T17:00:00+05:00"
) -> list[Attack | Operation | Statement]:
    return extract(Document(article(body, title=title, published=published)))


def attacks(body: str, *, title: str = "", published: str = "2026-02-08T17:00:00+05:00") -> list[Attack]:
    return [e for e in events(body, title=title, published=published) if isinstance(e, Attack)]


def operations(body: str, *, title: str = "") -> list[Operation]:
    return [e for e in events(body, title=title) if isinstance(e, Operation)]


def statements(body: str, *, title: str = "") -> list[Statement]:
    return [e for e in events(body, title=title) if isinstance(e, Statement)]


def scan(text: str, *, kind: str = "body") -> Scan:
    sentence = Sentence("body", 0, text, "headline" if kind == "headline" else "body", 1, 0)
    return Scan(sentence, date(2026, 2, 8), "PK")
