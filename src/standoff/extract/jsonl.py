"""An article out of one line of JSON. The columns may have any of the names that are common, or those that are set."""

import json
from collections.abc import Mapping
from types import MappingProxyType, NoneType

from standoff.errors import ExtractionError, SettingsError
from standoff.extract.published import Published, day_of, published
from standoff.extract.text import article_of_text
from standoff.settings import Settings
from standoff.types import Article, Capture

EXTRACTOR = "jsonl/1"
COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "text": ("text", "body", "content", "maintext", "article_text", "full_text"),
        "uri": ("uri", "url", "link", "id"),
        "headline": ("headline", "title"),
        "published_on": (
            "published_on",
            "date",
            "published",
            "date_published",
            "date_publish",
            "datePublished",
            "published_at",
        ),
        "publisher": ("publisher", "source_name", "outlet", "sitename", "source_domain", "source"),
        "byline": ("byline", "author", "authors"),
    }
)
_INSTANT = "published_at"
"""The instant, by its name in the record: it may stand in a line beside the day."""
_BOM = b"\xef\xbb\xbf"
_SHOWN = 12


def from_json(capture: Capture, settings: Settings) -> Article:
    """Read one line. The text is kept to the character; furniture in it is marked as in plain text."""
    place = _place(capture.uri)
    row = _row(capture.payload, place)
    chosen = _chosen(row, settings, place)
    known = dict(capture.fields) | {name: words for name in COLUMNS if (words := _words(row, name, chosen, place))}
    told = _published(known.get("published_on"), _as_words(row.get(_INSTANT)), settings, place)
    return article_of_text(
        _text(row, known, place),
        uri=known.get("uri") or capture.uri,
        place=place,
        published_on=told.on,
        published_at=told.at,
        publisher=settings.publisher or known.get("publisher"),
        headline=known.get("headline"),
        byline=known.get("byline"),
        extractor=EXTRACTOR,
        capture=capture.digest,
        max_characters=settings.max_characters,
    )


def _place(uri: str) -> str:
    """Say `path line 17` for the address `path#17`."""
    path, _, number = uri.rpartition("#")
    return f"{path} line {number}" if path and number.isdigit() else uri


def _row(payload: bytes, place: str) -> Mapping[str, object]:
    try:
        # Not msgspec: a third of the releases that we read have the NaN that pandas writes for an empty cell.
        row = json.loads(payload.removeprefix(_BOM))
    except (ValueError, RecursionError) as error:
        raise ExtractionError(
            f"{place}: not JSON ({_reason(error)}); expected one object a line, such as "
            '{"text": "..."}: mend the line, or leave it out'
        ) from error
    if not isinstance(row, dict):
        raise ExtractionError(f'{place}: JSON, but {_kind(row)}; expected an object such as {{"text": "..."}}')
    return row


def _reason(error: Exception) -> str:
    return str(error).rstrip(".").lower()[:120]


def _chosen(row: Mapping[str, object], settings: Settings, place: str) -> Mapping[str, str]:
    """Return the columns that were named in the settings; raise ExtractionError for one that the row has not."""
    for name, column in settings.fields:
        if name not in COLUMNS:
            raise SettingsError(f"no field is called {name!r}; expected one of {', '.join(COLUMNS)}")
        if column not in row:
            raise ExtractionError(
                f"{place}: no column {column!r} for the {name}; found {_found(row)}: "
                f"name one of them with --field {name}=COLUMN"
            )
    return dict(settings.fields)


def _found(row: Mapping[str, object]) -> str:
    names = [repr(name) for name in row]
    return ", ".join(names[:_SHOWN]) + (f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else "") or "none"


def _words(row: Mapping[str, object], name: str, chosen: Mapping[str, str], place: str) -> str | None:
    """Return what a row gives for a field: its chosen column, or the first of the common ones that is filled."""
    if name in chosen:
        value = row[chosen[name]]
        if value is None or value != value:  # NaN, which is how pandas writes an empty cell
            return None
        if (words := _as_words(value)) is not None:
            return words
        raise ExtractionError(
            f"{place}: column {chosen[name]!r} holds {_kind(value)}, expected a string for the {name}"
        )
    return next((words for column in COLUMNS[name] if (words := _as_words(row.get(column)))), None)


def _as_words(value: object) -> str | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return ", ".join(value)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", bool: "true or false", str: "a string", NoneType: "null"}
    return kinds.get(type(value), "a number")


def _text(row: Mapping[str, object], known: Mapping[str, str], place: str) -> str:
    if "text" not in known and not any(column in row for column in COLUMNS["text"]):
        raise ExtractionError(
            f"{place}: no column for the text; found {_found(row)}: name the one that holds it with --field text=COLUMN"
        )
    return known.get("text", "")


def _published(value: str | None, instant: str | None, settings: Settings, place: str) -> Published:
    """Return the day that the option or a column gives, and the instant where that column or another has one of it."""
    day = settings.published_on or (day_of(value) if value else None)
    if value and not day:
        raise ExtractionError(
            f"{place}: the date {value[:60]!r} is none, or can be read in two ways; expected one such as 2022-02-01: "
            "mend it, or say --published-on"
        )
    return published(value, instant, on=day)
