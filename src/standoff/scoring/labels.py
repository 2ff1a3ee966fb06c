"""The rows of a gold file, out of its JSON."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import msgspec

from standoff.dates import DATES, is_date
from standoff.errors import GoldError
from standoff.plover import EventType, Status
from standoff.scoring.locating import located
from standoff.scoring.rows import EventRow, Rows, StatementRow
from standoff.types import Form, quote

FORMAT = "`standoff score --help` shows the format"
_Label = TypeVar("_Label")
_Row = TypeVar("_Row", StatementRow, EventRow)


@dataclass(frozen=True, slots=True)
class _Statement:
    """A statement as a label file writes it."""

    id: str
    content: str
    speaker: str | None
    form: str
    occurrence: int | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    """An event as a label file writes it."""

    id: str
    type: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    anchor: str
    status: str
    according_to: str | None
    occurrence: int | None = None
    date: str | None = None
    answers: tuple[str, ...] | None = None


def labelled(cells: object, text: str, file: str) -> tuple[Rows, list[GoldError]]:
    """Return the rows that `cells` hold of the report `text`, and what is wrong with the others."""
    faults: list[GoldError] = []
    statements = _rows(_list(cells, "statements", file, faults), f"{file}: statement", _statement, text, faults)
    labels = _list(cells, "events", file, faults)
    events = _rows(labels, f"{file}: event", _event, text, faults)
    faults += _unanswered(events, {_id(each) for each in labels}, file)
    return Rows(tuple(statements), tuple(events)), faults


def _list(cells: object, name: str, file: str, faults: list[GoldError]) -> Sequence[object]:
    found = cells.get(name) if isinstance(cells, dict) else None
    if isinstance(found, list):
        return found
    faults.append(GoldError(f"{file}: no list of {name}; expected one, if an empty one: {FORMAT}"))
    return ()


def _rows(
    labels: Sequence[object],
    noun: str,
    make: Callable[[object, str, str], _Row],
    text: str,
    faults: list[GoldError],
) -> list[_Row]:
    rows: list[_Row] = []
    taken: set[str] = set()
    for number, label in enumerate(labels, 1):
        name = _id(label)
        place = f"{noun} {name or f'number {number}'}"
        if name in taken:
            faults.append(GoldError(f"{place}: an earlier row has this id too; an id is for one row: give it another"))
            continue
        taken |= {name} if name else set()
        try:
            rows.append(make(label, text, place))
        except GoldError as error:
            faults.append(error)
    return rows


def _id(label: object) -> str | None:
    found = label.get("id") if isinstance(label, dict) else None
    return found if isinstance(found, str) else None


def _statement(cells: object, text: str, place: str) -> StatementRow:
    label = _label(cells, _Statement, place)
    spans = (located(text, label.content, label.occurrence or 1, f"{place}: the content"),)
    form = _one_of(Form, label.form, f"{place}: the form")
    return StatementRow(label.id, spans, quote(text, spans), label.speaker, form)


def _event(cells: object, text: str, place: str) -> EventRow:
    label = _label(cells, _Event, place)
    kind = _one_of(EventType, label.type, f"{place}: the type")
    spans = (located(text, label.anchor, label.occurrence or 1, f"{place}: the anchor"),)
    return EventRow(
        id=label.id,
        type=kind,
        actors=label.actor,
        recipients=label.recipient,
        spans=spans,
        exact=quote(text, spans),
        status=_one_of(Status, label.status, f"{place}: the status"),
        according_to=label.according_to,
        date=_date(label.date, place),
        answers=label.answers or (),
    )


def _label(cells: object, kind: type[_Label], place: str) -> _Label:
    try:
        return msgspec.convert(cells, kind)
    except msgspec.ValidationError as error:
        found = str(error).replace("$.", "")
        raise GoldError(f"{place}: {found[:1].lower()}{found[1:]}; {FORMAT}") from error


def _one_of(kind: type[StrEnum], word: str, place: str) -> str:
    words = [each.value for each in kind]
    if word not in words:
        raise GoldError(f"{place} is {word!r}, expected one of {', '.join(words)}; check its spelling")
    return word


def _date(value: str | None, place: str) -> str | None:
    if value is not None and not is_date(value):
        raise GoldError(f"{place}: the date is {value!r}, expected {DATES}")
    return value


def _unanswered(events: Sequence[EventRow], ids: set[str | None], file: str) -> list[GoldError]:
    return [
        GoldError(f"{file}: event {row.id}: it answers {answer!r}, but no event has this id; expected that of an event")
        for row in events
        for answer in row.answers
        if answer not in ids
    ]
