"""Standoff reads news reports about a dispute and keeps the record of it, every row anchored to the exact words.

>>> import standoff
>>> reading = standoff.read("Ruritania rejected the offer.", published_on="2022-02-01")
>>> reading.article.published_on
datetime.date(2022, 2, 1)
"""

from datetime import date
from importlib.metadata import version

from standoff.errors import SettingsError, StandoffError
from standoff.types import (
    Actor,
    Article,
    Capture,
    Citation,
    Coder,
    Demand,
    Event,
    Mention,
    Reading,
    Span,
    Statement,
    Step,
    Story,
)

__all__ = [
    "Actor",
    "Article",
    "Capture",
    "Citation",
    "Coder",
    "Demand",
    "Event",
    "Mention",
    "Reading",
    "Span",
    "StandoffError",
    "Statement",
    "Step",
    "Story",
    "__version__",
    "read",
]

__version__ = version("standoff")


def read(
    text: str, *, published_on: date | str | None = None, uri: str = "text", publisher: str | None = None
) -> Reading:
    """Read one report and return its nouns. `published_on` is a date or an ISO day; without it "Tuesday" stays None.

    The first call loads the models, about two seconds; later calls reuse them. Raises ExtractionError if the text
    holds no words or is too long for a report, SettingsError if `published_on` is no date.
    """
    # Loaded here, not above: the models take a second that `standoff brief` must not pay.
    from standoff.extract import article_of_text
    from standoff.pipeline import default_reader, read_article

    article = article_of_text(text, uri=uri, published_on=_day(published_on), publisher=publisher)
    return read_article(article, default_reader())


def _day(value: date | str | None) -> date | None:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise SettingsError(f"published_on is {value!r}, expected a day such as 2022-02-01") from error
