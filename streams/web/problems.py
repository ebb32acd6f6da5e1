"""What is wrong with a request, as problem details (RFC 9457): every error of the API is one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any, Final

import orjson
from aiohttp import web

from schemas.base import Model

CONTENT_TYPE: Final = "application/problem+json"


class Fault(Model):
    """What is wrong with one parameter."""

    parameter: str
    detail: str


class ProblemDetails(Model):
    """The body of an error."""

    type: str
    """Says what kind of error it is: `urn:khabar:problem:unknown-parameter` and the like."""
    title: str
    status: int
    detail: str
    parameter: str | None = None
    """The first parameter at fault, where it is one."""
    errors: tuple[Fault, ...] = ()
    """All of them."""


class Problem(Exception):
    """A request that gets no answer but the reason."""

    def __init__(
        self,
        status: HTTPStatus,
        kind: str,
        detail: str,
        *,
        faults: Sequence[Fault] = (),
        retry_after: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.kind = kind
        self.detail = detail
        self.faults = tuple(faults)
        self.headers = dict(headers or {})
        if retry_after is not None:
            self.headers["Retry-After"] = str(retry_after)

    def answer(self) -> web.Response:
        """The response that tells it."""
        body: dict[str, Any] = {
            "type": f"urn:khabar:problem:{self.kind}",
            "title": self.status.phrase,
            "status": self.status.value,
            "detail": self.detail,
        }
        if self.faults:
            body["parameter"] = self.faults[0].parameter
            body["errors"] = [fault.model_dump() for fault in self.faults]
        return web.Response(
            body=orjson.dumps(body),
            status=self.status,
            content_type=CONTENT_TYPE,
            headers={"Cache-Control": "no-store", **self.headers},
        )


def bad_parameter(name: str, detail: str, *, kind: str = "invalid-parameter") -> Problem:
    """A 400 over one parameter."""
    return Problem(
        HTTPStatus.BAD_REQUEST, kind, f"{name}: {detail}", faults=[Fault(parameter=name, detail=detail)]
    )


def not_found(what: str) -> Problem:
    """A 404; `what` says what there is none of."""
    return Problem(HTTPStatus.NOT_FOUND, "not-found", f"there is no {what}")


def not_ready(why: str, *, retry_after: int = 2) -> Problem:
    """A 503: an answer now might be wrong, and later will not."""
    return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "not-ready", why, retry_after=retry_after)


def of_http(error: web.HTTPException) -> Problem:
    """Aiohttp's own errors: no such path, a method that is not allowed."""
    status = HTTPStatus(error.status)
    kind = status.phrase.lower().replace(" ", "-")
    headers = {name: value for name, value in error.headers.items() if name == "Allow"}
    details = {
        HTTPStatus.NOT_FOUND: "there is nothing at this path; /api/v1/openapi.json lists what there is",
        HTTPStatus.METHOD_NOT_ALLOWED: f"allowed here: {error.headers.get('Allow', '')}",
    }
    return Problem(status, kind, details.get(status, error.reason or status.phrase), headers=headers)
