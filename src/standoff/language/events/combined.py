"""What rules read and what the encoder sees, as one: each confirms, completes or overrules the other."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from standoff.language.events.drafts import NOWHERE, VERBAL, Draft, apart
from standoff.language.events.findings import is_question
from standoff.language.events.scene import Scene
from standoff.language.events.seen import drawn, named
from standoff.language.events.sides import Parties, codes
from standoff.language.events.sights import Sight
from standoff.language.syntax import tokens
from standoff.plover import EventType
from standoff.types import UNKNOWN

SEEN = 0.5
"""From this chance on what only the encoder sees is an event."""

SEEN_IN_RELEASES = 0.6
"""In the words of officials about themselves it is wrong more often."""

DOUBTED, SURE = 0.1, 0.75
"""What rules read is dropped where the encoder is nearly sure that there is nothing, unless they are sure."""

OVERRULES = 0.8
"""From this chance on the encoder's type of a word stands in place of another that rules read."""


def together(sent: tokens.Span, drafts: Iterable[Draft], sights: Mapping[int, Sight], scene: Scene) -> list[Draft]:
    """Return the events of a sentence in text order of their cues."""
    here = [] if is_question(sent) else [sights[token.i] for token in sent if token.i in sights]
    least = SEEN if scene.issuer is None else SEEN_IN_RELEASES
    taken: set[int] = set()
    found = [kept for draft in drafts for kept in _confirmed(draft, here, taken, scene)]
    asked = {at for draft in found if draft.type is EventType.REQUEST for at in range(*draft.words)}
    found += [
        replace(draft, seen=sight.chance)
        for sight in here
        if sight.cue.i not in taken and sight.chance >= least and not _is_asked(sight, asked)
        for draft in drawn(sight, scene)
    ]
    return sorted(found, key=lambda draft: draft.cue.i)


def _is_asked(sight: Sight, asked: set[int]) -> bool:
    """Tell an answer that is only asked for: who demands "the refusal of X" does not say that X refuses."""
    return sight.type in VERBAL and sight.type is not EventType.REQUEST and sight.cue.i in asked


def _confirmed(draft: Draft, here: list[Sight], taken: set[int], scene: Scene) -> Iterator[Draft]:
    alike = [sight for sight in here if sight.type is draft.type and _is_shown_by(sight, draft)]
    if alike:
        taken.update(sight.cue.i for sight in alike)
        seen = max(sight.chance for sight in alike)
        yield replace(_completed(draft, alike, scene), score=max(draft.score, seen), seen=seen)
        return
    other = next((sight for sight in here if sight.cue.i == draft.cue.i), None)
    if other is not None and other.chance >= OVERRULES and (draft.type, other.type) not in _DECIDED:
        return
    if other is not None:
        taken.add(other.cue.i)
    seen = max((sight.any_chance for sight in here if _is_shown_by(sight, draft)), default=0.0)
    if seen >= DOUBTED or draft.score >= SURE:
        yield draft


_DECIDED = frozenset({(EventType.DENY, EventType.REJECT), (EventType.AGREE, EventType.SUPPORT)})
"""What the guidelines tell apart and PLOVER does not: a denial, a pledge that is signed; the rules know the words."""


def _completed(draft: Draft, alike: list[Sight], scene: Scene) -> Draft:
    """Return the draft with the parties that are seen of its own word, where they are known or it names none itself."""
    own = next((sight for sight in alike if sight.cue.i == draft.cue.i), None)
    if own is None or draft.type in _SETTLED or _is_inferred(draft):
        return draft
    actors, recipients = named(own, scene)
    if set(codes(actors)) & set(codes(draft.recipients)) or set(codes(recipients)) & set(codes(draft.actors)):
        return draft
    actors = _better(actors, draft.actors)
    # Each thing asked has whom it falls on, which one word of asking cannot say.
    asked = draft.type is EventType.REQUEST and draft.recipients
    recipients = draft.recipients if asked else _better(recipients, draft.recipients)
    return replace(draft, actors=actors, recipients=apart(recipients, actors))


def _is_inferred(draft: Draft) -> bool:
    """Tell what rules alone know: an act of whoever speaks, and one that several do together."""
    return any(party.span == NOWHERE for party in draft.actors) or (len(draft.actors) > 1 and not draft.recipients)


_SETTLED = frozenset({EventType.CONSULT, EventType.INVOKE, EventType.DENY, EventType.DEFER})
"""Types of which rules know better who is who: guests and hosts, and what the encoder has seen too little of."""


def _better(seen: Parties, read: Parties) -> Parties:
    known = tuple(party for party in seen if party.code != UNKNOWN)
    return known or read or seen


def _is_shown_by(sight: Sight, draft: Draft) -> bool:
    return sight.cue.i == draft.cue.i or draft.words[0] <= sight.cue.i < draft.words[1]
