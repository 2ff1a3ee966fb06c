"""The parts of a clause around a word that reports, as half-open ranges of token indices."""

from collections.abc import Iterator

from standoff.language.syntax import Doc, Token, tokens

NONE = range(0)
"""No words."""

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_BEFORE_VERB = frozenset({"aux", "auxpass", "neg", "advmod"})
_RELATIVE = frozenset({"WP", "WDT"})
_SHARED = frozenset({"conj", "advcl", "xcomp", "pcomp"})
_AFTER_NAME = frozenset({"relcl", "acl", "advcl"})
_TOLD = frozenset({"PROPN", "PRON", "NOUN"})
_WISHES = frozenset({"would", "'d", "’d"})
_BEGINS = frozenset({"go", "continue", "begin", "start", "hasten", "rush", "want", "proceed", "use"})
_ADDRESSING = frozenset(
    {("call", "on"), ("call", "upon"), ("appeal", "to"), ("say", "to"), ("write", "to"), ("reply", "to")}
)
_STATES_OF_MIND = frozenset({"convince"})
_CLIMB = 4
_DATELINE = 9
_DASHES = frozenset({"-", "–", "—", "--"})


def extent(token: Token) -> range:
    """Return everything that depends on `token`, itself included."""
    return range(token.left_edge.i, token.right_edge.i + 1)


def trim(doc: Doc, words: range) -> range:
    """Cut punctuation and white space off both ends."""
    start, end = words.start, words.stop
    while start < end and (doc[start].is_punct or doc[start].is_space):
        start += 1
    while start < end and (doc[end - 1].is_space or (doc[end - 1].is_punct and doc[end - 1].text != "%")):
        end -= 1
    while start < end < len(doc) and not doc[end - 1].whitespace_ and doc[end].text == "-":
        end = min(end + 2, len(doc))  # the model makes three tokens of "de-escalate", and may part them
    return range(start, end) if start < end else NONE


def without(doc: Doc, words: range, cut: range) -> tuple[range, ...]:
    """Return what is left of `words` when `cut` is taken out: one piece, two, or none."""
    pieces = (range(words.start, min(cut.start, words.stop)), range(max(cut.stop, words.start), words.stop))
    return tuple(piece for piece in (trim(doc, piece) for piece in pieces) if piece)


def with_subject(doc: Doc, pieces: tuple[range, ...]) -> tuple[range, ...]:
    """Leave out a first piece without a subject: "At the same time", "On Monday"."""
    if len(pieces) > 1 and not any(doc[at].dep_ in _SUBJECTS or doc[at].dep_ == "expl" for at in pieces[0]):
        return pieces[1:]
    return pieces


def around(token: Token, cut: range) -> tuple[range, ...]:
    """Return the clause in which `token` stands, without the phrase `cut`; after an "and" or "but", what follows."""
    clause = token.head
    while clause.head != clause and (clause.pos_ not in ("VERB", "AUX") or clause.dep_ == "conj"):
        clause = clause.head
    words = range(beginning(clause.sent), clause.sent.end) if clause.dep_ == "ROOT" else extent(clause)
    pieces = without(token.doc, words, cut)
    joined = len(pieces) > 1 and token.doc[pieces[0].stop - 1].pos_ == "CCONJ"
    return pieces[1:] if joined else pieces


def beginning(sent: tokens.Span) -> int:
    """Return where a sentence begins, after a dateline such as `GENEVA (Reuters) -`."""
    for token in sent[:_DATELINE]:
        if token.text in _DASHES:
            place = all(word.pos_ == "PROPN" or word.is_punct for word in sent[: token.i - sent.start])
            return token.i + 1 if place else sent.start
    return sent.start


def children(token: Token, *deps: str) -> Iterator[Token]:
    """Yield the dependents of `token` that stand in one of the relations `deps`."""
    return (child for child in token.children if child.dep_ in deps)


def first(token: Token, *deps: str) -> Token | None:
    """Return the first dependent of `token` that stands in one of the relations `deps`."""
    return next(children(token, *deps), None)


