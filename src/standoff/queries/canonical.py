"""All that a record shows, in an order that does not depend on how it came: two records are the same if these are."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

import msgspec

from standoff.export import jsonl
from standoff.store import Store, Witness


def canonical(store: Store) -> Iterator[bytes]:
    """Yield lines of JSON, without line breaks: articles by their ids, then stories, then corrections, by theirs.

    An article comes with its witnesses, the one that was read first, and all its rows, each with the rows of other
    articles that repeat it. Numbers that a store gives to what it keeps are left out. Demands follow from the rest.
    """
    witnesses: dict[str, list[Witness]] = defaultdict(list)
    for witness in store.witnesses():
        witnesses[witness.article_id].append(witness)
    for article_id in sorted(witnesses):
        yield _line(_article(store, article_id, witnesses[article_id]))
    for story in sorted(store.stories(), key=lambda each: each.id):
        yield _line({"story": story.id, "articles": story.articles})
    for kept in sorted(store.corrections(), key=lambda each: each.correction.id):
        yield _line(kept)


def _article(store: Store, article_id: str, witnesses: list[Witness]) -> dict[str, object]:
    reading = store.reading(article_id)
    retold = store.retold([*(row.id for row in reading.statements), *(row.id for row in reading.events)])
    repeated = {row: sorted(each.id for each in found) for row, found in retold.items()}
    rest = jsonl.as_json(replace(reading, demands=()))
    return {**rest, "witnesses": [_witness(each) for each in witnesses], "repeated": repeated}


def _witness(noun: Witness) -> dict[str, object]:
    return {
        "uri": noun.uri,
        "publisher": noun.publisher,
        "published_on": noun.published_on,
        "capture": noun.capture,
        "published_at": noun.published_at,
        "canonical": noun.canonical,
    }


def _line(noun: object) -> bytes:
    return msgspec.json.encode(noun, order="deterministic")
