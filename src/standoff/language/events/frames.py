"""Acts told by a verb, with its doer and whom it is done to."""

from dataclasses import replace
from types import MappingProxyType

from standoff.language.cast import Party
from standoff.language.events.clauses import clause, governing_verb
from standoff.language.events.drafts import NOWHERE, VERBAL, Draft, status_of, unknown, without
from standoff.language.events.grammar import child, complements, is_passive, lemma, prepositional, surface_subject
from standoff.language.events.groups import agents, unnamed_group, victims
from standoff.language.events.lexicon import DROP, REVERSE, VERB, Act
from standoff.language.events.moods import Mood, mood_of
from standoff.language.events.recipients import aimed_at
from standoff.language.events.scene import Scene
from standoff.language.events.sides import codes, named_in, sides, voices
from standoff.language.events.slots import fits, slot
from standoff.language.events.threats import foes
from standoff.language.syntax import Token
from standoff.plover import EventType, Status

_OPEN = frozenset({
    EventType.CONSULT, EventType.MOBILIZE, EventType.RETREAT, EventType.AGREE, EventType.REQUEST, EventType.THREATEN,
    EventType.REJECT, EventType.DENY, EventType.DEFER, EventType.INVOKE, EventType.CONCEDE,
})  # fmt: skip
"""Types that need no recipient to be a row."""


def verb_act(verb: Token, scene: Scene) -> Act | None:
    """Return the first reading of `verb` whose needs are met, requests left aside."""
    for act in scene.lexicon.acts_of(VERB, lemma(verb)):
        if act.type is not EventType.REQUEST and fits(verb, act, scene):
            return None if _is_resolve(verb, scene) else act
    return None


def _is_resolve(verb: Token, scene: Scene) -> bool:
    """Tell "agreed to freeze the assets": the sanction is the row."""
    if verb.lemma_ not in RESOLVES:
        return False
    below = (verb_act(each, scene) for each in complements(verb))
    return any(act is not None and act.type is EventType.SANCTION for act in below)


RESOLVES = frozenset({"agree", "decide", "vote", "resolve", "opt", "announce"})


def reverse_act(verb: Token, scene: Scene) -> Draft | None:
    """Read a verb whose subject is the one acted upon: "received arms from", "came under attack from"."""
    for act in scene.lexicon.acts_of(REVERSE, lemma(verb)):
        if fits(verb, act, scene):
            status = status_of(mood_of(verb, scene.lexicon))
            actors = next((found for name in act.recipient for n in slot(verb, name) if (found := sides(n, scene))), ())
            recipients = without(next((named_in(subject, scene) for subject in slot(verb, "subj")), ()), actors)
            if actors and recipients and status is not None and status is not Status.NEGATED:
                return Draft(
                    act.type, verb, actors, recipients, clause(verb), act.score, status, act.mode, act.contexts
                )
            return None
    return None


def verb_draft(verb: Token, act: Act, scene: Scene) -> Draft | None:
    """Return the act as this clause has it; None where it names no parties or tells nothing real."""
    mood = mood_of(verb, scene.lexicon)
    status = status_of(mood)
    if status is None or (mood is Mood.PLAN and act.type is EventType.ASSAULT and _is_feared(verb)):
        return None
    actors, recipients = parties(verb, act, scene)
    if not actors or not (recipients or act.type in _OPEN or "-" in act.recipient or len(codes(actors)) > 1):
        return None
    if act.type is EventType.SANCTION and status is Status.FUTURE and _is_resolved(verb, scene):
        status, mood = Status.ACTUAL, Mood.FACT
    if status is not Status.NEGATED and act.type not in VERBAL and scene.lexicon.is_kind(lemma(verb), "PONDERS"):
        status = Status.HYPOTHETICAL
    draft = Draft(act.type, verb, actors, recipients, clause(verb), act.score, status, act.mode, act.contexts)
    return _in_mood(_turned(draft, scene), act, mood, scene)


