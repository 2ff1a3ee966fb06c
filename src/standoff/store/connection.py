"""What the store asks of a connection to a database; the rest of its SQL is the same everywhere."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol


class Rows(Protocol):
    """What a command found or did."""

    @property
    def rowcount(self) -> int:
        """How many rows a command wrote."""
        ...

    def fetchone(self) -> Any: ...

    def fetchall(self) -> list[Any]: ...

    def __iter__(self) -> Iterator[Any]: ...


class Connection(Protocol):
    """A database that is open. Its SQL marks values with `?`, or with `?1`, and lists with `json_each(?)`, as JSON."""

    def execute(self, sql: str, values: Sequence[Any] = ..., /) -> Rows: ...

    def executemany(self, sql: str, rows: Iterable[Sequence[Any]], /) -> Rows: ...

    def insert(self, table: str, columns: Sequence[str], row: Sequence[object]) -> int:
        """Insert a row and return its number."""
        ...

    def bulk(self, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
        """Insert many rows, none of which is there yet."""
        ...

    def matching(self, phrases: Sequence[str]) -> tuple[str, list[str]]:
        """Return the SQL of the numbers of the statements whose content has all of the phrases, with its values."""
        ...

    def transaction(self, *, alone: bool) -> AbstractContextManager[None]:
        """Commit all that is done within, or nothing. Others may read meanwhile; if `alone`, nobody else writes."""
        ...

    def snapshot(self) -> AbstractContextManager[None]:
        """Let all that is asked within be answered as of one moment; what is committed later has higher numbers."""
        ...

    def hold(self, name: str) -> None:
        """Wait until nobody else holds what goes by this name, and hold it to the end of the transaction."""
        ...

    def number_on(self, table: str) -> None:
        """Let the next row of a table have a higher number than those that came with theirs."""
        ...

    def translated(self, where: str) -> AbstractContextManager[None]:
        """Raise what the database raises within as one of our errors."""
        ...

    def state(self) -> object:
        """Return what is another as soon as anybody has written something."""
        ...

    def verify(self, where: str) -> None:
        """Raise StoreError if the database itself finds that it is damaged."""
        ...

    def close(self) -> None: ...
