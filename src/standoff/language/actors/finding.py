"""Who is named in an article: states, organizations, blocs, groups and persons."""

from collections.abc import Iterable, Iterator

from standoff.language.actors.appearances import Appearance, appearances, lone_families, short_names
from standoff.language.actors.authors import audience, author
from standoff.language.actors.complements import complements
from standoff.language.actors.crowds import crowds
from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.actors.names import Stage
from standoff.language.actors.naming import Naming, Weight, settled
from standoff.language.actors.parties import Find, parties
from standoff.language.actors.persons import Person, assumed, at_home, known, persons
from standoff.language.actors.regions import regions
from standoff.language.cast import Cast
from standoff.language.syntax import Doc, Parse, span_of
from standoff.types import Actor, Mention


def find(parse: Parse, gazetteer: Gazetteer) -> Cast:
    """Return the actors whom an article names, with their mentions by name or by a phrase that holds a name."""
    stage = Stage.of(parse, gazetteer)
    seen = appearances(parse, stage)
    people = at_home(persons(seen, gazetteer, stage.on), seen)
    finds = [*parties(stage, people), *regions(stage)]
    return _cast(
        parse.doc,
        gazetteer,
        [*_persons(stage, seen, people), *finds, *complements(stage, people, finds), *crowds(parse, stage)],
        author(parse, gazetteer),
        audience(parse, gazetteer),
    )


def _persons(stage: Stage, seen: list[Appearance], people: tuple[Person, ...]) -> Iterator[Find]:
    taken = frozenset(at for each in seen for at in range(each.begins, each.end))
    names = [name for person in people for name in (*person.family, person.actor.name)]
    lone = lone_families(stage, names, taken)
    people = (*people, *(person for each in sorted(lone) if (person := assumed(each, stage.gazetteer, stage.on))))
    names += [name for person in people for name in person.family]
    short = short_names(stage, [*names, *(each.name for each in seen if each.is_full)], taken)
    for appearance in (*seen, *short):
        person = known(appearance, people)
        if person:
            naming = Naming((person.actor.id,), appearance.begins, appearance.end, Weight.PERSON)
            yield Find(naming, person.actor)


def _cast(
    doc: Doc, gazetteer: Gazetteer, finds: Iterable[Find], speaking: Actor | None, listening: Actor | None
) -> Cast:
    actors: dict[str, Actor] = {}
    for found in finds:
        if found.actor:
            actors.setdefault(found.actor.id, found.actor)
    kept = settled(found.naming for found in finds)
    used = dict.fromkeys(code for naming in kept for code in naming.actors)
    mentions = [Mention(code, span_of(doc, naming.start, naming.end)) for naming in kept for code in naming.actors]
    named = [actors.get(code) or gazetteer.actors[code] for code in used]
    titled = [actor for actor in (speaking, listening) if actor is not None]
    named += [actor for actor in titled if actor.id not in used]
    by, to = (actor.id if actor is not None else None for actor in (speaking, listening))
    return Cast.of(doc, [*named, *_acted_for(named, gazetteer)], mentions, by, to)


def _acted_for(named: Iterable[Actor], gazetteer: Gazetteer) -> Iterator[Actor]:
    """Yield the parties for which the named ones act: an event's party has a name even where the report omits it."""
    known_ids = {actor.id for actor in named}
    for code in dict.fromkeys(actor.acts_for for actor in named):
        if code and code not in known_ids and code in gazetteer.actors:
            yield gazetteer.actors[code]
