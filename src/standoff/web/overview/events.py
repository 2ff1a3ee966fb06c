"""The events of a record in columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from standoff.plover import EventType
from standoff.queries.parties import pairs
from standoff.store import EventOutline
from standoff.web.overview.columns import (
    Codes,
    Mask,
    Names,
    Numbers,
    Pairs,
    counted,
    counted_pairs,
    joined,
    keys,
    lasts,
    meeting,
    order_of,
)


@dataclass(frozen=True, slots=True)
class EventColumns:
    """What events are chosen and counted by; `one` and `other` have who acts on whom, a pair of parties a place."""

    keys: Numbers
    lasts: Codes
    numbers: Numbers
    types: Codes
    statuses: Codes
    actors: Pairs
    recipients: Pairs
    one: Pairs
    other: Pairs

    @classmethod
    def of(cls, outlines: Iterable[EventOutline], parties: Names, types: Names, statuses: Names) -> "EventColumns":
        rows = sorted(outlines, key=lambda row: (row.on or "", row.article, row.position))
        towards = [
            [
                (parties.code(one), parties.code(other))
                for one, other in pairs(EventType(row.type), row.actors, row.recipients)
            ]
            for row in rows
        ]
        return cls(
            keys((row.on for row in rows), (row.article for row in rows), (row.position for row in rows)),
            lasts(row.last for row in rows),
            np.array([row.number for row in rows], np.int64),
            np.array([types.code(row.type) for row in rows], np.int32),
            np.array([statuses.code(row.status) for row in rows], np.int32),
            Pairs.of([list(map(parties.code, row.actors)) for row in rows]),
            Pairs.of([list(map(parties.code, row.recipients)) for row in rows]),
            Pairs.of([[one for one, _ in each] for each in towards]),
            Pairs.of([[other for _, other in each] for each in towards]),
        )

    def with_more(self, other: "EventColumns") -> "EventColumns":
        order, places = order_of(self.keys, other.keys)
        own = len(self.keys)
        return EventColumns(
            joined(self.keys, other.keys, order),
            joined(self.lasts, other.lasts, order),
            joined(self.numbers, other.numbers, order),
            joined(self.types, other.types, order),
            joined(self.statuses, other.statuses, order),
            self.actors.merged(other.actors, places, own),
            self.recipients.merged(other.recipients, places, own),
            self.one.merged(other.one, places, own),
            self.other.merged(other.other, places, own),
        )

    def acting(self, parties: Codes) -> Mask:
        return self.actors.having(parties, len(self.keys))

    def receiving(self, parties: Codes) -> Mask:
        return self.recipients.having(parties, len(self.keys))

    def within(self, since: date | None, until: date | None) -> Mask | None:
        return meeting(self.keys, self.lasts, since, until)

    def by_type(self, names: Names, mask: Mask | None = None) -> Mapping[str, int]:
        return counted(self.types, names, mask)

    def by_status(self, names: Names, mask: Mask | None = None) -> Mapping[str, int]:
        return counted(self.statuses, names, mask)

    def by_actor(self, names: Names, mask: Mask | None = None) -> Mapping[str, int]:
        return counted_pairs(self.actors, names, mask)

    def by_recipient(self, names: Names, mask: Mask | None = None) -> Mapping[str, int]:
        return counted_pairs(self.recipients, names, mask)

    def towards(self, mask: Mask | None) -> tuple[Numbers, Codes, Codes]:
        """Return the place of each event with who acts on whom, in three columns; of several pairs, once for each."""
        kept = slice(None) if mask is None else mask[self.one.rows]
        return self.one.rows[kept], self.one.codes[kept], self.other.codes[kept]

    def between(self, actors: Codes, recipients: Codes) -> Mask:
        """Return the events in which one of the actors acts on one of the recipients."""
        mask = np.zeros(len(self.keys), np.bool_)
        mask[self.one.rows[np.isin(self.one.codes, actors) & np.isin(self.other.codes, recipients)]] = True
        return mask
