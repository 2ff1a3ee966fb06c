"""A server of PostgreSQL on loopback for a session of tests; its databases are empty again after each use."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from standoff.store import Store, open_store

_ACCOUNTS = ("postgres", "nobody")
"""The server refuses to run as root; it then runs as the first of these that there is."""

_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")
_SECONDS = 60


@dataclass(slots=True)
class Server:
    """Where the server listens, and the names of its databases that nobody uses."""

    port: int
    idle: list[str] = field(default_factory=list)
    made: int = 0

    def address(self, database: str, user: str = "standoff") -> str:
        return f"postgresql://{user}@127.0.0.1:{self.port}/{database}"

    def run(self, command: str, database: str = "postgres") -> None:
        with psycopg.connect(self.address(database), autocommit=True) as connection:
            connection.execute(command.encode())

    def create(self, more: str = "") -> str:
        self.made += 1
        name = f"record{self.made}"
        self.run(f"CREATE DATABASE {name} {more}")
        return name

    @contextmanager
    def database(self) -> Iterator[str]:
        """Lend the address of an empty database."""
        name = self.idle.pop() if self.idle else self.create()
        yield self.address(name)
        self._empty(name)
        self.idle.append(name)

    @contextmanager
    def store(self) -> Iterator[Store]:
        with self.database() as address, open_store(address) as made:
            yield made

    def _empty(self, name: str) -> None:
        with psycopg.connect(self.address(name), autocommit=True) as connection:
            found = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'standoff'").fetchall()
            emptied = "; ".join(f"DELETE FROM standoff.{table}" for (table,) in found if table != "migrations")
            # As a replica the server runs no triggers: corrections could not be removed, and order would matter.
            connection.execute(f"SET session_replication_role = replica; {emptied}".encode())


@contextmanager
def running() -> Iterator[Server]:
    """Start a server; skip where PostgreSQL is not installed."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed; on Debian: apt-get install postgresql")
    folder = Path(tempfile.mkdtemp(prefix="standoff-postgres-"))
    account = next((each for each in _ACCOUNTS if _known(each)), None) if os.geteuid() == 0 else None
    if account:
        os.chown(folder, pwd.getpwnam(account).pw_uid, -1)
    try:
        with _serving(programs, folder, account) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """Return the folder of the server's programs, the newest where there are several."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    other = shutil.which("initdb")
    return found[-1].parent if found else Path(other).parent if other else None


def _known(account: str) -> bool:
    return any(each.pw_name == account for each in pwd.getpwall())


@contextmanager
def _serving(programs: Path, folder: Path, account: str | None) -> Iterator[Server]:
    groups: list[int] | None = [] if account else None
    data = folder / "data"
    owner: list[str | Path] = ["-D", data, "-U", "standoff", "-A", "trust"]
    making = [programs / "initdb", *owner, "--encoding=UTF8", "--locale=C", "--no-sync"]
    subprocess.run(making, check=True, capture_output=True, cwd=folder, user=account, extra_groups=groups)
    (data / "pg_hba.conf").write_text("host all guarded 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n")
    port = _free_port()
    settings = (*_QUICK, f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
    serving: list[str | Path] = [programs / "postgres", "-D", data, *(f"--{each}" for each in settings)]
    with (
        (folder / "log").open("wb") as log,
        subprocess.Popen(serving, stdout=log, stderr=log, cwd=folder, user=account, extra_groups=groups) as process,
    ):
        server = Server(port)
        try:
            _wait(server, process)
            yield server
        finally:
            process.send_signal(3)  # SIGQUIT: the server leaves at once, its files are thrown away


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _wait(server: Server, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            server.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start within {_SECONDS} seconds")
