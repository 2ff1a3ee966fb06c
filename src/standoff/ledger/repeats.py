"""Which statements and events of the copies of a report say what an earlier report of the story says already."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.ledger.wording import NOT, Terms, terms
from standoff.types import Event, Reading, Statement

SAME = 0.75
"""Of the words that say something, the share of the longer wording that both have where a copy words it anew."""

ENOUGH = 5
"""With fewer words that say something, one that differs is another matter."""

_WORD = re.compile(r"[^\W_]+")


def repeats(readings: Sequence[Reading]) -> dict[str, str]:
    """Return the ids of rows that repeat another, with the id of the one that has it first.

    `readings` are of one story, the first report first. The speaker, the parties, and the kind of an event must be the
    same, the day not another, the words the same or nearly so. Of two rows of an article, each repeats another one.
    """
    found: dict[str, str] = {}
    firsts: dict[Hashable, list[_Told]] = defaultdict(list)
    for reading in readings:
        taken: set[str] = set()
        new = []
        for told in _rows(reading):
            first = next((each for each in firsts[told.key] if each.id not in taken and each.is_of(told)), None)
            if first is None:
                new.append(told)
            else:
                taken.add(first.id)
                found[told.id] = first.id
        for told in new:
            firsts[told.key].append(told)
    return found


@dataclass(frozen=True, slots=True)
class _Told:
    """A row as it is compared: what must be the same, the day, the words."""

    id: str
    key: Hashable
    on: str | None
    words: tuple[str, ...]
    terms: Terms
    fixed: frozenset[str]

    def is_of(self, other: "_Told") -> bool:
        """Whether both tell the same."""
        if self.on and other.on and self.on != other.on:
            return False
        return self.words == other.words or (self.fixed == other.fixed and _nearly(self.terms, other.terms))


def _nearly(one: Terms, other: Terms) -> bool:
    longer = max(len(one), len(other))
    return longer >= ENOUGH and (NOT in one) == (NOT in other) and len(one & other) >= SAME * longer


def _rows(reading: Reading) -> Iterator[_Told]:
    speakers = {row.id: row.speaker for row in reading.statements}
    yield from map(_statement, reading.statements)
    for row in reading.events:
        yield _event(row, speakers)


def _statement(row: Statement) -> _Told:
    return _told(row.id, (row.speaker, row.addressees), row.said_on, row.content.exact)


def _event(row: Event, speakers: Mapping[str, str | None]) -> _Told:
    by = speakers.get(row.according_to or "")
    key = (row.type, row.mode, row.status, row.actors, row.recipients, row.according_to is None, by)
    return _told(row.id, key, row.date, row.anchor.exact)


def _told(identity: str, key: Hashable, on: str | None, exact: str) -> _Told:
    words = _WORD.findall(exact)
    plain = tuple(word.casefold() for word in words)
    # Whoever is named and whatever is counted is not worded anew; a capital at the beginning may be the sentence's.
    fixed = frozenset(_names(words[1:])) | {word for word in plain if word[0].isdigit()}
    return _Told(identity, key, on, plain[plain[:1] == ("that",) :], terms(exact), fixed)


def _names(words: Iterable[str]) -> Iterator[str]:
    return (word.casefold() for word in words if word[0].isupper())
