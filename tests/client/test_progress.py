"""What may be committed: what is done, and nothing of what is in hand or has gone to another."""

from hypothesis import given
from hypothesis import strategies as st

from streams.client.progress import Place, Progress

A, B = Place("a", 0), Place("b", 1)


def test_the_message_in_hand_is_done_when_it_is_finished() -> None:
    progress = Progress()
    progress.hand_over(A, 5)
    assert progress.take() == {}
    progress.finish()
    progress.finish()
    assert progress.take() == {A: 6}
    assert progress.take() == {}


def test_what_is_skipped_is_done() -> None:
    progress = Progress()
    progress.skip(A, 5)
    progress.hand_over(A, 6)
    assert progress.take() == {A: 6}


def test_what_went_to_another_is_not_committed_here() -> None:
    progress = Progress()
    progress.skip(B, 1)
    progress.hand_over(A, 5)
    progress.lose([A, B])
    progress.finish()
    assert progress.take() == {}


def test_what_could_not_be_committed_is_kept_but_never_goes_backwards() -> None:
    progress = Progress()
    progress.skip(A, 1)
    progress.skip(B, 1)
    taken = progress.take()
    progress.skip(A, 7)
    progress.give_back(taken)
    assert progress.take() == {A: 8, B: 2}


@given(
    st.lists(st.tuples(st.sampled_from(["message", "skip", "lose", "take", "fail"]), st.sampled_from([A, B])))
)
def test_no_offset_is_ever_committed_past_a_message_that_is_not_done(steps: list[tuple[str, Place]]) -> None:
    progress, next_, done = Progress(), {A: 0, B: 0}, {A: 0, B: 0}
    in_hand: Place | None = None
    for step, place in steps:
        if step in {"message", "skip"}:
            progress.finish()
            if in_hand is not None:
                done[in_hand] = next_[in_hand]
                in_hand = None
            if step == "skip":
                progress.skip(place, next_[place])
                next_[place] += 1
                done[place] = next_[place]
            else:
                progress.hand_over(place, next_[place])
                next_[place] += 1
                in_hand = place
        elif step == "lose":
            progress.lose([place])
            if in_hand == place:
                in_hand = None
        else:
            taken = progress.take()
            assert all(offset <= done[where] for where, offset in taken.items())
            if step == "fail":
                progress.give_back(taken)
