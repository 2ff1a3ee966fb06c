"""Sessions of those who signed in, kept on the server: what is signed out is over, and a restart ends them all."""

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

LASTS = 12 * 3600
"""Seconds after which a user signs in again."""

MOST = 1_000
"""Sessions that are open at once; the oldest ends when there are more."""


@dataclass(frozen=True, slots=True)
class Session:
    """A user who signed in, until when, and the mark that the user's forms carry."""

    user: str
    ends_at: float
    mark: str


class Sessions:
    """Holds the open sessions, by the digests of their keys: to read the memory is not to have the keys."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._open: dict[bytes, Session] = {}
        self._secret = secrets.token_bytes(32)
        self._one = Lock()

    def begin(self, user: str) -> str:
        """Begin a session and return its key."""
        key = secrets.token_urlsafe(32)
        with self._one:
            self._open[_digest(key)] = Session(user, self._clock() + LASTS, secrets.token_urlsafe(16))
            while len(self._open) > MOST:
                self._open.pop(next(iter(self._open)))
        return key

    def of(self, key: str | None) -> Session | None:
        """Return the session of a key; None if there is none, or it is over."""
        session = self._open.get(_digest(key)) if key else None
        return session if session and session.ends_at > self._clock() else None

    def end(self, key: str | None) -> None:
        if key:
            with self._one:
                self._open.pop(_digest(key), None)

    def end_all(self, user: str) -> None:
        """End the sessions of a user, wherever they were begun."""
        with self._one:
            for key in [key for key, session in self._open.items() if session.user == user]:
                del self._open[key]

    def token(self, mark: str) -> str:
        """Return what a form must carry that is sent by who has `mark`."""
        return hmac.new(self._secret, mark.encode(), hashlib.sha256).hexdigest()

    def fits(self, token: str, mark: str) -> bool:
        return hmac.compare_digest(token.encode(), self.token(mark).encode())


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()
