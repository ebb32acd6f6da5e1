"""Speakers: offices, bodies and names, and to whom a sentence is put down."""

from __future__ import annotations

import pytest

from schemas import Article
from streams.text.document import Document
from streams.text.names import speakers
from streams.text.voices import Voices


def document(body: str) -> Document:
    return Document(Article.model_validate({"body": body, "published_at": "2026-02-08T12:00:00+05:00"}))


@pytest.mark.parametrize(
    ("text", "name", "role", "organisation", "country"),
    [
        ("Finance adviser Khurram Schehzad said it grew.", "Khurram Schehzad", "Finance adviser", None, None),
        ("Planning Minister Ahsan Iqbal said so.", "Ahsan Iqbal", "Planning Minister", None, None),
        (
            "Pakistan's Interior Minister Mohsin Naqvi said so.",
            "Mohsin Naqvi",
            "Interior Minister",
            None,
            "PK",
        ),
        (
            "China's foreign ministry spokesperson condemned it.",
            None,
            "spokesperson",
            "Ministry of Foreign Affairs",
            "CN",
        ),
        ("The State Bank of Pakistan said inflows rose.", None, None, "State Bank of Pakistan", "PK"),
        (
            "According to data released by the State Bank of Pakistan, it rose.",
            None,
            None,
            "State Bank of Pakistan",
            "PK",
        ),
        (
            "It rose, according to the Pakistan Bureau of Statistics (PBS).",
            None,
            None,
            "Pakistan Bureau of Statistics",
            "PK",
        ),
        ("Ahsan Iqbal, the planning minister, said it rose.", "Ahsan Iqbal", "planning minister", None, None),
        ("Iranian President Masoud Pezeshkian condemned it.", "Masoud Pezeshkian", "President", None, "IR"),
        (
            "State Bank Governor Jameel Ahmad told reporters.",
            "Jameel Ahmad",
            "Governor",
            "State Bank of Pakistan",
            "PK",
        ),
    ],
)
def test_who_speaks(
    text: str, name: str | None, role: str | None, organisation: str | None, country: str | None
) -> None:
    (sentence,) = document(text).sentences
    found = [m for m in speakers(sentence) if m.reports]
    assert [(m.name, m.role, m.organisation, m.country) for m in found] == [
        (name, role, organisation, country)
    ]


@pytest.mark.parametrize(
    "text", ["Exports to China rose.", "The bank holds reserves.", "Karachi was calm on Monday."]
)
def test_nobody_speaks(text: str) -> None:
    (sentence,) = document(text).sentences
    assert not [m for m in speakers(sentence) if m.reports]


def attributed(body: str) -> list[str | None]:
    read = document(body)
    voices = Voices(read)
    found = [voices.attribution(sentence.index) for sentence in read.sentences]
    return [(a.name or a.organisation or a.role) if a else None for a in found]


def test_he_said_refers_back() -> None:
    assert attributed(
        "Planning Minister Ahsan Iqbal said it rose. It will grow, he added. Nobody else spoke."
    ) == [
        "Ahsan Iqbal",
        "Ahsan Iqbal",
        None,
    ]


def test_a_surname_stands_for_the_full_name() -> None:
    assert attributed(
        "Adviser Khurram Schehzad said it rose.\n“It was a record,” Schehzad said in a post on X."
    ) == [
        "Khurram Schehzad",
        "Khurram Schehzad",
    ]


def test_a_quotation_goes_on() -> None:
    assert attributed(
        "“We grew,” Planning Minister Ahsan Iqbal said. “We will grow again.”\nThe day was warm."
    ) == [
        "Ahsan Iqbal",
        "Ahsan Iqbal",
        None,
    ]
