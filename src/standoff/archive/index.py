"""The index of the kept captures: which record is where. All but what is still wanted can be made anew from them."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from types import MappingProxyType

from standoff.archive.recorded import Kept
from standoff.errors import ArchiveError

_VERSION = 1
_TIMEOUT = 60.0
_SCHEMA = """
CREATE TABLE files (n INTEGER PRIMARY KEY, size INTEGER NOT NULL);
CREATE TABLE records (
    n INTEGER PRIMARY KEY, file INTEGER NOT NULL, at INTEGER NOT NULL, length INTEGER NOT NULL,
    record TEXT NOT NULL, kind TEXT NOT NULL, uri TEXT NOT NULL, digest TEXT NOT NULL, captured_at TEXT NOT NULL,
    media_type TEXT, status INTEGER, etag TEXT, modified TEXT, is_report INTEGER NOT NULL,
    was_read INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX records_by_digest ON records (digest);
CREATE INDEX records_by_uri ON records (uri);
CREATE INDEX records_unread ON records (n) WHERE is_report = 1 AND was_read = 0;
CREATE TABLE wanted (n INTEGER PRIMARY KEY, uri TEXT NOT NULL UNIQUE, times INTEGER NOT NULL DEFAULT 0, why TEXT);
CREATE TABLE waits (server TEXT PRIMARY KEY, until REAL NOT NULL);
"""
_DAMAGED = "if it is damaged delete it, it is made anew from the WARC files"
_PRIMARY = 0xFF
"""The low byte of SQLite's extended result codes is the primary code."""

_SAYS = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: "free some space and run the same command again",
        sqlite3.SQLITE_IOERR: "mend the disk or free some space, and run the same command again",
        sqlite3.SQLITE_BUSY: "another process is writing to it; run the same command again later",
    }
)
_KEPT = ", ".join(field.name for field in fields(Kept))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is: the number of the file, and the bytes of it."""

    file: int
    at: int
    length: int


class Index:
    """Holds the connection to the index."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with self._translated():
            self._connection = sqlite3.connect(path, timeout=_TIMEOUT, isolation_level=None)
            self._recognize()
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            with self.locked():
                self._prepare()

    def _recognize(self) -> None:
        """Raise ArchiveError if this is the database of another program; nothing of it was changed then."""
        # In this order: our tables and our version come at once, perhaps in between from another process.
        (tables,) = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (ours,) = self._connection.execute("PRAGMA user_version").fetchone()
        if tables and not ours:
            raise ArchiveError(f"{self._path}: is a database of another program; name another folder for the captures")

    def _prepare(self) -> None:
        found = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if found == 0:
            for command in _SCHEMA.split(";"):
                self._connection.execute(command)
            self._connection.execute(f"PRAGMA user_version = {_VERSION}")
        elif found != _VERSION:
            raise ArchiveError(
                f"{self._path}: an index of version {found}, this standoff knows {_VERSION}; delete it, it is made anew"
            )

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Let nobody else write until the end; what is noted within is kept whole or not at all."""
        with self._translated():
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                yield

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            # Errors of the Python module itself, such as the use of a closed connection, carry no code.
            says = _SAYS.get(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY, _DAMAGED)
            raise ArchiveError(f"{self._path}: the index of the captures cannot be used ({error}); {says}") from error

    def _rows(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        with self._translated():
            return self._connection.execute(sql, values).fetchall()

    def files(self) -> dict[int, int]:
        """Return the files by their numbers, and up to which byte of each the records are known."""
        return {int(str(n)): int(str(size)) for n, size in self._rows("SELECT n, size FROM files ORDER BY n")}

    def note(self, kept: Kept, place: Place) -> None:
        """Note a record; call within `locked`."""
        row = (*astuple(place), *astuple(kept))
        sql = f"INSERT INTO records (file, at, length, {_KEPT}) VALUES ({', '.join('?' * len(row))})"
        self._connection.execute(sql, row)

    def note_size(self, file: int, size: int) -> None:
        """Note up to where the records of a file are known; call within `locked`."""
        self._connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?)", (file, size))

    def place_of(self, digest: str) -> tuple[Kept, Place] | None:
        """Return the record that holds the payload with this digest."""
        sql = f"SELECT file, at, length, {_KEPT} FROM records WHERE digest = ? AND kind <> 'revisit' ORDER BY n LIMIT 1"
        return next(map(_placed, self._rows(sql, digest)), None)

    def newest(self, uri: str) -> tuple[Kept, Place] | None:
        """Return the newest record of an address that holds a payload."""
        sql = (
            f"SELECT file, at, length, {_KEPT} FROM records WHERE uri = ? AND kind <> 'revisit' ORDER BY n DESC LIMIT 1"
        )
        return next(map(_placed, self._rows(sql, uri)), None)

    def has(self, uri: str, digest: str) -> bool:
        """Tell whether these bytes are known to be of this address."""
        return bool(self._rows("SELECT 1 FROM records WHERE uri = ? AND digest = ? LIMIT 1", uri, digest))

    def next_unread(self, after: int) -> tuple[int, Place] | None:
        """Return the number and the place of the next record that was fetched and not yet read."""
        sql = (
            "SELECT n, file, at, length FROM records WHERE is_report = 1 AND was_read = 0 AND n > ? ORDER BY n LIMIT 1"
        )
        for number, *place in self._rows(sql, after):
            return int(str(number)), Place(*(int(str(each)) for each in place))
        return None

    def note_read(self, number: int) -> None:
        with self.locked():
            self._connection.execute("UPDATE records SET was_read = 1 WHERE n = ?", (number,))

    def note_wanted(self, uris: Iterable[str]) -> None:
        """Note addresses that are to be fetched."""
        with self.locked():
            self._connection.executemany("INSERT OR IGNORE INTO wanted (uri) VALUES (?)", [(uri,) for uri in uris])

    def wanted(self, times: int) -> list[str]:
        """Return what is to be fetched and was not tried in vain so often, in the order in which it was noted."""
        missing = "NOT EXISTS (SELECT 1 FROM records WHERE records.uri = wanted.uri)"
        return [
            str(uri) for (uri,) in self._rows(f"SELECT uri FROM wanted WHERE times < ? AND {missing} ORDER BY n", times)
        ]

    def note_failure(self, uri: str, why: str, times: int) -> None:
        """Note that an address was tried in vain, so many times more."""
        with self.locked():
            self._connection.execute("UPDATE wanted SET times = times + ?, why = ? WHERE uri = ?", (times, why, uri))

    def note_wait(self, server: str, until: float) -> None:
        """Note until when a server asks to be left in peace, in seconds of the epoch."""
        with self.locked():
            self._connection.execute("INSERT OR REPLACE INTO waits VALUES (?, ?)", (server, until))

    def wait(self, server: str) -> float:
        """Return until when a server asks to be left in peace."""
        return max(
            (float(str(until)) for (until,) in self._rows("SELECT until FROM waits WHERE server = ?", server)),
            default=0.0,
        )

    def count(self) -> int:
        """Return how many payloads are kept."""
        return len(self._rows("SELECT DISTINCT digest FROM records WHERE kind <> 'revisit'"))

    def close(self) -> None:
        with self._translated():
            self._connection.close()


def _placed(row: tuple[object, ...]) -> tuple[Kept, Place]:
    file, at, length, *kept = row
    return Kept(*kept), Place(int(str(file)), int(str(at)), int(str(length)))  # type: ignore[arg-type]
