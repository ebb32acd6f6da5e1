"""Cursors: where the next page of a list begins.

A cursor names the last row of a page by its place in the list's order, not by a count, so that rows that come, go or change
between two pages move none of the others. It is opaque, and good only for the question that it came from.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any, Final

import orjson

from streams.web.params import ListParams
from streams.web.problems import bad_parameter

Order = tuple[int | str, ...]
"""A row's place: what a list is sorted by, ending with what no other row has."""

#: What may differ between the pages of one list.
_NOT_THE_QUESTION: Final = {"limit", "cursor", "format", "fields"}


def cursor(order: Order, params: ListParams) -> str:
    """The cursor that goes on after the row at `order`."""
    raw = orjson.dumps([_question(params), *order])
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def after(params: ListParams, like: Order) -> Order | None:
    """The place of the row that the page begins after; None for the first page.

    `like` is a place of the same list, whose types it must have. Raises Problem (400) for a cursor that is none, or of
    another question.
    """
    text = params.cursor
    if text is None:
        return None
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        value: Any = orjson.loads(raw)
        question, *order = value
    except (binascii.Error, ValueError, TypeError):
        raise bad_parameter("cursor", "is not one that was given by an answer") from None
    if question != _question(params):
        raise bad_parameter("cursor", "is of a list with other filters; begin that list anew")
    if [type(part) for part in order] != [type(part) for part in like]:
        raise bad_parameter("cursor", "is not one that was given by an answer")
    return tuple(order)


def _question(params: ListParams) -> str:
    asked = params.model_dump(mode="json", exclude=_NOT_THE_QUESTION)
    return hashlib.blake2b(
        orjson.dumps([type(params).__name__, asked], option=orjson.OPT_SORT_KEYS), digest_size=6
    ).hexdigest()
