"""What an article tells in the end: figures of the contract's series make it economic news, however few words of the trade it has.

Short news on a loan, or on one tax office, has little to weigh. Whether it is about the economy shows in what can be taken from it.
"""

from __future__ import annotations

from typing import Final

from streams.economy.extract import extract
from streams.text.document import Document

#: Below this the words are those of other fields, and what looks like a figure of ours is one in passing.
LEAST: Final = 0.05


def tells(document: Document, strength: float) -> bool:
    """Whether figures follow from an article whose words alone do not decide; `strength` is the score by its words."""
    return strength >= LEAST and bool(extract(document))
