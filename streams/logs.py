"""Logs: on stderr, one line an event, as text or as JSON, without secrets.

What an event is about goes in fields (`FIELDS`), given with `extra`; each is found by the same name in every line. An article's
text goes into no line.
"""

from __future__ import annotations

import logging
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, Final

import orjson

from streams.config import Settings

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
#: What a line may be about, in the order in which it is shown.
FIELDS: Final = (
    *("article_id", "stage", "topic", "partition", "offset"),
    *("code", "field", "labels", "events", "revision", "source", "group"),
)
#: Fields come from outside as well: how much of one is shown.
_LONGEST_FIELD: Final = 600
#: How often a library may say the same thing again, in seconds: a client whose broker is away says it many times a second.
_AGAIN_AFTER: Final = 30.0
_REMEMBERED: Final = 200
_LIBRARIES: Final = ("faust", "mode", "aiokafka", "asyncio")
#: A client logs each request at debug; this one carries the password where the mechanism is PLAIN.
_AUTHENTICATES: Final = "SaslAuthenticateRequest"


def configure(settings: Settings, *, quiet: bool = False) -> None:
    """Have this process log by the settings. `quiet` is for commands: warnings of ours, and nothing of the libraries'.

    At level `debug` everything is logged either way. No record shows a password, whoever wrote it.
    """
    debug = settings.log_level == "debug"
    level = "warning" if quiet and not debug else settings.log_level
    handler = logging.StreamHandler()
    shape = settings.log_format or ("text" if quiet or sys.stderr.isatty() else "json")
    secrets = settings.secrets()
    handler.setFormatter(JsonLines(secrets) if shape == "json" else Text(_FORMAT, secrets))
    if not debug:
        handler.addFilter(Repeats())
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # what Faust and aiokafka tell of every rebalance is noise below a warning
    floor = logging.DEBUG if debug else max(logging.WARNING, getattr(logging, level.upper()))
    if quiet and not debug:
        floor = logging.CRITICAL
    for name in _LIBRARIES:
        logging.getLogger(name).setLevel(floor)
    logging.getLogger("aiokafka.conn").addFilter(without_credentials)


def without_credentials(record: logging.LogRecord) -> bool:
    """A filter that takes what was sent to authenticate out of a client's record."""
    if isinstance(record.args, tuple):
        record.args = tuple(
            f"{_AUTHENTICATES}(...)" if type(item).__name__.startswith(_AUTHENTICATES) else item
            for item in record.args
        )
    return True


class Repeats(logging.Filter):
    """Lets a library say the same thing once in a while, with how often it was not let."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._said: dict[tuple[str, str], tuple[float, int]] = {}
        """When a message was last let through, and how often it came since."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is to be written."""
        if record.name.partition(".")[0] not in _LIBRARIES:
            return True
        message = record.getMessage()
        key, now = (record.name, message), self._clock()
        at, kept_back = self._said.get(key, (now - _AGAIN_AFTER, 0))
        if now - at < _AGAIN_AFTER:
            self._said[key] = (at, kept_back + 1)
            return False
        if len(self._said) >= _REMEMBERED:
            self._said.clear()
        self._said[key] = (now, 0)
        if kept_back:
            record.msg, record.args = f"{message} (and {kept_back} times more since it was last written)", ()
        return True


class Redacting(logging.Formatter):
    """A formatter that puts `***` where a secret would stand, also in tracebacks and in bytes as Python writes them."""

    def __init__(self, layout: str | None, secrets: list[str]) -> None:
        super().__init__(layout)
        forms = {
            form
            for secret in secrets
            if secret
            for form in (secret, repr(secret)[1:-1], repr(secret.encode())[2:-1])
        }
        self._forms = sorted(forms, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        """The record as a text without secrets."""
        return self.redacted(super().format(record))

    def redacted(self, text: str) -> str:
        """The text without secrets."""
        for form in self._forms:
            text = text.replace(form, "***")
        return text


class Text(Redacting):
    """A line for people, with the fields behind it as `name=value`."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is logging's
        """The line, without a traceback."""
        told = " ".join(f"{name}={_shown(value)}" for name, value in fields(record))
        return super().formatMessage(record) + (f" {told}" if told else "")


class JsonLines(Redacting):
    """One JSON object a line: time (RFC 3339, UTC), level, logger, message, the fields, and a traceback as `exception`."""

    def __init__(self, secrets: list[str]) -> None:
        super().__init__(None, secrets)

    def format(self, record: logging.LogRecord) -> str:
        """The record as a line of JSON without secrets."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        line: dict[str, Any] = {
            "time": at.replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": self._text(record.getMessage()),
        }
        for name, value in fields(record):
            line[name] = self._text(value) if isinstance(value, str) else value
        if record.exc_info and record.exc_info[0] is not None:
            line["exception"] = self._text("".join(traceback.format_exception(*record.exc_info)).rstrip())
        return orjson.dumps(line, default=str).decode()

    def _text(self, text: str) -> str:
        """Without secrets, and without what UTF-8 cannot say."""
        return self.redacted(text).encode("utf-8", "replace").decode()


def fields(record: logging.LogRecord) -> Iterator[tuple[str, Any]]:
    """What a record is about: those of `FIELDS` that it has; long ones cut."""
    for name in FIELDS:
        value = record.__dict__.get(name)
        if value is not None:
            yield name, value[:_LONGEST_FIELD] if isinstance(value, str) else value


def _shown(value: Any) -> str:
    """A value on one line, quoted where it is not one plain word."""
    text = str(value).encode("utf-8", "replace").decode()
    plain = text.isprintable() and text and not any(char.isspace() or char in "\"'=" for char in text)
    return text if plain else orjson.dumps(text).decode()
