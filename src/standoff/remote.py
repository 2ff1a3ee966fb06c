"""Files that lie elsewhere, by addresses such as `s3://bucket/crawl.warc.gz`, through fsspec (`standoff[ray]`).

Pages of the web are not among them: `standoff follow` fetches those through a door of its own, with limits.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any
from uuid import uuid4

from standoff.errors import CaptureError

_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]+)://", re.I)
_WEB = frozenset({"http", "https", "ftp"})


def is_remote(path: str) -> bool:
    """Tell an address with a scheme from a path.

    >>> is_remote("s3://bucket/crawl.warc.gz"), is_remote("reports/C:/a.txt")
    (True, False)
    """
    return _ADDRESS.match(path) is not None


def reached(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path in it; raise CaptureError if there is no way to it."""
    found = _ADDRESS.match(address)
    scheme = found[1].lower() if found else ""
    if scheme in _WEB:
        raise CaptureError(f"{address}: pages of the web are not read by address; download the file, then name it")
    if find_spec("fsspec") is None:
        raise CaptureError(f"{address}: needs fsspec; install it with: pip install 'standoff[ray]'")
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise CaptureError(f"{address}: cannot be reached ({error}); expected an address that fsspec knows") from error
    return system, str(path)


@contextmanager
def opened(address: str) -> Iterator[IO[bytes]]:
    """Open a file for reading. Faults of it are an OSError, as those of a file here."""
    system, path = reached(address)
    with system.open(path, "rb") as stream:
        yield stream


def matches(pattern: str) -> list[str]:
    """Return the files that an address means, by name: that of a file, of a folder, or a pattern."""
    system, path = reached(pattern)
    found = system.glob(path) if any(each in path for each in "*?[") else [path]
    files = {file for each in found for file in system.find(each)}
    return sorted(str(system.unstrip_protocol(file)) for file in files)


def size(address: str) -> int:
    """Return how many bytes a file has."""
    system, path = reached(address)
    return int(system.size(path))


def names(folder: str) -> list[str]:
    """Return the names of the files in a folder, none where it is not there."""
    system, path = reached(folder)
    try:
        return sorted(str(each).rpartition("/")[2] for each in system.ls(path, detail=False))
    except FileNotFoundError:
        return []


def content(address: str) -> bytes:
    """Return what a file holds."""
    system, path = reached(address)
    return bytes(system.cat_file(path))


def put(file: Path, address: str) -> None:
    """Move a file from here to an address; whoever looks there sees the old one, or the whole new one."""
    system, path = reached(address)
    part = f"{path}.{uuid4().hex}.part"
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    system.put_file(str(file), part)
    system.mv(part, path)
    file.unlink()


def remove(address: str) -> None:
    """Remove a file, if it is there."""
    system, path = reached(address)
    if system.exists(path):
        system.rm_file(path)
