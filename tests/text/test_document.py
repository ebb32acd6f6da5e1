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
