"""Sources without a name: "aid agencies", "analysts", "residents"."""

from collections.abc import Iterator

from standoff.language.actors.names import Stage, readable
from standoff.language.actors.naming import Naming, Weight
from standoff.language.actors.parties import Find
from standoff.language.actors.vocabulary import singular
from standoff.language.syntax import Parse
from standoff.types import Actor, ActorKind

_DOERS = frozenset({"nsubj", "nsubjpass", "pobj", "conj"})
_GROUPS = frozenset(
    {"agency", "group", "organization", "organisation", "rebel", "insurgent", "militant", "separatist", "party"}
)
_LONGEST = 3
_PLURAL = frozenset({"NNS", "NNPS"})


def crowds(parse: Parse, stage: Stage) -> Iterator[Find]:
    """Yield nameless sources where they do something, or where something is according to them."""
    named = frozenset(name.code for sighting in stage.sightings() for name in sighting.names)
    nouns = frozenset(noun for code in named for noun in stage.gazetteer.nouns.get(code, ()))
    for paragraph in readable(parse):
        for at in paragraph:
            start = _start(stage, at)
            known = start is not None and _is_known(stage, start, at, nouns)
            if start is not None and not known and _acts(stage, at):
                yield _crowd(stage, start, at + 1)


def _is_known(stage: Stage, start: int, at: int, nouns: frozenset[str]) -> bool:
    """Tell "the rebels" and "the two diplomats", whom the article has named, from others."""
    two = stage.words.lower(start - 1) == "two" and stage.words.lower(start - 2) == "the"
    return two or (stage.words.lower(start - 1) == "the" and stage.words.lowers[at] in nouns)


def _start(stage: Stage, at: int) -> int | None:
    """Return where a nameless source begins whose last word is at `at`: "human rights groups"."""
    words = stage.words
    if words.tags[at] not in _PLURAL and words.lowers[at] != "police":
        return None
    starts = (at - before for before in range(_LONGEST - 1, -1, -1))
    return next(
        (s for s in starts if stage.gazetteer.vocabulary.has("crowd", " ".join(words.lowers[s : at + 1]))), None
    )


def _acts(stage: Stage, at: int) -> bool:
    token = stage.words.doc[at]
    if token.dep_ == "pobj":
        return token.head.lower_ == "by" or (
            token.head.lower_ == "to" and stage.words.lower(token.head.i - 1) == "according"
        )
    return token.dep_ in _DOERS and not any(child.dep_ == "poss" or child.pos_ == "PROPN" for child in token.children)


def _crowd(stage: Stage, start: int, end: int) -> Find:
    name = stage.words.joined(start, end).lower()
    kind = ActorKind.GROUP if singular(name.rpartition(" ")[2]) in _GROUPS else ActorKind.PEOPLE
    actor = Actor(name.upper().replace(" ", "-"), name, kind)
    return Find(Naming((actor.id,), start, end, Weight.NAME), actor)
