"""The nouns: what a report is read into. Frozen data, no behaviour beyond their own consistency.

Dates are ISO 8601: a day, or an interval `2022-01-24/2022-01-30`. `None` means that the report does not say.
"""

import hashlib
import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple, Self

import msgspec

from standoff.errors import CitationError, ExtractionError
from standoff.plover import EventType, Status


class Span(NamedTuple):
    """A half-open range of code points of `Article.text`. A tuple, so that its JSON is `[start, end]`."""

    start: int
    end: int


Spans = tuple[Span, ...]  # in the order of the text; they do not overlap
UNKNOWN = "UNKNOWN"  # the code of a party without a name: "officials", "observers"


class Form(StrEnum):
    """How words are reported: between quotation marks, without, or partly."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "state"
    ORGANIZATION = "organization"
    BLOC = "bloc"
    GROUP = "group"
    PERSON = "person"
    PEOPLE = "people"


class DemandStatus(StrEnum):
    """What became of a demand; also the steps of its chain."""

    RAISED = "raised"
    UNDER_STUDY = "under-study"
    REJECTED = "rejected"
    ACCEPTED = "accepted"
    MET = "met"
    WITHDRAWN = "withdrawn"


def digest(*parts: object) -> str:
    """Fingerprint of content, 20 hexadecimal digits; the same parts give the same digest on every machine."""
    return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Coder:
    """Who read: a rule set, a model or a person. `digest` is that of its weights or lexicons, if it has any."""

    name: str
    version: str
    digest: str | None = None

    def __str__(self) -> str:
        return f"{self.name}/{self.version}"


@dataclass(frozen=True, slots=True)
class Capture:
    """Bytes as received, or one line of a file of articles. `fields` came beside them, by the names of `Article`."""

    uri: str
    media_type: str
    payload: bytes
    captured_at: datetime | None = None
    fields: tuple[tuple[str, str], ...] = ()
    record: str | None = None  # the id of the WARC record that they come from

    @property
    def digest(self) -> str:
        return "sha256:" + hashlib.sha256(self.payload).hexdigest()


@dataclass(frozen=True, slots=True)
class Article:
    """One report. `furniture` is text that is not the report: menus, bylines, captions; it is kept and read past."""

    uri: str
    text: str
    extractor: str
    publisher: str | None = None
    headline: str | None = None
    headline_span: Span | None = None
    byline: str | None = None
    dateline: str | None = None
    published_on: date | None = None
    language: str | None = None
    furniture: Spans = ()
    capture: str | None = None
    published_at: datetime | None = None  # with the offset in which it was given; its day there is `published_on`
    canonical: str | None = None  # the address that the page gives for its own
    id: str = field(init=False)

    def __post_init__(self) -> None:
        try:
            encoded = self.text.encode()
        except UnicodeEncodeError as error:
            raise ExtractionError(f"{self.uri}: half a surrogate pair at {error.start}; decode it again") from error
        object.__setattr__(self, "id", "sha256:" + hashlib.sha256(encoded).hexdigest())


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of an article that prove a row. `exact` joins the words of several spans with ` … `."""

    article_id: str
    spans: Spans
    exact: str

    @classmethod
    def of(cls, article: Article, spans: Spans) -> Self:
        """Cite `spans` of `article`; raise CitationError where they prove nothing."""
        check_spans(article, spans)
        return cls(article.id, spans, quote(article.text, spans))

    def check(self, article: Article) -> None:
        """Raise CitationError unless the words still stand where the citation says."""
        if self.article_id != article.id:
            raise CitationError(f"citation of article {self.article_id} was checked against article {article.id}")
        check_spans(article, self.spans)
        if (found := quote(article.text, self.spans)) != self.exact:
            where = f"{article.uri}: the words at {list(map(list, self.spans))}"
            raise CitationError(f"{where} are {found[:80]!r}, the row cites {self.exact[:80]!r}")


