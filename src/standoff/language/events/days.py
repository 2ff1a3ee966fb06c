"""On which day an act was done, if the report lets one say."""

from bisect import bisect_left
from collections.abc import Sequence

from standoff.language.events.drafts import VERBAL, Draft
from standoff.language.events.grammar import lemma
from standoff.language.events.scene import Scene
from standoff.language.events.sides import codes
from standoff.language.events.turns import parties_of
from standoff.language.syntax import Token
from standoff.plover import EventType, Status
from standoff.types import Statement, Time

_STEPS = 5


def day_of(draft: Draft, scene: Scene, times: Sequence[Time], statement: Statement | None) -> str | None:
    """Return the day stated in the clause, else that on which the words were spoken, else that of the release."""
    stated = _stated(draft, scene, times)
    if stated is not None:
        return stated.date
    if (draft.type not in VERBAL and draft.type is not EventType.CONSULT) or _is_earlier(draft):
        return None
    speaks = draft.type in VERBAL and not _is_reported(draft, scene)
    if statement is not None and statement.source is not None:
        if draft.type not in VERBAL or not set(parties_of(scene.cast, statement.speaker)) & set(codes(draft.actors)):
            return None
        if statement.said_on is not None:
            return statement.said_on if speaks else None
    return _released_on(draft, scene) or (_spoken_on(draft, scene) if speaks else None)


def _is_reported(draft: Draft, scene: Scene) -> bool:
    """Tell demands that are only mentioned: when they were made the mention does not say."""
    word = lemma(draft.cue)
    mentioned = scene.lexicon.is_kind(word, "DEMAND") and not scene.lexicon.is_kind(word, "NEEDS")
    return draft.cue.pos_ == "NOUN" and mentioned


def _released_on(draft: Draft, scene: Scene) -> str | None:
    published = scene.parse.article.published_on
    own = not {scene.issuer, *scene.authors}.isdisjoint(codes((*draft.actors, *draft.recipients)))
    return published.isoformat() if own and published and draft.status is Status.ACTUAL else None


def _spoken_on(draft: Draft, scene: Scene) -> str | None:
    """Return the one day on which the actor speaks in this report; a perfect tense tells of another day."""
    if draft.status is not Status.ACTUAL or any(c.dep_ == "aux" and c.lemma_ == "have" for c in draft.cue.children):
        return None
    days = {day for party in draft.actors for day in scene.spoken.get(party.code, ())}
    return days.pop() if len(days) == 1 else None


def _is_earlier(draft: Draft) -> bool:
    """Tell talks that the words themselves put before the day of the release."""
    return draft.type is EventType.CONSULT and any(t.lower_ in _EARLIER for t in draft.cue.doc[slice(*draft.words)])


_EARLIER = frozenset({"recent", "previous", "earlier", "last", "past", "former", "recently"})


def _stated(draft: Draft, scene: Scene, times: Sequence[Time]) -> Time | None:
    """Return the time that hangs on the cue or stands inside its words."""
    doc = scene.parse.doc
    first, last = doc[draft.words[0]], doc[draft.words[1] - 1]
    sent_start = first.idx - 200
    at = bisect_left(times, sent_start, key=lambda time: time.span.start)
    for time in times[at:]:
        if time.span.start > last.idx + 200:
            break
        found = doc.char_span(*time.span, alignment_mode="expand")
        if found is not None and (_hangs_on(found.root, draft.cue) or _scheduled(found.root, draft)):
            return time
    return None


def _scheduled(token: Token, draft: Draft) -> bool:
    """In "the meeting scheduled for 15 December" the day hangs on a participle inside the phrase."""
    return draft.status is Status.FUTURE and draft.words[0] <= token.i < draft.words[1]


def _hangs_on(token: Token, cue: Token) -> bool:
    at = token
    for _ in range(_STEPS):
        at = at.head
        if at.i == cue.i or (cue.dep_ in ("dobj", "xcomp") and at.i == cue.head.i):
            return True
        if cue.dep_ == "conj" and at.i == cue.head.i and token.i < cue.i:
            return True
        if at.pos_ == "VERB" or at.head.i == at.i:
            return False
    return False
