"""What a person says of the record. A correction is never changed or removed; another may undo it."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from msgspec import UNSET, UnsetType

from standoff.errors import CorrectionError
from standoff.plover import EventType, Status
from standoff.types import Actor, Citation, Coder, Event, Form, Spans, Statement, digest

PERSON = Coder("person", "1")
"""The coder of every row that a person corrected or added; its score is 1."""


class Kind(StrEnum):
    """What a correction does."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CHANGE = "change"
    ADD = "add"
    LINK = "link"
    UNLINK = "unlink"
    MERGE_DEMANDS = "merge-demands"
    SPLIT_DEMANDS = "split-demands"
    MERGE_ACTORS = "merge-actors"
    MOVE_MENTION = "move-mention"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Beside:
    """A row that was read at some of the same words as the one that a person corrected, and was left as it is."""

    id: str
    type: EventType | None
    spans: Spans


@dataclass(frozen=True, slots=True)
class Target:
    """The row that a correction is of, as it was read, so that it is known by its words when other ids are read.

    `id` is that under which the row was corrected first: its address for good. Either `statement` or `event` is there.
    """

    id: str
    statement: Statement | None = None
    event: Event | None = None
    beside: tuple[Beside, ...] = ()

    def __post_init__(self) -> None:
        if (self.statement is None) == (self.event is None):
            raise CorrectionError(f"{self.id}: a correction is of a statement or of an event, expected one of the two")

    @property
    def row(self) -> Statement | Event:
        found = self.statement or self.event
        if found is None:
            raise CorrectionError(f"{self.id}: holds no row")
        return found

    @property
    def citation(self) -> Citation:
        """The words that prove the row."""
        return words_of(self.row)


def words_of(row: Statement | Event) -> Citation:
    """Return the content of a statement, the anchor of an event."""
    return row.content if isinstance(row, Statement) else row.anchor


@dataclass(frozen=True, slots=True)
class Change:
    """What a person sets of a row. UNSET leaves what was read; None says that the report does not say.

    `spans` are the content of a statement, the anchor of an event; `date` is the day of speaking of a statement.
    `according_to` is the id of a statement, None where the report itself says it.
    """

    spans: Spans | UnsetType = UNSET
    date: str | UnsetType | None = UNSET
    type: EventType | UnsetType = UNSET
    mode: str | UnsetType | None = UNSET
    contexts: tuple[str, ...] | UnsetType = UNSET
    actors: tuple[str, ...] | UnsetType = UNSET
    recipients: tuple[str, ...] | UnsetType = UNSET
    actor_spans: Spans | UnsetType = UNSET
    recipient_spans: Spans | UnsetType = UNSET
    status: Status | UnsetType = UNSET
    place: str | UnsetType | None = UNSET
    condition: Spans | UnsetType | None = UNSET
    consequence: Spans | UnsetType | None = UNSET
    what: str | UnsetType | None = UNSET
    according_to: str | UnsetType | None = UNSET
    source: Spans | UnsetType | None = UNSET
    cue: Spans | UnsetType | None = UNSET
    form: Form | UnsetType = UNSET
    speaker: str | UnsetType | None = UNSET
    addressees: tuple[str, ...] | UnsetType = UNSET

    def set(self) -> dict[str, object]:
        """Return what is set, by the names of the fields."""
        named = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in named.items() if value is not UNSET}


NOTHING = Change()

_BOTH = frozenset({"spans", "date"})
OF_STATEMENTS = _BOTH | {"source", "cue", "form", "speaker", "addressees"}
OF_EVENTS = frozenset(each.name for each in fields(Change)) - OF_STATEMENTS | _BOTH


@dataclass(frozen=True, slots=True)
class By:
    """Who corrects, when, and why."""

    author: str
    made_at: datetime
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that a person said of the record. `made_at` is aware and in UTC.

    `target` is the row that is corrected or added; `other` the request that it does or does not answer, or, where
    `target` is the request that founds a demand, a request of the other demand. `actors` are who was read and who it
    is: everywhere, or only at the `words` of a mention. `introduces` are actors whom no article names by their ids.
    """

    id: str
    kind: Kind
    author: str
    made_at: datetime
    reason: str | None = None
    target: Target | None = None
    sets: Change = NOTHING
    other: Target | None = None
    actors: tuple[str, str] | None = None
    words: Citation | None = None
    introduces: tuple[Actor, ...] = ()
    undoes: str | None = None

    def __post_init__(self) -> None:
        if not self.author.strip():
            raise CorrectionError("a correction without an author; say who makes it")
        if self.made_at.utcoffset() != timedelta(0):
            raise CorrectionError(f"a correction made at {self.made_at}, expected an instant in UTC")
        there = {name for name in _PARTS if getattr(self, name) not in (None, NOTHING)}
        if there != _NEEDED[self.kind]:
            needed = ", ".join(sorted(_NEEDED[self.kind]))
            raise CorrectionError(
                f"a correction that is to {self.kind} has {', '.join(sorted(there)) or 'nothing'}, expected {needed}"
            )
        _check_fields(self)

    @classmethod
    def of(
        cls,
        kind: Kind,
        by: By,
        *,
        target: Target | None = None,
        sets: Change = NOTHING,
        other: Target | None = None,
        actors: tuple[str, str] | None = None,
        words: Citation | None = None,
        introduces: tuple[Actor, ...] = (),
        undoes: str | None = None,
    ) -> "Correction":
        """Return a correction with the id that its content makes."""
        said = (kind, by.author, by.made_at, by.reason, target, sets, other, actors, words, introduces, undoes)
        return cls("c:" + digest(*said), *said)

    @property
    def article_id(self) -> str | None:
        """The article whose rows it corrects; None of one that is of the whole record, or undoes another."""
        if self.kind in OF_DEMANDS:
            return None
        cited = self.target.citation if self.target else self.words
        return cited.article_id if cited else None


OF_DEMANDS = frozenset({Kind.MERGE_DEMANDS, Kind.SPLIT_DEMANDS})

_PARTS = ("target", "sets", "other", "actors", "words", "undoes")
_NEEDED = MappingProxyType(
    {
        Kind.CONFIRM: {"target"},
        Kind.REJECT: {"target"},
        Kind.CHANGE: {"target", "sets"},
        Kind.ADD: {"target"},
        Kind.LINK: {"target", "other"},
        Kind.UNLINK: {"target", "other"},
        Kind.MERGE_DEMANDS: {"target", "other"},
        Kind.SPLIT_DEMANDS: {"target", "other"},
        Kind.MERGE_ACTORS: {"actors"},
        Kind.MOVE_MENTION: {"actors", "words"},
        Kind.UNDO: {"undoes"},
    }
)


def _check_fields(correction: Correction) -> None:
    """Raise CorrectionError if what is set is not of such a row."""
    if correction.target:
        known = OF_STATEMENTS if correction.target.statement else OF_EVENTS
        if foreign := sorted(set(correction.sets.set()) - known):
            noun = "a statement" if correction.target.statement else "an event"
            raise CorrectionError(
                f"{correction.target.id}: {noun} has no {foreign[0]}; it has {', '.join(sorted(known))}"
            )


@dataclass(frozen=True, slots=True)
class Steering:
    """What persons said of demands and answers, as ids of rows that are shown now: the ledger goes by it.

    `merged` and `parted` are pairs of requests; `unanswered` are pairs of a reply and a request it does not answer.
    """

    merged: frozenset[tuple[str, str]] = frozenset()
    parted: frozenset[tuple[str, str]] = frozenset()
    unanswered: frozenset[tuple[str, str]] = frozenset()


UNSTEERED = Steering()
