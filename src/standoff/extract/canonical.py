"""The address that a page gives for its own, which may be another than the one at which it was received."""

import re
from collections.abc import Iterable
from itertools import islice
from urllib.parse import urldefrag, urljoin

_LONGEST = 2000
"""A longer address is none."""

_TRIED = 8
"""Pages give one or two, and each is joined to what the page says: thirty thousand would take minutes."""

_ADDRESS = re.compile(
    r"https?://(?:[\w-]{1,63}\.)+(?P<top>[^\W\d_][\w-]{1,62})(?::\d{1,5})?[/?][^\s<>\"\\^`{|}]+", re.I
)
"""An address on a host that has a name, without a user: no home page, and no template that was left unfilled."""

_PRIVATE = frozenset({"corp", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost"})
"""Hosts whose names end so are found from within some network alone: that on which a page was made, or received."""


def canonical_of(page: str, base: str, given: Iterable[str]) -> str | None:
    """Return the first that can be believed of the addresses `given` by a page, which was received at `page`.

    `base` is what it says that others are relative to, empty if it says nothing. The host may be another than that of
    the page: who copies a report may give its address.
    """
    tried = islice(given, _TRIED)
    return next((found for value in tried if (found := _believed(page, base, value))), None)


def _believed(page: str, base: str, value: str) -> str | None:
    said = value.strip()
    # What can't be seen would be taken out of an address in silence, which makes another of it.
    if not said or len(base) + len(said) > _LONGEST or not (base + said).isprintable():
        return None
    try:
        address, _ = urldefrag(urljoin(urljoin(page, base), said))
    except ValueError:  # brackets in which there is no IPv6 address
        return None
    if len(address) > _LONGEST or not address.isprintable():
        return None
    found = _ADDRESS.fullmatch(address)
    return address if found and found["top"].lower() not in _PRIVATE else None
