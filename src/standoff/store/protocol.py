"""What a store of the record must do; the nouns that it needs besides those of the record."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import NamedTuple, Protocol, Self

from standoff.corrections import By, Correction, Kind, Steering, Target
from standoff.plover import EventType, Status
from standoff.shelf import Shelf
from standoff.store.outlines import Outlined
from standoff.types import Actor, Article, Citation, Coder, Event, Reading, Statement, Story


@dataclass(frozen=True, slots=True)
class Witness:
    """A place where the text of an article was found. An article has one for each uri under which it came.

    `capture` is the digest of the bytes that were received there; `canonical` the address that they give for their own,
    which is kept as it is: who has the same is not joined.
    """

    article_id: str
    uri: str
    publisher: str | None = None
    published_on: date | None = None
    capture: str | None = None
    published_at: datetime | None = None
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is kept. `unread` are the articles in a language that is not read; they are among `articles`.

    Articles that copy one another are one of `stories`; statements and events that they repeat count once.
    """

    articles: int
    stories: int
    unread: int
    witnesses: int
    actors: int
    statements: int
    events: int


@dataclass(frozen=True, slots=True)
class Appearance:
    """How often an actor speaks, acts, and is acted upon."""

    actor: str
    statements: int = 0
    acting: int = 0
    receiving: int = 0


