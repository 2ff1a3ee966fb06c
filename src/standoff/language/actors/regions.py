"""Officials of a region: "the Baltic foreign ministers", "Gulf diplomats"."""

from collections.abc import Iterator

from standoff.language.actors.names import Stage
from standoff.language.actors.naming import Naming, Weight
from standoff.language.actors.parties import Find
from standoff.language.actors.phrases import after

_LONGEST = 3
_PLURAL = frozenset({"NNS", "NNPS"})


def regions(stage: Stage) -> Iterator[Find]:
    """Yield the plural phrases for those who act for the states of a region; one official may be anybody's."""
    stops = frozenset(sighting.start for sighting in stage.sightings())
    for start in range(len(stage.words.texts)):
        if not stage.words.is_capital(start) or start in stage.at:
            continue
        for end in range(start + _LONGEST, start, -1):
            code = stage.gazetteer.regions.get(stage.words.joined(start, end))
            if code:
                yield from _officials(stage, code, start, end, stops)
                break


def _officials(stage: Stage, code: str, start: int, end: int, stops: frozenset[int]) -> Iterator[Find]:
    phrase = after(stage.words, end, stops)
    plural = phrase.start < phrase.end and stage.words.tag(phrase.head) in _PLURAL
    if plural and stage.gazetteer.vocabulary.has("state", stage.words.lower(phrase.head)):
        members = stage.gazetteer.members.get(code, (code,))
        yield Find(Naming(members, start, phrase.end, Weight.PHRASE))
