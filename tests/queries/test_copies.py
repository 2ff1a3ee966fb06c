"""What copies change in the questions about demands, positions, changes, and in what was known on a day."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from standoff import queries
from standoff.errors import SettingsError
from standoff.ledger.demands import demand_id
from standoff.store import Store, open_store
from standoff.types import Reading
from tests import stories
from tests.ledger.prose import prose
from tests.readings import PUTIN, RUSSIA, article, statement

FIRST, NEXT = date(2022, 2, 1), date(2022, 2, 2)


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as made:
        stories.fill(made)
        yield made


@pytest.mark.parametrize(
    "ask",
    [
        queries.statements,
        queries.timeline,
        queries.demands,
        queries.brief,
        queries.stories,
        lambda store, as_of=None: queries.stories(store, least=1, as_of=as_of),
        lambda store, as_of=None: queries.story(store, "first.txt", as_of=as_of),
        lambda store, as_of=None: queries.positions(store, "RUS", as_of=as_of),
    ],
)
def test_as_of_a_day_the_record_says_what_it_said_before_the_copy_came(
    store: Store, ask: Callable[..., object]
) -> None:
    with open_store(":memory:") as before:
        before.add(stories.reading(stories.first()))
        stories.tell_all(before)
        assert ask(store, as_of=FIRST) == ask(before)
        assert ask(store, as_of=FIRST) != ask(store)


def test_a_story_of_which_nothing_was_published_is_named(store: Store) -> None:
    with pytest.raises(SettingsError, match=r"no article of st:.* up to 2022-02-01"):
        queries.story(store, "other.txt", as_of=FIRST)


def test_what_a_copy_repeats_changes_nothing(store: Store) -> None:
    found = queries.changes(store, since=FIRST, until=NEXT)
    assert (found.articles, found.demand_count, found.speakers) == (1, 0, ())
    (change,) = queries.changes(store, since=date(2022, 1, 31), until=NEXT).demands
    assert (change.was, change.demand.chain[-1].evidence.reports) == (None, 2)


def test_an_answer_that_only_a_copy_links_is_a_change_of_its_day() -> None:
    first, copy = stories.reading(stories.first()), stories.reading(stories.copy())
    asked, refused = first.events
    with open_store(":memory:") as store:
        store.add(replace(first, events=(asked, replace(refused, answers=()))))
        store.add(copy)
        stories.tell_all(store)
        (change,) = queries.changes(store, since=FIRST, until=NEXT).demands
    assert (change.was, change.now) == ("raised", "rejected")


def test_a_place_where_a_demand_is_raised_has_its_copies_as_witnesses(store: Store) -> None:
    (demand,) = queries.demands(store)
    (told,) = demand.witnesses
    assert (told.evidence.uri, [each.uri for each in told.evidence.witnesses]) == ("wire/first.txt", ["daily/copy.txt"])


def test_a_demand_is_found_by_the_id_that_it_had_when_only_a_copy_was_read(store: Store) -> None:
    old = demand_id(stories.reading(stories.copy()).events[0].id)
    found = queries.demand(store, old)
    assert found.id != old
    assert found == queries.demand(store, found.id)


def test_a_position_that_copies_repeat_is_told_once(store: Store) -> None:
    found = queries.positions(store, "RUS")
    assert [(line.evidence.uri, line.evidence.reports) for line in found.lines] == [("wire/first.txt", 2)] * 2


def test_a_statement_is_found_by_the_words_of_a_copy_once_that_is_published() -> None:
    said = "the large package of security demands that was sent in winter was simply ignored"
    with open_store(":memory:") as store:
        for day, words in ((FIRST, said), (NEXT, said.replace("simply", "plainly"))):
            at = article(f"Vladimir Putin said {words}. {prose(1, 12)}", uri=f"{day}.txt", published_on=day)
            store.add(Reading(at, actors=(PUTIN, RUSSIA), statements=(statement(at, words, speaker=PUTIN.id),)))
        stories.tell_all(store)
        for wanted in ("plainly ignored", "simply ignored"):
            (line,) = queries.statements(store, words=wanted)
            assert (line.evidence.exact, line.evidence.reports) == (said, 2)
        assert queries.statements(store, words="plainly", as_of=FIRST) == []
