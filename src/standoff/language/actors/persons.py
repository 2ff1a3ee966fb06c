"""Persons: officials of the gazetteer and those whom the article itself introduces, with their role and party."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from standoff.language.actors.appearances import PARTICLES, Appearance
from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.actors.officials import Official, Term
from standoff.language.actors.titles import Title
from standoff.language.actors.vocabulary import Stands
from standoff.types import Actor, ActorKind

FAMILY_FIRST = frozenset({"CHN", "HKG", "JPN", "KHM", "KOR", "PRK", "TWN", "VNM", "HUN", "MMR", "SGP"})
_RARE = 6
_NO_WORD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Person:
    """A person of the article. `family` are the words by which he or she is named for short."""

    actor: Actor
    family: tuple[str, ...]
    gender: str | None


def slug(name: str) -> str:
    """Return a name in small ASCII letters with hyphens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return _NO_WORD.sub("-", plain).strip("-") or name


def persons(seen: Iterable[Appearance], gazetteer: Gazetteer, on: date | None) -> tuple[Person, ...]:
    """Return the persons whom full names introduce, and the officials whom a title and a family name do."""
    groups: dict[str, list[Appearance]] = {}
    seen = tuple(seen)
    names = {each.name for each in seen if each.is_full}
    for appearance in seen:
        if appearance.is_full and not _is_end_of_another(appearance.name, names):
            groups.setdefault(_key(appearance), []).append(appearance)
    found = {key: _person(key, group, gazetteer, on) for key, group in groups.items()}
    for appearance in seen:
        if not appearance.is_full and known(appearance, found.values()) is None:
            person = _titled(appearance, gazetteer, on)
            if person:
                found.setdefault(person.actor.id, person)
    return tuple(found.values())


def at_home(people: tuple[Person, ...], seen: Iterable[Appearance]) -> tuple[Person, ...]:
    """Give a state to office holders who are named without one, if all known ones so named are of the same state.

    An official release, and a paper at home, says "Defence Minister" and means its own.
    """
    bare = {_key(each) for each in seen if each.title and each.title.party is None and _speaks(each.title)}
    states = {person.actor.acts_for for person in people if person.actor.id in bare and person.actor.acts_for}
    home = states.pop() if len(states) == 1 else None
    if home is None or _state(home) is None:
        return people
    return tuple(_of_home(person, home) if person.actor.id in bare else person for person in people)


def _speaks(title: Title) -> bool:
    return title.role.stands in (Stands.OFFICE, Stands.HEAD) and not title.past


def _of_home(person: Person, home: str) -> Person:
    actor = person.actor
    if actor.acts_for or actor.country not in (None, home) or actor.role is None or actor.role.startswith("former "):
        return person
    return replace(person, actor=replace(actor, country=home, acts_for=home))


def _key(appearance: Appearance) -> str:
    """Return the id of a person: that of the official even if the article writes the name with other accents."""
    return appearance.official.id if appearance.official else slug(appearance.name)


def _is_end_of_another(name: str, names: Iterable[str]) -> bool:
    """Tell a double family name, "Suu Kyi", from a full name, where the article has that one too."""
    return any(other.endswith(" " + name) for other in names)


def known(appearance: Appearance, people: Iterable[Person]) -> Person | None:
    """Return the one person to whom a name belongs; None if it belongs to several or contradicts the title."""
    if appearance.is_full:
        key, ending = _key(appearance), " " + appearance.name
        return next((p for p in people if p.actor.id == key or p.actor.name.endswith(ending)), None)
    fitting = [person for person in people if appearance.name in person.family and _fits(appearance.title, person)]
    return fitting[0] if len(fitting) == 1 else None


def _fits(title: Title | None, person: Person) -> bool:
    if title is None:
        return True
    if title.role.stands is Stands.KIN or (title.role.gender and person.gender not in (None, title.role.gender)):
        return False
    return title.party is None or title.party in (person.actor.country, person.actor.acts_for)


def _person(key: str, group: list[Appearance], gazetteer: Gazetteer, on: date | None) -> Person:
    """Make the person of all the appearances of one full name."""
    titles = [title for each in group for title in (each.title, each.apposition) if title is not None]
    title = next((title for title in titles if title.role.stands is not Stands.COURTESY), None)
    official = gazetteer.officials.get(key)
    gender = next((title.role.gender for title in titles if title.role.gender), None)
    if official:
        return Person(official_actor(official, title, on), _short(official), official.gender or gender)
    actor = _introduced(key, group[0].name, title, partisan=_is_partisan(gazetteer, title))
    return Person(actor, tuple(_families(group[0].name, actor.country)), gender)


