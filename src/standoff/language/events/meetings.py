"""Meetings: who took part, who was the host, and whether they met, will meet, may meet or want to."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from standoff.language.cast import Party
from standoff.language.events.clauses import governing_verb, phrase
from standoff.language.events.drafts import Draft, status_of, without
from standoff.language.events.grammar import is_verb, lemma, owner, prepositional
from standoff.language.events.lexicon import NOUN, Act
from standoff.language.events.moods import Mood, mood_of, prospect_of, setting_of
from standoff.language.events.repeats import TOPICS
from standoff.language.events.scene import Scene
from standoff.language.events.sides import codes, named_in, sides
from standoff.language.events.slots import fits, places, slot
from standoff.language.syntax import Token, word_span
from standoff.plover import EventType, Status
from standoff.types import ActorKind

_AHEAD = frozenset(
    {"scheduled", "planned", "upcoming", "forthcoming", "next", "future", "slated", "coming", "expected"}
)
_PERHAPS = frozenset(
    {
        "possible",
        "potential",
        "proposed",
        "likely",
        "any",
        "no",
        "another",
        "new",
        "further",
        "direct",
        "more",
        "regular",
    }
)


def meeting(draft: Draft, scene: Scene) -> Draft | None:
    """Settle a CONSULT: at least two parties, a host if the place is one's own, AGREE if it has not taken place."""
    on_topic = lemma(draft.cue) in TOPICS
    among = on_topic and len(codes(draft.actors)) > 1
    draft = replace(draft, recipients=() if among else _listed(draft, scene))
    present = (*draft.actors, *without(draft.recipients, draft.actors))
    if len(codes(present)) == 1 and (visited := _capital(draft, scene)):
        return _ahead(replace(draft, recipients=visited))
    if len(codes(present)) < 2:
        return None
    if draft.mode == "visit":
        return _ahead(draft)
    host = (
        None
        if on_topic or any(_is_resident(noun) for noun in slot(draft.cue, "with"))
        else _host(draft.cue, present, scene)
    )
    guests = tuple(p for p in present if host is None or p.code != host.code)
    return _ahead(replace(draft, actors=guests, recipients=(host,) if host else ()))


def seated(draft: Draft, scene: Scene) -> Draft | None:
    """Settle a CONSULT whose parties are known: all are actors, but for a host in whose place they met."""
    present = (*draft.actors, *without(draft.recipients, draft.actors))
    if len(codes(present)) < 2 and len(present) < 2:
        return None
    if draft.mode == "visit" and draft.recipients:
        return _ahead(draft)
    host = _host(draft.cue, present, scene)
    guests = tuple(party for party in present if host is None or party.code != host.code)
    return _ahead(replace(draft, actors=guests, recipients=(host,) if host else ()))


def _listed(draft: Draft, scene: Scene) -> tuple[Party, ...]:
    """Return those met, with every official of a list that the parser took apart."""
    met = [noun for name in ("with", "obj") for noun in slot(draft.cue, name)] if is_verb(draft.cue) else []
    people = (
        mention
        for noun in met
        for token in _until_clause(noun)
        for mention in scene.cast.naming(token)
        if scene.cast.actors[mention.actor].kind is ActorKind.PERSON and scene.cast.actors[mention.actor].acts_for
    )
    more = [Party(scene.cast.actors[mention.actor].party, mention.span) for mention in people]
    listed = {party.code: party for party in reversed((*draft.recipients, *more))}
    order = dict.fromkeys(party.code for party in (*draft.recipients, *more))
    return tuple(listed[code] for code in order)


def _until_clause(noun: Token) -> Iterator[Token]:
    """Yield the words of the phrase up to a clause: "met with X, who had met with Y" is no meeting with Y."""
    yield from takewhile(lambda token: not is_verb(token), noun.doc[noun.left_edge.i : noun.right_edge.i + 1])


def _capital(draft: Draft, scene: Scene) -> tuple[Party, ...]:
    """Return the host of "held talks in Tehran": talks in a foreign capital are with those who govern there."""
    if not is_verb(draft.cue) or not any(scene.lexicon.is_kind(lemma(n), "TALKS") for n in slot(draft.cue, "obj")):
        return ()
    for noun in places(draft.cue):
        if noun.text not in _NEUTRAL_GROUND:
            return without(named_in(noun, scene), draft.actors)
    return ()


_NEUTRAL_GROUND = frozenset({"Brussels", "Vienna", "Geneva", "Doha", "Astana", "Minsk", "Oslo"})


