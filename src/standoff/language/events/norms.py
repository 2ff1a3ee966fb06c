"""Appeals to a norm by whoever speaks: a deed is "in violation of the treaty", a wish "in line with the principle"."""

from collections.abc import Iterator

from standoff.language.events.clauses import clause, governing_verb, phrase, trimmed
from standoff.language.events.drafts import Draft, without
from standoff.language.events.grammar import children, is_verb, lemma, prepositional, surface_subject
from standoff.language.events.moods import Mood, mood_of
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, named_in
from standoff.language.events.slots import slot
from standoff.language.syntax import Token
from standoff.plover import EventType

ACCORD = frozenset({"accordance", "line", "compliance", "conformity", "keeping", "accord", "agreement"})
_BREACH = frozenset({"violation", "breach", "contravention", "defiance", "disregard", "circumvention"})
_TO_NORM = ("to", "with", "on", "by", "from", "against", "obj")


def norms(word: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Yield the appeal to a norm that `word` makes in the mouth of `by`."""
    if is_verb(word):
        yield from _conforms(word, by, scene)
    elif word.lower_ in _AGAINST or word.lower_ in _WITH:
        yield from _contrasts(word, by, scene)
    elif word.head.lower_ == "in" and word.lemma_ in _BREACH:
        yield from _breaches(word, by, scene)
    elif word.head.lower_ == "in" and word.lemma_ in ACCORD:
        yield from _accords(word, by, scene)


def is_accord(verb: Token, scene: Scene) -> bool:
    """Tell a clause with "in accordance with" a norm: it appeals to the norm rather than asks."""
    return any(t.lemma_ in ACCORD and t.head.lower_ == "in" and _names(t, scene, "LEGAL", "with") for t in verb.subtree)


def _names(noun: Token, scene: Scene, kind: str, *names: str) -> bool:
    return any(scene.lexicon.is_kind(lemma(norm), kind) for name in names for norm in prepositional(noun, name))


def _accords(noun: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "must be overcome in accordance with humanitarian law": the norm is the ground of what is said."""
    verb = governing_verb(noun)
    if verb is not None and _names(noun, scene, "LEGAL", "with"):
        above = verb.head if verb.dep_ == "xcomp" and is_verb(verb.head) else verb
        yield Draft(EventType.INVOKE, noun, by, (), clause(above), 0.45, contexts=("legal",))


def _breaches(noun: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "in violation of the treaty, X is massing troops": whoever says so appeals to the norm."""
    verb = _told(governing_verb(noun), noun)
    subject = surface_subject(verb) if verb is not None else None
    if verb is None or subject is None or not _names(noun, scene, "NORM", "of"):
        return
    whom = without(named_in(subject, scene), by)
    if whom:
        start, end = clause(verb)
        words = trimmed(verb, min(start, noun.head.i), max(end, phrase(noun)[1]))
        yield Draft(EventType.INVOKE, noun, by, whom, words, 0.6, contexts=("legal",))


def _told(verb: Token | None, noun: Token) -> Token | None:
    """Return the clause that "said that in violation of the treaty X …" tells."""
    told = [c for c in children(verb, "ccomp") if c.i > noun.i] if verb is not None else []
    return told[0] if told else verb


def _contrasts(word: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "is contrary to the principle", "ran counter to the treaty", "consistent with the charter"."""
    verb = word.head if is_verb(word.head) else governing_verb(word)
    if verb is None or not _names(word, scene, "LEGAL", "to", "with"):
        return
    subject = surface_subject(verb)
    whom = without(named_in(subject, scene), by) if subject is not None and word.lower_ in _AGAINST else ()
    if mood_of(verb, scene.lexicon) is Mood.FACT:
        yield Draft(EventType.INVOKE, word, by, whom, clause(verb), 0.5, contexts=("legal",))


_AGAINST = frozenset({"contrary", "counter", "incompatible", "inconsistent"})
_WITH = frozenset({"consistent", "compatible"})


def _conforms(verb: Token, by: Parties, scene: Scene) -> Iterator[Draft]:
    """Read "this conforms to the principle of", "that runs counter to the accords"."""
    yield from (draft for c in children(verb, "advmod") if c.lower_ in _AGAINST for draft in _contrasts(c, by, scene))
    if not scene.lexicon.is_kind(lemma(verb), "CONFORMS"):
        return
    if mood_of(verb, scene.lexicon) not in (Mood.FACT, Mood.NEGATED):
        return
    if not any(scene.lexicon.is_kind(lemma(norm), "LEGAL") for name in _TO_NORM for norm in slot(verb, name)):
        return
    subject = surface_subject(verb)
    whom = without(named_in(subject, scene), by) if subject is not None else ()
    yield Draft(EventType.INVOKE, verb, by, whom, clause(verb), 0.5, contexts=("legal",))
