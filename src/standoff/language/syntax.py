"""Sentences and their structure.

One `Doc` holds the whole article, so `doc.text == article.text` and `token.idx` is a code point of the article. spaCy
is the container and the tokenizer; what is in it, the encoder has read.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from spacy import tokens
from spacy.language import Language
from spacy.tokens import Doc, Token

from standoff.errors import ExtractionError
from standoff.language.encoder import Encoder, Sheet, Window
from standoff.language.paragraphs import Paragraph, ParagraphKind, blank, bounded, places, tokenized
from standoff.language.parsing.grammar import Annotation, Labels
from standoff.language.parsing.words import Words
from standoff.settings import MAX_CHARACTERS
from standoff.types import Article, Span, Spans

__all__ = ["Doc", "Paragraph", "ParagraphKind", "Parse", "Syntax", "Token", "places", "span_of", "tokens", "word_span"]


@dataclass(frozen=True, slots=True)
class Parse:
    """An article with its syntax, and what the encoder saw of it for other heads."""

    article: Article
    doc: Doc
    paragraphs: tuple[Paragraph, ...]
    sheet: Sheet
    windows: tuple[Window, ...]

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
    """Holds a tokenizer, by default spaCy's for English, and the encoder, which other heads share."""

    def __init__(self, encoder: Encoder, max_characters: int = MAX_CHARACTERS, nlp: Language | None = None) -> None:
        self._encoder = encoder
        self._nlp = nlp or blank(max_characters)
        self._labels = Labels(encoder.manifest)
        self._words = Words(self._nlp.vocab)
        self._max = max_characters

    def parse(self, article: Article) -> Parse:
        """Parse one article; raise ExtractionError if it is too long to be a report."""
        if len(article.text) > self._max:
            raise ExtractionError(
                f"{article.uri}: the text has {len(article.text):,} characters, a report has at most {self._max:,}; "
                "split it, or raise the limit with --max-characters"
            )
        return self.annotate(article, tokenized(article.text, self._nlp))

    def annotate(self, article: Article, doc: Doc) -> Parse:
        """Parse an article whose tokens are `doc`, and write into it what was read."""
        paragraphs = bounded(article, doc)
        edges = np.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
        sheet = self._encoder.sheet(doc.text, ((token.idx, token.text) for token in doc), edges)
        annotation, windows = Annotation(doc, sheet, self._encoder, self._labels), []
        for window, grammar in self._encoder.read(sheet):
            annotation.take(window, grammar)
            windows.append(window)
        annotation.write(self._words)
        return Parse(article, doc, paragraphs, sheet, tuple(windows))


def span_of(doc: Doc, start: int, end: int) -> Span:
    """Return the characters of a range of tokens, which must not be empty."""
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last.text))


def word_span(token: Token) -> Span:
    """Return the characters of one token."""
    return Span(token.idx, token.idx + len(token.text))
