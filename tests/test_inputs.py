"""Articles from files, whatever of the three shapes they have."""

import io

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from streams.inputs import Item, from_text, read

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
