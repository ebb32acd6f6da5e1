"""How a benchmark measures: the best of a few rounds, told as ratios of figures from one run."""

from __future__ import annotations

import time
from base64 import b64encode
from collections.abc import Callable
from random import Random

#: Each figure is the best of so many rounds.
ROUNDS = 5

Row = tuple[str, str, str]
"""What was done, how many a second, and the ratio to the first row."""


def best(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """The least seconds that the work took."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def fingerprint_of(article: str) -> str:
    """The fingerprint of an article that is like no other."""
    return f"1.2:b4:{b64encode(Random(article).randbytes(64)).decode()}"
