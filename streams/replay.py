"""The whole pipeline in process, without a broker: what the workers do, on values.

The result is a function of the set of articles: their order and repeats change nothing, not even a byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas import Article, DeadLetter, FiscalYear, Incident, InputError, SecurityMonth, plain
from streams.claims import revise
from streams.economy.fold import FiscalYears
from streams.folds import Fold
from streams.pipeline import DOMAINS, Domain, classify, extract
from streams.security.fold import Incidents


@dataclass(frozen=True, slots=True)
class Tables:
    """What `khabar replay` prints."""

    fiscal_years: tuple[FiscalYear, ...]
    incidents: tuple[Incident, ...]
    security_months: tuple[SecurityMonth, ...]
    dead_letters: tuple[DeadLetter, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)

    def plain(self) -> dict[str, Any]:
        """The tables as JSON-able values, in the contract's shape."""
        return {
            "fiscal_years": [plain(row) for row in self.fiscal_years],
            "incidents": [plain(row) for row in self.incidents],
            "security_months": [plain(row) for row in self.security_months],
            "dead_letters": [plain(row) for row in self.dead_letters],
            "counts": self.counts,
        }


def folds() -> dict[Domain, Fold]:
    """An empty fold for each domain."""
    return {"economy": FiscalYears(), "security": Incidents()}


def replay(
    articles: Iterable[Article], *, as_of: datetime | None = None, dead_letters: Iterable[DeadLetter] = ()
) -> Tables:
    """The tables that follow from the articles; with `as_of`, from the revisions that had been published by then."""
    newest: dict[str, Article] = {}
    for article in articles:
        if as_of is not None and article.revised_at > as_of:
            continue
        known = newest.get(article.id)
        if known is None or article.revision > known.revision:
            newest[article.id] = article
    counts = dict.fromkeys(("articles", "economy", "security", "other", "events"), 0)
    tables = folds()
    failed = list(dead_letters)
    for key in sorted(newest):
        article = newest[key]
        counts["articles"] += 1
        try:
            classification = classify(article)
            events = {domain: extract(article, classification, domain) for domain in DOMAINS}
        except Exception as error:  # noqa: BLE001 - a bug in a rule costs one article, never the run; the row names it
            failed.append(_dead_letter(article, "internal_error", f"{type(error).__name__}: {error}"))
            continue
        for label in classification.labels:
            counts[label] += 1
        for domain, found in events.items():
            try:
                said = revise(None, article, found).emit
            except InputError as error:
                failed.append(_dead_letter(article, error.code, error.reason))
                continue
            counts["events"] += len(found)
            for event in said:
                tables[domain].add(event)
    security = tables["security"].views()
    return Tables(
        fiscal_years=tuple(row for row in tables["economy"].views() if isinstance(row, FiscalYear)),
        incidents=tuple(row for row in security if isinstance(row, Incident)),
        security_months=tuple(row for row in security if isinstance(row, SecurityMonth)),
        # The same failure of the same input counts once, as a repeated article does.
        dead_letters=tuple(
            sorted(set(failed), key=lambda row: (row.topic, row.code, row.message, row.digest or ""))
        ),
        counts=counts,
    )


def _dead_letter(article: Article, code: str, reason: str) -> DeadLetter:
    return DeadLetter(topic="articles", stage="extract", code=code, message=f"{article.id}: {reason}")
