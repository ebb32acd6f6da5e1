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
