"""Acts done by what is said: that another party must act, aims at harm, breaks its word; that one is ready for talks.

Most need a statement: the actor is the party that speaks, and the same words of a reporter are no act.
"""

from collections.abc import Iterator
from dataclasses import replace

from standoff.language.cast import Party
from standoff.language.events.clauses import clause
from standoff.language.events.drafts import NOWHERE, Draft, unknown, without
from standoff.language.events.duties import must
from standoff.language.events.goodwill import emphasised, everybody, goodwill
from standoff.language.events.grammar import (
    child,
    children,
    complements,
    is_verb,
    lemma,
    object_of,
    owner,
    prepositional,
    surface_subject,
)
from standoff.language.events.groups import agents
from standoff.language.events.lexicon import ADJECTIVE, BLAME, Act
from standoff.language.events.moods import Mood, mood_of
from standoff.language.events.needs import needed
from standoff.language.events.norms import norms
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, named_in, sides, voices
from standoff.language.events.slots import fits, slot
from standoff.language.syntax import Token
from standoff.plover import EventType

_FINDS = frozenset({"find", "consider", "deem", "think"})


def attitudes(token: Token, scene: Scene) -> Iterator[Draft]:
    """Yield the acts that the words around `token` do."""
    if token.pos_ == "ADJ":
        yield from _ready(token, scene)
    elif token.lemma_ in _FINDS and is_verb(token):
        yield from _found_useful(token, scene)
    by = everybody(token, scene) or voices(token, scene)
    if by:
        yield from _said(token, by, scene)
    elif is_verb(token) and scene.issuer and scene.statement_at(token) is None:
        yield from must(token, (Party(scene.issuer, NOWHERE),), scene)


def _said(token: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    if is_verb(token):
        yield from must(token, by, scene)
        yield from _blames(token, by, scene)
        yield from _calls_bad(token, by, scene)
        yield from goodwill(token, by, scene)
    elif scene.lexicon.is_kind(token.lemma_, "NEEDS"):
        yield from (_by_issuer(draft, scene) for draft in needed(token, by, scene))
    else:
        yield from emphasised(token, by, scene)
    yield from norms(token, by, scene)


def _by_issuer(draft: Draft, scene: Scene) -> Draft:
    """Return what a release says "was stressed" at talks as asked by its issuer alone: its guest need not share it."""
    shared = draft.type is EventType.REQUEST and draft.actors == scene.table and scene.issuer is not None
    return replace(draft, actors=draft.actors[:1]) if shared else draft


def _ready(adjective: Token, scene: Scene) -> Iterator[Draft]:
    """Read "ready for talks", "open to dialogue": the readiness is the act, whoever reports it."""
    verb = adjective.head
    if not is_verb(verb):
        return
    for act in scene.lexicon.acts_of(ADJECTIVE, lemma(adjective)):
        if fits(adjective, act, scene):
            subject = surface_subject(verb)
            actors = agents(subject, scene) if subject is not None else ()
            if actors and mood_of(verb, scene.lexicon) is Mood.FACT:
                whom = without(_beside(adjective, act, scene)[:2], actors)
                if whom or act.type is not EventType.SUPPORT:
                    yield Draft(act.type, adjective, actors, whom, clause(verb), act.score, contexts=act.contexts)
            return


def _beside(adjective: Token, act: Act, scene: Scene) -> list[Party]:
    nouns = (noun for name in act.recipient if name != "cl" for noun in _around(adjective, name))
    return [party for noun in nouns for party in named_in(noun, scene)]


def _around(adjective: Token, name: str) -> Iterator[Token]:
    yield from prepositional(adjective, name)
    for below in adjective.children:
        if below.dep_ == "prep":
            for noun in below.children:
                yield from prepositional(noun, name)
        elif is_verb(below):
            yield from prepositional(below, name)
            if (done_to := object_of(below)) is not None and name == "with":
                yield done_to


def _found_useful(verb: Token, scene: Scene) -> Iterator[Draft]:
    """Read "the two presidents found it expedient to step up": what several find useful they agree on."""
    predicates = children(verb, "ccomp", "oprd", "acomp")
    subject = surface_subject(verb)
    if subject is None or not any(scene.lexicon.is_kind(c.lower_, "USEFUL") for c in predicates):
        return
    actors = sides(subject, scene)
    if len(actors) > 1 and mood_of(verb, scene.lexicon) is Mood.FACT:
        yield Draft(EventType.AGREE, verb, actors, (), clause(verb), 0.6, contexts=("diplomatic",))


def _blames(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read a verb that blames its subject; its norm broken is an appeal to the norm."""
    for act in scene.lexicon.acts_of(BLAME, lemma(verb)):
        subject = next(iter(slot(verb, "subj")), None)
        if subject is None or not fits(verb, act, scene) or mood_of(verb, scene.lexicon) is not Mood.FACT:
            continue
        whom = without(named_in(subject, scene), by)
        if whom:
            yield Draft(act.type, verb, by, whom, clause(verb), act.score, mode=act.mode, contexts=act.contexts)
        return


def _calls_bad(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "X is a threat", "X's goal is to contain Y", "X was the reason for the escalation"."""
    if verb.lemma_ != "be" or mood_of(verb, scene.lexicon) is not Mood.FACT:
        return
    subject = surface_subject(verb, 0)
    if subject is None or not _is_blame(verb, subject, scene):
        return
    holder = owner(subject)
    named = named_in(subject, scene) or (sides(holder, scene) if holder is not None else ())
    whom = without(named, (*by, unknown()))
    if whom:
        yield Draft(EventType.ACCUSE, verb, by, whom, clause(verb), 0.6, mode="disapprove", contexts=("diplomatic",))


def _is_blame(verb: Token, subject: Token, scene: Scene) -> bool:
    if scene.lexicon.is_kind(subject.lemma_, "GOALS"):
        return any(scene.lexicon.is_kind(lemma(c), "HARMS") for c in complements(verb))
    predicate = child(verb, "attr", "acomp")
    if predicate is None:
        return False
    word = lemma(predicate)
    if scene.lexicon.is_kind(word, "BAD") or scene.lexicon.is_kind(word, "CULPRIT"):
        return True
    return scene.lexicon.is_kind(lemma(subject), "BAD") and word in ("reason", "cause", "source")
