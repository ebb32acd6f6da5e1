"""What was believed when: a past state of a table can be asked for, and the history agrees with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas import FiscalYear, Observation
from streams.claims import standing
from streams.demo import samples
from streams.economy import flows
from streams.economy.cells import Figure, revised_at
from streams.economy.fold import FiscalYears
from streams.replay import replay
from tests.economy.claims import claim

MILLION = 1_000_000.0
DAYS = ("2026-01-10", "2026-01-20", "2026-02-20", "2026-03-05")
STRETCHES = (("2025-07", 3), ("2025-07", 6), ("2025-10", 1), ("2025-11", 1), ("2025-12", 1), ("2024-07", 6))


def rows(claims: list[Observation], *, as_of: datetime | None = None) -> list[FiscalYear]:
    fold = FiscalYears()
    for one in claims:
        fold.add(one)
    return [view for view in fold.views(as_of=as_of) if isinstance(view, FiscalYear)]


@st.composite
def told(draw: st.DrawFn) -> list[Observation]:
    """Claims of a flow and of a stock that agree, contradict and revise each other, in two units."""
    indicator = draw(st.sampled_from(["exports.it", "reserves.central_bank"]))
    made = []
    for _ in range(draw(st.integers(1, 12))):
        start, length = draw(st.sampled_from(STRETCHES))
        value = draw(st.sampled_from([350, 356, 366, 437, 0.36])) * length * MILLION
        changes = draw(st.sampled_from([(), (("yoy", 20, 0.5),), (("mom", 3, 0.5),)]))
        made.append(
            claim(
                value,
                start,
                length,
                rounding=draw(st.sampled_from([0.5, 5.0])) * MILLION,
                source=draw(st.sampled_from("ABCDEF")),
                day=draw(st.sampled_from(DAYS)),
                changes=changes,
                indicator=indicator,
                official=draw(st.booleans()),
                unit=draw(st.sampled_from(["USD", "USD", "PKR"])),
                status=draw(st.sampled_from(["actual", "actual", "actual", "target"])),
                withdrawn=draw(st.integers(0, 6)) == 0,
            )
        )
    return made


@settings(deadline=None, max_examples=150)
@given(told(), st.sampled_from(DAYS), st.integers(-1, 1))
def test_as_of_is_what_the_claims_known_by_then_give(
    claims: list[Observation], day: str, offset: int
) -> None:
    moment = datetime.fromisoformat(f"{day}T05:00:00+00:00") + timedelta(seconds=offset)
    by_then = [one for one in standing(claims) if datetime.fromisoformat(revised_at(one)) <= moment]
    past = rows(claims, as_of=moment)
    assert past == rows(by_then)
    whole = {row.key: row for row in rows(claims)}
    for row in past:
        history = [belief for belief in whole[row.key].history if belief.as_of <= moment]
        assert tuple(history) == row.history
        headline: tuple[date, float] | None = None
        if row.cumulative:
            headline = row.cumulative.through, row.cumulative.value
        elif row.latest:
            headline = row.latest.end, row.latest.value
        if headline is not None:
            assert (history[-1].through, history[-1].value) == headline
            assert history[-1].unit == row.unit


@settings(deadline=None, max_examples=80)
@given(told(), st.data())
def test_a_history_found_piece_by_piece_is_the_one_found_at_once(
    claims: list[Observation], data: st.DataObject
) -> None:
    fold = FiscalYears()
    for one in data.draw(st.permutations(claims)):
        fold.add(one)
        fold.views()
    assert fold.views() == rows(claims)


def test_the_history_tells_what_was_believed_from_when_on() -> None:
    first = claim(386 * MILLION, "2025-10", day="2025-11-18")
    later = claim(1799 * MILLION, "2025-07", 5, day="2025-12-18")
    (row,) = rows([later, first])
    assert [(belief.as_of, belief.through, belief.value) for belief in row.history] == [
        (datetime(2025, 12, 18, 5, tzinfo=UTC), date(2025, 11, 30), 1799 * MILLION)
    ]
    (then,) = rows([later, first], as_of=datetime(2025, 12, 1, tzinfo=UTC))
    assert [month.month for month in then.months] == ["2025-10"]


@pytest.fixture
def solved(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many figures each solution was found from, in the order in which they were asked for."""
    counts: list[int] = []
    original = flows.solve

    def counted(figures: Sequence[Figure], *, signed: bool = False) -> flows.Solution:
        counts.append(len(figures))
        return original(figures, signed=signed)

    monkeypatch.setattr("streams.economy.fold.solve", counted)
    return counts


def crowd(outlets: int) -> list[Observation]:
    """Each outlet tells of the same six months, and one of a month in the year before and the year after."""
    apart = [
        claim(300 * MILLION, "2024-07", day="2026-01-01"),
        claim(400 * MILLION, "2026-07", day="2026-01-01"),
    ]
    return apart + [
        claim(
            (350 + month) * MILLION,
            f"2025-{7 + month:02}",
            source=f"Outlet {outlet}",
            day=f"2026-01-{day:02}",
        )
        for month in range(6)
        for outlet in range(outlets)
        for day in (1 + outlet % 20,)
    ]


@pytest.mark.parametrize("outlets", [8, 80])
def test_a_new_claim_costs_one_solution_a_row_however_many_claims_there_are(
    solved: list[int], outlets: int
) -> None:
    fold = FiscalYears()
    for one in crowd(outlets):
        fold.add(one)
    assert solved == []  # a row is made when it is asked for
    fold.drain()
    solved.clear()
    fold.add(claim(2136 * MILLION, "2025-07", 6, source="New", day="2026-02-01"))
    fold.drain()
    # The fiscal year and its two neighbours, each once, from the figures and not from those who repeat them.
    assert sorted(solved) == [8, 8, 9]


def test_a_repeat_by_one_more_outlet_costs_none(solved: list[int]) -> None:
    fold = FiscalYears()
    for one in crowd(20):
        fold.add(one)
    fold.drain()
    solved.clear()
    fold.add(claim(350 * MILLION, "2025-07", source="New", day="2026-02-01"))
    (view,) = [view for view in fold.drain() if view.key.endswith("FY2026")]
    assert solved == []
    assert isinstance(view.value, FiscalYear)
    assert len(view.value.months[0].articles) == 21


def test_a_late_claim_costs_the_moments_after_it(solved: list[int]) -> None:
    fold = FiscalYears()
    for one in crowd(20):
        fold.add(one)
    fold.drain()
    moments = len({one.article.revision for one in crowd(4)})
    solved.clear()
    fold.add(claim(2136 * MILLION, "2025-07", 6, source="New", day="2025-12-01"))
    fold.drain()
    assert len(solved) <= 3 * (moments + 2)


def test_a_figure_never_lies_outside_its_interval_whatever_the_day() -> None:
    articles = [item.article for item in samples() if item.article is not None]
    days = sorted({article.published_at for article in articles})
    for day in days:
        for row in replay(articles, as_of=day).fiscal_years:
            for held in (row.cumulative, row.full_year, row.rolling_12m, *row.months):
                if held is not None:
                    assert held.low <= held.value <= held.high, (day, row.key, held)
