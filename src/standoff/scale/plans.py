"""What is to be read, and how: small enough to be sent to a worker anywhere."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from standoff import __version__, remote
from standoff.archive.media import JSON, WARC, media_type_of_name
from standoff.archive.places import STDIN, places, uri_of
from standoff.errors import CaptureError, SettingsError
from standoff.language.reader import Reader
from standoff.settings import Settings
from standoff.types import digest

_MANY = frozenset({JSON, WARC})
_BUNDLE = 100
"""Files of one report each that are read into one partition: Parquet files of a few rows are slow to ask."""


@dataclass(frozen=True, slots=True)
class Task:
    """Files that are read into one partition: one with many articles, or several with one each."""

    name: str
    places: tuple[str, ...]
    size: int | None

    @property
    def input(self) -> str:
        first, last = uri_of(self.places[0]), uri_of(self.places[-1])
        return first if len(self.places) == 1 else f"{first} to {last} ({len(self.places)} files)"


@dataclass(frozen=True, slots=True)
class Plan:
    """How all files are read. `made_by` names program and options: what another made is read again."""

    settings: Settings
    reader: Callable[[], Reader]
    made_by: str


def plan(settings: Settings, *, every_attribution: bool = False) -> Plan:
    """Return how files are read with `settings`, by the reader that this package carries."""
    reader = partial(Reader, max_characters=settings.max_characters, every_attribution=every_attribution)
    return Plan(settings, reader, f"standoff/{__version__} {digest(repr(settings), every_attribution)}")


def tasks(paths: Iterable[str]) -> Iterator[Task | CaptureError]:
    """Yield what is to be read, in order, and an error where a path means no file."""
    bundle: list[str] = []
    for place in places(paths):
        if isinstance(place, CaptureError):
            yield place
            continue
        alone = media_type_of_name(place) in _MANY
        if bundle and (alone or len(bundle) == _BUNDLE):
            yield _task(bundle)
            bundle = []
        if place == STDIN:
            raise SettingsError("-: standard input cannot be sent to workers; put it into a file and name that")
        bundle.append(place)
        if alone:
            yield _task(bundle)
            bundle = []
    if bundle:
        yield _task(bundle)


def _task(found: Iterable[str]) -> Task:
    files = tuple(found)
    stem = re.sub(r"[^\w.-]+", "_", PurePath(uri_of(files[0])).name, flags=re.ASCII)[:60].strip(".")
    sizes = [_size(each) for each in files]
    return Task(f"{stem}-{digest([uri_of(each) for each in files])}", files, _sum(sizes))


def _sum(sizes: Iterable[int | None]) -> int | None:
    known = list(sizes)
    return None if None in known else sum(each for each in known if each is not None)


def _size(path: str) -> int | None:
    """Return the size of a file; None where it cannot be had: reading the file tells why."""
    try:
        return remote.size(path) if remote.is_remote(path) else Path(path).stat().st_size
    except OSError:
        return None
