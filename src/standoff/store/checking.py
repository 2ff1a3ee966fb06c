"""Every citation against the text that it cites: before a reading is written, and in what is kept."""

from collections.abc import Iterator

from standoff.corrections import PERSON, Correction, words_of
from standoff.errors import CitationError, CorrectionError
from standoff.store.connection import Connection
from standoff.store.keeping import every
from standoff.store.lens import Lens
from standoff.store.rows import ARTICLE, article_of, each_article, readable
from standoff.store.selecting import Of, events_of, statements_of
from standoff.types import Article, Citation, Event, Mention, Reading, Span, Statement, check_spans


def check_reading(reading: Reading) -> int:
    """Return how many citations of `reading` hold; raise CitationError at the first row whose evidence does not."""
    article = reading.article
    checked = sum(_check_statement(article, statement) for statement in reading.statements)
    checked += sum(_check_event(article, event) for event in reading.events)
    for mention in reading.mentions:
        _check_mention(article, mention)
    for time in reading.times:
        _check_spans(article, f"time {time.date}", (time.span,))
    if article.headline_span is not None:
        check_spans(article, (article.headline_span,))
    return checked


def check_coders(reading: Reading) -> None:
    """Raise CorrectionError at a row of a person: such rows follow from corrections, and are written with them."""
    rows: tuple[Statement | Event, ...] = (*reading.statements, *reading.events)
    for row in rows:
        if row.coder.name == PERSON.name:
            raise CorrectionError(f"row {row.id}: is of coder {row.coder}; keep the correction in place of the row")


def check_rows(connection: Connection, lens: Lens, where: str) -> int:
    """Check the rows of all coders; return how many citations hold."""
    return sum(check_reading(kept) for kept in _kept(connection, lens, where))


def check_correction(connection: Connection, correction: Correction) -> int:
    """Return how many citations of what a person saw hold; raise CitationError at the first that does not."""
    rows = [each.row for each in (correction.target, correction.other) if each]
    checked = sum(_check_row(_cited(connection, words_of(row)), row) for row in rows)
    if correction.words:
        checked += _check_citations(_cited(connection, correction.words), correction.id, (correction.words,))
    return checked


def check_corrections(connection: Connection) -> int:
    """Check what persons saw when they corrected it; return how many citations hold."""
    return sum(check_correction(connection, each) for each in every(connection))


def _cited(connection: Connection, citation: Citation) -> Article:
    sql = f"SELECT {', '.join(ARTICLE)} FROM articles WHERE id = ?"
    return article_of(connection.execute(sql, (citation.article_id,)).fetchone())


def _check_row(article: Article, row: Statement | Event) -> int:
    return _check_statement(article, row) if isinstance(row, Statement) else _check_event(article, row)


def _check_statement(article: Article, statement: Statement) -> int:
    return _check_citations(article, statement.id, (statement.source, statement.cue, statement.content))


def _check_event(article: Article, event: Event) -> int:
    for spans in (event.actor_spans, event.recipient_spans):
        if spans:
            _check_spans(article, event.id, spans)
    return _check_citations(article, event.id, (event.anchor, event.condition, event.consequence))


def _check_mention(article: Article, mention: Mention) -> None:
    _check_spans(article, f"mention of {mention.actor}", (mention.span,))


def _check_citations(article: Article, row: str, citations: tuple[Citation | None, ...]) -> int:
    checked = 0
    for citation in citations:
        if citation is not None:
            try:
                citation.check(article)
            except CitationError as error:
                raise CitationError(f"row {row}: {error}") from error
            checked += 1
    return checked


def _check_spans(article: Article, row: str, spans: tuple[Span, ...]) -> None:
    try:
        check_spans(article, spans)
    except CitationError as error:
        raise CitationError(f"row {row}: {error}") from error


def _kept(connection: Connection, lens: Lens, where: str) -> Iterator[Reading]:
    """Yield each article with the rows of all its coders."""
    for number, identity, article in each_article(connection, where):
        if article.id != identity:
            raise CitationError(
                f"{article.uri}: the text was changed after it was kept: it was {identity}, it is {article.id}; "
                "restore a copy, or read the report again into a new file"
            )
        with readable(f"{where}: {article.uri}"):
            kept = Reading(
                article,
                mentions=_mentions(connection, number),
                statements=tuple(statements_of(connection, number, lens, Of.EVER)),
                events=tuple(events_of(connection, number, lens, Of.EVER)),
            )
        yield kept


def _mentions(connection: Connection, article: int) -> tuple[Mention, ...]:
    sql = "SELECT actor, first, past FROM mentions WHERE reading IN (SELECT n FROM readings WHERE article = ?)"
    return tuple(Mention(actor, Span(first, past)) for actor, first, past in connection.execute(sql, (article,)))
