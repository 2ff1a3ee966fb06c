"""What PostgreSQL complains of, as errors of ours that say what to do. No password is in them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

import psycopg
from psycopg import errors

from standoff.errors import StoreBusyError, StoreError, StoreFullError
from standoff.store.rows import readable

_BUSY = (errors.LockNotAvailable, errors.DeadlockDetected, errors.SerializationFailure)

_SAYS: Mapping[type[psycopg.Error], str] = MappingProxyType(
    {
        errors.InsufficientPrivilege: (
            "this user may not do that; let the owner GRANT it (to read: USAGE on the schema standoff and SELECT on "
            "its tables; to write: INSERT, UPDATE and DELETE too), or name another user"
        ),
        errors.ReadOnlySqlTransaction: "is read-only; open it for writing, or name the server that is written to",
        errors.AdminShutdown: "the server was shut down; run the same command again, nothing is kept twice",
        errors.TooManyConnections: "the server has no place for another client; try again later",
        errors.UndefinedTable: "a table is missing; restore a copy, or read the reports again into a new database",
    }
)

_REFUSED = (
    ("password authentication failed", "the server does not accept this user with this password; check both"),
    ("no password supplied", "the server wants a password; write it into ~/.pgpass or PGPASSWORD"),
    ("Connection refused", "no server answers there; start it, or check the host and the port"),
    ("timeout expired", "no server answers there in time; check the host, the port and the firewall"),
    ("could not translate host", "the host is not known; check its name"),
    ("failed to resolve host", "the host is not known; check its name"),
    ("no pg_hba.conf entry", "the server does not let this user in from here; its pg_hba.conf must"),
    ('role "', "the server does not know this user; create it with `createuser`, or name another"),
    ('database "', "there is no such database; create it with `createdb`, or name another"),
)  # fmt: skip
"""How libpq words what keeps it from a server: it has no codes for it. In other languages its own words must do."""


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Raise what PostgreSQL, or a row that does not hold what it should, raises within as one of our errors."""
    try:
        with readable(where):
            yield
    except psycopg.Error as error:
        raise _ours(error, where) from error


def refused(error: psycopg.Error, where: str) -> StoreError:
    """Return why there is no connection."""
    said = str(error)
    why = next((says for words, says in _REFUSED if words in said), None)
    return StoreError(f"{where}: {why} ({_line(said)})" if why else f"{where}: cannot be opened ({_line(said)})")


def _ours(error: psycopg.Error, where: str) -> StoreError:
    said = _line(str(error))
    if isinstance(error, _BUSY):
        return StoreBusyError(f"{where}: another process is writing to it and did not finish in time; try again later")
    if isinstance(error, errors.DiskFull):
        return StoreFullError(f"{where}: there is no space left on the server's disk ({said}); free some and run again")
    if (why := _SAYS.get(type(error))) is not None:
        return StoreError(f"{where}: {why} ({said})")
    if isinstance(error, psycopg.OperationalError):
        return StoreError(f"{where}: the connection was lost or closed ({said}); run again, nothing is kept twice")
    return StoreError(f"{where}: {said}")


def _line(said: str) -> str:
    return " ".join(said.split())[:300]
