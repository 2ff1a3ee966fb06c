"""The brief as text with numbered citations, before it is Markdown or Word."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from standoff.queries import Brief, DemandLine, EventLine, Evidence, PartyLine, StatementLine
from standoff.queries.words import counted, cut, flat
from standoff.web.rendering import WORDS, day, state

_STEPS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """A line of the report: a day, who, what, and the numbers of the sources that show it."""

    on: str | None
    who: str
    said: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the report under its title."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The brief with its sources, which are counted from 1 in the order in which they are first cited."""

    title: str
    summary: str
    parts: tuple[Part, ...]
    sources: tuple[Evidence, ...]


class _Sources:
    """Holds the sources that were cited so far; the same words of an article are one source."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, tuple[tuple[int, int], ...]], int] = {}
        self.found: list[Evidence] = []

    def cite(self, evidence: Evidence) -> int:
        key = (evidence.article_id, evidence.spans)
        if key not in self._numbers:
            self.found.append(evidence)
            self._numbers[key] = len(self.found)
        return self._numbers[key]


def report(brief: Brief, first_on: str | None, last_on: str | None) -> Report:
    """Return the report of a brief of articles published between two days."""
    cite = _Sources()
    counts = brief.counts
    summary = (
        f"{counted(counts.articles, 'article')}, {day(first_on)} to {day(last_on)}: "
        f"{counted(counts.statements, 'statement')}, {counted(counts.events, 'event')}, "
        f"{counted(brief.demand_count, 'demand')}."
    )
    parts = (
        Part("Parties", tuple(map(_party, brief.parties))),
        Part("Demands", tuple(item for line in brief.demands for item in _demand(line, cite))),
        Part("Warnings", tuple(_warning(line, cite) for line in brief.warnings)),
        Part("Accusations", _events(brief.accusations, cite)),
        Part("Denials", _events(brief.denials, cite)),
        Part("Meetings held", _events(brief.meetings_held, cite)),
        Part("Meetings ahead", _events(brief.meetings_ahead, cite)),
        Part("Latest words", tuple(_statement(each.words, cite) for each in brief.latest_words)),
    )
    return Report("The standoff", summary, parts, tuple(cite.found))


def place(evidence: Evidence) -> str:
    """Return where the words of a source stand."""
    spans = ", ".join(f"{start}–{end}" for start, end in evidence.spans)
    published = f", {day(evidence.published_on)}" if evidence.published_on else ""
    more = f", and {evidence.reports - 1} more" if evidence.reports > 1 else ""
    return f"{evidence.uri}{published}, characters {spans}{more}"


def _party(line: PartyLine) -> Item:
    said = f"{counted(line.statements, 'statement')}, {counted(line.acting, 'act')}, {line.receiving:,} towards it"
    return Item(None, line.name, said)


def _towards(actors: Sequence[str], recipients: Sequence[str]) -> str:
    who = ", ".join(actors) or "nobody named"
    return f"{who} → {', '.join(recipients)}" if recipients else who


def _quoted(exact: str) -> str:
    return f"“{cut(exact, WORDS)}”"


def _demand(line: DemandLine, cite: _Sources) -> Iterable[Item]:
    who = f"{_towards(line.holder, line.addressees)} ({state(line.status)})"
    yield Item(line.last_on, who, flat(line.what), tuple(cite.cite(step.evidence) for step in line.chain[-_STEPS:]))


def _warning(line: EventLine, cite: _Sources) -> Item:
    halves = [
        f"{word} {_quoted(half.exact)}"
        for word, half in (("if", line.event.condition), ("then", line.event.consequence))
        if half
    ]
    said = " ".join(halves) or _quoted(line.evidence.exact)
    return Item(line.on, _towards(line.actors, line.recipients), said, (cite.cite(line.evidence),))


def _events(lines: Iterable[EventLine], cite: _Sources) -> tuple[Item, ...]:
    return tuple(_event(line, cite) for line in lines)


def _event(line: EventLine, cite: _Sources) -> Item:
    status = "" if line.event.status == "actual" else f" ({state(line.event.status)})"
    says = f"says {line.according_to}: " if line.according_to else ""
    who = _towards(line.actors, line.recipients) + status
    return Item(line.on, who, says + _quoted(line.evidence.exact), (cite.cite(line.evidence),))


def _statement(line: StatementLine, cite: _Sources) -> Item:
    who = _towards((line.speaker,) if line.speaker else (), line.addressees)
    return Item(line.on, who, _quoted(line.evidence.exact), (cite.cite(line.evidence),))
