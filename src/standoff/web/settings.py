"""How the record is served; everything else is fixed."""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from time import time

from standoff.errors import SettingsError
from standoff.store import shown

MAX_BODY = 64 * 1024
"""Bytes of a request's body; the longest form is a few hundred."""


@dataclass(frozen=True, slots=True)
class WebSettings:
    """What is served, to whom, and where. `hosts` are names by which the server may be called besides its own address.

    `users_at` is the file of those who may sign in, if it is not beside the record.
    `clock` gives the seconds since 1970; a test gives its own.
    """

    db: str
    host: str = "127.0.0.1"
    port: int = 8137
    read_only: bool = False
    hosts: tuple[str, ...] = ()
    users_at: Path | None = None
    max_body: int = MAX_BODY
    patience: float = 10.0
    clock: Callable[[], float] = time

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def users(self) -> Path:
        """Where the users are kept: beside the record, so that a copy of it can be handed on without them."""
        return users_file(self.db, self.users_at)


def users_file(db: str, named: Path | None = None) -> Path:
    """Return where the users are kept; raise SettingsError where there is no file to keep them beside, and none named.

    Another folder would then be another file, without those who must sign in: it is never guessed.
    """
    if named is not None:
        return named
    if "://" in db.removeprefix("sqlite:///"):
        raise SettingsError(
            f"{shown(db)}: who may sign in is kept beside the database, and this one is no file; name a file with "
            "--users, which need not be there while nobody has to sign in"
        )
    path = Path(db.removeprefix("sqlite:///"))
    return path.with_name(f"{path.name}.users.json")


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
