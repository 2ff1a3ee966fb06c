"""Readers that need no model, for the tests of those who call them; made in processes of their own, by their names."""

import os
import signal
import time
from pathlib import Path

from standoff.errors import ExtractionError, ModelError
from standoff.types import Article, Coder, Reading
from tests.readings import ATTRIBUTION, statement

PATIENCE = 60.0


class Quick:
    """Reads the first word of an article as what is said in it, and does what the text asks for.

    `dies` kills the process, `dies once FILE` where FILE is not there yet; `waits for FILE` waits until it is; `makes
    FILE` makes it; `refuses` raises an error of ours.
    """

    def coders(self, article: Article) -> frozenset[Coder]:
        return frozenset({ATTRIBUTION})

    def read(self, article: Article) -> Reading:
        match article.text.split():
            case ["dies"]:
                _die()
            case ["dies", "once", name] if not Path(name).exists():
                Path(name).touch()
                _die()
            case ["waits", "for", name]:
                _wait(Path(name))
            case ["makes", name]:
                Path(name).touch()
            case ["refuses"]:
                raise ExtractionError(f"{article.uri}: refused")
        return Reading(article, statements=(statement(article, article.text.split()[0]),))


def without_a_model() -> Quick:
    raise ModelError("weights: there are none; install them again")


def ending() -> Quick:
    os._exit(3)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _wait(path: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while not path.exists():
        assert time.monotonic() < deadline, f"{path} never came"
        time.sleep(0.01)
