"""What PLOVER makes of an event of the record: the same, another type, part of it, or nothing.

PLOVER has no tested way to say that an act is yet to come, may come, or did not come: its manual calls those marks "not
yet fully implemented" in any project. Whoever counts rows would count such an act as done, so it is not a row here:

- What was denied or not done is left out, and what may happen.
- A meeting, support, cooperation or aid that lies ahead is an agreement to it (AGREE), a retreat that lies ahead is a
  concession (CONCEDE): the manual's own rule. Other acts that lie ahead are left out; where announcing one is a
  threat, the record has the threat as an event of its own.
- A meeting that may happen is AGREE at most. It is a row if it says who meets whom; its status keeps the "may".
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from standoff.export.parties import Party, Roster
from standoff.plover import CONTEXTS, MODES, NEEDS_RECIPIENT, EventType, Status
from standoff.types import Event, Reading, Spans


class LeftOut(StrEnum):
    """Why an event is no row."""

    OWN_TYPE = "of a type that PLOVER lacks"
    NEGATED = "denied or not done"
    POSSIBLE = "only possible"
    AHEAD = "yet to come"
    BLOC = "done by or to a bloc alone"
    NOBODY = "without an actor"
    NO_RECIPIENT = "without the recipient that its type needs"
    NO_DAY = "without a day, its own or that of publication"


@dataclass(frozen=True, slots=True)
class Coding:
    """An event as PLOVER has it. `ahead` is the type of the act that is agreed to; `whole` unless a bloc fell away."""

    event: Event
    type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    ahead: EventType | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    whole: bool
    day: str
    until: str | None
    according_to: str | None

    @property
    def id(self) -> str:
        """An identifier as POLECAT's are made: what stands before the first underscore is the article."""
        article = self.event.anchor.article_id.rpartition(":")[2][:20]
        return f"{article}_{self.type}_{self.event.id.rpartition(':')[2]}"


Tally = Counter[LeftOut | None]
"""How many events are rows (None), and how many are not, by the reason."""

_TO_AGREE = frozenset({EventType.AGREE, EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID})
_TO_CONCEDE = frozenset({EventType.CONCEDE, EventType.RETREAT})


def codings(reading: Reading, tally: Tally) -> Iterator[Coding]:
    """Yield what PLOVER makes of each event of `reading` that it knows, in order; count all in `tally`."""
    roster = Roster.of(reading)
    for event in reading.events:
        found = coding(event, roster)
        if isinstance(found, LeftOut):
            tally[found] += 1
        else:
            tally[None] += 1
            yield found


def coding(event: Event, roster: Roster) -> Coding | LeftOut:
    """Return what PLOVER makes of `event`, or why it makes nothing of it."""
    kind = _type(event)
    if isinstance(kind, LeftOut):
        return kind
    days = _days(event, roster)
    if days is None:
        return LeftOut.NO_DAY
    actors, recipients = _side(event.actors, roster), _side(event.recipients, roster)
    if why := _absent(event, kind, actors, recipients):
        return why
    same = kind is event.type
    return Coding(
        event=event,
        type=kind,
        mode=event.mode if same and event.mode in MODES.get(kind, frozenset()) else None,
        contexts=tuple(context for context in event.contexts if context in CONTEXTS),
        ahead=_ahead(event, kind),
        actors=_parties(actors, event.actor_spans, roster),
        recipients=_parties(recipients, event.recipient_spans, roster),
        whole=(actors, recipients) == (event.actors, event.recipients),
        day=days[0],
        until=days[1],
        according_to=roster.speaker(event.according_to),
    )


def _type(event: Event) -> EventType | LeftOut:
    if not event.type.in_plover:
        return LeftOut.OWN_TYPE
    if event.status is Status.ACTUAL:
        return event.type
    if event.status is Status.NEGATED:
        return LeftOut.NEGATED
    if event.status is Status.HYPOTHETICAL:
        return EventType.AGREE if _may_meet(event) else LeftOut.POSSIBLE
    if event.type in _TO_AGREE:
        return EventType.AGREE
    return EventType.CONCEDE if event.type in _TO_CONCEDE else LeftOut.AHEAD


def _may_meet(event: Event) -> bool:
    """Tell a meeting that may take place, which the reader writes as AGREE: two take part, unlike in "he may agree"."""
    together = len({*event.actors, *event.recipients})
    return event.type in (EventType.AGREE, EventType.CONSULT) and together > 1


def _ahead(event: Event, kind: EventType) -> EventType | None:
    """Return the act that lies ahead; a planned meeting the reader has turned into AGREE itself, with its status."""
    if kind is not EventType.AGREE or event.status is Status.ACTUAL:
        return None
    return EventType.CONSULT if event.type is EventType.AGREE else event.type


def _side(codes: tuple[str, ...], roster: Roster) -> tuple[str, ...]:
    return tuple(code for code in codes if not roster.is_bloc(code))


def _absent(event: Event, kind: EventType, actors: tuple[str, ...], recipients: tuple[str, ...]) -> LeftOut | None:
    """Return who is missing. Of a bloc beside others the others remain; an event of a bloc alone is not PLOVER's."""
    if not event.actors:
        return LeftOut.NOBODY
    if not actors or (event.recipients and not recipients):
        return LeftOut.BLOC
    return LeftOut.NO_RECIPIENT if kind in NEEDS_RECIPIENT and not recipients else None


def _parties(codes: tuple[str, ...], named: Spans, roster: Roster) -> tuple[Party, ...]:
    return tuple(roster.party(code, named) for code in codes)


def _days(event: Event, roster: Roster) -> tuple[str, str | None] | None:
    """Return the first day of an event and the last of an interval; of what lies ahead the day it was spoken of."""
    published = roster.article.published_on
    said = roster.statements.get(event.according_to or "")
    on = event.date if event.status is Status.ACTUAL else said.said_on if said else None
    first, _, last = (on or (published.isoformat() if published else "")).partition("/")
    return (first, last or None) if first else None
