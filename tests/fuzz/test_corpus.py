"""What the fuzzer found, and what reaches most of the rules: every input of the corpus keeps every invariant, in every test run."""

from __future__ import annotations

from pathlib import Path
from random import Random

import orjson
import pytest

from schemas import Article, dump
from streams import pipeline
from tests.fuzz import invariants
from tests.fuzz.invariants import check
from tests.fuzz.mutate import article, mutate, words

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_invariants_hold(path: Path) -> None:
    check(path.read_bytes(), counted=True)


def test_the_corpus_reaches_every_kind_of_event_and_stays_small() -> None:
    kinds: set[str] = set()
    for path in CORPUS:
        assert path.stat().st_size < 4_000, path
        found = check(path.read_bytes())
        if found is not None:
            kinds |= {event.type for event in pipeline.process(found)[1]}
    assert kinds == {"economy.observation", "security.attack", "security.operation", "security.statement"}


@pytest.mark.parametrize("seed", range(40))
def test_the_grammar_makes_articles_and_mutants_that_keep_the_invariants(seed: int) -> None:
    chance = Random(seed)
    raw = orjson.dumps(article(chance))
    assert check(raw) is not None
    for _ in range(3):
        raw = mutate(raw, chance)
        check(raw)


def test_the_grammar_speaks_of_every_data_file() -> None:
    root = Path(pipeline.__file__).parent
    files = {
        path.stem for folder in ("text", "economy", "security") for path in (root / folder / "data").iterdir()
    }
    assert files == set(words())


ONE = Article.model_validate(
    {
        "title": "Blast kills five in Quetta",
        "body": "A suicide bomber killed five people in Quetta on Friday.",
        "published_at": "2026-01-20T00:00:00Z",
    }
)


def test_a_rule_that_fails_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Article) -> None:
        raise IndexError

    monkeypatch.setattr(pipeline, "process", fails)
    with pytest.raises(IndexError):
        check(dump(ONE))


@pytest.mark.parametrize(
    "change", [{"start": 100_000, "end": 100_001}, {"start": 3, "end": 3}, {"start": -1}]
)
def test_evidence_outside_the_text_is_found(change: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    process = pipeline.process

    def moved(read: Article) -> object:
        classification, events = process(read)
        first = events[0]
        piece = first.evidence[0].model_copy(update=change)
        return classification, [first.model_copy(update={"evidence": (piece,)}), *events[1:]]

    monkeypatch.setattr(pipeline, "process", moved)
    with pytest.raises((AssertionError, ValueError)):
        check(dump(ONE))


def test_what_is_not_the_same_twice_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    process, turns = pipeline.process, iter(range(10))

    def fickle(read: Article) -> object:
        classification, events = process(read)
        return classification, events[: len(events) - next(turns)]

    monkeypatch.setattr(pipeline, "process", fickle)
    with pytest.raises(AssertionError, match="other events"):
        check(dump(ONE))


def test_what_costs_too_much_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invariants, "CALLS", 10)
    monkeypatch.setattr(invariants, "CALLS_PER_CHARACTER", 1)
    with pytest.raises(AssertionError, match="calls for"):
        check(dump(ONE), counted=True)
