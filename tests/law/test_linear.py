"""Untrusted text costs linear time: twice the text, about twice the work, however hostile.

Work is counted in calls (Python's and the interpreter's own), which are the same in every run, not in seconds.
"""

from __future__ import annotations

import sys
from types import FrameType
from typing import Any

import pytest

from schemas import Article
from streams.economy.extract import extract as extract_economy
from streams.security.extract import extract as extract_security
from streams.text.document import Document

HOSTILE = {
    "reports": "Five people were killed and 12 injured in a suicide blast in Quetta on Friday. ",
    "no full stop": "killed 5 people ",
    "figures": "Pakistan's exports rose to $2.24 billion from $2.1bn in December 2025. ",
    "figures without end": "Pakistan's exports rose to $2.24 billion from $2.1bn in December 2025 ",
    "quotation marks": '"',
    "open tags": "<a ",
    "entities": "&amp",
    "hyphens": "a-",
    "digits": "1,234,",
    "one word": "a",
    "lines": "\n",
    "names": "Abc ",
    "speech": 'he said "x" ',
    "periods": "July to December 2025 ",
    "ranges": "1 to 2 to ",
    "places": "Islamabad Pakistan Taliban ",
    "condemnations": "China condemned the Islamabad attack. ",
    "accusations": "Pakistan blamed India, which denied it. ",
    "older attacks": "In November 2025 a bomber killed 12 people in Lahore. ",
    "groups": "The TTP claimed the attack. ",
    "cells": "437 | 356.2 | 12% | ",
    "signs without numbers": "$ % Rs ",
    "digits of other scripts": "٤٣٧ ४३७ ４３７ ",
    "days that do not exist": "February 30 31 June 2025 2025-13-45 ",
    "names of trade": "exports of IT and IT-enabled services and goods ",
    "partners": "exports to China, Germany and the United Arab Emirates (UAE) were $3 billion, ",
    "dealt out": "$1 million and $2 million, down 1% and 2%, respectively, ",
    "growths": "$437 million, 23 percent, $355.3 million. ",
    "changes of what was told": "They jumped 13 percent from $668.1 million. ",
    "targets ahead": "A target of $5 billion for IT exports within five years. ",
    "fiscal years": "FY2025-26 (July 2025-June 2026) of the fiscal year ",
    "shifts": "a year earlier in the same month of last year ",
    "wrapped lines": "the exports of goods in the month of december 2025 rose\n",
}
SHORT = 6_000


def work(body: str) -> int:
    """How many calls it takes to read a body for both domains."""
    title = "IT exports rise; suicide blast in Quetta kills five"
    article = Article.model_validate(
        {"title": title, "body": body, "published_at": "2026-01-20T10:00:00+05:00"}
    )
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        document = Document(article)
        extract_economy(document)
        extract_security(document)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("name", HOSTILE)
def test_twice_the_text_is_about_twice_the_work(name: str) -> None:
    piece = HOSTILE[name]
    body = piece * (4 * SHORT // len(piece))
    work(body[:200])  # data files are read once
    assert work(body[: 2 * SHORT]) <= 2.5 * work(body[:SHORT]) + 5_000
