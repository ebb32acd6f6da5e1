"""What is economic news and what only borrows its words."""

from __future__ import annotations

import pytest

from streams.economy.score import score
from tests.economy.articles import document


@pytest.mark.parametrize(
    "text",
    [
        "IT exports reached $2.24 billion in the first half of FY26, the State Bank said.",
        "The central bank cut its policy rate by 100 basis points to 11 percent as inflation slowed to 0.3 percent.",
        "China has rolled over a $2 billion deposit to Pakistan for a year. The Bank of China agreed to a loan of $300 million to Pakistan.",
        "LSM output rose 6.01 percent in November.",
        "GDP grew 3.7 percent in the first quarter.",
        "The Sensitive Price Indicator rose 0.2pc in the week ended January 8.",
        "The Bank of Ghana cut its policy rate to 21.5 percent on Wednesday.",
        "The US economy grew at an annual rate of 2 percent in the third quarter.",
        "The IMF approved the disbursement of a $1.2 billion tranche, lifting foreign exchange reserves.",
    ],
)
def test_economic_news(text: str) -> None:
    value, terms = score(document(text))
    assert value >= 0.5
    assert terms


@pytest.mark.parametrize(
    "text",
    [
        "The batting side lost five wickets and left a deficit of 120 runs in the second innings of the match.",
        "The film took 40 million dollars at the box office, and the actor won an Oscar.",
        "A bus fell into a ravine; 12 people died and 20 were injured.",
        "The cement maker's profit fell 28 percent in the half year on lower sales.",
        "Sales of the smartphone grew 12 percent in the quarter as the company cut prices.",
        "The school reported a surplus of talent and a growth in spirits.",
    ],
)
def test_other_news_stays_near_zero(text: str) -> None:
    assert score(document(text, title="News of the day"))[0] < 0.2
