"""Passwords are kept as what scrypt makes of them.

scrypt is in Python's own library, hard on memory like argon2, and needs no compiled package more; its cost is the one
that OWASP recommends (128 MiB, half a second).
"""

import hashlib
import hmac
import secrets
from threading import Lock
from typing import NamedTuple

_N, _R, _P = 1 << 17, 8, 1
_MEMORY = 160 * 1024 * 1024
LEAST = 12
"""Characters of the shortest password that is taken."""


class Kept(NamedTuple):
    """What is kept of a password."""

    salt: str
    digest: str
    n: int = _N


class Passwords:
    """Checks passwords, one at a time: each takes 128 MiB while it is checked."""

    def __init__(self) -> None:
        self._one = Lock()

    def keep(self, password: str, *, n: int = _N) -> Kept:
        salt = secrets.token_bytes(16)
        return Kept(salt.hex(), self._scrypt(password, salt, n).hex(), n)

    def fits(self, password: str, kept: Kept) -> bool:
        made = self._scrypt(password, bytes.fromhex(kept.salt), kept.n)
        return hmac.compare_digest(made, bytes.fromhex(kept.digest))

    def _scrypt(self, password: str, salt: bytes, n: int) -> bytes:
        with self._one:
            return hashlib.scrypt(password.encode(), salt=salt, n=n, r=_R, p=_P, maxmem=_MEMORY, dklen=32)
