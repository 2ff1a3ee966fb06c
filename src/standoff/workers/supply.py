"""Captures are taken from where they come in a thread: a source that is slow must not keep what was read from its end.

Someone may still be writing to standard input when the first of his reports is read.
"""

import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Event, Semaphore, Thread

from standoff.pipeline import Found

_PATIENCE = 0.5
"""Seconds to wait for the thread at the end; if nothing comes, it waits on, and goes with the process."""


@dataclass(frozen=True, slots=True)
class _Raised:
    """What was raised in place of a capture."""

    error: BaseException


_Given = Found | _Raised | None


class Supply:
    """Takes as many captures as it is asked for; `connection` has something to read while one is there."""

    def __init__(self, found: Iterable[Found]) -> None:
        self.connection, theirs = Pipe(duplex=False)
        self.is_over = False
        self.asked = 0
        self._asks, self._given, self._ended = Semaphore(0), SimpleQueue[_Given](), Event()
        given = (iter(found), self._asks, self._given, self._ended, theirs)
        self._thread = Thread(target=_give, args=given, daemon=True)
        with deaf_to_ctrl_c():
            self._thread.start()

    def ask(self, count: int) -> None:
        """Ask for captures until so many are asked for and not yet taken."""
        while self.asked < count and not self.is_over:
            self.asked += 1
            self._asks.release()

    def has_one(self) -> bool:
        """Whether `take` need not wait."""
        return not self.is_over and self.asked > 0 and self.connection.poll()

    def take(self) -> Found | None:
        """Return the next that was asked for, None if there are no more; raise what was raised instead of it."""
        self.connection.recv_bytes()
        given = self._given.get()
        self.asked -= 1
        if isinstance(given, _Raised):
            raise given.error
        if given is None:
            self.is_over, self.asked = True, 0
        return given

    def close(self) -> None:
        """Ask for no more."""
        self._ended.set()
        self._asks.release()
        self._thread.join(_PATIENCE)
        self.connection.close()


def _give(
    found: Iterator[Found], asks: Semaphore, given: SimpleQueue[_Given], ended: Event, connection: Connection
) -> None:
    while asks.acquire() and not ended.is_set():
        one = _next(found)
        given.put(one)
        try:
            connection.send_bytes(b".")
        except OSError:  # nobody takes it any more
            return


def _next(found: Iterator[Found]) -> _Given:
    try:
        return next(found, None)
    except BaseException as error:  # noqa: BLE001 (it is raised again where it is taken)
        return _Raised(error)


@contextmanager
def deaf_to_ctrl_c() -> Iterator[None]:
    """Let a process or thread begin deaf to Ctrl-C, which is for its parent; there it is heard as soon as this ends."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
