"""Files into a folder of partitions, one task after the other, in this process."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from standoff import remote
from standoff.archive import captures
from standoff.errors import CaptureError, CitationError
from standoff.export.parquet.partitions import Manifest, manifests, unwritable
from standoff.export.parquet.writing import Partition, partition
from standoff.language.reader import Reader, reads
from standoff.pipeline import Outcome, read_captures
from standoff.scale.plans import Plan, Task
from standoff.store.checking import check_reading
from standoff.types import Capture


@dataclass(frozen=True, slots=True)
class Place:
    """Where partitions go: a folder, and one on the same disk for what is not yet whole, None if that is elsewhere."""

    folder: str
    work: str | None


@dataclass(slots=True)
class _Seen:
    """What a manifest says beside the rows."""

    words: int = 0
    unread: Counter[str] = field(default_factory=Counter)
    passed_over: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


@contextmanager
def place(folder: str) -> Iterator[Place]:
    """Prepare a folder for partitions, and clear away in the end what killed workers left. Raises PartitionError."""
    if remote.is_remote(folder):
        yield Place(folder, None)
        return
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        work = tempfile.mkdtemp(prefix=".work-", dir=folder)
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        yield Place(folder, work)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def parted(work: Iterable[Task], how: Plan, where: Place) -> tuple[list[Manifest], list[Task]]:
    """Return what of the work was done before, by the same program, of files of the same size; and what is to do."""
    found = {each.name: each for each in manifests(where.folder)}
    done, to_do = [], []
    for task in work:
        known = found.get(task.name)
        if known and (known.made_by, known.size) == (how.made_by, task.size):
            done.append(known)
        else:
            to_do.append(task)
    return done, to_do


def read_here(work: Iterable[Task], how: Plan, where: Place) -> Iterator[Manifest]:
    """Read one task after the other."""
    reader = how.reader()
    for task in work:
        yield read_task(task, captures(task.places, how.settings), how, reader, where)


def read_task(task: Task, found: Iterable[Capture | CaptureError], how: Plan, reader: Reader, where: Place) -> Manifest:
    """Read what was found in the files of a task into its partition and return what that says of itself."""
    seen = _Seen()
    with partition(where.folder, task.name, where.work) as made:
        for outcome in read_captures(found, reader, how.settings):
            _take(outcome, made, seen)
        manifest = Manifest(
            name=task.name,
            input=task.input,
            size=task.size,
            made_by=how.made_by,
            coders=tuple(sorted(made.coders)),
            rows=dict(made.counts),
            words=seen.words,
            unread=dict(sorted(seen.unread.items())),
            passed_over=dict(sorted(seen.passed_over.items())),
            faults=tuple(seen.faults),
        )
        made.complete(manifest)
    return manifest


def _take(outcome: Outcome, made: Partition, seen: _Seen) -> None:
    if outcome.passed_over:
        seen.passed_over[outcome.passed_over] += 1
    if outcome.error:
        seen.faults.append(str(outcome.error))
    if outcome.reading is None:
        return
    try:
        check_reading(outcome.reading)
    except CitationError as error:
        seen.faults.append(str(error))
        return
    article = outcome.reading.article
    if not made.add(outcome.reading):
        return
    if reads(article):
        seen.words += len(article.text.split())
    else:
        seen.unread[str(article.language)] += 1
