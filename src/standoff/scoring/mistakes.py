"""What was missed and what is wrong, row by row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from standoff.scoring.agreement import same_actors, same_answer, same_authority, same_recipients
from standoff.scoring.matching import Matching
from standoff.scoring.rows import EventRow, StatementRow
from standoff.scoring.speakers import same_speaker

Value = str | tuple[str, ...] | None


class Kind(StrEnum):
    """How a row is mistaken."""

    MISSED = "missed"
    WRONG = "wrong"
    DIFFERS = "differs"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row in which what was read is not what the gold has."""

    field: str
    read: Value
    gold: Value


@dataclass(frozen=True, slots=True)
class Mistake:
    """A row of the gold that was missed, one that was read and matches none, or two that match and differ."""

    kind: Kind
    gold: StatementRow | EventRow | None = None
    read: StatementRow | EventRow | None = None
    differs: tuple[Difference, ...] = ()


def mistakes(found: Matching) -> list[Mistake]:
    """Return the mistakes in one report, in the order of the text."""
    return sorted((*_statements(found), *_events(found)), key=_place)


def _place(mistake: Mistake) -> tuple[object, ...]:
    row = mistake.gold or mistake.read
    return row.spans if row else ()


def _statements(found: Matching) -> Iterator[Mistake]:
    ours, theirs = {one for one, _ in found.statements}, {other for _, other in found.statements}
    yield from (Mistake(Kind.MISSED, row) for one, row in enumerate(found.gold.statements) if one not in ours)
    yield from (Mistake(Kind.WRONG, None, row) for one, row in enumerate(found.read.statements) if one not in theirs)
    for gold, read in found.statement_pairs:
        if differs := tuple(_statement_differences(gold, read)):
            yield Mistake(Kind.DIFFERS, gold, read, differs)


def _events(found: Matching) -> Iterator[Mistake]:
    ours, theirs = {one for one, _ in found.events}, {other for _, other in found.events}
    yield from (Mistake(Kind.MISSED, row) for one, row in enumerate(found.gold.events) if one not in ours)
    yield from (Mistake(Kind.WRONG, None, row) for one, row in enumerate(found.read.events) if one not in theirs)
    pairs = found.event_pairs
    read_for = {gold.id: read for gold, read in pairs}
    for gold, read in pairs:
        if differs := tuple(_event_differences(gold, read, read_for)):
            yield Mistake(Kind.DIFFERS, gold, read, differs)


def _statement_differences(gold: StatementRow, read: StatementRow) -> Iterator[Difference]:
    if not same_speaker(gold.speaker, read.speaker):
        yield Difference("speaker", read.speaker, gold.speaker)
    if gold.form != read.form:
        yield Difference("form", read.form, gold.form)


def _event_differences(gold: EventRow, read: EventRow, read_for: Mapping[str, EventRow]) -> Iterator[Difference]:
    """Yield what is measured and differs; a date or an answer is measured where the gold has one."""
    if not same_actors(gold, read):
        yield Difference("actor", read.actors, gold.actors)
    if not same_recipients(gold, read):
        yield Difference("recipient", read.recipients, gold.recipients)
    if gold.status != read.status:
        yield Difference("status", read.status, gold.status)
    if not same_authority(gold, read):
        yield Difference("according to", read.according_to, gold.according_to)
    if gold.date and gold.date != read.date:
        yield Difference("date", read.date, gold.date)
    if gold.answers and not same_answer(gold, read, read_for):
        yield Difference("answers", read.answers, gold.answers)
