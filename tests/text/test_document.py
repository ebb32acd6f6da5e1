"""Documents: kinds of lines, sentences, datelines, evidence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import Article
from streams.text.document import LONGEST, Document
from streams.text.lexicon import load


def document(body: str, title: str = "Exports climb in December") -> Document:
    return Document(
        Article.model_validate({"title": title, "body": body, "published_at": "2026-02-08T12:00:00+05:00"})
    )


def test_kinds_of_lines() -> None:
    read = document(
        "Exports climb in December\nUpdated 20 January 2026\nFollow\n• Exports rose by a fifth\n"
        "KARACHI: Exports rose again. The bank said so.\nMore to come.\nA ship leaves the port. — Reuters/File"
    )
    assert [(s.kind, s.text) for s in read.all_sentences if s.field == "body"] == [
        ("headline", "Exports climb in December"),
        ("boilerplate", "Updated 20 January 2026"),
        ("boilerplate", "Follow"),
        ("bullet", "Exports rose by a fifth"),
        ("lead", "Exports rose again."),
        ("lead", "The bank said so."),
        ("body", "More to come."),
        ("caption", "A ship leaves the port. — Reuters/File"),
    ]
    assert read.dateline == "KARACHI"
    assert [s.index for s in read.sentences] == list(range(len(read.sentences)))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Dr. Khan met Gen. Asim of the U.S. delegation. He left.", 2),
        ("It rose to $2.24 billion. That is 20 percent.", 2),
        ("“We grew.” The minister left.", 2),
        ("M. A. Jinnah spoke. They listened!", 2),
        ("Sales rose 5 p.m. on Friday.", 1),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len([s for s in document(text).sentences if s.field == "body"]) == count


@pytest.mark.parametrize(
    "rule", load("streams.text", "boilerplate.toml")["line"], ids=lambda rule: rule["id"]
)
def test_boilerplate_examples(rule: dict[str, Any]) -> None:
    for example in rule["examples"]:
        kinds = {
            s.kind for s in document("The lead stands here.\n" + example).all_sentences if s.paragraph == 2
        }
        assert kinds == {rule["kind"]}, example


@settings(max_examples=60)
@given(st.text(max_size=400), st.text(alphabet=st.characters(categories=["L"]), min_size=1, max_size=30))
def test_evidence_lies_inside_the_field(body: str, title: str) -> None:
    read = document(body, title)
    for sentence in read.all_sentences:
        found = read.evidence(sentence, 0, len(sentence.text))
        assert 0 <= found.start < found.end <= len(getattr(read.article, found.field))


def test_a_sentence_without_an_end_is_cut() -> None:
    read = document("word " * 20_000)
    assert max(len(s.text) for s in read.sentences) <= LONGEST


def kinds(body: str) -> list[tuple[str, str]]:
    return [(s.kind, s.text) for s in document(body).all_sentences if s.field == "body"]


def test_lines_broken_in_mid_sentence_are_joined() -> None:
    assert kinds(
        "Exports of the country went up by a fifth in the\nmonth of December, the bank that keeps the books of it,\nsaid. They had been lower.\n"
    ) == [
        (
            "lead",
            "Exports of the country went up by a fifth in the month of December, the bank that keeps the books of it, said.",
        ),
        ("lead", "They had been lower."),
    ]


def test_an_amount_may_begin_the_line_that_a_sentence_goes_on_in() -> None:
    assert len(kinds("Exports of the country in December went up by a fifth to\n$437 million.")) == 1


@pytest.mark.parametrize(
    "body",
    [
        "Exports rise\nand imports fall in the month of December",  # the first line is short
        "Exports of the country went up by a fifth in the month.\nand imports did not",  # it has a full stop
        "Exports of the country went up by a fifth in the month\nImports did not",  # a capital goes on
    ],
)
def test_other_lines_stay_apart(body: str) -> None:
    assert len(kinds(body)) == 2


def test_evidence_in_a_joined_line_is_a_slice_of_the_published_text() -> None:
    read = document("Exports of the country in December went up by a fifth to\n$437 million in all.")
    (sentence,) = [s for s in read.sentences if s.field == "body"]
    place = sentence.text.index("$437")
    found = read.evidence(sentence, place, place + len("$437 million"))
    assert read.article.body[found.start : found.end] == "$437 million"


@pytest.mark.parametrize("mark", ["•", "●", "- ", "* ", "· ", "1. ", "2) "])
def test_the_mark_of_a_bullet_is_no_text(mark: str) -> None:
    assert kinds(f"The lead is here.\n{mark}Exports rose by a fifth.")[1] == (
        "bullet",
        "Exports rose by a fifth.",
    )


def test_a_minus_and_a_decimal_are_no_bullets() -> None:
    assert kinds("The lead is here.\n-0.4 percent was the growth.")[1][0] == "body"
    assert kinds("The lead is here.\n1.5 percent was the growth.")[1][0] == "body"


def test_boilerplate_is_passed_over_and_long_lines_are_text() -> None:
    assert kinds("The lead is here.\nRead more: Exports rise by a fifth")[1][0] == "boilerplate"
    assert (
        kinds("The lead is here.\nRead more: " + "exports rise and imports fall again " * 12)[1][0] == "body"
    )


def test_the_bodys_first_line_is_the_headline_only_where_it_repeats_it() -> None:
    assert kinds("Exports climb in December!\nMore.")[0][0] == "headline"
    assert kinds("Exports climb in November\nMore.")[0][0] == "lead"
    assert kinds("The lead.\nExports climb in December")[1][0] == "body"


@pytest.mark.parametrize(
    ("body", "place", "rest"),
    [
        ("KARACHI: Exports rose.", "KARACHI", "Exports rose."),
        ("NEW DELHI - Exports rose.", "NEW DELHI", "Exports rose."),
        ("ISLAMABAD (Agency): Exports rose.", "ISLAMABAD", "Exports rose."),
        ("DHAKA — Exports rose.", "DHAKA", "Exports rose."),
        ("Karachi: Exports rose.", None, "Karachi: Exports rose."),
    ],
)
def test_datelines(body: str, place: str | None, rest: str) -> None:
    read = document(body)
    assert (read.dateline, [s.text for s in read.sentences if s.field == "body"]) == (place, [rest])


def test_only_the_first_paragraph_has_a_dateline() -> None:
    read = document("KARACHI: Exports rose.\nLAHORE: Imports fell.")
    assert (read.dateline, read.sentences[-1].text) == ("KARACHI", "LAHORE: Imports fell.")


def test_a_semicolon_before_a_capital_ends_a_sentence() -> None:
    assert [text for _, text in kinds("Exports rose; Imports fell; prices rose.")] == [
        "Exports rose;",
        "Imports fell; prices rose.",
    ]


def test_a_last_paragraph_that_an_agency_signs_is_text() -> None:
    body = "The lead stands here.\nThe attack was claimed by the group. (AFP)"
    assert [s.kind for s in document(body).all_sentences if s.field == "body"][1] == "body"
