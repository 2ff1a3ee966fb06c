"""An article out of plain text, kept to the character."""

import re
from datetime import date, datetime

from standoff.errors import ExtractionError
from standoff.extract.decode import decode
from standoff.extract.frame import frame
from standoff.extract.languages import language_of
from standoff.extract.published import published
from standoff.settings import MAX_CHARACTERS, Settings
from standoff.types import Article, Capture, Span

EXTRACTOR = "text/1"
_WORD = re.compile(r"[^\W\d_]")
_SURROGATE = re.compile("[\ud800-\udfff]")


def from_text(capture: Capture, settings: Settings) -> Article:
    """Read a plain text. The option says when it was published; without one a dated line in it does."""
    fields = dict(capture.fields)
    told = published(fields.get("published_on"), on=settings.published_on)
    return article_of_text(
        decode(capture.payload, capture.uri),
        uri=capture.uri,
        published_on=told.on,
        published_at=told.at,
        publisher=settings.publisher or fields.get("publisher"),
        capture=capture.digest,
        max_characters=settings.max_characters,
    )


def article_of_text(
    text: str,
    *,
    uri: str = "text",
    place: str | None = None,
    published_on: date | None = None,
    published_at: datetime | None = None,
    publisher: str | None = None,
    headline: str | None = None,
    byline: str | None = None,
    canonical: str | None = None,
    extractor: str = EXTRACTOR,
    capture: str | None = None,
    max_characters: int = MAX_CHARACTERS,
) -> Article:
    """Mark what stands around the report in `text`; what the caller knows wins over what the text says.

    `published_at` is an instant of the day `published_on`. `place` is how errors name the text, if not by its address.
    """
    check_words(text, place or uri, max_characters)
    found = frame(text)
    span = _opening(text, headline) if headline else found.headline
    return Article(
        uri,
        text,
        extractor,
        publisher=publisher,
        headline=headline or (text[slice(*span)] if span else None),
        headline_span=span,
        byline=byline or found.byline,
        dateline=found.dateline,
        published_on=published_on or found.published_on,
        language=language_of(text, found.furniture),
        furniture=found.furniture,
        capture=capture,
        published_at=published_at,
        canonical=canonical,
    )


def _opening(text: str, headline: str) -> Span | None:
    """Return the span of a known headline if the text begins with it, on a line of its own."""
    start = len(text) - len(text.lstrip())
    end = start + len(headline)
    return Span(start, end) if text.startswith(headline, start) and text[end : end + 1] in ("\n", "\r") else None


def check_words(text: str, uri: str, max_characters: int) -> None:
    """Raise ExtractionError for a text that cannot be a report: no words, too many, or half a character."""
    if len(text) > max_characters:
        raise ExtractionError(
            f"{uri}: the text has {len(text):,} characters, a report has at most {max_characters:,}; "
            "split it, or raise the limit with --max-characters"
        )
    half = _SURROGATE.search(text)
    if half:
        raise ExtractionError(
            f"{uri}: half of a character (surrogate U+{ord(half[0]):04X}) at offset {half.start():,}; "
            "expected whole ones: write the text again from its origin"
        )
    if not _WORD.search(text):
        raise ExtractionError(f"{uri}: no words in it; expected the text of a report")
