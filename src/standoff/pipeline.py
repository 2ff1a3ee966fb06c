"""The straight line: bytes, article, rows. The only place where the steps meet."""

from collections.abc import Collection, Iterable, Iterator
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
from standoff.types import Article, Capture, Coder, Reading

Found = Capture | CaptureError
"""What an archive yields: bytes, or why they cannot be had."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input: a reading, or the error that kept it from being read.

    `added` is whether the store did not hold it before, None where there is no store: of what it held, the reading may
    be the article alone. `coders` are those who read it. `passed_over` is the language of a page of an archive that is
    not English and was not extracted.
    """

    uri: str
    reading: Reading | None = None
    error: StandoffError | None = None
    added: bool | None = None
    passed_over: str | None = None
    coders: frozenset[Coder] = frozenset()


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
    found: Iterable[Found],
    reader: Reader,
    settings: Settings,
    store: Store | None = None,
    archive: Archive | None = None,
) -> Iterator[Outcome]:
    """Read captures as `read` does, and keep the bytes of each that holds an article in `archive`."""
    return kept(((each, look(each, reader, settings, store)) for each in found), store, archive)


def look(found: Found, reader: Reader, settings: Settings, store: Store | None = None) -> Outcome:
    """Read one capture, and keep nothing; what these coders read before, by what `store` says, is not read again."""
    if isinstance(found, CaptureError):
        return Outcome(str(found), error=found)
    # An archive holds the pages of the world; what a user names, or puts into a folder, is extracted and kept.
    if found.record and (language := foreign(found)):
        return Outcome(found.uri, passed_over=language)
    try:
        return _read(extract(found, settings), reader, store)
    except StoreError:
        raise
    except StandoffError as error:
        return Outcome(found.uri, error=error)


def _read(article: Article, reader: Reader, store: Store | None) -> Outcome:
    coders = reader.coders(article)
    known = store is not None and store.has_read(article.id, coders)
    return Outcome(article.uri, Reading(article) if known else read_article(article, reader), coders=coders)


def kept(looked: Iterable[tuple[Found, Outcome]], store: Store | None, archive: Archive | None) -> Iterator[Outcome]:
    """Keep what was read and the bytes that it was read from, in order, and yield what became of each."""
    for found, outcome in looked:
        if isinstance(found, CaptureError) or not outcome.reading:
            yield outcome
            continue
        try:
            if archive:  # first, so that no row is without the bytes behind it
                archive.keep(found)
            yield replace(outcome, added=keep(outcome.reading, store, outcome.coders) if store else None)
        except (ArchiveError, StoreError):
            raise
        except StandoffError as error:
            yield Outcome(found.uri, error=error)


def read_article(article: Article, reader: Reader) -> Reading:
    """Read one article; its demands are those of this article alone."""
    reading = reader.read(article)
    return replace(reading, demands=tuple(demands(reading.events, {article.id: article.published_on})))


def keep(reading: Reading, store: Store, coders: Collection[Coder] = ()) -> bool:
    """Keep a reading, and let its article join the story that it copies; return whether it was new."""
    added = store.add(reading, coders)
    for _ in tell(store.shelf):
        pass
    return added


@cache
def default_reader() -> Reader:
    """Return the reader that `standoff.read` uses, loaded once a process."""
    return Reader()
