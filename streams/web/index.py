"""What the API looks up of articles and events: a database on disk, in a directory that goes with the process.

Of an article it keeps where each of its revisions stands in `articles`, never the text; of an event every version that was
published, since a table as of an earlier moment follows from the versions of that moment. (Not in the short form of
`streams.encoding`: every worker reads every event, and packing it would cost more than all the rest.) `make bench ARGS=query`
says what it costs on disk; in memory it is 16 MB whatever it holds.

Everything is a function of the records that were read, each partition's in its order, repeats or not.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from streams.pipeline import Domain

_PREFIX: Final = "khabar-index-"

_SCHEMA: Final = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
PRAGMA cache_size = -16384;
CREATE TABLE articles (
    id TEXT, revision TEXT, partition INTEGER, position INTEGER, late INTEGER,
    PRIMARY KEY (id, revision)
) WITHOUT ROWID;
CREATE INDEX late ON articles (id, revision) WHERE late = 1;
CREATE TABLE events (
    domain TEXT, grp TEXT, event TEXT, revision TEXT, withdrawn INTEGER, article TEXT, body BLOB,
    UNIQUE (domain, grp, event, revision, withdrawn)
);
CREATE INDEX by_event ON events (event);
CREATE INDEX by_article ON events (article);
"""


class Place(NamedTuple):
    """Where an article's revision stands in `articles`."""

    id: str
    revision: str
    partition: int
    offset: int


class Version(NamedTuple):
    """An event as it was published once."""

    domain: Domain
    group: str
    event_id: str
    revision: str
    withdrawn: bool
    article_id: str
    body: bytes


class Index:
    """The database. One thread writes and asks; `reading` gives another thread a view of its own."""

    def __init__(self, home: Path | None = None) -> None:
        """`home` is where its directory is made; default: where temporary files go (`TMPDIR`)."""
        self._home = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=home))
        self._path = self._home / "index.sqlite"
        # the thread that closes it need not be the one that made it
        self._db = sqlite3.connect(self._path, isolation_level=None, check_same_thread=False)
        self._db.executescript(_SCHEMA)

    def close(self) -> None:
        """Close it and remove its directory."""
        self._db.close()
        shutil.rmtree(self._home, ignore_errors=True)

    def begin(self) -> None:
        """The writes that follow belong together."""
        self._db.execute("BEGIN")

    def commit(self) -> None:
        self._db.execute("COMMIT")

    def clear(self) -> None:
        """Forget everything: it is to be read anew."""
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")
        self._db.execute("DELETE FROM articles")
        self._db.execute("DELETE FROM events")

    def put_article(self, place: Place) -> bool:
        """Note a revision. True where that tells of one that the flow may have passed over, since a newer one came first.

        Of an article in several partitions it cannot be known which revision came first, so that all may have been.
        """
        known = self._db.execute(
            "SELECT revision, partition FROM articles WHERE id = ?", (place.id,)
        ).fetchall()
        if (place.revision, place.partition) in known:
            return False
        scattered = any(partition != place.partition for _, partition in known)
        late = scattered or any(revision > place.revision for revision, _ in known)
        self._db.execute("INSERT OR IGNORE INTO articles VALUES (?, ?, ?, ?, ?)", (*place, late))
        if scattered:
            self._db.execute("UPDATE articles SET late = 1 WHERE id = ?", (place.id,))
        return late

    def put_event(self, version: Version) -> bool:
        """Note a version of an event; True where it is one that was not there."""
        key = version[:5]
        done = self._db.execute("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?, ?, ?)", version)
        if done.rowcount == 1:
            return True
        same = "domain = ? AND grp = ? AND event = ? AND revision = ? AND withdrawn = ?"
        (known,) = self._db.execute(f"SELECT body FROM events WHERE {same}", key).fetchone()
        # as `streams.claims.merge` settles it: one revision read by two versions of the rules
        if known >= version.body:
            return False
        self._db.execute(f"UPDATE events SET body = ? WHERE {same}", (version.body, *key))
        return True

    def article(self, article_id: str, revision: str | None = None) -> Place | None:
        """Where an article stands, in its newest or in a certain revision."""
        found = self._db.execute(
            "SELECT id, revision, partition, position FROM articles WHERE id = ? AND (? IS NULL OR revision = ?) "
            "ORDER BY revision DESC LIMIT 1",
            (article_id, revision, revision),
        ).fetchone()
        return None if found is None else Place(*found)

    def event(self, event_id: str) -> bytes | None:
        """An event as it stands, or as it was taken back; None where it never was."""
        # under each key the newest version counts; an event that moved stands under its new key alone
        found = self._newest("event = ?", event_id)
        best = max(found, key=lambda item: (not item[1], item[0]), default=None)
        return None if best is None else best[2]

    def events_of(self, article_id: str) -> list[bytes]:
        """The standing events of an article."""
        return [body for _, withdrawn, body in self._newest("article = ?", article_id) if not withdrawn]

    def counts(self) -> tuple[int, int]:
        """How many articles' revisions and events' versions it has."""
        (articles,) = self._db.execute("SELECT count(*) FROM articles").fetchone()
        (events,) = self._db.execute("SELECT count(*) FROM events").fetchone()
        return articles, events

    def _newest(self, where: str, value: str) -> list[tuple[str, bool, bytes]]:
        rows = self._db.execute(
            f"SELECT grp, event, revision, withdrawn, body FROM events WHERE {where} "
            "ORDER BY grp, event, revision, withdrawn",
            (value,),
        )
        newest = {(group, event): (revision, bool(gone), body) for group, event, revision, gone, body in rows}
        return list(newest.values())

    def reading(self) -> Past:
        """A view of what is there now, for another thread; close it."""
        return Past(self._path)


