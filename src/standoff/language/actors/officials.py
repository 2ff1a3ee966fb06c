"""Officials: who spoke for which state or organization, in which office, from when until when."""

from calendar import monthrange
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from standoff.tables import Row

COLUMNS = ("id", "name", "names", "family", "state", "role", "leader", "gender", "from", "until", "wikidata")


@dataclass(frozen=True, slots=True)
class Term:
    """A time in office. `since` and `until` are the first and the last day, None when open."""

    state: str
    role: str
    leader: bool
    since: date
    until: date | None

    def holds(self, on: date) -> bool:
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True, slots=True)
class Official:
    """A person who holds or held office; `terms` are in the order of their beginning."""

    id: str
    name: str
    names: tuple[str, ...]
    family: str
    gender: str
    wikidata: str | None
    terms: tuple[Term, ...]

    def term(self, on: date | None) -> Term | None:
        """Return the office held on a day, the weightiest of several; the latest of all if the day is not known."""
        held = [term for term in self.terms if on is None or term.holds(on)]
        return max(held, key=lambda term: (term.leader, term.since), default=None)


def read_officials(table: Iterable[Row], states: Container[str]) -> dict[str, Official]:
    """Gather the terms of each person; raise ModelError if one acts for a state that is not in `states`."""
    found: dict[str, Official] = {}
    for row in table:
        if row["state"] not in states:
            raise row.error(f"the state {row['state']}", "a code of another table")
        before = found.get(row["id"])
        terms = (*(before.terms if before else ()), _term(row))
        found[row["id"]] = Official(
            row["id"], row["name"], row.many("names"), row["family"], row["gender"], row["wikidata"] or None,
            tuple(sorted(terms, key=lambda term: term.since)),
        )  # fmt: skip
    return found


def _term(row: Row) -> Term:
    try:
        until = _day(row["until"], last=True) if row["until"] else None
        return Term(row["state"], row["role"], row["leader"] == "yes", _day(row["from"], last=False), until)
    except ValueError as error:
        raise row.error(f"the dates {row['from']!r} and {row['until']!r}", "YYYY-MM-DD, YYYY-MM or YYYY") from error


def _day(text: str, *, last: bool) -> date:
    """Read a day, month or year as its first or last day."""
    year, month, day = (*map(int, text.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day)
    month = month or (12 if last else 1)
    return date(year, month, monthrange(year, month)[1] if last else 1)


def spellings(person: Official) -> Iterable[str]:
    """Return the full names of a person, a name of two words in Asian order too; short forms are not names."""
    full = [words for words in (person.name, *person.names) if " " in words]
    turned = [f"{last} {first}" for first, last in (words.split() for words in full if words.count(" ") == 1)]
    return dict.fromkeys([*full, *turned])


def by_family(people: Iterable[Official]) -> Mapping[str, tuple[Official, ...]]:
    """Index persons by the names by which reports call them for short."""
    found: dict[str, list[Official]] = {}
    for person in people:
        short = (words for words in person.names if " " not in words)
        for family in dict.fromkeys((person.family, *short)):
            found.setdefault(family, []).append(person)
    return MappingProxyType({family: tuple(each) for family, each in found.items()})


def by_state(people: Iterable[Official]) -> Mapping[str, tuple[tuple[Official, Term], ...]]:
    """Index terms of office by the state or organization."""
    found: dict[str, list[tuple[Official, Term]]] = {}
    for person in people:
        for term in person.terms:
            found.setdefault(term.state, []).append((person, term))
    return MappingProxyType({state: tuple(each) for state, each in found.items()})
