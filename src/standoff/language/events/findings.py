"""All acts of one sentence, each word used once."""

from collections.abc import Iterator

from standoff.language.events.attitudes import attitudes
from standoff.language.events.clauses import Range, subtree_range
from standoff.language.events.drafts import HOLDING, Draft
from standoff.language.events.frames import reverse_act, verb_act, verb_draft
from standoff.language.events.grammar import children, complements, is_verb, lemma, sibling
from standoff.language.events.lexicon import BLAME, Act
from standoff.language.events.listed import listed
from standoff.language.events.meetings import meeting, meeting_noun
from standoff.language.events.nominals import hyphenated, noun_act
from standoff.language.events.refusals import refusal
from standoff.language.events.requests import chain, request_act, requests
from standoff.language.events.scene import Scene
from standoff.language.events.texts import binding
from standoff.language.events.threats import conditional, threat
from standoff.language.syntax import Token, tokens
from standoff.plover import EventType

LONGEST = 200
"""Longer sentences are lists or broken pages; their parse is worth nothing, and reading them costs time."""


def findings(sent: tokens.Span, scene: Scene) -> Iterator[Draft]:
    """Yield the acts of a sentence in text order of their cues; what an act of words speaks of is not one itself."""
    if len(sent) > LONGEST or is_question(sent):
        return
    held: set[int] = set()
    for token in sent:
        if token.i in held or not (is_verb(token) or token.pos_ in ("NOUN", "PROPN", "ADJ")):
            continue
        act, drafts = _at(token, scene)
        if act is not None and act.type in HOLDING:
            held.update(_spoken_of(token))
        if act is not None and drafts:
            held.update(_consumed(token, act))
        for draft in drafts:
            held.update(_holds(draft))
            yield draft


def _consumed(verb: Token, act: Act) -> Iterator[int]:
    """Yield the object that makes the act what it is ("provided aid"); a demand that is refused stays a row."""
    if any(need.slot == "obj" and need.kinds - {"PARTY", "ANY"} for need in act.needs):
        objects = [c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
        yield from (c.i for c in objects if act.type not in _LEAVING or lemma(c) in _MEETINGS)
    if act.type is EventType.DENY:
        for denied in children(verb, "dobj"):
            yield from range(*_told(denied))


_MEETINGS = frozenset({"meeting", "summit", "talk", "visit", "trip", "negotiation", "consultation"})


_LEAVING = frozenset({EventType.REJECT, EventType.DEFER, EventType.CONCEDE, EventType.DENY, EventType.INVOKE})


def is_question(sent: tokens.Span) -> bool:
    return any(token.text == "?" for token in sent[-3:])


def _at(token: Token, scene: Scene) -> tuple[Act | None, list[Draft]]:
    """Return the reading of `token` and its drafts; a reading without drafts still holds what it speaks of."""
    if is_verb(token):
        if _is_title(token):
            return None, []
        act, drafts = _verb(token, scene)
    elif token.pos_ in ("NOUN", "PROPN"):
        act, drafts = _noun(token, scene)
    else:
        act, drafts = None, []
    return act, drafts or list(attitudes(token, scene))


def _is_title(token: Token) -> bool:
    """Tell a verb with a capital inside a sentence: it is part of a name ("the Plan on Strengthening Sanctions")."""
    return token.text[:1].isupper() and not token.is_sent_start and token.nbor(-1).is_alpha and not token.text.isupper()


def _verb(token: Token, scene: Scene) -> tuple[Act | None, list[Draft]]:
    border = hyphenated(token, scene)
    if border is not None:
        return None, [border]
    asks = request_act(token, scene)
    if asks is not None and not (scene.speakers_at(token) and scene.lexicon.acts_of(BLAME, lemma(token))):
        return asks, requests(token, asks, scene)
    bound = binding(token, scene)
    if bound:
        return None, bound
    warned = list(conditional(token, scene))
    if warned:
        return None, warned
    refused = refusal(token, scene)
    if refused is not None:
        return None, [refused]
    act = verb_act(token, scene)
    draft = verb_draft(token, act, scene) if act is not None else reverse_act(token, scene)
    return act, _settled(draft, scene)


def _noun(token: Token, scene: Scene) -> tuple[Act | None, list[Draft]]:
    if found := listed(token, scene):
        return None, found
    asks = request_act(token, scene)
    if asks is not None and (found := requests(token, asks, scene)):
        return asks, found
    return None, _settled(noun_act(token, scene) or meeting_noun(token, scene), scene)


def _settled(draft: Draft | None, scene: Scene) -> list[Draft]:
    if draft is not None and draft.type is EventType.CONSULT and is_verb(draft.cue):
        draft = meeting(draft, scene)
    elif draft is not None and draft.type is EventType.THREATEN:
        draft = threat(draft, scene)
    return [draft] if draft else []


def _holds(draft: Draft) -> Iterator[int]:
    """Yield the words that the act speaks of."""
    if draft.type is EventType.REQUEST or draft.condition is not None or draft.consequence is not None:
        for held in (draft.words, draft.condition, draft.consequence):
            if held is not None:
                yield from (at for at in range(*held) if at != draft.cue.i)
    if draft.type in HOLDING:
        yield from _spoken_of(draft.cue)
    if draft.cue.pos_ == "ADJ":
        yield from (at for at in range(*_told(draft.cue)) if at != draft.cue.i)
    if draft.type is EventType.CONSULT and is_verb(draft.cue):
        yield from (c.i for c in draft.cue.children if c.dep_ in ("dobj", "pobj"))


def _told(token: Token) -> Range:
    """Return what depends on `token` up to a relative clause: "talks with X, which attacked Y" tells a deed."""
    start, end = subtree_range(token)
    relatives = (at for at in range(token.i + 1, end) if token.doc[at].dep_ == "relcl")
    first = next(relatives, None)
    return start, end if first is None else max(token.i + 1, min(end, token.doc[first].left_edge.i))


def _spoken_of(cue: Token) -> Iterator[int]:
    for below in complements(cue):
        for verb in chain(below):
            start, end = _told(verb)
            # "urged X to leave and rejected its claims": what the parser hung too low is an act of its own.
            yield from range(start, min([end, *(c.left_edge.i for c in verb.children if _hangs_too_low(c))]))


def _hangs_too_low(verb: Token) -> bool:
    return verb.dep_ == "conj" and is_verb(verb) and sibling(verb).i not in (verb.head.i, verb.i)
