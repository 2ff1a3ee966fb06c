"""Whom a thing asked falls on when no subject names him, and whether it is a matter between parties at all."""

from collections.abc import Iterator

from standoff.language.cast import Party
from standoff.language.events.clauses import Range
from standoff.language.events.drafts import without
from standoff.language.events.grammar import is_verb, lemma, object_of, prepositional, surface_subject
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, named_in, sides
from standoff.language.syntax import Token, tokens
from standoff.types import UNKNOWN

_FAR = 25
_PRONOUNS = frozenset({"it", "they", "this", "these", "that", "those", "them"})


def addressed(head: Token, by: Parties, scene: Scene) -> Parties:
    """Return who is to do what `head`, a verb or noun, names: "fulfilment by X", "the help of X", "talks with X"."""
    for found in _addressed(head, scene):
        if whom := without(found, by):
            return whom
    return ()


def _addressed(head: Token, scene: Scene) -> Iterator[Parties]:
    given = object_of(head) if is_verb(head) else head
    for noun in (*prepositional(head, "by"), *(prepositional(given, "by") if given is not None else ())):
        yield sides(noun, scene)
    yield _on_the_part(head, scene)
    if given is not None:
        yield from _of_given(given, scene)
    yield from _in_talks(head, scene)


def _of_given(given: Token, scene: Scene) -> Iterator[Parties]:
    if lemma(given) in scene.lexicon.kinds["HELP"] | scene.lexicon.kinds["MONEY"] | _UNITY:
        yield _givers(given, scene)
    if lemma(given) in scene.lexicon.kinds["TALKS"]:
        for name in ("with", "between"):
            for noun in prepositional(given, name):
                yield sides(noun, scene)
    if lemma(given) in scene.lexicon.kinds["STEPS"]:
        for noun in prepositional(given, "of"):
            if lemma(noun) in _UNITY:
                yield _givers(noun, scene)


def _in_talks(head: Token, scene: Scene) -> Iterator[Parties]:
    """Yield who is to talk where something "should be settled in talks between X and Y"."""
    for name in ("in", "through", "by", "via", "at"):
        for noun in prepositional(head, name):
            if scene.lexicon.is_kind(lemma(noun), "TALKS"):
                yield from (sides(below, scene) for to in ("between", "with") for below in prepositional(noun, to))


_UNITY = frozenset({"unity", "role", "participation", "engagement", "leadership", "involvement", "effort"})


def _givers(noun: Token, scene: Scene) -> Parties:
    """Return whose help it is: "American assistance", "the support of X", "help from X"."""
    before = (c for c in noun.children if c.dep_ in ("poss", "amod", "compound") and c.i < noun.i)
    found = [party for each in before for party in sides(each, scene)]
    for name in ("of", "from"):
        found += [party for each in prepositional(noun, name) for party in named_in(each, scene)]
    return tuple(found)


def _on_the_part(head: Token, scene: Scene) -> Parties:
    """Return on whose part something is to be done; "until the attacks on the part of X end" asks nothing of X."""
    given = object_of(head) if is_verb(head) else None
    own = {head.i} if given is None else {head.i, given.i}
    for token in head.doc[head.i : min(head.right_edge.i + 1, head.i + _FAR)]:
        if token.lower_ == "part" and token.head.lower_ == "on" and token.head.head.i in own:
            return tuple(party for noun in prepositional(token, "of") for party in sides(noun, scene))
    return ()


def is_target(party: Party, cue: Token) -> bool:
    """Tell whom a measure is to hit: an embargo on X, sanctions against X are not asked of X."""
    named = cue.doc.char_span(*party.span, alignment_mode="expand") if party.span.end else None
    at = named.root if named is not None else cue
    for _ in range(_NESTED):
        at = at.head if at.dep_ in ("amod", "compound", "poss", "nmod", "conj") and at.i != cue.i else at
    return at.dep_ == "pobj" and at.head.lower_ in ("on", "against") and at.head.head.i != cue.i


_NESTED = 3


def asks_you(cue: Token) -> bool:
    """Tell "I urge you", where nobody knows who that is."""
    return any(c.lower_ == "you" for c in cue.children)


def concerns_others(head: Token, words: Range, by: Parties, scene: Scene) -> bool:
    """Tell a matter between parties from one at home: a foreign party or a word of international affairs is there."""
    subject = surface_subject(head) if is_verb(head) else None
    said = list(head.doc[slice(*words)])
    if subject is not None:
        said += subject.subtree
        if subject.lower_ in _PRONOUNS:
            said += _before(subject)
    return any(_is_foreign(token, by, scene) for token in said)


def _is_foreign(token: Token, by: Parties, scene: Scene) -> bool:
    if token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB"):
        return False
    if scene.lexicon.is_kind(lemma(token), "AFFAIRS"):
        return True
    return token.pos_ != "VERB" and any(party.code != UNKNOWN for party in without(sides(token, scene), by))


def _before(token: Token) -> tokens.Span:
    """Return the sentence before that of `token`, to which its pronoun points back."""
    sent = token.sent
    return sent.doc[sent.start - 1].sent if sent.start else sent.doc[0:0]
