"""Logs: on stderr, one line each, without secrets."""

from __future__ import annotations

import logging
from typing import Final

from streams.config import Settings

_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
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
    handler.setFormatter(Redacting(_FORMAT, settings.secrets()))
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


class Redacting(logging.Formatter):
    """A formatter that puts `***` where a secret would stand, also in tracebacks and in bytes as Python writes them."""

    def __init__(self, layout: str, secrets: list[str]) -> None:
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
        text = super().format(record)
        for form in self._forms:
            text = text.replace(form, "***")
        return text
