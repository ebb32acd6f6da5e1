"""Benchmarks, printed as ratios of figures from one run: `make bench`, or `python -m bench [core|flow]`.

core   articles a second of the core on one processor, beside spaCy's blank English tokenizer over the same texts
flow   articles a second from `articles` to the tables through the embedded broker, beside a bare aiokafka loop that
       consumes and produces the same messages
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterator

from rich.console import Console

from schemas import Article
from streams import render, topics, topology
from streams.broker import EmbeddedBroker
from streams.clients import backlog, consumer, producer
from streams.config import Settings
from streams.delivery import Record, deliver
from streams.demo import samples
from streams.inputs import Item
from streams.ops.lag import lag
from streams.pipeline import process
from streams.publish import publish, sender
from streams.worker import worker

#: Each figure of the core is the best of so many rounds over the sample.
ROUNDS = 5
#: Copies of the sample, under new ids, that go through the flow.
COPIES = 12
_BATCH = 200

Row = tuple[str, str, str]


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
    """The core beside a tokenizer."""
    texts = articles()
    process(texts[0])  # what is loaded once is not what is measured
    own = _best(lambda: [process(article) for article in texts]) / len(texts)
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


def _best(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


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
