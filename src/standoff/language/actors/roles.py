"""Who holds an office: of the persons that the article names, else of the officials of the gazetteer."""

from collections.abc import Iterable
from datetime import date

from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.actors.persons import Person, official_actor
from standoff.language.actors.vocabulary import Role, Stands, office_head
from standoff.types import Actor

_RANKS = frozenset({"vice", "deputy", "former", "first", "assistant", "acting"})


def holder(gazetteer: Gazetteer, people: Iterable[Person], code: str, words: str, on: date | None) -> Actor | None:
    """Return who holds the office that `words` name for a state or organization; None if it is nobody or several."""
    role = gazetteer.vocabulary.roles.get(words)
    if role is None or role.stands not in (Stands.OFFICE, Stands.HEAD):
        return None
    named = [person.actor for person in people if person.actor.acts_for == code and fits(gazetteer, person.actor, role)]
    if len(named) == 1:
        return named[0]
    if named:
        return _leader(gazetteer, named, code, on) if role.name == "leader" else None
    official = gazetteer.in_office(code, None if role.name == "leader" else role.name, on)
    if official is None and words == "head of state":
        official = gazetteer.in_office(code, None, on)
    return official_actor(official, None, on) if official else None


def _leader(gazetteer: Gazetteer, named: list[Actor], code: str, on: date | None) -> Actor | None:
    """Return which of several heads, a president and a prime minister, leads the state."""
    official = gazetteer.in_office(code, None, on)
    return next((actor for actor in named if official and actor.id == official.id), None)


def fits(gazetteer: Gazetteer, actor: Actor, role: Role) -> bool:
    """Tell whether a role may be called by another: "leader" is any head, "minister" a minister of any field."""
    if actor.role is None:
        return False
    held = gazetteer.vocabulary.role(actor.role)
    if held is None or (
        actor.role.split()[0] in _RANKS and role.name.split()[0] not in _RANKS and role.name != "minister"
    ):
        return False
    if role.name == "leader":
        return held.stands is Stands.HEAD
    office = actor.role.lower()
    return held.name == role.name or office.startswith(role.name) or office_head(office) == role.name
