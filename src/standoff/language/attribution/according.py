"""Set phrases that name a source: `according to X`, `in the words of X`, `this was stated by X`."""

from standoff.language.attribution.claim import Claim, Rule
from standoff.language.attribution.constituents import (
    around,
    beginning,
    children,
    doer,
    first,
    has,
    noun_phrase,
    trim,
    verb_group,
    with_subject,
    without,
)
from standoff.language.attribution.cues import Cues, Kind
from standoff.language.syntax import Token, tokens

_WORDS_OF = frozenset({"words", "view", "opinion"})


def read_according(token: Token) -> Claim | None:
    """Read `according to X, …` and `in the words of X, …`, at either end of a clause or inside it."""
    if token.lower_ == "according" and token.i + 1 < len(token.doc) and token.nbor().lower_ == "to":
        cue, to = range(token.i, token.i + 2), token.nbor()
    elif (
        token.lower_ in _WORDS_OF
        and token.head.lower_ == "in"
        and has(token, "prep", "of")
        and has(token, "det", "the")
    ):
        to = next(children(token, "prep"))
        cue = range(token.head.i, to.i + 1)
        token = token.head
    else:
        return None
    who = noun_phrase(first(to, "pobj"))
    if not who:
        return None
    phrase = range(cue.start, max(who.stop, to.right_edge.i + 1))
    said = _before_end(token, phrase) or with_subject(token.doc, around(token, phrase))
    return Claim(Rule.ACCORDING, cue.start, who, cue, said) if said else None


def _before_end(token: Token, phrase: range) -> tuple[range, ...]:
    """Return the whole sentence that ends with the phrase: `X said that …, according to Y` is all according to Y."""
    sent = token.sent
    if token.i == sent.start or token.nbor(-1).text != "," or trim(token.doc, range(phrase.stop, sent.end)):
        return ()
    return without(token.doc, range(beginning(sent), sent.end), phrase)


def read_stated(cue: Token, previous: tokens.Span | None, cues: Cues) -> Claim | None:
    """Read `This was stated by X` and `X said this at a briefing`: the sentence before is what was said."""
    if previous is None or Kind.STATING not in cues.of(cue) or cue.dep_ != "ROOT":
        return None
    that = first(cue, "nsubjpass") if has(cue, "auxpass") else first(cue, "dobj")
    who = doer(cue)
    if that is None or who is None or that.lower_ != "this" or has(cue, "ccomp"):
        return None
    said = trim(cue.doc, range(previous.start, previous.end))
    return Claim(Rule.STATED, cue.i, noun_phrase(who), verb_group(cue), (said,)) if said else None
