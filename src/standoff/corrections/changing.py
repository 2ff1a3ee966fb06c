"""A row as a person has it: what was read, with what the person sets in its place."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from standoff.corrections.nouns import PERSON, Change
from standoff.dates import DATES, is_date
from standoff.errors import CorrectionError
from standoff.plover import MODES
from standoff.types import Article, Citation, Event, Statement

_CITED = frozenset({"source", "cue", "condition", "consequence"})
_NAMES = MappingProxyType({Statement: {"spans": "content", "date": "said_on"}, Event: {"spans": "anchor"}})


def changed(article: Article, row: Statement | Event, sets: Change, identity: str) -> Statement | Event:
    """Return `row` with what a person sets, under the id by which it is known.

    Raises CitationError if the words are not there, CorrectionError if a value makes no row.
    """
    values: dict[str, Any] = {}
    for name, value in sets.set().items():
        values[_NAMES[type(row)].get(name, name)] = _VALUES.get(name, _as_it_is)(article, value)
    made: Statement | Event = replace(row, **values, id=identity, coder=PERSON, score=1.0)
    return _with_mode(made, sets) if isinstance(made, Event) else made


def _with_mode(event: Event, sets: Change) -> Event:
    """Leave out the mode of what the row was before; a mode that a person sets must be one of the type."""
    modes = MODES.get(event.type, frozenset())
    if event.mode is None or event.mode in modes:
        return event
    if sets.mode == event.mode:
        known = ", ".join(sorted(modes)) or "none"
        raise CorrectionError(f"{event.id}: {event.type} has no mode {event.mode!r}; it has {known}")
    return replace(event, mode=None)


def _as_it_is(_: Article, value: Any) -> Any:
    return value


def _cited(article: Article, value: Any) -> Any:
    return None if value is None else Citation.of(article, value)


def _dated(_: Article, value: Any) -> Any:
    if value is not None and not is_date(value):
        raise CorrectionError(f"the date is {value!r}, expected {DATES}")
    return value


_VALUES: Mapping[str, Callable[[Article, Any], Any]] = MappingProxyType(
    {"spans": _cited, "date": _dated, **dict.fromkeys(_CITED, _cited)}
)


def together(first: Change, then: Change) -> Change:
    """Return both, where they set the same the later."""
    values: dict[str, Any] = {**first.set(), **then.set()}
    return Change(**values)
