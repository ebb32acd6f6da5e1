"""Articles from files, whatever of the three shapes they have."""

import io
import tracemalloc
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.inputs import Item, from_text, read
from streams.pieces import elements

ONE = {"id": "a", "title": "One", "published_at": "2026-01-20T00:00:00Z"}
TWO = {"id": "b", "title": "Two", "published_at": "2026-01-21T00:00:00Z"}
PRETTY = orjson.OPT_INDENT_2


def items(raw: bytes) -> list[Item]:
    return list(read(io.BytesIO(raw)))


def ids(raw: bytes) -> list[str]:
    return [item.article.id for item in items(raw) if item.article is not None]


@pytest.mark.parametrize(
    "raw",
    [
        orjson.dumps(ONE) + b"\n" + orjson.dumps(TWO) + b"\n",
        b"\n\n" + orjson.dumps(ONE) + b"\r\n\n" + orjson.dumps(TWO),
        orjson.dumps([ONE, TWO]),
        orjson.dumps([ONE, TWO], option=PRETTY),
        b"\xef\xbb\xbf" + orjson.dumps([ONE, TWO]),
    ],
)
def test_lines_and_arrays(raw: bytes) -> None:
    assert ids(raw) == ["a", "b"]


@pytest.mark.parametrize(
    "raw", [orjson.dumps(ONE), orjson.dumps(ONE, option=PRETTY), b"  \n" + orjson.dumps(ONE)]
)
def test_one_object_also_over_several_lines(raw: bytes) -> None:
    assert ids(raw) == ["a"]


def test_nothing_is_no_item() -> None:
    assert items(b"") == items(b" \n\n") == []


def test_bad_lines_are_told_with_their_numbers_and_the_rest_is_read() -> None:
    raw = b"<html>\n" + orjson.dumps(ONE) + b"\n\n[1]\n\xff\n{}\n" + orjson.dumps(TWO)
    told = [(item.line, item.error.code if item.error else None) for item in items(raw)]
    assert told == [
        (1, "not_json"),
        (2, None),
        (4, "wrong_shape"),
        (5, "not_utf8"),
        (6, "missing_published_at"),
        (7, None),
    ]


def test_an_array_tells_positions() -> None:
    found = items(orjson.dumps([ONE, 5, TWO]))
    assert [(item.line, item.error is None) for item in found] == [(1, True), (2, False), (3, True)]


@given(st.binary(max_size=300))
def test_any_bytes_give_items_and_no_failure(raw: bytes) -> None:
    for item in items(raw):
        assert (item.article is None) != (item.error is None)


def test_plain_text_takes_its_first_line_as_the_title() -> None:
    item = from_text(
        b"Head line\n\nBody.",
        title=None,
        url="https://example.org/x",
        published_at="2026-01-20T00:00:00Z",
        source="S",
    )
    assert item.article is not None
    assert (item.article.title, item.article.body, item.article.source) == ("Head line", "Body.", "S")
    given_title = from_text(b"Body.", title="T", url=None, published_at="2026-01-20T00:00:00Z", source=None)
    assert given_title.article is not None
    assert (given_title.article.title, given_title.article.body) == ("T", "Body.")


@pytest.mark.parametrize(
    ("raw", "when", "code"),
    [
        (b"\xff", "2026-01-20T00:00:00Z", "not_utf8"),
        (b"x", None, "missing_published_at"),
        (b"x", "soon", "invalid_published_at"),
    ],
)
def test_plain_text_is_refused_like_any_article(raw: bytes, when: str | None, code: str) -> None:
    item = from_text(raw, title=None, url=None, published_at=when, source=None)
    assert item.error is not None
    assert item.error.code == code


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b'{"title": NaN}', "not_finite"),
        (b"[" * 100 + b"]" * 100, "too_deep"),
        (b'{"title": "\xff"}', "not_utf8"),
        (b'{"title": "a, [b] {c} \\" d"}', "missing_published_at"),
        (b"nonsense", "not_json"),
    ],
)
@pytest.mark.parametrize("between", [b",", b",\n  "])
def test_a_bad_element_of_an_array_costs_itself_alone(bad: bytes, code: str, between: bytes) -> None:
    raw = b"[" + between.join([orjson.dumps(ONE, option=PRETTY), bad, orjson.dumps(TWO)]) + b"]\n"
    told = [(item.line, item.error.code if item.error else None) for item in items(raw)]
    assert told == [(1, None), (2, code), (3, None)]


def test_an_array_that_is_cut_off_gives_what_it_has() -> None:
    raw = b"[" + orjson.dumps(ONE) + b', {"title": "cut'
    assert [item.error.code if item.error else None for item in items(raw)] == [None, "not_json"]


def test_an_object_over_several_lines_that_is_no_json_is_one_error() -> None:
    raw = orjson.dumps(ONE, option=PRETTY).replace(b'"One"', b"NaN")
    assert [item.error.code if item.error else None for item in items(raw)] == ["not_finite"]


def test_a_bad_first_line_does_not_hold_up_the_next() -> None:
    class Endless(io.RawIOBase):
        given = 0

        def readable(self) -> bool:
            return True

        def readline(self, size: int | None = -1, /) -> bytes:
            self.given += 1
            return b"nonsense\n" if self.given == 1 else orjson.dumps(ONE) + b"\n"

        def __next__(self) -> bytes:
            return self.readline()

    found = read(Endless())  # type: ignore[arg-type]  # what `read` asks of a stream is its lines
    assert [next(found).line for _ in range(3)] == [1, 2, 3]


