"""What every store promises. Another store joins by another parameter of the fixture `new_store`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings

from standoff.errors import CitationError, StoreError
from standoff.plover import EventType, Status
from standoff.store import Counts, Days, EventFilter, StatementFilter, Store, Witness
from standoff.types import Actor, ActorKind, Article, Citation, Coder, Event, Mention, Reading, Span, Statement
from tests import stories
from tests.conftest import NewStore
from tests.readings import EVENTS, PUTIN, RUSSIA, TEXT, article, cite, event, reading, readings, statement

_Row = TypeVar("_Row", Statement, Event)


@pytest.fixture
def store(new_store: NewStore) -> Iterator[Store]:
    with new_store() as made:
        yield made


def test_a_reading_comes_back_equal(store: Store) -> None:
    assert store.add(reading())
    assert store.reading("reports/one.txt") == reading()
    assert list(store.articles()) == [reading().article]
    assert store.article(reading().article.id) == reading().article


# The stores are made inside, one for each example: a fixture would be shared by all of them.
@given(given_reading=readings())
@settings(max_examples=75, deadline=None)
def test_any_reading_comes_back_equal_and_adding_twice_is_adding_once(
    new_store: NewStore, given_reading: Reading
) -> None:
    with new_store() as store:
        assert store.add(given_reading)
        once = store.counts()
        assert not store.add(given_reading)
        assert store.counts() == once
        assert store.reading(given_reading.article.id) == given_reading
        assert _offset(store.article(given_reading.article.id)) == _offset(given_reading.article)
        assert sorted(store.statements(), key=repr) == sorted(given_reading.statements, key=repr)
        assert sorted(store.events(), key=repr) == sorted(given_reading.events, key=repr)
        assert store.check() == _citations(given_reading)


def _offset(at: Article) -> timedelta | None:
    """Return the offset of the instant, by which two that are equal may differ."""
    return at.published_at.utcoffset() if at.published_at else None


def _citations(of: Reading) -> int:
    said = [(s.source, s.cue, s.content) for s in of.statements]
    done = [(e.anchor, e.condition, e.consequence) for e in of.events]
    return sum(citation is not None for row in (*said, *done) for citation in row)


@pytest.mark.parametrize(
    "text",
    [
        "👩‍👩‍👧‍👦 said 🇺🇦 stands ❤️.",
        "Cafe\u0301 talks: Zele\u0301 said no\u0308 to it.",
        "قال الوزير إن الاتفاق انتهى، said the minister",
        "One line\r\nanother line\r\n\r\nthird said so",
        "a NUL \x00 in the middle said so",
        "\ufeff\u2028odd\u2029separators said so",
    ],
)
def test_text_of_any_script_comes_back_to_the_character(store: Store, text: str) -> None:
    at = article(text)
    said = statement(at, text[-5:].strip())
    store.add(Reading(at, statements=(said,)))
    assert store.article(at.uri).text == text
    assert store.statements() == [said]
    assert store.check() == 1


def test_the_same_text_at_another_address_is_another_witness_and_no_other_row(store: Store) -> None:
    first = reading(article(uri="a.txt", publisher="Agency", published_on=date(2022, 2, 1)))
    copy = reading(article(uri="b.txt", publisher="Paper", published_on=date(2022, 2, 2)))
    assert store.add(first)
    assert not store.add(copy)
    assert store.counts().articles == 1
    assert len(store.statements()) == 2
    assert store.witnesses() == [
        Witness(first.article.id, "a.txt", "Agency", date(2022, 2, 1)),
        Witness(first.article.id, "b.txt", "Paper", date(2022, 2, 2)),
    ]
    assert store.article("b.txt") == first.article


def test_each_place_keeps_the_instant_and_the_address_that_it_gave_and_the_same_address_joins_nothing(
    store: Store,
) -> None:
    at = datetime(2022, 2, 1, 23, 30, tzinfo=timezone(timedelta(hours=3)))
    said: dict[str, Any] = {"published_on": at.date(), "published_at": at, "canonical": "https://herald.example/story"}
    first, copy, other = article(uri="a", **said), article(uri="b"), article("Another text.", uri="c", **said)
    for each in (first, copy, other):
        store.add(Reading(each))
    found = store.witnesses()
    assert [(each.uri, each.published_at, each.canonical) for each in found] == [
        ("a", at, "https://herald.example/story"), ("b", None, None), ("c", at, "https://herald.example/story"),
    ]  # fmt: skip
    assert found[0].published_at is not None
    assert found[0].published_at.isoformat() == "2022-02-01T23:30:00+03:00"
    assert store.counts().articles == store.counts().stories == 2


def test_what_a_place_says_later_of_a_known_text_is_not_written_over_what_it_said(store: Store) -> None:
    store.add(reading(article(uri="a")))
    assert not store.add(reading(article(uri="a", canonical="https://herald.example/story")))
    assert store.witnesses() == [Witness(reading().article.id, "a")]
    assert store.has_read(reading().article.id, {each.coder for each in reading().events})


def test_rows_of_another_coder_stand_beside_the_old_ones_and_the_newest_are_shown(store: Store) -> None:
    old = reading()
    better = Coder("attribution", "2")
    said = replace(old.statements[0], coder=better, speaker="RUS")
    new = replace(old, statements=(said,), actors=(RUSSIA,))
    assert store.add(old)
    assert store.add(new)
    assert store.statements() == [said]
    assert store.reading(old.article.id) == new
    assert store.check() == _citations(old) + 3
    assert not store.add(old)
    assert store.reading(old.article.id) == new


def test_an_article_in_another_language_is_kept_and_counted(store: Store) -> None:
    assert store.add(Reading(article("Привет, мир.", uri="ru.txt", language="ru")))
    assert store.add(reading())
    assert store.counts() == Counts(articles=2, stories=2, unread=1, witnesses=2, actors=2, statements=2, events=2)


def test_a_row_whose_words_are_not_there_is_refused_with_all_of_its_article(store: Store) -> None:
    good = reading()
    wrong = replace(good.statements[1].content, exact="Kyiv was studying it")
    bad = replace(good, statements=(good.statements[0], replace(good.statements[1], content=wrong)))
    with pytest.raises(CitationError, match=r"row s:\w+: reports/one.txt: .*Kyiv is studying it.*Kyiv was studying it"):
        store.add(bad)
    assert store.counts() == Counts(0, 0, 0, 0, 0, 0, 0)


def _changed(row: _Row, field: str, value: object) -> _Row:
    changes: dict[str, Any] = {field: value}
    return replace(row, **changes)


@pytest.mark.parametrize("role", ["source", "cue", "content"])
def test_every_citation_of_a_statement_is_checked(store: Store, role: str) -> None:
    good = reading()
    citation: Citation = getattr(good.statements[0], role)
    moved = replace(citation, spans=tuple(Span(start + 1, end + 1) for start, end in citation.spans))
    bad = replace(good, statements=(_changed(good.statements[0], role, moved),))
    with pytest.raises(CitationError, match="the row cites"):
        store.add(bad)


@pytest.mark.parametrize("role", ["anchor", "condition", "consequence"])
def test_every_citation_of_an_event_is_checked(store: Store, role: str) -> None:
    good = reading()
    bad = _changed(good.events[0], role, replace(good.events[0].anchor, exact="never said"))
    with pytest.raises(CitationError, match="never said"):
        store.add(replace(good, events=(bad,)))


@pytest.mark.parametrize("role", ["actor_spans", "recipient_spans"])
def test_spans_that_name_parties_must_lie_in_the_text(store: Store, role: str) -> None:
    good = reading()
    bad = _changed(good.events[0], role, (Span(0, len(TEXT) + 1),))
    with pytest.raises(CitationError, match=r"row e:\w+: .*outside"):
        store.add(replace(good, events=(bad,)))


def test_a_mention_must_lie_in_the_text(store: Store) -> None:
    with pytest.raises(CitationError, match=r"mention of RUS: .*outside"):
        store.add(replace(reading(), mentions=(Mention("RUS", Span(-1, 3)),)))


def test_a_citation_of_another_article_is_refused(store: Store) -> None:
    other = article(TEXT + " And more.")
    with pytest.raises(CitationError, match="was checked against article"):
        store.add(replace(reading(), statements=(statement(other, "Kyiv is studying it"),)))


def test_an_article_is_found_by_address_end_of_address_id_and_beginning_of_id(store: Store) -> None:
    kept = reading()
    store.add(kept)
    digest = kept.article.id.removeprefix("sha256:")
    for key in ("reports/one.txt", "one.txt", kept.article.id, digest, digest[:8], f"sha256:{digest[:4]}"):
        assert store.article(key) == kept.article


@pytest.mark.parametrize("key", ["two.txt", "", "ne.txt", "sha256:0000", "%", "abc"])
def test_an_article_that_is_not_there_is_an_error_that_names_it(store: Store, key: str) -> None:
    store.add(reading())
    with pytest.raises(StoreError, match="no article has the address or id"):
        store.article(key)


def test_a_name_that_two_articles_share_is_an_error(store: Store) -> None:
    store.add(Reading(article("One text.", uri="a/one.txt")))
    store.add(Reading(article("Another text.", uri="b/one.txt")))
    with pytest.raises(StoreError, match="may be 2 articles"):
        store.article("one.txt")


def test_a_page_that_changed_is_found_as_it_was_read_last(store: Store) -> None:
    store.add(Reading(article("The first text.", uri="https://example.org/a")))
    store.add(Reading(article("The text as it is now.", uri="https://example.org/a")))
    assert store.article("https://example.org/a").text == "The text as it is now."


def test_an_actor_is_as_most_articles_describe_it(store: Store) -> None:
    minister = Actor("vladimir-putin", "Vladimir Putin", ActorKind.PERSON, role="prime minister")
    for number, actor in enumerate([minister, PUTIN, PUTIN]):
        store.add(Reading(article(f"Report {number}.", uri=f"{number}.txt"), actors=(actor, RUSSIA)))
    assert store.actors() == {"vladimir-putin": PUTIN, "RUS": RUSSIA}


def test_appearances_count_speaking_acting_and_being_acted_upon(store: Store) -> None:
    store.add(reading())
    found = {each.actor: (each.statements, each.acting, each.receiving) for each in store.appearances()}
    assert found == {"NATO": (0, 0, 1), "RUS": (0, 1, 1), "UKR": (0, 1, 0), "vladimir-putin": (1, 0, 0)}


def _three_days(store: Store) -> list[Reading]:
    """Three reports, of which the second has no date; in each somebody says something and something happens."""
    days = [date(2022, 2, 3), None, date(2022, 2, 1)]
    speakers = ["RUS", "USA", "RUS"]
    contents = ["the talks failed", "missiles may be deployed", "expanding the alliance is unacceptable"]
    made = []
    for number, (day, speaker, words) in enumerate(zip(days, speakers, contents, strict=True)):
        at = article(f"It said {words} ({number}). They met.", uri=f"{number}.txt", published_on=day)
        said = statement(at, words, speaker=speaker, addressees=("NATO",) if number else ())
        met = event(at, EventType.CONSULT, "They met", (speaker,), ("NATO",))
        made.append(Reading(at, statements=(said,), events=(met,)))
        store.add(made[-1])
    return made


def _numbers(found: list[Statement]) -> list[int]:
    """Return which of the three reports each statement is of."""
    return [["the", "missiles", "expanding"].index(each.content.exact.split()[0]) for each in found]


def test_statements_come_by_day_and_those_without_a_day_last(store: Store) -> None:
    _three_days(store)
    assert _numbers(store.statements()) == [2, 0, 1]
    assert _numbers(store.statements(StatementFilter(newest_first=True))) == [0, 2, 1]
    assert _numbers(store.statements(StatementFilter(newest_first=True, limit=1))) == [0]
    assert _numbers(store.statements(StatementFilter(limit=0))) == []


def test_the_last_day_of_a_range_is_not_part_of_it(store: Store) -> None:
    _three_days(store)
    first, third = date(2022, 2, 1), date(2022, 2, 3)
    assert _numbers(store.statements(StatementFilter(since=first, until=third))) == [2]
    assert _numbers(store.statements(StatementFilter(since=date(2022, 2, 2)))) == [0]
    assert [each.actors for each in store.events(EventFilter(until=third))] == [("RUS",)]


def test_an_interval_is_in_a_range_that_it_touches(store: Store) -> None:
    store.add(reading())
    week = StatementFilter(since=date(2022, 1, 30), until=date(2022, 1, 31))
    assert [each.said_on for each in store.statements(week)] == ["2022-01-24/2022-01-30"]


def test_statements_are_chosen_by_speaker_addressee_article_and_words(store: Store) -> None:
    made = _three_days(store)
    assert _numbers(store.statements(StatementFilter(speakers=frozenset({"RUS"})))) == [2, 0]
    assert _numbers(store.statements(StatementFilter(addressees=frozenset({"NATO", "EU"})))) == [2, 1]
    assert _numbers(store.statements(StatementFilter(article_id=made[1].article.id))) == [1]
    assert _numbers(store.statements(StatementFilter(words="alliance expand"))) == [2]
    assert _numbers(store.statements(StatementFilter(words='"may be deployed"', speakers=frozenset({"USA"})))) == [1]
    assert _numbers(store.statements(StatementFilter(words='"be may deployed"'))) == []
    assert _numbers(store.statements(StatementFilter(speakers=frozenset()))) == []


@pytest.mark.parametrize(
    "words", ['"', "(", "a OR", "NEAR(", "content_exact:x", "-", "*", "'", "", "\x00", '""', "a AND NOT"]
)
def test_no_words_that_a_person_types_are_an_error_of_syntax(store: Store, words: str) -> None:
    _three_days(store)
    assert store.statements(StatementFilter(words=words)) == []


def test_events_are_chosen_by_type_status_party_and_article(store: Store) -> None:
    made = _three_days(store)
    store.add(reading())
    asked = store.events(EventFilter(types=frozenset({EventType.REQUEST, EventType.DENY})))
    assert asked == [reading().events[0]]
    assert store.events(EventFilter(statuses=frozenset({Status.FUTURE}))) == []
    assert len(store.events(EventFilter(parties=frozenset({"UKR", "USA"})))) == 2
    assert store.events(EventFilter(article_id=made[0].article.id)) == list(made[0].events)
    assert len(store.events(EventFilter(parties=frozenset({"NATO"}), limit=2))) == 2


def test_events_of_every_field_come_back_equal(store: Store) -> None:
    at = article(published_on=date(2022, 2, 1))
    full = event(
        at, EventType.THREATEN, "Kyiv is studying it", ("RUS", "WEST"), ("UKR",), coder=EVENTS, mode="violence",
        contexts=("military", "territory"), recipient_spans=(Span(90, 94),), according_to="s:1", date="2022-02-01",
        place="Kyiv", condition=cite(at, "NATO", "Ukraine"), consequence=cite(at, "ignored it"), answers=("e:1", "e:2"),
        what="studying, \"quoted\"",
    )  # fmt: skip
    store.add(Reading(at, events=(full,)))
    assert store.events() == [full]


def test_rows_counts_and_appearances_are_those_of_articles_published_within_days(store: Store) -> None:
    first = article(uri="first.txt", published_on=date(2022, 2, 1))
    second = article("Kyiv is studying it, Moscow said.", uri="second.txt", published_on=date(2022, 2, 3))
    undated = article("Kyiv is studying it again.", uri="undated.txt")
    for at in (first, second, undated):
        said = statement(at, "Kyiv is studying it", speaker="RUS", said_on="2022-02-02")
        done = event(at, EventType.DEFER, "studying it", ("UKR",))
        store.add(Reading(at, actors=(RUSSIA,), statements=(said,), events=(done,)))
    for days, articles in [
        (Days(until=date(2022, 2, 3)), [first]),
        (Days(since=date(2022, 2, 2)), [second]),
        (Days(), [first, second]),
        (Days(date(2022, 2, 1), date(2022, 2, 4)), [first, second]),
        (Days(date(2022, 2, 4), date(2022, 3, 1)), []),
    ]:
        ids = {at.id for at in articles}
        assert {row.content.article_id for row in store.statements(StatementFilter(published=days))} == ids
        assert {row.anchor.article_id for row in store.events(EventFilter(published=days))} == ids
        number = len(articles)
        assert store.counts(days) == Counts(number, number, 0, number, min(number, 1), number, number)
        assert [(each.actor, each.statements, each.acting) for each in store.appearances(days)] == (
            [("RUS", number, 0), ("UKR", 0, number)] if number else []
        )
    assert store.counts().articles == 3


def test_an_article_was_published_when_it_was_found_first(store: Store) -> None:
    late = article(uri="late.txt", published_on=date(2022, 2, 9))
    store.add(Reading(late, statements=(statement(late, "Kyiv is studying it"),)))
    store.add(Reading(replace(late, uri="early.txt", published_on=date(2022, 2, 1))))
    assert store.counts(Days(until=date(2022, 2, 2))).articles == 1
    assert len(store.statements(StatementFilter(published=Days(until=date(2022, 2, 2))))) == 1


def test_what_copies_repeat_is_shown_once_and_leads_to_its_witnesses(store: Store) -> None:
    stories.fill(store)
    (said,) = store.statements(StatementFilter(once=True))
    assert said.content.article_id == stories.first().id
    assert [row.content.article_id for row in store.statements()] == [said.content.article_id, stories.copy().id]
    once = store.events(EventFilter(once=True))
    assert [row.type.value for row in once] == ["REQUEST", "REJECT", "DENY"]
    retold = store.retold([said.id, *(row.id for row in once)])
    assert set(retold) == {said.id, once[0].id, once[1].id}
    assert [each.citation.article_id for each in retold[said.id]] == [stories.copy().id]
    assert retold[said.id][0].citation.exact == said.content.exact
    assert store.retold([]) == {}


def test_statements_and_events_that_copies_repeat_are_counted_once(store: Store) -> None:
    stories.fill(store, work_out=False)
    assert store.counts() == Counts(articles=3, stories=3, unread=0, witnesses=3, actors=2, statements=2, events=5)
    stories.tell_all(store)
    assert store.counts() == Counts(articles=3, stories=2, unread=0, witnesses=3, actors=2, statements=1, events=3)
    appearances = {each.actor: (each.statements, each.acting, each.receiving) for each in store.appearances()}
    assert appearances == {"NATO": (0, 1, 1), "RUS": (0, 1, 1), "UKR": (0, 1, 0), "vladimir-putin": (1, 0, 0)}


def test_a_story_is_found_by_its_id_and_by_each_of_its_articles(store: Store) -> None:
    stories.fill(store)
    found = store.story("daily/copy.txt")
    assert found.articles == (stories.first().id, stories.copy().id)
    assert found == store.story("first.txt") == store.story(found.id) == store.story(found.id[:9])
    assert store.stories() == [found]
    assert len(store.stories(least=1)) == 2
    assert store.stories(least=1, limit=1) == [found]
    assert len(store.story("other.txt").articles) == 1
    assert store.stories(published=Days(until=date(2022, 2, 2))) == []
    (alone,) = store.stories(least=1, published=Days(until=date(2022, 2, 2)))
    assert (alone.id, alone.articles) == (found.id, (stories.first().id,))
    assert store.stories(published=Days(until=date(2022, 2, 3))) == [found]
    assert [store.counts(Days(until=date(2022, 2, day))).stories for day in (1, 2, 3, 4)] == [0, 1, 1, 2]
    with pytest.raises(StoreError, match="no article"):
        store.story("st:ffffffff")


def test_an_article_whose_story_is_not_worked_out_yet_is_a_story_of_its_own(store: Store) -> None:
    stories.fill(store, work_out=False)
    assert store.story("copy.txt").articles == (stories.copy().id,)
    assert store.stories() == []


def test_what_repeats_a_row_that_is_shown_no_longer_is_shown_itself(store: Store) -> None:
    stories.fill(store)
    coder = Coder("attribution", "2")
    said = replace(stories.reading(stories.first()).statements[0], coder=coder)
    store.add(Reading(stories.first(), statements=(said,)))
    assert len(store.statements(StatementFilter(once=True))) == 2
    assert len(store.events(EventFilter(once=True))) == 3
    stories.tell_all(store)
    (row,) = store.statements(StatementFilter(once=True))
    assert (row.coder, list(store.retold([row.id]))) == (coder, [said.id])
    assert [each.anchor.article_id for each in store.events(EventFilter(once=True))] == [stories.copy().id] * 3


def test_a_shelf_keeps_all_or_nothing(store: Store) -> None:
    stories.fill(store, work_out=False)
    with store.shelf() as shelf:
        (number, *_) = untold = shelf.untold(9)

    def interrupted() -> None:
        with store.shelf() as shelf:
            shelf.place(number, None, number, [1, 2])
            shelf.told(untold)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    with store.shelf() as shelf:
        assert (shelf.untold(9), shelf.placed(number)) == (untold, None)


def test_an_article_without_a_word_has_a_story_of_its_own(store: Store) -> None:
    nothing = Reading(article("👩\u200d👩\u200d👧"))
    store.add(nothing)
    stories.tell_all(store)
    assert store.story(nothing.article.id).articles == (nothing.article.id,)
    assert store.is_settled()


def test_who_found_nothing_in_an_article_has_read_it_all_the_same(store: Store) -> None:
    nobody, other = Coder("silent", "1", "abc"), Coder("silent", "1")
    read = reading()
    assert not store.has_read(read.article.id, ())
    store.add(read, {nobody})
    assert store.has_read(read.article.id, ())
    assert store.has_read(read.article.id, {nobody, *(row.coder for row in read.statements)})
    assert not store.has_read(read.article.id, {nobody, other})
    assert not store.add(read, {nobody})
    assert store.add(read, {other})
    assert store.has_read(read.article.id, {nobody, other})
    assert store.reading(read.article.id) == read
