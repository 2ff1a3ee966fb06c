"""Whose document speaks: "the statement said", "a report by the agency", "the message reads"."""

from collections.abc import Iterator

from standoff.language.cast import Cast
from standoff.language.syntax import Parse, Token

DOCUMENTS = frozenset(
    {
        "statement", "message", "letter", "report", "document", "communique", "communiqué", "declaration", "memo",
        "memorandum", "note", "release", "post", "tweet", "study", "text", "appeal",
    }
)  # fmt: skip
_BY = frozenset({"by", "of", "from"})
_ISSUING = frozenset(
    {"issue", "release", "publish", "send", "write", "post", "make", "sign", "deliver", "circulate", "present"}
)
_SUBJECTS = frozenset({"nsubj"})
_SENTENCES = 2
_CLIMB = 4


def author(parse: Parse, cast: Cast, document: Token) -> str | None:
    """Return who speaks in a document: its author beside it, else that of the document spoken of just before."""
    own = _beside(cast, document)
    if own is not None or document.left_edge.lower_ in ("a", "an", "another"):
        return own
    for token in _before(parse, document):
        if token.lower_ in DOCUMENTS and _may_be(token, document):
            return _beside(cast, token) or _issuer(cast, token)
    return None


def _may_be(earlier: Token, later: Token) -> bool:
    """Tell the same document: called so again, or a message, which a letter and a statement may be."""
    return earlier.lower_ == later.lower_ or later.lower_ in ("message", "document", "text")


def _before(parse: Parse, token: Token) -> Iterator[Token]:
    """Yield the words of the sentences before that of `token`, backwards, as far as the paragraph above."""
    here = token.sent.start
    floor = parse.paragraph_at(max(parse.paragraph_at(token.i).start - 1, 0)).start
    for _ in range(_SENTENCES):
        if here <= floor:
            return
        previous = parse.doc[here - 1].sent
        yield from reversed(previous)
        here = previous.start


def _beside(cast: Cast, document: Token) -> str | None:
    """Return the author whom the phrase of a document names."""
    for child in document.children:
        if child.dep_ == "poss":
            return _named(cast, child)
        if child.dep_ == "prep" and child.lower_ in _BY:
            return next((found for word in child.children if (found := _named(cast, word))), None)
        if child.dep_ == "acl" and child.lemma_ in _ISSUING:
            return next((f for agent in child.children for word in agent.children if (f := _named(cast, word))), None)
    return None


def _issuer(cast: Cast, document: Token) -> str | None:
    """Return who issues a document, or says something in it: the subject of the verb above."""
    verb = document.head
    for _ in range(_CLIMB):
        if verb.pos_ == "VERB":
            break
        verb = verb.head
    inside = document.dep_ == "pobj" and document.head.lower_ == "in"
    if not inside and verb.lemma_ not in _ISSUING:
        return None
    return next((found for child in verb.children if child.dep_ in _SUBJECTS and (found := _named(cast, child))), None)


def _named(cast: Cast, token: Token) -> str | None:
    """Return the only actor whom a word names."""
    found = {mention.actor for mention in cast.naming(token)}
    return found.pop() if len(found) == 1 else None
