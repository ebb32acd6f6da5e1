"""Files that are whole or not there: written under another name beside, and put in place when they are done."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from pydantic import BaseModel

from streams.web import columns

Format = Literal["parquet", "csv"]

#: Rows that are values at once; also those of a row group.
_ROWS: Final = 20_000


class ExtraMissing(RuntimeError):
    """What an extra brings is not installed; the message says which."""


def write(path: Path, model: type[BaseModel], rows: Iterable[BaseModel], form: Format) -> int:
    """Write the rows to a file; how many there were. Raises ExtraMissing, OSError; then what was at the path is as it was."""
    writer = _parquet if form == "parquet" else _csv
    with _whole(path) as file:
        return writer(file, model, rows)


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file to write, which takes the path's place only if nothing is raised and the disk has it."""
    with tempfile.NamedTemporaryFile(
        dir=path.parent, prefix=f".{path.name}.", suffix=".partial", delete=False
    ) as file:
        partial = Path(file.name)
        try:
            yield file  # type: ignore[misc]  # it is one, but for its type
            file.flush()
            os.fsync(file.fileno())
            # as open() would have made it: a temporary file is its owner's alone
            mask = os.umask(0)
            os.umask(mask)
            partial.chmod(0o666 & ~mask)
            partial.replace(path)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise


def _parquet(file: BinaryIO, model: type[BaseModel], rows: Iterable[BaseModel]) -> int:
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError as error:
        raise ExtraMissing(
            "Parquet needs: pip install 'khabar[export]'; --format csv needs nothing"
        ) from error
    from streams.export.arrow import record, schema

    count = 0
    with parquet.ParquetWriter(file, schema(model), compression="zstd") as writer:
        for part in _parts(rows):
            writer.write_table(pa.Table.from_pylist([record(row) for row in part], schema=schema(model)))
            count += len(part)
    return count


def _csv(file: BinaryIO, model: type[BaseModel], rows: Iterable[BaseModel]) -> int:
    count = 0
    file.write(columns.write(model, ()))
    for part in _parts(rows):
        lines = columns.write(model, [_told(row.model_dump()) for row in part])
        file.write(lines.partition(b"\r\n")[2])  # the names are there already
        count += len(part)
    return count


def _told(value: Any) -> Any:
    """Values as JSON has them, with every time in UTC."""
    if isinstance(value, dict):
        return {key: _told(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_told(item) for item in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if hasattr(value, "isoformat") else value


def _parts(rows: Iterable[BaseModel]) -> Iterator[list[BaseModel]]:
    waiting = iter(rows)
    while part := list(islice(waiting, _ROWS)):
        yield part
