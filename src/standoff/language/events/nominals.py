"""Acts told by a noun whose actor is named: "the refusal by X to heed", "X's invasion of Y", "X-annexed land"."""

from collections.abc import Iterator

from standoff.language.cast import Party
from standoff.language.events.clauses import Range, clause, governing_verb, phrase
from standoff.language.events.drafts import Draft, status_of, without
from standoff.language.events.grammar import children, is_verb, lemma, object_of, prepositional, subject_of
from standoff.language.events.lexicon import NOUN, VERB, Act
from standoff.language.events.moods import Mood, mood_of
from standoff.language.events.recipients import aimed_at
from standoff.language.events.scene import Scene
from standoff.language.events.sides import named_in, sides, voices
from standoff.language.events.slots import fits
from standoff.language.syntax import Token
from standoff.plover import EventType, Status

_DONE_TO_OF = frozenset({
    EventType.ASSAULT, EventType.COERCE, EventType.SUPPORT, EventType.SANCTION, EventType.ACCUSE, EventType.DENY,
    EventType.AID, EventType.INVOKE,
})  # fmt: skip
"""Types whose noun has the one acted upon after "of": the invasion of X; but the refusal of X is X's."""
_BORDER = frozenset(
    {"annexed", "occupied", "seized", "invaded", "besieged", "bombed", "blockaded", "captured", "sanctioned"}
)


def noun_act(noun: Token, scene: Scene) -> Draft | None:
    """Return the first reading of `noun` that fits, if its actor is named."""
    for act in scene.lexicon.acts_of(NOUN, lemma(noun)):
        if act.type is not EventType.CONSULT and fits(noun, act, scene):
            if act.type is EventType.INVOKE:
                return _breach(noun, act, scene)
            return _light(noun, act, scene) or _named(noun, act, scene)
    return None


def _breach(noun: Token, act: Act, scene: Scene) -> Draft | None:
    """Read "gave examples of violations by X of the agreements": whoever says so appeals to the norm."""
    verb = governing_verb(noun)
    subject = subject_of(verb) if verb is not None else None
    by = voices(noun, scene)
    actors = by or (sides(subject, scene) if subject is not None and noun.dep_ != "nsubj" else ())
    broken_by = [p for c in children(noun, "poss", "amod", "compound") for p in sides(c, scene)]
    broken_by += [
        p
        for below in (noun, noun.head.head, verb or noun)
        for found in prepositional(below, "by")
        for p in sides(found, scene)
    ]
    recipients = without(broken_by[:1], actors)
    if verb is None or not actors or not recipients:
        return None
    words = clause(verb) if subject is not None and not by else phrase(noun)
    return Draft(act.type, noun, actors, recipients, words, act.score, contexts=act.contexts)


def is_carried(noun: Token, scene: Scene) -> bool:
    """Tell a noun that its verb only carries: "made threats", "a warning was issued"."""
    return (
        noun.dep_ in ("dobj", "nsubjpass") and is_verb(noun.head) and noun.head.lemma_ in scene.lexicon.kinds["CARRIES"]
    )


def _light(noun: Token, act: Act, scene: Scene) -> Draft | None:
    """Read "made threats against": the verb only carries the noun."""
    if not is_carried(noun, scene):
        return None
    verb = noun.head
    subject = subject_of(verb)
    actors = sides(subject, scene) if subject is not None else ()
    status = status_of(mood_of(verb, scene.lexicon))
    if not actors or status is None or status is Status.NEGATED:
        return None
    recipients = aimed_at(noun, act, actors, scene) or ()
    return Draft(act.type, noun, actors, recipients, clause(verb), act.score, status, act.mode, act.contexts)


def _named(noun: Token, act: Act, scene: Scene) -> Draft | None:
    if _is_unreal(noun, scene):
        return None
    actors = tuple(_actors(noun, act, scene)) or _fighters(noun, act, scene)
    recipients = aimed_at(noun, act, actors, scene) or ()
    if not actors or (not recipients and act.type in _DONE_TO_OF and len(actors) < 2):
        return None
    return Draft(
        act.type, noun, actors, recipients, phrase(noun), act.score * 0.85, Status.ACTUAL, act.mode, act.contexts
    )


def _actors(noun: Token, act: Act, scene: Scene) -> Iterator[Party]:
    """Yield whom the noun names as its doer: possessor, adjective, "by", and "of" unless that is the one acted upon."""
    for child in noun.children:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and child.i < noun.i:
            yield from sides(child, scene) or _possessor(child, scene)
    names = ("by", "from", "among") if act.type in _DONE_TO_OF or act.mode == "release" else ("by", "of", "from")
    for name in names:
        for found in prepositional(noun, name):
            yield from named_in(found, scene) if name == "of" else sides(found, scene)


def _possessor(pronoun: Token, scene: Scene) -> tuple[Party, ...]:
    """Return whose "its" is: of the one thanked or blamed for something, else of the subject of the clause."""
    if pronoun.lower_ not in ("its", "their", "his", "her") or pronoun.dep_ != "poss":
        return ()
    verb = governing_verb(pronoun)
    if verb is None:
        return ()
    below = object_of(verb) if pronoun.head.dep_ == "pobj" and pronoun.head.head.lower_ == "for" else None
    found = sides(below, scene) if below is not None else ()
    subject = subject_of(verb)
    return found or (sides(subject, scene) if subject is not None and subject.i < pronoun.i else ())


def _fighters(noun: Token, act: Act, scene: Scene) -> tuple[Party, ...]:
    """Both sides of a fight between two are its actors."""
    if act.type is not EventType.ASSAULT:
        return ()
    between = list(prepositional(noun, "between"))
    found = tuple(p for below in between for p in sides(below, scene))
    shared = any(c.lower_ in ("their", "two", "both") for below in between for c in below.children)
    return found if len(found) > 1 else scene.foes() if shared else ()


def _is_unreal(noun: Token, scene: Scene) -> bool:
    """Tell a mention of what may come, or did not: "a possible X invasion", "the threat of", "to prevent"."""
    if any(scene.lexicon.is_kind(c.lower_, "UNREAL") for c in children(noun, "amod", "det", "advmod")):
        return True
    head = noun.head.head if noun.dep_ == "pobj" else noun.head
    if scene.lexicon.is_kind(lemma(head), "UNREAL_HEADS"):
        return True
    verb = governing_verb(noun)
    return (
        verb is not None
        and noun.dep_ in ("nsubj", "dobj", "nsubjpass", "attr")
        and mood_of(verb, scene.lexicon) not in (Mood.FACT, Mood.PLAN)
    )


def hyphenated(participle: Token, scene: Scene) -> Draft | None:
    """Read "X-annexed Crimea": the party before the hyphen did it."""
    if participle.lower_ not in _BORDER or participle.i < 2 or participle.nbor(-1).text != "-":
        return None
    actors = sides(participle.nbor(-2), scene)
    acts = scene.lexicon.acts_of(VERB, lemma(participle))
    if not actors or not acts or participle.head.i <= participle.i:
        return None
    recipients = without(named_in(participle.head, scene), actors)
    words: Range = (participle.i - 2, participle.head.i + 1)
    return Draft(
        acts[0].type, participle, actors, recipients, words, 0.6, Status.ACTUAL, acts[0].mode, acts[0].contexts
    )
