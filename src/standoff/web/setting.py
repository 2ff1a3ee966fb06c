"""What a form sets of a row: the fields that are not as they were."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from msgspec import UNSET, UnsetType

from standoff import correcting
from standoff.corrections import NOTHING, Change, words_of
from standoff.errors import CorrectionError
from standoff.plover import EventType, Status
from standoff.queries.words import flat
from standoff.store import Store
from standoff.types import Actor, Article, Citation, Event, Form, Span, Spans, Statement

Fields = Mapping[str, str]
Choice = TypeVar("Choice", bound=StrEnum)


def sets(store: Store, row: Statement | Event, fields: Fields) -> tuple[Change, tuple[Actor, ...]]:
    """Return what the fields of a form change of a row, and actors whom the record does not know yet."""
    words = _spans(store, row, fields)
    if isinstance(row, Event):
        return _of_event(store, row, fields, words), ()
    return _of_statement(store, row, fields, words)


def chosen_span(article: Article, start: int, end: int) -> str:
    """Return the words at a span; raise CitationError where they prove nothing."""
    return Citation.of(article, (Span(start, end),)).exact


def names(field: str) -> tuple[str, ...]:
    """Return the names in a list with commas."""
    return tuple(each.strip() for each in field.split(",") if each.strip())


def span_of(fields: Fields) -> Span | None:
    """Return the span that was selected in the text, if one was."""
    start, end = fields.get("start", ""), fields.get("end", "")
    return Span(int(start), int(end)) if start.isdecimal() and end.isdecimal() else None


def occurrence_of(fields: Fields) -> int:
    said = fields.get("occurrence", "") or "1"
    if not said.isdecimal():
        raise CorrectionError(f"{said!r} is no number of a copy of the words; count from 1")
    return int(said)


def choice(kinds: type[Choice], said: str) -> Choice:
    """Return one of the words of a list; raise CorrectionError for another."""
    try:
        return kinds(said)
    except ValueError as error:
        raise CorrectionError(f"{said!r} is none of {', '.join(kinds)}; take one of the list") from error


def _spans(store: Store, row: Statement | Event, fields: Fields) -> Spans | UnsetType:
    cited = words_of(row)
    if span := span_of(fields):
        return UNSET if (span,) == cited.spans else (span,)
    words = fields.get("words")
    if words is None or flat(words).strip() == flat(cited.exact).strip():
        return UNSET
    return correcting.cited(store.article(cited.article_id), words, occurrence_of(fields)).spans


def _of_event(store: Store, row: Event, fields: Fields, words: Spans | UnsetType) -> Change:
    actors = correcting.parties(store, names(fields.get("actors", "")))
    recipients = correcting.parties(store, names(fields.get("recipients", "")))
    kind, status = choice(EventType, fields.get("type", row.type)), choice(Status, fields.get("status", row.status))
    date, what = fields.get("date", "").strip() or None, fields.get("what", "").strip() or None
    return replace(
        NOTHING,
        spans=words,
        type=UNSET if kind == row.type else kind,
        status=UNSET if status == row.status else status,
        actors=UNSET if actors == row.actors else actors,
        recipients=UNSET if recipients == row.recipients else recipients,
        date=UNSET if date == row.date else date,
        what=UNSET if what == row.what or flat(what or "") == flat(row.what or "") else what,
    )


def _of_statement(
    store: Store, row: Statement, fields: Fields, words: Spans | UnsetType
) -> tuple[Change, tuple[Actor, ...]]:
    said_by = fields.get("speaker", "").strip()
    speaker = correcting.speaker(store, said_by) if said_by else None
    addressees = [correcting.speaker(store, each) for each in names(fields.get("addressees", ""))]
    to = tuple(each.id for each in addressees)
    by = speaker.id if speaker else None
    form, date = choice(Form, fields.get("form", row.form)), fields.get("date", "").strip() or None
    change = replace(
        NOTHING,
        spans=words,
        speaker=UNSET if by == row.speaker else by,
        addressees=UNSET if to == row.addressees else to,
        form=UNSET if form == row.form else form,
        date=UNSET if date == row.said_on else date,
    )
    new = [actor for each in (*addressees, *([speaker] if speaker else [])) for actor in each.introduces]
    return change, tuple(dict.fromkeys(new))
