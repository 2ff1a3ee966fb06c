"""How much of the gold was found, and how much of what was found is right."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from standoff.plover import EventType
from standoff.scoring.agreement import same_answer, same_authority, same_parties
from standoff.scoring.matching import Matching
from standoff.scoring.rows import EventRow, Rows
from standoff.scoring.speakers import same_speaker
from standoff.types import Form


@dataclass(frozen=True, slots=True)
class Count:
    """Rows: those of the gold, those that were read, and how many of these are right."""

    right: int = 0
    read: int = 0
    gold: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.read + other.read, self.gold + other.gold)

    @property
    def precision(self) -> float:
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


Counts = Mapping[str, Count]


@dataclass(frozen=True, slots=True)
class Scores:
    """Counts by measure, of events by type and of statements by form."""

    measures: Counts = field(default_factory=dict)
    by_type: Counts = field(default_factory=dict)
    by_form: Counts = field(default_factory=dict)


def measure(found: Matching) -> Scores:
    """Return the scores of one report."""
    return Scores({**_statements(found), **_events(found)}, _by_type(found), _by_form(found))


def total(scores: Iterable[Scores]) -> Scores:
    """Add up the scores of reports: every row counts the same, wherever it stands. Of no report every measure is 0."""
    every = [measure(Matching(Rows(), Rows(), (), ())), *scores]
    return Scores(
        _sum(each.measures for each in every),
        _in_order(EventType, _sum(each.by_type for each in every)),
        _in_order(Form, _sum(each.by_form for each in every)),
    )


def _sum(counts: Iterable[Counts]) -> Counts:
    found: dict[str, Count] = {}
    for name, count in chain.from_iterable(each.items() for each in counts):
        found[name] = found.get(name, Count()) + count
    return found


def _in_order(kind: type[StrEnum], counts: Counts) -> Counts:
    """Put the known words first; a record of a later version may have others."""
    known = [word.value for word in kind if word.value in counts]
    return {name: counts[name] for name in (*known, *sorted(set(counts) - set(known)))}


def _statements(found: Matching) -> dict[str, Count]:
    read, gold = len(found.read.statements), len(found.gold.statements)
    speakers = sum(same_speaker(ours.speaker, theirs.speaker) for ours, theirs in found.statement_pairs)
    return {
        "statement": Count(len(found.statements), read, gold),
        "statement +speaker": Count(speakers, read, gold),
    }


def _events(found: Matching) -> dict[str, Count]:
    """Count events, each measure after the first among what the one before it let pass."""
    read, gold = len(found.read.events), len(found.gold.events)
    parties = [pair for pair in found.event_pairs if same_parties(*pair)]
    status = [pair for pair in parties if pair[0].status == pair[1].status]
    whose = [pair for pair in status if same_authority(*pair)]
    return {
        "event": Count(len(found.events), read, gold),
        "event +parties": Count(len(parties), read, gold),
        "event +status": Count(len(status), read, gold),
        "event +whose": Count(len(whose), read, gold),
        "request": _of_type(EventType.REQUEST, found, [ours for ours, _ in parties]),
        "date": _dates(found),
        "reply": _replies(found),
    }


def _of_type(kind: str, found: Matching, right: Iterable[EventRow]) -> Count:
    return Count(*(sum(row.type == kind for row in rows) for rows in (right, found.read.events, found.gold.events)))


def _dates(found: Matching) -> Count:
    """Count dates. One where the gold has none is a date more that was read: it costs precision."""
    right = sum(ours.date is not None and ours.date == theirs.date for ours, theirs in found.event_pairs)
    return _having(lambda row: row.date, right, found)


def _replies(found: Matching) -> Count:
    pairs = found.event_pairs
    read_for = {ours.id: theirs for ours, theirs in pairs}
    right = sum(same_answer(ours, theirs, read_for) for ours, theirs in pairs)
    return _having(lambda row: row.answers, right, found)


def _having(part: Callable[[EventRow], object], right: int, found: Matching) -> Count:
    return Count(right, *(sum(bool(part(row)) for row in rows) for rows in (found.read.events, found.gold.events)))


def _by_type(found: Matching) -> Counts:
    types = {row.type for row in (*found.gold.events, *found.read.events)}
    right = [ours for ours, _ in found.event_pairs]
    return {kind: _of_type(kind, found, right) for kind in types}


def _by_form(found: Matching) -> Counts:
    """Count statements by the form that the gold gives them, by their own where they match none of the gold."""
    gold = [row.form for row in found.gold.statements]
    right = [ours.form for ours, _ in found.statement_pairs]
    matched = {number for _, number in found.statements}
    wrong = [row.form for number, row in enumerate(found.read.statements) if number not in matched]
    return {form: _of_form(form, right, wrong, gold) for form in {*gold, *wrong}}


def _of_form(form: str, right: Sequence[str], wrong: Sequence[str], gold: Sequence[str]) -> Count:
    return Count(right.count(form), right.count(form) + wrong.count(form), gold.count(form))