def test_text_is_bounded_like_an_article() -> None:
    item = from_text(b"x" * 1_000_001, title=None, url=None, published_at="2026-01-20T00:00:00Z", source=None)
    assert item.error is not None
    assert item.error.code == "too_large"


class Long(io.RawIOBase):
    """A stream of `parts`, each made when it is asked for, so that only a reader who keeps them fills memory."""

    def __init__(self, *parts: tuple[bytes, int]) -> None:
        self._parts = list(parts)
        self._ready = b""
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._ready and self._parts:
            part, times = self._parts[0]
            at_once = max(1, min(times, (1 << 16) // len(part)))
            self._ready = part * at_once
            self._parts[0] = (part, times - at_once)
            if times == at_once:
                self._parts.pop(0)
        size = min(len(buffer), len(self._ready))
        buffer[:size], self._ready = self._ready[:size], self._ready[size:]
        self.given += size
        return size


#: Far above what may be held, and little enough to be made quickly; where signs are looked at one by one, less.
ENDLESS, SIGNS = 30_000_000, 30_000
LINE = orjson.dumps(ONE) + b"\n"
FIELD = b'"key": "' + b"v" * 100 + b'",\n'


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([(b"x", ENDLESS)], ["too_large"]),
        ([(b" ", ENDLESS)], ["too_large"]),
        ([(b"\n", SIGNS)], []),
        ([(b"\xff", ENDLESS)], ["too_large"]),
        ([(b'{"title": "', 1), (b"x", ENDLESS)], ["too_large"]),
        ([(b'{"title": "', 1), (b"x", ENDLESS), (b"\n", 1), (LINE, 2)], ["too_large", None, None]),
        ([(LINE, 1), (b"x", ENDLESS), (b"\n", 1), (LINE, 1)], [None, "too_large", None]),
        ([(LINE, 1), (b" ", ENDLESS), (b"\n", 1), (LINE, 1)], [None, "too_large", None]),
        ([(b"{\n", 1), (FIELD, SIGNS)], ["too_large"]),
        ([(b"{\n", 1), (FIELD, SIGNS), (LINE, 2)], ["too_large", None, None]),
        ([(b"[", 1), (b" ", ENDLESS)], []),
        ([(b"[\n", 1), (b'"', 1), (b"x", ENDLESS)], ["too_large"]),
        ([(b"[\n", 1), (b'"', 1), (b"\\\\", ENDLESS // 2), (b'",', 1), (LINE, 1), (b"]", 1)], ["too_large", None]),
        ([(b"[", 1), (b"[", ENDLESS)], ["too_large"]),
        ([(b"[", 1), (LINE.strip() + b",", 1), (b"1", ENDLESS), (b",", 1), (LINE, 1), (b"]", 1)], [None, "too_large", None]),
        ([(b"[]\n", 1), (b"\n", SIGNS), (LINE, 1)], ["wrong_shape", None]),
        ([(b"[", 1), (LINE, 1), (b"]", 1), (b"x", ENDLESS)], [None, "too_large"]),
    ],
)  # fmt: skip
def test_no_input_fills_memory_and_what_is_too_long_costs_itself_alone(
    parts: list[tuple[bytes, int]], told: list[str | None]
) -> None:
    tracemalloc.start()
    try:
        with io.BufferedReader(Long(*parts)) as stream:
            found = [item.error.code if item.error else None for item in read(stream)]
        assert tracemalloc.get_traced_memory()[1] < 15_000_000
    finally:
        tracemalloc.stop()
    assert found == told


def test_a_large_array_is_read_as_it_comes() -> None:
    element = orjson.dumps(ONE) + b","
    source = Long((b"[", 1), (element, 1_000_000))
    with io.BufferedReader(source) as stream:
        found = read(stream)
        assert [next(found).line for _ in range(3)] == [1, 2, 3]
        assert source.given < 3_000_000


def test_what_is_too_long_is_told_apart_by_all_of_it() -> None:
    def digest(last: bytes) -> str | None:
        with io.BufferedReader(Long((b"x", 3_000_000), (last, 1))) as stream:
            (item,) = read(stream)
        return item.digest

    assert digest(b"y") == digest(b"y") != digest(b"z")


@given(st.lists(st.sampled_from([b"{", b"}", b"[", b"]", b",", b'"', b"\\", b" ", b"1", b"\n"]), max_size=40))
def test_an_array_in_parts_is_the_array(signs: list[bytes]) -> None:
    raw = b"[" + b"".join(signs)
    at_once = list(elements([raw], 1000))
    assert list(elements([raw[at : at + 1] for at in range(len(raw))], 1000)) == at_once


@given(st.lists(st.sampled_from([b"{}", b"[1, 2]", b'"a, ]\\" b"', b"-1", b"null", b'{"a": [",", "]"]}'])))
def test_the_elements_of_an_array_are_those_of_the_array(values: list[bytes]) -> None:
    raw = b"[" + b" , ".join(values) + b" ]"
    assert [orjson.loads(piece.raw) for piece in elements([raw], 1000)] == orjson.loads(raw)
