"""`khabar export` from the topics of a broker: what stands there, up to where they end, and then it is done."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyarrow import parquet

from schemas import dump, plain
from streams import topics, topology
from streams.claims import revise, standing
from streams.config import Settings
from streams.demo import samples
from streams.pipeline import event_key, event_topic, process
from streams.replay import replay
from tests.broker.support import PATIENCE, send_raw

pytestmark = pytest.mark.broker


async def test_what_stands_on_the_topics_is_exported(broker: Settings, tmp_path: Path) -> None:
    await topics.apply(broker)
    articles = [item.article for item in samples()[:30] if item.article is not None]
    first, events = articles[0], [event for article in articles for event in process(article)[1]]
    revised = first.model_copy(update={"updated_at": first.published_at.replace(year=2099)})
    withdrawn = revise(revise(None, first, process(first)[1]).ledger, revised, []).emit
    assert withdrawn
    by_topic: dict[str, list[tuple[bytes | None, bytes | None]]] = {}
    for event in [*events, *withdrawn, *events[:3]]:
        by_topic.setdefault(event_topic(event), []).append((event_key(event).encode(), dump(event)))
    for topic, messages in by_topic.items():
        await send_raw(broker, topic, messages)
    tables = replay(articles)
    gone, *incidents = tables.incidents
    rows = [(row.incident_id.encode(), dump(row)) for row in (gone, *incidents)]
    await send_raw(broker, topology.INCIDENTS, [*rows, rows[1], (gone.incident_id.encode(), None)])
    years = [(row.key.encode(), dump(row)) for row in tables.fiscal_years]
    await send_raw(broker, topology.FISCAL_YEARS, [*years, (b"k", b"nonsense")])

    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "streams", "export", str(tmp_path / "out")],
        env={**os.environ, **broker.to_env()},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "not_json" in done.stderr, "what cannot be read is told, and costs itself alone"
    found = {path.stem: parquet.read_table(path).to_pylist() for path in (tmp_path / "out").iterdir()}
    exported = {row["event_id"] for name, part in found.items() if "." in name for row in part}
    assert exported == {event.event_id for event in standing([*events, *withdrawn])}
    assert {row["incident_id"] for row in found["incidents"]} == {row.incident_id for row in incidents}
    assert {row["key"]: row["unit"] for row in found["fiscal_years"]} == {
        row.key: plain(row)["unit"] for row in tables.fiscal_years
    }
    assert found["security_months"] == []
