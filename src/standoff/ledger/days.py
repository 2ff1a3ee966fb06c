"""The day of an event: its own, else that of its article's publication."""

from collections.abc import Mapping
from datetime import date

from standoff.types import Event

Published = Mapping[str, date | None]
"""Publication dates of articles by id."""


def day(event: Event, published: Published) -> str | None:
    """Return the first day of `event`, else the day of its article's publication."""
    return event.date.partition("/")[0] if event.date else published_on(event, published)


def published_on(event: Event, published: Published) -> str | None:
    known = published.get(event.anchor.article_id)
    return known.isoformat() if known else None