def _is_resident(noun: Token) -> bool:
    """Tell an ambassador: he is at home where he serves, and meeting him there is no visit."""
    return lemma(noun) in ("ambassador", "envoy", "diplomat")


def _host(cue: Token, present: tuple[Party, ...], scene: Scene) -> Party | None:
    for noun in places(cue):
        for party in named_in(noun, scene):
            for one in present:
                if one.code == party.code and one.span != party.span:
                    return one
    return None


def _ahead(draft: Draft) -> Draft | None:
    if draft.status in (Status.FUTURE, Status.HYPOTHETICAL):
        return replace(draft, type=EventType.AGREE, mode=None, score=draft.score * 0.9)
    return None if draft.status is Status.NEGATED else draft


def meeting_noun(noun: Token, scene: Scene) -> Draft | None:
    """Read "talks with X", "the meeting of X and Y": two parties are named, or one is beside whoever takes part."""
    acts = [
        act
        for act in scene.lexicon.acts_of(NOUN, lemma(noun))
        if act.type is EventType.CONSULT and fits(noun, act, scene)
    ]
    if not acts:
        return None
    status = _status(noun, scene)
    if status is None:
        return None
    actors, recipients = _participants(noun, acts[0], scene)
    draft = Draft(
        EventType.CONSULT, noun, actors, recipients, phrase(noun), acts[0].score, status, acts[0].mode, acts[0].contexts
    )
    return meeting(draft, scene)


def _participants(noun: Token, act: Act, scene: Scene) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    host = owner(noun)
    beside = [found for name in act.recipient for found in slot(noun, name)]
    beside += prepositional(host, "with") if host is not None else ()
    other = tuple(party for found in beside for party in named_in(found, scene))
    own = sides(host, scene) if host is not None else ()
    own = (
        *own,
        *(
            p
            for c in noun.children
            if c.dep_ in ("amod", "compound")
            for m in (c, *c.children)
            for p in sides(m, scene)
        ),
    )
    if not own and not other:
        return (scene.table if _is_this(noun, scene) else ()), ()
    if len({p.code for p in (*own, *other)}) < 2 and any(slot(noun, name) for name in ("with", "to")):
        own = (*own, *_beside(noun, scene))
    return own, without(other, own)


def _is_this(noun: Token, scene: Scene) -> bool:
    """Tell "the conversation was held in a warm atmosphere": the one that the release is about."""
    definite = any(c.lower_ == "the" for c in noun.children)
    return scene.is_titled and definite and noun.dep_ in ("nsubj", "nsubjpass") and noun.head.lemma_ in _HELD


_HELD = frozenset({"hold", "take", "focus", "pass", "proceed", "centre", "center", "concern", "last"})


def _beside(noun: Token, scene: Scene) -> tuple[Party, ...]:
    """Return the subject of the clause in which the talks are mentioned: "after talks with X, Y said"."""
    at: Token | None = noun
    for _ in range(3):
        at = governing_verb(at) if at is not None else None
        if at is None:
            break
        for subject in slot(at, "subj"):
            if found := sides(subject, scene):
                return found
    issuer = scene.issuer_at(noun)
    return (Party(issuer, word_span(noun)),) if issuer else ()


def _status(noun: Token, scene: Scene) -> Status | None:
    """Return whether they have met: by what is said of the meeting, else by the clause in which it is mentioned."""
    beside = {c.lower_ for c in noun.children if c.dep_ in ("amod", "acl", "det", "advmod")}
    said = prospect_of(noun, scene.lexicon)
    if said is Mood.NEGATED:
        return None
    if beside & _AHEAD or any(t.lower_ in _AHEAD and t.tag_ == "VBN" for t in noun.doc[slice(*phrase(noun))]):
        return Status.FUTURE
    if said is not None and said is not Mood.FACT:
        return status_of(said)
    if beside & _PERHAPS:
        return None
    at = setting_of(noun, scene.lexicon)
    if at is not None:
        return status_of(at)
    verb = governing_verb(noun)
    if verb is None:
        return Status.ACTUAL if noun.dep_ == "ROOT" else None
    happened = mood_of(verb, scene.lexicon) is Mood.FACT and noun.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj")
    return Status.ACTUAL if happened and not _is_aim(noun) else None


def _is_aim(noun: Token) -> bool:
    """Tell "called for talks with": nobody has met; but "briefed him on the talks" tells of talks held."""
    definite = noun.head.lower_ in ("on", "about") and any(c.lower_ == "the" for c in noun.children)
    return noun.dep_ == "pobj" and noun.head.lower_ in _AIMS and not definite


_AIMS = frozenset({"for", "to", "towards", "toward", "about", "against", "without", "on", "into"})
