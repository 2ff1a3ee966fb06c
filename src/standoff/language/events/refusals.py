"""Refusals without a word of refusing: "will never negotiate", "has no intention of returning the islands"."""

from standoff.language.events.clauses import clause
from standoff.language.events.drafts import Draft, without
from standoff.language.events.grammar import child, children, complements, lemma, surface_subject
from standoff.language.events.groups import agents
from standoff.language.events.recipients import complement_parties
from standoff.language.events.scene import Scene
from standoff.language.events.threats import foes
from standoff.language.syntax import Token
from standoff.plover import EventType

_WILL = frozenset({"will", "wo", "would", "shall", "can", "ca", "'ll"})
_WITH_OBJECT = frozenset({"give", "stop", "end", "halt", "cease"})
_CANNOT = frozenset({"accept", "agree", "allow", "recognise", "recognize", "support", "tolerate"})
"""Who "cannot accept" refuses; who "cannot talk" may only be busy."""
_PLANS = frozenset({"intention", "plan", "intent", "desire"})


def refusal(verb: Token, scene: Scene) -> Draft | None:
    """Read a negated promise to yield as REJECT, a denied plan to harm as DENY."""
    if verb.lemma_ == "have" and (noun := child(verb, "dobj")) is not None and noun.lemma_ in _PLANS:
        denied = any(c.lower_ == "no" for c in noun.children) or child(verb, "neg") is not None
        below = next(iter(complements(noun)), None)
        return _drafted(verb, below, scene) if denied and below is not None else None
    if child(verb, "neg") is None or not any(c.lower_ in _WILL for c in children(verb, "aux")):
        return None
    if _warns(verb):
        return _drafted(verb, verb, scene, EventType.THREATEN)
    return _drafted(verb, verb, scene) if _yields(verb, scene) else None


def _warns(verb: Token) -> bool:
    """Tell "will not tolerate", "would not hesitate to", "will not stand idly by"."""
    if not any(c.lower_ in ("will", "wo", "would", "shall") for c in children(verb, "aux")):
        return False
    idle = verb.lemma_ in ("stand", "sit", "watch") and any(c.lower_ in ("by", "idly", "idle") for c in verb.children)
    return idle or verb.lemma_ in ("tolerate", "hesitate", "forgive")


def _yields(verb: Token, scene: Scene) -> bool:
    word = lemma(verb)
    if word in _WITH_OBJECT and child(verb, "dobj") is None:
        return False
    if any(c.lower_ in ("can", "ca") for c in children(verb, "aux")) and word not in _CANNOT:
        return False
    return word in scene.lexicon.kinds["GIVES_WAY"] - {"tolerate"} or (
        word in scene.lexicon.kinds["YIELD"] and child(verb, "mark") is None
    )


def _drafted(cue: Token, deed: Token, scene: Scene, threat: EventType | None = None) -> Draft | None:
    subject = surface_subject(cue)
    actors = agents(subject, scene) if subject is not None else ()
    harms = scene.lexicon.is_kind(lemma(deed), "HARMS")
    if not actors or (cue.i == deed.i and harms):
        return None
    recipients = without(complement_parties(deed, scene), actors)
    if threat is not None and not recipients:
        recipients = foes(actors, scene)
    kind = threat or (EventType.DENY if harms else EventType.REJECT)
    mode = "change" if kind is EventType.REJECT else None
    return Draft(kind, cue, actors, recipients, clause(cue), 0.6, mode=mode, contexts=("diplomatic",))
