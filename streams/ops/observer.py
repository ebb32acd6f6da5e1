"""Who looks on while messages are processed: metrics, a line in the log, a span of a trace.

The stages say what became of each message (`streams.outcomes`); here it is told on. A batch that is repeated is told once, when
all that followed from it is on the broker.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from streams.delivery import Headers, Message
from streams.ops.metrics import Metrics
from streams.ops.tracing import Passing
from streams.outcomes import Outcome

if TYPE_CHECKING:
    from streams.stages import Stage

log = logging.getLogger("streams.trail")


class Observer:
    """Passes traces on and tells nobody; what a runner has unless it is given another one."""

    def __init__(self, traces: Passing | None = None) -> None:
        self.traces = traces or Passing()

    def begin(self, stage: Stage, message: Message) -> Any:
        """A message is about to be processed; what is returned goes to `end`."""
        return self.traces.begin(stage.name, stage.group, message)

    def end(self, seeing: Any, outcomes: Sequence[Outcome]) -> Headers:
        """It was, and came to these outcomes; the headers that what follows from it is to carry."""
        return self.traces.end(seeing, outcomes)

    def done(self, outcomes: Sequence[Outcome]) -> None:
        """The broker has all that followed from a batch."""


class Telling(Observer):
    """Counts, logs and traces."""

    def __init__(self, metrics: Metrics, traces: Passing | None = None) -> None:
        super().__init__(traces)
        self.metrics = metrics

    def begin(self, stage: Stage, message: Message) -> Any:
        domain = getattr(stage, "domain", None)
        return super().begin(stage, message), domain, time.perf_counter()

    def end(self, seeing: Any, outcomes: Sequence[Outcome]) -> Headers:
        span, domain, started = seeing
        if domain is not None:
            self.metrics.extraction(domain, time.perf_counter() - started)
        return super().end(span, outcomes)

    def done(self, outcomes: Sequence[Outcome]) -> None:
        now = time.time()
        for outcome in outcomes:
            self.metrics.count(outcome, now=now)
        if log.isEnabledFor(logging.INFO):
            _tell(outcomes)
        else:
            _tell([outcome for outcome in outcomes if outcome.did == "refused"])


def _tell(outcomes: Iterable[Outcome]) -> None:
    """A line for each article at each stage; for folded events, one for all of an article in the batch."""
    folded: dict[str, int] = {}
    for outcome in outcomes:
        if outcome.did == "folded" and outcome.article_id is not None:
            folded[outcome.article_id] = folded.get(outcome.article_id, 0) + 1
    for outcome in outcomes:
        fields = {
            "article_id": outcome.article_id,
            "stage": outcome.stage,
            "topic": outcome.message.topic,
            "partition": outcome.message.partition,
            "offset": outcome.message.offset,
        }
        if outcome.did == "folded":
            if outcome.article_id in folded:
                log.info("folded", extra={**fields, "events": folded.pop(outcome.article_id)})
        elif outcome.did == "refused":
            log.warning("refused", extra={**fields, "code": outcome.code, "field": outcome.field})
        elif outcome.did == "extracted":
            told = {"events": len(outcome.events), "revision": outcome.revision}
            log.info("extracted", extra={**fields, **told})
        elif outcome.did == "classified":
            told_of = {"labels": ",".join(outcome.labels), "source": outcome.source}
            log.info("classified", extra={**fields, **told_of})
        else:
            log.info("ignored: an older revision", extra=fields)
