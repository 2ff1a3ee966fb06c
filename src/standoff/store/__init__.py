"""Where the record is kept: one protocol, and a store for each kind of database."""

from pathlib import Path

from standoff.errors import StoreError
from standoff.store.addresses import is_postgres, shown
from standoff.store.connection import Connection
from standoff.store.matched import matched
from standoff.store.opening import connect
from standoff.store.outlines import NOTHING, ArticleOutline, EventOutline, Heading, State, StatementOutline
from standoff.store.protocol import (
    EVERY_CORRECTION,
    EVERY_EVENT,
    EVERY_STATEMENT,
    Appearance,
    CorrectionFilter,
    Counts,
    Days,
    EventFilter,
    Kept,
    Retelling,
    StatementFilter,
    Store,
    Witness,
)
from standoff.store.sql import SqlStore

__all__ = [
    "EVERY_CORRECTION",
    "EVERY_EVENT",
    "EVERY_STATEMENT",
    "NOTHING",
    "Appearance",
    "ArticleOutline",
    "CorrectionFilter",
    "Counts",
    "Days",
    "EventFilter",
    "EventOutline",
    "Heading",
    "Kept",
    "Retelling",
    "State",
    "StatementFilter",
    "StatementOutline",
    "Store",
    "Witness",
    "connected",
    "matched",
    "open_store",
    "shown",
]

_SQLITE = "sqlite:///"


def open_store(
    where: str | Path, *, create: bool = True, read_only: bool = False, busy_timeout: float | None = None
) -> Store:
    """Open the store at `where`, make a new one there if `create` allows it.

    `where` is a path, `sqlite:///` with a path, or `postgresql://` with a server and a database. With `read_only`
    nothing is made, changed or written; to write through such a store is a StoreError. A writer waits `busy_timeout`
    seconds for another.
    """
    return SqlStore(*connected(where, create=create, read_only=read_only, busy_timeout=busy_timeout))


def connected(
    where: str | Path, *, create: bool = True, read_only: bool = False, busy_timeout: float | None = None
) -> tuple[Connection, str]:
    """Return a connection to the database at `where`, and how it is called where somebody may read it."""
    address = str(where).removeprefix(_SQLITE)
    waiting = {} if busy_timeout is None else {"busy_timeout": busy_timeout}
    if is_postgres(address):
        try:
            from standoff.store.joining import join  # loads what only its users have
        except ImportError as error:
            raise StoreError(
                f"{shown(address)}: needs psycopg, which is missing ({error}); pip install 'standoff[postgres]'"
            ) from error
        return join(address, create=create, read_only=read_only, **waiting)
    if "://" in address:
        raise StoreError(
            f"{shown(address)}: no store is known for such an address; name an SQLite file or postgresql://…"
        )
    return connect(address, create=create, read_only=read_only, **waiting), address
