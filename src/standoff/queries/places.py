"""Where articles were found, looked up one by one: an answer shows few of a hundred thousand."""

from collections.abc import Iterator, Mapping
from datetime import date

from standoff.store import Store, Witness


class Places(Mapping[str, tuple[Witness, ...]]):
    """Holds where the articles were found that somebody asked for, by their ids; the earliest place first."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[str, tuple[Witness, ...]] = {}

    def __getitem__(self, article_id: str) -> tuple[Witness, ...]:
        known = self._known.get(article_id)
        if known is None:
            known = self._known[article_id] = tuple(sorted(self._store.witnesses(article_id), key=by_day))
        if not known:
            raise KeyError(article_id)
        return known

    def __iter__(self) -> Iterator[str]:
        return (article.id for article in self._store.article_outlines())

    def __len__(self) -> int:
        return self._store.counts().articles


def by_day(witness: Witness) -> date:
    """Return the day of publication to sort by; what has none comes last."""
    return witness.published_on or date.max
