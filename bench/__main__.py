"""Benchmarks, printed as ratios of figures from one run: `make bench`, or `python -m bench [core|flow]`.

core   articles a second of the core on one processor, and of each domain alone over the articles that have its label,
       beside spaCy's blank English tokenizer over the same texts
flow   articles a second from `articles` to the tables through the embedded broker, beside a bare aiokafka loop that
       consumes and produces the same messages
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

from rich.console import Console

from schemas import Article
from streams import render, topics, topology
from streams.broker import EmbeddedBroker
from streams.clients import backlog, consumer, producer
from streams.config import Settings
from streams.delivery import Record, deliver
from streams.demo import samples
from streams.economy.extract import extract as extract_economy
from streams.economy.score import score as economy_score
from streams.inputs import Item
from streams.ops.lag import lag
from streams.pipeline import process
from streams.publish import publish, sender
from streams.security.extract import extract as extract_security
from streams.security.score import score as security_score
from streams.text.document import Document
from streams.worker import worker

#: Each figure of the core is the best of so many rounds over the sample.
ROUNDS = 5
#: Copies of the sample, under new ids, that go through the flow.
COPIES = 12
_BATCH = 200

Row = tuple[str, str, str]
T = TypeVar("T")


def main() -> None:
    """Run what the arguments name, or all."""
    wanted = set(sys.argv[1:]) or {"core", "flow"}
    out = Console(width=None if sys.stdout.isatty() else 120)
    columns = ("work", ">a second", ">ratio")
    if "core" in wanted:
        out.print(render.plain_table("Core, one processor", columns, core()))
    if "flow" in wanted:
        out.print(render.plain_table("End to end, embedded broker", columns, asyncio.run(flow())))


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
    yield from _beside("economy alone", _economy, economic)
    yield from _beside("security alone", _security, secure)


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
        yield "spaCy is not installed: pip install 'khabar[bench]'", "–", "–"
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


async def flow() -> list[Row]:
    """The flow beside a bare consume-and-produce loop, on a fresh broker each."""
    many = [
        article.model_copy(update={"id": f"{article.id}-{copy}"})
        for copy in range(COPIES)
        for article in articles()
    ]
    bare = await _timed(many, _bare)
    ours = await _timed(many, _worker)
    return [
        ("bare aiokafka: consume, produce", f"{len(many) / bare:,.0f}", "1.00"),
        ("Khabar: articles to tables, one worker", f"{len(many) / ours:,.0f}", f"{bare / ours:.3f}"),
    ]


async def _timed(many: list[Article], work: Callable[[Settings], Awaitable[float]]) -> float:
    async with EmbeddedBroker() as broker:
        settings = broker.settings(partitions=2, web_port=0)
        await topics.apply(settings)
        await publish((Item(1, article) for article in many), settings, refused=lambda _: None)
        return await work(settings)


async def _bare(settings: Settings) -> float:
    known = topology.by_name(settings)
    async with consumer(settings) as client, producer(settings) as out:
        start = time.perf_counter()
        batch: list[Record] = []
        async for item in backlog(client, [known[topology.ARTICLES]]):
            batch.append(Record(known[topology.OTHER].name, item.key, item.value))
            if len(batch) == _BATCH:
                await deliver(batch, sender(out), abandon=lambda: False)
                batch = []
        await deliver(batch, sender(out), abandon=lambda: False)
        return time.perf_counter() - start


async def _worker(settings: Settings) -> float:
    async with worker(settings):
        start = time.perf_counter()
        while any(row.messages for row in await lag(settings, now=0.0, ages=False)):
            await asyncio.sleep(0.1)
        return time.perf_counter() - start


if __name__ == "__main__":
    main()
