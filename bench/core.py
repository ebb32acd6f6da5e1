"""The core beside a tokenizer: articles a second on one processor."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bench.measuring import ROUNDS, Row, best
from schemas import Article
from streams.demo import samples
from streams.pipeline import process


def articles() -> list[Article]:
    """The packaged sample."""
    return [item.article for item in samples() if item.article is not None]


def core() -> Iterator[Row]:
    """The core beside a tokenizer."""
    texts = articles()
    process(texts[0])  # what is loaded once is not what is measured
    own = best(lambda: [process(article) for article in texts]) / len(texts)
    characters = sum(len(article.title) + len(article.body) for article in texts) / len(texts)
    yield f"Khabar: classify and extract ({characters:.0f} characters)", f"{1 / own:,.0f}", "1.00"
    try:
        import spacy
    except ImportError:
        yield "spaCy is not installed: pip install 'khabar[bench]'", "–", "–"
        return
    plain = [f"{article.title}\n\n{article.body}" for article in texts]
    # it remembers the words that it has met, so its first texts cost more than later ones
    for name, fresh in (("texts it sees first", True), ("texts it has seen", False)):
        theirs = min(_tokenize(spacy.blank("en"), plain, fresh=fresh) for _ in range(ROUNDS)) / len(texts)
        yield f"spaCy's blank English tokenizer alone, {name}", f"{1 / theirs:,.0f}", f"{own / theirs:.2f}"


def _tokenize(tokenizer: Callable[[str], object], texts: list[str], *, fresh: bool) -> float:
    """Seconds for the texts, on a tokenizer that has met them before or not."""
    for text in ["Warm up."] if fresh else texts:
        tokenizer(text)
    start = time.perf_counter()
    for text in texts:
        tokenizer(text)
    return time.perf_counter() - start
