"""What the questions are answered with: lines, each with the words that show it.

They are plain data all through, so that msgspec writes them as JSON as they are.
"""

from dataclasses import dataclass
from datetime import date

from standoff.plover import EventType, Quad
from standoff.store import Counts, Witness
from standoff.types import Citation, DemandStatus, Event, Reading, Span, Statement, Step, Story


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where the words stand that show a line; `copies` are the other addresses at which the same text was found.

    `witnesses` are the places where other articles of the story tell the same, the oldest first. `row` is the id of the
    statement or event that the words prove.
    """

    uri: str
    published_on: date | None
    article_id: str
    spans: tuple[Span, ...]
    exact: str
    copies: tuple[str, ...] = ()
    witnesses: tuple["Evidence", ...] = ()
    row: str | None = None

    @classmethod
    def of(
        cls, citation: Citation, found: tuple[Witness, ...], row: str | None, witnesses: tuple["Evidence", ...] = ()
    ) -> "Evidence":
        first, *others = found
        copies = tuple(each.uri for each in others)
        cited = (citation.article_id, citation.spans, citation.exact)
        return cls(first.uri, first.published_on, *cited, copies, witnesses, row)

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
    """A step of a demand. `on` is the day of the event, else of publication; `answers` are the words it replies to.

    `actors` are the names of who makes it, `according_to` is who says so; None where the report itself does, or does
    not name who.
    """

    step: Step
    on: str | None
    event: Event
    actors: tuple[str, ...]
    evidence: Evidence
    answers: Evidence | None = None
    according_to: str | None = None


@dataclass(frozen=True, slots=True)
class ToldLine:
    """Where a demand is raised, by the event of that id. `on` is the day of the event, else of publication."""

    on: str | None
    evidence: Evidence
    event: str


@dataclass(frozen=True, slots=True)
class DemandLine:
    """What a party wants of others and what became of it, with names in place of codes.

    `articles` tell of it; one that only repeats what another of its story tells is not among them. `witnesses` are all
    places where it is raised, by day, `first` and `last` of them at the ends; `wordings` are their words, each once.
    `last_on` is the day of the last step.
    """

    id: str
    holder: tuple[str, ...]
    addressees: tuple[str, ...]
    what: str
    status: DemandStatus
    last_on: str | None
    articles: int
    chain: tuple[StepLine, ...]
    first: ToldLine
    last: ToldLine
    wordings: tuple[str, ...]
    witnesses: tuple[ToldLine, ...]

    @property
    def first_on(self) -> str | None:
        return self.first.on

    @property
    def last_step(self) -> StepLine:
        return self.chain[-1]

    @property
    def last_answer(self) -> StepLine | None:
        return next((each for each in reversed(self.chain) if each.step.step is not DemandStatus.RAISED), None)


@dataclass(frozen=True, slots=True)
class DemandOutline:
    """A demand in a list: without the places that raise it, its wordings, and most of its steps.

    `articles` tell of it. It was raised on `first_on` for the first time; `last_on` is the day of the last step.
    `last_answer` is the last step that somebody answered with, even if the demand was raised again; None if there is
    none.
    """

    id: str
    holder: tuple[str, ...]
    addressees: tuple[str, ...]
    what: str
    status: DemandStatus
    first_on: str | None
    last_on: str | None
    articles: int
    last_step: StepLine
    last_answer: StepLine | None


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
class TieLine:
    """How many acts of one quarter a party did to another; `quad` is None of the types that PLOVER lacks."""

    actor: str
    recipient: str
    quad: Quad | None
    number: int


@dataclass(frozen=True, slots=True)
class WhoToWhom:
    """The ties between parties, by their codes, the strongest first; `names` has the names of the codes."""

    names: dict[str, str]
    ties: tuple[TieLine, ...]


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
class DemandChange:
    """A demand that came, or came to another state, between two days; `was` is its state before, None of a new one."""

    was: DemandStatus | None
    now: DemandStatus
    demand: DemandLine


@dataclass(frozen=True, slots=True)
class Changes:
    """What the record says of articles published after `since` up to `until` that it did not say before.

    `speakers` are persons who speak for a party, with the number of their new statements.
    """

    since: date
    until: date
    articles: int
    demand_count: int
    demands: tuple[DemandChange, ...]
    speakers: tuple[PartyLine, ...]
    warnings: tuple[EventLine, ...]
    meetings_held: tuple[EventLine, ...]
    meetings_ahead: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class PositionLine:
    """What an actor said, asked or answered. `step` is what it did to `demand`; `was` its step before, if another.

    A reply of which nobody knows what it answers has no step but only its `act`; what has neither is a statement.
    """

    on: str | None
    evidence: Evidence
    speaker: str | None = None
    act: EventType | None = None
    step: DemandStatus | None = None
    was: DemandStatus | None = None
    according_to: str | None = None
    demand: str | None = None
    what: str | None = None
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Positions:
    """What an actor said, asked and answered on an issue, the oldest first; `newest` is where it stands now."""

    actor: str
    issue: str | None
    newest: PositionLine | None
    lines: tuple[PositionLine, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """An article with all its rows, its own demands among them, where it was found, and its story."""

    reading: Reading
    witnesses: tuple[Witness, ...]
    story: Story


@dataclass(frozen=True, slots=True)
class Captured:
    """How many captures give the text again, are the same bytes but were read by another extractor, or are not kept.

    All are of one article at one address each.
    """

    give_the_text: int = 0
    same_bytes: int = 0
    not_kept: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """A record in which every citation holds."""

    counts: Counts
    citations: int
    captures: Captured | None = None
