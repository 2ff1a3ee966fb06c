"""All readings of a record into partitions of so many articles each."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from standoff import remote
from standoff.errors import PartitionError
from standoff.export.parquet.partitions import Manifest, manifests, unwritable
from standoff.export.parquet.writing import partition
from standoff.types import Reading

ARTICLES = 10_000


def write(readings: Iterable[Reading], folder: str, articles: int = ARTICLES) -> int:
    """Write readings into a folder that holds no partition yet; return how many. Raises PartitionError."""
    if next(manifests(folder), None):
        raise PartitionError(f"{folder}: holds partitions already; expected an empty folder: name another")
    work = None if remote.is_remote(folder) else _made(folder)
    total = 0
    for number, part in enumerate(_parts(iter(readings), articles)):
        with partition(folder, f"record-{number:05}", work) as made:
            for reading in part:
                made.add(reading)
            made.complete(
                Manifest(name=made.name, input="record", rows=dict(made.counts), coders=tuple(sorted(made.coders)))
            )
        total += made.counts["articles"]
    return total


def _made(folder: str) -> str:
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error
    return folder


def _parts(readings: Iterator[Reading], size: int) -> Iterator[Iterable[Reading]]:
    for first in readings:
        yield chain([first], islice(readings, size - 1))
