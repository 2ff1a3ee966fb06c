"""How often a password may be guessed."""

from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

ALLOWED, WITHIN = 5, 300.0
"""So many failures within so many seconds; after them nobody is let in by that name or from that address."""

MOST = 10_000
"""Names and addresses that are remembered."""


class Attempts:
    """Holds when somebody failed to sign in, by names and by addresses."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()
        self._one = Lock()

    def wait(self, *keys: str) -> float:
        """Return the seconds until another attempt is allowed under all of these keys; 0 if it is now."""
        now = self._clock()
        with self._one:
            found = (self._failures.get(key, ()) for key in keys)
            recent = [[at for at in each if at > now - WITHIN] for each in found]
        return max((each[-ALLOWED] + WITHIN - now for each in recent if len(each) >= ALLOWED), default=0.0)

    def failed(self, *keys: str) -> None:
        with self._one:
            for key in keys:
                self._failures.setdefault(key, deque(maxlen=ALLOWED)).append(self._clock())
                self._failures.move_to_end(key)
            while len(self._failures) > MOST:
                self._failures.popitem(last=False)

    def succeeded(self, *keys: str) -> None:
        with self._one:
            for key in keys:
                self._failures.pop(key, None)
