"""The statements of a record in columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from standoff.store import StatementOutline
from standoff.web.overview.columns import (
    Codes,
    Mask,
    Names,
    Numbers,
    Pairs,
    articles_of,
    both,
    by_year,
    counted,
    counted_pairs,
    joined,
    keys,
    lasts,
    meeting,
    order_of,
)


@dataclass(frozen=True, slots=True)
class StatementColumns:
    """What statements are chosen and counted by."""

    keys: Numbers
    lasts: Codes
    numbers: Numbers
    forms: Codes
    speakers: Codes
    addressees: Pairs

    @classmethod
    def of(cls, outlines: Iterable[StatementOutline], actors: Names, forms: Names) -> "StatementColumns":
        rows = sorted(outlines, key=lambda row: (row.on or "", row.article, row.position))
        return cls(
            keys((row.on for row in rows), (row.article for row in rows), (row.position for row in rows)),
            lasts(row.last for row in rows),
            np.array([row.number for row in rows], np.int64),
            np.array([forms.code(row.form) for row in rows], np.int32),
            np.array([actors.code(row.speaker) for row in rows], np.int32),
            Pairs.of([list(map(actors.code, row.addressees)) for row in rows]),
        )

    def with_more(self, other: "StatementColumns") -> "StatementColumns":
        order, places = order_of(self.keys, other.keys)
        return StatementColumns(
            joined(self.keys, other.keys, order),
            joined(self.lasts, other.lasts, order),
            joined(self.numbers, other.numbers, order),
            joined(self.forms, other.forms, order),
            joined(self.speakers, other.speakers, order),
            self.addressees.merged(other.addressees, places, len(self.keys)),
        )

    def by(self, speakers: Codes | None, addressees: Codes | None, form: int | None) -> Mask | None:
        """Return the rows by one of the speakers, to one of the addressees, in a form; None leaves any."""
        mask = None if speakers is None else np.isin(self.speakers, speakers)
        mask = both(mask, None if addressees is None else self.addressees.having(addressees, len(self.keys)))
        return both(mask, None if form is None else self.forms == form)

    def numbered(self, numbers: Iterable[int]) -> Mask:
        """Return the rows with these numbers."""
        return np.isin(self.numbers, np.array(sorted(numbers), np.int64))

    def within(self, since: date | None, until: date | None) -> Mask | None:
        return meeting(self.keys, self.lasts, since, until)

    def in_articles(self, articles: Numbers) -> Mask:
        """Return the rows of these articles."""
        return np.isin(articles_of(self.keys), articles)

    def by_speaker(self, names: Names, mask: Mask | None = None, most: int | None = None) -> Mapping[str, int]:
        return counted(self.speakers, names, mask, most)

    def by_addressee(self, names: Names, mask: Mask | None = None, most: int | None = None) -> Mapping[str, int]:
        return counted_pairs(self.addressees, names, mask, most)

    def by_form(self, names: Names, mask: Mask | None = None) -> Mapping[str, int]:
        return counted(self.forms, names, mask)

    def by_year(self, mask: Mask | None = None) -> Mapping[str, int]:
        """Return how many rows are of each year, the newest first."""
        return by_year(self.keys if mask is None else self.keys[mask])
