"""Tables as of a moment are those of `khabar replay --as-of`, byte for byte, whatever came in which order."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from schemas import Article, dump
from streams.folds import Table
from streams.replay import Tables, replay
from streams.web.problems import Problem
from streams.web.rows import TableName
from tests.law.test_order import sample
from tests.web.flow import HeldTexts, Read, flow, whole

TABLES: tuple[TableName, ...] = ("fiscal-years", "incidents", "security-months")


def rows_of(tables: Tables, name: TableName) -> Sequence[Table]:
    if name == "fiscal-years":
        return tables.fiscal_years
    return tables.incidents if name == "incidents" else tables.security_months


def everything(_: str) -> bool:
    return True


async def as_of(read: Read, name: TableName, moment: datetime) -> list[bytes]:
    return sorted(row.body for row in await read.past.rows(name, moment, everything))


async def same_as_replay(read: Read, articles: list[Article], moment: datetime) -> None:
    tables = replay(articles, as_of=moment)
    for name in TABLES:
        assert await as_of(read, name, moment) == sorted(dump(row) for row in rows_of(tables, name)), name


def revised(article: Article, *, hours: int, body: str | None = None) -> Article:
    """A later revision of an article: with another text, or the same text said again."""
    text = article.body if body is None else body
    return article.model_copy(
        update={"body": text, "updated_at": article.revised_at + timedelta(hours=hours)}
    )


@st.composite
def histories(draw: st.DrawFn) -> list[Article]:
    """Articles with revisions that say less, more or something else, as they may arrive."""
    chosen = draw(st.lists(st.sampled_from(sample()), min_size=1, max_size=6, unique_by=lambda a: a.id))
    history = list(chosen)
    for article in chosen:
        for hours in draw(st.lists(st.integers(1, 2_000), max_size=2, unique=True)):
            body = draw(st.sampled_from([article.body, article.body[: len(article.body) // 2], "Withdrawn."]))
            other = draw(st.sampled_from(sample()))
            history.append(revised(article, hours=hours, body=draw(st.sampled_from([body, other.body]))))
    repeats = draw(st.lists(st.sampled_from(history), max_size=3))
    return list(draw(st.permutations([*history, *repeats])))


@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(data=st.data())
async def test_as_of_is_what_replay_gives(tmp_path: Path, data: st.DataObject) -> None:
    articles = data.draw(histories())
    times = sorted({article.revised_at for article in articles})
    moment = data.draw(st.sampled_from(times)) + timedelta(seconds=data.draw(st.sampled_from([-1, 0, 1])))
    read = Read(flow(articles), tmp_path)
    try:
        await same_as_replay(read, articles, moment)
    finally:
        read.close()


async def test_the_whole_sample_month_by_month(tmp_path: Path) -> None:
    articles = list(sample())
    read = Read(whole(), tmp_path)
    for year, month in ((2025, 12), (2026, 2)):
        await same_as_replay(read, articles, datetime(year, month, 1, tzinfo=UTC))
    read.close()


async def test_a_revision_that_came_late_is_read_from_its_text(tmp_path: Path) -> None:
    first = sample()[0]
    newer = revised(first, hours=24, body="Withdrawn.")
    between = first.revised_at + timedelta(hours=1)
    in_turn, late = Read(flow([first, newer]), tmp_path), Read(flow([newer, first]), tmp_path)
    for read in (in_turn, late):
        await same_as_replay(read, [first, newer], between)
        await same_as_replay(read, [first, newer], newer.revised_at)
    assert (in_turn.texts.reads, late.texts.reads) == (0, 1)
    in_turn.close()
    late.close()


async def test_a_text_that_no_rule_can_read_says_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first = sample()[0]
    newer = revised(first, hours=24, body="Withdrawn.")
    read = Read(flow([newer, first]), tmp_path)

    def failing(_: Article) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr("streams.web.past.process", failing)
    for name in TABLES:
        assert await as_of(read, name, first.revised_at) == []
    assert "a bug" in caplog.text
    read.close()


async def test_what_was_made_is_kept_until_something_new_is_said_of_it(tmp_path: Path) -> None:
    articles = list(sample())
    messages = whole()
    read = Read([], tmp_path)
    read.past._texts = HeldTexts(messages)
    moment = max(article.revised_at for article in articles)
    for message in messages:
        read.model.apply(message)
        if message.offset % 150 == 0:
            await read.past.rows("incidents", moment, everything)
            await read.past.rows("fiscal-years", moment, everything)
    await same_as_replay(read, articles, moment)
    read.close()


async def test_only_the_groups_that_are_wanted_are_made(tmp_path: Path) -> None:
    read = Read(whole(), tmp_path)
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    found = await read.past.rows("fiscal-years", moment, lambda group: group == "PK/exports.it")
    assert {row.key.rpartition("/")[0] for row in found} == {"PK/exports.it"}
    assert len(read.past._made) == 1
    read.close()


async def test_too_many_questions_are_refused_and_asked_again_later(tmp_path: Path) -> None:
    read = Read(flow(sample()[:3]), tmp_path)
    read.past._waiting = 100
    with pytest.raises(Problem) as refused:
        await read.past.rows("incidents", datetime(2026, 3, 1, tzinfo=UTC), everything)
    assert refused.value.status == 503
    assert refused.value.headers["Retry-After"] == "5"
    read.close()
