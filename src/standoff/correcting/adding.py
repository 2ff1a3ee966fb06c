"""Rows that a person adds."""

from dataclasses import dataclass

from standoff.correcting.making import keep
from standoff.corrections import PERSON, By, Correction, Kind, Target
from standoff.corrections.matching import beside
from standoff.errors import CorrectionError
from standoff.plover import EventType, Status
from standoff.store import Store
from standoff.types import Actor, Citation, Event, Form, Reading, Spans, Statement


@dataclass(frozen=True, slots=True)
class NewStatement:
    """Who said what, as a person adds it. `speaker` and `addressees` are ids."""

    content: Citation
    source: Citation | None = None
    cue: Citation | None = None
    form: Form = Form.INDIRECT
    speaker: str | None = None
    addressees: tuple[str, ...] = ()
    said_on: str | None = None


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Who did what to whom, as a person adds it. `actors` and `recipients` are codes.

    It is according to the innermost statement that holds its words, unless `by_the_report`.
    """

    type: EventType
    anchor: Citation
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    status: Status = Status.ACTUAL
    mode: str | None = None
    date: str | None = None
    what: str | None = None
    by_the_report: bool = False


def add(store: Store, new: NewStatement | NewEvent, by: By, introduces: tuple[Actor, ...] = ()) -> Correction:
    """Add a row; its id is made from its words, as that of every row. Raises CorrectionError if it is there already."""
    cited = new.content if isinstance(new, NewStatement) else new.anchor
    reading = store.reading(cited.article_id)
    row = _statement(new, reading) if isinstance(new, NewStatement) else _event(new, reading)
    rows: list[Statement | Event] = [*reading.statements, *reading.events]
    if any(each.id == row.id for each in rows):
        raise CorrectionError(f"{row.id}: is in the record already; confirm or correct that row")
    around = beside(reading.article.text, row, rows)
    if isinstance(row, Statement):
        target = Target(row.id, statement=row, beside=around)
    else:
        target = Target(row.id, event=row, beside=around)
    return keep(store, Correction.of(Kind.ADD, by, target=target, introduces=introduces))


def _statement(new: NewStatement, reading: Reading) -> Statement:
    spans = [each.spans if each else () for each in (new.source, new.cue)]
    return Statement(
        Statement.make_id(reading.article.id, spans[0], spans[1], new.content.spans),
        new.source,
        new.cue,
        new.content,
        new.form,
        PERSON,
        1.0,
        speaker=new.speaker,
        addressees=new.addressees,
        said_on=new.said_on,
        parent=_holder(reading, new.content.spans),
    )


def _event(new: NewEvent, reading: Reading) -> Event:
    return Event(
        Event.make_id(reading.article.id, new.type, new.anchor.spans),
        new.type,
        new.actors,
        new.recipients,
        new.anchor,
        new.status,
        PERSON,
        1.0,
        mode=new.mode,
        according_to=None if new.by_the_report else _holder(reading, new.anchor.spans),
        date=new.date,
        what=new.what,
    )


def _holder(reading: Reading, spans: Spans) -> str | None:
    """Return the statement that holds the words, the innermost of several."""
    holding = [row for row in reading.statements if row.content.spans != spans and _holds(row.content.spans, spans)]
    return min(holding, key=lambda row: (_length(row.content.spans), row.id)).id if holding else None


def _holds(outer: Spans, inner: Spans) -> bool:
    return all(any(start <= first and past <= end for start, end in outer) for first, past in inner)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
