"""The schema in steps. Each is applied in one transaction together with the record that it was applied."""

import sqlite3
from collections.abc import Iterator
from importlib.resources import files
from types import MappingProxyType

MIGRATIONS = MappingProxyType({1: "m0001_initial", 2: "m0002_stories", 3: "m0003_corrections", 4: "m0004_published"})
"""Number and name of each step, in order; a step that was released is never edited."""

NEWEST = max(MIGRATIONS)

APPLICATION_ID = int.from_bytes(b"STDF", "big")
"""Marks an SQLite file as ours, in bytes 68 to 72 of its header."""


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the steps that `connection` lacks."""
    for number in MIGRATIONS:
        if version(connection) < number:
            _apply(connection, number)


def version(connection: sqlite3.Connection) -> int:
    """Return the number of the last step that was applied."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return found


def _apply(connection: sqlite3.Connection, number: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        # Another process may have applied it while this one waited for its turn.
        if version(connection) >= number:
            return
        for command in _commands(number):
            connection.execute(command)
        connection.execute("INSERT INTO migrations VALUES (?, ?)", (number, MIGRATIONS[number]))
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {number}")


def _commands(number: int) -> Iterator[str]:
    """Yield the commands of a step one by one: `executescript` would commit in between."""
    command = ""
    sql = files(__name__).joinpath(f"{MIGRATIONS[number]}.sql").read_text(encoding="utf-8")
    for row in sql.splitlines(keepends=True):
        command += row
        if sqlite3.complete_statement(command):
            yield command
            command = ""
