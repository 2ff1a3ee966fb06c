"""Fixtures that tests of several parts share."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from standoff.store import Store, open_store

if TYPE_CHECKING:
    from tests.servers import Server

# No test is wrong because a machine is slow.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

NewStore = Callable[[], AbstractContextManager[Store]]


def _in_memory() -> AbstractContextManager[Store]:
    return open_store(":memory:")


@pytest.fixture(scope="session")
def postgres() -> Iterator["Server"]:
    """Lend a server of PostgreSQL, started once; skip where there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed; pip install 'standoff[postgres]'")
    from tests.servers import running

    with running() as server:
        yield server


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def new_store(request: pytest.FixtureRequest) -> NewStore:
    """Return what opens another empty store: every test that asks for it runs on each kind of database."""
    if request.param == "sqlite":
        return _in_memory
    server: Server = request.getfixturevalue("postgres")
    return server.store