def _short(official: Official) -> tuple[str, ...]:
    names = (official.family, *(name for name in official.names if " " not in name))
    particles = [name[0].upper() + name[1:] for name in names if name.split()[0].rstrip("-").split("-")[0] in PARTICLES]
    bare = [name.split("-", 1)[1] for name in names if name.lower().startswith("al-")]
    return tuple(dict.fromkeys((*names, *particles, *bare)))


def official_actor(official: Official, title: Title | None, on: date | None) -> Actor:
    """Make the actor of an official: in office on the day, else by the title in the article, else a former one."""
    term = official.term(on)
    actor = Actor(official.id, official.name, ActorKind.PERSON, wikidata=official.wikidata)
    if title and title.past and (on is None or term is None or not term.leader):
        return replace(actor, role=f"former {canonical(title)}", country=_country(official.terms[-1]))
    if term:
        stated = title and title.party in (term.state, None) and title.role.stands is Stands.OFFICE
        role = canonical(title) if title and stated and not term.leader else term.role
        longer = term.role if term.role.endswith(role) else role
        return replace(actor, role=longer, country=_country(term), acts_for=term.state)
    if title and title.party and not title.past and title.role.stands in (Stands.OFFICE, Stands.HEAD):
        return replace(actor, role=canonical(title), country=_state(title.party), acts_for=title.party)
    past = [term for term in official.terms if on and term.until and term.until < on]
    before = f"former {past[-1].role}" if past else None
    other = canonical(title) if title and title.party is None and _speaks(title) else None
    return replace(actor, role=other or before, country=_country(official.terms[-1]))


def _introduced(key: str, name: str, title: Title | None, *, partisan: bool) -> Actor:
    """Make the actor of a person whom only the article knows."""
    actor = Actor(key, name, ActorKind.PERSON)
    if title is None or title.role.stands is Stands.KIN:
        return actor
    role = f"former {canonical(title)}" if title.past else canonical(title)
    acts = title.party if _speaks(title) and not partisan else None
    return replace(actor, role=role, country=_state(title.party), acts_for=acts)


def _is_partisan(gazetteer: Gazetteer, title: Title | None) -> bool:
    """Tell the leader of a political party, who speaks for no state or organization."""
    return title is not None and "party" in gazetteer.nouns.get(title.party or "", ())


def canonical(title: Title) -> str:
    """Return the role of a title as the record writes it."""
    return title.role.name if title.exact else title.words


def _state(party: str | None) -> str | None:
    return party if party and len(party) == _ISO and party.isalpha() else None


_ISO = 3


def _country(term: Term) -> str | None:
    return _state(term.state)


def _families(name: str, country: str | None) -> Iterator[str]:
    """Yield the short names of a full one: the last word with its particles, the first too where it is the family's."""
    words = name.split()
    last = len(words) - 1
    while last > 1 and words[last - 1].lower() in PARTICLES:
        last -= 1
    yield " ".join(words[last:])
    if last < len(words) - 1:
        yield words[-1]
        yield words[last].capitalize() + " " + " ".join(words[last + 1 :])
    if country in FAMILY_FIRST and len(words) > 1:
        yield words[0]


def assumed(family: str, gazetteer: Gazetteer, on: date | None) -> Person | None:
    """Return the official in office whom a family name alone means: a leader, or a minister with a rare name."""
    if on is None:
        return None
    held = [(official, term) for official in gazetteer.families.get(family, ()) if (term := official.term(on))]
    leaders = [official for official, term in held if term.leader]
    if len(leaders) == 1 or (len(held) == 1 and len(family) >= _RARE):
        official = leaders[0] if leaders else held[0][0]
        return Person(official_actor(official, None, on), _short(official), official.gender)
    return None


def _titled(appearance: Appearance, gazetteer: Gazetteer, on: date | None) -> Person | None:
    """Return the person of a title and a family name: an official in office, or one whom the article alone knows."""
    title = appearance.title
    if title is None or title.past or title.role.stands is Stands.KIN:
        return None
    fitting = [
        official
        for official in gazetteer.families.get(appearance.name, ())
        if on and (term := official.term(on)) and _holds(term, title)
    ]
    if len(fitting) == 1:
        return Person(official_actor(fitting[0], title, on), _short(fitting[0]), fitting[0].gender)
    if fitting or title.party is None or title.role.stands not in (Stands.OFFICE, Stands.HEAD):
        return None
    partisan = _is_partisan(gazetteer, title)
    actor = _introduced(slug(appearance.name), appearance.name, title, partisan=partisan)
    return Person(actor, (appearance.name,), title.role.gender)


def _holds(term: Term, title: Title) -> bool:
    """Tell whether a term of office is that of a title; a courtesy fits any leader."""
    if title.party not in (None, term.state):
        return False
    if title.role.stands is Stands.COURTESY:
        return term.leader
    return canonical(title) == term.role or canonical(title).rpartition(" ")[2] == term.role.rpartition(" ")[2]
