"""A glance at a page of an archive: in which language its paragraphs are, before they are extracted."""

import re

from standoff.errors import ExtractionError
from standoff.extract.decode import decode, decode_page
from standoff.extract.languages import READ, language_of
from standoff.extract.pages import without_scripts
from standoff.types import Capture

_PARAGRAPH = re.compile(r"<p\b", re.I)
_TAG = re.compile(r"<[^<>]*>")
_ENOUGH = 4_000
_LEAST = 200
"""Characters of paragraphs to look at, and without which nothing is said: menus are no sign of a report's language."""


def foreign(capture: Capture) -> str | None:
    """Return the language of a page that is plainly in one that is not read.

    None for all others, also where it cannot be told: these are extracted. What a page declares of itself is not
    asked: the paragraphs say it better, and templates keep the language of their makers.
    """
    try:
        sample = _of_page(capture) if capture.media_type == "text/html" else decode(capture.payload, capture.uri)
    except ExtractionError:
        return None
    if len(sample) < _LEAST:
        return None
    language = language_of(sample[:_ENOUGH])
    return None if language == READ else language


def _of_page(capture: Capture) -> str:
    """Return the first words in paragraphs. A paragraph ends with its tag or where the next one begins."""
    found: list[str] = []
    size, at = 0, None
    page = without_scripts(decode_page(capture.payload, capture.uri))
    for opening in [*_PARAGRAPH.finditer(page), None]:
        if at is not None:
            inside = page[at : opening.start() if opening else len(page)]
            words = _TAG.sub(" ", inside.partition(">")[2].partition("</p>")[0]).strip()
            found.append(words)
            size += len(words)
        if opening is None or size >= _ENOUGH:
            break
        at = opening.end()
    return "\n".join(found)
