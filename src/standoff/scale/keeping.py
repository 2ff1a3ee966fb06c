"""One writer for what many workers read."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from standoff.archive import Archive
from standoff.errors import CaptureError, CitationError
from standoff.pipeline import Outcome, keep
from standoff.store import Store
from standoff.types import Capture


def kept(
    found: Iterable[tuple[Capture | CaptureError, Outcome]], store: Store, archive: Archive | None
) -> Iterator[Outcome]:
    """Keep each reading, and the bytes behind it before, as the line does. What came twice adds nothing."""
    for capture, outcome in found:
        if outcome.reading is None:
            yield outcome
            continue
        try:
            if archive and isinstance(capture, Capture):
                archive.keep(capture)
            yield replace(outcome, added=keep(outcome.reading, store))
        except CitationError as error:
            yield Outcome(outcome.uri, error=error)
