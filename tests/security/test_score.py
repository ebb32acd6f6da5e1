"""How strongly an article speaks of security."""

from __future__ import annotations

import pytest

from streams.security.score import score
from streams.text.document import Document
from tests.security.stories import article


@pytest.mark.parametrize(
    "text",
    [
        "PESHAWAR: A suicide bomber killed nine people outside a court on Friday, police said.",
        "RAWALPINDI: Security forces killed six militants in an intelligence-based operation in Bannu on Friday.",
        "MINNA: Gunmen abducted 50 pupils from a school in Niger state on Friday. No group claimed responsibility.",
    ],
)
def test_security(text: str) -> None:
    value, terms = score(Document(article(text)))
    assert value >= 0.5
    assert terms


@pytest.mark.parametrize(
    "text",
    [
        "LAHORE: The bowlers led the attack and the batting collapsed in the final of the tournament.",
        "KARACHI: A gas cylinder blast killed four people and injured nine in a restaurant on Friday.",
        "LAHORE: The film tells of a bomber; its director won an Oscar and the box office loved it.",
        "KARACHI: Exports rose by nine percent in December, the statistics bureau said.",
        "SWAT: Eleven passengers were killed when a bus overturned in an accident on Friday.",
    ],
)
def test_not_security(text: str) -> None:
    value, _ = score(Document(article(text)))
    assert 0 <= value < 0.5
