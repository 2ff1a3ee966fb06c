"""Word pieces: the units that the encoder reads, each with its place in the text.

The splitting is BERT's (Devlin et al. 2019, uncased): words and single punctuation marks, in lower case without
accents, cut greedily into the longest pieces that the vocabulary knows. It is written here because every piece must
keep its code points, and because the library that does it brings a network client along.
"""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from standoff.errors import ModelError

_ASCII_MARKS = "!-/:-@[-`{-~"
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"
_LONGEST = 100
_REMEMBERED = 1 << 16
_UNKNOWN = "[UNK]"


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of a text in its order: vocabulary ids, half-open ranges of code points, numbers of their words."""

    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.ids)


class WordPiece:
    """Holds a vocabulary, and remembers how words were cut: a report repeats most of its words."""

    def __init__(self, vocabulary: Path) -> None:
        try:
            words = vocabulary.read_text(encoding="utf-8").split("\n")
        except OSError as error:
            raise ModelError(f"{vocabulary}: {error.strerror}; the model is incomplete, install it again") from error
        self._ids = {word: number for number, word in enumerate(words) if word}
        self._words = re.compile(f"[{_marks()}{_IDEOGRAPHS}]|[^\\s{_marks()}{_IDEOGRAPHS}]+")
        self._cut = lru_cache(_REMEMBERED)(self._cut_token)

    def split(self, words: Iterable[tuple[int, str]]) -> Pieces:
        """Cut words, given with their places, such as the tokens of a text; no piece is a part of two.

        Characters that are no part of a word (white space, control characters) belong to no piece.
        """
        found = [
            (piece, at + start, at + end, number)
            for number, (at, word) in enumerate(words)
            for piece, start, end in self._cut(word)
        ]
        return Pieces(*zip(*found, strict=True)) if found else Pieces((), (), (), ())

    def _cut_token(self, token: str) -> tuple[tuple[int, int, int], ...]:
        return tuple(
            (piece, match.start() + start, match.start() + end)
            for match in self._words.finditer(token)
            for piece, start, end in self._cut_word(match.group())
        )

    def _cut_word(self, word: str) -> tuple[tuple[int, int, int], ...]:
        plain, places = _plain(word)
        if not plain:
            return ()
        found = tuple(self._longest(plain)) if len(plain) <= _LONGEST else ()
        if not found:
            return ((self._ids[_UNKNOWN], 0, len(word)),)
        return tuple((number, places[start], places[end - 1] + 1) for number, start, end in found)

    def _longest(self, plain: str) -> Iterator[tuple[int, int, int]]:
        """Yield the longest known pieces from left to right; nothing at all where one is unknown."""
        found, start = [], 0
        while start < len(plain):
            for end in range(len(plain), start, -1):
                number = self._ids.get(plain[start:end] if start == 0 else f"##{plain[start:end]}")
                if number is not None:
                    break
            else:
                return
            found.append((number, start, end))
            start = end
        yield from found


def _plain(word: str) -> tuple[str, list[int]]:
    """Return `word` in lower case without accents and control characters, and where each character came from."""
    if word.isascii() and word.isprintable():
        return word.lower(), list(range(len(word)))
    kept = [
        (mark, at)
        for at, char in enumerate(word)
        for mark in unicodedata.normalize("NFD", char.lower())
        if unicodedata.category(mark) not in ("Mn", "Cc", "Cf")
    ]
    return "".join(mark for mark, _ in kept), [at for _, at in kept]


@cache
def _marks() -> str:
    """Return the punctuation marks as the inside of a character class."""
    others = (chr(code) for code in range(0x80, min(sys.maxunicode, 0xFFFF)) if _is_mark(chr(code)))
    return _ASCII_MARKS.replace("[-`", "\\[-`") + re.escape("".join(others))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("P")


_INSIDE = 4
_OPENING, _CLOSING, _EITHER = frozenset("“«„"), frozenset("”»‟"), frozenset('"')


def features(text: str, pieces: Pieces) -> tuple[int, ...]:
    """Return what a lower-case piece does not tell: 0 to 47, a number for each combination.

    Case (0 none, 1 capital, 2 capitals, 3 digit), + 4 inside quotation marks, + 8 or 16 after a line break or a blank
    line, + 24 where no space stands before. A line break ends a quotation, so that a missing mark spoils one line.
    """
    found, quoted, at = [], False, 0
    for start, end in zip(pieces.starts, pieces.ends, strict=True):
        line = _line(text, at, start)
        word = text[start:end]
        quoted = (quoted and not line) or word in _OPENING
        if word in _EITHER:
            inside, quoted = True, not quoted
        else:
            inside = quoted or word in _CLOSING
            quoted = quoted and word not in _CLOSING
        found.append(_case(word) + _INSIDE * inside + 8 * line + 24 * (0 < at == start))
        at = end
    return tuple(found)


def is_quoted(feature: int) -> bool:
    """Tell of one of the `features` whether its piece stands inside quotation marks."""
    return bool(feature & _INSIDE)


def _line(text: str, at: int, start: int) -> int:
    """Return 2 after a blank line and at the beginning of the text, 1 after a line break, 0 within a line."""
    if at == 0:
        return 2 if start == 0 or "\n" in text[:start] else 0
    breaks = text.count("\n", at, start)
    return min(breaks, 2)


def _case(word: str) -> int:
    if word[:1].isupper():
        return 2 if len(word) > 1 and word.isupper() else 1
    return 3 if word[:1].isdigit() else 0
