"""Pages that are the same for everybody are made once for each moment of the record."""

from collections import OrderedDict
from threading import Lock
from typing import NamedTuple

from starlette.responses import Response

MOST_BYTES = 64 * 1024 * 1024
"""How much is remembered; the pages that nobody asked for longest go first."""


class Key(NamedTuple):
    """An address, and the moment of the record."""

    address: str
    version: int


class Remembered:
    """Holds pages by their addresses, of one moment of the record."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._pages: OrderedDict[Key, tuple[bytes, str]] = OrderedDict()
        self._size = 0
        self._one = Lock()

    def get(self, key: Key) -> Response | None:
        with self._one:
            found = self._pages.get(key)
            if found is None:
                return None
            self._pages.move_to_end(key)
        return Response(found[0], media_type=found[1])

    def put(self, key: Key, body: bytes, media_type: str) -> None:
        with self._one:
            if key in self._pages:
                return
            self._pages[key] = body, media_type
            self._size += len(body)
            while self._size > self._most:
                _, (old, _) = self._pages.popitem(last=False)
                self._size -= len(old)
