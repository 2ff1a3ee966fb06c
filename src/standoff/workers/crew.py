"""Workers are started, sent captures, and heard; what they read comes out in the order in which it went in.

A worker may be killed at any moment. What it was reading goes to another, once; what was waiting for it, too.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from standoff.errors import WorkerError
from standoff.pipeline import Found, Outcome
from standoff.types import Capture
from standoff.workers.serving import Answer, Ready, Task, serve
from standoff.workers.supply import Supply, deaf_to_ctrl_c

AHEAD = 2
"""Captures that a worker has: the one that it reads, and the next, so that it need not wait while rows are written."""

BEHIND = 8
"""Captures for each worker that are read or being read while the first of them is not: one may be a hundred times as
long as the others. More would only take memory."""

TRIES = 2
"""How many workers may end over one capture before it is given up."""

_STARTS = 3
"""How many workers in a row may end before they are ready."""

_PATIENCE = 10.0


@dataclass(slots=True, eq=False)
class _Work:
    """A capture on its way, and what became of it."""

    found: Found
    outcome: Outcome | None = None
    ended: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    """A process and what it was sent, in that order."""

    process: BaseProcess
    connection: Connection
    sent: deque[_Work] = field(default_factory=deque)
    is_ready: bool = False


class Crew:
    """Holds up to `jobs` processes, each with a reader of its own; they are started as they are needed."""

    def __init__(self, task: Task, jobs: int) -> None:
        self._task, self._jobs = task, jobs
        self._context = multiprocessing.get_context("spawn")
        self._workers: list[_Worker] = []
        self._again: deque[_Work] = deque()
        self._failed_starts = 0

    def looks(self, found: Iterable[Found]) -> Iterator[tuple[Found, Outcome]]:
        """Yield what was found with what was read of it, in order, each as soon as it is read.

        No more is taken than is read or waits for that. `found` is gone through in a thread.
        """
        line = deque[_Work]()
        with closing(Supply(found)) as supply:
            while True:
                self._hand_out(supply, line)
                if line and (outcome := line[0].outcome) is not None:
                    yield line.popleft().found, outcome
                elif line or not supply.is_over:
                    self._hear(supply)
                else:
                    return

    def close(self) -> None:
        """End the workers, whatever they are doing: none of them keeps anything."""
        for worker in self._workers:
            worker.connection.close()
        for worker in self._workers:
            worker.process.join(_PATIENCE)
            worker.process.kill()
        self._workers.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    def _hand_out(self, supply: Supply, line: deque[_Work]) -> None:
        """Send captures to workers as long as one of them has room and there is one; ask for as many as have room."""
        while self._room() and (work := self._next(supply, line)):
            self._send(work)
        # If the first in line takes too long, no more is read behind it.
        supply.ask(min(self._room(), self._jobs * BEHIND - len(line)))

    def _room(self) -> int:
        """Return how many captures more workers can have, those that are not started yet included."""
        return self._jobs * AHEAD - sum(len(worker.sent) for worker in self._workers)

    def _next(self, supply: Supply, line: deque[_Work]) -> _Work | None:
        """Return what is to be read next; None if there is nothing at the moment."""
        if self._again:
            return self._again.popleft()
        while supply.has_one() and (found := supply.take()):
            work = _Work(found)
            line.append(work)
            if isinstance(found, Capture):
                return work
            work.outcome = Outcome(str(found), error=found)
        return None

    def _send(self, work: _Work) -> None:
        worker = min(self._workers, key=lambda each: len(each.sent), default=None)
        if worker is None or (worker.sent and len(self._workers) < self._jobs):
            worker = self._start()
        worker.sent.append(work)
        try:
            worker.connection.send(work.found)
        except OSError:
            self._lose(worker)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._task), daemon=True)
        with deaf_to_ctrl_c():
            process.start()
        theirs.close()
        worker = _Worker(process, ours)
        self._workers.append(worker)
        return worker

    def _hear(self, supply: Supply) -> None:
        """Wait until a worker has read something, or has ended, or there is something to send to one."""
        listened = [worker.connection for worker in self._workers]
        heard = wait([*listened, supply.connection] if supply.asked and self._room() else listened)
        for worker in [each for each in self._workers if each.connection in heard]:
            try:
                answer: Answer = worker.connection.recv()
            except (EOFError, OSError):
                self._lose(worker)
            else:
                self._take(worker, answer)

    def _take(self, worker: _Worker, answer: Answer) -> None:
        match answer:
            case Ready():
                worker.is_ready, self._failed_starts = True, 0
            case Outcome():
                worker.sent.popleft().outcome = answer
            case error:
                raise error

    def _lose(self, worker: _Worker) -> None:
        """Let others read what a worker that ended was sent; give up what it was reading if that is not new."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join(_PATIENCE)
        if not worker.is_ready:
            self._note_failed_start(worker)
        elif worker.sent:
            first = worker.sent[0]
            first.ended += 1
            if first.ended == TRIES:
                first.outcome = _given_up(worker.sent.popleft().found, worker.process)
        self._again.extend(worker.sent)

    def _note_failed_start(self, worker: _Worker) -> None:
        self._failed_starts += 1
        if self._failed_starts == _STARTS:
            raise WorkerError(
                f"{_STARTS} processes in a row ended before they could read ({_end_of(worker.process)}); each takes "
                "about 300 MB of memory: use fewer --jobs"
            )


def _given_up(found: Found, process: BaseProcess) -> Outcome:
    uri = found.uri if isinstance(found, Capture) else str(found)
    why = f"the process that read it ended, and another one, too ({_end_of(process)})"
    return Outcome(uri, error=WorkerError(f"{uri}: {why}; read it alone, with --jobs 1, to see why"))


def _end_of(process: BaseProcess) -> str:
    """Return how a process ended, as a person would look for it."""
    code = process.exitcode
    if code is None or code >= 0:
        return f"exit status {code}"
    return f"killed by {signal.Signals(-code).name}"
