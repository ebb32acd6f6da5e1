"""What is missing or wrong is said with the codes that our own format has, and with the sender's name of the field."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import InputError
from streams.articles import decode
from streams.formats.markup import plain
from streams.formats.moments import moment

EXAMPLES = Path(__file__).parent / "examples"


def example(name: str) -> Any:
    return orjson.loads((EXAMPLES / f"{name}.json").read_bytes())


def refused(value: object) -> tuple[str, str | None]:
    with pytest.raises(InputError) as caught:
        decode(orjson.dumps(value))
    assert len(str(caught.value)) < 500
    return caught.value.code, caught.value.field


def without(name: str, *fields: str) -> Any:
    return {key: value for key, value in example(name).items() if key not in fields}


@pytest.mark.parametrize(
    ("name", "field"),
    [("trafilatura", "date"), ("newsarticle", "datePublished"), ("ninjs-3", "firstCreated")],
)
def test_a_missing_time_is_told_by_the_senders_name(name: str, field: str) -> None:
    times = ("date", "datePublished", "dateModified", "versionCreated")
    assert refused(without(name, *times)) == ("missing_published_at", field)
    assert refused({**without(name, *times), field: None}) == ("missing_published_at", field)


@pytest.mark.parametrize(
    ("name", "field"),
    [("trafilatura", "date"), ("newsarticle", "datePublished"), ("ninjs-3", "versionCreated"), ("ninjs-2", "firstcreated"), ("scrapy", "date")],
)  # fmt: skip
@pytest.mark.parametrize("time", ["yesterday", "2026-13-01", 5, "9999-12-31T23:59:59Z", {}])
def test_a_wrong_time_too(name: str, field: str, time: object) -> None:
    assert refused({**example(name), field: time}) == ("invalid_published_at", field)


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("trafilatura", {"title": "", "text": "", "raw_text": ""}, ("no_text", "text")),
        ("newsarticle", {"headline": None, "articleBody": " "}, ("no_text", "articleBody")),
        ("ninjs-3", {"headlines": [], "bodies": []}, ("no_text", "bodies")),
        ("scrapy", {"title": [], "text": ["!"]}, ("no_text", "text")),
        ("trafilatura", {"text": "<!doctype html><p>x"}, ("html_body", "text")),
        ("scrapy", {"text": "<html><p>x"}, ("html_body", "text")),
        ("trafilatura", {"title": 7}, ("invalid_field", "title")),
        ("newsarticle", {"headline": 7}, ("invalid_field", "headline")),
        ("newsarticle", {"articleBody": {"a": 1}}, ("invalid_field", "articleBody")),
        ("newsarticle", {"author": 7}, ("invalid_field", "author")),
        ("newsarticle", {"publisher": [7]}, ("invalid_field", "publisher")),
        ("newsarticle", {"keywords": [True]}, ("invalid_field", "keywords")),
        ("newsarticle", {"dateModified": "soon"}, ("invalid_field", "dateModified")),
        ("newsarticle", {"@type": "Organization"}, ("wrong_shape", "@type")),
        ("newsarticle", {"@type": None}, ("wrong_shape", "@type")),
        ("ninjs-2", {"type": "picture"}, ("invalid_field", "type")),
        ("ninjs-2", {"pubstatus": "canceled"}, ("invalid_field", "pubstatus")),
        ("ninjs-3", {"pubStatus": "withheld"}, ("invalid_field", "pubStatus")),
        ("ninjs-3", {"bodies": "text"}, ("invalid_field", "bodies")),
        ("ninjs-3", {"headlines": [{"role": "main"}]}, ("invalid_field", "headlines")),
        ("scrapy", {"author": {"a": [1]}, "title": {}}, ("invalid_field", "title")),
    ],
)
def test_what_is_wrong_is_told_by_the_senders_name(
    name: str, change: dict[str, object], expected: tuple[str, str]
) -> None:
    assert refused({**example(name), **change}) == expected


def test_several_articles_in_one_message_are_not_one() -> None:
    node = without("newsarticle-graph", "@graph")
    article = example("newsarticle-graph")["@graph"][-1]
    assert refused({**node, "@graph": [article, article]}) == ("wrong_shape", "@type")
    assert refused([{"@type": "Organization"}]) == ("wrong_shape", "@type")


def test_our_own_format_stays_strict() -> None:
    assert refused({"title": "x", "published_at": "2026-01-20"}) == ("invalid_published_at", "published_at")
    assert refused({"title": ["x"], "published_at": "2026-01-20T10:00:00Z"}) == ("invalid_field", "title")
    assert refused({"title": "x", "body": "y"}) == ("missing_published_at", "published_at")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-01-20T10:00:00+05:00", "2026-01-20T10:00:00+05:00"),
        ("2026-01-20T10:00:00+0500", "2026-01-20T10:00:00+05:00"),
        ("2026-01-20T10:00:00Z", "2026-01-20T10:00:00+00:00"),
        ("2026-01-20 10:00:00", "2026-01-20T10:00:00+00:00"),
        (" 2026-01-20 ", "2026-01-20T00:00:00+00:00"),
        ("2026-01-20T10:00", "2026-01-20T10:00:00+00:00"),
        ("Tue, 20 Jan 2026 10:00:00 +0500", "2026-01-20T10:00:00+05:00"),
        ("20 Jan 2026 10:00:00 GMT", "2026-01-20T10:00:00+00:00"),
    ],
)
def test_times_are_read_as_pages_write_them(written: str, read: str) -> None:
    assert moment(written).isoformat() == read


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One.</p><p>Two &amp; three.</p>", "One.\nTwo & three."),
        ("One<br>two<br/>\n three", "One\ntwo\nthree"),
        ("<p>A <b>bold</b>\n word</p>", "A bold word"),
        ("a < b and c > d", "a < b and c > d"),
        ("<style>p{}</style>x<script>y()", "x\ny()".replace("\n", "")),
        ("<!-- a > b -->x<!-- y", "x y"),
        ("<ul><li>one<li>two</ul>", "one\ntwo"),
    ],
)
def test_markup_becomes_lines(markup: str, text: str) -> None:
    assert plain(markup) == text


@pytest.mark.parametrize("piece", ["<script>", "<!--", "<p ", "<", "&", "&amp", "<p>", "\n ", "<style></sty"])
def test_markup_costs_linear_time(piece: str) -> None:
    plain(piece * (400_000 // len(piece)))


_SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=12) | st.just("2026-01-20")
)
_VALUES = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["@id", "@type", "name", "value", "role", "url"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.stem)
@given(data=st.data())
def test_any_value_of_any_field_gives_an_article_or_a_code(path: Path, data: st.DataObject) -> None:
    value = orjson.loads(path.read_bytes())
    node = value[-1] if isinstance(value, list) else value["@graph"][-1] if "@graph" in value else value
    for field in data.draw(st.lists(st.sampled_from(sorted(node)), max_size=3)):
        node[field] = data.draw(_VALUES)
    with contextlib.suppress(InputError):
        assert decode(orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)).revision