class Days(NamedTuple):
    """A half-open range of days; None leaves it open."""

    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Retelling:
    """A row of a copy that says what an earlier report of the story says, by its id, and the words that show it."""

    id: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class StatementFilter:
    """Which statements, and in what order. A day is that of speaking, else of publication; `until` is not included.

    `published` are the articles whose days of publication are wanted: one without a day is in no range. With `once`,
    statements that repeat one of an earlier report of their story are left out.

    `words` are looked for in the content, all of them, in any order and grammatical form; words between double
    quotation marks must stand side by side.
    """

    ids: frozenset[str] | None = None
    numbers: frozenset[int] | None = None
    article_id: str | None = None
    speakers: frozenset[str] | None = None
    addressees: frozenset[str] | None = None
    words: str | None = None
    since: date | None = None
    until: date | None = None
    published: Days | None = None
    newest_first: bool = False
    limit: int | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events, and in what order. A day is that of the event, else of publication; `until` is not included.

    `published` are the articles whose days of publication are wanted: one without a day is in no range. With `once`,
    events that repeat one of an earlier report of their story are left out.
    """

    ids: frozenset[str] | None = None
    numbers: frozenset[int] | None = None
    article_id: str | None = None
    types: frozenset[EventType] | None = None
    statuses: frozenset[Status] | None = None
    parties: frozenset[str] | None = None
    since: date | None = None
    until: date | None = None
    published: Days | None = None
    newest_first: bool = False
    limit: int | None = None
    once: bool = False


@dataclass(frozen=True, slots=True)
class CorrectionFilter:
    """Which corrections, the newest first. `row` is the id of a row that a correction is of, or that it names."""

    article_id: str | None = None
    row: str | None = None
    author: str | None = None
    kinds: frozenset[Kind] | None = None
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """A correction that is kept, and the id of the one that undid it; None if it holds."""

    correction: Correction
    undone_by: str | None = None


EVERY_STATEMENT = StatementFilter()
EVERY_EVENT = EventFilter()
EVERY_CORRECTION = CorrectionFilter()


class Store(Outlined, Protocol):
    """Keeps readings, and what persons said of them.

    What was read is only ever added to; where several coders read an article, the newest reading is shown, with the
    rows of persons in place of those that they corrected.

    Demands are not kept: they follow from the events of all articles.
    """

    def add(self, reading: Reading, coders: Collection[Coder] = ()) -> bool:
        """Keep `reading`, all of it or nothing; return whether it was new.

        `coders` are who read the article, those that found nothing in it too: rows only name those that did.

        Every citation is checked first: CitationError. A text that is known already is kept as it is; another uri is
        noted as another witness of it. Rows of coders that have not read the article before are added beside the old,
        and the corrections of the article hold for them. A row of a person is refused: CorrectionError.
        """
        ...

    def has_read(self, article_id: str, coders: Collection[Coder]) -> bool:
        """Tell whether the article is kept and all of `coders` read it: to read it again would add nothing."""
        ...

    def article(self, key: str) -> Article:
        """Return an article by its uri, the end of its uri, its id, or a beginning of its id that no other has."""
        ...

    def reading(self, key: str) -> Reading:
        """Return what was read last of an article, without demands; `key` as for `article`."""
        ...

    def articles(self) -> Iterator[Article]:
        """Yield the articles in the order in which they came."""
        ...

    def witnesses(self, article_id: str | None = None) -> list[Witness]:
        """Return where each article, or one, was found; the first of an article is the one that was read."""
        ...

    def actors(self) -> dict[str, Actor]:
        """Return the actors by id, each as most articles describe it."""
        ...

    def statements(self, which: StatementFilter = EVERY_STATEMENT) -> list[Statement]:
        """Return statements by day, those without one last; those of one day in the order of reading."""
        ...

    def events(self, which: EventFilter = EVERY_EVENT) -> list[Event]:
        """Return events by day, those without one last; those of one day in the order of reading."""
        ...

    def appearances(self, published: Days | None = None) -> list[Appearance]:
        """Return how often each actor speaks, acts, and is acted upon, in the order of their ids; repeats left out."""
        ...

    def story(self, key: str) -> Story:
        """Return the story of an article, `key` as for `article`, or the story of that id or beginning of an id."""
        ...

    def stories(self, least: int = 2, limit: int | None = None, published: Days | None = None) -> list[Story]:
        """Return the stories of at least so many articles, the larger first, then the newer.

        With `published`, of the articles that were published within it.
        """
        ...

    def retold(self, ids: Iterable[str]) -> dict[str, tuple[Retelling, ...]]:
        """Return the rows of copies that repeat the statements and events with these ids, by these, oldest first."""
        ...

    def shelf(self) -> AbstractContextManager[Shelf]:
        """Lend what the ledger works out stories with; in one transaction, all that it puts there or nothing."""
        ...

    def row(self, key: str) -> Statement | Event:
        """Return a row that is shown by its id, by an id that it had in an earlier reading, or a beginning of one."""
        ...

    def target(self, key: str) -> Target:
        """Return the row of that id, or beginning of one, as corrections are of it; also one that was rejected."""
        ...

    def correct(self, correction: Correction) -> bool:
        """Keep a correction and let the rows be what it makes of them; return whether it was new.

        All of it or nothing: CorrectionError if it is of nothing that is there, CitationError if its words are not.
        """
        ...

    def undo(self, key: str, by: By) -> Correction:
        """Undo the correction of that id, or beginning of one, as if it had not been; return what undoes it."""
        ...

    def corrections(self, which: CorrectionFilter = EVERY_CORRECTION) -> list[Kept]:
        """Return what persons corrected, the newest first; undoings are corrections too."""
        ...

    def steering(self) -> Steering:
        """Return what persons said of demands and answers, for the ledger."""
        ...

    def doubted(self, limit: int) -> list[Statement | Event]:
        """Return the rows that nobody corrected of which their coder is least certain; repeats left out."""
        ...

    def counts(self, published: Days | None = None) -> Counts:
        """Count what is kept, or what of it came with articles that were published within `published`."""
        ...

    def check(self) -> int:
        """Verify all that is kept against the texts and return the number of citations; raise at the first bad one."""
        ...

    def row_article(self, row: str) -> str | None:
        """Return the id of the article in which the statement or event with this id stands; None if there is none."""
        ...

    def matching(self, words: str, limit: int) -> list[int]:
        """Return the numbers of at most `limit` statements with these words, as `StatementFilter` looks for them.

        Those that were read last are taken; of one that repeats another, the other.
        """
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...
