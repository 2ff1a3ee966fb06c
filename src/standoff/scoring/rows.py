"""The rows that are held against one another: those of the gold and those that were read, in one shape."""

from dataclasses import dataclass

from standoff.types import Spans

REPORTER = "reporter"
"""Whose word an event is that the report itself states."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """Who said what. `speaker` is a name, not the id of an actor."""

    id: str
    spans: Spans
    exact: str
    speaker: str | None
    form: str


@dataclass(frozen=True, slots=True)
class EventRow:
    """Who did what to whom. `according_to` is REPORTER, or the name of the speaker who says it."""

    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    spans: Spans
    exact: str
    status: str
    according_to: str | None
    date: str | None
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one report."""

    statements: tuple[StatementRow, ...] = ()
    events: tuple[EventRow, ...] = ()
