"""The WARC files of an archive: records are added at the end of the last, and found by their places."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from fnmatch import fnmatch
from pathlib import Path

from standoff.archive.index import Index, Place
from standoff.archive.members import members
from standoff.archive.recorded import capture_of, kept_of, parsed
from standoff.archive.records import info
from standoff.errors import ArchiveError
from standoff.types import Capture

FILE_SIZE = 1 << 30
"""A file that has reached this size is left as it is, and another begun: a gigabyte is the custom of web archives."""

INDEX = "index.db"
_PATTERN = "captures-*.warc.gz"


def made(folder: Path) -> Path:
    """Return the folder, made if it was not there; raise ArchiveError if it holds something else."""
    with _translated(folder):
        folder.mkdir(exist_ok=True)
        names = [path.name for path in folder.iterdir()]
    if names and not any(name.startswith(INDEX) or fnmatch(name, _PATTERN) for name in names):
        raise ArchiveError(f"{folder}: holds other files and no captures; name a folder that is new or empty")
    return folder


def append(folder: Path, index: Index, packed: Sequence[bytes], limit: int, file_size: int) -> None:
    """Write members at the end of the last file, or of a new one, and note them; call within the index's lock."""
    number = max(index.files(), default=1)
    if _size(folder, number) >= file_size:
        number += 1
    at = _size(folder, number)
    written = packed if at else [info(), *packed]
    _write(_path(folder, number), at, b"".join(written))
    for each in written:
        _note(index, each, Place(number, at, len(each)), limit)
        at += len(each)
    index.note_size(number, at)


def catch_up(folder: Path, index: Index, limit: int) -> None:
    """Note what the index does not know, and cut off what is left of a record at the end of the last file.

    Call within the index's lock: nobody is writing then, so what is not whole will never be.
    """
    known = index.files()
    for path in sorted(folder.glob(_PATTERN)):
        number = int(path.name.removeprefix("captures-").removesuffix(".warc.gz"))
        size, before = _size(folder, number), known.get(number, 0)
        if size < before:
            raise ArchiveError(
                f"{path}: {size:,} bytes, it had {before:,} when it was written to last; restore a copy, or delete "
                f"the index beside it, which is made anew"
            )
        if size > before:
            _note_from(path, number, before, index, limit)
            index.note_size(number, _size(folder, number))


def capture_at(folder: Path, place: Place, limit: int) -> Capture:
    """Return the capture that a record holds; raise ArchiveError if there is none where it should be."""
    path = _path(folder, place.file)
    with _translated(path), path.open("rb") as stream:
        stream.seek(place.at)
        packed = stream.read(place.length)
    try:
        return capture_of(parsed(packed), limit)
    except ArchiveError as error:
        raise damaged(folder, place, str(error)) from error


def damaged(folder: Path, place: Place, found: str) -> ArchiveError:
    """Return the error that says what was found at a place."""
    return ArchiveError(f"{_path(folder, place.file)} at byte {place.at:,}: {found}; it was changed: restore a copy")


def _note_from(path: Path, number: int, at: int, index: Index, limit: int) -> None:
    """Note the members from `at` on; cut off what is left at the end if nothing was written after it."""
    with _translated(path), path.open("rb") as stream:
        for found in members(stream, at):
            with suppress(ArchiveError):  # no record of ours: passed over, as all readers of WARC files do
                _note(index, found.packed, Place(number, found.at, len(found.packed)), limit)
            at = found.at + len(found.packed)
    if path == max(path.parent.glob(_PATTERN)):
        with _translated(path):
            os.truncate(path, at)


def _note(index: Index, packed: bytes, place: Place, limit: int) -> None:
    kept = kept_of(parsed(packed), limit)
    if kept:
        index.note(kept, place)


def _write(path: Path, at: int, packed: bytes) -> None:
    """Write all of it, or leave the file as it was."""
    with _translated(path), path.open("ab", buffering=0) as out:
        try:
            view = memoryview(packed)
            while view:
                view = view[out.write(view) :]
        except OSError:
            out.truncate(at)
            raise


def _path(folder: Path, number: int) -> Path:
    return folder / f"captures-{number:05}.warc.gz"


def _size(folder: Path, number: int) -> int:
    path = _path(folder, number)
    return path.stat().st_size if path.exists() else 0


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ArchiveError(
            f"{path}: captures cannot be kept or read here ({reason}); mend that and run the same command "
            "again, or leave them out with --no-captures"
        ) from error
