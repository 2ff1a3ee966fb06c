"""Praise and pledges done by what is said: "you are our closest friends", "everything will be done for peace"."""

from collections.abc import Iterator

from standoff.language.events.addressing import concerns_others
from standoff.language.events.clauses import clause, governing_verb
from standoff.language.events.drafts import Draft, unknown, without
from standoff.language.events.grammar import (
    child,
    children,
    is_passive,
    lemma,
    object_of,
    prepositional,
    subject_of,
    surface_subject,
)
from standoff.language.events.moods import Mood, mood_of
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, sides
from standoff.language.syntax import Token
from standoff.plover import EventType

_WARM = frozenset({
    "our", "my", "true", "real", "great", "good", "close", "reliable", "loyal", "strong", "important", "key", "dear",
    "trusted", "sincere", "old", "faithful", "steadfast", "genuine", "staunch", "valued",
})  # fmt: skip
_UTMOST = frozenset({"everything", "all", "utmost", "best", "whatever"})
_STRESSES = frozenset({"emphasis", "attention", "focus", "accent"})


def goodwill(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Yield the praise or the pledge that `verb` is in the mouth of `by`."""
    if verb.lemma_ == "be":
        yield from _befriends(verb, by, scene)
    elif verb.lemma_ == "do":
        yield from _pledges(verb, by, scene)


def _befriends(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "X and Y are our closest friends", "you are the best advocates"."""
    subject, predicate = surface_subject(verb, 0), child(verb, "attr")
    if subject is None or predicate is None or mood_of(verb, scene.lexicon) is not Mood.FACT:
        return
    warm = any(c.tag_ == "JJS" or c.lower_ in _WARM for c in predicate.children)
    whom = without(sides(subject, scene), (*by, unknown()))
    if whom and warm and scene.lexicon.is_kind(lemma(predicate), "FRIENDS"):
        yield Draft(EventType.SUPPORT, verb, by, whom, clause(verb), 0.6, contexts=("diplomatic",))


def _pledges(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    if not any(c.lower_ in ("will", "would", "'ll", "shall") for c in children(verb, "aux")):
        return
    done, doer = object_of(verb), subject_of(verb)
    own = doer is None or (bool(sides(doer, scene)) and not without(sides(doer, scene), by))
    if done is None or done.lower_ not in _UTMOST or not own or child(verb, "neg") is not None:
        return
    whole = (verb.left_edge.i, verb.right_edge.i + 1)
    if concerns_others(verb, whole, by, scene):
        yield Draft(EventType.AGREE, verb, by, (), clause(verb), 0.5, contexts=("diplomatic",))


def everybody(noun: Token, scene: Scene) -> Parties:
    """Return who finds important what "was stressed" in a release of talks: all who sat there."""
    if len(scene.table) < 2 or scene.issuer is None:
        return ()
    statement = scene.statement_at(noun)
    stresses = scene.lexicon.is_kind(noun.lemma_, "NEEDS") or noun.lemma_ in _STRESSES
    if not stresses or (statement is not None and statement.source is not None):
        return ()
    verb = governing_verb(noun)
    unsaid = verb is not None and is_passive(verb) and child(verb, "agent") is None
    return scene.table if unsaid or statement is not None else ()


def emphasised(noun: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "emphasis was laid on further cooperation": several who do so agree on it."""
    verb = governing_verb(noun)
    if verb is None or noun.dep_ != "nsubjpass" or noun.lemma_ not in _STRESSES:
        return
    on = (below for name in ("on", "to", "upon") for word in (verb, noun) for below in prepositional(word, name))
    if any(scene.lexicon.is_kind(lemma(below), "TIES") for below in on):
        yield Draft(EventType.AGREE, noun, by, (), clause(verb), 0.5, contexts=("diplomatic",))
