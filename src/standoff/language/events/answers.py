"""Which demand a reply replies to: refusals, consents, concessions and delays point back at what was asked."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from standoff.language.events.grammar import is_verb, lemma
from standoff.language.events.repeats import together
from standoff.language.syntax import Parse, Token
from standoff.plover import EventType, Status
from standoff.types import UNKNOWN, Event, Span

_REPLIES = frozenset({EventType.REJECT, EventType.AGREE, EventType.CONCEDE, EventType.DEFER, EventType.RETREAT})
_CONSENTS = frozenset({EventType.AGREE, EventType.CONCEDE, EventType.RETREAT})
_ASKS = frozenset({
    "demand", "request", "proposal", "call", "appeal", "offer", "ultimatum", "condition", "requirement", "plea",
    "suggestion", "initiative", "draft", "concern",
})  # fmt: skip
_SHARED = 2
_MATTERS = frozenset({"talk", "peace", "war", "dialogue", "negotiation"})
"""What all demands of a standoff are about; shared words that are only these show nothing."""


def link(events: Sequence[Event], parse: Parse) -> list[Event]:
    """Return the events with `answers` filled where the parties fit and the words show it."""
    asked = [event for event in events if event.type is EventType.REQUEST]
    words = {event.id: _content(event, parse) for event in asked}
    return [_linked(_judged(event, parse), asked, words, parse) for event in events]


def _judged(event: Event, parse: Parse) -> Event:
    """Return a withdrawal as negated where the words above it doubt it: "it is too early to say that X has left"."""
    if event.type is not EventType.RETREAT or event.status is not Status.ACTUAL or not _is_doubted(event, parse):
        return event
    return replace(event, status=Status.NEGATED)


def _linked(event: Event, asked: Sequence[Event], words: dict[str, frozenset[str]], parse: Parse) -> Event:
    if event.type not in _REPLIES or (event.type is EventType.RETREAT and not _is_told(event, parse)):
        return event
    fitting = [request for request in asked if _fits(event, request) and not _within(event, request)]
    said = _content(event, parse)
    meant = {request.id for request in fitting if _within(request, event)}
    meant |= {r.id for r in fitting if _is_told_in_turn(r, event) and _shares(said, words[r.id])}
    if event.type not in _CONSENTS and _refuses_what_was_asked(event, parse):
        meant |= {request.id for request in _of_the_passage(event, fitting, parse)}
    found = tuple(request.id for request in fitting if request.id in meant)
    return replace(event, answers=found) if found else event


def _fits(reply: Event, request: Event) -> bool:
    """Tell whether the one asked replies, to the one who asked; two whom nobody names are never one."""
    if not together(_named(reply.actors), _named(request.recipients)):
        return False
    return not reply.recipients or together(_named(reply.recipients), _named(request.actors))


def _named(parties: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in parties if each != UNKNOWN)


def _within(inner: Event, outer: Event) -> bool:
    """Tell words that are a part of others: who must "confirm its readiness to negotiate" has not consented by that."""
    (start, end), (first, past) = inner.anchor.spans[0], outer.anchor.spans[0]
    return first <= start and end <= past


def _of_the_passage(reply: Event, requests: Sequence[Event], parse: Parse) -> list[Event]:
    """Return the requests that "the demands" are: those told just before; in a lead, those told just after."""
    at = _paragraph(reply, parse)
    near = [request for request in requests if abs(_paragraph(request, parse) - at) <= _PASSAGE]
    before = [request for request in near if _span(request) < _span(reply)]
    return before or near


def _paragraph(event: Event, parse: Parse) -> int:
    """Return the number of the paragraph in which an event is told."""
    first = parse.words(event.anchor.spans[:1])[0].i
    return bisect_right(parse.paragraphs, first, key=lambda paragraph: paragraph.start)


_PASSAGE = 2
"""So many paragraphs away from its own a general word reaches."""


def _is_told_in_turn(request: Event, reply: Event) -> bool:
    """Tell a consent that comes after the request: one that stands before it mostly is what the request builds on."""
    return reply.type not in _CONSENTS or request.anchor.spans[0] < reply.anchor.spans[0]


def _shares(said: frozenset[str], asked: frozenset[str]) -> bool:
    shared = said & asked
    return len(shared) >= _SHARED and not shared <= _MATTERS


def _refuses_what_was_asked(reply: Event, parse: Parse) -> bool:
    """Tell "rejected the demands"; "rejected the proposal to hold a vote" says itself what is refused."""
    cue = _cue(reply, parse)
    return cue is not None and any(
        lemma(t) in _ASKS and _is_refused(t, cue) and not any(map(_says, t.children))
        for t in parse.words(reply.anchor.spans[:1])
    )


def _is_refused(noun: Token, cue: Token) -> bool:
    """Tell what a word of replying is about, itself or by the nouns that it hangs on: "the points of the proposal"."""
    at = noun
    for _ in range(_STEPS):
        if at.dep_ not in _ABOUT:
            return False
        at = at.head
        if at.i == cue.i:
            return True
    return False


_STEPS = 6
_ABOUT = frozenset({"dobj", "nsubjpass", "pobj", "conj", "prep", "agent"})


def _says(part: Token) -> bool:
    """Tell "the demand for talks", "the proposal to meet" from "the demands of Russia", "the proposal made in May"."""
    return (part.dep_ == "prep" and part.lower_ in _ON) or (part.dep_ in ("acl", "relcl") and part.tag_ != "VBN")


_ON = frozenset({"for", "on", "about", "regarding", "concerning"})


def _is_told(reply: Event, parse: Parse) -> bool:
    """Tell a withdrawal that a finite verb tells; a noun may stand in a list of demands."""
    return (cue := _cue(reply, parse)) is not None and is_verb(cue) and _is_finite(cue)


def _is_doubted(reply: Event, parse: Parse) -> bool:
    cue = _cue(reply, parse)
    return cue is not None and any(lemma(t) in _DOUBTS for t in islice(cue.ancestors, _STEPS))


_DOUBTS = frozenset({"early", "premature", "impossible", "doubt", "deny"})


def _cue(event: Event, parse: Parse) -> Token | None:
    words = parse.doc.char_span(*_span(event), alignment_mode="expand")
    return words.root if words is not None else None


def _is_finite(verb: Token) -> bool:
    helped = any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in verb.children)
    return verb.tag_ in _FINITE or (verb.tag_ in ("VBN", "VBG") and helped)


_FINITE = frozenset({"VBD", "VBZ", "VBP"})


def _span(event: Event) -> Span:
    return event.anchor.spans[0]


def _content(event: Event, parse: Parse) -> frozenset[str]:
    found = parse.doc.char_span(*_span(event), alignment_mode="expand")
    return frozenset(lemma(t) for t in found or () if t.is_alpha and not t.is_stop and not _names(t))


def _names(token: Token) -> bool:
    """Tell a party's name, which says nothing of what was asked: a refusal and a demand of two parties share both."""
    return token.pos_ == "PROPN" or token.ent_type_ in ("NORP", "GPE", "ORG")
