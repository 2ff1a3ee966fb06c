"""CAMEO's codes as a second code of what PLOVER says, for those who compare with older event data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from standoff.plover import EventType
from standoff.tables import packaged, rows

_FILE = "cameo.tsv"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table: what must hold of an event, and the code that it then has."""

    modes: tuple[str, ...]
    contexts: frozenset[str]
    ahead: str
    code: str

    def fits(self, mode: str | None, contexts: tuple[str, ...], ahead: EventType | None) -> bool:
        return (
            (not self.modes or mode in self.modes)
            and (not self.contexts or not self.contexts.isdisjoint(contexts))
            and (not self.ahead or self.ahead == ahead)
        )


def cameo(
    kind: EventType, mode: str | None = None, contexts: tuple[str, ...] = (), ahead: EventType | None = None
) -> str | None:
    """Return CAMEO's code for a type of PLOVER, None for our own three.

    `ahead` is the type of an act that lies ahead, where PLOVER has the agreement to it.

    >>> cameo(EventType.REQUEST, "change", ("diplomatic",))
    '1042'
    >>> cameo(EventType.AGREE, ahead=EventType.CONSULT)
    '036'
    """
    return next((row.code for row in table().get(kind, ()) if row.fits(mode, contexts, ahead)), None)


@cache
def table() -> Mapping[EventType, tuple[Row, ...]]:
    """Return the rows of each type, in the order in which they are tried."""
    found: dict[EventType, tuple[Row, ...]] = {}
    for row in rows(_FILE, packaged("export", _FILE), ("type", "mode", "contexts", "ahead", "code")):
        kind = EventType(row["type"])
        one = Row(row.many("mode"), frozenset(row.many("contexts")), row["ahead"], row["code"])
        found[kind] = (*found.get(kind, ()), one)
    return found
