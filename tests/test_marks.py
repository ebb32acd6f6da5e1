"""Which messages are done: a set of offsets in the room of a commit."""

from hypothesis import given
from hypothesis import strategies as st

from streams.marks import Marks

offsets = st.lists(st.integers(0, 60), max_size=50)


@given(offsets, st.integers(0, 20))
def test_marks_hold_what_was_added_and_all_before_the_start(added: list[int], start: int) -> None:
    marks = Marks(start)
    for offset in added:
        marks.add(offset)
    done = {*range(start), *added}
    assert [offset in marks for offset in range(70)] == [offset in done for offset in range(70)]
    assert marks.start == next(offset for offset in range(100) if offset not in done)


@given(offsets, st.integers(0, 20))
def test_what_a_commit_carries_reads_as_it_was(added: list[int], start: int) -> None:
    marks = Marks(start)
    for offset in added:
        marks.add(offset)
    again = Marks.load(marks.start, marks.dump())
    assert [offset in again for offset in range(70)] == [offset in marks for offset in range(70)]
    assert again.dump() == marks.dump()


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=20), st.integers(0, 20))
def test_whole_stretches_are_marked_like_their_offsets(stretches: list[tuple[int, int]], start: int) -> None:
    whole, single = Marks(start), Marks(start)
    for first, more in stretches:
        whole.add(first, first + more)
        for offset in range(first, first + more + 1):
            single.add(offset)
    assert (whole.start, whole.dump()) == (single.start, single.dump())


def test_what_has_no_room_in_a_commit_is_left_out_from_the_end() -> None:
    marks = Marks()
    for offset in range(1, 20_000, 2):
        marks.add(offset)
    text = marks.dump()
    assert len(text.encode()) <= 4096
    again = Marks.load(0, text)
    assert 1 in again
    assert 999 in again
    assert 19_999 not in again
    assert 998 not in again


def test_the_metadata_of_others_marks_nothing() -> None:
    for text in ("", "checkpoint", "1 x", "1;2", "-1 4"):
        assert Marks.load(7, text).start == 7
        assert 7 not in Marks.load(7, text)


def test_what_the_topic_no_longer_has_needs_no_room() -> None:
    marks = Marks()
    for offset in (1, 2, 5, 9):
        marks.add(offset)
    marks.begin(5)
    assert (marks.start, marks.dump()) == (6, "3 1")
