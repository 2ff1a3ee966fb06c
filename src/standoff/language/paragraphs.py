"""From an article to a `Doc` of tokens, before anything is read: the tokenizer, and the paragraphs of the text.

Paragraphs are boundaries that no sentence crosses; headings and furniture are parsed with the rest (which costs less
than cutting them out and moving every offset) but never read.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, pairwise
from typing import cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.types import Ints2d

from standoff.layout import paragraphs
from standoff.settings import MAX_CHARACTERS
from standoff.types import Article, Span

ONE_WORD = re.compile(r"(?:co|de|pre|re)-[a-z]+", re.IGNORECASE)
"""What spaCy's tokenizer would part at the hyphen: a parser takes the "de" of "de-escalate" for the verb."""


def blank(max_characters: int = MAX_CHARACTERS) -> Language:
    """Return spaCy's English tokenizer, without anything that reads."""
    nlp = spacy.blank("en")
    nlp.max_length = max_characters
    nlp.tokenizer.token_match = ONE_WORD.fullmatch  # type: ignore[union-attr]
    return nlp


_LONG = 400
_RUN = re.compile(rf"\S{{{_LONG}}}")


_NOTE = re.compile(r"\([a-z]{1,40}\)(?=:)")


def tokenized(text: str, nlp: Language) -> Doc:
    """Return the tokens of `text`; what has no space for long is cut first, and so is a note upon who speaks.

    The tokenizer looks a run of marks over again for each of them: 40,000 quotation marks took 100 seconds. Of
    "Orban(retranslated): Yes" it makes a name that nobody bears and no colon.
    """
    cuts = [match.end() for match in _RUN.finditer(text)]
    cuts += [edge for match in _NOTE.finditer(text) for edge in match.span()]
    if not cuts:
        return nlp.make_doc(text)
    parts = [nlp.make_doc(text[start:end]) for start, end in pairwise(sorted({0, *cuts, len(text)}))]
    words, spaces = ([getattr(token, name) for part in parts for token in part] for name in ("text", "whitespace_"))
    return Doc(nlp.vocab, words=words, spaces=[space == " " for space in spaces])


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


def bounded(article: Article, doc: Doc) -> tuple[Paragraph, ...]:
    """Return the paragraphs of an article whose tokens are `doc`; set a sentence start at each end of one."""
    found = _paragraphs(article, doc)
    _set_boundaries(doc, found)
    return _with_summaries(doc, found)


def places(doc: Doc) -> list[int]:
    """Return where each token begins in the text, in one array in place of a `Token` for each."""
    found: list[int] = doc.to_array("IDX").astype(np.int64).tolist()
    return found


def _paragraphs(article: Article, doc: Doc) -> tuple[Paragraph, ...]:
    starts = places(doc)
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
