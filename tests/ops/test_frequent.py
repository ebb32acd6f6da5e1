"""The most frequent names, in bounded memory."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from streams.ops.frequent import Frequent


@given(st.lists(st.integers(0, 30).map(str), max_size=300), st.integers(1, 5))
def test_it_stays_bounded_and_says_what_it_keeps(names: list[str], size: int) -> None:
    left: list[str] = []
    frequent = Frequent(size, left=left.append)
    for name in names:
        before = frequent.kept
        kept = frequent.add(name)
        assert kept == (name in frequent.kept)
        assert len(frequent.kept) <= size
        # what goes is told of, and goes for the one that came
        gone = before - frequent.kept
        assert left == list(gone)
        assert not gone or frequent.kept - before == {name}
        left.clear()


@given(st.lists(st.integers(0, 9).map(str), max_size=400))
def test_one_that_makes_half_of_all_is_kept_in_the_end(names: list[str]) -> None:
    frequent = Frequent(2)
    for name in names:
        frequent.add(name)
        frequent.add("mostly")
    assert not names or "mostly" in frequent.kept


def test_few_names_are_all_kept() -> None:
    frequent = Frequent(200)
    names = [f"source {number % 150}" for number in range(1000)]
    assert all(frequent.add(name) for name in names)
    assert frequent.kept == set(Counter(names))


def test_a_flood_of_names_that_come_once_does_not_push_out_those_that_come_often() -> None:
    frequent = Frequent(3)
    for _ in range(100):
        for name in ("a", "b", "c"):
            frequent.add(name)
    for number in range(90):
        frequent.add(f"once {number}")
    assert frequent.kept == {"a", "b", "c"}
