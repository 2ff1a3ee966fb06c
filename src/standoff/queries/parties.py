"""Who is meant by a name, and which parties the record is about."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from itertools import permutations, product

from standoff.errors import SettingsError
from standoff.plover import QUADS, EventType, Quad, Status
from standoff.queries.desk import Desk
from standoff.queries.lines import PartyLine, TieLine, WhoToWhom
from standoff.store import Appearance, EventFilter, Store
from standoff.types import UNKNOWN, Actor, Event

_TOGETHER = frozenset({EventType.CONSULT, EventType.AGREE, EventType.COOPERATE})
"""What several do with one another, if nobody else is named: a report has them side by side."""


def speakers(store: Store, desk: Desk, name: str) -> frozenset[str]:
    """Return the ids of all who may be meant by `name`, a code or a name or a part of one, and of who acts for them."""
    meant = _meant(store, desk, name)
    return meant | {actor.id for actor in desk.actors.values() if actor.acts_for in meant}


def codes(store: Store, desk: Desk, name: str) -> frozenset[str]:
    """Return the codes under which those who may be meant by `name` take part in events."""
    meant = _meant(store, desk, name)
    return meant | {desk.actors[each].party for each in meant if each in desk.actors}


def party_lines(desk: Desk, appearances: Iterable[Appearance]) -> list[PartyLine]:
    """Return the parties, those that appear most first."""
    rows: dict[str, list[Appearance]] = defaultdict(list)
    for each in appearances:
        rows[_party(desk.actors, each.actor)].append(each)
    lines = [_line(desk, party, each) for party, each in rows.items() if party != UNKNOWN]
    return sorted(lines, key=lambda line: (-line.appearances, line.id))


def who_to_whom(
    store: Store, *, since: date | None = None, until: date | None = None, as_of: date | None = None
) -> WhoToWhom:
    """Return what the parties did to one another in a range of days; what only may happen, or did not, is left out."""
    desk = Desk.of(store, as_of)
    which = EventFilter(statuses=frozenset({Status.ACTUAL}), since=since, until=until, published=desk.within, once=True)
    found = ties(store.events(which))
    codes_of = sorted({code for tie in found for code in (tie.actor, tie.recipient)})
    return WhoToWhom({code: desk.name(code) for code in codes_of}, found)


def ties(events: Iterable[Event]) -> tuple[TieLine, ...]:
    """Count who does what to whom, the strongest ties first.

    An event of several actors or recipients counts once for each pair. Who has no name is nobody to be tied to.
    """
    numbers: Counter[tuple[str, str, Quad | None]] = Counter()
    for event in events:
        between = pairs(event.type, event.actors, event.recipients)
        numbers.update((*pair, QUADS.get(event.type)) for pair in between if UNKNOWN not in pair)
    lines = [TieLine(*between, number) for between, number in numbers.items()]
    return tuple(sorted(lines, key=lambda line: (-line.number, line.actor, line.recipient, line.quad or 0)))


def pairs(kind: EventType, actors: Iterable[str], recipients: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Return who acts on whom in an event; who meets without anybody else named meets one another."""
    if recipients or kind not in _TOGETHER:
        return product(actors, recipients)
    return permutations(actors, 2)


def acting_for(desk: Desk, party: str) -> frozenset[str]:
    """Return the ids of a party and of who speaks for it."""
    return frozenset({party}) | {actor.id for actor in desk.actors.values() if actor.party == party}


def _line(desk: Desk, party: str, rows: Iterable[Appearance]) -> PartyLine:
    counted = [(each.statements, each.acting, each.receiving) for each in rows]
    return PartyLine(party, desk.name(party), *map(sum, zip(*counted, strict=True)))


def _party(actors: Mapping[str, Actor], actor: str) -> str:
    return actors[actor].party if actor in actors else actor


def _meant(store: Store, desk: Desk, name: str) -> frozenset[str]:
    names = {actor.id: actor.name.casefold() for actor in desk.actors.values()}
    wanted = name.casefold().strip()
    # Who acts in an event without being named in a text has a code alone; to list them takes a tenth of a second.
    found = _called(names, wanted) or _called({each.actor: "" for each in store.appearances()}, wanted)
    if not found:
        near = get_close_matches(wanted, [*names.values(), *(actor.casefold() for actor in names)], n=3)
        hint = f"; there are {', '.join(near)}" if near else "; `standoff brief` lists the parties"
        raise SettingsError(f"nobody in this record is called {name!r}{hint}")
    return found


def _called(names: Mapping[str, str], wanted: str) -> frozenset[str]:
    """Return the ids of those with this code or name, else of those with this part of a name."""
    exact = {actor for actor, name in names.items() if wanted and wanted in (actor.casefold(), name)}
    return frozenset(exact or {actor for actor, name in names.items() if wanted and f" {wanted} " in f" {name} "})
