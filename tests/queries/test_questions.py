from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations

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


_LATER = article(
    "Washington refused to pull its forces out of the eastern provinces. Moscow dropped its claim.",
    uri="reports/later.txt",
    published_on=date(2022, 5, 1),
)
_ASKED = article(
    "Moscow asked Washington to withdraw its troops from the eastern provinces.",
    uri="reports/asked.txt",
    published_on=date(2022, 2, 10),
)


@pytest.fixture
def long_store(store: Store) -> Store:
    """Return a store in which a demand is answered months later, and one article has no day."""
    ask = event(_ASKED, EventType.REQUEST, "withdraw its troops from the eastern provinces", ("RUS",), ("USA",))
    no = event(_LATER, EventType.REJECT, "refused to pull its forces out of the eastern provinces", ("USA",), ("RUS",))
    store.add(Reading(_ASKED, actors=(RUSSIA,), events=(ask,)))
    store.add(Reading(_LATER, actors=(RUSSIA,), events=(no,)))
    undated = article("They met somewhere.", uri="undated.txt")
    store.add(Reading(undated, events=(event(undated, EventType.CONSULT, "They met", ("RUS",)),)))
    return store


def test_a_demand_has_where_it_was_raised_first_and_last_all_wordings_and_all_places(store: Store) -> None:
    first, _ = queries.demands(store)
    assert [(told.on, told.evidence.uri) for told in (first.first, first.last)] == [
        ("2022-02-01", "reports/first.txt"),
        ("2022-02-03", "reports/second.txt"),
    ]
    assert first.wordings == ("NATO will not expand to Ukraine", "no further NATO expansion")
    assert first.witnesses == (first.first, first.last)


def test_a_step_of_another_article_shows_the_words_that_it_answers(long_store: Store) -> None:
    (found,) = queries.demands(long_store, addressee="USA")
    assert found.status == "rejected"
    raised, rejected = found.chain
    assert raised.answers is None
    assert rejected.answers == raised.evidence
    assert 0 < rejected.step.score <= 0.8


def test_a_demand_is_found_by_its_id_a_part_of_it_and_an_id_that_it_had_before(store: Store) -> None:
    first, second = queries.demands(store)
    assert queries.demand(store, first.id) == queries.demand(store, first.id[2:10]) == first
    older = article("Moscow asked for no NATO expansion.", uri="older.txt", published_on=date(2021, 12, 1))
    asked = event(older, EventType.REQUEST, "no NATO expansion", ("RUS",), ("NATO",))
    store.add(Reading(older, events=(asked,)))
    found = queries.demand(store, first.id)
    assert found.id != first.id
    assert found.first.evidence.uri == "older.txt"
    assert queries.demand(store, second.id) == second


def test_an_id_that_no_demand_has_or_several_have_is_an_error_that_says_so(store: Store) -> None:
    with pytest.raises(SettingsError, match="no demand has the id 'xyz'"):
        queries.demand(store, "xyz")
    with pytest.raises(SettingsError, match="may be 2 demands"):
        queries.demand(store, "d:")
    with pytest.raises(SettingsError, match="no demand has the id ''"):
        queries.demand(store, "")


@pytest.mark.parametrize("day", [date(2022, 1, 1), date(2022, 2, 1), date(2022, 2, 2), date(2022, 2, 3), date.max])
def test_as_of_a_day_the_record_says_what_it_said_with_the_articles_of_until_then(store: Store, day: date) -> None:
    with open_store(":memory:") as then:
        for reading in (_first(), _second()):
            if reading.article.published_on and reading.article.published_on <= day:
                then.add(reading)
        if day >= date(2022, 2, 3):
            then.add(replace(_second(), article=replace(SECOND, uri="reports/copy.txt")))
        assert queries.brief(store, as_of=day) == queries.brief(then)
        assert queries.demands(store, as_of=day) == queries.demands(then)
        assert queries.statements(store, as_of=day) == queries.statements(then)
        assert queries.timeline(store, as_of=day) == queries.timeline(then)


def test_as_of_a_day_what_has_no_day_is_not_there(long_store: Store) -> None:
    assert "undated.txt" in [line.evidence.uri for line in queries.timeline(long_store)]
    assert "undated.txt" not in [line.evidence.uri for line in queries.timeline(long_store, as_of=date.max)]


def test_changes_are_what_articles_between_two_days_brought(long_store: Store) -> None:
    found = queries.changes(long_store, since=date(2022, 2, 10), until=date(2022, 5, 1))
    (change,) = found.demands
    assert (change.was, change.now, change.demand.addressees) == ("raised", "rejected", ("USA",))
    assert (found.articles, found.demand_count, found.speakers, found.warnings) == (1, 1, (), ())


