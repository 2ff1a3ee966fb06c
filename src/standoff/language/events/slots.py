"""What stands beside a word: subject, object, complements, prepositional phrases; and whether they meet an act."""

from collections.abc import Iterator

from standoff.language.events.grammar import (
    child,
    children,
    complements,
    has_to,
    is_verb,
    lemma,
    object_of,
    prepositional,
    subject_of,
    surface_subject,
)
from standoff.language.events.lexicon import Act, Need
from standoff.language.events.scene import Scene
from standoff.language.events.sides import codes, coordinated, is_person, named_in, sides
from standoff.language.syntax import Token


def slot(word: Token, name: str) -> list[Token]:
    """Return the heads of the phrases that stand in a slot of `word`."""
    if name == "cl":
        return complements(word)
    if is_verb(word):
        return _verb_slot(word, name)
    if name == "near":
        return [t for t in word.doc[word.i + 1 : min(word.i + _NEAR, word.sent.end)] if t.pos_ in ("NOUN", "PROPN")]
    return list(prepositional(word, name)) + _light_slot(word, name)


_NEAR = 9


def _verb_slot(verb: Token, name: str) -> list[Token]:
    if name == "obj":
        return _some(object_of(verb) or _called(verb))
    if name == "subj":
        return _some(subject_of(verb))
    if name == "ind":
        return _some(child(verb, "dative"))
    if name in ("oprd", "oprd.subj"):
        named, predicate = _equated(verb)
        return _some(predicate if name == "oprd" else named)
    if name == "cl.subj":
        return [subject for c in complements(verb) if (subject := surface_subject(c)) is not None]
    if name == "whom":
        return _some(
            object_of(verb) or next((s for c in complements(verb) if (s := child(c, "nsubj")) is not None), None)
        )
    found = [noun for noun in prepositional(verb, name) if noun.ent_type_ not in _TIMES]
    if (below := object_of(verb)) is not None and not found:
        found = [noun for noun in prepositional(below, name) if noun.ent_type_ not in _TIMES]
    return found or _after_phrases(verb, name)


_CALLING = frozenset({"call", "describe", "term", "brand", "label", "see", "regard", "consider", "view"})


def _called(verb: Token) -> Token | None:
    """Return the noun in "rejected what it called false claims": what somebody calls it is the object."""
    for named in complements(verb):
        if lemma(named) in _CALLING and any(t.lower_ == "what" for t in named.children):
            return child(named, "oprd", "attr") or _second(named) or next(iter(prepositional(named, "as")), None)
    return None


def _second(verb: Token) -> Token | None:
    """Return what a thing is called, where the parser takes it for a second object; the first may be "what"."""
    objects = [c for c in children(verb, "dobj") if c.tag_ != "WP"]
    alone = len(objects) == 1 and any(t.lower_ == "what" for t in verb.children)
    return objects[-1] if len(objects) > 1 or alone else None


_TIMES = frozenset({"DATE", "TIME"})


def _equated(verb: Token) -> tuple[Token | None, Token | None]:
    """Return both nouns of "called the move a provocation", which the parser takes for objects or a clause."""
    predicate = child(verb, "oprd", "attr")
    if predicate is None:
        predicate = next((c for c in children(verb, "ccomp") if not is_verb(c) and child(c, "nsubj")), None)
        if predicate is None and lemma(verb) in _CALLING and (second := _second(verb)) is not None:
            return children(verb, "dobj")[0], second
        return (child(predicate, "nsubj"), predicate) if predicate is not None else (None, None)
    below = object_of(verb)
    return (predicate, below) if below is not None and below.i > predicate.i else (below, predicate)


def _after_phrases(verb: Token, name: str) -> list[Token]:
    """Look one phrase deeper: in "took part in talks with X" the one after "with" belongs to the talks."""
    return [
        noun
        for preposition in verb.children
        if preposition.dep_ == "prep" and preposition.lower_ not in _WHEN
        for below in preposition.children
        if below.dep_ == "pobj"
        for noun in prepositional(below, name)
    ]


def _light_slot(noun: Token, name: str) -> list[Token]:
    """In "made threats against X" the phrase may hang on the verb."""
    if noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head):
        return list(prepositional(noun.head, name))
    return []


def _some(token: Token | None) -> list[Token]:
    return [] if token is None else [token]


_WHEN = frozenset({"after", "before", "during", "since", "until", "following", "amid", "despite"})


def fits(word: Token, act: Act, scene: Scene) -> bool:
    """Tell whether the particle and all needs of `act` are there."""
    return (act.particle is None or _has_particle(word, act.particle)) and all(
        _met(word, need, scene) for need in act.needs
    )


def _has_particle(verb: Token, particle: str) -> bool:
    first, *rest = particle.split()
    for at in range(verb.i + 1, min(verb.i + 5, len(verb.doc) - len(rest))):
        token = verb.doc[at]
        if token.lower_ == first and token.head.i in (verb.i, at - 1):
            return all(verb.doc[at + k].lower_ == word for k, word in enumerate(rest, 1))
    return False


def _met(word: Token, need: Need, scene: Scene) -> bool:
    found = slot(word, need.slot)
    if "NONE" in need.kinds:
        return not found
    if need.barred:
        return not any(_of_kind(token, need.barred, scene) for token in found)
    return any(_is(token, need.kinds, scene) for token in found)


def _is(token: Token, kinds: frozenset[str], scene: Scene) -> bool:
    if "ANY" in kinds or ("CLAUSE" in kinds and is_verb(token)) or ("TO" in kinds and has_to(token)):
        return True
    if "PARTY" in kinds and named_in(token, scene):
        return True
    if "PERSON" in kinds and is_person(token, scene):
        return True
    if "SEVERAL" in kinds and len(codes(sides(token, scene))) > 1:
        return True
    return any(_of_kind(noun, kinds, scene) for noun in coordinated(token))


def _of_kind(noun: Token, kinds: frozenset[str], scene: Scene) -> bool:
    word = lemma(noun)
    if any(kind in scene.lexicon.kinds and word in scene.lexicon.kinds[kind] for kind in kinds):
        return True
    if scene.lexicon.is_kind(word, "MEASURES"):
        return any(_of_kind(below, kinds, scene) for below in prepositional(noun, "of"))
    return "LAND" in kinds and noun.ent_type_ in ("GPE", "LOC", "FAC")


def places(word: Token) -> Iterator[Token]:
    """Yield the nouns after "in" and "at" in the clause or phrase of `word`."""
    end = min(word.right_edge.i + 1, word.i + _FAR)
    for token in word.doc[word.i + 1 : end]:
        if token.dep_ in ("relcl", "ccomp", "advcl", "conj") and is_verb(token):
            return
        if token.lower_ in ("in", "at") and token.dep_ == "prep":
            yield from (noun for noun in token.children if noun.dep_ == "pobj")


_FAR = 40
