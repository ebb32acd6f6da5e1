"""Why state is not cut by age: every article must be remembered, or the order of arrival would show in the tables.

Of each article here, all of years that are long closed, a correction that says nothing either has come already or has not. The
tables are empty in every case; once the first versions come, late, they differ in every case. So whatever is kept of n articles
must tell 2^n pasts apart: a bit an article at the least, for ever, by any rule that keeps the law.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

import pytest

from schemas import Article
from streams.pipeline import DOMAINS, Domain
from streams.replay import Tables, replay

_ARTICLES = range(4)
_TEXT: dict[Domain, str] = {
    "economy": "Pakistan's IT exports stood at ${} million in {} 2014, data of the State Bank of Pakistan showed.",
    "security": "A bomb blast killed {} people in {} on Sunday, police said.",
}
_WHERE: dict[Domain, tuple[str, ...]] = {
    "economy": ("July", "August", "September", "October", "November", "December"),
    "security": ("Quetta", "Peshawar", "Karachi", "Lahore", "Kabul", "Srinagar"),
}


def first(domain: Domain, number: int) -> Article:
    """What an article of 2015 said."""
    text = _TEXT[domain].format(201 + number, _WHERE[domain][number])
    return article(number, text)


def corrected(number: int) -> Article:
    """What it says since the day after: nothing of the kind."""
    return article(number, "The orchestra opened its season before a full house.", "2015-02-03T10:00:00Z")


def article(number: int, body: str, updated_at: str | None = None) -> Article:
    return Article.model_validate(
        {
            "id": f"a{number}",
            "title": "Report",
            "body": body,
            "published_at": "2015-02-02T10:00:00Z",
            "updated_at": updated_at,
            "source": "Paper",
        }
    )


def pasts() -> Iterator[tuple[int, ...]]:
    """Every choice of the articles whose correction has come."""
    return chain.from_iterable(combinations(_ARTICLES, size) for size in range(len(_ARTICLES) + 1))


def rows(articles: Iterable[Article]) -> tuple[object, ...]:
    tables: Tables = replay(articles)
    return tables.fiscal_years, tables.incidents, tables.security_months


@pytest.mark.parametrize("domain", DOMAINS)
def test_what_is_kept_tells_every_past_apart(domain: Domain) -> None:
    late = [first(domain, number) for number in _ARTICLES]
    seen: list[tuple[object, ...]] = []
    for past in pasts():
        come = [corrected(number) for number in past]
        assert rows(come) == rows([])
        after = rows([*come, *late])
        assert after == rows([*late, *come]), "the order shows"
        assert after not in seen
        seen.append(after)
    assert len(seen) == 2 ** len(_ARTICLES)


@pytest.mark.parametrize("domain", DOMAINS)
def test_a_cut_by_age_breaks_the_law(domain: Domain) -> None:
    """The rule that comes to mind: what is a year older than the newest article seen is in the rows already, and forgotten."""
    recent = article(9, "Snow closed two passes.").model_copy(
        update={"published_at": first(domain, 0).published_at.replace(year=2020)}
    )
    in_time = [first(domain, 0), corrected(0), recent]
    # the correction comes, the year passes, and then what it took back
    out_of_order = [corrected(0), recent, first(domain, 0)]
    assert rows(in_time) == rows(out_of_order)
    assert rows(cut(in_time)) != rows(cut(out_of_order))


def cut(articles: Iterable[Article]) -> list[Article]:
    """What the tables go by if an article's revisions are forgotten once the newest article seen is a year younger."""
    held: list[Article] = []
    for one in articles:
        held.append(one)
        newest = max(other.published_at for other in held)
        known = {other.id: max(o.revision for o in held if o.id == other.id) for other in held}
        held = [
            other
            for other in held
            if (newest - other.published_at).days < 365
            # in the rows: the newest revision's word stays, what there was of older ones goes
            or (other.revision == known[other.id] and says(other))
        ]
    return held


def says(one: Article) -> bool:
    return rows([one]) != rows([])
