"""The questions that a reader asks of the record. `until` is not included, as everywhere: pass the day after."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from standoff.errors import SettingsError
from standoff.ledger.demands import Told, demand_id
from standoff.ledger.demands import demands as demands_of
from standoff.plover import EventType
from standoff.queries.desk import Desk, Retold, demand_lines, event_lines, ranked_demands, statement_lines
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
    as_of: date | None = None,
    limit: int | None = None,
) -> list[DemandLine]:
    """Return the demands, those that most articles tell of first, then those that moved last.

    With `as_of`, as the record had them on that day: of the articles published until then.
    """
    desk = Desk.of(store, as_of)
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


def demand(store: Store, key: str, *, as_of: date | None = None) -> DemandLine:
    """Return one demand by its id, a beginning of it, or an id that it had before an older report was read."""
    desk = Desk.of(store, as_of)
    return demand_lines(store, desk, [found_demand(store, desk, key)])[0]


def found_demand(store: Store, desk: Desk, key: str) -> Told:
    """Return the demand that has or had an id, or whose id begins with it; raise SettingsError if none, or several."""
    ranked = ranked_demands(store, desk)
    retold = store.retold(event.id for _, events in ranked for event in events)
    found = [each for each in ranked if any(_is_called(known, key) for known in _ids(each, retold))]
    if not found:
        raise SettingsError(f"no demand has the id {key!r}; `standoff demands` lists them with their ids")
    if len(found) > 1:
        ids = ", ".join(demand.id for demand, _ in found[:3])
        raise SettingsError(f"{key!r} may be {len(found)} demands ({ids}); write more of the id")
    return found[0]


def _ids(told: Told, retold: Retold) -> Iterator[str]:
    """Yield the ids that a demand may have had: each of its requests was the first once, also one that is a repeat."""
    for event in told[1]:
        if event.type is EventType.REQUEST:
            yield demand_id(event.id)
            yield from (demand_id(each.id) for each in retold.get(event.id, ()))


def _is_called(known: str, key: str) -> bool:
    return bool(key) and (known.startswith(key) or known.removeprefix("d:").startswith(key))


def statements(
    store: Store,
    *,
    speaker: str | None = None,
    addressee: str | None = None,
    words: str | None = None,
    since: date | None = None,
    until: date | None = None,
    as_of: date | None = None,
    limit: int | None = None,
) -> list[StatementLine]:
    """Return who said what, the newest first. Who asks for a party hears also who speaks for it.

    `words` must all be in what was said, in any grammatical form; those between double quotation marks side by side.
    """
    desk = Desk.of(store, as_of)
    which = StatementFilter(
        speakers=speakers(store, desk, speaker) if speaker is not None else None,
        addressees=speakers(store, desk, addressee) if addressee is not None else None,
        words=words,
        since=since,
        until=until,
        published=desk.within,
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
    as_of: date | None = None,
    limit: int | None = None,
) -> list[EventLine]:
    """Return what happened in its order, what has no day last; `limit` keeps the newest."""
    desk = Desk.of(store, as_of)
    which = EventFilter(
        parties=codes(store, desk, party) if party is not None else None,
        types=types,
        since=since,
        until=until,
        published=desk.within,
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
    own = demands_of(reading.events, {reading.article.id: reading.article.published_on}, store.steering())
    witnesses = tuple(store.witnesses(reading.article.id))
    return Shown(replace(reading, demands=tuple(own)), witnesses, store.story(reading.article.id))


def check(store: Store) -> Checked:
    """Verify every citation of the record; raise CitationError at the first that does not hold."""
    return Checked(citations=store.check(), counts=store.counts())
