"""An article out of a web page: the main text by trafilatura, the date by the page's own metadata."""

import logging
from functools import cache
from importlib.metadata import version
from types import MappingProxyType
from typing import Any

import trafilatura
from trafilatura.settings import Document

from standoff.errors import ExtractionError
from standoff.extract.decode import decode_page
from standoff.extract.pages import page_day, without_scripts
from standoff.extract.text import article_of_text, told_day
from standoff.settings import Settings
from standoff.types import Article, Capture

EXTRACTOR = f"trafilatura/{version('trafilatura')}"
# Of pages that consist of links alone, trafilatura reads 9,000 a second; a page of a newspaper has a few thousand tags.
_MAX_TAGS = 100_000
_MAX_MARKUP = 8_000_000
# Its search through the text takes any date that it finds there, be it of the event or of the copyright.
_DATES = MappingProxyType({"extensive_search": False, "original_date": True})


def from_html(capture: Capture, settings: Settings) -> Article:
    """Read a web page: each paragraph, heading or item of its main text becomes a paragraph of the article."""
    page = without_scripts(decode_page(capture.payload, capture.uri))
    _check_size(page, capture.uri)
    fields = dict(capture.fields)
    tree, found = _extracted(page, capture.uri)
    return article_of_text(
        "\n\n".join(line.strip() for line in (found.text or "").splitlines() if line.strip()),
        uri=capture.uri,
        published_on=told_day(capture, settings) or page_day(tree),
        publisher=settings.publisher or fields.get("publisher") or found.sitename,
        headline=found.title,
        byline=found.author,
        extractor=EXTRACTOR,
        capture=capture.digest,
        max_characters=settings.max_characters,
    )


def _check_size(page: str, uri: str) -> None:
    tags = page.count("<")
    if tags > _MAX_TAGS or len(page) > _MAX_MARKUP:
        raise ExtractionError(
            f"{uri}: a page of {len(page):,} characters and {tags:,} tags without its scripts; expected at most "
            f"{_MAX_MARKUP:,} and {_MAX_TAGS:,}: save the report from it as plain text"
        )


def _extracted(page: str, uri: str) -> tuple[Any, Document]:
    _quiet()
    tree = trafilatura.load_html(page)
    found = None
    if tree is not None:
        found = trafilatura.bare_extraction(
            tree, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
        )
    if tree is None or not isinstance(found, Document) or not found.text:
        raise ExtractionError(f"{uri}: no text of an article found in this page; save the report from it as plain text")
    return tree, found


@cache
def _quiet() -> None:
    """Keep the libraries' remarks on bad markup from standard error, where no handler is set up for them."""
    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
