"""Who may sign in: a file beside the record, so that the record can be handed on without it."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from standoff.errors import SettingsError
from standoff.web.security.passwords import Kept

MOST_NAME = 64


@dataclass(frozen=True, slots=True)
class Users:
    """The users by name."""

    kept: Mapping[str, Kept] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.kept)


class _File(msgspec.Struct, forbid_unknown_fields=True):
    users: dict[str, Kept]


def read(path: Path) -> Users:
    """Return the users in a file, none if there is no file; raise SettingsError if it is not one of ours."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return Users()
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read ({error.strerror}); check its permissions") from error
    try:
        return Users(msgspec.json.decode(content, type=_File).users)
    except msgspec.DecodeError as error:
        raise SettingsError(f"{path}: is no file of users ({error}); remove it and add the users again") from error


def write(path: Path, users: Users) -> None:
    """Replace the file of users; only its owner may read it."""
    content = msgspec.json.format(msgspec.json.encode(_File(dict(users.kept))), indent=2)
    try:
        # A file of mkstemp is its owner's alone from the beginning.
        number, name = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        with os.fdopen(number, "wb") as file:
            file.write(content + b"\n")
        Path(name).replace(path)
    except OSError as error:
        raise SettingsError(f"{path}: cannot be written ({error.strerror}); check the folder's permissions") from error


def check_name(name: str) -> str:
    """Return a name that a user may have; raise SettingsError otherwise."""
    if not 0 < len(name) <= MOST_NAME or not name.isprintable() or name != name.strip():
        raise SettingsError(f"{name!r} is no name of a user; write 1 to {MOST_NAME} printable characters")
    return name
