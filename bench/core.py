"""The core beside a tokenizer: articles a second on one processor, of the whole and of each domain alone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from bench.measuring import ROUNDS, Row
from schemas import Article
from streams.demo import samples
from streams.economy.extract import extract as extract_economy
from streams.economy.score import score as economy_score
from streams.pipeline import process
from streams.security.extract import extract as extract_security
from streams.security.score import score as security_score
from streams.text.document import Document
from streams.text.fingerprint import fingerprint

T = TypeVar("T")


def articles() -> list[Article]:
    """The packaged sample."""
    return [item.article for item in samples() if item.article is not None]


def core() -> Iterator[Row]:
    """The core, and each domain's part of it, beside a tokenizer."""
    texts = articles()
    labels = [process(article)[0].labels for article in texts]  # it also loads what is loaded once
    economic = [article for article, label in zip(texts, labels, strict=True) if "economy" in label]
    secure = [article for article, label in zip(texts, labels, strict=True) if "security" in label]
    yield from _beside("classify and extract", process, texts)
    yield from _fingerprints(texts)
    yield from _beside("economy alone", _economy, economic)
    yield from _beside("security alone", _security, secure)


def _fingerprints(texts: list[Article]) -> Iterator[Row]:
    """What of the core's time goes into fingerprints, by which reprints are told; the ratio is its part of the whole."""
    documents = [Document(article) for article in texts]
    own = min(_seconds(_fingerprint, documents) for _ in range(ROUNDS)) / len(texts)
    whole = min(_seconds(process, texts) for _ in range(ROUNDS)) / len(texts)
    yield "of that, the fingerprint alone", f"{1 / own:,.0f}", f"{own / whole:.2f}"


def _fingerprint(document: Document) -> None:
    fingerprint([s.text for s in document.sentences if s.field == "body"])


def _economy(article: Article) -> None:
    document = Document(article)
    economy_score(document)
    extract_economy(document)


def _security(article: Article) -> None:
    document = Document(article)
    security_score(document)
    extract_security(document)


def _beside(name: str, work: Callable[[Article], object], texts: list[Article]) -> Iterator[Row]:
    """A part of the core, and the tokenizer over the same texts."""
    own = min(_seconds(work, texts) for _ in range(ROUNDS)) / len(texts)
    characters = sum(len(article.title) + len(article.body) for article in texts) / len(texts)
    what = f"{len(texts)} articles of {characters:,.0f} characters"
    yield f"Khabar: {name} ({what})", f"{1 / own:,.0f}", "1.00"
    try:
        import spacy
    except ImportError:
        yield "spaCy is not installed: pip install 'khabar\\[bench]'", "–", "–"
        return
    plain = [f"{article.title}\n\n{article.body}" for article in texts]
    # it remembers the words that it has met, so its first texts cost more than later ones
    for state, warm in (("texts it sees first", ["Warm up."]), ("texts it has seen", plain)):
        rounds = []
        for _ in range(ROUNDS):
            tokenizer = spacy.blank("en")
            _seconds(tokenizer, warm)
            rounds.append(_seconds(tokenizer, plain))
        theirs = min(rounds) / len(texts)
        yield f"spaCy's blank English tokenizer alone, {state}", f"{1 / theirs:,.0f}", f"{own / theirs:.2f}"


def _seconds(work: Callable[[T], object], texts: list[T]) -> float:
    """Processor time for the texts."""
    start = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - start
