"""What of that which the model finds is a statement by the guidelines.

The model learned from PolNeAR, which calls more an attribution than the record holds: whatever is told as seen through
somebody. A statement has a proposition for its content and somebody for its source.
"""

from collections.abc import Sequence, Set

from standoff.language.attribution.attributor import Attribution
from standoff.language.attribution.constituents import has
from standoff.language.attribution.cues import Cues, Kind
from standoff.language.syntax import ParagraphKind, Parse, Token
from standoff.types import Form

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOBODY = frozenset({
    "i", "we", "you", "me", "us", "my", "our", "your", "one", "everyone", "everybody", "anyone", "anybody", "someone",
    "somebody", "people",
})  # fmt: skip
_WITHHELD = frozenset({"refuse", "decline", "fail", "avoid", "forget", "stop"})
_LANDS = frozenset({"country", "nation", "state"})
_OF_NOUN = frozenset({"relcl", "acl"})
_STEPS = 6
_VERBS = frozenset({"VERB", "AUX"})
_OF_TOPICS = frozenset({Kind.DISCUSSING, Kind.ACTING})
_OF_MIND = frozenset({Kind.THINKING, Kind.CONSIDERING, Kind.WISHING})


def counts(parse: Parse, attribution: Attribution, cues: Cues) -> bool:
    """Tell whether an attribution is a statement."""
    source, cue, content = (parse.words(spans) for spans in (attribution.source, attribution.cue, attribution.content))
    if not content or parse.paragraph_at(content[0].i).kind is not ParagraphKind.BODY:
        return False
    if source and source[-1].lower_ in _NOBODY:
        return False  # neither "I think", in a quotation or the reporter's, nor "everybody knows" is a row
    if attribution.form is Form.DIRECT:
        return bool(source)
    head = reporting(cue)
    if head is None or _is_unsaid(head) or not (source or (head.tag_ == "VBN" and cues.of(head))):
        return False
    if _is_proposition(content):
        return not _is_view(source, head, cues)
    return bool(source) and not _is_country(source) and not _is_deed_or_topic(cue, content, cues)


def reporting(cue: Sequence[Token]) -> Token | None:
    """Return the word of a cue that reports: its last verb, else its last word."""
    verbs = [token for token in cue if token.pos_ in _VERBS]
    return next(reversed(verbs or list(cue)), None)


def _is_unsaid(verb: Token) -> bool:
    """Tell `did not say`, `declined to say`: what follows is nobody's word."""
    withheld = verb.dep_ == "xcomp" and verb.head.lemma_ in _WITHHELD
    return withheld or has(verb, "neg")


def _is_view(source: Sequence[Token], head: Token, cues: Cues) -> bool:
    """Tell `Japan sees …`, a country's attitude, and `it is believed …`, nobody's: neither is anybody's statement."""
    if not cues.of(head) & _OF_MIND:
        return False
    return not source or _is_country(source)


def _is_proposition(content: Sequence[Token]) -> bool:
    """Tell whether a content asserts something: it has a finite verb which does not hang on a noun of it."""
    inside = {token.i for token in content}
    return any(token.tag_ in _FINITE and not _is_of_noun(token, inside) for token in content)


def _is_of_noun(verb: Token, inside: Set[int]) -> bool:
    """Tell the verb of a relative clause or complement: "the map on which Cambodia bases its claim"."""
    for _ in range(_STEPS):
        if verb.dep_ in _OF_NOUN and verb.head.i in inside:
            return True
        if verb.head.i not in inside or verb.head is verb:
            return False
        verb = verb.head
    return False


def _is_deed_or_topic(cue: Sequence[Token], content: Sequence[Token], cues: Cues) -> bool:
    """Tell what they talked about ("discussed the talks") or did by their words ("thanked him", "agreed to meet")."""
    return any(cues.of(token) & _OF_TOPICS for token in (*cue, *content[:2]))


def _is_country(source: Sequence[Token]) -> bool:
    """Tell a whole country: its views ("Japan sees") and its deeds ("Japan rejects the map") are no statements."""
    return bool(source) and (source[-1].ent_type_ == "GPE" or source[-1].lemma_ in _LANDS)
