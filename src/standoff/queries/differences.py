"""What the text of a copy has that the first report has not, sentence by sentence.

A sentence is cut at its full stop, without syntax, since an answer does not wait for a model: one that is cut in
the middle is shown in two pieces.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from standoff.layout import paragraphs
from standoff.types import Article, Span

ALIKE = 0.5
"""Of the words of two sentences, the share that both have where one is a rewording of the other."""

_LONGEST = 1_000
"""Tokens of a sentence that is still compared word by word: that takes the square of their number."""

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W\d_a-z])")
_ABBREVIATED = re.compile(
    r"(?:^|[\s(.])(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Col|Lt|Sen|Rep|Gov|St|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$"
)
_TOKEN = re.compile(r"\s+|[^\W_]+|[\W_]")
_WORD = re.compile(r"[^\W_]+")


class Change(StrEnum):
    """What a copy does with a sentence, or with some words of it."""

    KEPT = "kept"
    REWORDED = "reworded"
    ADDED = "added"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a sentence: kept, added, or left out."""

    change: Change
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a copy beside that of the first report; a span is None where the text has no such sentence."""

    change: Change
    span: Span | None
    first_span: Span | None
    pieces: tuple[Piece, ...]


def differences(first: Article, copy: Article) -> tuple[Passage, ...]:
    """Return the sentences of `copy` in their order, each with what it kept of `first`, and what it left out."""
    ours, theirs = _sentences(first), _sentences(copy)
    pairs = _pairs([_words(first, span) for span in ours], [_words(copy, span) for span in theirs])
    left_out = _left_out(len(ours), pairs)
    passages = [_dropped(first, ours[at]) for at in left_out[-1]]
    for at, span in enumerate(theirs):
        passages.append(_passage(first, ours[pairs[at]] if at in pairs else None, copy, span))
        passages += [_dropped(first, ours[each]) for each in left_out[pairs[at]]] if at in pairs else []
    return tuple(passages)


_Words = tuple[str, ...]


def _sentences(article: Article) -> list[Span]:
    """Return the sentences that are the report: not those of its furniture, nor its headline."""
    other = [*article.furniture, *([article.headline_span] if article.headline_span else ())]
    return [
        sentence
        for paragraph in paragraphs(article.text)
        for sentence in _cut(article.text, paragraph)
        if not any(start < sentence.end and sentence.start < end for start, end in other)
    ]


def _cut(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    for end in _END.finditer(text, *paragraph):
        if not _ABBREVIATED.search(text[start : end.start() + 1]):
            yield Span(start, start + len(text[start : end.end()].rstrip()))
            start = end.end()
    yield Span(start, paragraph.end)


def _words(article: Article, span: Span) -> _Words:
    return tuple(_WORD.findall(article.text[slice(*span)].casefold()))


def _pairs(ours: Sequence[_Words], theirs: Sequence[_Words]) -> dict[int, int]:
    """Return which sentence of theirs is which of ours, by their places: first the same words, then the likest."""
    same: dict[_Words, list[int]] = defaultdict(list)
    for at in reversed(range(len(ours))):
        same[ours[at]].append(at)
    pairs = {at: same[words].pop() for at, words in enumerate(theirs) if same.get(words)}
    free = set(range(len(ours))) - set(pairs.values())
    by_word: dict[str, list[int]] = defaultdict(list)
    for at in sorted(free):
        for word in set(ours[at]):
            by_word[word].append(at)
    for at, words in enumerate(theirs):
        best = None if at in pairs else _likest(words, ours, by_word, free)
        if best is not None:
            pairs[at] = best
            free.remove(best)
    return pairs


def _likest(words: _Words, ours: Sequence[_Words], by_word: Mapping[str, list[int]], free: set[int]) -> int | None:
    shared = Counter(at for word in set(words) for at in by_word.get(word, []) if at in free)
    alike = {at: 2 * count / (len(set(words)) + len(set(ours[at]))) for at, count in shared.items()}
    best = max(alike, key=lambda at: (alike[at], -at), default=None)
    return best if best is not None and alike[best] >= ALIKE else None


def _left_out(count: int, pairs: Mapping[int, int]) -> dict[int, list[int]]:
    """Return the sentences of ours that are in no pair, by the last one before them that is in one, else by -1."""
    kept, last = set(pairs.values()), -1
    found: dict[int, list[int]] = defaultdict(list)
    for at in range(count):
        if at in kept:
            last = at
        else:
            found[last].append(at)
    return found


def _dropped(first: Article, span: Span) -> Passage:
    return Passage(Change.LEFT_OUT, None, span, (Piece(Change.LEFT_OUT, first.text[slice(*span)]),))


def _passage(first: Article, before: Span | None, copy: Article, span: Span) -> Passage:
    words = copy.text[slice(*span)]
    if before is None:
        return Passage(Change.ADDED, span, None, (Piece(Change.ADDED, words),))
    old = first.text[slice(*before)]
    if old == words:
        return Passage(Change.KEPT, span, before, (Piece(Change.KEPT, words),))
    return Passage(Change.REWORDED, span, before, tuple(_pieces(_TOKEN.findall(old), _TOKEN.findall(words))))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    if max(len(old), len(new)) > _LONGEST:
        yield Piece(Change.LEFT_OUT, "".join(old))
        yield Piece(Change.ADDED, "".join(new))
        return
    for tag, first, past, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.KEPT, "".join(new[start:end]))
            continue
        if first < past:
            yield Piece(Change.LEFT_OUT, "".join(old[first:past]))
        if start < end:
            yield Piece(Change.ADDED, "".join(new[start:end]))