def _is_feared(verb: Token) -> bool:
    """Tell "they believe that X will attack": nobody did, and nobody said he would."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ in ("believe", "think", "fear", "worry", "expect", "suspect")


def _is_resolved(verb: Token, scene: Scene) -> bool:
    above = verb.head if verb.dep_ == "xcomp" else verb.head.head
    return above.lemma_ in RESOLVES and mood_of(above, scene.lexicon) is Mood.FACT


def _turned(draft: Draft, scene: Scene) -> Draft:
    """Read "promised not to recognise" as a refusal, "in breach of the treaty" as an appeal to it."""
    if draft.type is EventType.AGREE:
        denied = (c for c in complements(draft.cue) if child(c, "neg") is not None)
        if any(lemma(c) in scene.lexicon.kinds["GIVES_WAY"] | scene.lexicon.kinds["COOP"] for c in denied):
            return replace(draft, type=EventType.REJECT, mode="change")
    if draft.type is EventType.REJECT and _is_accusation(draft.cue, scene):
        return replace(draft, type=EventType.DENY, mode=None, recipients=draft.recipients or _accusers(draft, scene))
    if draft.type is EventType.ACCUSE and any(_is_breach(t, scene) for t in draft.cue.doc[slice(*draft.words)]):
        return replace(draft, type=EventType.INVOKE, mode=None, contexts=("legal",))
    return draft


def _is_accusation(verb: Token, scene: Scene) -> bool:
    """Tell "accused X of spying, which X rejects"."""
    above = _accusing(verb)
    return above is not None and any(act.type is EventType.ACCUSE for act in scene.lexicon.acts_of(VERB, lemma(above)))


def _accusing(verb: Token) -> Token | None:
    above = governing_verb(verb) if verb.dep_ == "relcl" else None
    while above is not None and above.dep_ == "pcomp":
        above = governing_verb(above)
    return above


def _accusers(draft: Draft, scene: Scene) -> tuple[Party, ...]:
    above = _accusing(draft.cue)
    subject = surface_subject(above) if above is not None else None
    return without(sides(subject, scene), draft.actors) if subject is not None else ()


def _is_breach(noun: Token, scene: Scene) -> bool:
    if noun.lemma_ not in ("violation", "breach", "contravention", "defiance") or noun.head.lower_ != "in":
        return False
    return any(scene.lexicon.is_kind(lemma(norm), "NORM") for norm in prepositional(noun, "of"))


def parties(word: Token, act: Act, scene: Scene) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Return actors and recipients of the act that a verb names; no actors if it stays within one party."""
    actors = doers(word, act, scene)
    aimed = aimed_at(word, act, actors, scene)
    if aimed is None and act.type not in _WITHIN:
        return (), ()
    recipients = aimed or (victims(word, actors, scene) if act.type in _HURTING else ())
    if not recipients and act.type is EventType.ASSAULT and _is_ours(word, scene):
        recipients = without(voices(word, scene), actors)
    elif not recipients and act.type is EventType.SANCTION and actors:
        recipients = foes(actors, scene)
    if act.type in VERBAL and _at_home(actors, recipients):
        return (), ()
    return actors or (strangers(word, scene, act.type) if recipients else ()), recipients


def _is_ours(verb: Token, scene: Scene) -> bool:
    """Tell "fire had damaged the temple" in the mouth of a party: what is hit and not named is the speaker's."""
    return any(scene.lexicon.is_kind(lemma(hit), "TARGET") for hit in slot(verb, "obj"))


_HURTING = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.RETREAT})
_WITHIN = frozenset({EventType.RETREAT, EventType.MOBILIZE, EventType.CONSULT})
"""Types that one party does with its own: it withdraws its troops."""


def _at_home(actors: tuple[Party, ...], recipients: tuple[Party, ...]) -> bool:
    """Tell words between a state and its own people."""
    states = {party.code.removesuffix("-CIV") for party in actors}
    return bool(recipients) and {party.code.removesuffix("-CIV") for party in recipients} <= states


