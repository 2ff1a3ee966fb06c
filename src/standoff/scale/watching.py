"""What workers were at when they were lost. An article that was their end three times is named and passed over.

Without it, one page that takes all memory would be tried for ever, and its file would never be read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

import ray

from standoff.archive import captures
from standoff.errors import CaptureError
from standoff.scale.plans import Task
from standoff.settings import Settings
from standoff.types import Capture

LIVES = 3


class Watch:
    """Holds for each task at which of its articles its worker is, and where those before it were lost."""

    def __init__(self) -> None:
        self._at: dict[str, int] = {}
        self._lost: dict[str, Counter[int]] = defaultdict(Counter)

    def begin(self, task: str) -> set[int]:
        """Note that a task begins, again if it was not ended; return the articles that are to be passed over."""
        if task in self._at:
            self._lost[task][self._at.pop(task)] += 1
        return {at for at, times in self._lost[task].items() if times >= LIVES}

    def go_on(self, task: str, at: int) -> None:
        self._at[task] = at

    def end(self, task: str) -> None:
        self._at.pop(task, None)


def new_watch() -> Any:
    """Start a watch on the cluster; it needs no processor."""
    return ray.remote(num_cpus=0)(Watch).remote()


def watched(task: Task, settings: Settings, watch: Any) -> Iterator[Capture | CaptureError]:
    """Yield what a task holds, an error in place of what workers were lost at again and again."""
    hopeless = ray.get(watch.begin.remote(task.name))
    for at, found in enumerate(captures(task.places, settings)):
        # Waited for: a note that is still on its way is lost together with the worker.
        ray.get(watch.go_on.remote(task.name, at))
        yield _given_up(found) if at in hopeless else found
    ray.get(watch.end.remote(task.name))


def _given_up(found: Capture | CaptureError) -> CaptureError:
    if isinstance(found, CaptureError):
        return found
    return CaptureError(
        f"{found.uri}: {LIVES} workers were lost while they read it; look for a lack of memory, or leave it out"
    )
