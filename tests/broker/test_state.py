"""Tables on disk: a worker that comes back reads on from where it was, and only where that is still so.

Each case begins with the directory of a worker that has done its work, does something to it or to the changelogs, sends more
articles and starts a worker on it: the tables must be those of an undisturbed run.
"""

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from schemas import Article
from streams import topics, topology
from streams.config import Settings
from streams.worker import worker
from tests.broker.support import article, expected, processed, published, read, send
from tests.test_kept import copy_in_use

pytestmark = [pytest.mark.broker, pytest.mark.kafka]

FIRST = [article(number) for number in range(60)]
MORE = [article(number) for number in range(40, 90)]
REVISED = [article(number, value=900, updated_at="2026-02-01T00:00:00Z") for number in range(0, 60, 7)]


@dataclass
class Course:
    """A worker's directory, and copies of it at several times."""

    settings: Settings
    copies: Path
    caplog: pytest.LogCaptureFixture

    async def work(self, articles: Sequence[Article], *, keep: str = "", live: str = "") -> int:
        """Run a worker over more articles; how many records of changelogs it read. `live` copies while it is at work."""
        self.caplog.clear()
        async with worker(self.settings):
            read_anew = self.read
            await send(self.settings, articles)
            await processed(self.settings)
            if live:
                copy_in_use(self.settings.data_dir, self.copies / live)
        if keep:
            shutil.copytree(self.settings.data_dir, self.copies / keep)
        return read_anew

    def back(self, name: str) -> None:
        """Put a copy in the place of the directory."""
        shutil.rmtree(self.settings.data_dir)
        shutil.copytree(self.copies / name, self.settings.data_dir)

    @property
    def read(self) -> int:
        return sum(map(int, re.findall(r"tables recovered: (\d+) records", self.caplog.text)))

    async def held(self) -> int:
        """How many records the changelogs have."""
        changelogs = [topic.base for topic in topology.topics(self.settings) if topic.kind == "changelog"]
        return len(await read(self.settings, *changelogs))


@pytest.fixture
async def course(kafka_settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Course:
    caplog.set_level("INFO", "streams.changelogs")
    settings = kafka_settings.replace(web_port=0, store="rocksdb", data_dir=tmp_path / "data")
    await topics.apply(settings)
    (tmp_path / "copies").mkdir()
    return Course(settings, tmp_path / "copies", caplog)


async def test_only_what_a_directory_has_not_is_read(course: Course) -> None:
    assert await course.work(FIRST, keep="old") == 0
    before = await course.held()
    assert await course.work(MORE) == 0, "what the worker wrote itself was read again"
    since = await course.held() - before
    course.back("old")
    assert await course.work(REVISED) == since
    whole = await course.held()
    shutil.rmtree(course.settings.data_dir)
    assert await course.work([]) == whole
    assert await published(course.settings) == expected([*FIRST, *MORE, *REVISED])


async def test_torn_files_lead_to_the_same_tables(course: Course) -> None:
    await course.work(FIRST, live="live")
    await course.work(MORE)
    course.back("live")
    torn = 0
    for path in sorted((course.settings.data_dir / course.settings.app_id).iterdir()):
        for log in path.glob("*.log"):
            content = log.read_bytes()
            log.write_bytes(content[: len(content) * 2 // 3])
            torn += len(content) > 0
        if path.name.startswith("economy-claims"):
            (path / "CURRENT").write_bytes(b"")
    assert torn
    assert await course.work(REVISED) > 0
    assert await published(course.settings) == expected([*FIRST, *MORE, *REVISED])


async def test_a_changelog_that_was_made_anew_is_not_taken_for_the_old_one(course: Course) -> None:
    """A directory that was filled from other changelogs: ahead of what is there, or at a record that is another one there."""
    await course.work([*FIRST, *REVISED])
    old = course.settings
    course.settings = old.replace(
        app_id=f"{old.app_id}-anew", topic_prefix=f"{old.topic_prefix}anew.", data_dir=course.copies / "anew"
    )
    await topics.apply(course.settings)
    shutil.copytree(old.data_dir / old.app_id, course.settings.data_dir / course.settings.app_id)
    assert await course.work(MORE) == 0
    assert "is not the one held" in course.caplog.text
    rest = FIRST[:30]
    await course.work(rest)
    shutil.rmtree(course.settings.data_dir)
    shutil.copytree(old.data_dir / old.app_id, course.settings.data_dir / course.settings.app_id)
    await course.work(REVISED)
    assert "is not the one held" in course.caplog.text
    assert await published(course.settings) == expected([*MORE, *rest, *REVISED])
