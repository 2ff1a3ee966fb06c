"""The outlines of rows, and how far a record has come, on each kind of database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.corrections import By, Correction, Kind
from standoff.errors import StoreBusyError, StoreError
from standoff.store import NOTHING, EventFilter, StatementFilter, Store, connected, open_store
from standoff.types import Reading
from tests import stories
from tests.conftest import NewStore
from tests.readings import PUTIN, RUSSIA, article, reading, readings, statement
from tests.store.test_any_corrections import STEPS
from tests.store.test_any_database import _take

if TYPE_CHECKING:
    from tests.servers import Server


@pytest.fixture
def store(new_store: NewStore) -> Iterator[Store]:
    with new_store() as made:
        yield made


def _said(number: int) -> Reading:
    at = article(f"Report {number}: Moscow said that it will not sign.", uri=f"{number}.txt")
    said = statement(at, "will not sign", "Moscow", "said", speaker="RUS", addressees=("USA", "NATO"))
    return Reading(at, actors=(RUSSIA, PUTIN), statements=(said,))


def _outlined(store: Store) -> list[Any]:
    numbers = [each.number for each in store.article_outlines()]
    rows = [list(found) for found in (store.article_outlines(), store.statement_outlines(), store.event_outlines())]
    return [*rows, store.headings(numbers), store.state(), store.is_settled()]


def test_an_outline_says_what_its_row_says(store: Store) -> None:
    store.add(_said(1))
    store.add(replace(_said(1), article=replace(_said(1).article, uri="2.txt", published_on=date(2022, 1, 3))))
    (outline,), (kept,) = store.article_outlines(), store.articles()
    assert (outline.id, outline.published_on) == (kept.id, "2022-01-03")
    (said,) = store.statement_outlines()
    assert (said.article, said.form, said.speaker) == (outline.number, "indirect", "RUS")
    assert said.addressees == ("USA", "NATO")
    (heading,) = store.headings([outline.number, outline.number + 7])
    assert (heading.uri, heading.published_on, heading.statements, heading.events) == ("1.txt", "2022-01-03", 1, 0)
    assert [*store.article_outlines(outline.number), *store.statement_outlines(said.number)] == []
    assert store.headings([]) == []


def test_rows_are_chosen_by_their_numbers_and_statements_by_their_words(store: Store) -> None:
    for number in range(3):
        store.add(_said(number))
    store.add(reading())
    numbers = [each.number for each in store.statement_outlines()]
    assert store.statements(StatementFilter(numbers=frozenset(numbers[1:2]))) == list(_said(1).statements)
    assert store.statements(StatementFilter(numbers=frozenset())) == []
    (first, *_) = store.event_outlines()
    assert len(store.events(EventFilter(numbers=frozenset({first.number})))) == 1
    assert sorted(store.matching("signing not", 9)) == numbers[:3]
    assert store.matching("signing", 1) == numbers[2:3]
    assert store.matching("nothing", 9) == store.matching("", 9) == []
    assert store.row_article(_said(1).statements[0].id) == _said(1).article.id
    assert store.row_article("s:0000") is None


def test_new_articles_only_add_and_corrections_do_not(store: Store) -> None:
    assert store.state() == NOTHING
    assert store.only_added(NOTHING)
    store.add(_said(1))
    before = store.state()
    seen = store.changed()
    assert store.changed() == seen
    store.add(_said(2))
    assert store.changed() != seen
    assert store.state() != before
    assert store.only_added(before)
    store.add(replace(_said(1), article=replace(_said(1).article, uri="elsewhere.txt")))
    assert not store.only_added(before)
    before = store.state()
    (row, *_) = store.statements()
    store.correct(Correction.of(Kind.REJECT, By("Jane", datetime(2022, 3, 1, tzinfo=UTC)), target=store.target(row.id)))
    assert not store.only_added(before)


def test_a_story_that_is_worked_out_later_is_no_mere_addition(store: Store) -> None:
    store.add(_said(1))
    assert not store.is_settled()
    stories.tell_all(store)
    assert store.is_settled()


def test_a_store_that_is_opened_for_reading_answers_and_lets_nothing_be_written(postgres: "Server") -> None:
    with postgres.database() as address:
        with pytest.raises(StoreError, match="holds no record"):
            open_store(postgres.address(postgres.create()), read_only=True)
        with open_store(address) as store:
            store.add(_said(1))
        with open_store(address, read_only=True) as store:
            with store.still():
                assert len(store.headings([store.state().articles])) == store.counts().articles == 1
            for write in (lambda: store.add(_said(2)), lambda: store.undo("c:0", By("J", datetime.now(UTC)))):
                with pytest.raises(StoreError):
                    write()
            assert store.counts().articles == 1


def test_what_is_read_in_stillness_is_of_one_moment(postgres: "Server") -> None:
    with postgres.database() as address, open_store(address) as one, open_store(address, read_only=True) as other:
        one.add(_said(1))
        with other.still():
            before = other.state()
            one.add(_said(2))
            assert other.counts().articles == 1
            assert other.state() == before
        assert other.counts().articles == 2


def test_stillness_begins_when_no_lower_number_can_come(postgres: "Server") -> None:
    """A writer that drew its numbers first may commit last; who had seen the higher ones would never ask for its."""
    with postgres.database() as address:
        with open_store(address) as store:
            store.add(_said(1))
        writer, _ = connected(address)
        with open_store(address, busy_timeout=0.05, read_only=True) as store:
            with writer.transaction(alone=False), pytest.raises(StoreBusyError), store.still():
                pass
            with store.still():
                assert store.counts().articles == 1
        with open_store(address, busy_timeout=0.05) as store:
            assert store.add(_said(2))  # the lock of the reader is gone
        writer.close()


@given(made=st.lists(readings(), max_size=3), steps=STEPS)
@settings(deadline=None, max_examples=20)
def test_any_record_has_the_same_outlines_on_postgresql(
    postgres: "Server", made: list[Reading], steps: list[Correction | int]
) -> None:
    with open_store(":memory:") as one, postgres.store() as other:
        for store in (one, other):
            store.add(reading())
            for each in made:
                store.add(each)
            for at, step in enumerate(steps):
                _take(store, step, at)
            stories.tell_all(store)
        assert _rows(one) == _rows(other)
        assert one.only_added(NOTHING) == other.only_added(NOTHING)


def _rows(store: Store) -> list[Any]:
    """Return the outlines without numbers: each kind of database gives out its own."""
    articles = {each.number: each.id for each in store.article_outlines()}
    outlined = _outlined(store)
    said, done = ([(articles[each.article], *each[2:]) for each in rows] for rows in outlined[1:3])
    named = [[each[1:] for each in rows] for rows in (outlined[0], outlined[3])]
    return [*named, said, done, outlined[5]]
