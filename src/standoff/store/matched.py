"""Which words of a text a search finds.

Every kind of database looks for stems by Porter among the same tokens, so that one of them can say for all: a table in
memory, with the tokenizer of the record's own.
"""

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from types import MappingProxyType

from standoff.store.selecting import phrases
from standoff.types import Span, Spans

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""As in the schema of SQLite."""

_OPEN, _CLOSE = "\ufdd0", "\ufdd1"
_MARKS = re.compile(f"[{_OPEN}{_CLOSE}]")
# None of these belongs to a word. Two are what found words are marked with, and SQLite ends a text at the third.
_BLANKS = MappingProxyType(dict.fromkeys(map(ord, (_OPEN, _CLOSE, "\x00")), " "))


def matched(words: str, texts: Sequence[str]) -> list[Spans]:
    """Return where in each text words stand that `StatementFilter.words` finds; words of a phrase only side by side.

    A text that lacks some of the words has the spans of the others.
    """
    wanted = " OR ".join(f'"{each}"' for each in phrases(words))
    if not wanted:
        return [()] * len(texts)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIRTUAL TABLE texts USING fts5 (said, tokenize = '{TOKENIZER}')")
        rows = ((number, text.translate(_BLANKS)) for number, text in enumerate(texts))
        connection.executemany("INSERT INTO texts (rowid, said) VALUES (?, ?)", rows)
        sql = "SELECT rowid, highlight(texts, 0, ?, ?) FROM texts WHERE texts MATCH ?"
        found = dict(connection.execute(sql, (_OPEN, _CLOSE, wanted)))
    return [tuple(_spans(found.get(number, ""))) for number in range(len(texts))]


def _spans(marked: str) -> Iterator[Span]:
    """Yield what stands between marks, counted without them."""
    edges = [mark.start() - number for number, mark in enumerate(_MARKS.finditer(marked))]
    return (Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
