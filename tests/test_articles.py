"""Reading articles: every refusal has its code, and bounds hold before anything is parsed."""

from __future__ import annotations

import contextlib
import tracemalloc

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import InputError
from streams.articles import decode

GOOD = {"title": "Exports climb", "body": "They rose.", "published_at": "2026-01-20T10:00:00+05:00"}


def changed(**fields: object) -> bytes:
    return orjson.dumps({**GOOD, **fields})


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (None, "null_value"),
        (b"\xff\xfe\x00", "not_utf8"),
        (b"", "not_json"),
        (b"<html><body>no</body></html>", "not_json"),
        (b'{"title": "cut', "not_json"),
        (b"[1, 2]", "wrong_shape"),
        (b'"text"', "wrong_shape"),
        (b"null", "wrong_shape"),
        (b"[" * 10_000 + b"]" * 10_000, "too_deep"),
        (b'{"a":' * 10_000 + b"1" + b"}" * 10_000, "too_deep"),
        (b'{"title": "x", "score": NaN, "published_at": "2026-01-20T10:00:00Z"}', "not_finite"),
        (b'{"title": "x", "score": -Infinity}', "not_finite"),
        (changed(body="x" * 2_000_000), "too_large"),
        (orjson.dumps({"title": "no time"}), "missing_published_at"),
        (changed(published_at=None), "missing_published_at"),
        (changed(published_at="yesterday"), "invalid_published_at"),
        (changed(published_at="2026-01-20T10:00:00"), "invalid_published_at"),
        (changed(published_at="99999-01-20T10:00:00Z"), "invalid_published_at"),
        (changed(published_at="9999-12-31T23:59:59Z"), "invalid_published_at"),
        (changed(title="", body=""), "no_text"),
        (changed(title=None, body=None), "no_text"),
        (changed(title="\U0001f4a5\U0001f525", body=""), "no_text"),
        (changed(body="<!DOCTYPE html><html><body>Exports rose</body></html>"), "html_body"),
        (changed(title=["a", "list"]), "invalid_field"),
        (changed(updated_at="9999-12-31T23:59:59Z"), "invalid_field"),
    ],
)
def test_refusals_have_codes(raw: bytes | None, code: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(raw)
    assert caught.value.code == code


def test_brackets_in_text_are_not_depth() -> None:
    assert decode(changed(body="[" * 500 + '"\\' + "{" * 500)).body.startswith("[[")


def test_unknown_fields_are_left_out_and_nulls_are_missing() -> None:
    article = decode(changed(image="x.png", section=None, url="https://example.org/a"))
    assert article.section is None
    assert not hasattr(article, "image")


def test_ids_come_from_the_url_else_the_content() -> None:
    by_url = decode(changed(url="https://example.org/a"))
    assert by_url.id == decode(changed(url="https://example.org/a", body="Corrected.")).id
    by_content = decode(changed())
    assert by_content.id == decode(changed(source="Another")).id
    assert by_content.id != decode(changed(body="Other")).id


def test_a_later_update_is_a_later_revision() -> None:
    first, second = decode(changed()), decode(changed(updated_at="2026-01-20T09:00:00Z"))
    assert first.revision < second.revision
    assert first.revision == decode(changed()).revision


@given(st.binary(max_size=300))
def test_any_bytes_give_an_article_or_a_code(raw: bytes) -> None:
    with contextlib.suppress(InputError):
        assert decode(raw).revision


def test_size_is_looked_at_before_anything_is_made_of_the_bytes() -> None:
    raw = bytes(200_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(InputError) as caught:
            decode(raw)
        assert caught.value.code == "too_large"
        assert tracemalloc.get_traced_memory()[1] < 100_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'["a",', b'[{"a":"}]",'])
def test_depth_is_looked_at_before_anything_is_built(opening: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def parsed(_: bytes) -> None:
        raise AssertionError("was parsed")

    monkeypatch.setattr(orjson, "loads", parsed)
    with pytest.raises(InputError) as caught:
        decode((opening * 100_000)[:900_000])
    assert caught.value.code == "too_deep"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (b",".join(b'"k%x":1' % number for number in range(80_000)), None),
        (b",".join(b'"k%x":1' % number for number in range(1_000_000)), "too_large"),
        (
            b'"title":"Another","title":"Exports climb"',
            None,
        ),  # the last one counts, as for every JSON reader we know
        (b'"published_at":null', "missing_published_at"),
        (b'"number":' + b"9" * 5_000, "not_json"),
        (b'"number":1e400', "not_json"),
        (b'"number":1e-' + b"9" * 900_000, None),
        (b'"number":0.' + b"0" * 900_000 + b"1", None),
        (b'"authors":[' + b'"a",' * 150_000 + b'"b"]', None),
        (b'"text":"' + b'[\\"' * 200_000 + b'"', None),
        (b'"text":"' + b"\\\\" * 400_000 + b'"', None),
        (b'"text":"' + b"[" * 100 + b"\\" * 800_001 + b'"', "not_json"),
        (b'"title":"\\ud800"', "not_json"),
    ],
)
def test_hostile_values_are_read_or_refused(more: bytes, code: str | None) -> None:
    raw = orjson.dumps(GOOD)[:-1] + b"," + more + b"}"
    if code is None:
        assert decode(raw).title == GOOD["title"]
    else:
        with pytest.raises(InputError) as caught:
            decode(raw)
        assert caught.value.code == code
