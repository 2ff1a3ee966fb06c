"""Where rows are written to: standard output, a file that is replaced only when the new one is whole, or a device."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from standoff.errors import SettingsError

STDOUT = "-"


@contextmanager
def written(path: str) -> Iterator[BinaryIO]:
    """Open what `path` names for writing. An error leaves a file that was there as it was; raises SettingsError."""
    if path == STDOUT:
        yield sys.stdout.buffer
        return
    target = Path(path).resolve()
    try:
        if target.is_file() or not target.exists():
            with _replaced(target) as out:
                yield out
        else:  # click's atomic file would put a file in the place of /dev/null
            with target.open("wb") as out:
                yield out
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise SettingsError(f"{path}: cannot be written ({reason}); expected a file that can be written") from error


@contextmanager
def _replaced(target: Path) -> Iterator[BinaryIO]:
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as out:
            yield out
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
