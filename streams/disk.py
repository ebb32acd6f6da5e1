"""State on disk: a RocksDB database a table and partition, and the lock that keeps a directory to one worker.

What is kept can always be had again from the changelog, so that nothing here is mended: what is damaged is wiped. RocksDB by
itself does not tell all damage. Seen with files cut, emptied, taken away or changed at rest: a broken block ends an iteration
without an error until its status is asked; a cut manifest or a missing log opens as if all were well, with older values beside
the newest position. So each write also keeps a sum over all entries, in the same atomic batch as the position, and opening
adds the entries up: a database whose sum is another one is wiped.

A write is not synced: after a loss of power an older state with its older position is found, which is as good.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib
import logging
import shutil
import struct
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from streams.kept import Changes, Position, Size, StateUnusable, weight

log = logging.getLogger(__name__)

#: Shared by all databases of a worker; by default each would take for itself more than a worker has.
_CACHE_BYTES: Final = 32 * 1024 * 1024
_WRITE_BUFFER_BYTES: Final = 4 * 1024 * 1024
_MANIFEST_BYTES: Final = 64 * 1024
_LOG_BYTES: Final = 1024 * 1024
#: Keys of ours, and what stands before those of the table.
_ENTRY: Final = b"e"
_HEAD: Final = b"head"
#: Format, whether there is a position, its offset and digest, and the sum of the entries.
_HEAD_FORMAT: Final = struct.Struct(">B?q16s16s")
_FORMAT: Final = 1
_MODULUS: Final = 1 << 128
#: How RocksDB's errors begin when its files are not what they should be.
_DAMAGED: Final = ("Corruption", "IO error: No such file")


@dataclass(slots=True)
class _Database:
    db: Any
    path: Path
    position: Position | None = None
    total: int = 0
    rows: int = 0
    bytes: int = 0


class Disk:
    """State in files below a directory, by partition. See `streams.kept.Kept`."""

    def __init__(self, directory: Path, table: str) -> None:
        self._directory = directory
        self._table = table
        self._open: dict[int, _Database] = {}
        self._versions: defaultdict[int, int] = defaultdict(int)
        self._failed: StateUnusable | None = None
        self._options = _options()

    def read(self, partition: int, key: bytes) -> bytes | None:
        database = self._database(partition)
        try:
            found: bytes | None = database.db.get(_ENTRY + key)
        except Exception as error:
            raise self._failure(database, error) from error
        return found

    def entries(self, partition: int) -> list[tuple[bytes, bytes]]:
        database = self._database(partition)
        try:
            return list(_entries(database.db))
        except Exception as error:
            raise self._failure(database, error) from error

    def version(self, partition: int) -> int:
        return self._versions[partition]

    def position(self, partition: int) -> Position | None:
        return self._database(partition).position

    def open(self, partition: int) -> None:
        if partition in self._open:
            self.close(partition)
        path = self._directory / f"{self._table}-{partition}"
        damage = ""
        try:
            self._open[partition] = self._opened(path)
        except Exception as error:
            if not _is_damage(error):
                raise StateUnusable(f"{path}: {error}") from error
            damage = str(error)
        if damage:
            # not within the except clause, whose error holds on to the database and so to its lock
            log.warning("%s is damaged, and is read anew from its changelog: %s", path, damage)
            self._open[partition] = self._made_anew(path)
        self._versions[partition] += 1

    def close(self, partition: int) -> None:
        database = self._open.pop(partition, None)
        self._versions[partition] += 1
        if database is not None:
            try:
                database.db.close()
            except Exception as error:  # noqa: BLE001 - RocksDB's errors have no class; what is lost is read again
                log.warning("%s cannot be closed well: %s", database.path, error)

    def wipe(self, partition: int) -> None:
        path = self._database(partition).path
        self.close(partition)
        self._open[partition] = self._made_anew(path)

    def write(self, partition: int, changes: Changes, position: Position | None = None) -> None:
        database = self._database(partition)
        try:
            self._write(database, changes, position or database.position)
        except Exception as error:
            raise self._failure(database, error) from error

    def restore(self, partition: int, changes: Changes, position: Position | None = None) -> None:
        self.write(partition, changes, position)
        self._versions[partition] += bool(changes)

    def size(self) -> Size:
        databases = list(self._open.values())
        return Size(sum(one.rows for one in databases), sum(one.bytes for one in databases))

    def close_all(self) -> None:
        for partition in list(self._open):
            self.close(partition)

    def _write(self, database: _Database, changes: Changes, position: Position | None) -> None:
        batch = _rocksdict().WriteBatch(raw_mode=True)
        total, rows, size = database.total, database.rows, database.bytes
        for key, value in changes.items():
            before = database.db.get(_ENTRY + key)
            total += _weight(key, value) - _weight(key, before)
            rows += (value is not None) - (before is not None)
            size += weight(key, value) - weight(key, before)
            if value is not None:
                batch.put(_ENTRY + key, value)
            elif before is not None:
                batch.delete(_ENTRY + key)
        total %= _MODULUS
        place = position or Position(0, bytes(16))
        batch.put(
            _HEAD,
            _HEAD_FORMAT.pack(
                _FORMAT, position is not None, place.offset, place.digest, total.to_bytes(16, "big")
            ),
        )
        database.db.write(batch)
        database.position, database.total = position, total
        database.rows, database.bytes = rows, size

    def _opened(self, path: Path) -> _Database:
        path.parent.mkdir(parents=True, exist_ok=True)
        db = _rocksdict().Rdict(str(path), options=self._options)
        try:
            return _checked(db, path)
        except BaseException:
            db.close()
            raise

    def _made_anew(self, path: Path) -> _Database:
        try:
            shutil.rmtree(path, ignore_errors=True)
            return self._opened(path)
        except Exception as error:
            raise StateUnusable(f"{path}: {error}") from error

    def _database(self, partition: int) -> _Database:
        if self._failed is not None:
            raise self._failed
        database = self._open.get(partition)
        if database is None:
            raise StateUnusable(f"{self._directory / self._table}-{partition} is not open")
        return database

    def _failure(self, database: _Database, error: Exception) -> StateUnusable:
        """Nothing of this table is read or written any more: what is in memory and on disk may differ."""
        self._failed = StateUnusable(f"{database.path}: {error}")
        return self._failed


class _Damage(Exception):
    """A database that opens and does not hold what it says."""


def _checked(db: Any, path: Path) -> _Database:
    total = rows = size = 0
    for key, value in _entries(db):
        total += _weight(key, value)
        rows += 1
        size += weight(key, value)
    total %= _MODULUS
    head = db.get(_HEAD)
    if head is None:
        if total:
            raise _Damage("entries without a head")
        return _Database(db, path)
    if len(head) != _HEAD_FORMAT.size or head[0] != _FORMAT:
        raise _Damage("written by another version")
    _, has_position, offset, digest, kept = _HEAD_FORMAT.unpack(head)
    if int.from_bytes(kept, "big") != total:
        raise _Damage("its entries are not those that were written")
    return _Database(db, path, Position(offset, digest) if has_position else None, total, rows, size)


def _entries(db: Any) -> Iterator[tuple[bytes, bytes]]:
    cursor = db.iter()
    cursor.seek(_ENTRY)
    while cursor.valid():
        key: bytes = cursor.key()
        if not key.startswith(_ENTRY):
            break
        yield key[len(_ENTRY) :], cursor.value()
        cursor.next()
    cursor.status()  # raises what ended the iteration early


def _weight(key: bytes, value: bytes | None) -> int:
    """An entry's part of the sum, in which order has no part."""
    if value is None:
        return 0
    head = len(key).to_bytes(8, "big")
    return int.from_bytes(hashlib.blake2b(head + key + value, digest_size=16).digest(), "big")


