"""Addresses of databases: which kind they name, and how they are shown."""

import re

_SCHEMES = ("postgresql://", "postgres://")
_SQLITE = "sqlite:///"
_HOST = r"(?:\[[0-9a-fA-F:.]*\]|[^/?@:,]*)(?::\d*)?"
_PARTS = re.compile(
    rf"(?:(?P<user>[^:@/?]*)(?::[^@/]*)?(?=@))?(?P<place>@?{_HOST}(?:,{_HOST})*(?:/[^?@]*)?)(?:\?[^@]*)?"
)
"""What is sure to be no part of a password: an address with a second @, say, may have one of them in its password."""


def is_postgres(where: str) -> bool:
    """Whether an address names a database of PostgreSQL."""
    return where.startswith(_SCHEMES)


def shown(where: str) -> str:
    """Return an address as it may be shown: without a password, wherever somebody wrote it.

    >>> shown("postgresql://jane:secret@db.example/crisis?sslmode=require")
    'postgresql://jane@db.example/crisis'
    """
    if "://" not in where:
        return where
    if where.startswith(_SQLITE):
        return where.removeprefix(_SQLITE)
    scheme, _, rest = where.partition("://")
    found = _PARTS.fullmatch(rest)
    return f"{scheme}://{found['user'] or ''}{found['place']}" if found else f"{scheme}://…"
