"""Which statements and events of the copies of a report say what an earlier report of the story says already."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from standoff.ledger.wording import NOT, Terms, wording
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
            same = (each for each in firsts[told.key] if each.id not in taken and each.is_of(told))
            first = max(same, key=lambda each: each.words == told.words, default=None)
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
    """A row as it is compared: what must be the same, the day, the words.

    `ago` is the day counted from that of publication: what a copy of the next day tells of "today" was the day before.
    """

    id: str
    key: Hashable
    on: str | None
    ago: tuple[int, ...] | None
    words: tuple[str, ...]
    terms: Terms
    fixed: frozenset[str]

    def is_of(self, other: "_Told") -> bool:
        """Whether both tell the same."""
        if self.on and other.on and self.on != other.on and (self.ago is None or self.ago != other.ago):
            return False
        return self.words == other.words or (self.fixed == other.fixed and _nearly(self.terms, other.terms))


def _nearly(one: Terms, other: Terms) -> bool:
    longer = max(len(one), len(other))
    return longer >= ENOUGH and (NOT in one) == (NOT in other) and len(one & other) >= SAME * longer


def _rows(reading: Reading) -> Iterator[_Told]:
    speakers = {row.id: row.speaker for row in reading.statements}
    published_on = reading.article.published_on
    for said in reading.statements:
        yield _told(said.id, _of_statement(said), (said.said_on, published_on), said.content.exact)
    for event in reading.events:
        yield _told(event.id, _of_event(event, speakers), (event.date, published_on), event.anchor.exact)


def _of_statement(row: Statement) -> Hashable:
    return row.speaker, row.addressees


def _of_event(row: Event, speakers: Mapping[str, str | None]) -> Hashable:
    by = speakers.get(row.according_to or "")
    return row.type, row.mode, row.status, row.actors, row.recipients, row.according_to is None, by


def _told(identity: str, key: Hashable, days: tuple[str | None, date | None], exact: str) -> _Told:
    words = _WORD.findall(exact)
    plain = tuple(word.casefold() for word in words)
    # Whoever is named and whatever is counted is not worded anew; a capital at the beginning may be the sentence's.
    fixed = frozenset(_names(words[1:])) | {word for word in plain if word[0].isdigit()}
    return _Told(identity, key, days[0], _ago(*days), plain[plain[:1] == ("that",) :], wording(exact).terms, fixed)


def _ago(on: str | None, published_on: date | None) -> tuple[int, ...] | None:
    """Return how many days before its publication a report dates a row, of an interval both ends."""
    if not on or not published_on:
        return None
    return tuple((published_on - date.fromisoformat(day)).days for day in on.split("/"))


def _names(words: Iterable[str]) -> Iterator[str]:
    return (word.casefold() for word in words if word[0].isupper())
