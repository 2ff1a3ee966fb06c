"""What people stress and express in a noun phrase: `noted the rise in trade`, `attention was drawn to the raid`."""

from collections.abc import Iterator

from standoff.language.attribution.claim import Claim, Rule
from standoff.language.attribution.constituents import (
    NONE,
    children,
    doer,
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
_TOWARDS = frozenset({"to", "on", "upon"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_HABITUAL = frozenset({"VBP", "VBZ"})
_THINGS = frozenset({"this", "that", "it", "which", "these", "those"})
_NAMES = frozenset({"PERSON", "GPE", "ORG", "NORP", "DATE", "CARDINAL"})


def read_matter(cue: Token, kinds: Kinds, cues: Cues) -> Claim | None:
    """Read `stressed the need to meet`, `the need to meet was stressed`, `reaffirmed their wish to meet`."""
    if not kinds & {Kind.RAISING, Kind.NOTING, Kind.EXPRESSING, Kind.ATTENDING}:
        return None
    passive = _is_passive(cue)
    matter = _subject(cue) if passive else first(cue, "dobj")
    if matter is None:
        return None
    if Kind.ATTENTION in cues.of(matter):
        said = _drawn_to(cue, matter, cues) if Kind.ATTENDING in kinds else NONE
    elif _is_matter(matter, kinds, cues, passive=passive):
        said = range(matter.left_edge.i, matter.right_edge.i + 1 if passive else _end_of_matter(cue, matter))
    else:
        return None
    if not passive and _is_occasion(cue, cues):
        return None
    return _claim(Rule.PASSIVE if passive else Rule.MATTER, cue, said, sourceless=passive)


def _is_occasion(cue: Token, cues: Cues) -> bool:
    """Tell `the visit underscored the need`, where nobody speaks."""
    who = doer(cue)
    return who is not None and (who.lower_ in _THINGS or Kind.OCCASION in cues.of(who))


def _is_passive(cue: Token) -> bool:
    """Tell a passive; at the end of a clause the model takes the participle for an adjective."""
    return has(cue, "auxpass") or (cue.dep_ == "acomp" and cue.head.lemma_ == "be")


def _subject(cue: Token) -> Token | None:
    return own_subject(cue.head) if cue.dep_ == "acomp" else first(cue, "nsubjpass")


def _is_matter(noun: Token, kinds: Kinds, cues: Cues, *, passive: bool) -> bool:
    """Tell a noun phrase that says something from a topic, a name and a pronoun."""
    known = cues.of(noun)
    if kinds & {Kind.RAISING, Kind.NOTING} and Kind.MATTER in known:
        return True
    if Kind.INTENT in known and kinds & {Kind.RAISING, Kind.NOTING, Kind.EXPRESSING}:
        return bool(kinds & {Kind.RAISING, Kind.NOTING}) or _is_to_do(noun)
    if Kind.NOTING not in kinds or noun.pos_ not in _NOUNS or Kind.TOPIC in known or noun.head.tag_ in _HABITUAL:
        return False
    return noun.ent_type_ not in _NAMES and _says_something(noun) and (not passive or has(noun, "prep", "of", "in"))


def _is_to_do(noun: Token) -> bool:
    """Tell `readiness to meet` and `interest in meeting` from interest in a thing."""
    return any(child.tag_ == "VB" for child in children(noun, "acl", "relcl")) or any(
        has(prep, "pcomp") or any(word.tag_ == "VBG" for word in prep.doc[prep.i + 1 : prep.i + 2])
        for prep in children(noun, "prep")
    )


def _says_something(noun: Token) -> bool:
    """Tell `the leading role of the allies` from `the role`."""
    return any(child.dep_ in ("prep", "acl", "relcl") for child in noun.rights)


def _end_of_matter(cue: Token, matter: Token) -> int:
    """Return where the matter ends, with what the model hangs on the verb: "if …", "to meet", ", in particular …"."""
    end = matter.right_edge.i
    for child in cue.rights:
        condition = child.dep_ == "advcl" and has(child, "mark", "if", "unless")
        aim = child.dep_ == "xcomp" and child.left_edge.i == end + 1 and has(child, "aux", "to")
        listed = child.dep_ in ("dobj", "appos", "prep") and cue.doc[end + 1 : end + 2].text == ","
        if child.i > end and (condition or aim or (listed and child.lower_ not in _OCCASIONS)):
            end = child.right_edge.i
    return end + 1


def _drawn_to(cue: Token, attention: Token, cues: Cues) -> range:
    """Return what attention is drawn to; if it is only paid, what it is paid to must be more than a topic."""
    to = next((child for child in _towards(cue, attention) if child.lower_ in _TOWARDS), None)
    what = first(to, "pobj") if to is not None else None
    if to is None or what is None:
        return NONE
    if cue.lemma_ != "draw" and not _is_stressed(attention, what, cues):
        return NONE
    fact = first(what, "acl") if what.lower_ == "fact" else None
    return _without_that(fact) if fact is not None else range(to.i + 1, _end_of_matter(cue, to))


def _towards(cue: Token, attention: Token) -> Iterator[Token]:
    yield from children(cue, "prep", "dative")
    yield from children(attention, "prep")


def _is_stressed(attention: Token, what: Token, cues: Cues) -> bool:
    known = cues.of(what)
    if what.lower_ == "fact" or known & {Kind.MATTER, Kind.INTENT}:
        return True
    return attention.lower_ != "attention" and Kind.TOPIC not in known


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


def _claim(rule: Rule, cue: Token, said: range, *, sourceless: bool) -> Claim | None:
    who, content = (None if cue.dep_ == "acomp" else doer(cue)), trim(cue.doc, said)
    if not content or (who is None and not sourceless):
        return None
    return Claim(rule, cue.i, noun_phrase(who), verb_group(cue), (content,))
