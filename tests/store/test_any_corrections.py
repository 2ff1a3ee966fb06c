"""Whatever persons correct and undo, in whatever order, before another reading or after."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.corrections import NOTHING, PERSON, By, Change, Correction, Kind, Target
from standoff.corrections.matching import Row
from standoff.plover import EventType
from standoff.store import open_store
from standoff.types import Event, Span, Statement
from tests.readings import PUTIN, cite, event, reading
from tests.store.test_corrections import ARTICLE, ASKED, AT, DEFERRED, SAID, STUDIED, another, everything, persons

_Said = tuple[Kind, Change]
_CHANGES: list[_Said] = [
    (Kind.CONFIRM, NOTHING),
    (Kind.REJECT, NOTHING),
    (Kind.CHANGE, Change(date="2022-01-01")),
    (Kind.CHANGE, Change(date=None, spans=(Span(0, 6),))),
    (Kind.CHANGE, Change(spans=(Span(8, 40),))),
]
_OF_EVENTS: list[_Said] = [
    (Kind.CHANGE, Change(type=EventType.ACCUSE)),
    (Kind.CHANGE, Change(actors=("CHN",), what="all of it")),
]
_OF_STATEMENTS: list[_Said] = [
    (Kind.CHANGE, Change(speaker="CHN")),
    (Kind.CHANGE, Change(addressees=(), source=None)),
]
_ROWS: list[Row] = [SAID, STUDIED, ASKED, DEFERRED, *another().events, *another().statements]


@st.composite
def _corrections(draw: st.DrawFn) -> Correction:
    """Any correction of what is read of the article, or will be."""
    row = draw(st.sampled_from(_ROWS))
    by = By("Jane Doe", AT + timedelta(seconds=draw(st.integers(0, 10**6))))
    match draw(st.integers(0, 5)):
        case 0:
            actors = draw(st.sampled_from([("RUS", "UKR"), (PUTIN.id, "RUS"), ("UKR", "RUS")]))
            return Correction.of(Kind.MERGE_ACTORS, by, actors=actors)
        case 1:
            words = cite(ARTICLE, draw(st.sampled_from(["Moscow", "Vladimir Putin"])))
            return Correction.of(Kind.MOVE_MENTION, by, actors=(PUTIN.id, "UKR"), words=words)
        case 2:
            pair = Target(DEFERRED.id, event=DEFERRED), Target(ASKED.id, event=ASKED)
            kinds = [Kind.LINK, Kind.UNLINK, Kind.MERGE_DEMANDS, Kind.SPLIT_DEMANDS]
            return Correction.of(draw(st.sampled_from(kinds)), by, target=pair[0], other=pair[1])
        case 3:
            added = event(ARTICLE, EventType.PROTEST, draw(st.sampled_from(["Kyiv", "Moscow asked"])), coder=PERSON)
            return Correction.of(Kind.ADD, by, target=Target(added.id, event=added))
    if isinstance(row, Statement):
        kind, sets = draw(st.sampled_from([*_CHANGES, *_OF_STATEMENTS]))
        target = Target(row.id, statement=row)
    else:
        kind, sets = draw(st.sampled_from([*_CHANGES, *_OF_EVENTS]))
        target = Target(row.id, event=row)
    return Correction.of(kind, by, target=target, sets=sets)


STEPS = st.lists(st.one_of(_corrections(), st.integers(0, 7)), max_size=8)


@given(STEPS, st.booleans())
@settings(deadline=None, max_examples=150)
def test_after_any_corrections_and_undoings_the_record_is_as_if_the_undone_had_not_been(
    steps: list[Correction | int], read_again: bool
) -> None:
    with open_store(":memory:") as store, open_store(":memory:") as other:
        for each in (store, other):
            each.add(reading())
            if read_again:
                each.add(another())
        for at, step in enumerate(steps):
            if isinstance(step, Correction):
                store.correct(step)
            elif held := [each for each in store.corrections() if not each.undone_by]:
                store.undo(held[step % len(held)].correction.id, By("John Roe", AT + timedelta(seconds=at)))
        assert store.check() > 0
        for kept in reversed(store.corrections()):
            if not kept.undone_by and kept.correction.undoes is None:
                other.correct(kept.correction)
        assert everything(store) == everything(other)


@given(st.lists(_corrections(), max_size=6, unique_by=lambda each: each.id))
@settings(deadline=None, max_examples=150)
def test_corrections_made_before_and_after_another_reading_come_to_the_same(made: list[Correction]) -> None:
    with open_store(":memory:") as before, open_store(":memory:") as after:
        before.add(reading())
        for each in made:
            before.correct(each)
        before.add(another())
        after.add(reading())
        after.add(another())
        for each in made:
            after.correct(each)
        assert everything(before) == everything(after)
        assert before.check() == after.check()


@given(st.lists(_corrections(), max_size=6, unique_by=lambda each: each.id))
@settings(deadline=None, max_examples=100)
def test_another_reading_changes_nothing_of_what_persons_said_but_whom_rows_name(made: list[Correction]) -> None:
    rows = [each for each in made if each.kind in {Kind.CONFIRM, Kind.REJECT, Kind.CHANGE, Kind.ADD}]
    with open_store(":memory:") as store:
        store.add(reading())
        for each in rows:
            store.correct(each)
        was = {row.id: _alone(row) for row in persons(store)}
        store.add(another())
        now = {row.id: _alone(row) for row in persons(store)}
        assert was.items() <= now.items()


def _alone(row: Row) -> Row:
    if isinstance(row, Event):
        return replace(row, answers=(), according_to=None)
    return replace(row, parent=None)
