"""A tour: many addresses visited, servers in turn, those that fail in passing again after a pause that grows."""

import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from itertools import chain, zip_longest

from standoff.archive.keeping import Archive
from standoff.archive.manners import Manners
from standoff.archive.records import Response
from standoff.archive.visiting import Validators, Visitor, server_of
from standoff.errors import FetchError

Visit = tuple[str, list[Response] | FetchError]

_LONGEST = 24 * 60 * 60.0


def tour(
    uris: Iterable[str], visitor: Visitor, archive: Archive, manners: Manners, validators: Validators
) -> Iterator[Visit]:
    """Visit each address and yield what was answered, or why nothing was.

    A server that fails so often in a row as a single page may, or asks for a long time, is left alone from then on:
    its other addresses are not visited, and nothing is said of them.
    """
    waiting = deque((uri, 1) for uri in _in_turn(uris))
    failed: Counter[str] = Counter()
    while waiting:
        uri, attempt = waiting.popleft()
        server = server_of(uri)
        if failed[server] >= manners.tries:
            continue
        got = _visit(uri, server, visitor, archive, validators)
        if not isinstance(got, FetchError):
            failed[server] = 0
        elif got.passing:
            seconds = manners.backoff * 2 ** (attempt - 1) if got.after is None else got.after
            failed[server] = manners.tries if seconds > manners.longest_wait else failed[server] + 1
            _wait(server, seconds, visitor, archive, manners)
            if attempt < manners.tries and failed[server] < manners.tries:
                waiting.append((uri, attempt + 1))
                continue
        yield uri, got


def _visit(
    uri: str, server: str, visitor: Visitor, archive: Archive, validators: Validators
) -> list[Response] | FetchError:
    left = archive.wait(server) - time.time()
    if left > 0:
        return FetchError(f"{uri}: the server asked to be left in peace for {left:,.0f} s", passing=True, after=left)
    try:
        return visitor.get(uri, validators)
    except FetchError as error:
        return error


def _wait(server: str, seconds: float, visitor: Visitor, archive: Archive, manners: Manners) -> None:
    """Leave a server in peace; a long time outlasts this tour, so it is noted."""
    if seconds > manners.longest_wait:
        archive.note_wait(server, time.time() + min(seconds, _LONGEST))
    else:
        visitor.wait(server, seconds)


def _in_turn(uris: Iterable[str]) -> Iterator[str]:
    """Yield addresses so that no server is asked twice in a row where that can be avoided."""
    groups: dict[str, list[str]] = {}
    for uri in uris:
        groups.setdefault(server_of(uri), []).append(uri)
    return (uri for uri in chain.from_iterable(zip_longest(*groups.values())) if uri is not None)
