"""Stores are opened for reading and lent to one request after another."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue

from standoff.store import Store


class Lender:
    """Holds the open stores that nobody uses at the moment."""

    def __init__(self, opened: Callable[[], Store]) -> None:
        self._opened = opened
        self._free: LifoQueue[Store] = LifoQueue()

    @contextmanager
    def lend(self) -> Iterator[Store]:
        """Lend a store to one thread at a time. What fails within gives it back closed."""
        store = self._take()
        try:
            yield store
        except BaseException:
            store.close()
            raise
        self._free.put(store)

    def close(self) -> None:
        while not self._free.empty():
            self._free.get_nowait().close()

    def _take(self) -> Store:
        try:
            return self._free.get_nowait()
        except Empty:
            return self._opened()
