"""Gold: a report and the rows that a person found in it, as files."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from standoff.errors import GoldError
from standoff.scoring.folders import META, unreadable, uri_of
from standoff.scoring.labels import FORMAT, labelled
from standoff.scoring.rows import Rows


@dataclass(frozen=True, slots=True)
class Gold:
    """A report and its rows. `name` is that of its files less the ending, `uri` the address of its text."""

    name: str
    uri: str
    text: str
    published_on: date | None
    rows: Rows


def read_gold(path: Path) -> Gold | tuple[GoldError, ...]:
    """Return the gold of the file NAME.json and the text beside it, or all that is wrong with it."""
    try:
        cells = _json(path)
        text_path = path.with_suffix(".txt")
        text = _text(text_path, path)
        published_on = _published_on(path, cells)
    except GoldError as error:
        return (error,)
    rows, faults = labelled(cells, text, uri_of(path))
    return tuple(faults) or Gold(Path(uri_of(path)).stem, uri_of(text_path), text, published_on, rows)


def _json(path: Path) -> object:
    try:
        found: object = json.loads(_decoded(path))
    except (ValueError, RecursionError) as error:
        raise GoldError(f"{uri_of(path)}: not JSON ({str(error).lower()}); mend it there: {FORMAT}") from error
    return found


def _text(path: Path, labels: Path) -> str:
    if not path.exists():
        raise GoldError(
            f"{uri_of(labels)}: no {uri_of(path)} beside it; expected the text of the report there: "
            "put it there, or move this file away if it is no gold"
        )
    return _decoded(path)


def _decoded(path: Path) -> str:
    """Return the text of a file to the character; only a byte order mark is dropped, as in an article."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise unreadable(path, error) from error
    except UnicodeDecodeError as error:
        raise GoldError(
            f"{uri_of(path)}: byte 0x{error.object[error.start]:02x} at offset {error.start:,} is not UTF-8; "
            "convert the file with iconv -f ENCODING -t UTF-8"
        ) from error


def _published_on(path: Path, cells: object) -> date | None:
    """Return the day in NAME.meta.json, or without one that in the labels."""
    meta = path.with_suffix(META)
    told = _day(_json(meta), uri_of(meta)) if meta.exists() else None
    return told or _day(cells, uri_of(path))


def _day(cells: object, file: str) -> date | None:
    found = cells.get("published") if isinstance(cells, dict) else None
    if found is None:
        return None
    try:
        return date.fromisoformat(found)
    except (TypeError, ValueError) as error:
        raise GoldError(f"{file}: published is {found!r}, expected a day such as 2022-02-01, or null") from error
