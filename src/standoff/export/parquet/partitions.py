"""Which partitions a folder holds, and what each says of itself. Its manifest comes last: without it, it is not there.

DIR/articles/NAME.parquet, DIR/statements/NAME.parquet, …, DIR/manifests/NAME.json
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from standoff import remote
from standoff.errors import PartitionError

SCHEMA = "standoff-parquet/1"
TABLES = ("articles", "witnesses", "actors", "statements", "events")
_MANIFESTS = "manifests"
_NAME = re.compile(r"[\w.-]+")


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a partition was made of, by whom, and how much it holds.

    `made_by` is all that the rows depend on besides the bytes of `input`: another program, other options, and it is
    read again. `unread` counts articles that are kept without rows, `passed_over` pages that are not, by language.
    """

    schema: str = SCHEMA
    name: str
    input: str
    size: int | None = None
    made_by: str = ""
    coders: tuple[str, ...] = ()
    rows: dict[str, int] = {}
    words: int = 0
    unread: dict[str, int] = {}
    passed_over: dict[str, int] = {}
    faults: tuple[str, ...] = ()


def file_of(folder: str, table: str, name: str) -> str:
    """Return where the rows of `table` in the partition `name` are."""
    return f"{folder.rstrip('/')}/{table}/{name}.parquet"


def complete(folder: str, manifest: Manifest, scratch: Path) -> None:
    """Say that all files of a partition are in their places. `scratch` is a folder on the same disk."""
    file = scratch / f"{manifest.name}.json"
    file.write_bytes(msgspec.json.format(msgspec.json.encode(manifest)) + b"\n")
    put(file, _manifest(folder, manifest.name))


def discard(folder: str, name: str) -> None:
    """Forget a partition; its files are written over by whoever reads its input again."""
    address = _manifest(folder, name)
    if remote.is_remote(address):
        remote.remove(address)
    else:
        Path(address).unlink(missing_ok=True)


def manifests(folder: str) -> Iterator[Manifest]:
    """Yield what the whole partitions in a folder say of themselves, by name. Raises PartitionError."""
    for name in _names(f"{folder.rstrip('/')}/{_MANIFESTS}"):
        if name.endswith(".json"):
            yield _read(_manifest(folder, name.removesuffix(".json")))


def _read(address: str) -> Manifest:
    content = remote.content(address) if remote.is_remote(address) else Path(address).read_bytes()
    try:
        found = msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as error:
        raise PartitionError(f"{address}: no manifest of a partition ({error}); remove it, and read again") from error
    if found.schema != SCHEMA or not _NAME.fullmatch(found.name):
        raise PartitionError(f"{address}: has schema {found.schema!r}, expected {SCHEMA!r}; read into another folder")
    return found


def _names(folder: str) -> list[str]:
    if remote.is_remote(folder):
        return remote.names(folder)
    here = Path(folder)
    return sorted(each.name for each in here.iterdir()) if here.is_dir() else []


def _manifest(folder: str, name: str) -> str:
    return f"{folder.rstrip('/')}/{_MANIFESTS}/{name}.json"


def unwritable(folder: str, error: OSError) -> PartitionError:
    """Say in plain words why nothing can be written there."""
    reason = (error.strerror or str(error)).lower()
    return PartitionError(f"{folder}: cannot be written ({reason}); expected a folder with space for it")


def put(file: Path, address: str) -> None:
    """Move a file to its place; whoever looks there sees the old one, or the whole new one."""
    if remote.is_remote(address):
        remote.put(file, address)
        return
    target = Path(address)
    target.parent.mkdir(parents=True, exist_ok=True)
    file.replace(target)
