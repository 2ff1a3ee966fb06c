"""Warnings: what will follow, and on what condition. The war that is warned of is not an event."""

from collections.abc import Iterator
from dataclasses import replace

from standoff.language.cast import Party
from standoff.language.events.clauses import Range, clause, trimmed
from standoff.language.events.drafts import NOWHERE, Draft, without
from standoff.language.events.grammar import child, children, complements, is_passive, is_verb, lemma, surface_subject
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, named_in, sides, voices
from standoff.language.events.slots import slot
from standoff.language.syntax import Token
from standoff.plover import EventType

_CONDITIONS = frozenset({"if", "unless"})
_SEARCH = 60
_GAP = 2


def threat(draft: Draft, scene: Scene) -> Draft | None:
    """Add condition and consequence to a THREATEN; None if it is aimed at nobody and depends on nothing."""
    host = _host(draft.cue)
    condition = condition_of(draft.cue) or (condition_of(host) if host is not None else None)
    whom = draft.recipients or _warned(draft, condition, scene)
    if not whom and condition is not None:
        whom = without(_parties_of(condition, scene), draft.actors)
    if not whom and condition is not None:
        whom = foes(draft.actors, scene)
    if not whom and condition is None:
        return None
    consequence = _consequence(draft.cue, condition)
    words = draft.words
    if condition is not None:
        words = _together(draft.cue, words, (condition.left_edge.i, condition.right_edge.i + 1))
    if consequence is not None and 0 <= consequence[0] - words[1] <= _GAP:
        words = _together(draft.cue, words, consequence)
    return replace(
        draft,
        recipients=whom,
        words=words,
        condition=_bare(condition) if condition is not None else None,
        consequence=consequence,
    )


def _together(cue: Token, words: Range, others: Range) -> Range:
    """Return one range over both, or the first alone where that would be too long to take in."""
    start, end = min(words[0], others[0]), max(words[1], others[1])
    return trimmed(cue, start, end) if end - start < _SEARCH else words


def _host(cue: Token) -> Token | None:
    """Return the verb of the clause into which the cue is inserted: "if they came, he warned, there would be war"."""
    return cue.head if cue.dep_ == "parataxis" and cue.head.i > cue.i and is_verb(cue.head) else None


def _warned(draft: Draft, condition: Token | None, scene: Scene) -> tuple[Party, ...]:
    """Return the party other than the actor that the consequence names: "war between X and Y"."""
    consequence = _consequence(draft.cue, condition)
    if consequence is None:
        return ()
    named = (
        party
        for token in draft.cue.doc[slice(*consequence)]
        if token.pos_ in ("PROPN", "NOUN")
        for party in sides(token, scene)
    )
    return without(named, draft.actors)[:1]


def condition_of(cue: Token) -> Token | None:
    """Return the verb of the if-clause under `cue` or under its complements."""
    todo = [cue]
    for _ in range(_SEARCH):
        if not todo:
            break
        token = todo.pop(0)
        for below in token.children:
            if below.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in _CONDITIONS for m in below.children):
                return below
            if below.dep_ in ("ccomp", "xcomp", "acl", "prep", "pcomp", "dobj", "pobj", "conj"):
                todo.append(below)
    return None


def _bare(condition: Token) -> Range:
    """Return the if-clause without its "if", with what is joined to it."""
    mark = child(condition, "mark")
    start = condition.left_edge.i if mark is None else mark.i + 1
    return trimmed(condition, min(start, condition.i), condition.right_edge.i + 1)


def _parties_of(condition: Token, scene: Scene) -> tuple[Party, ...]:
    subject = surface_subject(condition, 1)
    return named_in(subject, scene) if subject is not None else ()


def _consequence(cue: Token, condition: Token | None) -> Range | None:
    if (host := _host(cue)) is not None:
        start, end = clause(host, extend=False)
        return trimmed(host, max(start, cue.i + 1), end)
    for below in complements(cue):
        start, end = clause(below, extend=False)
        if condition is not None and start <= condition.left_edge.i < end and below.i < condition.left_edge.i:
            end = condition.left_edge.i
        if condition is None or below.i != condition.i:
            return trimmed(below, start, end)
    for name in ("with", "of", "obj"):
        for noun in slot(cue, name):
            if name != "obj" or noun.lemma_ not in ("possibility", "prospect", "threat", "risk"):
                end = noun.right_edge.i + 1
                if condition is not None and noun.i < condition.left_edge.i < end:
                    end = condition.left_edge.i
                return trimmed(noun, noun.left_edge.i, end)
    return None


def conditional(verb: Token, scene: Scene) -> Iterator[Draft]:
    """Read, in a statement, "if X attacks, there will be a response" as a warning of the party that speaks."""
    by = voices(verb, scene)
    if not by or not any(c.lower_ in ("will", "'ll", "shall", "would") for c in children(verb, "aux")):
        return
    if any(c.lower_ == "have" for c in children(verb, "aux")):
        return
    condition = condition_of(verb)
    if condition is None or condition.head.i != verb.i or not _grave(verb, condition, scene):
        return
    named = (*_parties_of(condition, scene), *_others(condition, scene))
    suffers = is_passive(condition) and child(condition, "agent") is None
    whom = without(named, by)
    if not suffers and not without(_parties_of(condition, scene), by) and _parties_of(condition, scene):
        return
    rival = scene.rival(by[0].code)
    if not whom and (harmed := foes(by, scene)):
        whom = harmed
    if not whom and rival is not None:
        whom = (Party(rival, NOWHERE),)
    if not whom:
        return
    start = min(condition.left_edge.i, clause(verb)[0])
    end = max(condition.right_edge.i + 1, clause(verb)[1])
    words = trimmed(verb, start, end) if end - start < _SEARCH else clause(verb)
    consequence = clause(verb)
    if consequence[0] <= condition.left_edge.i < consequence[1]:
        consequence = trimmed(verb, consequence[0], condition.left_edge.i) if condition.i > verb.i else consequence
    yield Draft(
        EventType.THREATEN,
        verb,
        by,
        whom[:2],
        words,
        0.55,
        contexts=("military",),
        condition=_bare(condition),
        consequence=consequence,
    )


def foes(by: Parties, scene: Scene) -> Parties:
    """Return who did harm last: a threat that names nobody answers it."""
    return next((found for kind, doers in scene.deeds if kind in _HARM and (found := without(doers, by))), ())


_HARM = frozenset({
    EventType.SANCTION, EventType.ASSAULT, EventType.MOBILIZE, EventType.COERCE, EventType.THREATEN, EventType.ACCUSE,
})  # fmt: skip


def _others(condition: Token, scene: Scene) -> Iterator[Party]:
    for below in condition.children:
        if below.dep_ in ("dobj", "pobj", "nsubj", "prep"):
            for noun in below.subtree:
                yield from sides(noun, scene) if noun.pos_ in ("NOUN", "PROPN", "PRON") else ()


def _grave(verb: Token, condition: Token, scene: Scene) -> bool:
    """Tell a consequence that hurts: a verb of punishment, or a war, a tragedy, a price."""
    if scene.lexicon.is_kind(lemma(verb), "PUNISH"):
        return True
    below = (
        t
        for c in verb.children
        if c.i != condition.i and c.dep_ in ("attr", "dobj", "nsubj", "nsubjpass", "prep", "xcomp")
        for t in c.subtree
    )
    return any(
        scene.lexicon.is_kind(lemma(t), "CONSEQUENCES") for t in below if t.pos_ in ("NOUN", "PROPN") or is_verb(t)
    )