def test_changes_count_what_leaders_said_and_list_new_demands_warnings_and_meetings(long_store: Store) -> None:
    found = queries.changes(long_store, since=date(2022, 1, 1), until=date(2022, 2, 1))
    assert [(change.was, change.now) for change in found.demands] == [(None, "rejected"), (None, "rejected")]
    assert [(line.name, line.statements) for line in found.speakers] == [("Vladimir Putin", 1)]
    assert [line.evidence.exact for line in found.warnings] == ["warned of war if Ukraine joins"]
    assert [line.evidence.exact for line in found.meetings_held] == ["The presidents met"]
    assert [line.evidence.exact for line in found.meetings_ahead] == ["A visit is possible"]
    assert queries.changes(long_store, since=date(2022, 1, 1), until=date(2022, 2, 1), top=1).demand_count == 2


def test_a_demand_that_is_raised_again_after_an_answer_moved(store: Store) -> None:
    found = queries.changes(store, since=date(2022, 2, 1), until=date(2022, 2, 3))
    assert [(change.was, change.now) for change in found.demands] == [("rejected", "raised")]


def test_changes_of_no_stretch_of_time_are_an_error(store: Store) -> None:
    with pytest.raises(SettingsError, match="expected an earlier day and a later one"):
        queries.changes(store, since=date(2022, 2, 1), until=date(2022, 2, 1))


def test_positions_are_what_an_actor_said_asked_and_answered_in_order(store: Store) -> None:
    found = queries.positions(store, "NATO")
    assert [(line.step, line.what) for line in found.lines] == [
        ("rejected", "NATO will not expand to Ukraine"),
        ("rejected", "roll back its deployments"),
    ]
    russia = queries.positions(store, "Russia", issue="expansion of NATO")
    assert russia.actor == "Russia"
    assert [(line.on, line.step) for line in russia.lines] == [("2022-02-01", "raised"), ("2022-02-03", "raised")]
    assert russia.newest == russia.lines[-1]
    said = queries.positions(store, "Russia", issue="demands")
    assert [(line.speaker, line.step) for line in said.lines] == [("Vladimir Putin", None)]
    assert said.newest == said.lines[0]
    assert queries.positions(store, "Russia", limit=1).lines[0].evidence.uri == "reports/second.txt"


def test_a_shift_is_marked_only_where_two_steps_of_the_actor_show_it(long_store: Store) -> None:
    agreed = article(
        "Washington agreed to withdraw its troops from the eastern provinces.",
        uri="agreed.txt",
        published_on=date(2022, 6, 1),
    )
    yes = event(agreed, EventType.AGREE, "agreed to withdraw its troops from the eastern provinces", ("USA",), ("RUS",))
    long_store.add(Reading(agreed, events=(yes,)))
    found = queries.positions(long_store, "USA", issue="eastern provinces")
    assert [(line.was, line.step) for line in found.lines] == [(None, "rejected"), ("rejected", "accepted")]
    assert found.newest == found.lines[-1]
    before = queries.positions(long_store, "USA", issue="eastern provinces", as_of=date(2022, 5, 31))
    assert [(line.was, line.step) for line in before.lines] == [(None, "rejected")]


def test_positions_of_who_said_nothing_on_an_issue_are_empty(store: Store) -> None:
    found = queries.positions(store, "USA", issue="grain")
    assert (found.newest, found.lines) == (None, ())


def test_a_step_says_according_to_whom(store: Store) -> None:
    first = queries.demands(store)[0]
    assert [line.according_to for line in first.chain] == [None, "Vladimir Putin", None]
    assert [line.according_to for line in queries.positions(store, "NATO").lines] == ["Vladimir Putin"] * 2


def test_a_reply_of_which_nobody_knows_what_it_answers_is_an_act_without_a_step(store: Store) -> None:
    *_, last = queries.positions(store, "Russia").lines
    assert (last.act, last.step, last.demand) == (EventType.REQUEST, "raised", queries.demands(store)[0].id)
    refused = article("Moscow rejected a pact on grain.", uri="grain.txt", published_on=date(2022, 3, 1))
    no = event(refused, EventType.REJECT, "rejected a pact on grain", ("RUS",))
    store.add(Reading(refused, events=(no,)))
    found = queries.positions(store, "Russia", issue="grain")
    assert [(line.act, line.step, line.demand) for line in found.lines] == [(EventType.REJECT, None, None)]
    assert found.newest == found.lines[0]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_the_demands_are_the_same_in_whatever_order_reports_were_read(order: tuple[int, ...]) -> None:
    ask = event(_ASKED, EventType.REQUEST, "withdraw its troops from the eastern provinces", ("RUS",), ("USA",))
    no = event(_LATER, EventType.REJECT, "refused to pull its forces out of the eastern provinces", ("USA",), ("RUS",))
    readings = [_first(), _second(), Reading(_ASKED, events=(ask,)), Reading(_LATER, events=(no,))]
    with open_store(":memory:") as straight, open_store(":memory:") as shuffled:
        for at in range(4):
            straight.add(readings[at])
            shuffled.add(readings[order[at]])
        assert queries.demands(shuffled) == queries.demands(straight)
