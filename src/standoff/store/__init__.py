"""Where the record is kept: one protocol, and a store for each kind of database."""

from pathlib import Path

from standoff.errors import StoreError
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
from standoff.store.sqlite import BUSY_TIMEOUT, SqliteStore

__all__ = [
    "BUSY_TIMEOUT",
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
    "open_store",
]

_SQLITE = "sqlite:///"


def open_store(
    where: str | Path, *, create: bool = True, read_only: bool = False, busy_timeout: float = BUSY_TIMEOUT
) -> Store:
    """Open the store at `where`, a path or `sqlite:///` with a path; make a new one there if `create` allows it.

    With `read_only` nothing is made, changed or written; to write through such a store is a StoreError.
    """
    address = str(where).removeprefix(_SQLITE)
    if "://" in address:
        raise StoreError(f"{address}: no store is known for such an address; name an SQLite file")
    return SqliteStore(address, create=create, read_only=read_only, busy_timeout=busy_timeout)
