"""The command line: exit codes, and what goes to stdout and what to stderr. Without a broker."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import orjson
import pytest

from schemas.export import VERSION
from streams.cli import main
from streams.demo import samples

ONE = {"id": "a", "title": "Rain in the plains", "body": "It rains.", "published_at": "2026-01-20T00:00:00Z"}


class Ran:
    """How a command ended."""

    def __init__(self, code: Any, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        self.lines = [json.loads(line) for line in out.splitlines() if line.startswith(("{", "["))]


@pytest.fixture
def khabar(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> Any:
    def run(*arguments: str, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capfdbinary.readouterr()
        return Ran(ended.value.code or 0, captured.out.decode(), captured.err.decode())

    return run


def test_extract_prints_a_line_an_article(khabar: Any) -> None:
    ran = khabar("extract", stdin=orjson.dumps(ONE))
    assert ran.code == 0
    (line,) = ran.lines
    assert list(line) == ["article", "classification", "events"]
    assert line["article"] == {"id": "a", "url": None}
    assert line["classification"]["label"] == "other"
    assert line["events"] == []


def test_extract_goes_on_after_a_bad_line_and_exits_1(khabar: Any) -> None:
    ran = khabar("extract", "-", stdin=b"nonsense\n" + orjson.dumps(ONE) + b"\n{}\n")
    assert ran.code == 1
    assert [line.get("error", {}).get("code") for line in ran.lines] == [
        "not_json",
        None,
        "missing_published_at",
    ]
    assert [line["error"]["line"] for line in ran.lines if "error" in line] == [1, 3]
    assert [set(line["error"]) - {"line", "code", "message"} for line in ran.lines if "error" in line] == [
        set(),
        {"field"},
    ]
    assert ran.lines[2]["error"]["field"] == "published_at"


def test_replay_tells_different_bad_inputs_apart_in_any_order(khabar: Any) -> None:
    bad = [b'{"title": "one"}', b'{"title": "two"}', b"nonsense", b"other nonsense"]
    first = khabar("replay", "-", stdin=b"\n".join(bad))
    assert first.code == 1
    assert len(first.lines[0]["dead_letters"]) == 4
    again = khabar("replay", "-", stdin=b"\n".join([*reversed(bad), bad[0]]))
    assert again.lines == first.lines


def test_extract_reads_plain_text(khabar: Any, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Head line\n\nIt rains.")
    options = ("--published-at", "2026-01-20T00:00:00Z", "--url", "https://example.org/rain", "--source", "S")
    ran = khabar("extract", "--text", str(path), *options)
    assert ran.code == 0
    assert ran.lines[0]["article"]["url"] == "https://example.org/rain"


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract", "no-such-file.json"),
        ("extract", "--text", "x", "y.json"),
        ("extract", "--title", "T"),
        ("replay", "--as-of", "soon"),
        ("replay", "--as-of", "2026-W04-2"),
        ("replay", "--as-of", "2026-01-20T00:00:00"),
        ("nonsense",),
        ("tables", "nonsense"),
        ("tail", "no-such-topic"),
        ("dlq", "show", "no-such-topic"),
        ("tables", "incidents", "--url", "file:///etc/passwd"),
        ("tables", "incidents", "--url", "http://127.0.0.1:9"),
        ("publish", "-", "--broker", "127.0.0.1:9"),
        ("topics", "plan", "--broker", "127.0.0.1:9"),
        ("tail", "articles", "--broker", "127.0.0.1:9"),
        ("lag", "--broker", "127.0.0.1:9"),
        ("worker", "--broker", "127.0.0.1:9"),
    ],
)
def test_usage_and_an_unreachable_broker_exit_2_with_nothing_on_stdout(
    khabar: Any, arguments: tuple[str, ...]
) -> None:
    ran = khabar(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err
    assert "Traceback" not in ran.err


def test_a_setting_that_cannot_be_used_is_named(khabar: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_PARTITIONS", "many")
    ran = khabar("topics", "plan")
    assert ran.code == 2
    assert "KHABAR_PARTITIONS" in ran.err


def test_replay_prints_the_same_bytes_in_any_order_with_repeats(khabar: Any) -> None:
    lines = [
        orjson.dumps(item.article.model_dump(mode="json")) for item in samples() if item.article is not None
    ]
    first = khabar("replay", stdin=b"\n".join(lines))
    again = khabar("replay", "-", stdin=b"\n".join([*reversed(lines), *lines]))
    assert (first.code, again.code) == (0, 0)
    assert first.out == again.out
    (tables,) = first.lines
    assert list(tables) == ["fiscal_years", "incidents", "security_months", "dead_letters", "counts"]
    assert tables["counts"]["articles"] > 0


def test_replay_tells_of_what_it_could_not_read_and_exits_1(khabar: Any) -> None:
    ran = khabar("replay", stdin=orjson.dumps(ONE) + b"\nnonsense")
    assert ran.code == 1
    (tables,) = ran.lines
    assert [letter["code"] for letter in tables["dead_letters"]] == ["not_json"]
    assert "line 2: not_json" in ran.err


def test_replay_as_of_leaves_out_what_came_later(khabar: Any) -> None:
    def articles(as_of: str) -> int:
        ran = khabar("replay", "--as-of", as_of, stdin=orjson.dumps(ONE))
        count: int = ran.lines[0]["counts"]["articles"]
        return count

    assert [articles(day) for day in ("2026-01-19", "2026-01-20", "2026-01-20T00:00:00Z")] == [0, 1, 1]


def test_schemas_are_written(khabar: Any, tmp_path: Path) -> None:
    assert khabar("schemas", "export", str(tmp_path / "out")).code == 0
    written = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert f"articles.v{VERSION}.schema.json" in written
    assert all(
        json.loads((tmp_path / "out" / name).read_bytes()) for name in written if name.endswith(".json")
    )


def test_help_and_version(khabar: Any) -> None:
    assert khabar("--version").out.startswith("khabar ")
    for command in (
        "demo",
        "worker",
        "topics",
        "publish",
        "extract",
        "replay",
        "tail",
        "tables",
        "lag",
        "dlq",
        "schemas",
    ):
        ran = khabar(command, "--help")
        assert (ran.code, command in ran.out) == (0, True)


def test_the_commands_without_a_broker_load_no_kafka_client() -> None:
    script = (
        "import sys, io\n"
        "sys.argv = ['khabar', 'extract']\n"
        "from streams.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in ('faust', 'aiokafka', 'rich.table') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=orjson.dumps(ONE), capture_output=True, check=True
    )
    assert done.stdout.splitlines()[-1] == b"[]"


def test_a_reader_that_stops_reading_is_no_error() -> None:
    lines = b"\n".join([orjson.dumps(ONE)] * 5000)
    with subprocess.Popen(
        [sys.executable, "-m", "streams", "extract"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        try:
            process.stdin.write(lines)
            process.stdin.close()
        except BrokenPipeError:
            pass  # it ended before it had read all
        assert b"Traceback" not in process.stderr.read()
        assert process.wait() == 0


def test_a_worker_that_others_could_read_does_not_start_unasked(
    khabar: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KHABAR_WEB_HOST", "0.0.0.0")
    ran = khabar("worker")
    assert ran.code == 2
    assert "set KHABAR_WEB_TOKEN" in ran.err
    assert "KHABAR_WEB_OPEN=1" in ran.err
