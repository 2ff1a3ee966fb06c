"""A ledger is the same in whatever order, and in whatever parts, articles come."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from itertools import permutations
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.corrections import UNSTEERED, Steering
from standoff.ledger.demands import Ledger, demand_id, told
from standoff.plover import EventType, Status
from standoff.types import Citation, Event, Span
from tests.readings import EVENTS

_PUBLISHED = MappingProxyType({f"a{n}": date(2022, 2, n) if n < 6 else None for n in range(1, 8)})
_WORDS = ["troops", "withdraw", "border", "weapons", "not", "stop", "sixth", "NATO", "talks", "Ruritania", "it"]
_PHRASES = ["withdraw troops from the border", "not withdraw troops from the border", "withdraw troops and weapons"]


@st.composite
def _events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from([EventType.REQUEST] * 4 + [EventType.REJECT, EventType.AGREE, EventType.DEFER]))
    phrases = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5).map(" ".join)
    words = draw(st.one_of(st.sampled_from(_PHRASES), phrases))
    at = draw(st.integers(0, 40))
    anchor = Citation(draw(st.sampled_from(sorted(_PUBLISHED))), (Span(at, at + len(words)),), words)
    parties = st.sampled_from([(), ("RUS",), ("RUS",), ("NATO",), ("NATO",), ("RUS", "CHN"), ("UNKNOWN",)])
    identity = Event.make_id(anchor.article_id, kind, anchor.spans)
    on = draw(st.sampled_from([None, None, "2022-01-30", "2022-02-04/2022-02-06"]))
    score = draw(st.sampled_from([0.9, 0.9, 0.45]))
    return Event(identity, kind, draw(parties), draw(parties), anchor, Status.ACTUAL, EVENTS, score, date=on)


@st.composite
def _record(draw: st.DrawFn) -> list[Event]:
    events = draw(st.lists(_events(), max_size=16, unique_by=lambda event: event.id))
    requests = [event for event in events if event.type is EventType.REQUEST]
    if not requests:
        return events
    answers = [draw(st.sampled_from([(), (), (draw(st.sampled_from(requests)).id,)])) for _ in events]
    return [
        event if event.type is EventType.REQUEST else _answering(event, answer)
        for event, answer in zip(events, answers, strict=True)
    ]


def _answering(event: Event, answers: tuple[str, ...]) -> Event:
    return Event(
        event.id, event.type, event.actors, event.recipients, event.anchor, event.status, event.coder, event.score,
        date=event.date, answers=answers,
    )  # fmt: skip


@st.composite
def _steered(draw: st.DrawFn) -> tuple[list[Event], Steering]:
    """Return a record, and what persons said of it: which requests are one, which are not, what is no answer."""
    events = draw(_record())
    ids = [event.id for event in events] or ["e:absent"]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)).filter(
        lambda pair: pair[0] != pair[1] or len(ids) == 1
    )
    merged, parted, unanswered = (draw(st.frozensets(pairs, max_size=3)) for _ in range(3))
    return events, Steering(merged, parted, unanswered)


@given(_steered(), st.permutations(sorted(_PUBLISHED)), st.booleans())
@settings(deadline=None, max_examples=300)
def test_articles_one_by_one_in_any_order_make_the_ledger_of_all_at_once(
    record: tuple[list[Event], Steering], order: list[str], asked_in_between: bool
) -> None:
    events, steering = record
    by_article: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_article[event.anchor.article_id].append(event)
    ledger = Ledger(steering)
    for article in order:
        ledger.add(by_article[article], {article: _PUBLISHED[article]})
        if asked_in_between:
            ledger.told()
    assert _plain(ledger) == _plain_of(events, steering)


@given(_record(), st.randoms(use_true_random=False), st.integers(0, 16))
@settings(deadline=None)
def test_events_in_two_parts_make_the_ledger_of_all_at_once(events: list[Event], random: object, cut: int) -> None:
    shuffled = list(events)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    ledger = Ledger()
    ledger.add(shuffled[:cut], _PUBLISHED)
    ledger.told()
    ledger.add(shuffled[cut:], _PUBLISHED)
    ledger.add(shuffled, _PUBLISHED)
    assert _plain(ledger) == _plain_of(events)


def _plain(ledger: Ledger) -> list[tuple[object, frozenset[str]]]:
    return [(demand, frozenset(event.id for event in events)) for demand, events in ledger.told()]


def _plain_of(events: list[Event], steering: Steering = UNSTEERED) -> list[tuple[object, frozenset[str]]]:
    return [(demand, frozenset(each.id for each in found)) for demand, found in told(events, _PUBLISHED, steering)]


@given(_steered())
@settings(deadline=None)
def test_what_a_person_parted_is_in_one_demand_only_by_a_merge(record: tuple[list[Event], Steering]) -> None:
    events, steering = record
    for _, found in told(events, _PUBLISHED, replace(steering, merged=frozenset())):
        ids = {event.id for event in found if event.type is EventType.REQUEST}
        assert not any(one != other and {one, other} <= ids for one, other in steering.parted)


@given(_steered())
@settings(deadline=None)
def test_what_a_person_merged_is_one_demand_if_both_raise_one(record: tuple[list[Event], Steering]) -> None:
    events, steering = record
    apart = told(events, _PUBLISHED, replace(steering, merged=frozenset()))
    raised = {each.id for _, found in apart for each in found if each.type is EventType.REQUEST}
    together = [{each.id for each in found} for _, found in told(events, _PUBLISHED, steering)]
    for pair in steering.merged:
        assert not raised.issuperset(pair) or any(ids.issuperset(pair) for ids in together)


def _event(words: str, within: str, kind: EventType = EventType.REQUEST, by: str = "RUS", of: str = "NATO") -> Event:
    anchor = Citation(within, (Span(0, len(words)),), words)
    return Event(Event.make_id(within, kind, anchor.spans), kind, (by,), (of,), anchor, Status.ACTUAL, EVENTS, 0.9)


def test_an_older_report_that_turns_up_later_founds_the_demand() -> None:
    newer, older = _event("withdraw troops from the border", "a5"), _event("troops be withdrawn from the border", "a1")
    ledger = Ledger()
    ledger.add([newer], _PUBLISHED)
    ((before, _),) = ledger.told()
    ledger.add([older], _PUBLISHED)
    ((after, events),) = ledger.told()
    assert before.id == demand_id(newer.id) != after.id == demand_id(older.id)
    assert [step.event for step in after.chain] == [older.id, newer.id]
    assert before.id in {demand_id(event.id) for event in events}


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_chain_of_small_differences_does_not_join_its_ends(order: tuple[int, ...]) -> None:
    words = [f"{a} {b} {c} {d} {e}" for a, b, c, d, e in ("abcde", "bcdef", "cdefg", "defgh")]
    asked = [_event(" ".join(each * 3 for each in words[at].split()), f"a{at + 1}") for at in range(4)]
    ledger = Ledger()
    for at in order:
        ledger.add([asked[at]], _PUBLISHED)
        ledger.told()
    assert [[step.event for step in demand.chain] for demand, _ in ledger.told()] == [
        [asked[0].id, asked[1].id],
        [asked[2].id, asked[3].id],
    ]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_reply_answers_the_last_of_what_is_asked_again_in_the_same_words(order: tuple[int, ...]) -> None:
    words = "withdraw troops from the border"
    refused = _event("refused to withdraw troops from the border", "a4", EventType.REJECT, "NATO", "RUS")
    events = [_event(words, "a1"), _event(words, "a2"), refused]
    ledger = Ledger()
    for at in order:
        ledger.add([events[at]], _PUBLISHED)
        ledger.told()
    ((demand, _),) = ledger.told()
    assert [(step.event, step.answers) for step in demand.chain] == [
        (events[0].id, None),
        (events[1].id, None),
        (refused.id, events[1].id),
    ]


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_reply_that_comes_to_fit_too_many_demands_is_taken_back(order: tuple[int, ...]) -> None:
    refused = _event("refused to withdraw troops and weapons", "a5", EventType.REJECT, "NATO", "RUS")
    places = ("north", "south", "east")
    events = [_event(f"withdraw troops and weapons from the {each}", f"a{at}") for at, each in enumerate(places, 1)]
    events.append(refused)
    ledger = Ledger()
    for at in order[:3]:
        ledger.add([events[at]], _PUBLISHED)
    assert all(len(demand.chain) == 2 for demand, _ in ledger.told()) == (3 in order[:3])
    ledger.add([events[order[3]]], _PUBLISHED)
    assert [len(demand.chain) for demand, _ in ledger.told()] == [1, 1, 1]
