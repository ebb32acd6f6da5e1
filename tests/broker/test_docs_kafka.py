"""The examples for any Kafka client, of the documentation and of the README, on Apache Kafka."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from streams.config import Settings
from tests.brokers import delete_topics
from tests.docs.blocks import Block, blocks
from tests.docs.terminal import ROOT, Terminal

pytestmark = [pytest.mark.broker, pytest.mark.kafka]


@pytest.fixture
def bare(kafka_broker: Settings) -> Iterator[Settings]:
    """Settings without a prefix, since the pages name the topics as they are; the topics are gone afterwards."""
    if os.environ.get("KHABAR_TEST_BOOTSTRAP"):
        pytest.skip("topics without a prefix are made and deleted: not on a broker that others may use")
    settings = kafka_broker.replace(app_id="khabar", partitions=2, web_port=0)
    yield settings
    asyncio.run(delete_topics(settings, also=("articles", "events.", "tables.")))


def of_the_readme(folder: Path) -> list[Block]:
    """The blocks of the README on subscribing."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    part = text.partition("**Subscribe**")[2].partition("\n**")[0]
    path = folder / "subscribe.md"
    path.write_text(part, encoding="utf-8")
    return blocks(path, "README.md (Subscribe)")


def test_the_examples_with_kcat_and_in_the_readme_are_true(bare: Settings, tmp_path: Path) -> None:
    if shutil.which("kcat") is None:
        if os.environ.get("KHABAR_TEST_KAFKA") == "require":
            pytest.fail("kcat is not installed (Debian: apt-get install kcat)")
        pytest.skip("kcat is not installed")
    page = blocks(ROOT / "docs" / "pages" / "how-to" / "kcat.md", "how-to/kcat.md")
    readme = of_the_readme(tmp_path)
    assert [block.kind for block in readme] == ["python", "console"]
    with Terminal(tmp_path, env=bare.to_env(), replace={"localhost:9092": bare.broker}) as terminal:
        for block in [*page, *readme]:
            terminal.run(block)
