"""Requests put as duties: "X must withdraw", "it is necessary that X", "the need for X to respond"."""

from collections.abc import Iterable, Iterator

from standoff.language.cast import Party
from standoff.language.events.clauses import clause
from standoff.language.events.drafts import Draft, without
from standoff.language.events.grammar import (
    child,
    children,
    complements,
    has_to,
    is_verb,
    lemma,
    prepositional,
    surface_subject,
)
from standoff.language.events.moods import Mood, mood_of
from standoff.language.events.requests import asked, chain, upto, with_next
from standoff.language.events.scene import Scene
from standoff.language.events.sides import sides
from standoff.language.events.threats import condition_of
from standoff.language.syntax import Token
from standoff.plover import EventType

_MODALS = frozenset({"must", "should", "ought"})


def must(verb: Token, by: Party, scene: Scene) -> Iterator[Draft]:
    """Read what another party must do as a request of the party that says so."""
    if any(c.lower_ in _MODALS for c in children(verb, "aux")):
        yield from _asked_of(verb, chain(verb), by, scene, 0.7)
    elif verb.lemma_ in ("hope", "trust", "expect") and mood_of(verb, scene.lexicon) is Mood.FACT:
        yield from _hoped(verb, by, scene)
    elif verb.lemma_ in ("have", "need") and verb.tag_ != "VBD":
        yield from _asked_of(verb, (v for c in complements(verb) if has_to(c) for v in chain(c)), by, scene, 0.55)
    elif verb.lemma_ == "be" and any(scene.lexicon.is_kind(c.lower_, "NEEDFUL") for c in _predicates(verb)):
        heads = [c for c in (*complements(verb), *_below(verb)) if c.i > verb.i]
        yield from _asked_of(verb, (v for c in heads for v in chain(c)), by, scene, 0.5)


def _predicates(verb: Token) -> list[Token]:
    return children(verb, "acomp", "attr")


def _below(verb: Token) -> Iterator[Token]:
    for predicate in _predicates(verb):
        yield from complements(predicate)


def _hoped(verb: Token, by: Party, scene: Scene) -> Iterator[Draft]:
    """Read "we hope that X will support us" as a request of X; a hope for anything else asks nobody."""
    for below in complements(verb):
        helps = scene.lexicon.is_kind(lemma(below), "COOP") or scene.lexicon.is_kind(lemma(below), "YIELD")
        if helps and child(below, "nsubj") is not None and child(below, "neg") is None:
            yield from _asked_of(verb, (below,), by, scene, 0.55)


def _asked_of(cue: Token, heads: Iterable[Token], by: Party, scene: Scene, score: float) -> Iterator[Draft]:
    """Yield a request for each thing that another party is to do, if need be the one that an if-clause names."""
    condition = condition_of(cue)
    whom = without(_doers(condition, scene), (by,)) if condition is not None else ()
    for head, following in with_next(heads):
        named = _doers(head, scene)
        whom = without(named, (by,)) or (whom if not named else ())
        words = upto(clause(head, extend=False), following)
        if whom and words[1] - words[0] > 1:
            yield Draft(EventType.REQUEST, cue, (by,), whom, words, score, mode="change", contexts=("diplomatic",))


def _doers(verb: Token, scene: Scene) -> tuple[Party, ...]:
    subject = surface_subject(verb)
    return sides(subject, scene) if subject is not None else ()


def needed(noun: Token, by: Party, scene: Scene) -> Iterator[Draft]:
    """Read "the importance of launching", "the need for X to respond"."""
    doer: tuple[Party, ...] = ()
    for head, following in with_next(head for head in asked(noun) if is_verb(head)):
        subject = surface_subject(head, 0) or next(prepositional(noun, "for"), None)
        doer = sides(subject, scene) if subject is not None else doer
        whom = without(doer, (by,))
        if whom or not doer:
            words, score = upto(clause(head, extend=False), following), 0.6 if whom else 0.4
            yield Draft(EventType.REQUEST, noun, (by,), whom, words, score, mode="change", contexts=("diplomatic",))
