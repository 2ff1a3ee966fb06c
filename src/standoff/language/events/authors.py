"""Whose text a draft or document is: what it asks for, its authors ask for."""

from standoff.language.events.clauses import governing_verb
from standoff.language.events.grammar import child, children, lemma, prepositional, subject_of
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, sides
from standoff.language.syntax import Token

_TEXTS = frozenset({"draft", "treaty", "text", "document", "proposal", "ultimatum", "plan", "paper", "letter", "note"})
_ISSUES = frozenset({
    "publish", "present", "propose", "draft", "hand", "submit", "table", "release", "unveil", "circulate", "send",
    "write", "deliver", "put", "make", "issue", "offer", "draw",
})  # fmt: skip
THEY = frozenset({"it", "they", "them", "these", "both"})
_BACK = 250


def authors(noun: Token, scene: Scene) -> Parties:
    """Return whose text `noun` is: its owner, whoever published it, or whose the text told of before was."""
    if noun.lower_ in THEY:
        before = _subject_before(noun)
        return authors(before, scene) if before is not None and before.lower_ not in THEY else ()
    if lemma(noun) not in _TEXTS:
        return ()
    if found := _author(noun, scene):
        return found
    if not any(c.lower_ in ("the", "these", "those", "both") for c in children(noun, "det")):
        return ()
    for at in range(noun.i - 1, max(noun.i - _BACK, -1), -1):
        token = noun.doc[at]
        if token.pos_ == "NOUN" and lemma(token) in _TEXTS and (found := _author(token, scene)):
            return found
    return ()


def _author(noun: Token, scene: Scene) -> Parties:
    before = (c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod") and c.i < noun.i)
    owners = [*before, *prepositional(noun, "by"), *prepositional(noun, "from")]
    if found := tuple(p for each in owners for p in sides(each, scene)):
        return found
    verb = governing_verb(noun)
    if verb is None or verb.lemma_ not in _ISSUES or child(verb, "neg") is not None:
        return ()
    subject = subject_of(verb)
    return sides(subject, scene) if subject is not None and subject.i != noun.i else ()


def _subject_before(pronoun: Token) -> Token | None:
    """Return the subject of the sentence before, for which "they" stands."""
    start = pronoun.sent.start
    if not start:
        return None
    before = pronoun.doc[start - 1].sent
    if not before.text.strip() and before.start:
        before = pronoun.doc[before.start - 1].sent
    return child(before.root, "nsubj", "nsubjpass")
