from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from standoff import queries
from standoff.errors import CitationError, SettingsError, StoreError
from standoff.plover import EventType, Status
from standoff.store import Store, open_store
from standoff.types import Actor, ActorKind, Reading
from tests.readings import PUTIN, RUSSIA, article, cite, event, statement

NATO = Actor("NATO", "NATO", ActorKind.ORGANIZATION)
BLINKEN = Actor("antony-blinken", "Antony Blinken", ActorKind.PERSON, country="USA", acts_for="USA")

FIRST = article(
    "Moscow asked that NATO will not expand to Ukraine. Moscow asked NATO to roll back its deployments. "
    "The demands were ignored, Vladimir Putin said. He warned of war if Ukraine joins. The presidents met. "
    "A visit is possible. Washington accused Moscow of massing troops. Moscow denied it.",
    uri="reports/first.txt",
    published_on=date(2022, 2, 1),
)
SECOND = article(
    "Antony Blinken told Moscow that the door stays open. Moscow insists on no further NATO expansion. It agreed to "
    "a pact. Moscow may face measures.",
    uri="reports/second.txt",
    published_on=date(2022, 2, 3),
)


def _first() -> Reading:
    said = statement(
        FIRST, "The demands were ignored", "Vladimir Putin", "said", speaker=PUTIN.id, addressees=("NATO",)
    )
    asked = event(FIRST, EventType.REQUEST, "NATO will not expand to Ukraine", ("RUS",), ("NATO",), date="2022-02-01")
    other = event(FIRST, EventType.REQUEST, "roll back its deployments", ("RUS",), ("NATO",))
    return Reading(
        FIRST,
        actors=(PUTIN, RUSSIA, NATO),
        statements=(said,),
        events=(
            asked,
            other,
            event(
                FIRST, EventType.REJECT, "ignored", ("NATO",), ("RUS",), answers=(asked.id, other.id),
                according_to=said.id,
            ),
            event(
                FIRST, EventType.THREATEN, "warned of war if Ukraine joins", ("RUS",), ("NATO",),
                condition=cite(FIRST, "if Ukraine joins"),
            ),
            event(FIRST, EventType.CONSULT, "The presidents met", ("RUS", "FRA"), date="2022-01-31"),
            event(FIRST, EventType.AGREE, "A visit is possible", ("FRA",), ("RUS",), status=Status.HYPOTHETICAL),
            event(FIRST, EventType.ACCUSE, "accused Moscow of massing troops", ("USA",), ("RUS",)),
            event(FIRST, EventType.DENY, "Moscow denied it", ("RUS",), ("USA",)),
        ),
    )  # fmt: skip


def _second() -> Reading:
    return Reading(
        SECOND,
        actors=(BLINKEN, RUSSIA),
        statements=(statement(SECOND, "the door stays open", speaker=BLINKEN.id, addressees=("RUS",)),),
        events=(
            event(SECOND, EventType.REQUEST, "no further NATO expansion", ("RUS",), ("NATO",)),
            event(SECOND, EventType.AGREE, "agreed to a pact", ("RUS",), status=Status.FUTURE),
            event(SECOND, EventType.THREATEN, "Moscow may face measures", ("USA",), ("RUS",)),
            event(SECOND, EventType.ASSAULT, "face", ("UNKNOWN",), status=Status.NEGATED),
        ),
    )


@pytest.fixture
def store() -> Iterator[Store]:
    with open_store(":memory:") as made:
        made.add(_first())
        made.add(_second())
        made.add(replace(_second(), article=replace(SECOND, uri="reports/copy.txt")))
        yield made


def test_the_brief_lists_parties_by_how_often_they_appear(store: Store) -> None:
    parties = queries.brief(store).parties
    assert [(line.id, line.name, line.statements, line.acting, line.receiving) for line in parties] == [
        ("RUS", "Russia", 1, 7, 4),
        ("NATO", "NATO", 0, 1, 4),
        ("USA", "USA", 1, 2, 1),
        ("FRA", "FRA", 0, 2, 0),
    ]


def test_the_brief_has_the_demands_that_most_articles_tell_of_first(store: Store) -> None:
    found = queries.brief(store)
    assert found.demand_count == 2
    first, second = found.demands
    assert (first.holder, first.addressees, first.articles, first.status) == (("Russia",), ("NATO",), 2, "raised")
    assert [(line.step.step, line.on) for line in first.chain] == [
        ("raised", "2022-02-01"),
        ("rejected", "2022-02-01"),
        ("raised", "2022-02-03"),
    ]
    assert (second.what, second.status) == ("roll back its deployments", "rejected")


def test_every_line_cites_the_words_that_show_it(store: Store) -> None:
    evidence = queries.brief(store).demands[0].chain[2].evidence
    assert (evidence.uri, evidence.published_on, evidence.copies) == (
        "reports/second.txt",
        date(2022, 2, 3),
        ("reports/copy.txt",),
    )
    (start, end), *_ = evidence.spans
    assert SECOND.text[start:end] == evidence.exact == "no further NATO expansion"


def test_warnings_with_a_condition_come_before_newer_ones_without(store: Store) -> None:
    assert [line.evidence.exact for line in queries.brief(store).warnings] == [
        "warned of war if Ukraine joins",
        "Moscow may face measures",
    ]


def test_accusations_denials_and_meetings_have_their_parts(store: Store) -> None:
    found = queries.brief(store)
    assert [line.evidence.exact for line in found.accusations] == ["accused Moscow of massing troops"]
    assert [line.evidence.exact for line in found.denials] == ["Moscow denied it"]
    assert [(line.evidence.exact, line.on) for line in found.meetings_held] == [("The presidents met", "2022-01-31")]
    assert [line.evidence.exact for line in found.meetings_ahead] == ["A visit is possible"]


