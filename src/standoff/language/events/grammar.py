"""Who does a verb, to whom, and with which complements: read off the dependencies.

Chains of heads are walked a fixed number of steps, so that no sentence, however long, costs more than its length.
"""

from collections.abc import Iterator
from types import MappingProxyType

from standoff.language.syntax import Token

_STEPS = 6
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "obj"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})
_SUBJECT_KEEPERS = frozenset(
    {"promise", "vow", "pledge", "threaten", "refuse", "agree", "offer", "swear", "begin", "use"}
)
RELATIVES = frozenset({"who", "which", "that", "whom"})


def is_verb(token: Token) -> bool:
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in ("aux", "auxpass")


def lemma(token: Token) -> str:
    """Return the lemma in small letters; the model leaves the plural of names ("Self-Defence Forces") as it is."""
    word = _MISTAKEN.get(token.lower_) or token.lemma_.lower()
    if token.pos_ != "PROPN" or not word.endswith("s") or len(word) < _SHORT:
        return word
    return word[:-3] + "y" if word.endswith("ies") else word[:-1]


_SHORT = 6
_MISTAKEN = MappingProxyType({"hoped": "hope", "hoping": "hope"})
"""Lemmas that the model gets wrong: it makes "hop" of both."""


def children(token: Token, *deps: str) -> list[Token]:
    return [child for child in token.children if child.dep_ in deps]


def child(token: Token, *deps: str) -> Token | None:
    return next(iter(children(token, *deps)), None)


def is_passive(verb: Token) -> bool:
    """Tell a passive, a reduced relative clause ("weapons sent by") included."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not children(verb, "aux", "nsubj", "dobj"):
        return is_verb(verb.head) and verb.head.tag_ == "VBN" and is_passive(verb.head)
    return (
        verb.tag_ == "VBN"
        and verb.dep_ in ("acl", "relcl", "amod", "xcomp", "advcl")
        and not children(verb, "aux", "nsubj", "dobj")
    )


def antecedent(token: Token) -> Token:
    """Return the noun for which a relative pronoun stands; any other token is its own."""
    if token.lower_ in RELATIVES and token.tag_ in ("WDT", "WP", "IN", "DT"):
        verb = token.head if token.dep_ != "pobj" else token.head.head
        for _ in range(_STEPS):
            if verb.dep_ == "relcl":
                return verb.head
            if verb.dep_ not in ("conj", "xcomp", "ccomp", "acl"):
                break
            verb = verb.head
    return token


def surface_subject(verb: Token, steps: int = _STEPS) -> Token | None:
    """Return what stands as subject of `verb`, its own or the one that it shares with or takes over from its head."""
    own = child(verb, *_SUBJECTS)
    if own is not None:
        return antecedent(own)
    return _shared_subject(verb, steps - 1) if steps else None


def _shared_subject(verb: Token, steps: int) -> Token | None:
    head, dep = verb.head, verb.dep_
    if dep == "conj":
        shared = sibling(verb)
        return surface_subject(shared, steps) if is_verb(shared) else None
    if dep in _COMPLEMENTS:
        return _controller(head, steps)
    if dep == "advcl":
        return surface_subject(head, steps) if is_verb(head) else None
    if dep == "pcomp":
        return _gerund_subject(head, steps)
    if dep in ("acl", "relcl"):
        return _noun_subject(verb)
    return None


def _controller(head: Token, steps: int) -> Token | None:
    """Return the subject of an infinitive: the object of its governor, else the governor's subject."""
    if head.pos_ == "ADJ" or head.dep_ in ("acomp", "attr", "oprd"):
        return surface_subject(head.head, steps)
    if not is_verb(head):
        return None
    if head.lemma_ not in _SUBJECT_KEEPERS and (controlled := child(head, "dobj", "dative")) is not None:
        return controlled
    return surface_subject(head, steps)


_OBJECT_CONTROL = frozenset({"of", "for", "from", "into"})


def _gerund_subject(preposition: Token, steps: int) -> Token | None:
    """Return the subject of a gerund: X in "accused X of massing", the main subject of "by recognizing"."""
    governor = preposition.head
    if not is_verb(governor):
        return owner(governor) if governor.pos_ in ("NOUN", "PROPN") else None
    if preposition.lower_ in _OBJECT_CONTROL and (controlled := object_of(governor)) is not None:
        return controlled
    return surface_subject(governor, steps)


def _noun_subject(verb: Token) -> Token | None:
    if verb.tag_ in ("VBG", "VBN"):
        return verb.head
    if child(verb, "aux") is None and verb.tag_ != "VB":
        return None
    if verb.head.lower_ in ("first", "last", "only") and is_verb(predicate := _above(verb.head)):
        return child(predicate, *_SUBJECTS)
    return owner(verb.head)


def _above(noun: Token) -> Token:
    """Return the verb over a predicate noun: "were among the first"."""
    at = noun.head
    return at.head if at.dep_ == "prep" else at


