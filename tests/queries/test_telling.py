from collections.abc import Iterator
from dataclasses import replace

import msgspec
import pytest

from standoff import queries
from standoff.plover import EventType
from standoff.store import Store, open_store
from standoff.types import DemandStatus
from tests import stories


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as made:
        stories.fill(made)
        yield made


def test_what_copies_say_is_one_line_with_its_witnesses(store: Store) -> None:
    (line,) = queries.statements(store)
    assert (line.evidence.uri, line.on, line.evidence.reports) == ("wire/first.txt", "2022-02-01", 2)
    (witness,) = line.evidence.witnesses
    assert (witness.uri, witness.exact) == ("daily/copy.txt", stories.SAID)
    (start, end), *_ = witness.spans
    assert stories.copy().text[start:end] == witness.exact


def test_a_timeline_tells_an_event_once_and_what_only_a_copy_tells_as_well(store: Store) -> None:
    found = [(line.event.type, line.evidence.uri, line.evidence.reports) for line in queries.timeline(store)]
    assert sorted(found) == [
        (EventType.DENY, "daily/copy.txt", 1),
        (EventType.REJECT, "wire/first.txt", 2),
        (EventType.REQUEST, "wire/first.txt", 2),
    ]


def test_a_demand_that_copies_repeat_is_raised_once(store: Store) -> None:
    (demand,) = queries.demands(store)
    assert (demand.articles, demand.status) == (1, DemandStatus.REJECTED)
    assert [(line.step.step.value, line.evidence.uri, line.evidence.reports) for line in demand.chain] == [
        ("raised", "wire/first.txt", 2),
        ("rejected", "wire/first.txt", 2),
    ]


def test_an_answer_that_only_a_copy_has_answers_the_demand_of_the_first_report() -> None:
    first, copy = stories.reading(stories.first()), stories.reading(stories.copy())
    with open_store(":memory:") as store:
        store.add(replace(first, events=first.events[:1]))
        store.add(copy)
        stories.tell_all(store)
        (demand,) = queries.demands(store)
    assert [(line.step.step.value, line.evidence.uri) for line in demand.chain] == [
        ("raised", "wire/first.txt"),
        ("rejected", "daily/copy.txt"),
    ]


def test_the_brief_counts_once(store: Store) -> None:
    found = queries.brief(store)
    assert (found.counts.articles, found.counts.stories, found.counts.statements, found.counts.events) == (3, 2, 1, 3)
    assert [line.words.evidence.reports for line in found.latest_words] == [2]
    russia = next(line for line in found.parties if line.id == "RUS")
    assert (russia.statements, russia.acting) == (1, 1)


def test_stories_are_listed_with_their_articles(store: Store) -> None:
    (line,) = queries.stories(store)
    assert (line.reports, [each.uri for each in line.articles]) == (2, ["wire/first.txt", "daily/copy.txt"])
    assert line.articles[0].likeness == 1.0
    assert 0.9 < line.articles[1].likeness < 1.0
    assert all(each.passages == () for each in line.articles)
    assert len(queries.stories(store, least=1)) == 2
    assert queries.stories(store, least=3) == []


def test_a_story_shows_what_a_copy_has_that_the_first_report_has_not(store: Store) -> None:
    found = queries.story(store, "first.txt")
    assert found == queries.story(store, found.id)
    changes = [each.change.value for each in found.articles[1].passages]
    assert (changes[0], changes[-1]) == ("reworded", "added")
    assert set(changes[1:-1]) == {"kept"}
    assert found.articles[0].passages == ()


def test_other_addresses_of_a_text_are_reports_of_the_story(store: Store) -> None:
    again = stories.reading(stories.copy())
    store.add(replace(again, article=replace(again.article, uri="weekly/copy.txt")))
    stories.tell_all(store)
    (line,) = queries.stories(store)
    assert (line.reports, line.articles[1].copies) == (3, ("weekly/copy.txt",))
    assert queries.statements(store)[0].evidence.reports == 3


def test_the_lines_are_json_as_they_are(store: Store) -> None:
    (line,) = msgspec.json.decode(msgspec.json.encode(queries.statements(store)))
    assert line["evidence"]["witnesses"][0]["uri"] == "daily/copy.txt"
    told = msgspec.json.decode(msgspec.json.encode(queries.story(store, "first.txt")))
    assert told["articles"][1]["passages"][0]["change"] == "reworded"
