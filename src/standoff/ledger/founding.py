"""Which request founds a demand: one of a known party that says what is asked, and that is read with enough certainty.

Thresholds and what they cost are measured in docs/decisions/0011. Every other request stays an event; one that is read
with some certainty joins a demand of the same words that another founds.
"""

import re

from standoff.corrections import PERSON
from standoff.ledger.wording import NOT, wording
from standoff.types import UNKNOWN, Event

SURE = 0.9
"""The score from which a request founds a demand, whoever is asked."""

NAMING = 0.5
"""The score that is enough where the words themselves name who is to do it: "Russian troops must leave"."""

JOINING = 0.6
"""The score from which a request raises a demand again that another founds. Needs, hopes, and duties that fall on
nobody in particular have less."""

_PERSON = re.compile(r"(?![A-Z]{3}-)[A-Z]{2,}(?:-[A-Z]+){1,3}$")
"""The code of a person who speaks for nobody known, or of a group that no table has: no party to a ledger."""

_WORD = re.compile(r"[^\W_]+")
_HALVES = re.compile(
    r"(?:exactly |precisely )?(?:which|what|how|whether|why|who|whom|can|could|would|is|are|was|were|being|been)\b"
    r"|.*\bwhich$"
    r"|\w+ (?:am|is|are|was|were)(?: being)? (?:urged|asked|told|called|accused)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Half a sentence, a question, and what one is asked oneself: "is not unconditional", "we are being urged to"."""

_BEARS = re.compile(r"\b(?:be|been|being)(?: \w+ly| also)? (?:subject|\w+ed|\w+en)\b|^(?:I|you)\b", re.IGNORECASE)
"""A thing asked that its own subject bears: "Russian banks must be isolated" does not ask the banks. What "I
would" do or "you must" is said of somebody else than the party that it names."""

_ACTS = re.compile(
    r"['’]s? (?:full |further )?(?:support|consent|refusal|commitment|help|assistance)\b"
    r"|(?: (?!to )[\w'’-]+){0,2} (?:must|should|has to|have to|needs? to|will|to)\b",
    re.IGNORECASE,
)
"""What stands behind the name of one who is to act: "Russian troops must leave", "Germany's support"."""


def founds(request: Event) -> bool:
    """Whether `request` makes a demand where there is none yet; one of a person does if its party is known."""
    holders, asked = set(request.actors) - {UNKNOWN}, set(request.recipients)
    if request.coder.name == PERSON.name:
        return bool(holders)
    if not holders or holders & asked or not _says_something(request):
        return False
    if any(map(_PERSON.match, holders)):
        return False
    return request.score >= SURE or (request.score >= NAMING and _names_who_is_asked(request))


def joins(request: Event) -> bool:
    """Whether `request` may be a step of a demand."""
    return request.score >= JOINING or founds(request)


def _says_something(request: Event) -> bool:
    """Tell "hold talks" and "demilitarisation" from "weapons", "long-term" and "the most important of which"."""
    exact = request.anchor.exact.strip()
    words = [word for word in _WORD.findall(exact) if word.lower() not in _LITTLE]
    terms = wording(exact).terms - {NOT}
    if not terms or _HALVES.match(exact):
        return False
    return len(words) > 1 or _is_deed(exact)


_ARTICLES = frozenset({"the", "a", "an"})
_LITTLE = _ARTICLES | {"i", "we", "you", "he", "she", "it", "they"}


def _is_deed(word: str) -> bool:
    return word.lower().endswith(("tion", "sion", "ment", "al", "ing", "ance"))


def _names_who_is_asked(request: Event) -> bool:
    """Tell whom the words themselves name as the one to act, at their beginning or after "by"."""
    exact, at = request.anchor.exact, request.anchor.spans[0].start
    if set(request.recipients) <= {UNKNOWN} or _BEARS.search(exact):
        return False
    return any(
        at <= first and past <= request.anchor.spans[0].end and _acts(exact[: first - at], exact[past - at :])
        for first, past in request.recipient_spans
    )


def _acts(before: str, after: str) -> bool:
    first = all(word.lower() in _ARTICLES for word in _WORD.findall(before))
    return (first and bool(_ACTS.match(after))) or _BY.search(before) is not None


_BY = re.compile(r"\bby (?:the )?$")
