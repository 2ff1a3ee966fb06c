"""PostgreSQL: the same SQL as for SQLite, and what is done there in its own way.

NUL, which a text of PostgreSQL cannot hold, is kept as two characters of the private use area.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import cache
from typing import Any

import psycopg
from psycopg.abc import Buffer
from psycopg.types.string import StrDumperUnknown, TextLoader

from standoff.errors import StoreError
from standoff.store.rows import inserting
from standoff.store.troubles import translated

_ESCAPE = "\ue000"
_NUL = "\ue001"
_ESCAPED = re.compile(f"{_ESCAPE}(.)")


class _Text(StrDumperUnknown):
    def dump(self, obj: str) -> Buffer | None:
        if "\x00" in obj or _ESCAPE in obj:
            obj = obj.replace(_ESCAPE, _ESCAPE * 2).replace("\x00", _ESCAPE + _NUL)
        return super().dump(obj)


class _Load(TextLoader):
    def load(self, data: Buffer) -> bytes | str:
        text = super().load(data)
        if isinstance(text, str) and _ESCAPE in text:
            return _ESCAPED.sub(lambda found: "\x00" if found[1] == _NUL else found[1], text)
        return text


class PostgresConnection:
    """Holds a connection to PostgreSQL; what its methods promise stands in `Connection`."""

    def __init__(self, raw: "psycopg.Connection[tuple[Any, ...]]") -> None:
        self._raw = raw
        raw.adapters.register_dumper(str, _Text)
        raw.adapters.register_loader("text", _Load)

    def execute(self, sql: str, values: Sequence[Any] = (), /) -> "psycopg.Cursor[tuple[Any, ...]]":
        return psycopg.RawCursor(self._raw).execute(_own(sql), values)

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> "psycopg.Cursor[tuple[Any, ...]]":
        cursor = psycopg.RawCursor(self._raw)
        cursor.executemany(_own(sql), list(rows))
        return cursor

    def run(self, commands: str) -> None:
        """Execute several commands, which take no values."""
        self._raw.execute(commands.encode())

    def insert(self, table: str, columns: Sequence[str], row: Sequence[object]) -> int:
        found = self.execute(f"{inserting(table, columns)} RETURNING n", row).fetchone()
        return int(found[0]) if found else 0

    def bulk(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        if rows:
            with self._raw.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(row)

    def matching(self, phrases: Sequence[str]) -> tuple[str, list[str]]:
        query = " && ".join("phraseto_tsquery('stemmed', folded(?))" for _ in phrases) or "''::tsquery"
        return f"SELECT n FROM statements WHERE content_words @@ ({query})", list(phrases)

    @contextmanager
    def transaction(self, *, alone: bool) -> Iterator[None]:
        lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
        with self._raw.transaction():
            self.execute(f"SELECT {lock}({WRITING}, 0)")
            yield

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        with ExitStack() as opened:
            with self._nobody_writing():
                opened.enter_context(self._raw.transaction())
                self.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                self.execute("SELECT 1")  # the moment is that of the first question
            yield

    @contextmanager
    def _nobody_writing(self) -> Iterator[None]:
        """Begin between two writers, who may commit in another order than they drew their numbers.

        So whoever has seen a number will see no lower one later. A server that follows another has nobody to wait for.
        """
        found = self.execute("SELECT pg_is_in_recovery()").fetchone()
        if found is None or found[0]:
            at = f"{self._raw.info.host}/{self._raw.info.dbname}"
            raise StoreError(f"{at}: is a standby, which follows another server; name the one that is written to")
        self.execute(f"SELECT pg_advisory_lock({WRITING}, 0)")
        try:
            yield
        finally:
            self.execute(f"SELECT pg_advisory_unlock({WRITING}, 0)")

    def hold(self, name: str) -> None:
        self.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", (name,))

    def number_on(self, table: str) -> None:
        highest = f"(SELECT coalesce(max(n), 0) + 1 FROM {table})"
        self.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'n'), {highest}, false)")

    def translated(self, where: str) -> AbstractContextManager[None]:
        return translated(where)

    def state(self) -> object:
        # Who sees the same transactions sees the same rows.
        found = self.execute("SELECT pg_current_snapshot()::text").fetchone()
        return found and found[0]

    def verify(self, where: str) -> None:
        """PostgreSQL verifies each page as it is read, where it was set up with checksums; `check` reads all rows."""

    def close(self) -> None:
        self._raw.close()


WRITING = int.from_bytes(b"STDF", "big")
"""The lock that writers share, or one has alone."""

_PLACE = re.compile(r"\?(\d*)")


@cache
def _own(sql: str) -> bytes:
    """Return SQL as PostgreSQL writes it: values are numbered, and lists are read by a function of our own.

    >>> _own("SELECT n FROM actors WHERE id IN (SELECT value FROM json_each(?)) AND n > ?")
    b'SELECT n FROM actors WHERE id IN (SELECT value FROM each_of($1)) AND n > $2'
    """
    numbers = iter(range(1, sql.count("?") + 1))
    own = _PLACE.sub(lambda found: f"${found[1] or next(numbers)}", sql)
    return own.replace("json_each(", "each_of(").encode()
