"""An article out of a web page: the main text as the page has it, which trafilatura chooses, and what it says of it."""

import logging
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any

import trafilatura
from lxml import etree, html
from trafilatura.settings import Document, Extractor

from standoff.errors import ExtractionError
from standoff.extract.decode import decode_page
from standoff.extract.markup import Markup, cut, lean, shown
from standoff.extract.matching import Visible, places_of
from standoff.extract.metadata import metadata
from standoff.extract.pagemap import PageMap, written
from standoff.extract.published import published
from standoff.extract.text import article_of_text
from standoff.settings import Settings
from standoff.types import Article, Capture

# Another version of trafilatura may choose another text, and is another extractor.
EXTRACTOR = f"html/2+{version('trafilatura')}"
# A page of a newspaper has a few thousand tags. The time that trafilatura takes grows with the square of paragraphs of
# one word: 3 s for 30,000 tags, 30 s for 100,000.
_MAX_TAGS = 30_000
_MAX_ENTITIES = 100_000
_MAX_MARKUP = 4_000_000
# What trafilatura leaves out in any case, and need not walk over nine times then. Not a `form`: it may hold all.
_NEVER = (
    "aside", "audio", "button", "canvas", "dialog", "embed", "footer", "head", "input", "link", "menu", "nav",
    "noscript", "object", "picture", "select", "svg", "video",
)  # fmt: skip
_INLINE = frozenset({"code", "del", "graphic", "hi", "ref", "span"})


def from_html(capture: Capture, settings: Settings) -> Article:
    """Read a web page: each paragraph, heading or item of its main text becomes a paragraph of the article."""
    markup, page = _opened(capture)
    tree = _tree(page, capture.uri)
    fields, said = dict(capture.fields), metadata(markup, tree, capture.uri)
    text = _mapped(markup, page, tree, capture.uri).text
    told = published(fields.get("published_on"), said.published, on=settings.published_on)
    return article_of_text(
        text,
        uri=capture.uri,
        published_on=told.on,
        published_at=told.at,
        publisher=settings.publisher or fields.get("publisher") or said.publisher,
        headline=next((title for title in said.titles if text.startswith(f"{title}\n\n")), said.headline),
        byline=said.byline,
        canonical=said.canonical,
        extractor=EXTRACTOR,
        capture=capture.digest,
        max_characters=settings.max_characters,
    )


def places(capture: Capture, article: Article) -> PageMap:
    """Return where on the page each character of its article stands, worked out anew from the bytes.

    Raises ExtractionError where the page gives another text: by another version of the extractor, say.
    """
    markup, page = _opened(capture)
    found = _mapped(markup, page, _tree(page, capture.uri), capture.uri)
    if found.text != article.text:
        raise ExtractionError(
            f"{capture.uri}: {EXTRACTOR} finds another text in this page than {article.extractor} did; "
            "read the page again to have an article that can be shown in it"
        )
    return found


def _opened(capture: Capture) -> tuple[Markup, bytes]:
    markup = cut(decode_page(capture.payload, capture.uri))
    page = lean(markup)
    _check_size(page, capture.uri)
    return markup, page


def _tree(page: bytes, uri: str) -> Any:
    try:
        return html.document_fromstring(
            page, parser=html.HTMLParser(encoding="utf-8", collect_ids=False, default_doctype=False)
        )
    except etree.ParserError as error:
        raise _nothing(uri) from error


def _check_size(page: bytes, uri: str) -> None:
    tags, entities = page.count(b"<"), page.count(b"&")
    if tags > _MAX_TAGS or entities > _MAX_ENTITIES or len(page) > _MAX_MARKUP:
        raise ExtractionError(
            f"{uri}: a page of {len(page):,} bytes, {tags:,} tags and {entities:,} entities without its scripts; "
            f"expected at most {_MAX_MARKUP:,}, {_MAX_TAGS:,} and {_MAX_ENTITIES:,}: save its report as plain text"
        )


def _mapped(markup: Markup, page: bytes, tree: Any, uri: str) -> PageMap:
    """Write the article of a page; its tree is spent afterwards."""
    lines = _main_text(tree) or _all_text(page, uri)
    visible = Visible.of(list(shown(markup)))
    found = written(markup, visible, places_of(lines, visible))
    if not found.text:
        raise _nothing(uri)
    return found


def _main_text(tree: Any) -> Sequence[str]:
    """Return the lines that trafilatura takes for the report, as it writes them."""
    etree.strip_elements(tree, *_NEVER, with_tail=False)
    return _extracted(tree)


def _all_text(page: bytes, uri: str) -> Sequence[str]:
    """Look once more, also at what is no report as a rule: a menu that is not closed holds the rest of the page."""
    return _extracted(_tree(page, uri))


def _extracted(tree: Any) -> Sequence[str]:
    _quiet()
    found = trafilatura.bare_extraction(tree, options=_options())
    return list(_lines(found.body)) if isinstance(found, Document) else ()


def _lines(body: Any) -> Iterator[str]:
    """Yield what trafilatura kept, block by block: its text has marks of lists and cells, and entities read twice."""
    line: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag not in _INLINE:
            yield "".join(line)
            line.clear()
        line.append((element.text if event == "start" else element.tail) or "")
    yield "".join(line)


def _nothing(uri: str) -> ExtractionError:
    return ExtractionError(f"{uri}: no text of an article found in this page; save the report from it as plain text")


@cache
def _options() -> Extractor:
    # Its fallbacks (readability, jusText) cost as much again and change nothing that was measured.
    return Extractor(output_format="python", fast=True, comments=False)


@cache
def _quiet() -> None:
    """Keep the libraries' remarks on bad markup from standard error, where no handler is set up for them."""
    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).addHandler(logging.NullHandler())
