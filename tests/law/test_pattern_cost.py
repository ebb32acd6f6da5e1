"""A byte costs the same in 1 kB and in 1 MB, whatever the text: every pattern and every automaton of the sources, each against
texts written from itself.

Automata are counted in calls. A pattern's steps cannot be counted, so its processor time is: with a factor to spare that no load
on the machine fills and that a quadratic pattern is far above.
"""

from __future__ import annotations

import re
import sys
import time
from collections import deque
from collections.abc import Sequence
from random import Random
from types import FrameType
from typing import Any, Final

import pytest

from streams.text.lexicon import Phrases
from streams.text.tokens import Token, Tokens, tokenize
from tests.law.hostile import automata, compiled_in_modules, patterns, pieces

SMALL, MIDDLE, LARGE = 1_000, 32_000, 1_000_000
#: A byte of the larger text may cost so many times what one of the smaller did (a quadratic pattern: 32 times).
SPARE: Final = 8
#: Seconds that a byte may cost at most: bounded repeats within bounded repeats are linear and too dear all the same.
CEILING: Final = 20e-6
#: Seconds that do not count: below it, clocks and caches are measured.
FLOOR: Final = 0.02


def seconds(pattern: re.Pattern[Any], text: str | bytes) -> float:
    """The processor time that it takes to find all of a pattern in a text; the better of two, if it is long."""
    best = float("inf")
    for _ in range(2):
        started = time.process_time()
        deque(pattern.finditer(text), maxlen=0)
        best = min(best, time.process_time() - started)
        if best < FLOOR or best > 50 * FLOOR:
            break
    return best


def took(pattern: re.Pattern[Any], piece: str, size: int) -> float:
    """The processor time for a text of that size that repeats a piece, and ends in what few patterns ask for."""
    text = (piece * (size // len(piece) + 1))[: size - 1] + "\x00"
    return seconds(pattern, text.encode() if isinstance(pattern.pattern, bytes) else text)


def dearer(pattern: re.Pattern[Any]) -> str | None:
    """A text of which a byte costs more in a longer one, or too much in any. 1 MB is tried of the dearest, where none is."""
    worst = ("x", 0.0)
    for piece in dict.fromkeys(pieces(pattern, Random(1))):
        small, middle = took(pattern, piece, SMALL), took(pattern, piece, MIDDLE)
        if _more(small, SMALL, middle, MIDDLE):
            return f"{piece!r}: {small:.4f} s for {SMALL} bytes, {middle:.4f} s for {MIDDLE}"
        if middle > worst[1]:
            worst = piece, middle
    large = took(pattern, worst[0], LARGE)
    if _more(worst[1], MIDDLE, large, LARGE):
        return f"{worst[0]!r}: {worst[1]:.4f} s for {MIDDLE} bytes, {large:.4f} s for {LARGE}"
    return None


def _more(before: float, shorter: int, after: float, longer: int) -> bool:
    spared = SPARE * (longer / shorter) * max(before, FLOOR / 50)
    return after > FLOOR + min(spared, longer * CEILING)


def test_a_pattern_costs_the_same_a_byte() -> None:
    found = {name: told for name, pattern in patterns().items() if (told := dearer(pattern))}
    assert found == {}


def test_every_pattern_of_the_sources_is_found() -> None:
    compiled = {
        (vars(sys.modules[place.rpartition(".")[0]])[place.rpartition(".")[2]])
        for place in compiled_in_modules()
    }
    texts = {(pattern.pattern, pattern.flags) for pattern in patterns().values()}
    missing = [
        item for item in compiled if isinstance(item, re.Pattern) and (item.pattern, item.flags) not in texts
    ]
    assert missing == []
    assert len(patterns()) >= len(compiled) > 10


@pytest.mark.parametrize("planted", [r"\s+$", r"[a-z]+@", r"\d+%", r"<[^>]*>"])
def test_a_quadratic_pattern_is_caught(planted: str) -> None:
    assert dearer(re.compile(planted)) is not None


def steps(automaton: Phrases[Any], tokens: Sequence[Token]) -> int:
    """The calls that it takes to find an automaton's phrases."""
    calls = 0

    def count(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        deque(automaton.find(tokens), maxlen=0)
    finally:
        sys.setprofile(before)
    return calls


def repeated(words: str, size: int) -> Tokens:
    """The tokens of a text of that many characters that repeats some words."""
    few = tokenize(words + " ")
    times = size // (len(words) + 1) + 1
    tokens = Tokens(list(few) * times)
    tokens.lowers, tokens.kept = few.lowers * times, {}
    return tokens


def near_misses(automaton: Phrases[Any]) -> list[str]:
    """Its longest phrases, each without its last word, with a wrong one, and only its first word."""
    longest = sorted(automaton.phrases(), key=lambda item: (-len(item[0]), item[0]))[:3]
    texts = [
        text
        for words, _ in longest
        for text in (
            " ".join(words),
            " ".join(words[:-1]) or words[0],
            " ".join([*words[:-1], "xyzzy"]),
            words[0],
        )
    ]
    return list(dict.fromkeys(texts))


def test_an_automaton_takes_the_same_steps_a_byte() -> None:
    assert len(automata()) > 20
    worst = max(
        (_steadily(automaton, text), number, text)
        for number, automaton in enumerate(automata())
        for text in near_misses(automaton)
    )
    # 1 MB of the dearest of all
    taken, number, text = worst
    assert steps(automata()[number], repeated(text, LARGE)) <= 1.2 * (LARGE / MIDDLE) * taken + 500


def _steadily(automaton: Phrases[Any], text: str) -> int:
    """The steps for the middle size, which are as many more than those for the small one as it is larger."""
    small, middle = (steps(automaton, repeated(text, size)) for size in (SMALL, MIDDLE))
    assert middle <= 1.2 * (MIDDLE / SMALL) * small + 500, text
    return middle


def test_an_automaton_that_looks_back_is_caught() -> None:
    class Backward(Phrases[str]):
        """Looks at all that went before at each place."""

        def _find(self, tokens: Sequence[Token]) -> list[Any]:
            return [
                None for last in range(len(tokens)) for token in tokens[:last] if token.lower.startswith("q")
            ]

    automaton = Backward([("state bank", "x")])
    small = steps(automaton, repeated("state", SMALL))
    assert steps(automaton, repeated("state", MIDDLE // 8)) > 1.2 * (MIDDLE / 8 / SMALL) * small + 500
