"""Places that only their nouns tell."""

from __future__ import annotations

import pytest

from schemas import Article
from streams.text.document import Document
from streams.text.places import places
from streams.text.unlisted import unlisted


def told(text: str, *, prefer: str | None = None) -> list[tuple[str, str, str | None, str | None, str]]:
    article = Article.model_validate(
        {"url": "https://example.org/a", "body": text, "published_at": "2026-02-06T10:00:00+05:00"}
    )
    (sentence,) = Document(article).sentences
    listed = places(sentence)
    return [
        (m.entry.name, m.entry.kind, m.entry.city, m.entry.admin1, m.entry.country)
        for m in unlisted(sentence, listed, prefer=prefer)
        if m not in listed
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gunmen entered Ungwar Zuma village in the Jibia local government area.",
            ("Ungwar Zuma", "site", "Jibia", "Katsina", "NG"),
        ),
        (
            "They struck the village of Kobamba in North Kivu.",
            ("Kobamba", "city", "Kobamba", "North Kivu", "CD"),
        ),
        (
            "A patrol was hit in Zondoma province of Burkina Faso.",
            ("Zondoma", "admin1", None, "Zondoma", "BF"),
        ),
        (
            "Troops left the Kushi Rud district of Helmand.",
            ("Kushi Rud", "city", "Kushi Rud", "Helmand", "AF"),
        ),
        ("Debris fell in Kyiv's Sovsky district.", ("Sovsky", "site", "Kyiv", "Kyiv", "UA")),
        (
            "A car burnt in the Zeitun Sharqi district of Cairo.",
            ("Zeitun Sharqi", "site", "Cairo", "Cairo", "EG"),
        ),
        ("It fell on a hamlet called Tanwa near Gao.", ("Tanwa", "city", "Tanwa", "Gao", "ML")),
    ],
)
def test_a_noun_makes_a_name_a_place(
    text: str, expected: tuple[str, str, str | None, str | None, str]
) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Kobamba village was quiet.",
        "The group calls itself Khorasan Province in Pakistan.",
        "It struck the main Shi'ite district of Baghdad.",
        "Most Christian villages in Plateau State were spared.",
        "They met at the District Council hall in Swat.",
    ],
)
def test_what_is_no_name(text: str) -> None:
    assert told(text) == []


def test_the_country_asked_for_fills_in() -> None:
    assert told("They burnt Kobamba village.") == []
    assert told("They burnt Kobamba village.", prefer="CD") == [("Kobamba", "city", "Kobamba", None, "CD")]
