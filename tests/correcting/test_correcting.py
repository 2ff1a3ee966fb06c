"""What a person does to a record, named as the record shows it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from standoff import correcting, queries
from standoff.correcting import NewEvent, NewStatement
from standoff.corrections import By, Change, Kind
from standoff.errors import CorrectionError, SettingsError, StoreError
from standoff.plover import EventType
from standoff.store import Store, open_store
from standoff.types import Actor, ActorKind, Event, Mention, Reading, Statement
from tests.readings import PUTIN, RUSSIA, article, cite, event, statement

BY = By("Jane Doe", datetime(2022, 2, 3, tzinfo=UTC))
NATO = Actor("NATO", "NATO", ActorKind.ORGANIZATION)
AT = article(
    "Moscow asked that NATO withdraw its troops from the border. It asked that NATO let observers in before winter. "
    "The president said the demands were ignored. NATO will study them.",
    published_on=date(2022, 2, 1),
)
SAID = statement(AT, "the demands were ignored", "The president", "said", speaker=PUTIN.id)
TROOPS = event(AT, EventType.REQUEST, "NATO withdraw its troops from the border", ("RUS",), ("NATO",))
OBSERVERS = event(AT, EventType.REQUEST, "NATO let observers in before winter", ("RUS",), ("NATO",))
STUDIES = event(AT, EventType.DEFER, "NATO will study them", ("NATO",), ("RUS",), answers=(TROOPS.id,))


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as made:
        mentions = (Mention(PUTIN.id, cite(AT, "The president").spans[0]),)
        made.add(Reading(AT, (PUTIN, RUSSIA, NATO), mentions, (SAID,), (TROOPS, OBSERVERS, STUDIES)))
        yield made


def _demands(store: Store) -> list[tuple[str, list[str]]]:
    return [(line.id, [step.event.id for step in line.chain]) for line in queries.demands(store)]


def test_rows_are_named_by_the_beginning_of_an_id(store: Store) -> None:
    correcting.reject(store, TROOPS.id[2:8], BY)
    assert [events for _, events in _demands(store)] == [[OBSERVERS.id]]
    with pytest.raises(StoreError, match="no statement or event has the id 'e:0000'"):
        correcting.confirm(store, "e:0000", BY)
    with pytest.raises(StoreError, match="no statement or event has the id 'e:%'"):
        correcting.confirm(store, "e:%", BY)


def test_a_rejected_row_can_be_confirmed_after_all(store: Store) -> None:
    correcting.reject(store, TROOPS.id, BY)
    correcting.confirm(store, TROOPS.id, BY)
    assert store.row(TROOPS.id).score == 1.0


def test_a_reply_is_linked_to_another_request_and_only_a_reply_to_a_request(store: Store) -> None:
    correcting.link(store, STUDIES.id, OBSERVERS.id, BY)
    correcting.unlink(store, STUDIES.id, TROOPS.id, BY)
    assert sorted(events for _, events in _demands(store)) == sorted([[TROOPS.id], [OBSERVERS.id, STUDIES.id]])
    with pytest.raises(CorrectionError, match="is no reply"):
        correcting.link(store, TROOPS.id, OBSERVERS.id, BY)
    correcting.change(store, OBSERVERS.id, BY, Change(type=EventType.ACCUSE))
    with pytest.raises(CorrectionError, match="neither a REQUEST nor an offer"):
        correcting.link(store, STUDIES.id, OBSERVERS.id, BY)
    with pytest.raises(CorrectionError, match="does not answer itself"):
        correcting.link(store, STUDIES.id, STUDIES.id, BY)
    with pytest.raises(CorrectionError, match="one of these is a statement"):
        correcting.link(store, SAID.id, TROOPS.id, BY)


def test_an_event_is_added_according_to_the_statement_around_it(store: Store) -> None:
    new = NewEvent(EventType.ACCUSE, cite(AT, "demands were ignored"), ("RUS",), ("NATO",))
    made = correcting.add(store, new, BY)
    assert made.target is not None
    row = store.row(made.target.id)
    assert isinstance(row, Event)
    assert row.according_to == SAID.id
    with pytest.raises(CorrectionError, match="is in the record already"):
        correcting.add(store, new, BY)
    own = correcting.add(store, replace(new, type=EventType.DENY, by_the_report=True), BY)
    assert store.row(own.target.id).according_to is None  # type: ignore[union-attr]


def test_a_statement_is_added_within_the_one_around_it(store: Store) -> None:
    made = correcting.add(store, NewStatement(cite(AT, "demands were ignored"), speaker="RUS"), BY)
    row = store.row(made.target.id)  # type: ignore[union-attr]
    assert isinstance(row, Statement)
    assert (row.parent, row.content.exact) == (SAID.id, "demands were ignored")
    correcting.undo(store, made.id, BY)
    assert store.statements() == [SAID]


def test_an_added_request_makes_a_demand(store: Store) -> None:
    made = correcting.add(store, NewEvent(EventType.REQUEST, cite(AT, "study them"), ("RUS",), ("NATO",)), BY)
    assert [made.target.id] in [events for _, events in _demands(store)]  # type: ignore[union-attr]


def test_demands_are_merged_and_split_by_their_ids(store: Store) -> None:
    (troops, _), (observers, _) = sorted(_demands(store), key=lambda each: each[1][0] != TROOPS.id)
    merged = correcting.merge(store, observers, troops[:6], BY)
    ((together, events),) = _demands(store)
    assert (together, len(events)) == (troops, 2)  # two requests of a day are one step
    with pytest.raises(CorrectionError, match="they are one demand already"):
        correcting.merge(store, troops, observers, BY)
    with pytest.raises(CorrectionError, match="is the request that founds"):
        correcting.split(store, together, TROOPS.id, BY)
    split = correcting.split(store, together, OBSERVERS.id, BY)
    assert len(_demands(store)) == 2
    with pytest.raises(CorrectionError, match=rf"is no request of {troops}"):
        correcting.split(store, troops, OBSERVERS.id, BY)
    correcting.undo(store, split.id, BY)
    assert len(_demands(store)) == 1
    correcting.undo(store, merged.id, BY)
    assert len(_demands(store)) == 2
    with pytest.raises(SettingsError, match="no demand has the id"):
        correcting.merge(store, troops, "d:0000", BY)


def test_actors_are_merged_by_id_or_name_and_the_first_stays(store: Store) -> None:
    made = correcting.merge(store, "RUS", "Vladimir Putin", BY)
    assert (made.kind, made.actors) == (Kind.MERGE_ACTORS, (PUTIN.id, "RUS"))
    assert store.row(SAID.id).speaker == "RUS"  # type: ignore[union-attr]
    with pytest.raises(CorrectionError, match="'Nobody' is no actor of this record"):
        correcting.merge(store, "RUS", "Nobody", BY)
    with pytest.raises(CorrectionError, match="are one already"):
        correcting.merge(store, "RUS", "russia", BY)


def test_a_mention_is_moved_to_another_actor(store: Store) -> None:
    words = correcting.cited(AT, "The president")
    correcting.move(store, words, PUTIN.id, "RUS", BY)
    assert store.row(SAID.id).speaker == "RUS"  # type: ignore[union-attr]
    with pytest.raises(CorrectionError, match="NATO: is not named in this article"):
        correcting.move(store, words, "NATO", "RUS", BY)


def test_speakers_and_parties_are_found_by_id_or_name_and_new_ones_are_made(store: Store) -> None:
    assert correcting.speaker(store, "vladimir putin") == (PUTIN.id, ())
    new = Actor("zoe-muller", "Zoé Müller", ActorKind.PERSON)
    assert correcting.speaker(store, " Zoé Müller ") == (new.id, (new,))
    assert correcting.parties(store, ("Vladimir Putin", "Russia", "nato", "SPLM", "UNKNOWN")) == (
        "RUS",
        "NATO",
        "SPLM",
        "UNKNOWN",
    )
    with pytest.raises(CorrectionError, match=r"'Rusia' is no party; there are russia"):
        correcting.parties(store, ("Rusia",))
    with pytest.raises(CorrectionError, match="is no name"):
        correcting.speaker(store, "…")


def test_words_are_found_by_which_copy_is_meant(store: Store) -> None:
    assert correcting.cited(AT, "asked that NATO", 2).spans[0].start > 50
    with pytest.raises(CorrectionError, match="is in the report 2 times"):
        correcting.cited(AT, "asked that NATO", 3)
    with pytest.raises(CorrectionError, match="copy them from the report"):
        correcting.cited(AT, "withdraw it's troops")
