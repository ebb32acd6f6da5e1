"""The wire: TLS, SCRAM and client certificates on Apache Kafka; every way to get them wrong is refused, and no secret is told."""

import asyncio
import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterable, AsyncIterator, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from schemas import dump
from streams import topics, topology, wire
from streams.cli import main
from streams.client import BrokerUnreachable, Undecodable, subscribe
from streams.config import Settings
from streams.kafka import KafkaBroker
from tests.broker.secured import KEY_PASSWORD, PASSWORD, SecuredBroker
from tests.broker.support import PATIENCE, article, processed, read, send_raw

pytestmark = [pytest.mark.broker, pytest.mark.kafka]

#: No refusal may take longer, in seconds; what was seen is under 3.
REFUSED_WITHIN = 60.0
#: What nothing may show: each secret as it is, and as Python writes it and its bytes.
SECRETS = [
    form
    for secret in (PASSWORD, KEY_PASSWORD, "wr0ng-of-the-wire")
    for form in (secret, repr(secret)[1:-1], repr(secret.encode())[2:-1], secret.encode().hex())
]


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredBroker]:
    """The node, with the topology's topics."""
    reason = KafkaBroker.available()
    if os.environ.get("KHABAR_TEST_BOOTSTRAP"):
        reason = "a broker of its own is not wanted (KHABAR_TEST_BOOTSTRAP)"
    elif reason is not None and os.environ.get("KHABAR_TEST_KAFKA") == "require":
        pytest.fail(f"KHABAR_TEST_KAFKA=require, but {reason}")
    if reason is not None:
        pytest.skip(f"not tested on a secured Apache Kafka: {reason}")
    broker = SecuredBroker(tmp_path_factory.mktemp("secured"))
    try:
        broker.start()
        done = khabar(broker.scram, "topics", "apply")
        assert done.returncode == 0, done.stderr
        yield broker
    finally:
        broker.stop()


def khabar(
    variables: Mapping[str, str], *arguments: str, stdin: bytes = b"", level: str = "info"
) -> subprocess.CompletedProcess[str]:
    """A command under these variables and no others of ours."""
    done = subprocess.run(
        [sys.executable, "-m", "streams", *arguments],
        env=environment(variables, level=level),
        input=stdin,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert told(out + err) == []
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


def environment(variables: Mapping[str, str], *, level: str = "info") -> dict[str, str]:
    """The variables of a child process."""
    others = {name: value for name, value in os.environ.items() if not name.startswith("KHABAR_")}
    small = {"KHABAR_PARTITIONS": "1", "KHABAR_WEB_PORT": "0", "KHABAR_LOG_LEVEL": level}
    return {**others, **small, **variables}


def told(text: str) -> list[str]:
    """The secrets that a text shows."""
    return [secret for secret in SECRETS if secret in text]


class Running:
    """A worker process that logs everything."""

    def __init__(self, variables: Mapping[str, str], log: Path) -> None:
        self.log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "streams", "worker"],
                env=environment(variables, level="debug"),
                stdout=output,
                stderr=output,
            )

    def __enter__(self) -> subprocess.Popen[bytes]:
        return self.process

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:
            self.process.kill()
            self.process.wait()
            print(self.log.read_text()[-20_000:])  # what pytest shows of a failure
            return
        self.process.send_signal(signal.SIGTERM)
        try:
            code = self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        text = self.log.read_text()
        assert code == 0, text[-2000:]
        assert '"level":"debug","logger":"aiokafka' in text  # else the search for secrets shows nothing
        assert told(text) == []


def works(variables: Mapping[str, str], *arguments: str, stdin: bytes = b"") -> str:
    """What a command prints, at level debug."""
    done = khabar(variables, *arguments, stdin=stdin, level="debug")
    assert done.returncode == 0, done.stderr[-2000:]
    assert "DEBUG" in done.stderr
    return str(done.stdout)


def test_every_command_works_and_no_secret_is_told(secured: SecuredBroker, tmp_path: Path) -> None:
    variables = secured.scram
    settings = Settings.from_env(environment(variables))
    works(variables, "topics", "plan")
    works(variables, "topics", "ls")
    works(variables, "publish", "-", stdin=dump(article(1)))
    with Running(variables, tmp_path / "worker.log") as worker:
        asyncio.run(send_raw(settings, topology.ARTICLES, [(b"k", b"nonsense")]))
        asyncio.run(_processed(settings))
        listed = subprocess.run(["ps", "-ef"], capture_output=True, text=True, check=True).stdout
        shown = Path(f"/proc/{worker.pid}/cmdline").read_bytes().decode()
        assert str(worker.pid) in listed
        assert told(shown) == told(listed) == []
        assert _listening(worker.pid) == {"127.0.0.1"}
        assert '"current_offset":2' in works(variables, "lag", "-o", "json")
        tail = ("tail", "events.economy.exports", "--from", "earliest", "-n", "1")
        assert "economy.observation" in works(variables, *tail)
        assert "not_json" in works(variables, "dlq", "ls", "-o", "json")
        assert '"nonsense"' in works(variables, "dlq", "show", "articles")
        works(variables, "dlq", "replay", "-o", "json")
        letters = asyncio.run(read(settings, topology.dead_letters_of(topology.ARTICLES)))
        assert letters
        assert told(repr(letters)) == []
    assert told(repr(settings) + str(settings.model_dump())) == []