def test_the_latest_words_of_a_party_are_those_of_who_speaks_for_it(store: Store) -> None:
    latest = {each.party.id: each.words for each in queries.brief(store).latest_words}
    assert {party: (line.speaker, line.evidence.exact) for party, line in latest.items()} == {
        "RUS": ("Vladimir Putin", "The demands were ignored"),
        "USA": ("Antony Blinken", "the door stays open"),
    }


def test_a_private_person_is_one_party_in_word_and_deed(store: Store) -> None:
    person = Actor("ai-weiwei", "Ai Weiwei", ActorKind.PERSON)
    at = article("Ai Weiwei said it hurt. He accused them.", uri="three.txt")
    said = statement(at, "it hurt", "Ai Weiwei", "said", speaker=person.id)
    accused = event(at, EventType.ACCUSE, "accused them", (person.party,))
    store.add(Reading(at, actors=(person,), statements=(said,), events=(accused,)))
    found = queries.brief(store)
    assert [(line.name, line.statements, line.acting) for line in found.parties if line.id == "AI-WEIWEI"] == [
        ("Ai Weiwei", 1, 1)
    ]
    assert "it hurt" in [each.words.evidence.exact for each in found.latest_words]


def test_a_brief_has_no_more_lines_than_wanted(store: Store) -> None:
    found = queries.brief(store, top=1)
    parts = (found.parties, found.demands, found.warnings, found.meetings_held, found.latest_words)
    assert [len(part) for part in parts] == [1, 1, 1, 1, 1]


def test_the_brief_of_an_empty_record_is_empty() -> None:
    with open_store(":memory:") as empty:
        found = queries.brief(empty)
    assert (found.counts.articles, found.demand_count, found.parties, found.demands) == (0, 0, (), ())


def test_a_brief_is_json_as_it_is(store: Store) -> None:
    found = msgspec.json.decode(msgspec.json.encode(queries.brief(store)))
    assert found["demands"][0]["chain"][0]["evidence"]["spans"] == [[18, 49]]


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({}, 2),
        ({"holder": "Russia"}, 2),
        ({"holder": "Putin"}, 2),
        ({"holder": "NATO"}, 0),
        ({"addressee": "nato"}, 2),
        ({"status": "rejected"}, 1),
        ({"limit": 1}, 1),
    ],
)
def test_demands_are_chosen_by_holder_addressee_and_status(store: Store, wanted: dict[str, str], count: int) -> None:
    assert len(queries.demands(store, **wanted)) == count  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["vladimir-putin", "Vladimir Putin", "putin", "RUS", "rus", "Russia"])
def test_a_speaker_is_named_by_code_name_part_of_name_or_party(store: Store, name: str) -> None:
    assert [line.speaker for line in queries.statements(store, speaker=name)] == ["Vladimir Putin"]


def test_statements_come_newest_first_and_are_chosen_by_addressee_words_and_days(store: Store) -> None:
    assert [line.on for line in queries.statements(store)] == ["2022-02-03", "2022-02-01"]
    assert [line.speaker for line in queries.statements(store, addressee="Russia")] == ["Antony Blinken"]
    assert [line.speaker for line in queries.statements(store, words="demand ignoring")] == ["Vladimir Putin"]
    assert [line.on for line in queries.statements(store, until=date(2022, 2, 3))] == ["2022-02-01"]
    assert [line.on for line in queries.statements(store, since=date(2022, 2, 2), limit=5)] == ["2022-02-03"]


@pytest.mark.parametrize(
    ("name", "hint"), [("Vladimir Poutine", "vladimir putin"), ("Atlantis", "standoff brief"), ("", "standoff brief")]
)
def test_a_name_that_nobody_has_is_an_error_with_a_hint(store: Store, name: str, hint: str) -> None:
    with pytest.raises(SettingsError, match=f"nobody in this record is called .*{hint}"):
        queries.statements(store, speaker=name)


def test_a_timeline_is_in_order_and_says_who_told(store: Store) -> None:
    found = queries.timeline(store, types=frozenset({EventType.CONSULT, EventType.REJECT, EventType.DENY}))
    assert [(line.on, line.event.type.value, line.according_to) for line in found] == [
        ("2022-01-31", "CONSULT", None),
        ("2022-02-01", "REJECT", "Vladimir Putin"),
        ("2022-02-01", "DENY", None),
    ]


def test_a_timeline_that_is_cut_keeps_the_newest(store: Store) -> None:
    assert [line.evidence.exact for line in queries.timeline(store, party="FRA", limit=1)] == ["A visit is possible"]
    assert len(queries.timeline(store, party="Blinken")) == 3


def test_a_timeline_puts_what_has_no_day_last(store: Store) -> None:
    undated = article("They met somewhere.", uri="undated.txt")
    store.add(Reading(undated, events=(event(undated, EventType.CONSULT, "They met", ("RUS",)),)))
    assert queries.timeline(store)[-1].on is None
    assert queries.timeline(store, limit=1)[0].on == "2022-02-03"


def test_an_article_is_shown_with_its_rows_its_own_demands_and_its_copies(store: Store) -> None:
    shown = queries.show(store, "copy.txt")
    assert shown.reading.events == _second().events
    assert [demand.status for demand in shown.reading.demands] == ["raised"]
    assert [each.uri for each in shown.witnesses] == ["reports/second.txt", "reports/copy.txt"]
    with pytest.raises(StoreError, match="no article"):
        queries.show(store, "absent.txt")


def test_a_check_counts_the_citations_that_hold(store: Store) -> None:
    assert queries.check(store).citations == 17
    vars(store)["_connection"].execute("UPDATE events SET anchor_exact = 'moved' WHERE type = 'DENY'")
    with pytest.raises(CitationError, match="moved"):
        queries.check(store)
