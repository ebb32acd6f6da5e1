"""Statuses of lag: an example for each, and what holds for any looks."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.ops.status import History, Sample, Status, evaluate, worst

WINDOW = 20.0


def looks(*pairs: tuple[int | None, int], every: float = 5.0, members: int | None = 1) -> list[Sample]:
    """Looks at (committed, lag), one every few seconds."""
    return [Sample(number * every, committed, lag, members) for number, (committed, lag) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("samples", "status"),
    [
        pytest.param(looks((7, 0)), Status.OK, id="caught up"),
        pytest.param(looks((5, 2), (5, 2), (7, 0)), Status.OK, id="caught up again"),
        pytest.param(
            looks((7, 0), (7, 3), (7, 9), (7, 9), (7, 9)), Status.OK, id="had nothing open a while ago"
        ),
        pytest.param(looks((1, 9), (2, 9), (3, 9), (4, 9), (5, 9)), Status.OK, id="keeps pace"),
        pytest.param(
            looks((1, 9), (2, 12), (9, 5), (10, 14), (11, 20)), Status.OK, id="grew, but shrank between"
        ),
        pytest.param(looks((1, 50), (9, 40)), Status.OK, id="shrinks already"),
        pytest.param(
            looks((1, 9), (2, 10), (3, 10), (4, 15), (5, 20)), Status.WARN, id="moves, but falls behind"
        ),
        pytest.param(looks((3, 4), (3, 5), (3, 6), (3, 6), (3, 6)), Status.STALL, id="does not move"),
        pytest.param(
            looks((3, 4), (3, 4), (3, 4), (3, 3), (3, 2)), Status.STALL, id="retention takes what it leaves"
        ),
        pytest.param(looks(*[(None, 4)] * 5), Status.STOP, id="never committed"),
        pytest.param(looks((3, 4), (3, 4), members=0), Status.STOP, id="nobody there"),
        pytest.param(looks((None, 4), (None, 4), members=0), Status.STOP, id="nobody ever there"),
        pytest.param(looks((7, 0), (7, 1), (7, 2), members=0), Status.STOP, id="left when all was done"),
        pytest.param([], None, id="never looked"),
        pytest.param(looks((3, 4)), None, id="one look"),
        pytest.param(looks((3, 4), (3, 4), (3, 4), (3, 4)), None, id="not for the whole window yet"),
        pytest.param(looks((3, 4), (4, 6)), None, id="moves, and whether it falls behind is open"),
        pytest.param(looks((3, 4), (3, 9), every=60.0), None, id="two looks around a silence"),
        pytest.param(looks((9, 4), (9, 4), (9, 4), (9, 4), (2, 11)), None, id="was set back just now"),
        pytest.param(looks((9, 4), *[(2, 11)] * 5), Status.STALL, id="was set back and does not move"),
        pytest.param(
            [*looks((3, 4), (3, 4), (3, 4), members=0), Sample(15, 3, 4, 1), Sample(20, 3, 4, 1)],
            None,
            id="just came back",
        ),
        pytest.param(looks(*[(3, 4)] * 5, members=None), Status.STALL, id="members are not told"),
    ],
)
def test_an_example_of_each(samples: list[Sample], status: Status | None) -> None:
    assert evaluate(samples, window=WINDOW) is status


@st.composite
def histories(draw: st.DrawFn) -> list[Sample]:
    rows = draw(
        st.lists(
            st.tuples(
                st.floats(0.1, 30),
                st.none() | st.integers(0, 5),
                st.integers(0, 3),
                st.sampled_from([None, 0, 1, 2]),
            ),
            max_size=12,
        )
    )
    at, samples = 0.0, []
    for step, committed, lag, members in rows:
        at += step
        samples.append(Sample(at, committed, lag, members))
    return samples


@given(histories())
def test_nothing_open_is_ok_whatever_was_before(samples: list[Sample]) -> None:
    done = Sample(samples[-1].at + 1 if samples else 0.0, 5, 0, 0)
    assert evaluate([*samples, done], window=WINDOW) is Status.OK


@given(histories())
def test_what_is_alarming_has_been_open_at_every_look_that_counts(samples: list[Sample]) -> None:
    status = evaluate(samples, window=WINDOW)
    if status is Status.STALL:
        assert len({look.committed for look in samples[-3:]}) == 1
        assert all(look.lag for look in samples[-3:])
    if status is Status.WARN:
        assert samples[-1].lag > min(look.lag for look in samples)
    if status is Status.STOP:
        assert samples[-1].lag
        assert samples[-1].members == 0 or samples[-1].committed is None


@given(histories(), st.floats(-1e6, 1e6))
def test_the_clock_s_zero_does_not_matter(samples: list[Sample], shift: float) -> None:
    rounded = [Sample(float(round(look.at)), look.committed, look.lag, look.members) for look in samples]
    again = [
        Sample(float(round(look.at) + round(shift)), look.committed, look.lag, look.members)
        for look in samples
    ]
    assert evaluate(rounded, window=WINDOW) is evaluate(again, window=WINDOW)


@given(histories())
def test_a_history_keeps_what_the_verdict_needs_and_little_more(samples: Sequence[Sample]) -> None:
    history = History(WINDOW)
    for place, sample in enumerate(samples):
        told = history.add(sample)
        first = next((index for index in range(place, -1, -1) if sample.at - samples[index].at >= WINDOW), 0)
        assert told is evaluate(samples[min(first, max(0, place - 2)) : place + 1], window=WINDOW)


def test_looks_that_are_further_apart_than_the_window_still_tell() -> None:
    history = History(WINDOW)
    assert [history.add(look) for look in looks(*[(3, 4)] * 4, every=60.0)] == [
        None,
        None,
        *[Status.STALL] * 2,
    ]


def test_a_group_is_as_its_worst_partition() -> None:
    assert worst([Status.OK, None, Status.STALL, Status.WARN]) is Status.STALL
    assert worst([Status.OK, Status.STOP, Status.STALL]) is Status.STOP
    assert worst([None, None]) is None
    assert worst([]) is None
