"""What is drawn on a timeline: marks, each one row of the record, and bins, which stand for several."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from standoff.plover import QUADS, EventType, Quad, Status
from standoff.queries.lines import EventLine, StatementLine
from standoff.types import UNKNOWN
from standoff.web.drawing.period import Period

UNNAMED = "unnamed"
"""The lane of what a party without a name did or said."""


class Kind(StrEnum):
    """What a mark is of: one of PLOVER's quarters, a type that PLOVER lacks, or a statement."""

    WORD_FOR = "word-for"
    DEED_FOR = "deed-for"
    WORD_AGAINST = "word-against"
    DEED_AGAINST = "deed-against"
    OTHER = "other"
    STATEMENT = "statement"


_OF_QUADS = {
    Quad.VERBAL_COOPERATION: Kind.WORD_FOR,
    Quad.MATERIAL_COOPERATION: Kind.DEED_FOR,
    Quad.VERBAL_CONFLICT: Kind.WORD_AGAINST,
    Quad.MATERIAL_CONFLICT: Kind.DEED_AGAINST,
    None: Kind.OTHER,
}


class Lanes(StrEnum):
    """What the lanes of a timeline are."""

    PARTY = "party"
    KIND = "kind"


@dataclass(frozen=True, slots=True)
class Mark:
    """A row in time. `title` is said of it whole, `label` stands beside it where there is room.

    Of many marks at one time those of most `weight` are labelled first.
    """

    period: Period
    label: str
    title: str
    href: str
    lane: str
    kind: Kind
    status: Status = Status.ACTUAL
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Rows of a lane that are not drawn one by one, only counted."""

    lane: str
    period: Period
    number: int


def kind_of(quad: Quad | None) -> Kind:
    """Return what acts of a quarter are drawn as; None are the types that PLOVER lacks."""
    return _OF_QUADS[quad]


def event_marks(
    lines: Iterable[EventLine], lanes: Lanes, href: Callable[[EventLine], str], names: Callable[[str], str]
) -> Iterator[Mark]:
    """Yield the marks of events, one in the lane of each actor; an event without a day is on no timeline.

    `names` gives the name of a party by its code.
    """
    for line in lines:
        if line.on is None:
            continue
        kind = kind_of(QUADS.get(line.event.type))
        for lane in _event_lanes(line, lanes, kind, names):
            yield Mark(
                period=Period.of(line.on),
                label=_label(line),
                title=_event_title(line),
                href=href(line),
                lane=lane,
                kind=kind,
                status=line.event.status,
                weight=line.evidence.reports,
            )


def statement_marks(
    lines: Iterable[StatementLine],
    lanes: Lanes,
    href: Callable[[StatementLine], str],
    parties: Callable[[str], str],
) -> Iterator[Mark]:
    """Yield the marks of statements; `parties` gives the name of the party for which a speaker speaks, by his id."""
    for line in lines:
        if line.on is None:
            continue
        speaker = line.statement.speaker
        party = parties(speaker) if speaker else UNNAMED
        yield Mark(
            period=Period.of(line.on),
            label=_cut(line.evidence.exact),
            title=f"{line.on}, {line.speaker or UNNAMED} said: {_quoted(line.evidence.exact)}",
            href=href(line),
            lane=party if lanes is Lanes.PARTY else KIND_NAMES[Kind.STATEMENT],
            kind=Kind.STATEMENT,
            weight=line.evidence.reports,
        )


KIND_NAMES = {
    Kind.WORD_FOR: "words for",
    Kind.DEED_FOR: "deeds for",
    Kind.WORD_AGAINST: "words against",
    Kind.DEED_AGAINST: "deeds against",
    Kind.OTHER: "other words",
    Kind.STATEMENT: "statements",
}
"""What kinds are called, in legends and as lanes."""

STATUS_NAMES = {
    Status.ACTUAL: "happened",
    Status.FUTURE: "planned",
    Status.HYPOTHETICAL: "possible",
    Status.NEGATED: "denied or not done",
}
"""What statuses are called."""

_MOST_LETTERS = 110
"""Of the words of a row in a title or label: more narrow letters than there is ever room for."""


def _event_lanes(line: EventLine, lanes: Lanes, kind: Kind, names: Callable[[str], str]) -> tuple[str, ...]:
    if lanes is Lanes.KIND:
        return (KIND_NAMES[kind],)
    known = dict.fromkeys(names(code) for code in line.event.actors if code != UNKNOWN)
    return tuple(known) or (UNNAMED,)


def _label(line: EventLine) -> str:
    to = "".join(f" {name}" for name in _named(line.recipients)[:1])
    return f"{verb(line.event.type)}{to}: {_cut(line.evidence.exact)}"


def _event_title(line: EventLine) -> str:
    status = "" if line.event.status is Status.ACTUAL else f" ({STATUS_NAMES[line.event.status]})"
    who = ", ".join(_named(line.actors)) or UNNAMED
    to = f" → {', '.join(_named(line.recipients))}" if _named(line.recipients) else ""
    according = f", says {line.according_to}" if line.according_to else ""
    return f"{line.on}, {who}{to}: {verb(line.event.type)}{status}{according}: {_quoted(line.evidence.exact)}"


def _named(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in names if name != UNKNOWN)


def verb(kind: EventType) -> str:
    """Return the word of a type as a timeline says it."""
    return kind.value.lower()


def _quoted(words: str) -> str:
    return f"“{_cut(words)}”"


def _cut(words: str) -> str:
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS].rstrip()}…"
