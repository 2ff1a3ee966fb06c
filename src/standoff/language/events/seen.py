"""Events as the encoder sees them, made into drafts: whom the words name, and what they speak of."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType

from standoff.language.cast import Party
from standoff.language.events.clauses import Range, clause, governing_verb, phrase
from standoff.language.events.drafts import HOLDING, NOWHERE, VERBAL, Draft, apart, unknown
from standoff.language.events.grammar import children, is_verb, lemma, surface_subject
from standoff.language.events.groups import agents, unnamed_group
from standoff.language.events.lexicon import NOUN, VERB, Act
from standoff.language.events.meetings import seated
from standoff.language.events.moods import DUTY, Mood, mood_of
from standoff.language.events.nominals import is_carried
from standoff.language.events.recipients import DEFINITE
from standoff.language.events.requests import NEEDS, each_thing
from standoff.language.events.scene import Scene
from standoff.language.events.sides import Parties, codes, named_in, sides, voices
from standoff.language.events.sights import Sight
from standoff.language.events.threats import threat
from standoff.language.syntax import Token, span_of, word_span
from standoff.plover import EventType, Status
from standoff.types import UNKNOWN, Span


def drawn(sight: Sight, scene: Scene) -> list[Draft]:
    """Return what is seen as drafts, one for each thing asked; none where nobody is named who does it or bears it."""
    if _is_mention(sight.cue, scene):
        return []
    actors, recipients = named(sight, scene)
    known = {*codes(actors), *codes(recipients)} - {UNKNOWN}
    if not known and (sight.chance < STRANGE or not (actors or recipients)):
        return []
    if not actors and sight.type in HOLDING:
        return []
    act = _act(sight, scene)
    status = _status(sight, scene)
    if status is None:
        return []
    wish = sight.type is EventType.REQUEST and not _is_request(sight.cue, recipients, scene)
    draft = Draft(
        sight.type, sight.cue, actors or (unknown(),), recipients, words_of(sight.cue, scene), sight.chance, status,
        act.mode, act.contexts, wish=wish,
    )  # fmt: skip
    if sight.type is EventType.REQUEST and actors:
        things = list(each_thing(sight.cue, act, actors, recipients, status, scene))
        # "Russia's demands" alone says nothing of what is asked.
        return things or ([draft] if is_verb(sight.cue) and draft.words[1] > sight.cue.i + 1 else [])
    if sight.type is EventType.THREATEN and actors:
        return [threat(draft, scene) or draft]
    if sight.type is EventType.CONSULT:
        met = seated(draft, scene)
        return [met] if met else []
    return [draft]


def _is_mention(noun: Token, scene: Scene) -> bool:
    """Tell "the accusation", "these attacks": what was told before, with nothing beside it that tells it anew."""
    before = [c for c in noun.lefts if c.dep_ == "det"]
    bare = noun.pos_ == "NOUN" and len(before) == 1 and before[0].lower_ in DEFINITE and noun.n_lefts == 1
    return bare and not noun.n_rights and not is_carried(noun, scene)


STRANGE = 0.7
"""What strangers do to strangers is an event from this chance on."""


def _status(sight: Sight, scene: Scene) -> Status | None:
    """Return the status that is seen; a deed that its own clause calls possible or planned has not happened.

    None for one that its clause denies: a deed that nobody is said to have done is no event.
    """
    if sight.type in VERBAL or sight.status is not Status.ACTUAL or not is_verb(sight.cue):
        return sight.status
    mood = mood_of(sight.cue, scene.lexicon)
    return None if mood is Mood.NEGATED else _NOT_YET.get(mood, sight.status)


_NOT_YET = MappingProxyType(
    {Mood.POSSIBLE: Status.HYPOTHETICAL, Mood.CONDITION: Status.HYPOTHETICAL, Mood.PLAN: Status.FUTURE}
)


def named(sight: Sight, scene: Scene) -> tuple[Parties, Parties]:
    """Return the actors and the recipients whom the encoder sees."""
    actors, heads = _parties(sight.actors, scene), sight.recipients
    if sight.type is EventType.REQUEST:
        subject = surface_subject(sight.cue, 0) if is_verb(sight.cue) and _is_duty(sight.cue) else None
        if subject is not None and subject.i in {head.i for head in sight.actors}:
            # Who must do it does not ask for it: whoever says so does.
            actors, heads = voices(sight.cue, scene), (*heads, subject)
        heads = tuple(head for head in heads if not _is_matter(head, sight.cue, scene))
    if sight.type in _TALKING:
        heads = tuple(head for head in heads if not _is_topic(head, sight.cue))
    own = set(codes(actors))
    # A state named twice is one misread, but one of its officials may accuse another.
    heads = tuple(head for head in heads if head.ent_type_ not in _LANDS or own.isdisjoint(codes(_party(head, scene))))
    return actors, apart(_parties(heads, scene), actors)


_LANDS = frozenset({"GPE", "NORP", "LOC"})


def _is_topic(head: Token, cue: Token) -> bool:
    """Tell what talks are about: "dialogue on X" is not with X."""
    return head.dep_ == "pobj" and head.head.lower_ in _ON and head.head.head.i != cue.i


_TALKING = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
_ON = frozenset({"on", "over", "about", "regarding", "concerning"})


def _is_duty(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ in DUTY for c in verb.children)


def _is_request(cue: Token, recipients: Parties, scene: Scene) -> bool:
    """Tell a word of asking, and what somebody "must" do; a duty that falls on nobody in particular is a view."""
    return (cue.lemma_ not in NEEDS and _asks(cue, scene)) or (is_verb(cue) and _is_duty(cue) and bool(recipients))


def _asks(cue: Token, scene: Scene) -> bool:
    """Tell a word of asking."""
    return any(
        act.type is EventType.REQUEST for part in (VERB, NOUN) for act in scene.lexicon.acts_of(part, lemma(cue))
    )


def _is_matter(head: Token, cue: Token, scene: Scene) -> bool:
    """Tell whom a thing asked is to be done to: who asks for pressure on X, or that X be stopped, does not ask X.

    Nor does an example ask, "guarantees, such as the refusal of X".
    """
    asks = _asks(cue, scene)
    at = head
    for _ in range(_STEPS):
        own = asks and at.head.i == cue.i
        if at.dep_ in ("dobj", "nsubjpass"):
            return not own
        if at.dep_ == "pobj" and at.head.lower_ == "as":
            return True
        if at.dep_ == "pobj" and at.head.lower_ not in _ADDRESSING:
            return not (asks and at.head.head.i == cue.i)
        if at.dep_ not in ("compound", "amod", "poss", "nmod", "conj", "appos") or at.head.i == at.i:
            return False
        at = at.head
    return False


_STEPS = 5
_ADDRESSING = frozenset({"from", "by", "to", "with", "upon", "at"})


def _act(sight: Sight, scene: Scene) -> Act:
    """Return the reading of the word that has this type, for its mode; a bare one where the lexicon has none."""
    part = VERB if is_verb(sight.cue) else NOUN
    known = (act for act in scene.lexicon.acts_of(part, lemma(sight.cue)) if act.type is sight.type)
    found = next(known, None)
    if found is not None:
        return replace(found, score=sight.chance)
    return Act(lemma(sight.cue), None, sight.type, _MODES.get(sight.type), (), (), "", sight.chance, ())


_MODES = MappingProxyType({EventType.REQUEST: "change", EventType.REJECT: "change"})


def words_of(cue: Token, scene: Scene) -> Range:
    """Return the words that show an act: the clause of its verb, the phrase of its noun, the clause that carries it."""
    if is_verb(cue):
        return clause(cue)
    if cue.pos_ == "ADJ" and (verb := governing_verb(cue)) is not None and cue.dep_ in ("acomp", "attr", "oprd"):
        return clause(verb)
    return clause(cue.head) if is_carried(cue, scene) else phrase(cue)


def _parties(heads: Iterable[Token], scene: Scene) -> Parties:
    found: dict[tuple[str, Span], Party] = {}
    for head in heads:
        for party in _party(head, scene):
            found.setdefault((party.code, party.span if party.code == UNKNOWN else NOWHERE), party)
    return tuple(found.values())


def _party(head: Token, scene: Scene) -> Parties:
    """Return the parties of words that the encoder takes for those of one; of a stranger, its name or UNKNOWN.

    An agreement is nobody, and the city that it is called after has not made it.
    """
    if _is_called_after(head, scene):
        return ()
    if scene.lexicon.is_kind(lemma(head), "PAPERS") and not scene.cast.naming(head):
        return tuple(party for owner in children(head, "poss", "amod") for party in sides(owner, scene))
    alone = tuple(_first(head, sides(head, scene)))
    known = alone or agents(head, scene) or named_in(head, scene)
    return known or _native(head, scene) or unnamed_group(head, scene) or _stranger(head, scene) or _inside(head, scene)


def _is_called_after(name: Token, scene: Scene) -> bool:
    return name.dep_ in ("compound", "amod", "nmod") and scene.lexicon.is_kind(lemma(name.head), "PAPERS")


def _first(head: Token, found: Parties) -> Iterator[Party]:
    """Yield those of a list that the head itself names: the others have heads of their own."""
    joined = [c for c in children(head, "conj", "appos") if c.i > head.i]
    end = min((c.left_edge.idx for c in joined), default=None)
    for party in found:
        if end is None or party.span == NOWHERE or party.span.start < end:
            yield party


def _native(head: Token, scene: Scene) -> Parties:
    """Return who "police", "the government", "residents" are in a report set in one state; and "the invaders"."""
    if (
        head.ent_type_
        or head.pos_ not in ("NOUN", "PROPN")
        or any(c.pos_ == "PROPN" or c.ent_type_ for c in head.lefts)
    ):
        return ()
    if lemma(head) in _INVADERS:
        here = scene.issuer or scene.home()
        rival = scene.rival(here) if here else None
        return (Party(rival, word_span(head)),) if rival else ()
    home = scene.home()
    if home is None:
        return ()
    if any(c.dep_ == "poss" or (c.dep_ == "amod" and c.lower_ not in _PLAIN) for c in head.lefts):
        return ()
    if scene.lexicon.is_kind(lemma(head), "NATIVES"):
        return (Party(home, word_span(head)),)
    if scene.lexicon.is_kind(lemma(head), "INHABITANTS"):
        return (Party(f"{home}-CIV", word_span(head)),)
    return ()


def _inside(thing: Token, scene: Scene) -> Parties:
    """Return the first party that the phrase of a thing names: whose it is, or where it stands."""
    added = (c.left_edge.i for c in thing.children if c.i > thing.i and c.dep_ in ("relcl", "conj"))
    within = thing.doc[thing.left_edge.i : min(thing.right_edge.i + 1, thing.i + _NEAR, *added)]
    for token in within:
        if token.i > thing.i and (is_verb(token) or token.dep_ in ("relcl", "conj")):
            break
        if token.pos_ in ("PROPN", "ADJ", "NOUN") and (found := sides(token, scene) or named_in(token, scene)):
            return found[:1]
    return ()


_NEAR = 8
_INVADERS = frozenset({"invader", "occupier", "occupant", "aggressor", "enemy"})
_PLAIN = frozenset(
    {"local", "federal", "national", "central", "armed", "military", "riot", "ordinary", "young", "many"}
)


def _stranger(head: Token, scene: Scene) -> Parties:
    """Return a party that nothing else is known of: its name, or UNKNOWN for people without one; none for a thing."""
    if head.ent_type_ in ("ORG", "PERSON", "NORP"):
        start = end = head.i
        while head.doc[start].ent_iob_ == "I":
            start -= 1
        while end + 1 < len(head.doc) and head.doc[end + 1].ent_iob_ == "I":
            end += 1
        words = [token.text for token in head.doc[start : end + 1] if any(map(str.isalnum, token.text))]
        if words:
            return (Party("-".join(words).upper(), span_of(head.doc, start, end + 1)),)
    is_somebody = head.pos_ == "PRON" or any(scene.lexicon.is_kind(lemma(head), kind) for kind in _SOMEBODY)
    return (Party(UNKNOWN, word_span(head)),) if is_somebody or head.pos_ == "PROPN" else ()


_SOMEBODY = ("PEOPLE", "AGENT", "CROWD", "REFUGEES", "GROUPS", "FORCES", "ENVOYS", "ANYONE")
