"""What was received is kept beside the database, or where a person says: WARC files that only grow, and an index.

Each record is a gzip member that is written at once. Who is killed while writing leaves a part of one, or a whole one
that the index does not know: whoever writes next cuts the one off and notes the other.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from standoff.archive.index import Index
from standoff.archive.recorded import Kept
from standoff.archive.records import Response, of_capture, of_response, of_revisit, target
from standoff.archive.volumes import FILE_SIZE, INDEX, append, capture_at, catch_up, damaged, made
from standoff.settings import MAX_BYTES
from standoff.types import Capture

_MEMORY = ":memory:"
_SQLITE = "sqlite:///"


def folder_beside(db: str) -> Path | None:
    """Return where the captures of a record are kept: `crisis.captures` beside `crisis.db`; None for no file."""
    address = db.removeprefix(_SQLITE)
    return None if address == _MEMORY or "://" in address else Path(address).with_suffix(".captures")


class Archive:
    """Holds the folder of the captures and their index. Both are made when something is kept for the first time."""

    def __init__(self, folder: Path, *, max_bytes: int = MAX_BYTES, file_size: int = FILE_SIZE) -> None:
        self._folder, self._limit, self._file_size = folder, max_bytes, file_size
        self._opened: Index | None = None

    def keep(self, capture: Capture) -> bool:
        """Keep a capture; return whether its bytes, or its address, were new."""
        uri, digest = target(capture.uri), capture.digest
        if self._index.has(uri, digest):
            return False
        with self._index.locked():
            known = self._index.place_of(digest)
            self._append([of_revisit(capture, known[0]) if known else of_capture(capture)])
        return True

    def keep_responses(self, responses: Sequence[Response], *, is_report: bool) -> None:
        """Keep what servers answered, of redirections the last first; that is to be read if it is a report."""
        last, *before = responses
        with self._index.locked():
            self._append([of_response(last, is_report=is_report), *map(of_response, before)])

    def find(self, digest: str) -> Capture | None:
        """Return the capture with this digest; None if it is not kept. Raises ArchiveError if it is not what it was."""
        if not self.exists:
            return None
        found = self._index.place_of(digest)
        if found is None:
            return None
        capture = capture_at(self._folder, found[1], self._limit)
        if capture.digest != digest:
            raise damaged(self._folder, found[1], f"other bytes than those with the digest {digest}")
        return capture

    def newest(self, uri: str) -> tuple[Kept, Capture] | None:
        """Return what was received last from an address."""
        found = self._index.newest(target(uri)) if self.exists else None
        return (found[0], capture_at(self._folder, found[1], self._limit)) if found else None

    def unread(self) -> Iterator[Capture]:
        """Yield what was fetched and not read; each counts as read as soon as the next is asked for."""
        at = 0
        while self.exists and (found := self._index.next_unread(at)):
            at, place = found
            yield capture_at(self._folder, place, self._limit)
            self._index.note_read(at)

    def want(self, uris: Iterable[str]) -> None:
        """Note pages that are to be fetched."""
        self._index.note_wanted(map(target, uris))

    def wanted(self, times: int) -> list[str]:
        """Return the pages that are to be fetched and were not tried in vain so many times."""
        return self._index.wanted(times) if self.exists else []

    def note_failure(self, uri: str, why: str, times: int = 1) -> None:
        """Note that a page was tried in vain."""
        self._index.note_failure(target(uri), why, times)

    def note_wait(self, server: str, until: float) -> None:
        """Note until when a server asks to be left in peace, in seconds of the epoch."""
        self._index.note_wait(server, until)

    def wait(self, server: str) -> float:
        """Return until when a server asks to be left in peace."""
        return self._index.wait(server) if self.exists else 0.0

    @property
    def exists(self) -> bool:
        """Whether anything was kept."""
        return self._folder.is_dir()

    def count(self) -> int:
        """Return how many different payloads are kept."""
        return self._index.count() if self.exists else 0

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()

    @property
    def _index(self) -> Index:
        if self._opened is None:
            self._opened = Index(made(self._folder) / INDEX)
            with self._opened.locked():
                catch_up(self._folder, self._opened, self._limit)
        return self._opened

    def _append(self, members: Sequence[bytes]) -> None:
        """Write members; another process may have written, or been killed, since this one last did."""
        catch_up(self._folder, self._index, self._limit)
        append(self._folder, self._index, members, self._limit, self._file_size)
