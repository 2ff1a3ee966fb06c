"""Doers whom a report does not name: groups by their kind, and pronouns for whoever is speaking in the sentence."""

from standoff.language.cast import Party
from standoff.language.events.clauses import governing_verb
from standoff.language.events.grammar import lemma, object_of, prepositional, surface_subject
from standoff.language.events.scene import Scene
from standoff.language.events.sides import is_person, sides
from standoff.language.syntax import Token, word_span
from standoff.types import UNKNOWN

_PRONOUNS = frozenset({"he", "she", "they", "it"})


def agents(subject: Token, scene: Scene) -> tuple[Party, ...]:
    """Return the parties that a subject names, or that its pronoun takes up."""
    return sides(subject, scene) or narrator(subject, scene)


def narrator(pronoun: Token, scene: Scene) -> tuple[Party, ...]:
    """Return whom "he" stands for in "X said he would": the subject of the clause above, if it agrees in number."""
    if pronoun.lower_ not in _PRONOUNS:
        return ()
    verb = governing_verb(pronoun)
    above = governing_verb(verb) if verb is not None and verb.dep_ == "ccomp" else None
    subject = surface_subject(above, 1) if above is not None else None
    if subject is None or subject.i == pronoun.i or not _agrees(pronoun, subject, scene):
        return ()
    return sides(subject, scene)


def _agrees(pronoun: Token, subject: Token, scene: Scene) -> bool:
    plural = subject.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in subject.children)
    if pronoun.lower_ == "they":
        return plural
    return not plural and is_person(subject, scene) == (pronoun.lower_ != "it")


def victims(verb: Token, actors: tuple[Party, ...], scene: Scene) -> tuple[Party, ...]:
    """Return whom a deed is done to where no party is named: a group by its kind, or a state's own people."""
    below = object_of(verb)
    if below is None or not actors:
        return ()
    named = tuple(party for party in unnamed_group(below, scene) if party.code != UNKNOWN)
    at_home = scene.lexicon.is_kind(lemma(verb), "ARRESTS") and scene.lexicon.is_kind(lemma(below), "PEOPLE")
    if named or not at_home or not _is_state(actors[0].code):
        return named
    return (Party(f"{actors[0].code}-CIV", word_span(below)),)


def _is_state(code: str) -> bool:
    return len(code) == _ISO and code.isalpha()


_ISO = 3


def unnamed_group(noun: Token, scene: Scene) -> tuple[Party, ...]:
    """Return a group under its common noun: AID-AGENCIES; UNKNOWN for officials and observers of no country."""
    if scene.lexicon.is_kind(lemma(noun), "QUANTITIES"):
        noun = next(prepositional(noun, "of"), noun)
    word, words = lemma(noun), word_span(noun)
    if scene.lexicon.is_kind(word, "ANYONE"):
        return (Party(UNKNOWN, words),)
    anaphor = noun.tag_ in ("NN", "NNP") and any(c.dep_ == "det" and c.lower_ == "the" for c in noun.children)
    if anaphor or not scene.lexicon.is_kind(word, "GROUPS"):
        return ()
    before = [
        c.text for c in noun.children if c.dep_ in ("compound", "amod") and c.i < noun.i and c.pos_ in ("NOUN", "PROPN")
    ]
    return (Party("-".join((*before, noun.text)).upper(), words),)