def _is_damage(error: Exception) -> bool:
    return isinstance(error, _Damage) or str(error).startswith(_DAMAGED)


def _options() -> Any:
    rocksdict = _rocksdict()
    options = rocksdict.Options(raw_mode=True)
    options.create_if_missing(True)
    options.set_write_buffer_size(_WRITE_BUFFER_BYTES)
    options.set_max_write_buffer_number(2)
    options.set_manifest_preallocation_size(_MANIFEST_BYTES)
    options.set_keep_log_file_num(2)
    options.set_max_log_file_size(_LOG_BYTES)
    options.set_compression_type(rocksdict.DBCompressionType.lz4())
    # after the first record of a log that cannot be read, nothing of it: a state with its own position
    options.set_wal_recovery_mode(rocksdict.DBRecoveryMode.point_in_time())
    blocks = rocksdict.BlockBasedOptions()
    blocks.set_bloom_filter(10, block_based=False)
    blocks.set_block_cache(_cache())
    options.set_block_based_table_factory(blocks)
    return options


@cache
def _cache() -> Any:
    """The one block cache of this process."""
    return _rocksdict().Cache(_CACHE_BYTES)


def _rocksdict() -> Any:
    try:
        return importlib.import_module("rocksdict")
    except ImportError:
        raise StateUnusable("KHABAR_STORE=rocksdb needs the extra: pip install 'khabar[rocksdb]'") from None


@contextmanager
def data_directory(path: Path) -> Iterator[Path]:
    """The directory, made where it is missing, for this worker alone until the block ends. Raises StateUnusable."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        lock = (path / "LOCK").open("a+b")
    except OSError as error:
        raise StateUnusable(f"KHABAR_DATA_DIR: {path}: {error}") from error
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StateUnusable(
                f"KHABAR_DATA_DIR: {path} is in use by another worker; each needs a directory of its own"
            ) from None
        yield path