class Past:
    """What was said up to a moment, as one view of the database."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(f"file:{path}?mode=ro", uri=True, isolation_level=None)
        self._db.execute("BEGIN")

    def close(self) -> None:
        self._db.close()

    def groups(self, domain: Domain) -> list[str]:
        """The series, or countries, that anything was ever said of."""
        return [
            name
            for (name,) in self._db.execute("SELECT DISTINCT grp FROM events WHERE domain = ?", (domain,))
        ]

    def late(self, until: str) -> list[Place]:
        """Of each article whose newest revision up to a stamp was passed over by the flow, where that stands."""
        bound = _bound(until)
        found = self._db.execute(
            "SELECT id, revision, partition, position FROM articles AS a WHERE late = 1 AND revision < ? "
            "AND NOT EXISTS (SELECT 1 FROM articles AS b WHERE b.id = a.id AND b.revision > a.revision "
            "AND b.revision < ?)",
            (bound, bound),
        )
        return [Place(*row) for row in found]

    def standing(self, domain: Domain, group: str, until: str, *, but: Iterable[str] = ()) -> Iterator[bytes]:
        """The events that stood at a stamp, but for those of some articles."""
        passed_over = set(but)
        last: tuple[str, bool, str, bytes] | None = None
        with closing(
            self._db.execute(
                "SELECT event, withdrawn, article, body FROM events WHERE domain = ? AND grp = ? AND revision < ? "
                "ORDER BY event, revision, withdrawn",
                (domain, group, _bound(until)),
            )
        ) as rows:
            for row in rows:
                if last is not None and last[0] != row[0] and not last[1] and last[2] not in passed_over:
                    yield last[3]
                last = row
        if last is not None and not last[1] and last[2] not in passed_over:
            yield last[3]


def sweep(home: Path) -> None:
    """Remove what processes that were killed left in a directory, which is nobody else's."""
    for old in home.glob(f"{_PREFIX}*"):
        shutil.rmtree(old, ignore_errors=True)


def _bound(stamp: str) -> str:
    """What is greater than every revision of the stamp and less than those after it: a revision has `/` after its stamp."""
    return f"{stamp}0"
