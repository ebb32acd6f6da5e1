"""Planted contradictions are found, and nothing else is called one. What is planted and counted: `contradictions`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from random import Random

import pytest

from schemas import FiscalYear
from schemas.tables import Disputed
from streams.economy import history
from streams.economy.fold import FiscalYears
from streams.economy.said import Stretch
from tests.economy.contradictions import Telling, consistent, planted, truth

#: The corpus of the test: each seed is a series of some 220 claims. The rules were made on other seeds (from 100 on).
SEEDS = range(12)


@cache
def corpus(seed: int) -> tuple[list[float], list[Telling], list[Telling]]:
    """The true months, the right claims, and the same with contradictions planted."""
    chance = Random(seed)
    values = truth(chance)
    right = consistent(chance, values)
    return values, right, planted(chance, right, values)


@cache
def judged_rows(seed: int) -> list[FiscalYear]:
    """The tables of a corpus with its contradictions."""
    return rows(corpus(seed)[2])


def rows(tellings: list[Telling]) -> list[FiscalYear]:
    fold = FiscalYears()
    for telling in tellings:
        fold.add(telling.claim())
    return [row for row in fold.views() if isinstance(row, FiscalYear)]


def disputed(tables: list[FiscalYear]) -> dict[str, Disputed]:
    return {item.event_id: item for row in tables for item in row.disputed}


@cache
def judged() -> Counter[tuple[str, bool]]:
    """Over the corpus: how many claims of each kind of corruption (`""` for none) are disputed, and how many are not."""
    counts: Counter[tuple[str, bool]] = Counter()
    for seed in SEEDS:
        _, _, tellings = corpus(seed)
        found = disputed(judged_rows(seed))
        counts.update((telling.corrupted, telling.claim().event_id in found) for telling in tellings)
    return counts


def test_planted_contradictions_are_found_and_no_right_claim_is_disputed() -> None:
    counts = judged()
    found = sum(count for (kind, hit), count in counts.items() if kind and hit)
    missed = sum(count for (kind, hit), count in counts.items() if kind and not hit)
    wronged = counts["", True]
    assert found + missed > 100
    assert found / (found + wronged) >= 0.95
    assert found / (found + missed) >= 0.95


@pytest.mark.parametrize("kind", ["thousand", "month", "year", "exchange"])
def test_each_kind_of_contradiction_is_found(kind: str) -> None:
    counts = judged()
    found, missed = counts[kind, True], counts[kind, False]
    assert found >= 5
    assert found / (found + missed) >= 0.95


@pytest.mark.parametrize("seed", SEEDS)
def test_a_consistent_series_has_no_disputes_and_its_months_hold_the_truth(seed: int) -> None:
    values, right, _ = corpus(seed)
    tables = rows(right)
    assert [item for row in tables for item in row.disputed] == []
    assert all(check.ok for row in tables for check in row.checks)
    for name, low, high in months(tables):
        year, month = (int(part) for part in name.split("-"))
        true = values[year * 12 + month - 1 - (2022 * 12 + 6)]
        assert low - 1 <= true <= high + 1


@pytest.mark.parametrize("seed", SEEDS)
def test_months_hold_the_truth_in_spite_of_what_is_planted(seed: int) -> None:
    values, _, _ = corpus(seed)
    wrong = 0
    found = list(months(judged_rows(seed)))
    for name, low, high in found:
        year, month = (int(part) for part in name.split("-"))
        wrong += not low - 1 <= values[year * 12 + month - 1 - (2022 * 12 + 6)] <= high + 1
    assert len(found) >= 34
    assert wrong == 0


def months(tables: list[FiscalYear]) -> Iterator[tuple[str, float, float]]:
    for row in tables:
        for month in row.months:
            yield month.month, month.low, month.high


def test_order_and_repeats_change_no_judgement() -> None:
    _, _, tellings = corpus(3)
    again = [*tellings, *tellings[::3]]
    Random(1).shuffle(again)
    assert rows(again) == judged_rows(3)


def test_what_the_history_passes_over_would_have_changed_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = Random(7)
    values = truth(chance)
    tellings = planted(chance, consistent(chance, values, coverage=0.9), values)
    passed_over: list[bool] = []
    original = history.Known.ignores

    def counted(known: history.Known, repeated: set[Stretch]) -> bool:
        passed_over.append(original(known, repeated))
        return passed_over[-1]

    monkeypatch.setattr(history.Known, "ignores", counted)
    quick = rows(tellings)
    assert sum(passed_over) > 20
    monkeypatch.setattr(history.Known, "ignores", lambda *_: False)
    monkeypatch.setattr(history.Known, "still_holds", lambda *_: False)
    assert rows(tellings) == quick
