"""What persons say of actors and demands: which two are one, and which are not."""

from standoff.correcting.making import keep
from standoff.corrections import By, Correction, Kind
from standoff.errors import CorrectionError
from standoff.ledger.demands import Told, demand_id
from standoff.plover import EventType
from standoff.queries.asking import found_demand
from standoff.queries.desk import Desk
from standoff.store import Store
from standoff.types import Actor, Citation, Event

DEMAND = "d:"
"""What the id of a demand begins with; whatever else is merged is an actor."""


def merge(store: Store, one: str, other: str, by: By) -> Correction:
    """Say that two demands, or two actors, are one: the second is the first."""
    if one.startswith(DEMAND) and other.startswith(DEMAND):
        return join(store, _told(store, one), _told(store, other), by)
    was, now = _known(store, other), _known(store, one)
    if was == now:
        raise CorrectionError(f"{one} and {other} are one already")
    return keep(store, Correction.of(Kind.MERGE_ACTORS, by, actors=(was.id, now.id)))


def split(store: Store, demand: str, request: str, by: By) -> Correction:
    """Say that a request does not raise a demand of which it is held to be a part: it makes one of its own."""
    return part(store, _told(store, demand), request, by)


def join(store: Store, one: Told, other: Told, by: By) -> Correction:
    """Say that two demands are one, as `merge` does, of demands that are known already."""
    return _steer(store, Kind.MERGE_DEMANDS, founder(one).id, founder(other).id, by)


def part(store: Store, told: Told, request: str, by: By) -> Correction:
    """Say that a request raises another demand, as `split` does, of a demand that is known already."""
    row, first = store.row(request), founder(told)
    if row.id not in {each.id for each in told[1] if each.type is EventType.REQUEST}:
        raise CorrectionError(
            f"{row.id}: is no request of {told[0].id}; `standoff demand {told[0].id} --json` lists them"
        )
    if row.id == first.id:
        raise CorrectionError(f"{row.id}: is the request that founds {told[0].id}; name the others, which are another")
    return _steer(store, Kind.SPLIT_DEMANDS, first.id, row.id, by)


def move(store: Store, words: Citation, was: str, now: str, by: By) -> Correction:
    """Say that the words of a mention name another actor than the one who was read."""
    known = {each.actor for each in store.reading(words.article_id).mentions}
    actors = _known(store, was), _known(store, now)
    if actors[0].id not in known:
        raise CorrectionError(
            f"{actors[0].id}: is not named in this article; `standoff show --json` lists its mentions"
        )
    return keep(store, Correction.of(Kind.MOVE_MENTION, by, actors=(actors[0].id, actors[1].id), words=words))


def _told(store: Store, key: str) -> Told:
    return found_demand(store, Desk.of(store), key)


def founder(told: Told) -> Event:
    """Return the request by which a demand is known."""
    demand, events = told
    return next(each for each in events if demand_id(each.id) == demand.id)


def _steer(store: Store, kind: Kind, one: str, other: str, by: By) -> Correction:
    first, second = store.target(one), store.target(other)
    if first.id == second.id:
        raise CorrectionError(f"{first.id}: founds both; they are one demand already")
    return keep(store, Correction.of(kind, by, target=first, other=second))


def _known(store: Store, name: str) -> Actor:
    """Return the actor of this id or whole name."""
    wanted, actors = name.strip().casefold(), store.actors().values()
    for each in actors:
        if wanted == each.id.casefold():
            return each
    named = [each for each in actors if wanted == each.name.casefold()]
    if len(named) != 1:
        some = f"may be {', '.join(each.id for each in named)}" if named else "is no actor of this record"
        raise CorrectionError(f"{name!r} {some}; write the id, as `standoff show --json` has it")
    return named[0]