@pytest.mark.parametrize("way", ["plain", "mutual"])
def test_other_ways_in_work_and_tell_no_secret(secured: SecuredBroker, way: str, tmp_path: Path) -> None:
    variables = {**getattr(secured, way), "KHABAR_APP_ID": way, "KHABAR_TOPIC_PREFIX": f"{way}."}
    works(variables, "topics", "apply")
    works(variables, "publish", "-", stdin=dump(article(1)))
    with Running(variables, tmp_path / "worker.log"):
        asyncio.run(_processed(Settings.from_env(environment(variables)), letters=False))


async def _processed(settings: Settings, *, letters: bool = True) -> None:
    """Return when the article and, if there is one, the dead letter are through."""
    wanted = [topology.dead_letters_of(topology.ARTICLES)] if letters else []
    async with asyncio.timeout(PATIENCE):
        for name in [*wanted, topology.FISCAL_YEARS]:
            while not await read(settings, name):
                await asyncio.sleep(0.2)
        await processed(settings)


def _listening(pid: int) -> set[str]:
    """The addresses that a process listens on."""
    inodes = set()
    for link in Path(f"/proc/{pid}/fd").iterdir():
        with suppress(FileNotFoundError):  # closed since
            inodes.add(str(link.readlink()))
    found = set()
    for family, name in ((socket.AF_INET, "tcp"), (socket.AF_INET6, "tcp6")):
        for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()[1:]:
            parts = line.split()
            if parts[3] == "0A" and f"socket:[{parts[9]}]" in inodes:
                raw = bytes.fromhex(parts[1].split(":")[0])
                words = [raw[at : at + 4][::-1] for at in range(0, len(raw), 4)]
                found.add(socket.inet_ntop(family, b"".join(words)))
    return found


def _without(variables: Mapping[str, str], *names: str) -> dict[str, str]:
    return {key: value for key, value in variables.items() if not any(name in key for name in names)}


def _wrong(secured: SecuredBroker) -> dict[str, tuple[dict[str, str], str]]:
    """What can be wrong with a client, and what it must be told."""
    wrong = {"KHABAR_SASL_PASSWORD_FILE": "", "KHABAR_SASL_PASSWORD": "wr0ng-of-the-wire"}
    plaintext = {"KHABAR_BROKER": secured.address()}
    open_sasl = {**_without(secured.scram, "CAFILE"), "KHABAR_SECURITY_PROTOCOL": "SASL_PLAINTEXT"}
    bare = _without(secured.mutual, "CERT", "KEY")
    return {
        "password": ({**secured.scram, **wrong}, "KHABAR_SASL_PASSWORD"),
        "password of PLAIN": ({**secured.plain, **wrong}, "KHABAR_SASL_PASSWORD"),
        "user": ({**secured.scram, "KHABAR_SASL_USERNAME": "nobody"}, "KHABAR_SASL_USERNAME"),
        "mechanism": ({**secured.scram, "KHABAR_SASL_MECHANISM": "PLAIN"}, "KHABAR_SASL_MECHANISM"),
        "authority": ({**secured.scram, "KHABAR_SSL_CAFILE": str(secured.other_ca)}, "KHABAR_SSL_CAFILE"),
        "system's authorities": (_without(secured.scram, "CAFILE"), "KHABAR_SSL_CAFILE"),
        "host": ({**secured.scram, "KHABAR_BROKER": secured.address(host="localhost")}, "another host"),
        "plaintext": (plaintext, "KHABAR_SECURITY_PROTOCOL"),
        "TLS without a user": ({**bare, **plaintext}, "KHABAR_SECURITY_PROTOCOL"),
        "user without TLS": (open_sasl, "KHABAR_SECURITY_PROTOCOL"),
        "user without TLS, allowed": ({**open_sasl, "KHABAR_ALLOW_PLAINTEXT_SASL": "1"}, "KHABAR_SECURITY_PROTOCOL"),
        "TLS to an open listener": ({**secured.scram, "KHABAR_BROKER": secured.address("internal")}, "KHABAR_SECURITY_PROTOCOL"),
        "no certificate": (bare, "KHABAR_SSL_CERTFILE"),
        "a stranger's certificate": ({**bare, "KHABAR_SSL_CERTFILE": str(secured.stranger)}, "KHABAR_SSL_CERTFILE"),
        "key without its password": (_without(secured.mutual, "PASSWORD"), "KHABAR_SSL_KEY_PASSWORD"),
        "key with a wrong password": ({**_without(secured.mutual, "PASSWORD"), "KHABAR_SSL_KEY_PASSWORD": "wr0ng-of-the-wire"}, "KHABAR_SSL_KEYFILE"),
        "no such certificate": ({**secured.mutual, "KHABAR_SSL_CERTFILE": "/no/such/file"}, "/no/such/file"),
    }  # fmt: skip


