"""The questions that a reader asks of the record. `until` is not included, as everywhere: pass the day after."""

from dataclasses import replace
from datetime import date

from standoff.ledger.demands import demands as demands_of
from standoff.plover import EventType
from standoff.queries.desk import Desk, demand_lines, event_lines, ranked_demands, statement_lines
from standoff.queries.lines import Checked, DemandLine, EventLine, Shown, StatementLine
from standoff.queries.parties import codes, speakers
from standoff.store import EventFilter, StatementFilter, Store
from standoff.types import Demand, DemandStatus


def demands(
    store: Store,
    *,
    holder: str | None = None,
    addressee: str | None = None,
    status: DemandStatus | None = None,
    limit: int | None = None,
) -> list[DemandLine]:
    """Return the demands, those that most articles tell of first, then those that moved last."""
    desk = Desk.of(store)
    holders = codes(store, desk, holder) if holder is not None else None
    addressees = codes(store, desk, addressee) if addressee is not None else None

    def wanted(demand: Demand) -> bool:
        return (
            (holders is None or not holders.isdisjoint(demand.holder))
            and (addressees is None or not addressees.isdisjoint(demand.addressees))
            and (status is None or demand.status == status)
        )

    found = [each for each in ranked_demands(store, desk) if wanted(each[0])]
    return list(demand_lines(store, desk, found[:limit]))


def statements(
    store: Store,
    *,
    speaker: str | None = None,
    addressee: str | None = None,
    words: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
) -> list[StatementLine]:
    """Return who said what, the newest first. Who asks for a party hears also who speaks for it.

    `words` must all be in what was said, in any grammatical form; those between double quotation marks side by side.
    """
    desk = Desk.of(store)
    which = StatementFilter(
        speakers=speakers(store, desk, speaker) if speaker is not None else None,
        addressees=speakers(store, desk, addressee) if addressee is not None else None,
        words=words,
        since=since,
        until=until,
        newest_first=True,
        limit=limit,
        once=True,
    )
    return list(statement_lines(store, desk, store.statements(which)))


def timeline(
    store: Store,
    *,
    since: date | None = None,
    until: date | None = None,
    party: str | None = None,
    types: frozenset[EventType] | None = None,
    limit: int | None = None,
) -> list[EventLine]:
    """Return what happened in its order, what has no day last; `limit` keeps the newest."""
    desk = Desk.of(store)
    which = EventFilter(
        parties=codes(store, desk, party) if party is not None else None,
        types=types,
        since=since,
        until=until,
        newest_first=True,
        limit=limit,
        once=True,
    )
    lines = [*event_lines(store, desk, store.events(which))[::-1]]
    lines.sort(key=lambda line: line.on is None)
    return lines


def show(store: Store, article: str) -> Shown:
    """Return an article, named by its address or the beginning of its id, with all its rows and its own demands."""
    reading = store.reading(article)
    own = demands_of(reading.events, {reading.article.id: reading.article.published_on})
    witnesses = tuple(each for each in store.witnesses() if each.article_id == reading.article.id)
    return Shown(replace(reading, demands=tuple(own)), witnesses, store.story(reading.article.id))


def check(store: Store) -> Checked:
    """Verify every citation of the record; raise CitationError at the first that does not hold."""
    return Checked(citations=store.check(), counts=store.counts())
