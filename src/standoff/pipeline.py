"""The straight line: bytes, article, rows. The only place where the steps meet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from standoff.archive import captures
from standoff.errors import CaptureError, StandoffError, StoreError
from standoff.extract import extract
from standoff.language.reader import Reader
from standoff.ledger.demands import demands
from standoff.ledger.stories import tell
from standoff.settings import Settings
from standoff.store import Store
from standoff.types import Article, Capture, Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a reading, or the error that kept it from being read.

    `added` is False where the store held the same reading before, and where there is no store.
    """

    uri: str
    reading: Reading | None = None
    error: StandoffError | None = None
    added: bool = False


def read(paths: Iterable[str], reader: Reader, settings: Settings, store: Store | None = None) -> Iterator[Outcome]:
    """Read every article found at `paths`, in order, one at a time, and keep it in `store`.

    What cannot be read, or cites words that are not there, is an outcome with an error, and the rest is still read.
    An error of the store ends the line: it is raised, and what was read before it is kept.
    """
    for capture in captures(list(paths), settings):
        if isinstance(capture, CaptureError):
            yield Outcome(str(capture), error=capture)
            continue
        try:
            reading = read_capture(capture, reader, settings)
            added = keep(reading, store) if store else False
        except StoreError:
            raise
        except StandoffError as error:
            yield Outcome(capture.uri, error=error)
            continue
        yield Outcome(reading.article.uri, reading, added=added)


def read_capture(capture: Capture, reader: Reader, settings: Settings) -> Reading:
    """Read one capture. Raises ExtractionError where it holds no article."""
    return read_article(extract(capture, settings), reader)


def read_article(article: Article, reader: Reader) -> Reading:
    """Read one article; its demands are those of this article alone."""
    reading = reader.read(article)
    return replace(reading, demands=tuple(demands(reading.events, {article.id: article.published_on})))


def keep(reading: Reading, store: Store) -> bool:
    """Keep a reading, and let its article join the story that it copies; return whether it was new."""
    added = store.add(reading)
    for _ in tell(store.shelf):
        pass
    return added


@cache
def default_reader() -> Reader:
    """Return the reader that `standoff.read` uses, loaded once a process."""
    return Reader()
