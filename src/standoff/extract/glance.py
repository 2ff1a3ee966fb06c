"""A glance at a page of an archive: in which language its paragraphs are, before they are extracted."""

import re
from collections.abc import Iterator

from standoff.errors import ExtractionError
from standoff.extract.decode import decode, decode_page
from standoff.extract.languages import READ, language_of
from standoff.types import Capture

_OPENING = re.compile(r"<(p|script|style)\b", re.I)
_CLOSING = re.compile(r"</(?:script|style)\b", re.I)
_PAST = re.compile(r"<(?:/?p|script|style)\b", re.I)
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
    """Return the first words in paragraphs."""
    found: list[str] = []
    size = 0
    for words in _paragraphs(decode_page(capture.payload, capture.uri)):
        found.append(words)
        size += len(words)
        if size >= _ENOUGH:
            break
    return "\n".join(found)


def _paragraphs(page: str) -> Iterator[str]:
    """Yield what stands in paragraphs, outside of scripts. One ends with its tag or where the next begins."""
    at = 0
    while opening := _OPENING.search(page, at):
        is_paragraph = opening[1].lower() == "p"
        past = (_PAST if is_paragraph else _CLOSING).search(page, opening.end())
        at = past.start() if past else len(page)
        if is_paragraph:
            yield _TAG.sub(" ", page[opening.end() : at].partition(">")[2]).strip()
