"""A ledger is the same in whatever order, and in whatever parts, articles come."""

from collections import defaultdict
from datetime import date
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.ledger.demands import Ledger, demand_id, told
from standoff.plover import EventType, Status
from standoff.types import Citation, Event, Span
from tests.readings import EVENTS

_PUBLISHED = MappingProxyType({f"a{n}": date(2022, 2, n) if n < 6 else None for n in range(1, 8)})
_WORDS = ["troops", "withdraw", "border", "weapons", "not", "stop", "sixth", "NATO", "talks", "Ruritania", "it"]


@st.composite
def _events(draw: st.DrawFn) -> Event:
    kind = draw(st.sampled_from([EventType.REQUEST] * 4 + [EventType.REJECT, EventType.AGREE, EventType.DEFER]))
    words = " ".join(draw(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=5)))
    at = draw(st.integers(0, 40))
    anchor = Citation(draw(st.sampled_from(sorted(_PUBLISHED))), (Span(at, at + len(words)),), words)
    parties = st.sampled_from([(), ("RUS",), ("NATO",), ("RUS", "CHN"), ("UNKNOWN",)])
    identity = Event.make_id(anchor.article_id, kind, anchor.spans)
    on = draw(st.sampled_from([None, None, "2022-01-30", "2022-02-04/2022-02-06"]))
    return Event(identity, kind, draw(parties), draw(parties), anchor, Status.ACTUAL, EVENTS, 0.9, date=on)


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


@given(_record(), st.permutations(sorted(_PUBLISHED)), st.booleans())
@settings(deadline=None, max_examples=300)
def test_articles_one_by_one_in_any_order_make_the_ledger_of_all_at_once(
    events: list[Event], order: list[str], asked_in_between: bool
) -> None:
    by_article: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        by_article[event.anchor.article_id].append(event)
    ledger = Ledger()
    for article in order:
        ledger.add(by_article[article], {article: _PUBLISHED[article]})
        if asked_in_between:
            ledger.told()
    assert _plain(ledger) == _plain_of(events)


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


def _plain_of(events: list[Event]) -> list[tuple[object, frozenset[str]]]:
    return [(demand, frozenset(each.id for each in found)) for demand, found in told(events, _PUBLISHED)]


def _asked(words: str, within: str, at: int = 0) -> Event:
    anchor = Citation(within, (Span(at, at + len(words)),), words)
    identity = Event.make_id(within, EventType.REQUEST, anchor.spans)
    return Event(identity, EventType.REQUEST, ("RUS",), ("NATO",), anchor, Status.ACTUAL, EVENTS, 0.9)


def test_an_older_report_that_turns_up_later_founds_the_demand() -> None:
    newer, older = _asked("withdraw troops from the border", "a5"), _asked("troops be withdrawn from the border", "a1")
    ledger = Ledger()
    ledger.add([newer], _PUBLISHED)
    ((before, _),) = ledger.told()
    ledger.add([older], _PUBLISHED)
    ((after, events),) = ledger.told()
    assert before.id == demand_id(newer.id) != after.id == demand_id(older.id)
    assert [step.event for step in after.chain] == [older.id, newer.id]
    assert before.id in {demand_id(event.id) for event in events}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0), (2, 0, 1)])
def test_a_chain_of_small_differences_does_not_join_its_ends(order: tuple[int, ...]) -> None:
    words = ["alpha beta gamma delta epsilon", "beta gamma delta epsilon omega", "gamma delta epsilon omega sigma"]
    asked = [_asked(each, f"a{at}") for at, each in enumerate(words, 1)]
    ledger = Ledger()
    for at in order:
        ledger.add([asked[at]], _PUBLISHED)
    assert [len(events) for _, events in ledger.told()] == [2, 1]
