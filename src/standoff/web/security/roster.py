"""Who may sign in now: the file of users is read again when it has changed, so that who is taken out of it is out."""

import logging
from collections.abc import Callable
from pathlib import Path
from threading import Lock

from standoff.errors import SettingsError
from standoff.web.security.users import Users, read

Mark = tuple[int, int, int] | None

_log = logging.getLogger(__name__)


class Roster:
    """Holds the users as their file has them; `leaves` is told of whoever was removed or got another password."""

    def __init__(self, path: Path, leaves: Callable[[str], None]) -> None:
        self._path = path
        self._leaves = leaves
        self._one = Lock()
        self._mark = _mark(path)
        self._users = read(path)

    def now(self) -> Users:
        """Return the users; those of before while the file cannot be read, which is logged."""
        if _mark(self._path) != self._mark:
            with self._one:
                self._read_again()
        return self._users

    def _read_again(self) -> None:
        if (mark := _mark(self._path)) == self._mark:
            return
        self._mark = mark
        try:
            users = read(self._path)
        except SettingsError as error:
            _log.warning("the users stay as they were: %s", error)
            return
        for name, kept in self._users.kept.items():
            if users.kept.get(name) != kept:
                self._leaves(name)
        self._users = users


def _mark(path: Path) -> Mark:
    """Return what differs when a file was replaced or written."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
