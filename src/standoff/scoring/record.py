"""What a record holds of each article, out of the lines that `standoff read --format jsonl` writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

import msgspec

from standoff.errors import ExtractionError, GoldError
from standoff.scoring.gold import Gold
from standoff.scoring.rows import REPORTER, EventRow, Rows, StatementRow
from standoff.types import Article, Citation, Spans


@dataclass(frozen=True, slots=True)
class _Article:
    uri: str
    text: str


@dataclass(frozen=True, slots=True)
class _Actor:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class _Statement:
    id: str
    content: Spans
    form: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class _Event:
    id: str
    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    anchor: Spans
    status: str
    according_to: str | None = None
    date: str | None = None
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the record, as much of it as is scored."""

    article: _Article
    statements: tuple[_Statement, ...]
    events: tuple[_Event, ...]
    actors: tuple[_Actor, ...] = ()


_LINE: msgspec.json.Decoder[_Line] = msgspec.json.Decoder(_Line)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One article of a record and its rows."""

    uri: str
    text: str
    rows: Rows

    @property
    def name(self) -> str:
        """The name by which gold of this article would be filed."""
        return PurePosixPath(self.uri).stem


def read_line(line: bytes, place: str) -> Recorded:
    """Read a line of the record. Raises ExtractionError if it is none, CitationError if its words are not there."""
    try:
        found = _LINE.decode(line)
    except msgspec.DecodeError as error:
        raise ExtractionError(
            f"{place}: no line of a record ({str(error).lower()}); "
            "expected what `standoff read --format jsonl` writes: write it anew"
        ) from error
    article = Article(found.article.uri, found.article.text, extractor=place)
    return Recorded(article.uri, article.text, _rows(found, article))


@dataclass(frozen=True, slots=True)
class Record:
    """What a record has for some gold: its articles by text, and those of the gold's names that have another text."""

    same: Mapping[str, Recorded]
    other: Mapping[str, Recorded]


def gathered(lines: Iterable[Recorded], golds: Iterable[Gold]) -> Record:
    """Keep of a record what the gold is about; the rest may be large and is let go."""
    wanted = {gold.text: gold.name for gold in golds}
    names = frozenset(wanted.values())
    same: dict[str, Recorded] = {}
    other: dict[str, Recorded] = {}
    for line in lines:
        # A text may be in the record twice, read under two names with two dates: the name decides.
        if line.text in wanted and (line.text not in same or line.name == wanted[line.text]):
            same[line.text] = line
        elif line.text not in wanted and line.name in names:
            other[line.name] = line
    return Record(same, other)


def rows_of(gold: Gold, record: Record) -> Rows | None:
    """Return what a record has of the gold's report, None where it lacks it; raise GoldError if it has another text."""
    if gold.text in record.same:
        return record.same[gold.text].rows
    if gold.name not in record.other:
        return None
    found = record.other[gold.name]
    pairs = enumerate(zip(gold.text, found.text, strict=False))
    at = next((at for at, (ours, theirs) in pairs if ours != theirs), min(len(gold.text), len(found.text)))
    raise GoldError(
        f"{gold.uri}: the record has another text for {found.uri}, from character {at:,} on; "
        "expected the same to the character: read this file again"
    )


def _rows(line: _Line, article: Article) -> Rows:
    names = {actor.id: actor.name for actor in line.actors}
    speakers = {row.id: names.get(row.speaker, row.speaker) if row.speaker else None for row in line.statements}
    statements = tuple(_statement(row, article, speakers[row.id]) for row in line.statements)
    return Rows(statements, tuple(_event(row, article, speakers) for row in line.events))


def _statement(row: _Statement, article: Article, speaker: str | None) -> StatementRow:
    cited = Citation.of(article, row.content)
    return StatementRow(row.id, cited.spans, cited.exact, speaker, row.form)


def _event(row: _Event, article: Article, speakers: Mapping[str, str | None]) -> EventRow:
    cited = Citation.of(article, row.anchor)
    return EventRow(
        id=row.id,
        type=row.type,
        actors=row.actors,
        recipients=row.recipients,
        spans=cited.spans,
        exact=cited.exact,
        status=row.status,
        according_to=speakers.get(row.according_to, REPORTER) if row.according_to else REPORTER,
        date=row.date,
        answers=row.answers,
    )
