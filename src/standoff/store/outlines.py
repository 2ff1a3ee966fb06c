"""The outlines of rows: what is counted, sorted and chosen by, without the words; for who keeps many at hand."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol


class ArticleOutline(NamedTuple):
    """An article by its number. `published_on` is the first day on which it was published anywhere."""

    number: int
    id: str
    published_on: str | None
    publisher: str | None
    language: str | None


class StatementOutline(NamedTuple):
    """A statement by its number and that of its article. `on` is the day of speaking, else of publication.

    Of an interval `on` is the first day and `last` the last.
    """

    number: int
    article: int
    position: int
    on: str | None
    last: str | None
    form: str
    speaker: str | None
    addressees: tuple[str, ...]


class EventOutline(NamedTuple):
    """An event by its number and that of its article. `on` is the day of the event, else of publication.

    Of an interval `on` is the first day and `last` the last.
    """

    number: int
    article: int
    position: int
    on: str | None
    last: str | None
    type: str
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


class Heading(NamedTuple):
    """An article without its text, with how many rows of it are shown."""

    number: int
    id: str
    uri: str
    publisher: str | None
    headline: str | None
    published_on: str | None
    language: str | None
    statements: int
    events: int


class State(NamedTuple):
    """How far a record has come: the last numbers given out, and a sum over which rows repeat which.

    A correction writes rows anew; it has a number of its own, as has what undoes it.
    """

    articles: int
    witnesses: int
    readings: int
    statements: int
    events: int
    corrections: int
    repeats: tuple[int, ...]


NOTHING = State(0, 0, 0, 0, 0, 0, (0, 0, 0, 0, 0, 0))
"""The state of an empty record."""


class Outlined(Protocol):
    """What a store tells who keeps the outlines of all rows at hand, and follows the record as it grows."""

    def article_outlines(self, after: int = 0) -> Iterator[ArticleOutline]:
        """Yield the articles with a number above `after`, in the order of their numbers."""
        ...

    def headings(self, numbers: Iterable[int]) -> list[Heading]:
        """Return the articles with these numbers without their texts, in the order of their numbers."""
        ...

    def statement_outlines(self, after: int = 0) -> Iterator[StatementOutline]:
        """Yield the statements that are shown and repeat none, with a number above `after`, in its order."""
        ...

    def event_outlines(self, after: int = 0) -> Iterator[EventOutline]:
        """Yield the events that are shown and repeat none, with a number above `after`, in its order."""
        ...

    def still(self) -> AbstractContextManager[None]:
        """Let all that is read within be of one moment, whatever others write meanwhile."""
        ...

    def state(self) -> State:
        """Return how far the record has come; what is equal holds the same rows."""
        ...

    def only_added(self, since: State) -> bool:
        """Whether nothing but new articles, with their rows, came after `since`."""
        ...

    def changed(self) -> object:
        """Return what is another when somebody has written since; to ask costs next to nothing."""
        ...

    def is_settled(self) -> bool:
        """Whether the stories of all articles are worked out."""
        ...
