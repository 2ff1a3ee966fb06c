"""Rows as labels: the files that `standoff score` and training read, as docs/gold.md describes them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from standoff.corrections import PERSON, words_of
from standoff.types import Article, Citation, Event, Reading, Span, Statement

REPORTER = "reporter"
"""Whose word an event is that the report itself states."""

_WORD = re.compile(r"\w")
_UNSAFE = re.compile(r"[^\w.-]+")
_BOM = "\ufeff"

_Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Written:
    """The name of the files of an article, and how many of its rows are labels, are a person's, and cannot be labels.

    A row without a word cannot be.
    """

    name: str
    rows: int
    by_persons: int
    left_out: int


def write(reading: Reading, folder: Path, name: str) -> Written:
    """Write NAME.txt, NAME.json and NAME.meta.json of an article."""
    # A byte order mark at the beginning of a file is no part of its text; one that is part of it stands after another.
    text = reading.article.text
    (folder / f"{name}.txt").write_bytes((_BOM + text if text.startswith(_BOM) else text).encode())
    (folder / f"{name}.json").write_bytes(_lines(labels(reading, name)))
    (folder / f"{name}.meta.json").write_bytes(_lines(_meta(reading.article)))
    every: tuple[Statement | Event, ...] = (*reading.statements, *reading.events)
    rows = [row for row in every if _can_be_cited(words_of(row))]
    return Written(name, len(rows), sum(row.coder == PERSON for row in rows), len(every) - len(rows))


def names(articles: Iterable[Article]) -> Iterator[str]:
    """Yield a name for the files of each article: the end of its address, made another where an earlier one has it."""
    taken: set[str] = set()
    for article in articles:
        stem = _UNSAFE.sub("-", PurePosixPath(article.uri).stem).strip(".-") or "article"
        digest = article.id.removeprefix("sha256:")
        name = stem if stem.casefold() not in taken else f"{stem}-{digest[:8]}"
        name = name if name.casefold() not in taken else digest
        taken.add(name.casefold())
        yield name


def labels(reading: Reading, name: str) -> _Json:
    """Return the labels of an article; each says whose it is."""
    text, statements = reading.article.text, [row for row in reading.statements if _can_be_cited(row.content)]
    events = [row for row in reading.events if _can_be_cited(row.anchor)]
    speakers = _speakers(reading)
    ids = {row.id: f"e{number}" for number, row in enumerate(events, 1)}
    return {
        "doc": name,
        "published": _published(reading.article),
        "statements": [_statement(text, row, f"s{n}", speakers) for n, row in enumerate(statements, 1)],
        "events": [_event(text, row, ids, speakers) for row in events],
    }


def _can_be_cited(citation: Citation) -> bool:
    return _WORD.search(citation.exact) is not None


def _speakers(reading: Reading) -> Mapping[str, str | None]:
    """Return the names of the speakers by statement."""
    actors = {actor.id: actor.name for actor in reading.actors}
    return {row.id: actors.get(row.speaker, row.speaker) if row.speaker else None for row in reading.statements}


def _statement(text: str, row: Statement, number: str, speakers: Mapping[str, str | None]) -> _Json:
    return {
        "id": number,
        **_cited(text, "content", row.content),
        "source": row.source.exact if row.source else None,
        "speaker": speakers[row.id],
        "form": row.form,
        "coder": str(row.coder),
    }


def _event(text: str, row: Event, ids: Mapping[str, str], speakers: Mapping[str, str | None]) -> _Json:
    return {
        "id": ids[row.id],
        "type": row.type,
        "actor": row.actors,
        "recipient": row.recipients,
        **_cited(text, "anchor", row.anchor),
        "status": row.status,
        "according_to": speakers.get(row.according_to, REPORTER) if row.according_to else REPORTER,
        "date": row.date,
        "answers": [ids[each] for each in row.answers if each in ids],
        "condition": row.condition.exact if row.condition else None,
        "consequence": row.consequence.exact if row.consequence else None,
        "what": row.what,
        "coder": str(row.coder),
    }


def _cited(text: str, name: str, citation: Citation) -> _Json:
    """Return the words, of those in several pieces the longest, and which copy of them in the report is meant."""
    pieces = [span for span in citation.spans if _WORD.search(text, *span)]
    start, end = max(pieces, key=_length)
    return {name: text[start:end], "occurrence": _copies(text, text[start:end], start)}


def _length(span: Span) -> int:
    return span.end - span.start


def _copies(text: str, words: str, until: int) -> int:
    """Return how many copies of `words` begin up to a place; they may overlap."""
    found, at = 0, -1
    while (at := text.find(words, at + 1)) >= 0 and at <= until:
        found += 1
    return found


def _meta(article: Article) -> _Json:
    return {"published": _published(article), "uri": article.uri, "publisher": article.publisher, "id": article.id}


def _published(article: Article) -> str | None:
    return article.published_on.isoformat() if article.published_on else None


def _lines(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"
