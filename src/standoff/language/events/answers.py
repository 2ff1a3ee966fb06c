"""Which demand a reply replies to: refusals, consents, concessions and delays point back at what was asked."""

from collections.abc import Sequence
from dataclasses import replace

from standoff.language.events.repeats import together
from standoff.language.syntax import Parse, Token
from standoff.plover import EventType
from standoff.types import Event

_REPLIES = frozenset({EventType.REJECT, EventType.AGREE, EventType.CONCEDE, EventType.DEFER, EventType.RETREAT})
_ASKS = frozenset({
    "demand", "request", "proposal", "call", "appeal", "offer", "ultimatum", "condition", "requirement", "plea",
    "suggestion", "guarantee", "initiative", "draft", "response", "reply", "answer", "concern",
})  # fmt: skip
_SHARED = 2


def link(events: Sequence[Event], parse: Parse) -> list[Event]:
    """Return the events with `answers` filled where the parties fit and the words show it."""
    words = {event.id: _content(event, parse) for event in events}
    asked = [event for event in events if event.type is EventType.REQUEST]
    return [_linked(event, asked, words) for event in events]


def _linked(event: Event, asked: Sequence[Event], words: dict[str, frozenset[str]]) -> Event:
    if event.type not in _REPLIES:
        return event
    said = words[event.id]
    general = bool(said & _ASKS)
    found = tuple(
        request.id
        for request in asked
        if _fits(event, request)
        and ((general and event.type is not EventType.AGREE) or len(said & words[request.id]) >= _SHARED)
    )
    return replace(event, answers=found) if found else event


def _fits(reply: Event, request: Event) -> bool:
    """Tell whether the one asked replies, to the one who asked."""
    if not together(reply.actors, request.recipients):
        return False
    return not reply.recipients or together(reply.recipients, request.actors)


def _content(event: Event, parse: Parse) -> frozenset[str]:
    start, end = event.anchor.spans[0]
    found = parse.doc.char_span(start, end, alignment_mode="expand")
    return frozenset(_lemma(t) for t in found or () if t.is_alpha and not t.is_stop and not _names(t))


def _names(token: Token) -> bool:
    """Tell a party's name, which says nothing of what was asked: a refusal and a demand of two parties share both."""
    return token.pos_ == "PROPN" or token.ent_type_ in ("NORP", "GPE", "ORG")


def _lemma(token: Token) -> str:
    return token.lemma_.lower()
