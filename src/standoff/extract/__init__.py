"""An article out of bytes."""

from standoff.errors import ExtractionError
from standoff.extract.html import from_html
from standoff.extract.jsonl import COLUMNS, from_json
from standoff.extract.text import article_of_text, from_text
from standoff.settings import Settings
from standoff.types import Article, Capture

__all__ = ["COLUMNS", "article_of_text", "extract"]


def extract(capture: Capture, settings: Settings) -> Article:
    """Return the article that a capture holds. Raises ExtractionError where it holds none."""
    match capture.media_type:
        case "text/plain":
            return from_text(capture, settings)
        case "text/html":
            return from_html(capture, settings)
        case "application/json":
            return from_json(capture, settings)
    raise ExtractionError(
        f"{capture.uri}: media type {capture.media_type!r} is not read; expected text/plain, text/html "
        "or application/json"
    )
