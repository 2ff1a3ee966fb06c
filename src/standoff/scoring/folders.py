"""Which gold files are meant by what was written on the command line."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from standoff.errors import GoldError

LABELS, META = ".json", ".meta.json"
_Key = tuple[int, int]


def gold_files(paths: Iterable[str]) -> Iterator[Path | GoldError]:
    """Yield every NAME.json that `paths` mean, none twice, and an error in the place of what means none.

    A folder is searched to the bottom in the order of names. NAME.meta.json is passed over, so that a shell may expand
    `gold/*.json`.
    """
    met: set[_Key] = set()
    for path in paths:
        for found in _files(Path(path)):
            key = None if isinstance(found, GoldError) else _key(found)
            if key is None or key not in met:
                yield found
            met |= {key} if key else set()


def uri_of(path: Path) -> str:
    """Return a path with forward slashes, in UTF-8 whatever bytes it holds."""
    return Path(os.fsencode(path).decode(errors="backslashreplace")).as_posix()


def unreadable(path: Path, error: OSError) -> GoldError:
    """Say in plain words why a path cannot be read."""
    if isinstance(error, FileNotFoundError):
        return GoldError(f"{uri_of(path)}: no such file or folder; check the spelling of the path")
    reason = (error.strerror or str(error)).lower()
    return GoldError(f"{uri_of(path)}: cannot be read ({reason}); expected a file or folder that can be read")


def _files(path: Path) -> Iterator[Path | GoldError]:
    try:
        mode = path.stat().st_mode
    except OSError as error:
        yield unreadable(path, error)
        return
    if stat.S_ISDIR(mode):
        yield from _folder(path)
    elif _is_labels(path):
        yield path
    elif not path.name.endswith(META):
        yield GoldError(f"{uri_of(path)}: no gold; expected a folder, or a file NAME.json with NAME.txt beside it")


def _folder(path: Path) -> Iterator[Path | GoldError]:
    yield from list(_walk(path, set())) or [
        GoldError(f"{uri_of(path)}: no gold in this folder; expected files NAME.json with NAME.txt beside each")
    ]


def _walk(folder: Path, entered: set[_Key | None]) -> Iterator[Path | GoldError]:
    """Yield the label files of a folder; one that was entered before, through a link to a parent, is not again."""
    key = _key(folder)
    if key in entered:
        return
    entered.add(key)
    try:
        entries = sorted(entry for entry in folder.iterdir() if not entry.name.startswith("."))
    except OSError as error:
        yield unreadable(folder, error)
        return
    for entry in entries:
        mode = found.st_mode if (found := _stat(entry)) else 0
        if stat.S_ISDIR(mode):
            yield from _walk(entry, entered)
        elif _is_labels(entry) and (stat.S_ISREG(mode) or not mode):  # a pipe would be waited for without end
            yield entry


def _is_labels(path: Path) -> bool:
    return path.name.endswith(LABELS) and not path.name.endswith(META)


def _key(path: Path) -> _Key | None:
    """Return what tells a file or folder from others by whatever path it is met, None where it cannot be had."""
    found = _stat(path)
    return (found.st_dev, found.st_ino) if found else None


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
