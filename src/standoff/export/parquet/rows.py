"""The rows of a reading, by table, with the names of the record."""

from collections.abc import Mapping

import msgspec

from standoff.export import jsonl
from standoff.export.parquet.partitions import TABLES
from standoff.types import Article, Citation, Event, Reading, Statement

Row = dict[str, object]
_WITNESS = ("uri", "publisher", "published_on", "capture", "published_at", "canonical")


def rows(reading: Reading, partition: str | None) -> Mapping[str, list[Row]]:
    """Return the rows of a reading that is the first of its article in a partition."""
    mentions = jsonl.mentions_of(reading)
    of = {"article_id": reading.article.id, "partition": partition}
    found: tuple[list[Row], ...] = (
        [{**_article(reading.article), "partition": partition}],
        [witness(reading, partition)],
        [{**jsonl.actor(each, mentions), **of} for each in reading.actors],
        [{**jsonl.statement(each), **_words_of_statement(each), **of} for each in reading.statements],
        [{**jsonl.event(each), **_words_of_event(each), **of} for each in reading.events],
    )
    return dict(zip(TABLES, found, strict=True))


def witness(reading: Reading, partition: str | None) -> Row:
    """Return where the text of an article was found."""
    article = _article(reading.article)
    return {**{name: article[name] for name in _WITNESS}, "article_id": article["id"], "partition": partition}


def _article(noun: Article) -> Row:
    """Return an article with the instant in the words that it has in the JSON."""
    return {**jsonl.article(noun), "published_at": msgspec.to_builtins(noun.published_at)}


def _words_of_statement(noun: Statement) -> Row:
    return _exact(source=noun.source, cue=noun.cue, content=noun.content)


def _words_of_event(noun: Event) -> Row:
    return _exact(anchor=noun.anchor, condition=noun.condition, consequence=noun.consequence)


def _exact(**citations: Citation | None) -> Row:
    return {f"{name}_exact": each.exact if each else None for name, each in citations.items()}
