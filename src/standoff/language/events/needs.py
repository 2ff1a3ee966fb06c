"""Requests put as needs: "the need for X to respond", "the importance of launching talks"."""

from collections.abc import Iterator

from standoff.language.events.addressing import addressed, concerns_others
from standoff.language.events.clauses import Range, clause, phrase
from standoff.language.events.drafts import Draft, without
from standoff.language.events.duties import asked_of_one, duty, is_view
from standoff.language.events.grammar import children, is_verb, lemma, prepositional, surface_subject
from standoff.language.events.requests import asked, upto, with_next
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, codes, coordinated, sides
from standoff.language.syntax import Token
from standoff.plover import EventType


def needed(noun: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "the importance of launching", "the need for X to respond", "the need for an early ceasefire"."""
    if is_verb(noun.head) and noun.head.lemma_ in _FELT:
        return
    heads = list(asked(noun))
    doer: Parties = ()
    for head, following in with_next(head for head in heads if is_verb(head)):
        subject = surface_subject(head, 0) or next(prepositional(noun, "for"), None)
        doer = sides(subject, scene) if subject is not None else doer
        whom = without(doer, by) or addressed(head, by, scene)
        stated = clause(head, extend=False)
        if whom or (not doer and concerns_others(head, stated, by, scene)):
            words, score = upto(stated, following), 0.6 if whom else 0.45
            if words[1] - words[0] > 1:
                yield duty(noun, by, whom, words, score, wish=is_view(noun, head, whom))
    if not any(is_verb(head) for head in heads):
        for head in _steps(noun, scene):
            yield from _step(noun, head, by, scene)


_FELT = frozenset({"feel", "have", "meet", "satisfy", "see", "experience"})
"""Whoever feels a need asks nobody."""


def _steps(noun: Token, scene: Scene) -> Iterator[Token]:
    for name in ("of", "for"):
        for first in prepositional(noun, name):
            yield from (head for head in coordinated(first) if _is_step(head, scene))


def _is_step(noun: Token, scene: Scene) -> bool:
    """Tell a noun of doing; the parser reads "of increasing sanctions" as a noun with an adjective."""
    if any(c.tag_ == "VBN" for c in children(noun, "acl")):
        return False
    return scene.lexicon.is_kind(lemma(noun), "STEPS") or noun.doc[noun.left_edge.i].tag_ == "VBG"


def _step(noun: Token, head: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Yield what a noun of doing asks for; several who find cooperation important agree on it."""
    joint = scene.lexicon.is_kind(lemma(head), "TIES")
    if joint and len(codes(by)) > 1:
        yield Draft(EventType.AGREE, noun, by, (), _whole(noun, head), 0.5, contexts=("diplomatic",))
    elif not joint:
        start, end = phrase(head)
        by_word = head.doc[end] if end < len(head.doc) else head
        doers = [below for below in children(by_word, "pobj") if by_word.lower_ == "by"]
        whom = addressed(head, by, scene) or without((p for below in doers for p in sides(below, scene)), by)
        words = start, max((end, *(below.right_edge.i + 1 for below in doers)))
        yield from asked_of_one(noun, head, whom, words, by, scene, 0.55)


def _whole(noun: Token, head: Token) -> Range:
    return noun.left_edge.i, phrase(head)[1]
