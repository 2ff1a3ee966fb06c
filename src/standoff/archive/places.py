"""Which files are meant by what was written on the command line: files, folders, patterns, standard input."""

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath

from standoff import remote
from standoff.errors import CaptureError

STDIN = "-"
ENDINGS = (".txt", ".html", ".htm", ".jsonl", ".warc", ".txt.gz", ".html.gz", ".htm.gz", ".jsonl.gz", ".warc.gz")


def places(paths: Iterable[str]) -> Iterator[str | CaptureError]:
    """Yield the path of every file that `paths` mean, in order, and an error where they mean none.

    A folder is read to the bottom in the order of names; hidden files and unknown endings in it are passed over. A
    folder that was seen before, through a link to itself or to a parent, is not entered again.
    """
    for path in paths:
        yield from _places(path)


def uri_of(path: str) -> str:
    """Return a path as it is named in the record: forward slashes, and UTF-8 whatever bytes the name holds."""
    if remote.is_remote(path):
        return path
    return PurePath(os.fsencode(path).decode(errors="backslashreplace")).as_posix()


def fault(path: str, error: OSError) -> CaptureError:
    """Say in plain words why a path cannot be read."""
    if isinstance(error, FileNotFoundError):
        return CaptureError(f"{uri_of(path)}: no such file or folder; check the spelling of the path")
    if isinstance(error, PermissionError):
        return CaptureError(f"{uri_of(path)}: no permission to read it; ask its owner, or change it with chmod")
    reason = (error.strerror or str(error)).lower()
    return CaptureError(f"{uri_of(path)}: cannot be read ({reason}); a readable file or folder was expected")


def _places(path: str) -> Iterator[str | CaptureError]:
    if path == STDIN:
        yield path
        return
    if remote.is_remote(path):
        yield from _elsewhere(path)
        return
    try:
        mode = Path(path).stat().st_mode
    except FileNotFoundError as error:
        yield from _matches(path) if glob.has_magic(path) else [fault(path, error)]
    except OSError as error:
        yield fault(path, error)
    except ValueError:
        yield CaptureError(
            f"{path!r}: not a path (it holds a NUL character); the path of a file or folder was expected"
        )
    else:
        yield from _folder(path) if stat.S_ISDIR(mode) else [path]


def _elsewhere(address: str) -> Iterator[str | CaptureError]:
    """Yield the files that an address means; of a folder or pattern those with endings that are read."""
    try:
        found = remote.matches(address)
    except CaptureError as error:
        yield error
    except OSError as error:
        yield fault(address, error)
    else:
        wanted = [each for each in found if len(found) == 1 or each.lower().endswith(ENDINGS)]
        yield from wanted
        if not wanted:
            yield CaptureError(f"{address}: no file there that is read; check the address")


def _matches(pattern: str) -> Iterator[str | CaptureError]:
    """Expand a pattern that the shell left alone, because it was quoted or because there is no shell."""
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (a pattern may be absolute)
    if not found:
        yield CaptureError(f"{uri_of(pattern)}: no file matches this pattern; check it, or name a folder")
    for path in found:
        yield from _places(path)


def _folder(path: str) -> Iterator[str | CaptureError]:
    empty = True
    for place in _walk(path, set()):
        empty = False
        yield place
    if empty:
        yield CaptureError(
            f"{uri_of(path)}: nothing to read in this folder; expected files that end in {', '.join(ENDINGS[:5])} "
            "(or these with .gz); name a file with another ending by itself"
        )


def _walk(folder: str, seen: set[tuple[int, int]]) -> Iterator[str | CaptureError]:
    try:
        known = Path(folder).stat()
        if (known.st_dev, known.st_ino) in seen:
            return
        seen.add((known.st_dev, known.st_ino))
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 (keeps "./")
    except OSError as error:
        yield fault(folder, error)
        return
    for name in names:
        yield from _entry(str(PurePath(folder, name)), seen)


def _entry(path: str, seen: set[tuple[int, int]]) -> Iterator[str | CaptureError]:
    wanted = path.lower().endswith(ENDINGS)
    try:
        mode = Path(path).stat().st_mode
    except OSError as error:
        if wanted:
            yield fault(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _walk(path, seen)
    elif wanted and stat.S_ISREG(mode):  # a pipe in a folder would be waited for without end
        yield path
