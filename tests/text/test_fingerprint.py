"""Fingerprints: the same everywhere, alike for reprints however they were edited or cut, and for nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.demo import samples
from streams.text.document import Document
from streams.text.fingerprint import alike as compare
from streams.text.fingerprint import fingerprint, sketch

STORY = (
    "ISLAMABAD: Exports of information technology brought the country $412 million in December, the State Bank said on "
    "Tuesday, more than in any month before it. The month before, they had stood at $365 million. "
    "Officials put the rise down to freelancers who now bring their earnings home through banks, and to a rule that lets "
    "firms keep half of what they earn abroad in accounts of their own. In the first half of the fiscal year the sector "
    "earned $2.2 billion, a fifth more than a year earlier. Traders said that the pace would be hard to keep in spring, "
    "when large contracts in the Gulf come to an end. The ministry has a target of $5 billion for the whole year. "
    "An association of software houses asked for tax rules that do not change every June, and for cheaper bandwidth."
)
#: The same news in another's words.
OTHER = (
    "Pakistan's software houses and freelancers had their best month yet at the close of 2025: receipts reached $412 "
    "million, central bank figures released this week show. Analysts had expected less. December is often strong, since "
    "clients abroad settle their accounts before the holidays, but it has never been this strong. Compared with November, "
    "when $365 million came in, the gain is nearly thirteen per cent. Half-year earnings now stand at some $2.2 billion. "
    "Industry representatives welcomed the numbers and repeated their call for a stable tax regime and cheaper internet."
)


def alike(one: str | None, other: str | None) -> bool:
    left, right = sketch(one or ""), sketch(other or "")
    return left is not None and right is not None and compare(left, right)


def made(text: str) -> str:
    found = fingerprint([text])
    assert found is not None
    return found


def test_the_same_text_has_the_same_fingerprint_in_every_version() -> None:
    # Others keep it with their events: it may change only with the scheme that it begins with.
    assert made(STORY) == GOLDEN


def test_it_does_not_depend_on_the_process() -> None:
    code = "from tests.text.test_fingerprint import *; print(made(STORY))"
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        done = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, check=True, text=True
        )
        assert done.stdout.strip() == made(STORY)


SENTENCES = STORY.split(". ")


@pytest.mark.parametrize(
    "reprint",
    [
        STORY.upper(),
        STORY.replace("ISLAMABAD: ", "KARACHI (Agency) — "),
        STORY.replace(". ", ".\n\n"),
        STORY.replace("December", "last month"),
        ". ".join(SENTENCES[:5]),
        ". ".join(SENTENCES[:3]),
        STORY
        + " The rupee closed at 281.9 to the dollar. Shares fell for a second day in thin trade on the exchange.",
        ". ".join(sentence for number, sentence in enumerate(SENTENCES) if number != 3),
    ],
)
def test_reprints_are_alike(reprint: str) -> None:
    assert alike(made(STORY), made(reprint))
    assert alike(made(reprint), made(STORY))


def test_the_same_news_in_other_words_is_not() -> None:
    assert not alike(made(STORY), made(OTHER))
    assert not alike(made(STORY), made(OTHER + " " + SENTENCES[4] + "."))


def test_the_articles_of_the_sample_are_alike_where_one_is_a_new_version_of_another() -> None:
    found = [
        (item.article, Document(item.article).reference.fingerprint) for item in samples() if item.article
    ]
    pairs = [(a, b) for (a, x), (b, y) in combinations(found, 2) if alike(x, y)]
    assert pairs
    assert all(a.source == b.source for a, b in pairs)


@pytest.mark.parametrize("text", ["", "Blast in Quetta.", "word " * 500, "…" * 5000, "爆炸" * 3000])
def test_what_has_too_few_words_has_none(text: str) -> None:
    assert fingerprint([text]) is None
    assert not alike(fingerprint([text]), fingerprint([text]))


@pytest.mark.parametrize(
    "other",
    [
        "",
        "x",
        "1.2:zz:AAAA",
        "1.2:10:AAAA",
        "1.2:0:" + "A" * 86 + "==",
        "::",
        None,
        "1.2:-5:" + "A" * 86 + "==",
    ],
)
def test_what_is_no_fingerprint_is_like_nothing(other: str | None) -> None:
    assert not alike(made(STORY), other)
    assert not alike(other, made(STORY))


def test_fingerprints_of_another_scheme_are_not_compared() -> None:
    scheme, _, rest = made(STORY).partition(":")
    assert not alike(made(STORY), f"{scheme}9:{rest}")


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_texts_can_be_compared(one: str, other: str) -> None:
    left, right = fingerprint([one]), fingerprint([other])
    assert alike(left, right) == alike(right, left)


#: What the story's fingerprint is.
GOLDEN = "1.2:8c:83cCLN5nRxRVWlhudNuWfDW/++p4n5kUxLcitP9iNdh5T+0FXXyugmUofrq4NiJtIVsK+D+HNZy7LAUtkImB/w=="
