"""The files as analysts open them: pyarrow, DuckDB, pandas; whole or not there, the same bytes for the same set."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from datetime import UTC, date
from pathlib import Path
from typing import Any

import duckdb
import orjson
import pandas as pd
import pytest
from pyarrow import parquet

from schemas import plain
from streams.cli import main
from streams.demo import samples
from streams.export import files
from streams.export.arrow import schema
from streams.export.datasets import DATASETS
from streams.pipeline import process
from streams.replay import replay

ARTICLES = [item.article for item in samples() if item.article is not None]
TABLES = replay(ARTICLES)
EVENTS = [event for article in ARTICLES for event in process(article)[1]]
EXTRACTED = [
    orjson.dumps(
        {
            "article": {"id": article.id, "url": article.url},
            "classification": {},
            "events": [plain(event) for event in process(article)[1]],
        }
    )
    for article in ARTICLES
]


def export(folder: Path, source: bytes, *arguments: str, code: int = 0) -> dict[str, bytes]:
    """The files that `khabar export` makes of what extract or replay printed."""
    source_file = folder.parent / "source"
    source_file.write_bytes(source)
    with pytest.raises(SystemExit) as ended:
        main(["export", str(folder), "--input", str(source_file), *arguments])
    assert (ended.value.code or 0) == code
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with everything, in both formats."""
    folder = tmp_path_factory.mktemp("export") / "out"
    tables = orjson.dumps(TABLES.plain())
    for source in (b"\n".join(EXTRACTED), tables):
        for form in ("parquet", "csv"):
            export(folder, source, "--format", form)
    return folder


def test_there_is_a_file_a_kind(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {
        f"{name}.{form}" for name in DATASETS for form in ("parquet", "csv")
    }


@pytest.mark.parametrize("name", DATASETS)
def test_pyarrow_reads_the_models_columns_and_every_row(out: Path, name: str) -> None:
    table = parquet.read_table(out / f"{name}.parquet")
    assert table.schema.equals(schema(DATASETS[name].model))
    counts = {row: len(getattr(TABLES, row)) for row in ("fiscal_years", "incidents", "security_months")}
    wanted = counts.get(name, len({event.event_id for event in EVENTS if event.type == name}))
    assert table.num_rows == wanted > 0


def ask(query: str) -> list[Any]:
    found = duckdb.sql(query)
    assert found is not None
    return found.fetchall()


def test_duckdb_asks_nested_columns_by_their_names(out: Path) -> None:
    found = ask(
        f"""
        select period.label, value from '{out}/economy.observation.parquet'
        where geo = 'PK' and indicator = 'exports.it' and basis = 'month' and period.start = date '2025-12-01'
        order by all
        """
    )
    assert ("2025-12", 437_000_000.0) in found
    (through,) = ask(
        f"""
        select max(cumulative.through) from '{out}/fiscal_years.parquet'
        where key = 'PK/exports.it/FY2026'
        """
    )
    assert isinstance(through[0], date)
    tolls = ask(f"select incident_id, unnest(toll_history).killed as killed from '{out}/incidents.parquet'")
    assert len(tolls) == sum(len(row.toll_history) for row in TABLES.incidents)


def test_times_are_utc_and_days_are_days(out: Path) -> None:
    table = parquet.read_table(out / "incidents.parquet")
    rows = {row.incident_id: row for row in TABLES.incidents}
    for value in table.to_pylist():
        row = rows[value["incident_id"]]
        assert value["first_reported"] == row.first_reported
        assert value["first_reported"].utcoffset() == row.first_reported.astimezone(UTC).utcoffset()
        assert value["date"]["start"] == row.date.start


def test_pandas_opens_both_formats_and_finds_the_same(out: Path) -> None:
    whole = pd.read_parquet(out / "security_months.parquet")
    flat = pd.read_csv(out / "security_months.csv", keep_default_na=False)
    assert list(whole.columns) == list(flat.columns)
    for column in ("key", "incidents", "killed", "injured"):
        assert list(whole[column]) == list(flat[column])


def test_csv_has_dotted_columns_json_for_lists_and_times_in_utc(out: Path) -> None:
    text = (out / "economy.observation.csv").read_bytes().decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    first = rows[0]
    assert {"event_id", "article.published_at", "period.start", "period.label", "evidence"} <= set(first)
    assert all(row["article.published_at"].endswith("Z") for row in rows)
    assert all(orjson.loads(row["evidence"]) for row in rows)
    assert len(rows) == len({event.event_id for event in EVENTS if event.type == "economy.observation"})


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_the_same_set_gives_the_same_bytes_in_any_order(tmp_path: Path, form: str) -> None:
    some = EXTRACTED[:20]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = export(tmp_path / "a" / "out", b"\n".join(some), "--format", form)
    again = export(tmp_path / "b" / "out", b"\n".join([*reversed(some), *some]), "--format", form)
    assert first == again
    assert first


def test_only_what_is_asked_for_also_where_there_is_none(tmp_path: Path) -> None:
    found = export(tmp_path / "out", EXTRACTED[0], "--only", "incidents")
    assert list(found) == ["incidents.parquet"]
    assert parquet.read_table(tmp_path / "out" / "incidents.parquet").num_rows == 0


def test_what_cannot_be_read_is_told_and_the_rest_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export(tmp_path / "out", b"nonsense\n" + EXTRACTED[0], code=1)
    assert "line 1: not_json" in capsys.readouterr().err
    assert (tmp_path / "out" / "economy.observation.parquet").exists()


@pytest.mark.parametrize(
    ("source", "arguments"), [(b"", ()), (b"{}", ()), (EXTRACTED[0], ("--only", "nonsense"))]
)
def test_nothing_to_export_is_an_error_that_says_what_there_is(
    tmp_path: Path, source: bytes, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(tmp_path / "out", source, *arguments, code=2) == {}
    assert "export" in capsys.readouterr().err


def test_without_pyarrow_csv_is_written_and_parquet_names_the_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    export(tmp_path / "out", EXTRACTED[0], code=2)
    assert "pip install 'khabar[export]'" in capsys.readouterr().err
    assert list((tmp_path / "out").iterdir()) == []
    export(tmp_path / "out", EXTRACTED[0], "--format", "csv")


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_a_file_is_whole_or_what_it_was(tmp_path: Path, form: Any) -> None:
    path = tmp_path / f"incidents.{form}"
    path.write_bytes(b"before")

    def rows() -> Iterator[Any]:
        yield TABLES.incidents[0]
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        files.write(path, DATASETS["incidents"].model, rows(), form)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [(path.name, b"before")]
