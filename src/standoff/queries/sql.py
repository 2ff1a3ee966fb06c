"""A question in SQL, answered by DuckDB in memory: over the partitions of a folder, or over a database.

DuckDB is given the rows and nothing else: it opens no file, loads no extension, and cannot be told to.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import Any

import duckdb

from standoff.errors import QueryError
from standoff.export.parquet.partitions import TABLES
from standoff.queries.tables import (
    DEMANDED,
    Tables,
    demands_of_rows,
    names_in,
    of_partitions,
    of_store,
    table_of_demands,
)
from standoff.store import Store

_LOCKED = MappingProxyType(
    {"python_enable_replacements": "false", "enable_external_access": "false", "temp_directory": ""}
)
_FETCHED = 1_000
_EVERY = "every_"
"""Before the name of a table of partitions: also what other partitions have of the same articles."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The columns of an answer, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


@contextmanager
def ask_partitions(sql: str, folder: str) -> Iterator[Answer]:
    """Answer a question over the partitions in `folder`: an article that several have is that of the first by name."""
    with _connected() as connection:
        _offer(connection, {f"{_EVERY}{name}": rows for name, rows in of_partitions(folder).items()})
        for table in TABLES:
            connection.execute(f"CREATE VIEW {table} AS {_once(table)}")
        _offer(connection, {DEMANDED: _demands(connection) if names_in(sql, DEMANDED) else table_of_demands()})
        yield _asked(connection, sql)


@contextmanager
def ask_store(sql: str, store: Store) -> Iterator[Answer]:
    """Answer a question over a record."""
    with _connected() as connection:
        _offer(connection, {DEMANDED: table_of_demands(), **of_store(store, sql)})
        yield _asked(connection, sql)


def _once(table: str) -> str:
    """Return the question for the rows of a table without those that another partition has as well."""
    every = f"{_EVERY}{table}"
    if table == "witnesses":
        return f"SELECT DISTINCT ON (article_id, uri) * FROM {every} ORDER BY article_id, uri, partition"
    article = "id" if table == "articles" else "article_id"
    first = f"SELECT id, min(partition) FROM {_EVERY}articles GROUP BY id"
    return f"SELECT * FROM {every} WHERE ({article}, partition) IN ({first})"


def _demands(connection: Any) -> Any:
    published = dict(connection.execute("SELECT id, published_on FROM articles").fetchall())
    found = connection.execute("SELECT * FROM events")
    columns = [each[0] for each in found.description]
    events = (dict(zip(columns, row, strict=True)) for row in _rows(found))
    return table_of_demands(demands_of_rows(events, published))


@contextmanager
def _connected() -> Iterator[Any]:
    with duckdb.connect(":memory:", config=dict(_LOCKED)) as connection:
        try:
            yield connection
        except duckdb.Error as error:
            raise QueryError(f"the question cannot be answered: {error}") from error


def _offer(connection: Any, tables: Tables) -> None:
    for name, rows in tables.items():
        connection.register(name, rows)


def _asked(connection: Any, sql: str) -> Answer:
    connection.execute("SET lock_configuration = true")
    asked = connection.extract_statements(sql)
    kinds = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)
    if len(asked) != 1 or asked[0].type not in kinds:
        raise QueryError(f"{len(asked)} statements, or one that changes something; expected one SELECT: {sql[:80]!r}")
    found = connection.execute(asked[0])
    return Answer(_apart([each[0] for each in found.description]), _rows(found))


def _apart(names: list[str]) -> tuple[str, ...]:
    """Return names of columns such that no two are the same."""
    found: list[str] = []
    for name in names:
        found.append(name if name not in found else next(n for at in count(2) if (n := f"{name}_{at}") not in found))
    return tuple(found)


def _rows(found: Any) -> Iterator[tuple[Any, ...]]:
    while part := found.fetchmany(_FETCHED):
        yield from part
