"""The words that show an act: the shortest contiguous piece of a sentence that states it."""

from standoff.language.events.grammar import is_verb
from standoff.language.syntax import Token

Range = tuple[int, int]
"""A half-open range of token indices."""

_LEFT = frozenset({"nsubj", "nsubjpass", "csubj", "aux", "auxpass", "neg", "expl", "dobj", "prt", "dative"})
_STOP = frozenset({"cc", "conj", "parataxis", "relcl"})
_MAX = 45
_BREAKS = frozenset({",", ";", ":", "–", "—", "-", "--"})
_ADDING = frozenset({"WDT", "WP", "WRB", "VBG"})
_CONTRASTING = frozenset({"while", "whereas", "although", "though"})
_EDGES = frozenset("\"'“”‘’«»,.;:!?…()[]–—-*")


def clause(verb: Token, *, extend: bool = True) -> Range:
    """Return the clause of `verb` with its own subject, without what is coordinated with it or loosely added."""
    start = min((c.left_edge.i for c in verb.children if c.dep_ in _LEFT and c.i < verb.i), default=verb.i)
    if verb.dep_ in ("acl", "amod") and verb.tag_ in ("VBN", "VBG") and extend:
        start = min(start, verb.head.left_edge.i)
    return _within(verb, start, max(_right(verb), verb.i + 1))


def _right(verb: Token) -> int:
    end = verb.i + 1
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ in _STOP or _loose(child):
            break
        if child.dep_ != "punct":
            end = max(end, _end_of(child))
    return end


def _loose(child: Token) -> bool:
    """Tell what a comma sets off: an adverbial clause, an apposition, a quotation that goes on."""
    if child.dep_ == "punct":
        return child.text in _BREAKS
    return child.dep_ == "advcl" and child.left_edge.i > 0 and child.left_edge.nbor(-1).text in _BREAKS


def _end_of(child: Token) -> int:
    """Return the end of the phrase of `child`, cut before a clause that a comma sets off."""
    end = child.right_edge.i + 1
    for at in range(child.i, min(end, child.i + _MAX) - 1):
        after = child.doc[at + 1]
        if child.doc[at].text == "," and (after.tag_ in _ADDING or after.lower_ in _CONTRASTING):
            return at
    return end


def phrase(noun: Token) -> Range:
    """Return the phrase of `noun` without what is joined to it and without clauses that a comma sets off."""
    end = noun.i + 1
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in ("cc", "conj", "relcl", "appos") or child.text in _BREAKS:
            break
        end = max(end, _end_of(child))
    return _within(noun, noun.left_edge.i, end)


def _within(token: Token, start: int, end: int) -> Range:
    """Keep the range inside the sentence and of a length that a reader can take in."""
    end = min(end, token.i + _MAX)
    return trimmed(token, max(start, end - 2 * _MAX, token.i - _MAX), end)


def trimmed(token: Token, start: int, end: int) -> Range:
    """Drop marks and white space at both ends; `token` itself always stays."""
    doc = token.doc
    first = min(token.i, end - 1)
    while start < first and (doc[start].text in _EDGES or doc[start].is_space):
        start += 1
    last = max(start, token.i if token.i < end else start)
    while end > last + 1 and (doc[end - 1].text in _EDGES or doc[end - 1].is_space):
        end -= 1
    return start, end


def with_denial(head: Token, start: int) -> int:
    """Take in the "non-" of "non-deployment", the "without" of "without being separated", and "in no way"."""
    if head.doc[max(start - 3, head.sent.start) : start].text.lower() == "in no way":
        return start - 3
    before = head.doc[max(start - 2, head.sent.start) : start]
    if len(before) > 1 and before[1].text == "-" and before[0].lower_ in ("non", "anti"):
        return start - 2
    return start - 1 if len(before) and before[-1].lower_ in ("without", "not", "no", "never") else start


def subtree_range(token: Token) -> Range:
    return token.left_edge.i, token.right_edge.i + 1


def governing_verb(token: Token, steps: int = 6) -> Token | None:
    """Return the verb on which `token` depends."""
    at = token
    for _ in range(steps):
        if at.head.i == at.i:
            return None
        at = at.head
        if is_verb(at):
            return at
    return None