COMMANDS: dict[str, tuple[str, ...]] = {
    "plan": ("topics", "plan"),
    "publish": ("publish", "-"),
    "worker": ("worker",),
    "dead letters": ("dlq", "ls"),
}
#: Every fault with one command, and those of every kind with every command.
CASES = [
    *((name, "plan") for name in _wrong(SecuredBroker(Path()))),
    *((name, command) for name in ("password", "host", "plaintext") for command in ("publish", "worker", "dead letters")),
]  # fmt: skip


@pytest.mark.parametrize(("fault", "command"), CASES)
def test_what_is_wrong_is_refused_with_one_line(
    secured: SecuredBroker,
    fault: str,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    variables, named = _wrong(secured)[fault]
    for name in [name for name in os.environ if name.startswith("KHABAR_")]:
        monkeypatch.delenv(name)
    for name, value in environment(variables).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(dump(article(1)))))
    started = time.monotonic()
    with pytest.raises(SystemExit) as ended:
        main(COMMANDS[command])
    assert time.monotonic() - started < REFUSED_WITHIN
    shown = capfd.readouterr()
    assert (ended.value.code, shown.out) == (2, "")
    assert told(shown.err) == []
    said = [line for line in shown.err.splitlines() if line.startswith("khabar: ")]
    assert len(said) == 1, shown.err
    assert named in said[0]
    assert "Traceback" not in shown.err
    if command != "worker":  # whose logs are for its operators
        assert shown.err == said[0] + "\n"


@pytest.mark.parametrize("fault", ["password", "password of PLAIN", "key with a wrong password"])
def test_a_refusal_tells_no_secret_at_any_level(secured: SecuredBroker, fault: str) -> None:
    variables, _ = _wrong(secured)[fault]
    for command in ("plan", "worker"):
        # khabar() itself looks for secrets
        assert khabar(variables, *COMMANDS[command], level="debug").returncode == 2


async def test_a_server_that_accepts_and_says_nothing_is_given_up(
    secured: SecuredBroker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(topics, "_REQUEST_TIMEOUT_MS", 1000)
    monkeypatch.setattr(wire, "_PATIENCE_MS", 1000)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings = secured.settings(broker=f"127.0.0.1:{silent.getsockname()[1]}")
        started = time.monotonic()
        with pytest.raises(wire.BrokerUnreachable, match="does not answer"):
            await topics.plan(settings)
        assert time.monotonic() - started < REFUSED_WITHIN


def test_the_listener_itself_takes_no_plaintext(secured: SecuredBroker) -> None:
    """Else the refusals above would show nothing of the wire."""
    host, _, port = secured.address().partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(b"\x00\x00\x00\x0a" + b"\x00\x12\x00\x00\x00\x00\x00\x01\xff\xff")  # ApiVersions
        answer: Any = raw.recv(64)
    assert not answer or answer[0] == 0x15  # nothing, or TLS's alert


async def _until(values: AsyncIterable[object]) -> AsyncIterator[object]:
    """Values up to the first that cannot be read."""
    async for value in values:
        yield value
        if isinstance(value, Undecodable):
            return


async def test_a_subscriber_gets_in_by_its_settings_and_is_told_why_not(secured: SecuredBroker) -> None:
    settings = Settings.from_env(secured.scram).replace(partitions=1)
    await send_raw(settings, topology.EXPORTS, [(b"k", b"nonsense")])
    for options in ({"stop_at_end": True}, {"group": "of-the-wire"}):
        async with asyncio.timeout(PATIENCE):
            async with subscribe(
                "events.economy.exports", settings=settings, start="earliest", **options
            ) as found:
                # others of this module publish as well
                assert any([isinstance(value, Undecodable) async for value in _until(found)])
    wrong = settings.replace(sasl_password="wr0ng-of-the-wire")
    with pytest.raises(BrokerUnreachable, match="KHABAR_SASL_PASSWORD") as refused:
        await anext(aiter(subscribe("events.economy.exports", settings=wrong)))
    assert told(str(refused.value)) == []
