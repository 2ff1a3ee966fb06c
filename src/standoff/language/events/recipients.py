"""Whom an act is done to."""

from collections.abc import Iterator

from standoff.language.events.drafts import without
from standoff.language.events.grammar import (
    child,
    children,
    complements,
    is_verb,
    lemma,
    object_of,
    prepositional,
    surface_subject,
)
from standoff.language.events.lexicon import NOUN, Act
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, named_in, sides
from standoff.language.events.slots import slot
from standoff.language.syntax import Token
from standoff.plover import EventType


def aimed_at(word: Token, act: Act, actors: Parties, scene: Scene) -> Parties | None:
    """Return the parties in the first slot that names any other than the actors; None if it names only these."""
    for name in act.recipient:
        for noun in slot(word, name):
            found = complement_parties(noun, scene) if name == "cl" else _at_fault(noun, act, scene)
            others = without(found, actors)
            if others:
                return others
            if child(noun, "poss") is None:
                if _is_people(noun, scene):
                    return ()
                if found and name != "cl":
                    return None
    found = without(_of_sibling(word, act, scene), actors) or next(_deep(word, act, actors, scene), ())
    return found or _authors(word, act, actors, scene)


def _authors(word: Token, act: Act, actors: Parties, scene: Scene) -> Parties:
    """Return who did the deed that an answer names without its doer: "criticised the embargo", "welcomed the move"."""
    if act.type not in _ANSWERS:
        return ()
    for name in act.recipient:
        for noun in slot(word, name) if name not in ("cl", "-") else ():
            if any(c.lower_ in DEFINITE for c in children(noun, "det")):
                for kind, doers in scene.deeds:
                    if scene.lexicon.is_kind(lemma(noun), f"OF_{kind.value}") and (found := without(doers, actors)):
                        return found
    return ()


DEFINITE = frozenset({"the", "this", "that", "these", "those", "such"})
_ANSWERS = frozenset({
    EventType.ACCUSE, EventType.SUPPORT, EventType.REJECT, EventType.DENY, EventType.CONCEDE, EventType.DEFER,
    EventType.PROTEST,
})  # fmt: skip


def _at_fault(noun: Token, act: Act, scene: Scene) -> Parties:
    """Return whom a noun names; whoever condemns "the invasion of X" blames who invaded, not X."""
    if act.type is not EventType.ACCUSE or not _is_deed(noun, scene):
        return named_in(noun, scene)
    before = (c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod") and c.i < noun.i)
    doers = [party for each in (*before, *prepositional(noun, "by")) for party in sides(each, scene)]
    return sides(noun, scene) or tuple(doers[:1])


def _is_deed(noun: Token, scene: Scene) -> bool:
    return any(each.type in _ON_LAND for each in scene.lexicon.acts_of(NOUN, lemma(noun)))


def complement_parties(verb: Token, scene: Scene) -> Parties:
    """Return whom the clause after "refused to" or "threatened to" is about: its object, else whoever it names."""
    below = object_of(verb)
    if below is not None and (found := named_in(below, scene)):
        return found
    own = surface_subject(verb, 0)
    if own is not None and (found := sides(own, scene)):
        return found
    for name in ("with", "to", "on", "against", "from"):
        for noun in slot(verb, name):
            if found := named_in(noun, scene):
                return found
    return ()


def _is_people(noun: Token, scene: Scene) -> bool:
    """Tell people who belong to no named party: whoever thanks journalists thanks nobody else in the sentence."""
    word = lemma(noun)
    kinds = ("PEOPLE", "AGENT", "CROWD", "REFUGEES")
    return any(scene.lexicon.is_kind(word, kind) for kind in kinds) or noun.lower_ == "them"


def _of_sibling(word: Token, act: Act, scene: Scene) -> Parties:
    """Return whom the joined verb is done to: "met with X and offered an apology"."""
    if act.type not in _SHARED or not is_verb(word):
        return ()
    for noun in _sibling_nouns(word):
        if found := named_in(noun, scene):
            return found
    return ()


def _sibling_nouns(word: Token) -> Iterator[Token]:
    joined = [word.head] if word.dep_ == "conj" else children(word, "conj")
    for verb in (v for each in joined if is_verb(each) for v in (each, *complements(each)[:1])):
        below = object_of(verb)
        yield from [below] if below is not None else []
        yield from (*slot(verb, "with"), *slot(verb, "to"))


_SHARED = frozenset({
    EventType.CONCEDE, EventType.MOBILIZE, EventType.THREATEN, EventType.ASSAULT, EventType.COERCE, EventType.AGREE,
    EventType.SANCTION,
})  # fmt: skip


def _deep(word: Token, act: Act, actors: Parties, scene: Scene) -> Iterator[Parties]:
    """Yield the parties named anywhere in object and complements: "supported the efforts of the X group"."""
    if act.type not in _ABOUT or not is_verb(word):
        return
    below = object_of(word)
    heads = [*([below] if below is not None else []), *complements(word)]
    aside = _ASIDE | {"for"} if act.type in _ON_LAND else _ASIDE
    heads += [p for p in children(word, "prep") if p.lower_ not in aside and p.i > word.i]
    for head in heads:
        for noun in word.doc[head.left_edge.i : min(head.right_edge.i + 1, head.left_edge.i + _DEEP)]:
            if noun.dep_ == "relcl":
                break
            if _is_beside(noun, act, scene):
                continue
            if noun.pos_ in _NAMES and (found := without(_named(noun, act, scene), actors)):
                yield found


def _is_beside(noun: Token, act: Act, scene: Scene) -> bool:
    """Tell who is named in passing: the place of an agreement, the war in which help was given."""
    if act.type is EventType.AGREE:
        return noun.dep_ == "pobj" and noun.head.lower_ in _FORUM
    if act.type is not EventType.SUPPORT:
        return False
    return noun.head.lower_ == "against" or (noun.dep_ != "pobj" and _is_deed(noun.head, scene))


def _named(noun: Token, act: Act, scene: Scene) -> Parties:
    """Return whom a noun names; a deed done at a place is done to the state that the place belongs to."""
    on_land = act.type in _ON_LAND and noun.pos_ == "PROPN"
    return sides(noun, scene) or (named_in(noun, scene) if on_land else ())


_NAMES = frozenset({"PROPN", "NOUN", "ADJ", "PRON"})
_ON_LAND = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.MOBILIZE})
_ABOUT = _ON_LAND | {
    EventType.SUPPORT, EventType.ACCUSE, EventType.REJECT, EventType.DENY, EventType.AID, EventType.SANCTION,
    EventType.RETREAT, EventType.CONCEDE, EventType.AGREE, EventType.COOPERATE,
}  # fmt: skip
_ASIDE = frozenset({
    "after", "before", "during", "since", "following", "despite", "amid", "as", "under", "until", "by", "at", "about",
})  # fmt: skip
_FORUM = frozenset({"at", "in", "within", "under"})
"""Whoever agrees to meet "at the UN" agrees with nobody there."""
_DEEP = 25
