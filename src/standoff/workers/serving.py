"""What a worker does: it loads its reader once, then reads what it is sent, one capture after the other."""

import os
import signal
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from multiprocessing.connection import Connection
from queue import SimpleQueue
from threading import Thread

from standoff.errors import StandoffError
from standoff.language.reader import Reader
from standoff.pipeline import Outcome, look
from standoff.settings import Settings
from standoff.store import open_store
from standoff.types import Capture


@dataclass(frozen=True, slots=True)
class Task:
    """How to read, in a form that another process can be sent.

    `db` is a database that may know an article already; it is only asked.
    """

    reader: Callable[[], Reader]
    settings: Settings
    db: str | None = None


@dataclass(frozen=True, slots=True)
class Ready:
    """Says that a worker has loaded its reader."""


Answer = Ready | Outcome | StandoffError
"""What a worker sends; an error is one that ends the whole line."""


def serve(connection: Connection, task: Task) -> None:
    """Read what comes over `connection` until it is closed, from the other end or by the end of the process there."""
    # Ctrl-C reaches all processes of a terminal. The parent decides what becomes of it, and closes the connection.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    inbox: SimpleQueue[Capture] = SimpleQueue()
    Thread(target=_receive, args=(connection, inbox), daemon=True).start()
    try:
        _serve(connection, task, inbox)
    except StandoffError as error:
        _send(connection, error)


def _serve(connection: Connection, task: Task, inbox: SimpleQueue[Capture]) -> None:
    reader = task.reader()
    with open_store(task.db, create=False) if task.db else nullcontext() as store:
        _send(connection, Ready())
        while True:
            _send(connection, look(inbox.get(), reader, task.settings, store))


def _receive(connection: Connection, inbox: SimpleQueue[Capture]) -> None:
    """Take what comes at once: if parent and worker both waited for their words to be taken, both would for ever."""
    while True:
        try:
            inbox.put(connection.recv())
        except (EOFError, OSError):
            _end()


def _send(connection: Connection, answer: Answer) -> None:
    try:
        connection.send(answer)
    except OSError:
        _end()


def _end() -> None:
    # Nobody is there to read for. A worker keeps nothing, so that it may end in the middle of anything.
    os._exit(0)
