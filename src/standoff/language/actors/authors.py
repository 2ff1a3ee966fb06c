"""Who speaks in a text by its title, and to whom: officials, leaders, parliaments, organizations."""

import re
from collections.abc import Iterator

from standoff.language.actors.gazetteer import WORD, Gazetteer, Name, Sense
from standoff.language.actors.persons import official_actor
from standoff.language.headings import spoken_by, spoken_to, title_of
from standoff.language.syntax import Parse
from standoff.types import Actor, ActorKind

_LEADERS = ("President", "Prime Minister", "Chancellor")


def author(parse: Parse, gazetteer: Gazetteer) -> Actor | None:
    """Return whom the title names as the speaker; in a speech nobody else may name him."""
    by = spoken_by(title_of(parse))
    on = parse.article.published_on
    names = list(_names(by, gazetteer))
    officials = (gazetteer.officials[name.code] for name in names if name.sense is Sense.PERSON)
    if (official := next(officials, None)) is not None:
        return official_actor(official, None, on)
    states = (gazetteer.actors[name.code] for name in names if name.sense is Sense.NAME)
    state = next((each for each in states if each.kind is ActorKind.STATE), None)
    return state if by.removeprefix("the ").startswith(_LEADERS) else None


def audience(parse: Parse, gazetteer: Gazetteer) -> Actor | None:
    """Return whom the title names as addressed: an organization, or a state by its parliament.

    Students, forums and festivals are no party, and neither is the city in which they meet.
    """
    to = spoken_to(title_of(parse))
    found = [gazetteer.actors[name.code] for name in _names(to, gazetteer) if name.code in gazetteer.actors]
    for actor in found:
        if actor.kind is ActorKind.ORGANIZATION or (actor.kind is ActorKind.STATE and _PARLIAMENTS.search(to)):
            return gazetteer.actors[actor.party]
    return None


_PARLIAMENTS = re.compile(
    r"\b(?:parliaments?|congress|(?:national|legislative|federal) (?:assembly|council)|senate|chambers?|house of"
    r" (?:representatives|commons|lords|councillors))\b",
    re.IGNORECASE,
)


def _names(words: str, gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield the names in `words`, at each place the longest."""
    past = 0
    for found in WORD.finditer(words):
        if found.start() < past:
            continue
        for name in gazetteer.names.get(found.group(), ()):
            end = found.start() + len(name.words)
            if words.startswith(name.words, found.start()) and not words[end : end + 1].isalnum():
                yield name
                past = end
                break
