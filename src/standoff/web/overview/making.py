"""An overview is made of a store, or of an older overview and the articles that came since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from standoff.queries import TOP, Brief, PartyLine
from standoff.queries.briefing import brief_of
from standoff.queries.desk import DEMANDING, Desk, demand_lines, names_of, of_copies
from standoff.queries.parties import party_lines
from standoff.queries.review import ReviewLine, review_of
from standoff.store import NOTHING, Appearance, ArticleOutline, EventFilter, State, Store
from standoff.types import Actor
from standoff.web.overview.columns import NOBODY, Codes, Names, Numbers, days_of, joined, keys, order_of
from standoff.web.overview.events import EventColumns
from standoff.web.overview.standing import Book, Standing
from standoff.web.overview.statements import StatementColumns

REVIEWED = 60
"""Rows that are in the review queue at once."""

_DEMANDING = frozenset(each.value for each in DEMANDING)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The names behind the codes of the columns."""

    actors: Names = field(default_factory=Names)
    forms: Names = field(default_factory=Names)
    types: Names = field(default_factory=Names)
    statuses: Names = field(default_factory=Names)
    publishers: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class ArticleColumns:
    """The articles by day; `publishers` has the code of the publisher of each article by its number."""

    keys: Numbers
    publishers: Codes

    @classmethod
    def of(cls, outlines: Iterable[ArticleOutline], publishers: Names, size: int) -> "ArticleColumns":
        rows = list(outlines)
        by_number = np.full(size, NOBODY, np.int32)
        for row in rows:
            by_number[row.number] = publishers.code(row.publisher)
        placed = keys((row.published_on for row in rows), (row.number for row in rows), (0 for _ in rows))
        return cls(np.sort(placed), by_number)

    def with_more(self, other: "ArticleColumns") -> "ArticleColumns":
        order, _ = order_of(self.keys, other.keys)
        publishers = other.publishers.copy()
        publishers[: len(self.publishers)] = self.publishers
        return ArticleColumns(joined(self.keys, other.keys, order), publishers)

    def days(self) -> tuple[str | None, str | None]:
        """Return the first and the last day on which an article was published."""
        known = days_of(self.keys)
        known = known[known > 0]
        ends = (known[0], known[-1]) if len(known) else ()
        first, last = (date.fromordinal(int(each)).isoformat() for each in ends) if ends else (None, None)
        return first, last

    def published_by(self, publishers: Codes) -> Numbers:
        """Return the numbers of the articles of these publishers."""
        return np.flatnonzero(np.isin(self.publishers, publishers))


@dataclass(frozen=True, slots=True)
class Overview:
    """What was counted and ranked of one moment of the record. The demands take longest and come last: `standing`.

    `speak_for` has, for the code of each actor, that of the party for which it speaks.
    """

    version: int
    state: State
    names: Vocabulary
    articles: ArticleColumns
    statements: StatementColumns
    events: EventColumns
    actors: Mapping[str, Actor]
    called: Mapping[str, str]
    numbers: Mapping[str, int]
    brief: Brief
    speak_for: Codes
    parties: tuple[PartyLine, ...] = ()
    standing: Standing | None = None
    review: tuple[ReviewLine, ...] = ()

    def desk(self, store: Store) -> Desk:
        return Desk.on(store, self.actors, self.called)


@dataclass(slots=True)
class Drafts:
    """What is needed to go on from an overview: the ledger, and the day and number of each article by its id."""

    book: Book = field(default_factory=Book)
    published: dict[str, date | None] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)


def outlined(store: Store, version: int, drafts: Drafts, last: Overview | None) -> Overview:
    """Return the overview without demands, which take longest; with `last`, that and the rows that came since."""
    since, names = (last.state, last.names) if last else (NOTHING, Vocabulary())
    state = store.state()
    outlines = list(store.article_outlines(since.articles))
    drafts.published.update({row.id: _day(row.published_on) for row in outlines})
    drafts.numbers.update({row.id: row.number for row in outlines})
    articles = ArticleColumns.of(outlines, names.publishers, state.articles + 1)
    statements = StatementColumns.of(store.statement_outlines(since.statements), names.actors, names.forms)
    events = EventColumns.of(store.event_outlines(since.events), names.actors, names.types, names.statuses)
    if last:
        articles = last.articles.with_more(articles)
        statements, events = last.statements.with_more(statements), last.events.with_more(events)
    actors = store.actors()
    called = names_of(actors.values())
    desk = Desk.on(store, actors, called)
    parties = tuple(party_lines(desk, _appearances(names.actors, statements, events)))
    brief = brief_of(store, desk, (), store.counts(), parties, top=TOP)
    speak_for = _speak_for(names.actors, actors)
    return Overview(
        version, state, names, articles, statements, events, actors, called, drafts.numbers, brief, speak_for, parties
    )


def stood(store: Store, made: Overview, drafts: Drafts, since: State) -> Overview:
    """Return an overview with the demands as they stand with the events that came after `since`."""
    _book(store, made, drafts, since)
    standing = drafts.book.standing(drafts.published, drafts.numbers)
    demands = demand_lines(store, made.desk(store), standing.ranked[:TOP])
    brief = replace(made.brief, demands=demands, demand_count=len(standing.ranked))
    review = tuple(review_of(store, made.desk(store), standing.ranked, REVIEWED))
    return replace(made, standing=standing, brief=brief, review=review)


def _book(store: Store, made: Overview, drafts: Drafts, since: State) -> None:
    """Add the events after `since` of which demands are made to the ledger."""
    columns, types = made.events, made.names.types
    new = (columns.numbers > since.events) & np.isin(columns.types, types.codes(_DEMANDING))
    # All at once is faster where all is wanted; the copies among them say what their first reports answer.
    all_ = EventFilter(types=DEMANDING)
    which = all_ if since == NOTHING else EventFilter(numbers=frozenset(columns.numbers[new].tolist()))
    drafts.book.add(of_copies(store, store.events(which)), drafts.published)


def _appearances(names: Names, statements: StatementColumns, events: EventColumns) -> list[Appearance]:
    said = statements.by_speaker(names)
    acting, receiving = events.by_actor(names), events.by_recipient(names)
    everybody = sorted({*said, *acting, *receiving})
    return [Appearance(each, said.get(each, 0), acting.get(each, 0), receiving.get(each, 0)) for each in everybody]


def _speak_for(names: Names, actors: Mapping[str, Actor]) -> Codes:
    known = [names[code] for code in range(len(names))]
    parties = [names.code(actors[each].party if each in actors else each) for each in known]
    # A party of which no row tells is named here for the first time; it speaks for itself.
    return np.array([*parties, *range(len(known), len(names))], np.int32)


def _day(on: str | None) -> date | None:
    return date.fromisoformat(on) if on else None
