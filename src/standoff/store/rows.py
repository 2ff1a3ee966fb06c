"""Nouns as rows of a database, and back. What comes back equals what went in."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

import msgspec

from standoff.errors import StoreError
from standoff.plover import EventType, Status
from standoff.store.connection import Connection
from standoff.types import Actor, ActorKind, Article, Citation, Coder, Event, Form, Span, Spans, Statement

Row = tuple[Any, ...]
Coders = Mapping[int, Coder]

ARTICLE = (
    "uri", "text", "extractor", "publisher", "headline", "headline_span", "byline", "dateline", "published_on",
    "language", "furniture", "capture", "published_at", "canonical",
)  # fmt: skip

CODER = ("name", "version", "digest")

ACTOR = ("id", "name", "kind", "country", "role", "acts_for", "wikidata")

STATEMENT = (
    "id", "source_spans", "source_exact", "cue_spans", "cue_exact", "content_spans", "content_exact", "form",
    "speaker", "addressees", "said_on", "parent", "score",
)  # fmt: skip

EVENT = (
    "id", "type", "mode", "contexts", "actors", "recipients", "actor_spans", "recipient_spans", "anchor_spans",
    "anchor_exact", "status", "according_to", "date", "place", "condition_spans", "condition_exact",
    "consequence_spans", "consequence_exact", "answers", "what", "score",
)  # fmt: skip

WITNESS = ("article", "uri", "publisher", "published_on", "capture", "published_at", "canonical")
READ_BY = ("article", "coder")
CAST = ("reading", "position", "actor")
MENTION = ("reading", "position", "actor", "first", "past")
TIME = ("reading", "position", "first", "past", "date")

PLACE = ("coder", "article", "position", "current", "first_on", "last_on")
"""What is known of a statement or an event besides itself."""

_SPANS: msgspec.json.Decoder[Spans] = msgspec.json.Decoder(Spans)
_SPAN: msgspec.json.Decoder[Span] = msgspec.json.Decoder(Span)
_NAMES: msgspec.json.Decoder[tuple[str, ...]] = msgspec.json.Decoder(tuple[str, ...])
_EMPTY = "[]"


def days(said: str | None, published_on: date | None) -> tuple[str | None, str | None]:
    """Return the first and the last day of a date or interval, else that of publication."""
    if said is None:
        return iso(published_on), iso(published_on)
    first, _, last = said.partition("/")
    return first, last or first


def article_row(noun: Article) -> Row:
    return (
        noun.uri, noun.text, noun.extractor, noun.publisher, noun.headline,
        _json(noun.headline_span) if noun.headline_span else None, noun.byline, noun.dateline,
        iso(noun.published_on), noun.language, _json(noun.furniture), noun.capture, iso(noun.published_at),
        noun.canonical,
    )  # fmt: skip


def witness_row(number: int, noun: Article) -> Row:
    """Return where the article with this number was found."""
    found = (number, noun.uri, noun.publisher, iso(noun.published_on), noun.capture)
    return (*found, iso(noun.published_at), noun.canonical)


def article_of(row: Row) -> Article:
    (
        uri, text, extractor, publisher, headline, span, byline, dateline, published_on, language, furniture, capture,
        published_at, canonical,
    ) = row  # fmt: skip
    return Article(
        uri=uri,
        text=text,
        extractor=extractor,
        publisher=publisher,
        headline=headline,
        headline_span=_SPAN.decode(span) if span else None,
        byline=byline,
        dateline=dateline,
        published_on=day_of(published_on),
        language=language,
        furniture=_spans(furniture),
        capture=capture,
        published_at=instant_of(published_at),
        canonical=canonical,
    )


def iso(when: date | datetime | None) -> str | None:
    return when.isoformat() if when else None


def day_of(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def instant_of(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def actor_row(noun: Actor) -> Row:
    return (noun.id, noun.name, noun.kind.value, noun.country, noun.role, noun.acts_for, noun.wikidata)


def actor_of(row: Row) -> Actor:
    identity, name, kind, country, role, acts_for, wikidata = row
    return Actor(identity, name, ActorKind(kind), country, role, acts_for, wikidata)


def statement_row(noun: Statement) -> Row:
    return (
        noun.id, *_cited(noun.source), *_cited(noun.cue), *_cited(noun.content), noun.form.value, noun.speaker,
        _json(noun.addressees), noun.said_on, noun.parent, noun.score,
    )  # fmt: skip


def statement_of(row: Row, coders: Coders) -> Statement:
    """Return the statement of a row that begins with its article's id and its coder's number."""
    (
        article_id, coder, identity, source_spans, source_exact, cue_spans, cue_exact, content_spans, content_exact,
        form, speaker, addressees, said_on, parent, score,
    ) = row  # fmt: skip
    return Statement(
        id=identity,
        source=_citation(article_id, source_spans, source_exact),
        cue=_citation(article_id, cue_spans, cue_exact),
        content=Citation(article_id, _spans(content_spans), content_exact),
        form=Form(form),
        coder=coders[coder],
        score=score,
        speaker=speaker,
        addressees=_names(addressees),
        said_on=said_on,
        parent=parent,
    )


def event_row(noun: Event) -> Row:
    return (
        noun.id, noun.type.value, noun.mode, _json(noun.contexts), _json(noun.actors), _json(noun.recipients),
        _json(noun.actor_spans), _json(noun.recipient_spans), *_cited(noun.anchor), noun.status.value,
        noun.according_to, noun.date, noun.place, *_cited(noun.condition), *_cited(noun.consequence),
        _json(noun.answers), noun.what, noun.score,
    )  # fmt: skip


def event_of(row: Row, coders: Coders) -> Event:
    """Return the event of a row that begins with its article's id and its coder's number."""
    (
        article_id, coder, identity, kind, mode, contexts, actors, recipients, actor_spans, recipient_spans,
        anchor_spans, anchor_exact, status, according_to, on, place, condition_spans, condition_exact,
        consequence_spans, consequence_exact, answers, what, score,
    ) = row  # fmt: skip
    return Event(
        id=identity,
        type=EventType(kind),
        actors=_names(actors),
        recipients=_names(recipients),
        anchor=Citation(article_id, _spans(anchor_spans), anchor_exact),
        status=Status(status),
        coder=coders[coder],
        score=score,
        mode=mode,
        contexts=_names(contexts),
        actor_spans=_spans(actor_spans),
        recipient_spans=_spans(recipient_spans),
        according_to=according_to,
        date=on,
        place=place,
        condition=_citation(article_id, condition_spans, condition_exact),
        consequence=_citation(article_id, consequence_spans, consequence_exact),
        answers=_names(answers),
        what=what,
    )


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def names(values: Iterable[str]) -> str:
    """Return names as the JSON that is one value of a command: databases limit how many values it has."""
    return _json(sorted(values))


NUMBERS = "SELECT CAST(value AS BIGINT) FROM json_each(?)"
"""The SQL of a list of numbers: PostgreSQL reads what is in JSON as text."""


def numbers(values: Iterable[int]) -> str:
    """Return numbers as the JSON that `NUMBERS` reads."""
    return _json(sorted(values))


def _cited(citation: Citation | None) -> tuple[str | None, str | None]:
    return (_json(citation.spans), citation.exact) if citation else (None, None)


def _citation(article_id: str, spans: str | None, exact: str | None) -> Citation | None:
    return None if spans is None or exact is None else citation(article_id, spans, exact)


def citation(article_id: str, spans: str, exact: str) -> Citation:
    return Citation(article_id, _spans(spans), exact)


def _spans(json: str) -> Spans:
    return () if json == _EMPTY else _SPANS.decode(json)


def _names(json: str) -> tuple[str, ...]:
    return () if json == _EMPTY else _NAMES.decode(json)


def coder_number(connection: Connection, noun: Coder) -> int:
    """Return the number of a coder, who is entered if he was not known."""
    known = _coder_number(connection, noun)
    if known is None:
        connection.hold("coders")
        known = _coder_number(connection, noun)
    return known or connection.insert("coders", CODER, (noun.name, noun.version, noun.digest))


def _coder_number(connection: Connection, noun: Coder) -> int | None:
    sql = "SELECT n, digest FROM coders WHERE name = ? AND version = ?"
    numbers = dict(map(reversed, connection.execute(sql, (noun.name, noun.version))))
    return numbers.get(noun.digest)


_AT_ONCE = 100
"""Articles that are fetched together: a client of PostgreSQL holds all rows of an answer."""


def each_article(connection: Connection, where: str) -> Iterator[tuple[int, str, Article]]:
    """Yield the articles in the order in which they came, each with its number and with its id as it was kept."""
    sql = f"SELECT n, id, {', '.join(ARTICLE)} FROM articles WHERE n > ? ORDER BY n LIMIT {_AT_ONCE}"
    found = connection.execute(sql, (0,)).fetchall()
    while found:
        for number, identity, *row in found:
            with readable(where):
                article = article_of(tuple(row))
            yield number, identity, article
        found = connection.execute(sql, (found[-1][0],)).fetchall()


MEND = "restore a copy, or read the reports again into a new database"


@contextmanager
def readable(where: str) -> Iterator[None]:
    """Raise what a row that does not hold what it should raises within as our error."""
    try:
        yield
    except (msgspec.DecodeError, KeyError, ValueError) as error:
        raise StoreError(f"{where}: a row was changed from outside and cannot be read ({error}); {MEND}") from error


def inserting(table: str, columns: Sequence[str]) -> str:
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
