"""Whether a clause tells a fact, a plan, a possibility, a condition or a wish."""

from enum import StrEnum
from types import MappingProxyType

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
DUTY = frozenset({"must", "should", "ought"})
"""Modals of what somebody is to do."""


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
    if aux.lower_ in DUTY:
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


def prospect_of(noun: Token, lexicon: Lexicon) -> Mood | None:
    """Return how an occasion is meant by what is said of it: "talks are possible", "talks were called off".

    None if nothing is said of it: it is neither subject nor object of a clause.
    """
    whole = _whole(noun)
    verb = whole.head
    if any(c.dep_ in ("acl", "relcl") and has_to(c) and c.tag_ == "VB" for c in whole.children):
        return Mood.PLAN
    if not is_verb(verb):
        return None
    if whole.dep_ in ("nsubj", "nsubjpass"):
        return _said_of(verb, lexicon)
    if whole.dep_ in ("dobj", "attr"):
        return _done_with(verb, lexicon)
    return None


def _whole(noun: Token) -> Token:
    """Return the round or series of which `noun` is a part, the first of a list of occasions."""
    at = noun
    for _ in range(_STEPS):
        if at.dep_ == "conj" and at.head.pos_ in ("NOUN", "PROPN"):
            at = at.head
        elif at.dep_ == "pobj" and at.head.lower_ == "of" and at.head.head.lemma_ in _PORTIONS:
            at = at.head.head
        else:
            break
    return at


_PORTIONS = frozenset({"round", "series", "number", "cycle", "start", "resumption", "hour", "day", "set", "session"})


def _said_of(verb: Token, lexicon: Lexicon) -> Mood:
    """Return how an occasion is meant by the clause of which it is the subject."""
    mood = mood_of(verb, lexicon)
    word = _predicate(verb)
    if word in _OFF:
        return Mood.NEGATED if mood is Mood.FACT else Mood.CONDITION
    if mood not in (Mood.FACT, Mood.PLAN, Mood.POSSIBLE):
        return mood if mood is Mood.NEGATED else Mood.CONDITION
    if (said := _PROSPECTS.get(word)) is not None:
        return said if mood is Mood.FACT or said is Mood.POSSIBLE else mood
    if mood is Mood.FACT and verb.lemma_ == "be" and any(has_to(c) for c in children(verb, "xcomp")):
        return Mood.PLAN
    return Mood.CONDITION if _is_vague(verb, mood) and word not in _HAPPEN else mood


def _is_vague(verb: Token, mood: Mood) -> bool:
    """Tell "talks may help" and "talks would help", which need not be talks to come, as "talks may be held" are."""
    return mood is Mood.POSSIBLE or (mood is Mood.PLAN and _has_would(verb))


def _has_would(verb: Token) -> bool:
    return any(aux.lower_ in ("would", "'d") for aux in children(verb, "aux"))


def _predicate(verb: Token) -> str:
    """Return the word that tells: the adjective after "be", else the verb with its particle."""
    if verb.lemma_ in _COPULAS and (told := child(verb, "acomp", "oprd", "advmod", "prt")) is not None:
        return told.lower_ if told.pos_ != "VERB" else told.lemma_
    particle = child(verb, "prt")
    return f"{verb.lemma_} {particle.lower_}" if particle is not None else verb.lemma_


_COPULAS = frozenset({"be", "remain", "seem", "look", "appear", "become"})
_OFF = frozenset({
    "cancel", "call off", "scrap", "rule out", "shelve", "abandon", "reject", "off", "impossible", "unlikely", "avoid",
    "unthinkable", "improbable", "premature", "pointless", "unnecessary", "exclude", "postpone", "put off", "delay",
})  # fmt: skip
_PROSPECTS = MappingProxyType({
    **dict.fromkeys(("plan", "schedule", "expect", "set", "arrange", "slate", "fix", "announce", "due"), Mood.PLAN),
    **dict.fromkeys(("agree", "agree on", "confirm", "pencil in", "ahead", "set up", "book", "imminent"), Mood.PLAN),
    **dict.fromkeys(("possible", "likely", "conceivable", "probable", "thinkable", "feasible"), Mood.POSSIBLE),
    **dict.fromkeys(("propose", "offer", "consider", "moot", "suggest", "float", "envisage", "weigh"), Mood.POSSIBLE),
})  # fmt: skip
_HAPPEN = frozenset({
    "take", "hold", "happen", "begin", "start", "follow", "occur", "resume", "open", "convene", "go ahead", "arrange",
    "organize", "organise", "continue", "come", "go on", "restart", "schedule",
})  # fmt: skip


def _done_with(verb: Token, lexicon: Lexicon) -> Mood:
    """Return how an occasion is meant by the clause of which it is the object."""
    mood = mood_of(verb, lexicon)
    particle = child(verb, "prt")
    word = f"{verb.lemma_} {particle.lower_}" if particle is not None else verb.lemma_
    if word in _OFF or word in _SPOKEN_OF or _PROSPECTS.get(word) is Mood.POSSIBLE:
        return Mood.CONDITION
    if mood is not Mood.FACT:
        return Mood.CONDITION
    return Mood.PLAN if word in _AWAITS else Mood.FACT


_AWAITS = frozenset({"await", "expect", "anticipate", "schedule", "plan", "announce", "arrange"})
_SPOKEN_OF = frozenset({
    "seek", "want", "demand", "request", "urge", "discuss", "support", "favour", "favor", "oppose", "refuse", "need",
    "welcome", "hope", "mean", "require", "prefer", "invite", "promise", "threaten", "decline", "block", "mention",
})  # fmt: skip


def setting_of(noun: Token, lexicon: Lexicon) -> Mood | None:
    """Return how an occasion is meant by its place in time: "after the talks", "ahead of a summit"; None if by none.

    What is to be done "after talks" comes after them, and they may come first; "after talks X will decide" leaves open
    whether they have been held.
    """
    whole = _whole(noun)
    if whole.dep_ != "pobj":
        return None
    word, verb = whole.head.lower_, whole.head.head
    if word == "of" and (verb.lower_ == "ahead"):
        return Mood.PLAN
    above = verb if is_verb(verb) else verb.head
    mood = mood_of(above, lexicon) if is_verb(above) else Mood.FACT
    if word == "before":
        return mood if mood is Mood.PLAN else Mood.CONDITION
    if word in _LATER:
        return mood if mood is Mood.FACT or (whole.i > above.i and mood is Mood.PLAN) else Mood.CONDITION
    return None


_LATER = frozenset({"after", "following", "during", "at", "in", "since"})