def doers(verb: Token, act: Act, scene: Scene) -> tuple[Party, ...]:
    """Return who does `verb`; for an official passive the issuer of the release."""
    for subject in slot(verb, "subj"):
        found = agents(subject, scene)
        found = found or (named_in(subject, scene) if _is_tool(subject, scene) else ())
        return found or (voices(verb, scene) if act.type is EventType.INVOKE else ())
    issuer = scene.issuer_at(verb)
    if act.type in VERBAL and issuer and child(verb, "auxpass") and not _addresses(verb, scene):
        together = act.type is EventType.AGREE and len(scene.table) > 1
        return scene.table if together else (Party(issuer, NOWHERE),)
    return ()


def strangers(verb: Token, scene: Scene, kind: EventType) -> tuple[Party, ...]:
    """Return a doer that is not named: a group by its kind; UNKNOWN for a passive of arms sent or attacks made."""
    for subject in slot(verb, "subj"):
        return unnamed_group(subject, scene)
    below = surface_subject(verb)
    owned = below is not None and child(below, "poss") is not None
    unsaid = not owned and is_passive(verb) and kind in _UNSAID and scene.lexicon.is_kind(lemma(verb), "UNNAMED")
    return (unknown(),) if unsaid else ()


_UNSAID = frozenset({EventType.AID, EventType.ASSAULT, EventType.COERCE})


def _addresses(verb: Token, scene: Scene) -> bool:
    """Tell a passive about people ("you are asked"): one about a thing is the issuer's act ("hope was expressed")."""
    subject = surface_subject(verb)
    if subject is None:
        return False
    return (subject.pos_ == "PRON" and subject.lower_ not in ("it", "this", "that")) or bool(sides(subject, scene))


def _is_tool(noun: Token, scene: Scene) -> bool:
    """Tell what acts for its owner: "Russian missiles hit", "an Israeli raid killed"."""
    word = lemma(noun)
    return any(scene.lexicon.is_kind(word, kind) for kind in ("ARMS", "STRIKE", "FORCES"))


def _in_mood(draft: Draft, act: Act, mood: Mood, scene: Scene) -> Draft | None:
    """Return the draft as the mood of its clause has it: a refusal, a promise, or nothing."""
    if mood is Mood.NEGATED:
        return _negated(draft, act)
    if mood is Mood.FACT or draft.type is EventType.CONSULT:
        return draft
    if mood is Mood.PLAN and draft.type in _PROMISED:
        own = bool(set(scene.speakers_at(draft.cue)) & set(codes(draft.actors)))
        return replace(
            draft,
            type=_PROMISED[draft.type],
            mode=None,
            status=Status.ACTUAL if own else Status.FUTURE,
            score=draft.score * 0.8,
        )
    if draft.type in VERBAL and mood is Mood.POSSIBLE:
        return None
    return replace(draft, score=draft.score * 0.8)


_PROMISED = MappingProxyType(
    {
        EventType.AID: EventType.AGREE,
        EventType.SUPPORT: EventType.AGREE,
        EventType.COOPERATE: EventType.AGREE,
        EventType.AGREE: EventType.AGREE,
        EventType.RETREAT: EventType.CONCEDE,
    }
)
"""What a deed is while it is only promised: the promise."""


def _negated(draft: Draft, act: Act) -> Draft | None:
    if act.negated == DROP:
        return None
    if act.negated and is_passive(draft.cue) and child(draft.cue, "agent") is None:
        return None
    if act.negated:
        turned = EventType(act.negated)
        return replace(
            draft,
            type=turned,
            mode="change" if turned is EventType.REJECT else None,
            status=Status.ACTUAL,
            score=max(draft.score * 0.8, _TURNED),
        )
    return draft


_TURNED = 0.55
"""A negated "accept" is a refusal more surely than "accept" alone is a consent."""