def owner(noun: Token) -> Token | None:
    """Return who does what a noun names: its possessor, or the one after "by" or "of"."""
    possessor = child(noun, "poss")
    if possessor is not None:
        return possessor
    for name in ("by", "of", "from"):
        for found in prepositional(noun, name):
            return found
    return None


def subject_of(verb: Token) -> Token | None:
    """Return the doer: of a passive, the one after "by"."""
    if is_passive(verb):
        return next(prepositional(verb, "by"), None)
    return surface_subject(verb)


def object_of(verb: Token) -> Token | None:
    """Return what the verb is done to."""
    if is_passive(verb):
        return surface_subject(verb)
    own = child(verb, *_OBJECTS)
    if own is not None:
        return antecedent(_past_joined(verb, own))
    return verb.head if verb.dep_ == "relcl" and _lacks_object(verb) else None


def _past_joined(verb: Token, first: Token) -> Token:
    """Return "response" in `studies the U.S. and NATO's response`, where the parser takes both for objects."""
    second = next((c for c in children(verb, *_OBJECTS) if c.i > first.i), None)
    joined = second is not None and child(second, "poss") is not None and first.nbor().dep_ == "cc"
    return second if second is not None and joined else first


def _lacks_object(verb: Token) -> bool:
    """In "the response they received" the noun before the clause is its object."""
    own = child(verb, "nsubj")
    return (
        own is not None
        and own.lower_ not in RELATIVES
        and not children(verb, "prep", "xcomp", "ccomp", "acomp", "attr")
    )


def prepositional(token: Token, name: str) -> Iterator[Token]:
    """Yield the objects of the prepositions `name` of `token`."""
    for preposition in token.children:
        if preposition.lower_ == name and preposition.dep_ in ("prep", "agent", "dative", "prt", "advmod", "pcomp"):
            for found in preposition.children:
                if found.dep_ in ("pobj", "pcomp") and found.pos_ in _NOUNS:
                    yield antecedent(found)


def complements(token: Token) -> list[Token]:
    """Return the verbs of the clauses that complete a verb, noun or adjective: infinitive, that-clause, gerund."""
    deps = ("xcomp", "ccomp") if token.pos_ in ("VERB", "AUX", "ADJ") else ("acl", "ccomp", "relcl", "xcomp")
    found = [c for c in children(token, *deps) if is_verb(c) and not _is_relative(c)]
    for preposition in (*children(token, "prep"), *_of_favour(token)):
        found += [c for c in children(preposition, "pcomp") if is_verb(c)]
    return found


def _of_favour(verb: Token) -> Iterator[Token]:
    """Yield the "of" of `spoke in favour of discussing it`."""
    for preposition in children(verb, "prep"):
        if preposition.lower_ == "in":
            for noun in children(preposition, "pobj"):
                if noun.lower_ in ("favour", "favor"):
                    yield from children(noun, "prep")


def is_manner(verb: Token) -> bool:
    """Tell how or when a thing is asked: "called for sanctions without waiting for the next attack"."""
    return verb.dep_ == "pcomp" and verb.head.lower_ in ("without", "by", "before", "after", "while")


def _is_relative(verb: Token) -> bool:
    own = child(verb, *_SUBJECTS)
    if verb.dep_ == "relcl":
        return (
            (own is not None and own.lower_ in RELATIVES)
            or verb.tag_ not in ("VB", "VBP", "VBZ")
            or (own is None and verb.tag_ != "VB")
        )
    return verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBG")


def sibling(verb: Token) -> Token:
    """Return the verb with which `verb` is coordinated.

    The parser often hangs the last of several bare infinitives on a finite verb above them ("has ignored the demands
    that A will not expand, refrain …"), so a bare infinitive goes with the nearest one before it. It also hangs a
    finite verb on the infinitive before it ("urged X to leave and rejected its claims"), which goes with the one above.
    """
    head = verb.head
    if verb.tag_ in _FINITE and head.tag_ == "VB" and not children(verb, "aux", "nsubj"):
        return _finite_above(head)
    if verb.tag_ != "VB" or head.tag_ == "VB" or children(verb, "aux", "nsubj"):
        return _purposeless(verb, head)
    for at in range(verb.i - 1, max(verb.i - _REACH, -1), -1):
        token = verb.doc[at]
        if token.is_sent_start:
            break
        if token.tag_ == "VB" and token.dep_ != "aux":
            return token
    return head


_REACH = 40
_FINITE = frozenset({"VBD", "VBZ"})


def _finite_above(verb: Token) -> Token:
    above = verb
    for _ in range(_STEPS):
        if above.tag_ in _FINITE or not is_verb(above.head) or above.head.i == above.i:
            break
        above = above.head
    return above if above.tag_ in _FINITE else verb


def _purposeless(verb: Token, head: Token) -> Token:
    """In "to take the demands to ensure X seriously and to respond" both infinitives with "to" belong to "need"."""
    if head.dep_ == "advcl" and has_to(head) and has_to(verb) and has_to(head.head):
        return head.head
    return head


def has_to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
