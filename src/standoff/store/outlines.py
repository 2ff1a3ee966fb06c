"""The outlines of rows: what is counted, sorted and chosen by, without the words; for who keeps many at hand."""

from typing import NamedTuple


class ArticleOutline(NamedTuple):
    """An article by its number. `published_on` is the first day on which it was published anywhere."""

    number: int
    id: str
    published_on: str | None
    publisher: str | None
    language: str | None


class StatementOutline(NamedTuple):
    """A statement by its number and that of its article. `on` is the day of speaking, else of publication."""

    number: int
    article: int
    position: int
    on: str | None
    form: str
    speaker: str | None
    addressees: tuple[str, ...]


class EventOutline(NamedTuple):
    """An event by its number and that of its article. `on` is the day of the event, else of publication."""

    number: int
    article: int
    position: int
    on: str | None
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
