"""The overview is made in a thread of its own, and made anew when the record has changed.

A request is answered from the last overview that is whole, so that no reader waits for it while another process
writes. A new one is never begun before the readers had four times as long for themselves as the last one took.
"""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

from standoff.errors import StandoffError, StoreBusyError
from standoff.store import NOTHING, Store
from standoff.web.overview.making import Drafts, Overview, outlined, stood
from standoff.web.overview.standing import Book

POLL = 1.0
"""Seconds between two looks at whether the record has changed."""

SHARE = 4.0
"""How many times as long as the last overview took the next one waits."""

_SETTLING, _SETTLED_WITHIN = 0.05, 20
"""How long a writer is waited for that has added an article and not yet worked out its story."""

_log = logging.getLogger(__name__)


class Refresher:
    """Holds the newest overview of a store, and the thread that makes it; `took` is how many seconds it took last."""

    def __init__(self, opened: Callable[[], Store]) -> None:
        self._opened = opened
        self._last: Overview | None = None
        self._failed: StandoffError | None = None
        self._drafts = Drafts()
        self._making = Lock()
        self.took = 0.0
        self._there, self._stood, self._stopped = Event(), Event(), Event()
        self._thread = Thread(target=self._run, name="standoff overview", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def overview(self, *, patience: float, standing: bool = False) -> Overview:
        """Return the newest overview; of the first, wait for it so many seconds. Raises StoreBusyError after that.

        With `standing`, one that has the demands.
        """
        (self._stood if standing else self._there).wait(patience)
        if self._last is None and self._failed:
            raise self._failed
        if self._last is None or (standing and self._last.standing is None):
            raise StoreBusyError("the record is still being counted for the first time; try again in a moment")
        return self._last

    @property
    def version(self) -> int:
        """Return the number of the newest overview that has the demands, 0 while there is none."""
        return self._last.version if self._last and self._last.standing else 0

    def refresh(self) -> None:
        """Make the overview anew now, if the record has changed."""
        with self._opened() as store:
            self._refresh(store)

    def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                self._follow()
            except StandoffError as error:
                # The last overview is still good to answer from; without one, whoever asks is told.
                if str(error) != str(self._failed):
                    _log.warning("the overview could not be made: %s", error)
                self._failed = error
                self._there.set()
                self._stood.set()
                self._stopped.wait(POLL)

    def _follow(self) -> None:
        """Make the overview whenever the record has changed, until the server stops."""
        with self._opened() as store:
            seen: object = None
            while not self._stopped.is_set():
                began = time.monotonic()
                if (now := store.changed()) != seen:
                    self._refresh(store)
                    seen = now
                self._stopped.wait(max(POLL, SHARE * (time.monotonic() - began)))

    def _refresh(self, store: Store) -> None:
        with self._making:
            _settle(store)
            began = time.monotonic()
            with store.still():
                if self._last and self._last.standing and self._last.state == store.state():
                    return
                self._make(store)
            self.took = time.monotonic() - began

    def _make(self, store: Store) -> None:
        last = self._last if self._last and store.only_added(self._last.state) else None
        if last:
            self._follow_up(store, last)
        else:
            with _uncollected():
                self._drafts = Drafts(Book(store.steering()))
                self._follow_up(store, None)

    def _follow_up(self, store: Store, last: Overview | None) -> None:
        version = self._last.version + 1 if self._last else 1
        made = outlined(store, version, self._drafts, last)
        if self._last is None:
            self._last = made
            self._there.set()
        self._last = stood(store, made, self._drafts, last.state if last else NOTHING)
        self._there.set()
        self._stood.set()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Make millions of objects without a search for cycles among them, in which nobody is answered for seconds.

    What is there at the end, none of it in a cycle, is left out of the searches that follow.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _settle(store: Store) -> None:
    """Give a writer the time to work out the stories of what it has just added."""
    for _ in range(_SETTLED_WITHIN):
        if store.is_settled():
            return
        time.sleep(_SETTLING)
