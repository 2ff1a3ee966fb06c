"""What a person should look at first: rows that are in doubt and on which much rests."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from standoff.corrections import PERSON, words_of
from standoff.ledger.demands import Told
from standoff.ledger.founding import NAMING, SURE
from standoff.plover import EventType
from standoff.queries.desk import DEMANDING, Desk, event_lines, ranked_demands, statement_lines
from standoff.queries.lines import EventLine, StatementLine
from standoff.store import Store
from standoff.types import Event, Statement

_EVEN = 0.5
"""Where a row may as well be wrong as right, as far as its coder can tell."""

_TELLING, _DEMANDING, _OTHER = 1.0, 0.6, 0.3
"""How much rests on a row that makes a demand or a step of one, on one of such a type, and on any other."""

_ENOUGH = 10
"""For each row wanted, so many of the most doubtful ones are weighed besides those that tell of demands."""


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A row to look at, as a statement or as an event. `demand` is the demand of which it tells.

    `doubt` is 1 where the score says least, `weight` 1 where most rests on the row; the queue goes by both multiplied.
    """

    id: str
    doubt: float
    weight: float
    demand: str | None
    statement: StatementLine | None = None
    event: EventLine | None = None


def review(store: Store, *, limit: int = 50, ledger: Sequence[Told] | None = None) -> list[ReviewLine]:
    """Return the rows that nobody corrected, those first that are most in doubt and on which most rests.

    `ledger` are the demands, if whoever asks has them at hand.
    """
    desk = Desk.of(store)
    return review_of(store, desk, ranked_demands(store, desk) if ledger is None else ledger, limit)


def review_of(store: Store, desk: Desk, told: Sequence[Told], limit: int) -> list[ReviewLine]:
    """Return the queue of demands that were ranked before."""
    weighed = _Weighing.of(told)
    telling = [event for _, events in told for event in events]
    rows = {row.id: row for row in (*telling, *store.doubted(limit * _ENOUGH)) if row.coder != PERSON}
    found = sorted(rows.values(), key=lambda row: (-weighed.rank(row), words_of(row).article_id, row.id))[:limit]
    return list(_lines(store, desk, found, weighed))


@dataclass(frozen=True, slots=True)
class _Weighing:
    """The demand of which each event tells, and in how many demands each party has a part."""

    demands: Mapping[str, str]
    parties: Counter[str]

    @classmethod
    def of(cls, told: Iterable[Told]) -> "_Weighing":
        demands: dict[str, str] = {}
        parties: Counter[str] = Counter()
        for demand, events in told:
            demands.update({event.id: demand.id for event in events})
            parties.update({*demand.holder, *demand.addressees})
        return cls(demands, parties)

    def rank(self, row: Statement | Event) -> float:
        return doubt(row) * self.weight(row)

    def weight(self, row: Statement | Event) -> float:
        """Return how much rests on a row: half by what it does, half by the parties to it."""
        named = (*row.actors, *row.recipients) if isinstance(row, Event) else ()
        most = max(self.parties.values(), default=1)
        share = max((self.parties[each] for each in named), default=0) / most
        return round(_does(row, self.demands) * (1 + share) / 2, 3)


def _does(row: Statement | Event, demands: Mapping[str, str]) -> float:
    if row.id in demands:
        return _TELLING
    return _DEMANDING if isinstance(row, Event) and row.type in DEMANDING else _OTHER


def doubt(row: Statement | Event) -> float:
    """Return how near the score of a row is to where it would count otherwise; of requests also to founding none."""
    is_request = isinstance(row, Event) and row.type is EventType.REQUEST
    nearest = min(abs(row.score - each) for each in ((NAMING, SURE) if is_request else (_EVEN,)))
    return round(max(0.0, 1 - nearest / _EVEN), 3)


def _lines(store: Store, desk: Desk, rows: Sequence[Statement | Event], weighed: _Weighing) -> Iterable[ReviewLine]:
    said = statement_lines(store, desk, [row for row in rows if isinstance(row, Statement)])
    done = event_lines(store, desk, [row for row in rows if isinstance(row, Event)])
    statements = {each.statement.id: each for each in said}
    events = {each.event.id: each for each in done}
    for row in rows:
        yield ReviewLine(
            row.id,
            doubt(row),
            weighed.weight(row),
            weighed.demands.get(row.id),
            statements.get(row.id),
            events.get(row.id),
        )
