"""`khabar tables` against a server: all pages, filters as options, and the server's own words where it has no answer."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import orjson
import pytest

from schemas import plain
from streams.cli import main
from streams.commands import tables as command
from streams.config import Settings
from streams.replay import replay
from streams.web.problems import not_ready
from tests.law.test_order import sample
from tests.web.flow import Read
from tests.web.served import Served, serving

Khabar = Callable[..., tuple[int, str, str]]


@pytest.fixture
def khabar(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Khabar:
    """Runs `khabar tables …`: exit code, stdout, stderr."""

    def run(*arguments: str, **env: str) -> tuple[int, str, str]:
        for name, value in env.items():
            monkeypatch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main(("tables", *arguments))
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return int(ended.value.code or 0), captured.out.decode(), captured.err.decode()

    return run


def rows(khabar: Khabar, served: Served, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = khabar(*arguments, "--url", served.url, "-o", "json")
    assert (code, err) == (0, "")
    found: list[dict[str, Any]] = orjson.loads(out)
    return found


def test_all_pages_are_read(khabar: Khabar, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "_PAGE", 7)
    whole = replay(sample())
    assert rows(khabar, served, "fiscal-years") == [plain(row) for row in whole.fiscal_years]
    assert len(rows(khabar, served, "incidents")) == len(whole.incidents)
    assert rows(khabar, served, "security-months") == [plain(row) for row in whole.security_months]


def test_options_are_the_filters(khabar: Khabar, served: Served) -> None:
    (row,) = rows(
        khabar,
        served,
        "fiscal-years",
        "--country",
        "PK",
        "--indicator",
        "exports.it",
        "--fiscal-year",
        "FY2026",
    )
    assert row["key"] == "PK/exports.it/FY2026"
    options = ("--country", "PK", "--from", "2026-01-01", "--to", "2026-02-28", "--min-killed", "40")
    (row,) = rows(khabar, served, "incidents", *options, "--perpetrator", "BLA", "--attack", "shooting")
    assert row["place"]["admin1"] == "Balochistan"
    assert rows(khabar, served, "incidents", *options, "--city", "Islamabad") == []
    (month,) = rows(khabar, served, "security-months", "--country", "PK", "--from", "2026-02")
    assert month["key"] == "PK/2026-02"


def test_as_of_is_that_of_replay(khabar: Khabar, served: Served) -> None:
    then = replay(sample(), as_of=datetime(2026, 1, 1, 12, tzinfo=UTC))
    found = rows(khabar, served, "fiscal-years", "--as-of", "2026-01-01T12:00:00Z")
    assert found == [plain(row) for row in then.fiscal_years]


def test_the_table_is_for_people(khabar: Khabar, served: Served) -> None:
    code, out, _ = khabar("incidents", "--country", "PK", "--url", served.url)
    assert code == 0
    assert "2026-02-06" in out
    assert "suicide bombing" in out


def test_what_cannot_be_asked_is_said_in_the_servers_words(khabar: Khabar, served: Served) -> None:
    code, out, err = khabar("fiscal-years", "--attack", "bombing", "--url", served.url)
    assert (code, out) == (2, "")
    assert "attack: is not a parameter here" in err
    code, _, err = khabar("incidents", "--as-of", "yesterday", "--url", served.url)
    assert code == 2
    assert "as_of: 'yesterday' is neither" in err


def test_the_token_is_sent(khabar: Khabar, read: Read) -> None:
    with serving(read, Settings().replace(web_token="open sesame")) as closed:
        code, _, err = khabar("incidents", "--url", closed.url)
        assert code == 2
        assert "send the token" in err
        code, _, _ = khabar("incidents", "--url", closed.url, KHABAR_WEB_TOKEN="open sesame")
        assert code == 0


def test_a_worker_that_is_not_ready_is_waited_for(khabar: Khabar, read: Read) -> None:
    with serving(read) as served:
        served.problem = not_ready("the tables are being read: 3 records to go", retry_after=1)
        timer = threading.Timer(1.0, setattr, (served, "problem", None))
        timer.start()
        code, out, err = khabar("incidents", "--url", served.url, "-o", "json")
        timer.join()
    assert code == 0
    assert len(orjson.loads(out)) > 0
    assert err == "the tables are being read: 3 records to go; waiting\n"


def test_a_worker_that_never_reads_is_not_waited_for(khabar: Khabar, read: Read) -> None:
    with serving(read) as served:
        served.problem = not_ready("ask another", retry_after=600)
        code, _, err = khabar("incidents", "--url", served.url)
    assert code == 2
    assert "ask another" in err
