"""The straight line: bytes, article, rows. The only place where the steps meet."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from standoff.archive import Archive, captures
from standoff.errors import ArchiveError, CaptureError, StandoffError, StoreError
from standoff.extract import extract
from standoff.extract.glance import foreign
from standoff.language.reader import Reader
from standoff.ledger.demands import demands
from standoff.ledger.stories import tell
from standoff.settings import Settings
from standoff.store import Store
from standoff.types import Article, Capture, Reading


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a reading, or the error that kept it from being read.

    `added` is False where the store held the same reading before, and where there is no store. `passed_over` is the
    language of a page of an archive that is not English and was not extracted.
    """

    uri: str
    reading: Reading | None = None
    error: StandoffError | None = None
    added: bool = False
    passed_over: str | None = None


def read(
    paths: Iterable[str],
    reader: Reader,
    settings: Settings,
    store: Store | None = None,
    archive: Archive | None = None,
) -> Iterator[Outcome]:
    """Read every article found at `paths`, in order, one at a time, and keep it in `store`.

    What cannot be read, or cites words that are not there, is an outcome with an error, and the rest is still read.
    An error of the store or the archive ends the line: it is raised, and what was read before it is kept.
    """
    return read_captures(captures(list(paths), settings), reader, settings, store, archive)


def read_captures(
    found: Iterable[Capture | CaptureError],
    reader: Reader,
    settings: Settings,
    store: Store | None = None,
    archive: Archive | None = None,
) -> Iterator[Outcome]:
    """Read captures as `read` does, and keep the bytes of each that holds an article in `archive`."""
    for capture in found:
        if isinstance(capture, CaptureError):
            yield Outcome(str(capture), error=capture)
            continue
        try:
            yield _outcome(capture, reader, settings, store, archive)
        except (ArchiveError, StoreError):
            raise
        except StandoffError as error:
            yield Outcome(capture.uri, error=error)


def _outcome(
    capture: Capture, reader: Reader, settings: Settings, store: Store | None, archive: Archive | None
) -> Outcome:
    # An archive holds the pages of the world; what a user names, or puts into a folder, is extracted and kept.
    if capture.record and (language := foreign(capture)):
        return Outcome(capture.uri, passed_over=language)
    reading = read_capture(capture, reader, settings)
    if archive:  # first, so that no row is without the bytes behind it
        archive.keep(capture)
    return Outcome(reading.article.uri, reading, added=keep(reading, store) if store else False)


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
