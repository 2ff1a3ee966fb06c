"""Whether a clause tells of what was or of what is to come."""

from collections.abc import Iterator, Mapping
from functools import cache

from standoff.language.dates.stretch import Tense
from standoff.language.syntax import Token
from standoff.tables import packaged, rows

_STEPS = 8
_PRESENT = frozenset({"VBZ", "VBP"})
_PAST = frozenset({"VBD", "VBN"})


@cache
def time_words() -> Mapping[str, frozenset[str]]:
    """Return the words of `time.tsv` by their kind."""
    found: dict[str, set[str]] = {}
    for row in rows("time.tsv", packaged("language", "time.tsv"), ("words", "kind")):
        found.setdefault(row["kind"], set()).add(row["words"])
    return {kind: frozenset(words) for kind, words in found.items()}


def tense_at(token: Token) -> Tense:
    """Return the tense of the clause on which `token`, a word of a time expression, hangs."""
    noun: Token | None = None
    for at in _up(token):
        found = Tense.FUTURE if _has_aim(at, token) else _tense(at)
        if found is Tense.FUTURE and noun is not None and noun.i < at.i and not _is_one_of(noun, "meeting"):
            return Tense.OPEN  # "his address on Sunday may hurt him": the subject is over, what is said of it is not
        if found is not None:
            return found
        noun = at if at.pos_ == "NOUN" and not _is_one_of(at, "part") else noun
    return Tense.OPEN


def _up(token: Token) -> Iterator[Token]:
    """Yield the words above `token`, the nearest first, within its sentence."""
    at = token
    for _ in range(_STEPS):
        if at.head.i == at.i:
            return
        at = at.head
        yield at


def _tense(token: Token) -> Tense | None:
    """Return the tense that a word gives to what hangs on it, None where that is for the word above it to say."""
    words = time_words()
    if token.pos_ not in ("VERB", "AUX"):
        return Tense.FUTURE if _is_ahead(token) else None
    helpers = [child for child in token.children if child.dep_ in ("aux", "auxpass")]
    if any(helper.lemma_ == "have" for helper in helpers) or _is_failed(token, helpers):
        return Tense.PAST
    if any(helper.lower_ in words["future"] for helper in helpers):
        return Tense.FUTURE
    if token.tag_ == "VB":
        return _tense_of_infinitive(token)
    if token.tag_ in ("VBN", "VBG") and _is_one_of(token, "ahead"):
        return Tense.FUTURE
    return _tense_of_form(token, helpers)


def _is_ahead(token: Token) -> bool:
    """Tell "due on Friday", "upcoming talks on Friday"."""
    return token.lower_ in time_words()["ahead"] or any(
        _is_one_of(child, "ahead") for child in token.children if child.dep_ == "amod"
    )


def _is_one_of(token: Token, *kinds: str) -> bool:
    """Tell a word of these kinds, also where the lemmatizer makes "hop" of "hopes"."""
    forms = (token.lemma_, token.lower_, token.lower_.removesuffix("s"), token.lower_.removesuffix("d"))
    return any(form in time_words()[kind] for kind in kinds for form in forms)


def _has_aim(verb: Token, time: Token) -> bool:
    """Tell "hopes to visit Beijing on Friday" where the parser hangs the day on "hopes"."""
    if not _is_one_of(verb, "pledge", "ahead"):
        return False
    return any(child.dep_ == "xcomp" and child.tag_ == "VB" and verb.i < child.i < time.i for child in verb.children)


def _is_failed(token: Token, helpers: list[Token]) -> bool:
    """Tell "could not be reached on Tuesday", which is over, from "could meet on Friday"."""
    return any(helper.lower_ == "could" for helper in helpers) and any(child.dep_ == "neg" for child in token.children)


def _tense_of_infinitive(token: Token) -> Tense | None:
    """Read "plans to meet" as future, "met to discuss" as the tense of "met"."""
    above = token.head
    if not any(child.lower_ == "to" for child in token.children):
        return None
    calendar = above.lemma_ == "be" and token.dep_ == "xcomp"
    return Tense.FUTURE if calendar or _is_one_of(above, "ahead", "pledge") else None


def _tense_of_form(token: Token, helpers: list[Token]) -> Tense | None:
    forms = {token.tag_, *(helper.tag_ for helper in helpers)}
    if "VBD" in forms:
        return Tense.PAST
    if forms & _PRESENT:
        return _tense_of_present(token, helpers)
    return Tense.PAST if token.tag_ in _PAST else None


def _tense_of_present(token: Token, helpers: list[Token]) -> Tense:
    """Read "is meeting him on Friday" and "arrives on Friday" as what is on the calendar."""
    scheduled = _is_one_of(token, "scheduled") or token.lemma_ == "be"
    progressive = token.tag_ == "VBG" and bool(helpers)
    plain = token.tag_ in _PRESENT and not helpers
    return Tense.FUTURE if progressive or (plain and scheduled) else Tense.OPEN
