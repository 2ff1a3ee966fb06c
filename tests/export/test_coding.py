from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from standoff.export.coding import Coding, LeftOut, Tally, coding, codings
from standoff.export.parties import Roster
from standoff.plover import EventType, Status
from standoff.types import Actor, ActorKind, Event, Reading
from tests.readings import article, event, reading, statement

TEXT = "Ruritania and the West may meet Freedonia, Ruritania said."
AT = article(TEXT, published_on=date(2022, 2, 1))
WEST = Actor("WEST", "West", ActorKind.BLOC)
SAID = statement(AT, "Ruritania and the West may meet Freedonia", said_on="2022-01-30")
ROSTER = Roster.of(Reading(AT, actors=(WEST,), statements=(SAID,)))


def made(kind: EventType, **more: Any) -> Event:
    return event(AT, kind, "may meet", **{"actors": ("RUS",), "recipients": ("USA",), **more})


def kept(given: Event) -> Coding:
    found = coding(given, ROSTER)
    assert isinstance(found, Coding)
    return found


@pytest.mark.parametrize("kind", [each for each in EventType if each.in_plover])
def test_what_happened_is_what_it_is(kind: EventType) -> None:
    found = kept(made(kind))
    assert (found.type, found.ahead, found.whole) == (kind, None, True)


@pytest.mark.parametrize("kind", [EventType.DEFER, EventType.DENY, EventType.INVOKE])
def test_types_of_our_own_are_left_out(kind: EventType) -> None:
    assert coding(made(kind), ROSTER) is LeftOut.OWN_TYPE


@pytest.mark.parametrize("kind", [each for each in EventType if each.in_plover])
def test_what_was_not_done_is_left_out(kind: EventType) -> None:
    assert coding(made(kind, status=Status.NEGATED), ROSTER) is LeftOut.NEGATED


@pytest.mark.parametrize("kind", [EventType.CONSULT, EventType.SUPPORT, EventType.COOPERATE, EventType.AID])
def test_cooperation_that_lies_ahead_is_an_agreement_to_it(kind: EventType) -> None:
    found = kept(made(kind, status=Status.FUTURE, mode="visit"))
    assert (found.type, found.mode, found.ahead) == (EventType.AGREE, None, kind)


def test_a_retreat_that_lies_ahead_is_a_concession() -> None:
    found = kept(made(EventType.RETREAT, status=Status.FUTURE, mode="withdraw"))
    assert (found.type, found.mode) == (EventType.CONCEDE, None)


@pytest.mark.parametrize("kind", [EventType.ASSAULT, EventType.MOBILIZE, EventType.SANCTION, EventType.REJECT])
def test_conflict_that_lies_ahead_is_left_out_and_not_made_a_threat(kind: EventType) -> None:
    assert coding(made(kind, status=Status.FUTURE), ROSTER) is LeftOut.AHEAD


@pytest.mark.parametrize("kind", [EventType.ASSAULT, EventType.AID, EventType.RETREAT, EventType.THREATEN])
def test_what_is_only_possible_is_left_out(kind: EventType) -> None:
    assert coding(made(kind, status=Status.HYPOTHETICAL), ROSTER) is LeftOut.POSSIBLE


def test_a_possible_meeting_of_two_is_an_agreement_at_most() -> None:
    found = kept(made(EventType.AGREE, status=Status.HYPOTHETICAL))
    assert (found.type, found.ahead, found.event.status) == (EventType.AGREE, EventType.CONSULT, Status.HYPOTHETICAL)
    assert coding(made(EventType.AGREE, status=Status.HYPOTHETICAL, recipients=()), ROSTER) is LeftOut.POSSIBLE


def test_of_a_bloc_and_a_member_the_member_remains() -> None:
    found = kept(made(EventType.REJECT, actors=("USA", "WEST"), recipients=("RUS",)))
    assert [party.code for party in found.actors] == ["USA"]
    assert not found.whole


@pytest.mark.parametrize(("actors", "recipients"), [(("WEST",), ("RUS",)), (("RUS",), ("WEST",))])
def test_what_a_bloc_alone_does_or_suffers_is_left_out(actors: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    assert coding(made(EventType.ACCUSE, actors=actors, recipients=recipients), ROSTER) is LeftOut.BLOC


@pytest.mark.parametrize("kind", [EventType.COOPERATE, EventType.AID, EventType.SANCTION])
def test_types_that_need_a_recipient_are_left_out_without(kind: EventType) -> None:
    assert coding(made(kind, recipients=()), ROSTER) is LeftOut.NO_RECIPIENT
    # Aid that is only announced is AGREE, which needs none.
    if kind is not EventType.SANCTION:
        assert kept(made(kind, recipients=(), status=Status.FUTURE)).type is EventType.AGREE


def test_an_event_without_an_actor_is_left_out() -> None:
    assert coding(made(EventType.REJECT, actors=()), ROSTER) is LeftOut.NOBODY


def test_the_day_is_the_event_s_else_that_of_publication() -> None:
    assert kept(made(EventType.REJECT, date="2022-01-28")).day == "2022-01-28"
    assert kept(made(EventType.REJECT)).day == "2022-02-01"
    interval = kept(made(EventType.REJECT, date="2022-01-24/2022-01-30"))
    assert (interval.day, interval.until) == ("2022-01-24", "2022-01-30")


def test_an_agreement_to_meet_is_of_the_day_it_was_spoken_of_and_not_of_the_meeting() -> None:
    ahead = {"status": Status.FUTURE, "date": "2022-02-14"}
    assert kept(made(EventType.CONSULT, **ahead)).day == "2022-02-01"
    assert kept(made(EventType.CONSULT, **ahead, according_to=SAID.id)).day == "2022-01-30"


def test_an_event_of_no_day_is_left_out() -> None:
    undated = Roster.of(Reading(replace(AT, published_on=None)))
    assert coding(made(EventType.REJECT), undated) is LeftOut.NO_DAY
    assert isinstance(coding(made(EventType.REJECT, date="2022-01-28"), undated), Coding)


def test_a_mode_or_context_that_plover_does_not_have_is_not_written() -> None:
    found = kept(made(EventType.RETREAT, mode="ease", contexts=("humanitarian", "economic", "democracy")))
    assert (found.mode, found.contexts) == (None, ("economic",))


def test_before_the_first_underscore_of_an_id_is_the_article() -> None:
    found = kept(made(EventType.REJECT))
    at, kind, end = found.id.split("_")
    assert found.event.anchor.article_id == f"sha256:{at}{found.event.anchor.article_id[27:]}"
    assert (kind, f"e:{end}") == ("REJECT", found.event.id)


def test_every_event_is_counted() -> None:
    tally = Tally()
    assert [each.type for each in codings(reading(), tally)] == [EventType.REQUEST]
    assert tally == {None: 1, LeftOut.OWN_TYPE: 1}
