"""What may be committed: never past a message that is not done, whatever was lost, repeated or left out on the way."""

from hypothesis import given
from hypothesis import strategies as st

from streams.offsets import Offsets


def at(offset: int) -> Offsets[str]:
    offsets: Offsets[str] = Offsets()
    offsets.begin({"p": offset})
    return offsets


def test_what_is_done_in_order_is_committed() -> None:
    offsets = at(5)
    offsets.fetched("p", [5, 6, 7])
    assert offsets.committable() == {}
    offsets.finish("p", 5)
    offsets.finish("p", 6)
    assert offsets.committable() == {"p": 7}
    offsets.commit({"p": 7})
    assert offsets.committable() == {}


def test_a_lost_message_at_the_head_holds_the_commit_up() -> None:
    offsets = at(0)
    offsets.fetched("p", range(10))
    for offset in range(1, 10):
        offsets.finish("p", offset)
    assert offsets.committable() == {}
    assert offsets.holes() == {"p": 0}
    offsets.again("p", 0)
    assert offsets.holes() == {}
    offsets.fetched("p", range(10))
    offsets.finish("p", 0)
    assert offsets.committable() == {"p": 10}
    assert offsets.open() == {}


def test_an_offset_without_a_message_is_passed_over() -> None:
    offsets = at(3)
    # 4 is the marker of a transaction, 0 to 2 were taken by retention before
    offsets.fetched("p", [3, 5])
    offsets.finish("p", 3)
    assert offsets.committable() == {"p": 5}
    later = at(0)
    later.fetched("p", [7])
    later.finish("p", 7)
    assert later.committable() == {"p": 8}


def test_what_was_in_hand_before_a_rebalance_is_no_sign_of_a_hole() -> None:
    offsets = at(40)
    offsets.finish("p", 60)
    assert offsets.holes() == {}
    offsets.fetched("p", [40, 41])
    assert offsets.holes() == {}
    assert offsets.open() == {"p": 40}


def test_partitions_that_left_are_not_committed() -> None:
    offsets = at(0)
    offsets.fetched("p", [0])
    offsets.begin({"q": 2})
    offsets.finish("p", 0)
    offsets.again("p", 0)
    offsets.fetched("p", [0])
    assert offsets.committable() == {}


@given(st.data())
def test_nothing_is_committed_before_all_before_it_is_done(data: st.DataObject) -> None:
    present = data.draw(st.sets(st.integers(0, 40), max_size=30))
    offsets = at(0)
    done: set[int] = set()
    position = 0
    for _ in range(data.draw(st.integers(0, 25))):
        step = data.draw(st.sampled_from(["fetch", "finish", "again"]))
        if step == "fetch":
            found = sorted(offset for offset in present if offset >= position)[: data.draw(st.integers(0, 8))]
            offsets.fetched("p", found)
            position = found[-1] + 1 if found else position
        elif step == "finish" and present:
            offset = data.draw(st.sampled_from(sorted(present)))
            offsets.finish("p", offset)
            done.add(offset)
        else:
            position = data.draw(st.integers(0, position))
            offsets.again("p", position)
        committed = offsets.committable().get("p", 0)
        assert all(offset in done for offset in present if offset < committed)
