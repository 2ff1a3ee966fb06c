"""An SQLite file is opened, or refused without a byte of it being touched; what SQLite does in its own way."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import MappingProxyType

from standoff.errors import StoreBusyError, StoreError, StoreFullError
from standoff.store.migrations import APPLICATION_ID, NEWEST, migrate, version
from standoff.store.rows import MEND, inserting, readable

MEMORY = ":memory:"

BUSY_TIMEOUT = 5.0
"""Seconds to wait for another process that is writing."""

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100
_CACHE = 64 * 1024
"""KiB of the file that a connection keeps at hand at most. What is read and written to work out the stories of 30,000
articles takes half as long with them as with SQLite's own 2,000."""
_CACHE_OF_READERS = 8 * 1024
"""The same for one that only reads: there may be as many of them as requests at once."""
_ID_AT = slice(68, 72)
_PRIMARY = 0xFF
"""The low byte of SQLite's extended result codes is the primary code."""


class SqliteConnection(sqlite3.Connection):
    """A connection to an SQLite file; what its methods promise stands in `Connection`."""

    def insert(self, table: str, columns: Sequence[str], row: Sequence[object]) -> int:
        return self.execute(inserting(table, columns), row).lastrowid or 0

    def bulk(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        self.executemany(inserting(table, columns), rows)

    def matching(self, phrases: Sequence[str]) -> tuple[str, list[str]]:
        # Whatever a phrase holds, it is no syntax error of FTS5 between quotation marks.
        query = " ".join(f'"{each}"' for each in phrases) or '""'
        return "SELECT rowid FROM statement_words WHERE statement_words MATCH ?", [query]

    @contextmanager
    def transaction(self, *, alone: bool) -> Iterator[None]:  # noqa: ARG002 (there is only ever one who writes)
        self.execute("BEGIN IMMEDIATE")
        with self:
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        self.execute("BEGIN")
        with self:
            yield

    def hold(self, name: str) -> None:
        """Whoever is in a transaction holds everything."""

    def number_on(self, table: str) -> None:
        """SQLite goes on from the highest number that is there."""

    def translated(self, where: str) -> AbstractContextManager[None]:
        return translated(where)

    def state(self) -> tuple[int, int]:
        (others,) = self.execute("PRAGMA data_version").fetchone()
        return others, self.total_changes

    def verify(self, where: str) -> None:
        found = self.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreError(f"{where}: is damaged ({found}); {MEND}")


def connect(
    where: str, *, create: bool, read_only: bool = False, busy_timeout: float = BUSY_TIMEOUT
) -> SqliteConnection:
    """Open the database at `where` with its schema brought up to date; raise StoreError if it is not ours.

    One thread after another may use the connection, two at once may not. With `read_only`, nothing can be written
    through it, and a database of an older schema is refused.
    """
    if where != MEMORY:
        _inspect(Path(where), create=create and not read_only)
    address = _read_only(Path(where)) if read_only else where
    with translated(where):
        connection = sqlite3.connect(
            address,
            timeout=busy_timeout,
            isolation_level=None,
            uri=read_only,
            check_same_thread=False,
            factory=SqliteConnection,
        )
        try:
            _prepare(connection, where, read_only=read_only)
        except (sqlite3.Error, StoreError):
            connection.close()
            raise
        return connection


def _read_only(path: Path) -> str:
    """Return the address under which SQLite opens a file for reading alone.

    Readers of a database that another process may write to share a file beside it. Where that file cannot be made,
    nobody writes: SQLite is told so.
    """
    beside = path.with_name(path.name + "-shm")
    alone = not beside.exists() and not os.access(path.parent, os.W_OK)
    return f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"


def _inspect(path: Path, *, create: bool) -> None:
    """Raise StoreError unless `path` holds a database of ours, or may become one.

    The header is read as bytes: to open a foreign database would leave files beside it. The mark of ours is in the
    header since the first transaction, which is written before the write-ahead log comes into use.
    """
    if path.is_dir():
        raise StoreError(f"{path}: is a folder, expected a database file; name a file in it")
    if not path.exists():
        _may_create(path, create=create)
        return
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError as error:
        raise StoreError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    if header:
        _recognize(path, header)


def _may_create(path: Path, *, create: bool) -> None:
    if not create:
        raise StoreError(f"{path}: there is no such database; read some reports into it first, or name another file")
    if not path.parent.is_dir():
        raise StoreError(f"{path}: the folder {path.parent} does not exist; create it first, or name another file")


def _recognize(path: Path, header: bytes) -> None:
    if not header.startswith(_MAGIC):
        raise StoreError(f"{path}: is no database; name another file, this one is left as it is")
    if len(header) < _HEADER:
        raise StoreError(f"{path}: is damaged, it ends within its first {_HEADER} bytes; {MEND}")
    if int.from_bytes(header[_ID_AT], "big") != APPLICATION_ID:
        raise StoreError(f"{path}: is a database of another program; name another file, this one is left as it is")


def _prepare(connection: sqlite3.Connection, where: str, *, read_only: bool) -> None:
    found = version(connection)
    if found > NEWEST:
        raise StoreError(
            f"{where}: was written by a newer standoff (schema {found}, this one knows {NEWEST}); "
            "install that version, or name another file"
        )
    if read_only:
        if found < NEWEST:
            raise _too_old(where, found)
        connection.execute("PRAGMA query_only = 1")
        connection.execute(f"PRAGMA cache_size = -{_CACHE_OF_READERS}")
        return
    try:
        migrate(connection)
    except sqlite3.Error as error:
        if _code(error) != sqlite3.SQLITE_READONLY or not found:
            raise
        raise _too_old(where, found) from error
    # With the log, readers do not wait for the writer. A power cut may cost the last articles, never the file.
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")


def _too_old(where: str, found: int) -> StoreError:
    return StoreError(
        f"{where}: was written by an older standoff (schema {found}, this one needs {NEWEST}) and is read-only; "
        "make it and its folder writable once, or copy it and name the copy"
    )


_SAYS = MappingProxyType(
    {
        sqlite3.SQLITE_FULL: "there is no space left on the disk; free some and run the same command again",
        sqlite3.SQLITE_IOERR: "cannot be read or written; mend the disk or free some space, run the same command again",
        sqlite3.SQLITE_READONLY: "is read-only; check its permissions and those of its folder",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened; check its permissions and those of its folder",
        sqlite3.SQLITE_CORRUPT: f"is damaged; {MEND}",
        sqlite3.SQLITE_NOTADB: f"is no database or damaged; {MEND}",
    }
)


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise what SQLite, or a row that does not hold what it should, raises within as one of our errors."""
    try:
        with readable(where):
            yield
    except sqlite3.Error as error:
        raise _ours(error, where) from error


def _code(error: sqlite3.Error) -> int:
    # Errors of the Python module itself, such as the use of a closed connection, carry no code.
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & _PRIMARY


def _ours(error: sqlite3.Error, where: str) -> StoreError:
    code = _code(error)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return StoreBusyError(
            f"{where}: another process is writing to it and did not finish in time; what was kept before is kept: "
            "run the same command again later"
        )
    kind = StoreFullError if code == sqlite3.SQLITE_FULL else StoreError
    return kind(f"{where}: {_SAYS[code]} ({error})" if code in _SAYS else f"{where}: {error}")
