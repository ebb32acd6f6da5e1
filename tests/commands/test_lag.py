"""How `khabar lag` tells what it saw."""

import io

import pytest
from rich.console import Console

from streams import render
from streams.commands.lag import _show, summary
from streams.ops.lag import Lag
from streams.ops.status import Status
from tests.ops.test_exporter import row

WHO = {
    "consumer_id": "faust-0.15.3-5696306f-bae0-428c-b55e-911b509a24b8",
    "host": "10.0.0.1",
    "client_id": "faust",
}


def shown(rows: list[Lag], *, width: int) -> list[str]:
    out = Console(file=io.StringIO(), width=width)
    out.print(render.lag(rows, width=width))
    assert isinstance(out.file, io.StringIO)
    return [line.rstrip() for line in out.file.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([row(0, lag=0, seconds=0.0)], "g: OK: 1 member, 1 partition, nothing open"),
        (
            [row(0), row(1, lag=6, seconds=70.2, status=Status.STALL)],
            "g: STALL: 1 member, 2 partitions, 10 messages behind in 2 of them, the oldest of 70 s",
        ),
        (
            [
                row(0, members=0, seconds=None, status=Status.STOP),
                row(1, members=0, status=None, seconds=None),
            ],
            "g: STOP: 0 members, 2 partitions, 8 messages behind in 2 of them",
        ),
        (
            [row(0, members=None, status=None)],
            "g: too early to tell: unknown members, 1 partition, 4 messages behind in 1 of them, the oldest of 2 s;"
            " --watch tells more",
        ),
    ],
)
def test_a_group_in_a_line(rows: list[Lag], text: str) -> None:
    assert summary(rows) == [text]


def test_in_a_pipe_each_row_is_a_line_with_the_columns_of_kafka_consumer_groups(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _show([row(0, **WHO), row(1, current_offset=None, seconds=None, status=None)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines] == [
        [
            *("GROUP", "TOPIC", "PARTITION", "CURRENT-OFFSET", "LOG-END-OFFSET", "LAG"),
            *("CONSUMER-ID", "HOST", "CLIENT-ID", "SECONDS", "STATUS"),
        ],
        ["g", "articles", "0", "5", "9", "4", *WHO.values(), "2.5", "OK"],
        ["g", "articles", "1", "-", "9", "4", "-", "-", "-", "-", "-"],
    ]


def test_a_terminal_of_80_columns_has_every_row_on_a_line() -> None:
    long = "events.security.statements"
    lines = shown(
        [row(0, **WHO, topic=long), row(123, topic=long, lag=1_234_567, seconds=86_400.0)], width=80
    )
    assert sum(long in line for line in lines) == 2
    assert max(map(len, lines)) <= 80
    assert "CONSUMER-ID" not in "".join(lines)
    assert any("1234567" in line and "86400.0" in line and line.endswith("OK") for line in lines)


def test_a_wide_one_says_who_holds_what() -> None:
    text = "\n".join(shown([row(0, **WHO)], width=220))
    assert all(value in text for value in WHO.values())
    assert "CURRENT-OFFSET" in text


def test_groups_are_named_where_there_are_several() -> None:
    lines = shown([row(0), row(0, group="reader")], width=80)
    assert any(line.split()[:2] == ["reader", "articles"] for line in lines)
