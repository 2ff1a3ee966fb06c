"""Lines of demands, which many pages show: one that thousands of articles tell takes tens of milliseconds to make."""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock

from standoff.ledger.demands import Told
from standoff.queries import DemandLine
from standoff.queries.desk import Desk, demand_lines
from standoff.store import Store

MOST = 400
"""Lines that are held; those that no page showed for longest go first."""


class Lines:
    """Holds the lines of demands of one moment of the record."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._held: OrderedDict[str, DemandLine] = OrderedDict()
        self._one = Lock()

    def of(self, store: Store, desk: Desk, told: Iterable[Told]) -> tuple[DemandLine, ...]:
        """Return the lines of demands in their order."""
        wanted = list(told)
        with self._one:
            found = {demand.id: self._held[demand.id] for demand, _ in wanted if demand.id in self._held}
        made = demand_lines(store, desk, [each for each in wanted if each[0].id not in found])
        found.update((each.id, each) for each in made)
        with self._one:
            for demand, _ in wanted:
                self._held[demand.id] = found[demand.id]
                self._held.move_to_end(demand.id)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
        return tuple(found[demand.id] for demand, _ in wanted)
