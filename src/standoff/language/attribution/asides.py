"""What the reporter adds after what somebody said: `…, which Tehran denies`, `…, a charge that Kyiv rejects`."""

from dataclasses import replace

from standoff.language.attribution.claim import Claim
from standoff.language.attribution.constituents import trim
from standoff.language.syntax import Doc, Token

_DENIALS = frozenset({"deny", "reject", "dispute", "refute", "dismiss", "contest", "rebut"})
_CHARGES = frozenset(
    {"charge", "claim", "accusation", "allegation", "assertion", "suggestion", "something", "point", "view", "finding"}
)
_LONGEST = 14
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PRON", "NUM"})


def without_asides(doc: Doc, claim: Claim) -> Claim:
    """Return a claim whose content ends before somebody else's denial of it."""
    return replace(claim, content=tuple(_before_denial(doc, words) for words in claim.content))


def _before_denial(doc: Doc, words: range) -> range:
    for at in range(max(words.start + 1, words.stop - _LONGEST), words.stop - 2):
        if doc[at].text in (",", "–", "—", "-") and _is_denial(doc, range(at + 1, words.stop)):
            return trim(doc, range(words.start, at))
    return words


def _is_denial(doc: Doc, aside: range) -> bool:
    """Tell `which it denies` and `a charge rejected by Cairo` from `which denies it`, where what is said denies."""
    first = doc[aside.start]
    denials = [doc[at] for at in aside if doc[at].lemma_.lower() in _DENIALS or _looks_denied(doc[at])]
    if not denials:
        return False
    if first.lower_ == "which":
        return first.dep_ not in _SUBJECTS or any(child.dep_ == "auxpass" for child in first.head.children)
    head = next((at for at in aside if doc[at].lower_ in _CHARGES), None)
    return head is not None and all(doc[at].pos_ in _NOMINAL for at in range(aside.start, head))


def _looks_denied(token: Token) -> bool:
    """Tell `rejects`, which the model takes for a noun."""
    return token.lower_.removesuffix("s") in _DENIALS and token.dep_ == "relcl"
