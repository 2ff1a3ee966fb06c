"""What people ask, promise, accuse of, consider and stress: reported without a clause of its own."""

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
from standoff.language.attribution.cues import Cues, Kind, Kinds
from standoff.language.syntax import Token

_OCCASIONS = frozenset({"during", "at", "after", "before", "following", "on"})
_CLAUSES = frozenset({"acl", "ccomp", "relcl", "advcl"})


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
    return _claim(rule, cue, range(start, deed.right_edge.i + 1), whom)


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
    deed = next((child for child in children(cue, "prep") if child.lower_ in ("of", "for")), None)
    if deed is None:
        return None
    gerund = has(deed, "pcomp") or any(token.tag_ == "VBG" for token in cue.doc[deed.i + 1 : deed.i + 2])
    if not gerund and cue.lemma_ != "accuse":
        return None
    whom = noun_phrase(first(cue, "nsubjpass")) if has(cue, "auxpass") else addressee(cue)
    return _claim(Rule.ACCUSING, cue, range(deed.i + 1, deed.right_edge.i + 1), whom)


def read_considering(cue: Token, kinds: Kinds) -> Claim | None:
    """Read `considered the raid a mistake`, `found it useful to meet`."""
    if Kind.CONSIDERING not in kinds:
        return None
    small = next((c for c in children(cue, "ccomp") if c.pos_ in ("ADJ", "NOUN", "PROPN")), None)
    if small is not None and small.i > cue.i:
        return _claim(Rule.CONSIDERING, cue, range(small.left_edge.i, cue.right_edge.i + 1))
    held, what = first(cue, "dobj"), first(cue, "oprd")
    if held is None or what is None or not cue.i < held.i < what.i:
        return None
    return _claim(Rule.CONSIDERING, cue, range(held.left_edge.i, what.right_edge.i + 1))


def read_matter(cue: Token, kinds: Kinds, cues: Cues) -> Claim | None:
    """Read `stressed the need to meet`, `the need to meet was stressed`, `drew attention to the raid`."""
    if Kind.RAISING not in kinds:
        return None
    passive = has(cue, "auxpass")
    matter = first(cue, "nsubjpass") if passive else first(cue, "dobj")
    if matter is None:
        return None
    if matter.lower_ == "attention":
        said = _drawn_to(cue)
    elif Kind.MATTER in cues.of(matter):
        said = range(matter.left_edge.i, matter.right_edge.i + 1 if passive else _end_of_matter(cue, matter))
    else:
        return None
    return _claim(Rule.PASSIVE if passive else Rule.MATTER, cue, said, sourceless=passive)


def _end_of_matter(cue: Token, matter: Token) -> int:
    """Return where the matter ends, with what the model hangs on the verb: "if …", ", in particular through …"."""
    end = matter.right_edge.i
    for child in cue.rights:
        condition = child.dep_ == "advcl" and has(child, "mark", "if", "unless")
        listed = child.dep_ in ("dobj", "appos", "prep") and cue.doc[end + 1 : end + 2].text == ","
        if child.i > end and (condition or (listed and child.lower_ not in _OCCASIONS)):
            end = child.right_edge.i
    return end + 1


def _drawn_to(cue: Token) -> range:
    """Return what attention is drawn to."""
    to = next((child for child in children(cue, "prep") if child.lower_ == "to"), None)
    what = first(to, "pobj") if to is not None else None
    if to is None or what is None:
        return NONE
    fact = first(what, "acl") if what.lower_ == "fact" else None
    return _without_that(fact) if fact is not None else range(to.i + 1, to.right_edge.i + 1)


def _without_that(clause: Token) -> range:
    return range(clause.left_edge.i + (clause.left_edge.lower_ == "that"), clause.right_edge.i + 1)


def read_hope(cue: Token, kinds: Kinds, cues: Cues) -> Claim | None:
    """Read `expressed hope that talks would go on`, `hope was expressed that …`, `noted the fact that …`."""
    if not kinds & {Kind.EXPRESSING, Kind.RAISING, Kind.SAYING}:
        return None
    passive = has(cue, "auxpass")
    noun = first(cue, "nsubjpass") if passive else first(cue, "dobj")
    if noun is None or not (noun.lower_ == "fact" or (Kind.EXPRESSING in kinds and Kind.HOPE in cues.of(noun))):
        return None
    clause = next((c for c in (*noun.rights, *cue.rights) if c.dep_ in _CLAUSES and has(c, "mark", "that")), None)
    if clause is None:
        return None
    return _claim(Rule.PASSIVE if passive else Rule.MATTER, cue, _without_that(clause), sourceless=passive)


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