def quote(text: str, spans: Spans) -> str:
    """Return the words that `spans` cover."""
    return " … ".join(text[start:end] for start, end in spans)


def check_spans(article: Article, spans: Spans) -> None:
    """Raise CitationError if spans are absent, empty, out of range, out of order, or cut a combining sequence."""
    if not spans:
        raise CitationError(f"{article.uri}: a citation without a span proves nothing")
    at = 0
    for start, end in spans:
        where = f"{article.uri}: span [{start}, {end}]"
        if not at <= start < end <= len(article.text):
            raise CitationError(f"{where} is empty, out of order, or outside of {len(article.text)} code points")
        if cut := [edge for edge in (start, end) if _cuts(article.text, edge)]:
            raise CitationError(f"{where} cuts a combining sequence at {cut[0]}")
        at = end


def _cuts(text: str, edge: int) -> bool:
    """Tell whether a mark stands at `edge` that belongs to the character before it."""
    mark = text[edge] if 0 < edge < len(text) else " "
    # Variation selectors only choose a glyph; tokenizers part them from their emoji.
    return unicodedata.category(mark).startswith("M") and not "\ufe00" <= mark <= "\ufe0f"


@dataclass(frozen=True, slots=True)
class Actor:
    """A party or a person. `acts_for` is the state or organization for which a person in office speaks."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    role: str | None = None
    acts_for: str | None = None
    wikidata: str | None = None

    @property
    def party(self) -> str:
        """The code under which this actor takes part in events; people of no country have none."""
        return self.acts_for or (UNKNOWN if (self.kind, self.country) == (ActorKind.PEOPLE, None) else self.id.upper())


@dataclass(frozen=True, slots=True)
class Mention:
    """A naming of an actor in the text: by name, by role, or by a pronoun."""

    actor: str
    span: Span


class Time(NamedTuple):
    """The words of a time, and what they mean: an ISO day, an interval, or None where that cannot be told."""

    span: Span
    date: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Who said what. `speaker` and `addressees` are actor ids; `parent` is the statement that holds this one."""

    id: str
    source: Citation | None
    cue: Citation | None
    content: Citation
    form: Form
    coder: Coder
    score: float
    speaker: str | None = None
    addressees: tuple[str, ...] = ()
    said_on: str | None = None
    parent: str | None = None

    @staticmethod
    def make_id(article_id: str, source: Spans, cue: Spans, content: Spans) -> str:
        """Identify a statement by its evidence, so that two coders who read the same words share an id."""
        return "s:" + digest(article_id, source, cue, content)


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom. `according_to` is the innermost statement that holds it, None if the report itself does."""

    id: str
    type: EventType
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    anchor: Citation
    status: Status
    coder: Coder
    score: float
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actor_spans: Spans = ()
    recipient_spans: Spans = ()
    according_to: str | None = None
    date: str | None = None
    place: str | None = None
    condition: Citation | None = None
    consequence: Citation | None = None
    answers: tuple[str, ...] = ()
    what: str | None = None

    @staticmethod
    def make_id(article_id: str, type: EventType, anchor: Spans) -> str:  # noqa: A002 (the noun's own word)
        """Identify an event by its type and evidence."""
        return "e:" + digest(article_id, type, anchor)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a demand, shown by the anchor of `event`; `answers` is the request to which that is a reply."""

    event: str
    step: DemandStatus
    date: str | None = None
    answers: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Demand:
    """What a party wants of others, and what became of it. Computed from events; the last step is its status."""

    id: str
    holder: tuple[str, ...]
    addressees: tuple[str, ...]
    what: str
    chain: tuple[Step, ...]

    @property
    def status(self) -> DemandStatus:
        return self.chain[-1].step


@dataclass(frozen=True, slots=True)
class Story:
    """Reports that are copies or rewrites of one text; `articles` are their ids, that of the first report first."""

    id: str
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one report was read into: one line of `standoff read --format jsonl`."""

    article: Article
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    demands: tuple[Demand, ...] = ()
    times: tuple[Time, ...] = ()
