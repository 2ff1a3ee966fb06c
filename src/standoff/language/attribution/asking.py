"""What people ask, promise, accuse of and consider: reported without a clause of its own."""

from standoff.language.attribution.claim import Claim, Rule
from standoff.language.attribution.constituents import (
    NONE,
    addressee,
    children,
    doer,
    extent,
    first,
    has,
    noun_phrase,
    own_subject,
    trim,
    verb_group,
)
from standoff.language.attribution.cues import Kind, Kinds
from standoff.language.syntax import Token

_AFTERWARDS = frozenset({"after", "amid", "following"})


def read_urging(cue: Token, kinds: Kinds) -> Claim | None:
    """Read `urged NATO to leave`, `called on NATO to leave`, `would like NATO to leave`."""
    if not kinds & {Kind.URGING, Kind.WISHING}:
        return None
    deed = _infinitive(cue, "xcomp", "ccomp", "advcl")
    if deed is None or deed.i < cue.i:
        return None
    own = own_subject(deed)
    whom = noun_phrase(own) if own is not None else addressee(cue)
    if not whom:
        return None
    start = whom.start if Kind.URGING not in kinds else _start(deed)
    rule = Rule.URGING if Kind.URGING in kinds else Rule.THINKING
    return _claim(rule, cue, range(start, _end(deed)), whom)


def _end(deed: Token) -> int:
    """Return where the deed ends, without the reporter's "after four days of fighting" at the end of the sentence."""
    after = next((child for child in deed.rights if child.dep_ == "prep" and child.lower_ in _AFTERWARDS), None)
    end = deed.right_edge.i + 1
    return after.i if after is not None and after.right_edge.i + 1 == end and after.i > deed.i + 1 else end


def read_promising(cue: Token, kinds: Kinds) -> Claim | None:
    """Read `threatened to leave`."""
    deed = _infinitive(cue, "xcomp") if Kind.PROMISING in kinds else None
    if deed is None or has(cue, "auxpass"):
        return None
    return _claim(Rule.PROMISING, cue, range(_start(deed), deed.right_edge.i + 1))


def _infinitive(cue: Token, *deps: str) -> Token | None:
    return next((child for child in children(cue, *deps) if has(child, "aux", "to")), None)


def _start(deed: Token) -> int:
    """Return where the infinitive begins, with the "not" before its "to"."""
    to = next(child.i for child in children(deed, "aux") if child.lower_ == "to")
    return to - 1 if to - 1 in {child.i for child in children(deed, "neg")} else to


def read_accusing(cue: Token, kinds: Kinds) -> Claim | None:
    """Read `accused NATO of breaking its word`."""
    if Kind.ACCUSING not in kinds:
        return None
    deed = _blamed_for(cue)
    if deed is None:
        return None
    gerund = has(deed, "pcomp") or any(token.tag_ == "VBG" for token in cue.doc[deed.i + 1 : deed.i + 2])
    if not gerund and cue.lemma_ != "accuse":
        return None
    whom = noun_phrase(first(cue, "nsubjpass")) if has(cue, "auxpass") else addressee(cue)
    return _claim(Rule.ACCUSING, cue, range(deed.i + 1, deed.right_edge.i + 1), whom)


def _blamed_for(cue: Token) -> Token | None:
    """Return the "of" or "for" of what somebody is accused of; the model may hang it on whom it accuses."""
    accused = first(cue, "dobj") if cue.lemma_ == "accuse" else None
    within = (*children(cue, "prep"), *(children(accused, "prep") if accused is not None else ()))
    return next((child for child in within if child.lower_ in ("of", "for")), None)


def read_considering(cue: Token, kinds: Kinds) -> Claim | None:
    """Read `considered the raid a mistake`, `found it useful to meet`, `welcomed the deal as a step forward`."""
    if not kinds & {Kind.CONSIDERING, Kind.CALLING}:
        return None
    rule = Rule.CALLING if Kind.CALLING in kinds else Rule.CONSIDERING
    small = next((c for c in children(cue, "ccomp") if c.pos_ in ("ADJ", "NOUN", "PROPN")), None)
    if small is not None and small.i > cue.i:
        return _claim(rule, cue, range(small.left_edge.i, cue.right_edge.i + 1))
    held, what = first(cue, "dobj"), first(cue, "oprd") or _second(cue) or _as(cue)
    if held is None or what is None or not cue.i < held.i < what.i:
        return None
    return _claim(rule, cue, range(held.left_edge.i, _end_of_view(what)))


def _second(cue: Token) -> Token | None:
    """Return what a thing is held to be, where the parser takes it for a second object."""
    objects = [*children(cue, "dobj")]
    return objects[1] if len(objects) > 1 else None


def _end_of_view(what: Token) -> int:
    """Return where a view ends: before the verb that the model joins to it ("as useful and accused …")."""
    own = (verb for child in what.children for verb in child.conjuncts if verb.tag_ == "VBD" and verb.i > child.i)
    verb = next(own, None)
    return what.right_edge.i + 1 if verb is None else verb.left_edge.i - 1


def _as(cue: Token) -> Token | None:
    """Return the "as" of `hailed the deal as a success`, not that of `called him as a witness`."""
    held = first(cue, "dobj")
    within = (*children(cue, "prep"), *(children(held, "prep") if held is not None else ()))
    found = next((child for child in within if child.lower_ == "as"), None)
    return found if cue.lemma_ != "call" and found is not None and _is_described(found) else None


def _is_described(preposition: Token) -> bool:
    """Tell "as a success" and "as useful" from "as well as"."""
    return has(preposition, "pobj") or has(preposition, "amod") or has(preposition, "pcomp")


def read_favour(cue: Token, kinds: Kinds) -> Claim | None:
    """Read `spoke in favour of discussing the raid`; one may speak in favour of a thing too, which says nothing."""
    if Kind.FAVOURING not in kinds:
        return None
    favour = next((c for c in children(cue, "prep") if c.lower_ == "in" and has(c, "pobj", "favour", "favor")), None)
    after = cue.doc[favour.i + 2 : favour.i + 3] if favour is not None else ()
    deed = next((deed for of in after for deed in children(of, "pcomp")), None)
    return _claim(Rule.MATTER, cue, extent(deed)) if deed is not None else None


def _claim(rule: Rule, cue: Token, said: range, whom: range = NONE, *, sourceless: bool = False) -> Claim | None:
    who, content = doer(cue), trim(cue.doc, said)
    if not content or (who is None and not sourceless):
        return None
    return Claim(rule, cue.i, noun_phrase(who), verb_group(cue), (content,), whom)
