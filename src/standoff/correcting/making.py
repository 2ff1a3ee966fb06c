"""Corrections of one row. `row` is its id, or the beginning of it, as `standoff show --json` has it."""

from standoff.corrections import By, Change, Correction, Kind
from standoff.errors import CorrectionError
from standoff.plover import EventType
from standoff.store import Store
from standoff.types import Actor

REPLIES = frozenset({EventType.REJECT, EventType.AGREE, EventType.CONCEDE, EventType.DEFER, EventType.RETREAT})
"""The types of events that answer a request."""


def confirm(store: Store, row: str, by: By) -> Correction:
    """Say that a row is right as it is shown."""
    return keep(store, Correction.of(Kind.CONFIRM, by, target=store.target(row)))


def reject(store: Store, row: str, by: By) -> Correction:
    """Say that there is no such row: it is not shown any longer."""
    return keep(store, Correction.of(Kind.REJECT, by, target=store.target(row)))


def change(store: Store, row: str, by: By, sets: Change, introduces: tuple[Actor, ...] = ()) -> Correction:
    """Say what of a row is another; `introduces` are actors whom the record does not know yet."""
    return keep(store, Correction.of(Kind.CHANGE, by, target=store.target(row), sets=sets, introduces=introduces))


def link(store: Store, reply: str, request: str, by: By) -> Correction:
    """Say that an event answers a request, of the same report or of another."""
    return _link(store, Kind.LINK, reply, request, by)


def unlink(store: Store, reply: str, request: str, by: By) -> Correction:
    """Say that an event does not answer a request, nor the demand that this makes."""
    return _link(store, Kind.UNLINK, reply, request, by)


def undo(store: Store, key: str, by: By) -> Correction:
    """Undo a correction, named by its id or the beginning of it; an undoing may be undone too."""
    return store.undo(key, by)


def _link(store: Store, kind: Kind, reply: str, request: str, by: By) -> Correction:
    target, other = store.target(reply), store.target(request)
    if target.event is None or other.event is None:
        raise CorrectionError(f"{reply} and {request}: an event answers an event, one of these is a statement")
    if target.id == other.id:
        raise CorrectionError(f"{target.id}: an event does not answer itself; name the request that it answers")
    answering, asked = store.row(target.id), store.row(other.id)
    if kind is Kind.LINK and getattr(answering, "type", None) not in REPLIES:
        known = ", ".join(sorted(REPLIES))
        raise CorrectionError(f"{target.id}: is no reply; expected one of {known}: correct its type first")
    if kind is Kind.LINK and getattr(asked, "type", None) not in {EventType.REQUEST, EventType.AGREE}:
        raise CorrectionError(f"{other.id}: is neither a REQUEST nor an offer (AGREE); correct its type first")
    return keep(store, Correction.of(kind, by, target=target, other=other))


def keep(store: Store, correction: Correction) -> Correction:
    """Keep a correction in the record and return it."""
    store.correct(correction)
    return correction
