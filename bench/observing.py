"""What looking on costs: metrics, the trail in the log and spans, beside the core's own work on the same articles."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr

from bench.core import articles
from bench.measuring import Row, best
from schemas import Article
from streams import logs
from streams.app import stages
from streams.config import Settings
from streams.delivery import JSON_TYPE, Message
from streams.ops.metrics import Metrics
from streams.ops.observer import Observer, Telling
from streams.outcomes import Outcome
from streams.pipeline import process
from streams.stages import Stage

Seen = list[tuple[Stage, list[tuple[Message, Outcome]]]]
"""By stage: an article's messages, and what became of each."""


def observing() -> Iterator[Row]:
    """Articles a second that each could look on at, and its share of the core's time."""
    sample = articles()
    seen = [_seen(article) for article in sample]
    core = best(lambda: [process(article) for article in sample])
    yield "the core: classify and extract", f"{len(sample) / core:,.0f}", "1.0000"
    for name, level, observer in (
        ("metrics", "warning", Telling(Metrics())),
        ("metrics, and a line of JSON at each stage", "info", Telling(Metrics())),
        ("nothing but trace context passed on", "warning", Observer()),
    ):
        with redirect_stderr(io.StringIO()):
            logs.configure(Settings.from_env({"KHABAR_LOG_LEVEL": level, "KHABAR_LOG_FORMAT": "json"}))
            seconds = best(_look(observer, seen))
        yield name, f"{len(sample) / seconds:,.0f}", f"{seconds / core:.4f}"
    logs.configure(Settings(), quiet=True)


def _look(observer: Observer, seen: list[Seen]) -> Callable[[], None]:
    def look() -> None:
        for article in seen:
            for stage, messages in article:
                for message, outcome in messages:
                    observer.end(observer.begin(stage, message), [outcome])
                observer.done([outcome for _, outcome in messages])

    return look


def _seen(article: Article) -> Seen:
    classification, events = process(article)
    classify, economy, security, *folds = stages(Settings())
    now = round(time.time() * 1000)
    message = Message("articles", 0, 7, article.id.encode(), b"{}", (JSON_TYPE,), now)
    about = {"article_id": article.id, "source": article.source, "published_at": article.published_at}

    def outcome(stage: Stage, **more: object) -> tuple[Message, Outcome]:
        return message, Outcome(stage=stage.name, message=message, **about, **more)  # type: ignore[arg-type]

    found: Seen = [(classify, [outcome(classify, did="classified", labels=classification.labels)])]
    for stage, fold, domain in ((economy, folds[0], "economy"), (security, folds[1], "security")):
        if domain in classification.labels:
            types = tuple(event.type for event in events if event.type.startswith(domain))
            found.append((stage, [outcome(stage, did="extracted", events=types, revision="new")]))
            found.append((fold, [outcome(fold, did="folded", events=(kind,)) for kind in types]))
    return found
