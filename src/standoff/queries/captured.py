"""From a row's words to the bytes behind them: every kept capture against the text that was read out of it.

Not part of `queries` by name: it loads the extractors, for which no other question waits.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from standoff.archive import Archive
from standoff.errors import ArchiveError, ExtractionError
from standoff.extract import extract, html, text
from standoff.queries.lines import Captured
from standoff.settings import Settings
from standoff.store import Store
from standoff.types import Article, Capture

_EXTRACTORS = MappingProxyType({"text/plain": text.EXTRACTOR, "text/html": html.EXTRACTOR})
_ANY_LENGTH = Settings(max_characters=1 << 40)


def check_captures(store: Store, archive: Archive) -> Captured:
    """Verify the captures of all articles; raise ArchiveError at the first that is not what it was."""
    found = Captured()
    received = _received(store)
    for article in store.articles():
        for digest in received.get(article.id, ()):
            found = _counted(found, article, archive.find(digest))
    return found


def _received(store: Store) -> Mapping[str, list[str]]:
    """Return the digests of what each article was found in."""
    found: dict[str, list[str]] = defaultdict(list)
    for witness in store.witnesses():
        if witness.capture:
            found[witness.article_id].append(witness.capture)
    return found


def _counted(so_far: Captured, article: Article, capture: Capture | None) -> Captured:
    if capture is None:
        return replace(so_far, not_kept=so_far.not_kept + 1)
    if _gives(capture, article):
        return replace(so_far, give_the_text=so_far.give_the_text + 1)
    return replace(so_far, same_bytes=so_far.same_bytes + 1)


def _gives(capture: Capture, article: Article) -> bool:
    """Tell whether a capture gives the text; False where that cannot be asked, since another extractor read it."""
    if capture.media_type == "application/json":
        if article.text not in set(_strings(json.loads(capture.payload))):
            raise _other(capture, article, "no column of it holds that text")
        return True
    is_bound = article.extractor == _EXTRACTORS.get(capture.media_type)
    try:
        again = extract(capture, _ANY_LENGTH)
    except ExtractionError as error:
        if is_bound:
            raise _other(capture, article, str(error)) from error
        return False
    if is_bound and again.text != article.text:
        raise _other(capture, article, f"it gives {again.id}")
    return again.text == article.text


def _strings(row: object) -> Iterator[str]:
    """Yield the strings of a line: which column held the text was said when it was read."""
    if isinstance(row, dict):
        yield from (value for value in row.values() if isinstance(value, str))


def _other(capture: Capture, article: Article, found: str) -> ArchiveError:
    return ArchiveError(
        f"{capture.uri}: the kept capture {capture.digest} does not give the text of {article.uri} ({article.id}): "
        f"{found}; one of them was changed: restore a copy"
    )
