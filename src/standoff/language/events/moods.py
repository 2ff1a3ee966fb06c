"""Whether a clause tells a fact, a plan, a possibility, a condition or a wish."""

from enum import StrEnum

from standoff.language.events.grammar import child, children, has_to, is_verb, lemma, sibling
from standoff.language.events.lexicon import Lexicon
from standoff.language.syntax import Token

_STEPS = 5
_CONDITIONS = frozenset({"if", "unless", "whether", "should", "lest", "case"})
_FUTURE = frozenset({"will", "shall", "'ll", "wo"})
_POSSIBLE = frozenset({"could", "may", "might", "would", "can", "ca", "'d"})
_IMAGINED = frozenset({"imagine", "suppose", "assume", "pretend"})
_POLITE = frozenset({"like", "love", "prefer", "welcome", "appreciate"})
_TELLS = frozenset({"say", "announce", "promise", "declare", "tell", "state", "confirm", "note", "add"})
_PERHAPS = frozenset({"perhaps", "possibly", "maybe", "potentially", "supposedly"})
_FIRST = frozenset({"first", "last", "only", "second", "one", "ones"})
_WISHES = frozenset({"want", "like", "wish", "have", "hasten", "desire"})
"""Who "would like to thank" thanks."""
_ASKED = frozenset({"must", "should", "ought"})


class Mood(StrEnum):
    """How a clause is meant."""

    FACT = "fact"
    PLAN = "plan"
    DECIDED = "decided"
    POSSIBLE = "possible"
    NEGATED = "negated"
    CONDITION = "condition"
    ASKED = "asked"
    PURPOSE = "purpose"


def mood_of(verb: Token, lexicon: Lexicon) -> Mood:
    """Return how the clause of `verb` is meant, by its own words and those of the clauses that govern it."""
    at = verb
    for _ in range(_STEPS):
        mood = _own(at)
        if mood is not Mood.FACT:
            return mood
        above, mood = _governor(at, lexicon)
        if mood is not Mood.FACT:
            return Mood.NEGATED if above is not None and child(above, "neg") is not None else mood
        if above is None:
            break
        at = above
    return Mood.FACT


def _own(verb: Token) -> Mood:
    if any(c.dep_ == "mark" and c.lower_ in _CONDITIONS for c in verb.children):
        return Mood.CONDITION
    if child(verb, "neg") is not None or _nobody(verb):
        return Mood.NEGATED
    if any(c.dep_ == "advmod" and c.lower_ in _PERHAPS for c in verb.children):
        return Mood.POSSIBLE
    if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN" and has_to(verb):
        return Mood.PLAN
    for aux in children(verb, "aux"):
        if (mood := _modal(aux, verb)) is not Mood.FACT:
            return mood
    return Mood.FACT


def _modal(aux: Token, verb: Token) -> Mood:
    if aux.tag_ != "MD":
        return Mood.FACT
    if aux.lower_ in _FUTURE:
        return Mood.PLAN
    if aux.lower_ in _ASKED:
        return Mood.CONDITION if aux.i < aux.head.left_edge.i else Mood.ASKED
    if aux.lower_ not in _POSSIBLE or (aux.lower_ in ("would", "'d") and aux.head.lemma_ in _POLITE):
        return Mood.FACT
    told = verb.dep_ == "ccomp" and verb.head.lemma_ in _TELLS and verb.head.tag_ in ("VBD", "VBN")
    return Mood.PLAN if told and aux.lower_ in ("would", "'d") else Mood.POSSIBLE


def _nobody(verb: Token) -> bool:
    return any(
        c.dep_ in ("nsubj", "nsubjpass", "dobj") and (c.lower_ in ("nobody", "nothing", "none") or _has_no(c))
        for c in verb.children
    )


def _has_no(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children)


def _governor(verb: Token, lexicon: Lexicon) -> tuple[Token | None, Mood]:
    head, dep = verb.head, verb.dep_
    if dep == "conj" and child(verb, "nsubj", "nsubjpass") is None:
        shared = sibling(verb)
        return (shared if is_verb(shared) else None), Mood.FACT
    if dep == "xcomp" and lexicon.is_kind(lemma(verb), "PERFORMED") and head.lemma_ in _WISHES:
        return None, Mood.FACT
    if dep in ("xcomp", "ccomp") and (
        dep == "xcomp" or child(verb, "mark", "nsubj", "nsubjpass") is None or has_to(verb)
    ):
        return (head if is_verb(head) else head.head), _by_word(head, lexicon)
    if dep == "ccomp" and head.lemma_ in _IMAGINED:
        return None, Mood.CONDITION
    if dep == "pcomp":
        if is_verb(head.head):
            return head.head, _by_word(head.head, lexicon)
        return None, _by_noun(head.head, lexicon)
    if dep in ("acl", "relcl") and verb.tag_ == "VB":
        return None, _by_noun(head, lexicon)
    if dep == "advcl" and has_to(verb):
        return None, Mood.PURPOSE
    return None, Mood.FACT


def _by_word(governor: Token, lexicon: Lexicon) -> Mood:
    word = lemma(governor)
    if lexicon.is_kind(word, "PLANS"):
        return Mood.PLAN
    if lexicon.is_kind(word, "AVOIDS"):
        return Mood.NEGATED
    return Mood.POSSIBLE if lexicon.is_kind(word, "MAYBES") else Mood.FACT


def _by_noun(noun: Token, lexicon: Lexicon) -> Mood:
    if noun.lower_ in _FIRST:
        return Mood.FACT
    if noun.lemma_ == "decision":
        return Mood.DECIDED
    mood = _by_word(noun, lexicon)
    return Mood.PURPOSE if mood is Mood.FACT and not lexicon.is_kind(noun.lemma_, "DECISIONS") else mood
