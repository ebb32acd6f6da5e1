"""Every role does its work with the rights that its manifest gives it, and may do no more."""

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from streams import topics, topology
from streams.config import Settings
from streams.ops.manifests import ROLES, Role, acls
from tests.broker.support import Worker, article, processed, send, send_raw
from tests.deploy.programs import program
from tests.deploy.watched import WatchedBroker, grant

pytestmark = [pytest.mark.broker, pytest.mark.kafka]


@pytest.fixture(scope="module")
def granted(watched: WatchedBroker) -> Settings:
    """An installation whose topics exist, and whose users have their rights; the settings may do everything."""
    settings = watched.settings(app_id="rights", topic_prefix="rights.", partitions=1)
    with ThreadPoolExecutor(1) as other:  # a test's event loop may be in this thread
        other.submit(asyncio.run, _prepare(settings)).result()
    return settings


async def _prepare(settings: Settings) -> None:
    await topics.apply(settings)
    await grant(settings)


def _khabar(settings: Settings, *arguments: str, text: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "streams", *arguments],
        env={**os.environ, **settings.to_env()},
        input=text,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@contextlib.contextmanager
def _working(settings: Settings, log: Path) -> Iterator[Worker]:
    worker = Worker(settings, log)
    try:
        yield worker
    finally:
        if worker.process.poll() is None:
            worker.stop()


async def test_each_does_its_work(watched: WatchedBroker, granted: Settings, tmp_path: Path) -> None:
    roles = {role: watched.as_role(role, granted) for role in ROLES}
    with _working(roles["worker"], tmp_path / "worker.log") as worker:
        await worker.ready()
        await send(roles["crawler"], [article(number) for number in range(5)])
        await send_raw(roles["crawler"], topology.ARTICLES, [(b"bad", b"{not json")])
        await processed(granted)
        log = worker.log.read_text(encoding="utf-8")
        assert "uthorization" not in log
        await asyncio.to_thread(_look, roles, log)


def _look(roles: dict[Role, Settings], log: str) -> None:
    tail = _khabar(roles["subscriber"], "tail", "tables.fiscal-years", "--from", "earliest", "-n", "1")
    assert tail.returncode == 0, tail.stderr
    assert "exports.it" in tail.stdout
    for role in ("probe", "operator"):
        lag = _khabar(roles[role], "lag", "--group", "rights")
        assert lag.returncode == 0, lag.stderr
        assert "nothing open" in lag.stderr
    letters = _khabar(roles["operator"], "dlq", "ls", "-o", "json")
    assert '"code":"not_json"' in letters.stdout, letters.stderr
    replay = _khabar(roles["operator"], "dlq", "replay", "articles")
    assert replay.stderr == "1 replayed\n"
    assert _khabar(roles["operator"], "topics", "plan").returncode == 0, log
    # the same, as the worker that it may be run beside
    assert _khabar(roles["worker"], "lag", "--group", "rights").returncode == 0


@dataclass(frozen=True)
class Try:
    """What a role tries with kcat: to write to a topic or to read it, alone or as a member of a group."""

    role: Role
    base: str
    group: str | None = None
    writes: bool = False

    def run(self, settings: Settings) -> str:
        """What kcat said of it."""
        topic = settings.topic_prefix + self.base
        if self.writes:
            what = ["-P", "-t", topic]
        elif self.group is None:
            what = ["-C", "-t", topic, "-o", "beginning", "-c", "1", "-e"]
        else:
            what = ["-G", self.group, "-X", "auto.offset.reset=earliest", "-c", "1", topic]
        assert settings.sasl_password is not None
        properties = {
            "security.protocol": settings.security_protocol,
            "sasl.mechanisms": settings.sasl_mechanism,
            "sasl.username": str(settings.sasl_username),
            "sasl.password": settings.sasl_password.get_secret_value(),
        }
        options = [part for name, value in properties.items() for part in ("-X", f"{name}={value}")]
        done = subprocess.run(
            [program("kcat"), "-b", settings.broker, *options, *what],
            input="{}",
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        return f"{done.returncode} {done.stderr}"


MAY = (
    Try("worker", "articles", writes=True),
    Try("crawler", "articles", writes=True),
    Try("subscriber", "tables.fiscal-years"),
    Try("subscriber", "tables.fiscal-years", group="rights-subscriber-1"),
    Try("operator", "articles.dlq"),
)
MAY_NOT = (
    Try("worker", "articles.dlq"),
    Try("crawler", "articles.economy", writes=True),
    Try("crawler", "tables.fiscal-years", writes=True),
    Try("crawler", "articles.dlq", writes=True),
    Try("crawler", "articles"),
    Try("subscriber", "events.economy.exports", writes=True),
    Try("subscriber", "tables.fiscal-years", writes=True),
    Try("subscriber", "articles"),
    Try("subscriber", "articles.dlq"),
    Try("subscriber", "tables.fiscal-years", group="rights"),
    Try("probe", "articles", writes=True),
    Try("probe", "articles.dlq"),
    Try("probe", "articles", group="rights"),
    Try("operator", "tables.fiscal-years", writes=True),
)


def test_what_a_role_may_and_what_it_may_not(watched: WatchedBroker, granted: Settings) -> None:
    tries = (*MAY, *MAY_NOT)
    with ThreadPoolExecutor(4) as many:
        said = dict(
            zip(tries, many.map(lambda it: it.run(watched.as_role(it.role, granted)), tries), strict=True)
        )
    assert {it: text for it, text in said.items() if it in MAY and not text.startswith("0 ")} == {}
    assert {
        it: text for it, text in said.items() if it in MAY_NOT and "authorization failed" not in text
    } == {}


@pytest.mark.parametrize("role", ROLES)
def test_no_role_may_create_alter_or_delete_and_none_has_all(role: Role) -> None:
    allowed = {operation for rule in acls(role, Settings()) for operation in rule["operations"]}
    assert allowed <= {"Read", "Write", "Describe", "DescribeConfigs"}
    assert all(rule["resource"]["type"] in {"topic", "group"} for rule in acls(role, Settings()))
