"""What every store promises of corrections: they win, they survive another reading, and undoing leaves nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from standoff.corrections import NOTHING, PERSON, By, Change, Correction, Kind, Steering, Target
from standoff.corrections.matching import Row
from standoff.errors import CitationError, CorrectionError, StoreError
from standoff.plover import EventType, Status
from standoff.store import CorrectionFilter, EventFilter, StatementFilter, Store, open_store
from standoff.types import Actor, ActorKind, Citation, Coder, Event, Mention, Reading, Span, Statement
from tests import stories
from tests.conftest import NewStore
from tests.readings import PUTIN, RUSSIA, TEXT, article, cite, event, reading, statement

AT = datetime(2022, 2, 3, tzinfo=UTC)
BY = By("Jane Doe", AT)
BETTER = Coder("better", "2")
ARTICLE = reading().article
SAID, STUDIED = reading().statements
ASKED, DEFERRED = reading().events


@pytest.fixture
def store(new_store: NewStore) -> Iterator[Store]:
    with new_store() as made:
        made.add(reading())
        yield made


def _correct(store: Store, kind: Kind, row: Row, sets: Change = NOTHING, other: Row | None = None) -> Correction:
    made = Correction.of(
        kind,
        BY,
        target=store.target(row.id),
        sets=sets,
        other=store.target(other.id) if other else None,
    )
    store.correct(made)
    return made


def another() -> Reading:
    """Return the same article as another model reads it: other ids, an act of another type, one missed, one more."""
    asked = event(ARTICLE, EventType.REQUEST, "that NATO stay out of Ukraine", ("UKR",), ("NATO",))
    ignored = event(ARTICLE, EventType.ACCUSE, "the answer had ignored it", ("RUS",), ("NATO",))
    deferred = event(ARTICLE, EventType.DEFER, "Kyiv is studying it", ("UKR",), ("USA",), answers=(asked.id,))
    said = statement(ARTICLE, "the answer had ignored it.", "Vladimir Putin", "said", speaker="RUS")
    rows = [replace(each, coder=BETTER, score=0.7) for each in (asked, ignored, deferred)]
    return Reading(ARTICLE, actors=(RUSSIA,), statements=(replace(said, coder=BETTER, score=0.7),), events=tuple(rows))


def persons(store: Store) -> list[Row]:
    rows: list[Row] = [*store.statements(), *store.events()]
    return [row for row in rows if row.coder == PERSON]


def everything(store: Store) -> tuple[object, ...]:
    """Return all that a store shows, but for the list of corrections."""
    readings = {each.id: store.reading(each.id) for each in store.articles()}
    parties = [store.events(EventFilter(parties=frozenset({each}))) for each in ("RUS", "UKR", "CHN", "NATO")]
    words = [store.statements(StatementFilter(words=each)) for each in ("ignored", "studying", "Moscow", "NATO")]
    lists = store.statements(), store.events(), store.appearances(), store.actors(), store.doubted(9)
    return readings, parties, words, lists, store.counts(), store.steering()


def test_a_row_that_is_rejected_is_shown_nowhere_and_undoing_shows_it_again(store: Store) -> None:
    before = everything(store)
    _correct(store, Kind.REJECT, ASKED)
    assert [row.id for row in store.events()] == [DEFERRED.id]
    assert [row.id for row in store.reading(ARTICLE.id).events] == [DEFERRED.id]
    assert store.events()[0].answers == ()
    assert store.counts().events == 1
    with pytest.raises(StoreError, match=f"the row {ASKED.id} was rejected"):
        store.row(ASKED.id)
    (kept,) = store.corrections()
    store.undo(kept.correction.id[:8], By("John Roe", AT))
    assert everything(store) == before
    assert [(each.correction.kind, each.undone_by is not None) for each in store.corrections()] == [
        (Kind.UNDO, False),
        (Kind.REJECT, True),
    ]


def test_a_changed_row_keeps_its_address_and_its_place_and_is_apersons(store: Store) -> None:
    _correct(store, Kind.CHANGE, ASKED, Change(type=EventType.ACCUSE, actors=("UKR",), date=None, spans=(Span(0, 6),)))
    row = store.row(ASKED.id)
    assert store.reading(ARTICLE.id).events[0] == row
    assert isinstance(row, Event)
    assert (row.id, row.type, row.actors, row.anchor.exact) == (ASKED.id, EventType.ACCUSE, ("UKR",), "Moscow")
    assert (row.coder, row.score, row.recipients) == (PERSON, 1.0, ASKED.recipients)
    assert store.events(EventFilter(types=frozenset({EventType.REQUEST}))) == []
    assert store.events(EventFilter(parties=frozenset({"RUS"}))) == [store.events()[1]]
    assert store.check() == 6 + 1 + 1  # those of the reading, of the person's row, and of the correction itself


def test_corrected_statements_are_found_by_their_words_speaker_and_addressee(store: Store) -> None:
    spans = cite(ARTICLE, "NATO stay out of Ukraine").spans
    _correct(store, Kind.CHANGE, SAID, Change(spans=spans, speaker="UKR", addressees=("CHN",), date="2022-01-30"))
    assert store.statements(StatementFilter(words="ignored")) == []
    (found,) = store.statements(StatementFilter(words="stay"))
    assert (found.id, found.said_on, found.content.exact) == (SAID.id, "2022-01-30", "NATO stay out of Ukraine")
    assert store.statements(StatementFilter(speakers=frozenset({"UKR"}))) == [found]
    assert store.statements(StatementFilter(addressees=frozenset({"CHN"}), until=date(2022, 1, 31))) == [found]
    store.undo(store.corrections()[0].correction.id, BY)
    assert [row.id for row in store.statements(StatementFilter(words="ignored"))] == [SAID.id]
    assert store.statements(StatementFilter(words="stay")) == []


def test_what_makes_no_row_is_refused_and_nothing_of_it_is_kept(store: Store) -> None:
    before = everything(store)
    with pytest.raises(CitationError, match="outside of"):
        _correct(store, Kind.CHANGE, ASKED, Change(spans=(Span(0, len(TEXT) + 1),)))
    with pytest.raises(CorrectionError, match="REQUEST has no mode 'drone'; it has assist, change"):
        _correct(store, Kind.CHANGE, ASKED, Change(mode="drone"))
    with pytest.raises(CorrectionError, match="the date is 'Tuesday', expected a day"):
        _correct(store, Kind.CHANGE, ASKED, Change(date="Tuesday"))
    other = article("Another text.")
    absent = Target("e:1", event=event(other, EventType.REQUEST, "Another text"))
    with pytest.raises(CorrectionError, match="no such article is kept"):
        store.correct(Correction.of(Kind.CONFIRM, BY, target=absent))
    moved = replace(ASKED, anchor=Citation(ARTICLE.id, ASKED.anchor.spans, "never said"))
    with pytest.raises(CitationError, match="never said"):
        store.correct(Correction.of(Kind.CONFIRM, BY, target=Target(ASKED.id, event=moved)))
    with pytest.raises(CorrectionError, match="c:1: no correction has this id"):
        store.correct(Correction.of(Kind.UNDO, BY, undoes="c:1"))
    assert everything(store) == before
    assert store.corrections() == []


def test_a_correction_is_kept_once_and_undone_once(store: Store) -> None:
    made = _correct(store, Kind.CONFIRM, ASKED)
    assert not store.correct(made)
    store.undo(made.id, BY)
    with pytest.raises(CorrectionError, match="is undone already"):
        store.undo(made.id, By("Jane Doe", AT + timedelta(seconds=1)))
    with pytest.raises(StoreError, match="is no correction"):
        store.undo("c:0000", BY)


def test_a_type_without_the_mode_that_was_read_has_none(new_store: NewStore) -> None:
    with new_store() as store:
        asked = replace(ASKED, mode="yield")
        store.add(replace(reading(), events=(asked,)))
        _correct(store, Kind.CHANGE, asked, Change(type=EventType.ACCUSE))
        (row,) = store.events()
        assert (row.type, row.mode) == (EventType.ACCUSE, None)


def test_corrections_survive_another_reading_whose_rows_have_other_ids(store: Store) -> None:
    _correct(store, Kind.CONFIRM, ASKED)
    _correct(store, Kind.REJECT, DEFERRED)
    _correct(store, Kind.CHANGE, SAID, Change(speaker="UKR"))
    before = persons(store)
    assert store.add(another())
    assert persons(store) == before
    assert [(row.id, row.type) for row in store.events() if row.coder != PERSON] == [
        (another().events[1].id, EventType.ACCUSE)
    ]
    assert store.statements() == [row for row in before if isinstance(row, Statement)]
    assert store.row(another().events[0].id) == store.row(ASKED.id)
    store.undo(next(each.correction.id for each in store.corrections() if each.correction.kind is Kind.CONFIRM), BY)
    assert store.row(ASKED.id) == replace(another().events[0])


def test_a_corrected_type_meets_the_row_of_a_model_that_has_it_right(store: Store) -> None:
    _correct(store, Kind.CHANGE, ASKED, Change(type=EventType.INVOKE))
    right = event(ARTICLE, EventType.INVOKE, "that NATO stay out of Ukraine", ("RUS",), coder=BETTER)
    wrong = event(ARTICLE, EventType.REQUEST, "NATO stay out of Ukraine", ("UKR",), coder=BETTER)
    store.add(Reading(ARTICLE, events=(right, wrong)))
    assert [(row.id, row.type) for row in store.events()] == [(ASKED.id, EventType.INVOKE)]


def test_an_act_of_another_type_at_the_same_words_is_shown_where_the_first_was_only_rejected(store: Store) -> None:
    _correct(store, Kind.REJECT, ASKED)
    other = event(ARTICLE, EventType.ACCUSE, "NATO stay out of Ukraine", ("RUS",), coder=BETTER)
    store.add(Reading(ARTICLE, events=(other,)))
    assert store.events() == [other]


def test_a_row_names_those_of_another_reading_by_the_ids_that_they_have_there(store: Store) -> None:
    _correct(store, Kind.CONFIRM, DEFERRED)
    store.add(another())
    (deferred,) = persons(store)
    assert isinstance(deferred, Event)
    assert deferred.answers == (another().events[0].id,)
    _correct(store, Kind.REJECT, another().events[0])
    assert store.row(DEFERRED.id).answers == ()  # type: ignore[union-attr]


def test_an_event_in_a_rejected_statement_is_according_to_the_one_around_it(new_store: NewStore) -> None:
    outer = statement(ARTICLE, "the answer had ignored it. Kyiv is studying it")
    inner = replace(STUDIED, parent=outer.id)
    told = replace(DEFERRED, according_to=inner.id)
    with new_store() as store:
        store.add(replace(reading(), statements=(outer, inner), events=(told,)))
        _correct(store, Kind.REJECT, inner)
        assert store.events()[0].according_to == outer.id
        _correct(store, Kind.CONFIRM, told)
        assert store.events()[0].according_to == outer.id
        _correct(store, Kind.REJECT, outer)
        assert store.events()[0].according_to is None


def test_an_added_row_is_shown_until_it_is_undone_and_stands_for_what_a_model_finds_later(
    store: Store, new_store: NewStore
) -> None:
    row = event(ARTICLE, EventType.ACCUSE, "the answer had ignored it", ("RUS",), coder=PERSON, score=1.0)
    added = Correction.of(Kind.ADD, BY, target=Target(row.id, event=row))
    store.correct(added)
    assert [each.id for each in store.reading(ARTICLE.id).events] == [ASKED.id, row.id, DEFERRED.id]
    _correct(store, Kind.CHANGE, row, Change(status=Status.HYPOTHETICAL))
    store.add(another())
    assert store.row(row.id) == replace(row, status=Status.HYPOTHETICAL)
    assert len(store.events()) == 3
    store.undo(added.id, BY)
    assert store.row(row.id).coder == PERSON  # what was changed is read by now
    with new_store() as other:
        other.add(reading())
        for each in reversed(store.corrections()):
            other.correct(each.correction)
        assert [each.id for each in other.events()] == [ASKED.id, DEFERRED.id]


def test_an_answer_is_linked_and_unlinked(store: Store) -> None:
    _correct(store, Kind.UNLINK, DEFERRED, other=ASKED)
    assert store.row(DEFERRED.id).answers == ()  # type: ignore[union-attr]
    assert store.steering().unanswered == {(DEFERRED.id, ASKED.id)}
    _correct(store, Kind.LINK, DEFERRED, other=ASKED)
    assert store.row(DEFERRED.id).answers == (ASKED.id,)  # type: ignore[union-attr]
    assert store.steering().unanswered == frozenset()


def test_an_answer_to_a_request_of_another_article_follows_it_through_another_reading(store: Store) -> None:
    there = article("Berlin will study what Moscow asked.", uri="two.txt")
    reply = event(there, EventType.DEFER, "Berlin will study", ("DEU",))
    store.add(Reading(there, events=(reply,)))
    _correct(store, Kind.LINK, reply, other=ASKED)
    assert store.row(reply.id).answers == (ASKED.id,)  # type: ignore[union-attr]
    store.add(another())
    assert store.row(reply.id).answers == (another().events[0].id,)  # type: ignore[union-attr]


def test_two_actors_that_are_one_are_one_everywhere_and_in_every_filter(store: Store) -> None:
    there = article("The Russian president said so to Russia.", uri="two.txt")
    said = statement(there, "so", speaker="the-president", addressees=("RUS", "RUSSIA"))
    group = Actor("RUSSIA", "Russia", ActorKind.GROUP)
    person = Actor("the-president", "President", ActorKind.PERSON, acts_for="RUSSIA")
    done = event(there, EventType.CONSULT, "said so to Russia", ("RUSSIA",), ("RUS",))
    mention = Mention("RUSSIA", Span(33, 39))
    store.add(Reading(there, actors=(group, person), mentions=(mention,), statements=(said,), events=(done,)))
    for was, now in (("RUSSIA", "RUS"), ("the-president", PUTIN.id)):
        store.correct(Correction.of(Kind.MERGE_ACTORS, BY, actors=(was, now)))
    shown = store.reading("two.txt")
    assert {each.id for each in shown.actors} == {"RUS", PUTIN.id}
    assert shown.mentions == (replace(mention, actor="RUS"),)
    assert (shown.statements[0].speaker, shown.statements[0].addressees) == (PUTIN.id, ("RUS",))
    assert (shown.events[0].actors, shown.events[0].recipients) == (("RUS",), ("RUS",))
    assert shown.events[0].coder == done.coder
    assert len(store.statements(StatementFilter(speakers=frozenset({PUTIN.id})))) == 2
    assert shown.events[0] in store.events(EventFilter(parties=frozenset({"RUS"})))
    assert set(store.actors()) == {"RUS", PUTIN.id}
    assert [(each.actor, each.statements) for each in store.appearances() if each.statements] == [(PUTIN.id, 2)]
    for kept in store.corrections():
        store.undo(kept.correction.id, BY)
    assert store.reading("two.txt").statements == (said,)
    assert "RUSSIA" in store.actors()


def test_of_two_merges_that_contradict_the_later_holds(store: Store) -> None:
    for was, now in (("RUS", PUTIN.id), (PUTIN.id, "RUS")):
        store.correct(Correction.of(Kind.MERGE_ACTORS, BY, actors=(was, now)))
    assert set(store.actors()) == {"RUS"}


def test_a_mention_that_is_of_another_moves_what_rests_on_it_and_keeps_the_score(store: Store) -> None:
    words = cite(ARTICLE, "Vladimir Putin")
    moved = Correction.of(Kind.MOVE_MENTION, BY, actors=(PUTIN.id, "RUS"), words=words)
    store.correct(moved)
    row = store.row(SAID.id)
    assert isinstance(row, Statement)
    assert (row.speaker, row.coder, row.score) == ("RUS", PERSON, SAID.score)
    assert {each.actor for each in store.reading(ARTICLE.id).mentions} == {"RUS"}
    first = Correction.of(Kind.MOVE_MENTION, BY, actors=("RUS", "UKR"), words=cite(ARTICLE, "Moscow"))
    store.correct(first)
    assert store.row(ASKED.id).actors == ("UKR",)  # type: ignore[union-attr]
    _correct(store, Kind.CHANGE, SAID, Change(speaker="USA"))
    assert store.row(SAID.id).speaker == "USA"  # type: ignore[union-attr]


def test_who_is_new_to_the_record_is_introduced_by_the_correction(store: Store) -> None:
    new = Actor("jane-roe", "Jane Roe", ActorKind.PERSON)
    target, sets = store.target(SAID.id), Change(speaker=new.id)
    store.correct(Correction.of(Kind.CHANGE, BY, target=target, sets=sets, introduces=(new,)))
    assert store.actors()[new.id] == new
    assert new in store.reading(ARTICLE.id).actors
    store.undo(store.corrections()[0].correction.id, BY)
    assert new.id not in store.actors()
    assert new not in store.reading(ARTICLE.id).actors


def test_corrections_are_listed_by_article_row_author_and_kind(store: Store) -> None:
    _correct(store, Kind.CONFIRM, ASKED)
    _correct(store, Kind.LINK, DEFERRED, other=ASKED)
    store.correct(Correction.of(Kind.MERGE_ACTORS, By("John Roe", AT), actors=("A", "B")))
    assert len(store.corrections(CorrectionFilter(article_id=ARTICLE.id))) == 2
    assert len(store.corrections(CorrectionFilter(row=ASKED.id))) == 2
    assert len(store.corrections(CorrectionFilter(row=DEFERRED.id))) == 1
    assert len(store.corrections(CorrectionFilter(author="John Roe"))) == 1
    assert len(store.corrections(CorrectionFilter(kinds=frozenset({Kind.LINK})))) == 1
    assert len(store.corrections(CorrectionFilter(limit=2))) == 2


def test_what_copies_repeat_of_a_corrected_row_is_not_a_line_of_its_own(new_store: NewStore) -> None:
    with new_store() as store:
        stories.fill(store)
        first, copy = (stories.reading(each) for each in (stories.first(), stories.copy()))
        asked, refused, *_ = first.events
        _correct(store, Kind.REJECT, refused)
        assert {row.id for row in store.events()} == {asked.id, copy.events[0].id, copy.events[2].id}
        assert [row.id for row in store.reading(copy.article.id).events] == [copy.events[0].id, copy.events[2].id]
        _correct(store, Kind.CHANGE, asked, Change(type=EventType.INVOKE))
        assert {row.id for row in store.events()} == {asked.id, copy.events[2].id}
        assert [each.id for each in store.retold([asked.id])[asked.id]] == [copy.events[0].id]
        _correct(store, Kind.CHANGE, first.statements[0], Change(speaker="RUS"))
        (found,) = store.statements(StatementFilter(words="demands ignored", once=True))
        assert (found.id, found.speaker) == (first.statements[0].id, "RUS")
        before = everything(store)
        stories.tell_all(store)
        assert everything(store) == before


def test_a_confirmed_row_of_a_copy_is_still_a_witness(new_store: NewStore) -> None:
    with new_store() as store:
        stories.fill(store)
        first, copy = (stories.reading(each) for each in (stories.first(), stories.copy()))
        _correct(store, Kind.CONFIRM, copy.events[0])
        assert [each.id for each in store.retold([first.events[0].id])[first.events[0].id]] == [copy.events[0].id]
        assert copy.events[0].id not in {row.id for row in store.events(EventFilter(once=True))}
        _correct(store, Kind.CHANGE, copy.events[0], Change(recipients=("USA",)))
        assert copy.events[0].id in {row.id for row in store.events(EventFilter(once=True))}


def test_demands_are_steered_by_rows_as_they_go_now(store: Store) -> None:
    there = article("Moscow asked that NATO leave Romania.", uri="two.txt")
    second = event(there, EventType.REQUEST, "NATO leave Romania", ("RUS",), ("NATO",))
    store.add(Reading(there, events=(second,)))
    pair = store.target(ASKED.id), store.target(second.id)
    merged = Correction.of(Kind.MERGE_DEMANDS, BY, target=pair[0], other=pair[1])
    store.correct(merged)
    assert store.steering().merged == {tuple(sorted((ASKED.id, second.id)))}
    store.add(another())
    one, other = sorted((another().events[0].id, second.id))
    assert store.steering().merged == {(one, other)}
    store.correct(Correction.of(Kind.SPLIT_DEMANDS, BY, target=pair[1], other=pair[0]))
    assert store.steering() == Steering(parted=frozenset({(one, other)}))
    _correct(store, Kind.REJECT, second)
    assert store.steering().parted == frozenset()


def test_the_most_doubtful_rows_are_those_that_nobody_corrected(store: Store) -> None:
    assert {row.id for row in store.doubted(5)} == {SAID.id, STUDIED.id, ASKED.id, DEFERRED.id}
    _correct(store, Kind.CONFIRM, DEFERRED)
    assert [row.id for row in store.doubted(1)] == [SAID.id, ASKED.id]


@pytest.mark.parametrize("command", ["UPDATE corrections SET author = 'x'", "DELETE FROM corrections"])
def test_no_correction_can_be_changed_or_removed(tmp_path: Path, command: str) -> None:
    path = tmp_path / "kept.db"
    with open_store(path) as store:
        store.add(reading())
        _correct(store, Kind.CONFIRM, ASKED)
    with closing(sqlite3.connect(path)) as connection, pytest.raises(sqlite3.IntegrityError, match="never"):
        connection.execute(command)


def test_what_another_process_corrects_is_seen_at_once(tmp_path: Path) -> None:
    with open_store(tmp_path / "kept.db") as store, open_store(tmp_path / "kept.db") as other:
        store.add(reading())
        assert len(store.reading(ARTICLE.id).events) == 2
        other.correct(Correction.of(Kind.MERGE_ACTORS, BY, actors=("RUS", "UKR")))
        assert store.row(ASKED.id).actors == ("UKR",)  # type: ignore[union-attr]
        assert store.events()[0].actors == ("UKR",)


def test_a_row_of_a_person_is_kept_only_as_a_correction(store: Store, new_store: NewStore) -> None:
    _correct(store, Kind.CONFIRM, ASKED)
    with new_store() as other:
        with pytest.raises(CorrectionError, match=f"row {ASKED.id}: is of coder person/1; keep the correction"):
            other.add(store.reading(ARTICLE.id))
        assert other.counts().articles == 0


def test_a_row_that_is_hidden_by_the_rejection_of_another_id_was_rejected_and_can_be_confirmed(store: Store) -> None:
    _correct(store, Kind.REJECT, SAID)
    store.add(another())
    hidden = another().statements[0]
    with pytest.raises(StoreError, match=f"the row {hidden.id} was rejected"):
        store.row(hidden.id)
    _correct(store, Kind.CONFIRM, hidden)
    assert [row.id for row in store.statements()] == [hidden.id]
