"""Reading articles from the bytes that crawlers publish: bounded, linear, and every refusal with a code.

| code | the input |
|---|---|
| `null_value` | no value at all |
| `too_large` | more than 1 MB |
| `not_utf8` | bytes that are not UTF-8 |
| `not_json` | text that is not JSON (an HTML page, a cut-off object) |
| `not_finite` | NaN or Infinity, which JSON does not have |
| `too_deep` | nesting deeper than 64 |
| `wrong_shape` | JSON that is no object |
| `missing_published_at` | no time of publication |
| `invalid_published_at` | a time of publication that is no RFC 3339 time with an offset, or lies outside 1900 to 2100 |
| `no_text` | neither title nor body has a letter or a digit |
| `html_body` | the body is a whole HTML page instead of the article's text |
| `invalid_field` | another field of the wrong type |

An article may also come as trafilatura, schema.org (JSON-LD), IPTC ninjs or a Scrapy project have it (`streams.formats`): the
codes are the same, and the field that is to blame is called what its sender calls it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar

import orjson
from pydantic import ValidationError

from schemas import Article, ClassifiedArticle, InputError
from streams.formats import fields_of, shape_of

A = TypeVar("A", bound=Article)

#: An article is 1 MB at most (contract), counted in bytes as published.
LARGEST = 1_000_000
#: No article needs more; the bound keeps whatever walks the value within the stack.
DEEPEST = 64

_MARK = re.compile(rb'[\[{\]}"]')
#: The rest of a string, also of one that is not closed; what was taken is not given back, so that it costs one pass.
_STRING = re.compile(rb'[^"\\]*+(?:\\.[^"\\]*+)*+"?', re.DOTALL)
_NOT_FINITE = re.compile(rb"[:\[,]\s{0,20}-?(?:NaN|Infinity)\b")
_PAGE = re.compile(
    r"\s{0,200}+(?:<\?xml[^>]{0,200}\?>\s{0,200}+)?(?:<!--[^>]{0,400}-->\s{0,200}+)?<(?:!doctype|html|head|body)\b",
    re.IGNORECASE,
)


def decode(raw: bytes | None) -> Article:
    """The article that a message's bytes hold; raises InputError with one of the codes above."""
    return validate(parse(raw))


def decode_classified(raw: bytes | None) -> ClassifiedArticle:
    """The classified article that a message's bytes hold; the same checks and codes as `decode`."""
    return _model(ClassifiedArticle, parse(raw, largest=2 * LARGEST))


def validate(value: object) -> Article:
    """The article that a parsed JSON value describes, in any of the formats; raises InputError with one of the codes above."""
    shape = shape_of(value)
    if shape is None:
        return _model(Article, value)
    fields, names = fields_of(value, shape)
    try:
        return _model(Article, fields)
    except InputError as error:
        raise _in_their_words(error, names) from None


def _in_their_words(error: InputError, names: Mapping[str, str]) -> InputError:
    """The same with what the sender calls the field."""
    if error.code == "no_text":
        message = f"no text: neither {names['title']} nor {names['body']} has a letter or a digit"
        return InputError(error.code, message, field=names["body"])
    field, _, rest = (error.field or "").partition(".")
    name = names.get(field, field)
    return InputError(
        error.code, error.message, field=".".join(part for part in (name, rest) if part) or None
    )


def parse(raw: bytes | None, *, largest: int = LARGEST) -> Any:
    """The JSON value of a message's bytes. Size and depth are looked at first: nothing is built of what is refused."""
    if raw is None:
        raise InputError("null_value", "the message has no value")
    if len(raw) > largest:
        raise InputError("too_large", f"more than the {largest} bytes that an article may have")
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("not_utf8", f"byte {error.start} is not UTF-8") from None
    if raw.count(b"[") + raw.count(b"{") > DEEPEST and _depth(raw) > DEEPEST:
        raise InputError("too_deep", f"JSON nested deeper than {DEEPEST}")
    try:
        return orjson.loads(raw)
    except orjson.JSONDecodeError as error:
        if _NOT_FINITE.search(raw):
            raise InputError("not_finite", "NaN and Infinity are not JSON") from None
        raise InputError("not_json", str(error)) from None


def _depth(raw: bytes) -> int:
    """How deep brackets nest outside strings; one pass, and it stops where the bound is passed."""
    depth = deepest = 0
    position = 0
    while match := _MARK.search(raw, position):
        mark = match.group()
        position = match.end()
        if mark == b'"':
            position = _string_end(raw, position)
        elif mark in b"[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                break
        else:
            depth -= 1
    return deepest


def _string_end(raw: bytes, position: int) -> int:
    """Where a string ends whose opening quote is before a position, or the end of the bytes where it is not closed."""
    match = _STRING.match(raw, position)
    return match.end() if match is not None else len(raw)


def _model(model: type[A], value: object) -> A:
    if not isinstance(value, dict):
        raise InputError("wrong_shape", f"expected a JSON object, got {type(value).__name__}")
    if value.get("published_at") is None:
        raise InputError(
            "missing_published_at", "an article needs the time of its publication", field="published_at"
        )
    body = value.get("body")
    if isinstance(body, str) and _PAGE.match(body):
        raise InputError("html_body", "the body is an HTML page; publish the article's text", field="body")
    try:
        return model.model_validate(value)
    except ValidationError as error:
        raise _named(error) from None


def _named(error: ValidationError) -> InputError:
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(str(part) for part in first["loc"]) or None
    message = first["msg"].removeprefix("Value error, ")
    if field == "published_at":
        return InputError("invalid_published_at", message, field=field)
    if field is None and message.startswith("no text"):
        return InputError("no_text", message)
    return InputError("invalid_field", message, field=field)
