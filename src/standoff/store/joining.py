"""A database of PostgreSQL is joined, or refused without anything being written to it."""

from typing import Any

import psycopg
from psycopg import errors
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from standoff.errors import StoreError
from standoff.store.addresses import shown
from standoff.store.migrations.steps import POSTGRES, commands
from standoff.store.postgres import PostgresConnection
from standoff.store.troubles import refused, translated

BUSY_TIMEOUT = 60.0
"""Seconds to wait for others who are writing; on a server there may be many, each for some milliseconds."""

_OLDEST = 13
"""The first PostgreSQL that takes the marks off letters and says what a transaction sees."""

_NEWEST = max(POSTGRES)
_CONNECT_TIMEOUT = 10
_ENCODING = "UTF8"


def join(
    address: str, *, create: bool, read_only: bool = False, busy_timeout: float = BUSY_TIMEOUT
) -> tuple[PostgresConnection, str]:
    """Return a connection to a database with its schema brought up to date, and how it is called.

    With `read_only`, nothing can be written through it, and a database of an older schema is refused.
    """
    where = shown(address)
    raw = _connect(address, where)
    try:
        with translated(where):
            connection = _prepare(raw, busy_timeout, where)
            found = _found(connection, where, create=create and not read_only)
            if read_only:
                _only_read(connection, where, found)
            else:
                _migrate(connection, where, found)
            return connection, where
    except StoreError:
        raw.close()
        raise


def _connect(address: str, where: str) -> "psycopg.Connection[tuple[Any, ...]]":
    try:
        given = conninfo_to_dict(address)
    except psycopg.ProgrammingError:
        # libpq repeats the part that it does not understand, which may be the password.
        message = f"{where}: is no address of PostgreSQL; write postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with "
        raise StoreError(f"{message}%40 for @, %2F for / and %25 for % in a password") from None
    rest = {"connect_timeout": _CONNECT_TIMEOUT, "application_name": "standoff", **given}
    try:
        return psycopg.connect(make_conninfo("", **rest), autocommit=True)
    except psycopg.Error as error:
        raise refused(error, where) from error


def _prepare(raw: "psycopg.Connection[tuple[Any, ...]]", busy_timeout: float, where: str) -> PostgresConnection:
    _fits(raw, where)
    raw.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
    milliseconds = max(1, round(busy_timeout * 1000))
    raw.execute(
        "SELECT set_config('search_path', 'standoff', false), set_config('client_min_messages', 'warning', false), "
        f"set_config('jit', 'off', false), set_config('lock_timeout', '{milliseconds}', false)"
    )
    return PostgresConnection(raw)


def _found(connection: PostgresConnection, where: str, *, create: bool) -> int:
    """Return the number of the last step that was applied; raise StoreError if we cannot go on from there."""
    found = version(connection)
    if found == 0 and not create:
        raise StoreError(f"{where}: holds no record; read some reports into it first, or name another database")
    if found > _NEWEST:
        raise StoreError(
            f"{where}: was written by a newer standoff (schema {found}, this one knows {_NEWEST}); "
            "install that version, or name another database"
        )
    return found


def _only_read(connection: PostgresConnection, where: str, found: int) -> None:
    """Let nothing be written; raise StoreError if the database is of an older schema."""
    if found < _NEWEST:
        raise StoreError(
            f"{where}: was written by an older standoff (schema {found}, this one needs {_NEWEST}) and is opened "
            "read-only; open it once with a user who may change it, as with `standoff check`"
        )
    connection.execute("SET default_transaction_read_only = on")


def _fits(raw: "psycopg.Connection[tuple[Any, ...]]", where: str) -> None:
    """Raise StoreError if the server cannot keep what we keep."""
    major = raw.info.server_version // 10_000
    if major < _OLDEST:
        raise StoreError(f"{where}: is PostgreSQL {major}, expected {_OLDEST} or newer; name another server")
    encoding = raw.info.parameter_status("server_encoding")
    if encoding != _ENCODING:
        raise StoreError(
            f"{where}: the database keeps texts in {encoding}, expected {_ENCODING}; create one with "
            "`createdb --encoding=UTF8 --template=template0`"
        )


def version(connection: PostgresConnection) -> int:
    """Return the number of the last step that was applied."""
    there = connection.execute("SELECT to_regclass('standoff.migrations')").fetchone()
    if there is None or there[0] is None:
        return 0
    found = connection.execute("SELECT coalesce(max(number), 0) FROM migrations").fetchone()
    return int(found[0]) if found else 0


def _migrate(connection: PostgresConnection, where: str, found: int) -> None:
    """Apply the steps that the database lacks, each in one transaction with the note that it was applied."""
    try:
        for number in range(found + 1, _NEWEST + 1):
            with connection.transaction(alone=True):
                # Another process may have applied it while this one waited for its turn.
                if version(connection) < number:
                    connection.execute("CREATE SCHEMA IF NOT EXISTS standoff")
                    connection.run(commands(number))
                    note = "INSERT INTO migrations VALUES (?, ?)"
                    connection.execute(note, (number, POSTGRES[number]))
    except errors.InsufficientPrivilege as error:
        raise StoreError(
            f"{where}: has schema {found}, this standoff needs {_NEWEST}, and this user may not change it; let the "
            "owner open it once, or GRANT CREATE ON DATABASE"
        ) from error
