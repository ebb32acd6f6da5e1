"""The short form of values: nothing is lost, and what was written once can be read for ever."""

import hashlib
from importlib.resources import files

from hypothesis import given
from hypothesis import strategies as st

from schemas import dump
from streams.encoding import plain, shorten
from streams.pipeline import process
from tests.law.test_order import sample

#: Of the dictionary: another one needs another first byte, since what was written with this one is in changelogs.
DICTIONARY = "ba3e37e7d5f5e8f15ac186bf0e81fa1f3452d975bd77349fa0ba0cb113493efc"


@given(st.binary(max_size=300).filter(lambda value: not value.startswith(b"\x01")))
def test_either_form_is_read_as_the_value(value: bytes) -> None:
    short = shorten(value)
    assert short is not None
    assert plain(short) == plain(value) == value
    assert len(short) <= len(value)


def test_events_become_less_than_half() -> None:
    events = [dump(event) for article in sample() for event in process(article)[1]]
    short = [shorten(event) or b"" for event in events]
    assert [plain(value) for value in short] == events
    assert sum(map(len, short)) < sum(map(len, events)) / 2


def test_the_dictionary_is_the_one_that_values_were_written_with() -> None:
    content = (files("streams") / "encoding.v1.txt").read_bytes()
    assert hashlib.sha256(content).hexdigest() == DICTIONARY
