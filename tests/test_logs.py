"""Logs show no secret, whoever writes them, in whatever form."""

import io
import logging
from datetime import datetime

import orjson
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


def lines(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> io.StringIO:
    text = io.StringIO()
    monkeypatch.setattr("sys.stderr", text)
    logs.configure(settings)
    return text


def test_a_line_of_json_has_the_event_and_what_it_is_about(monkeypatch: pytest.MonkeyPatch) -> None:
    text = lines(monkeypatch, Settings())  # which is no terminal
    about = {"article_id": "a\n1", "topic": "articles", "partition": 0, "offset": 7, "unknown": "left out"}
    logging.getLogger("streams.trail").info("classified %s", "well", extra=about)
    (line,) = text.getvalue().splitlines()
    told = orjson.loads(line)
    assert datetime.fromisoformat(told.pop("time")).tzinfo is not None
    assert told == {
        "level": "info",
        "logger": "streams.trail",
        "message": "classified well",
        **{name: value for name, value in about.items() if name != "unknown"},
    }


def test_a_traceback_stays_in_its_line_of_json(monkeypatch: pytest.MonkeyPatch) -> None:
    text = lines(monkeypatch, Settings(log_format="json"))
    try:
        raise ValueError("two\nlines")
    except ValueError:
        logging.getLogger("streams").exception("failed")
    (line,) = text.getvalue().splitlines()
    assert "ValueError: two\nlines" in orjson.loads(line)["exception"]


def test_a_line_of_text_has_the_fields_behind_it_and_stays_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    text = lines(monkeypatch, Settings(log_format="text"))
    about = {"article_id": "a\n2026 ERROR forged=1", "offset": 7, "code": "not_json", "source": "x" * 5000}
    logging.getLogger("streams.trail").warning("refused", extra=about)
    (line,) = text.getvalue().splitlines()
    assert line.startswith("20")
    assert r'refused article_id="a\n2026 ERROR forged=1" offset=7 code=not_json source=xxx' in line
    assert len(line) < 1000


@pytest.mark.parametrize("shape", ["text", "json"])
def test_a_secret_is_starred_in_fields_too(monkeypatch: pytest.MonkeyPatch, shape: str) -> None:
    secured = Settings.from_env(
        {
            "KHABAR_SECURITY_PROTOCOL": "SASL_SSL",
            "KHABAR_SASL_USERNAME": "u",
            "KHABAR_SASL_PASSWORD": "hunter2",
            "KHABAR_LOG_FORMAT": shape,
        }
    )
    text = lines(monkeypatch, secured)
    logging.getLogger("streams").warning("hunter2", extra={"source": "hunter2 \ud800"})
    assert "hunter2" not in text.getvalue()
    assert text.getvalue().count("***") == 2


def test_a_library_that_says_the_same_over_and_over_is_written_once_in_a_while() -> None:
    now = 0.0
    repeats = logs.Repeats(clock=lambda: now)

    def said(name: str, message: str, *args: object) -> str | None:
        record = logging.LogRecord(name, logging.ERROR, "", 0, message, args, None)
        return record.getMessage() if repeats.filter(record) else None

    assert said("aiokafka", "node %d is away", 1) == "node 1 is away"
    assert [said("aiokafka", "node %d is away", 1) for _ in range(40)] == [None] * 40
    assert said("aiokafka", "node %d is away", 2) == "node 2 is away"
    # what is ours is never left out
    assert [said("streams.worker", "the same") for _ in range(2)] == ["the same"] * 2
    now = 31.0
    assert (
        said("aiokafka", "node %d is away", 1)
        == "node 1 is away (and 40 times more since it was last written)"
    )
    assert said("aiokafka", "node %d is away", 1) is None
    assert all(said("aiokafka", f"message {number}") for number in range(1000))
    assert len(repeats._said) <= 200
