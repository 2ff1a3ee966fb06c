"""What the questions are answered with: lines, each with the words that show it.

They are plain data all through, so that msgspec writes them as JSON as they are.
"""

from dataclasses import dataclass
from datetime import date

from standoff.store import Counts, Witness
from standoff.types import Citation, DemandStatus, Event, Reading, Span, Statement, Step, Story


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the words stand that show a line; `copies` are the other addresses at which the same text was found.

    `witnesses` are the places where other articles of the story tell the same, the oldest first.
    """

    uri: str
    published_on: date | None
    article_id: str
    spans: tuple[Span, ...]
    exact: str
    copies: tuple[str, ...] = ()
    witnesses: tuple["Evidence", ...] = ()

    @classmethod
    def of(cls, citation: Citation, found: tuple[Witness, ...], witnesses: tuple["Evidence", ...] = ()) -> "Evidence":
        first, *others = found
        copies = tuple(each.uri for each in others)
        cited = (citation.article_id, citation.spans, citation.exact)
        return cls(first.uri, first.published_on, *cited, copies, witnesses)

    @property
    def reports(self) -> int:
        """How many reports tell it: the addresses of this text, and those of the texts that tell the same."""
        return 1 + len(self.copies) + sum(each.reports for each in self.witnesses)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """Who said what to whom, with names in place of codes. `on` is the day of speaking, else of publication."""

    statement: Statement
    on: str | None
    speaker: str | None
    addressees: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class EventLine:
    """Who did what to whom, with names in place of codes. `on` is the day of the event, else of publication.

    `according_to` is who says so; None where the report itself does, or does not name who.
    """

    event: Event
    on: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    according_to: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of a demand. `on` is the day of the event, else of publication."""

    step: Step
    on: str | None
    event: Event
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class DemandLine:
    """What a party wants of others and what became of it, with names in place of codes.

    `articles` tell of it; one that only repeats what another of its story tells is not among them.
    """

    id: str
    holder: tuple[str, ...]
    addressees: tuple[str, ...]
    what: str
    status: DemandStatus
    last_on: str | None
    articles: int
    chain: tuple[StepLine, ...]


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A party, and how often it speaks (who acts for it speaks for it), acts, and is acted upon."""

    id: str
    name: str
    statements: int
    acting: int
    receiving: int

    @property
    def appearances(self) -> int:
        return self.statements + self.acting + self.receiving


@dataclass(frozen=True, slots=True)
class PartyWords:
    """The latest words of a party."""

    party: PartyLine
    words: StatementLine


@dataclass(frozen=True, slots=True)
class Brief:
    """The standoff on one screen. Each part is cut to its most telling lines."""

    counts: Counts
    demand_count: int
    parties: tuple[PartyLine, ...]
    demands: tuple[DemandLine, ...]
    warnings: tuple[EventLine, ...]
    accusations: tuple[EventLine, ...]
    denials: tuple[EventLine, ...]
    meetings_held: tuple[EventLine, ...]
    meetings_ahead: tuple[EventLine, ...]
    latest_words: tuple[PartyWords, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with all its rows, its own demands among them, where it was found, and its story."""

    reading: Reading
    witnesses: tuple[Witness, ...]
    story: Story


@dataclass(frozen=True, slots=True)
class Checked:
    """A record in which every citation holds."""

    counts: Counts
    citations: int