def has(token: Token, dep: str, *words: str) -> bool:
    """Tell whether one of `words` depends on `token` by `dep`; without `words`, whether anything does."""
    return any(not words or child.lower_ in words for child in children(token, dep))


def own_subject(verb: Token) -> Token | None:
    """Return the subject that stands with `verb`, a relative pronoun replaced by its noun."""
    own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if own is None or own.tag_ not in _RELATIVE:
        return own
    clause = verb
    while clause.dep_ == "conj":
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else own


def doer(verb: Token) -> Token | None:
    """Return who does `verb`: its agent or subject, or that of the verb above, which it shares: `said, adding`.

    In `he is convinced` and `he is sure` it is the subject, whose mind is told.
    """
    if verb.dep_ == "acomp" or verb.lemma_ in _STATES_OF_MIND:
        return own_subject(verb.head if verb.dep_ == "acomp" else verb)
    if has(verb, "auxpass") or has(verb, "agent"):
        agent = first(verb, "agent")
        return first(agent, "pobj") if agent is not None else None
    for _ in range(_CLIMB):
        own = own_subject(verb)
        if own is not None:
            return own
        if verb.dep_ == "acl":
            return verb.head
        above = verb.head.head if verb.dep_ == "pcomp" else _verb_above(verb)
        if verb.dep_ not in _SHARED or above.pos_ not in ("VERB", "AUX"):
            return None
        verb = above
    return None


def _verb_above(verb: Token) -> Token:
    """Return the head of a verb, and where the model joins it to an adjective ("as useful and accused"), that one's."""
    above = verb.head
    if verb.dep_ == "advcl" and verb.lemma_ == "add" and above.dep_ == "ccomp":
        return above.head  # "said that it was near, adding that": who adds has said, whatever the parser hangs it on
    for _ in range(_CLIMB):
        if verb.dep_ != "conj" or verb.tag_ != "VBD" or above.pos_ in ("VERB", "AUX"):
            break
        above = above.head
    return above


def happens(verb: Token) -> bool:
    """Tell whether `verb` is said to happen: not `did not say`, `could say`, `refused to say`, `please say`."""
    if verb.tag_ == "VB" and not has(verb, "aux"):
        return False
    for child in (*verb.children, *(verb.head.children if verb.dep_ == "acomp" else ())):
        if child.dep_ == "neg" or (child.tag_ == "MD" and child.lower_ not in _WISHES):
            return False
        if child.lower_ == "to" and child.dep_ == "aux":
            return verb.dep_ == "xcomp" and verb.head.lemma_ in _BEGINS
    return True


def noun_phrase(head: Token | None) -> range:
    """Return the phrase of `head` with its titles and appositions, without the clauses after it."""
    if head is None:
        return NONE
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in _AFTER_NAME:
            break
        if child.dep_ not in ("punct", "case"):
            end = child.right_edge.i + 1
    return trim(head.doc, range(head.left_edge.i, end))


def verb_group(verb: Token) -> range:
    """Return `verb` with the auxiliaries and adverbs that stand before it and the particle after it."""
    start, end = verb.i, verb.i + 1
    if verb.dep_ == "acomp" and verb.head.i == verb.i - 1:
        return range(verb_group(verb.head).start, end)
    left = {child.i for child in verb.lefts if child.dep_ in _BEFORE_VERB}
    while start - 1 in left:
        start -= 1
    if has(verb, "prt") and end < len(verb.doc) and verb.doc[end].dep_ == "prt":
        end += 1
    return range(start, end)


def addressee(verb: Token, *, is_object: bool = True) -> range:
    """Return who is told or asked: the dative, the object of "on" and "to", and with some verbs the object itself."""
    for child in verb.rights:
        if child.dep_ == "dative" or (is_object and child.dep_ == "dobj" and child.pos_ in _TOLD):
            return noun_phrase(first(child, "pobj") if child.pos_ == "ADP" else child)
        if child.dep_ == "prep" and (verb.lemma_, child.lower_) in _ADDRESSING:
            return noun_phrase(first(child, "pobj"))
    return NONE
