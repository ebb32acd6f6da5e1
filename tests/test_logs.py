"""Logs show no secret, whoever writes them, in whatever form."""

import io
import logging

import pytest
from aiokafka.protocol.admin import SaslAuthenticateRequest

from streams import logs
from streams.config import Settings

PASSWORD = "back\\slash'quote\"ünï"


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What is logged under settings with that password, at level debug."""
    text = io.StringIO()
    monkeypatch.setattr("sys.stderr", text)
    logs.configure(
        Settings(
            security_protocol="SASL_SSL",
            sasl_username="u",
            sasl_password=PASSWORD,  # type: ignore[arg-type]  # pydantic makes a SecretStr of it
            log_level="debug",
        )
    )
    return text


@pytest.mark.parametrize("value", [PASSWORD, [PASSWORD], PASSWORD.encode(), {"password": PASSWORD}])
def test_a_secret_is_starred_also_as_python_writes_it(written: io.StringIO, value: object) -> None:
    logging.getLogger("faust").debug("value %r and %s", value, value)
    shown = written.getvalue()
    assert "***" in shown
    for form in ("slash", "quote", "ünï", "\\xc3"):
        assert form not in shown


def test_a_traceback_is_starred(written: io.StringIO) -> None:
    try:
        raise ValueError(PASSWORD)
    except ValueError:
        logging.getLogger("streams").exception("failed")
    assert "Traceback" in written.getvalue()
    assert PASSWORD not in written.getvalue()


def test_what_a_client_authenticates_with_is_left_out(written: io.StringIO) -> None:
    request = SaslAuthenticateRequest(b"\x00u\x00another password").prepare({36: (0, 1)})
    assert "another password" in repr(request)  # else the filter is not needed any more
    logging.getLogger("aiokafka.conn").debug("Request to %s:%d %d: %s", "host", 9, 1, request)
    assert "another password" not in written.getvalue()
    assert "SaslAuthenticateRequest(...)" in written.getvalue()


def test_commands_say_nothing_of_the_libraries_unless_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    text = io.StringIO()
    monkeypatch.setattr("sys.stderr", text)
    logs.configure(Settings(), quiet=True)
    logging.getLogger("aiokafka").error("noise")
    logging.getLogger("streams").info("also noise")
    logging.getLogger("streams.delivery").warning("trying again")
    assert [line.split(": ", 1)[1] for line in text.getvalue().splitlines()] == ["trying again"]
