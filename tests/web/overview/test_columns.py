from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from standoff.plover import EventType, Status
from standoff.store import EventOutline, StatementOutline
from standoff.types import Form
from standoff.web.keys import part
from standoff.web.overview import EventColumns, Names, StatementColumns
from standoff.web.overview.columns import articles_of, counted, days_of, keys

CODES = st.sampled_from(["RUS", "USA", "NATO", "FRA"])
SOME = st.lists(CODES, unique=True, max_size=3).map(tuple)
DAYS = st.one_of(st.none(), st.dates(date(2021, 1, 1), date(2022, 12, 31)).map(date.isoformat))
LASTING = st.tuples(DAYS, st.integers(0, 400)).map(lambda found: (found[0], _after(*found)))
PLACES = st.lists(st.tuples(st.integers(1, 9), st.integers(0, 9)), unique=True, max_size=20)


def _after(on: str | None, days: int) -> str | None:
    return (date.fromisoformat(on) + timedelta(days)).isoformat() if on else None


@st.composite
def statements(draw: st.DrawFn) -> list[StatementOutline]:
    forms, speakers = st.sampled_from(list(Form)), st.one_of(st.none(), CODES)
    return [
        StatementOutline(number, *place, *draw(LASTING), draw(forms), draw(speakers), draw(SOME))
        for number, place in enumerate(draw(PLACES), 1)
    ]


@st.composite
def events(draw: st.DrawFn) -> list[EventOutline]:
    types, statuses = st.sampled_from(list(EventType)), st.sampled_from(list(Status))
    return [
        EventOutline(number, *place, *draw(LASTING), draw(types), draw(statuses), draw(SOME), draw(SOME))
        for number, place in enumerate(draw(PLACES), 1)
    ]


def _arrays(columns: StatementColumns | EventColumns) -> list[list[int]]:
    """Return the arrays of columns, and those of their pairs."""
    found: list[list[int]] = []
    for name in columns.__slots__:
        value = getattr(columns, name)
        found += [each.tolist() for each in ([value] if isinstance(value, np.ndarray) else value)]
    return found


@given(statements(), st.integers(0, 20))
def test_statements_in_two_parts_are_the_statements_at_once(rows: list[StatementOutline], at: int) -> None:
    names = Names(), Names()
    whole = StatementColumns.of(rows, *names)
    parts = StatementColumns.of(rows[:at], *names).with_more(StatementColumns.of(rows[at:], *names))
    assert _arrays(parts) == _arrays(whole)


@given(events(), st.integers(0, 20))
def test_events_in_two_parts_are_the_events_at_once(rows: list[EventOutline], at: int) -> None:
    names = Names(), Names(), Names()
    whole = EventColumns.of(rows, *names)
    parts = EventColumns.of(rows[:at], *names).with_more(EventColumns.of(rows[at:], *names))
    assert _arrays(parts) == _arrays(whole)


@given(statements(), CODES)
def test_what_is_counted_is_what_there_is(rows: list[StatementOutline], code: str) -> None:
    actors = Names()
    columns = StatementColumns.of(rows, actors, Names())
    said = columns.by(actors.codes([code]), None, None)
    assert said is not None
    assert int(said.sum()) == sum(row.speaker == code for row in rows)
    assert columns.by_speaker(actors).get(code, 0) == int(said.sum())
    assert columns.by_addressee(actors).get(code, 0) == sum(code in row.addressees for row in rows)
    assert sum(columns.by_year().values()) == sum(row.on is not None for row in rows)


@given(events(), CODES, CODES)
def test_who_acts_on_whom_is_found_by_both(rows: list[EventOutline], one: str, other: str) -> None:
    names = Names()
    columns = EventColumns.of(rows, names, Names(), Names())
    _, actors, recipients = columns.towards(None)
    pairs = [(names[a], names[b]) for a, b in zip(actors.tolist(), recipients.tolist(), strict=True)]
    assert int(columns.between(names.codes([one]), names.codes([other])).sum()) == pairs.count((one, other))


@given(events(), st.none() | st.dates(date(2021, 6, 1), date(2022, 6, 1)), st.none() | st.integers(1, 300))
def test_a_row_of_several_days_is_within_a_range_that_has_one_of_them(
    rows: list[EventOutline], since: date | None, length: int | None
) -> None:
    past = None if length is None else (since or date(2021, 6, 1)) + timedelta(length)
    columns = EventColumns.of(rows, Names(), Names(), Names())
    mask = columns.within(since, past)
    found = columns.numbers if mask is None else columns.numbers[mask]
    first, end = (since or date.min).isoformat(), (past or date.max).isoformat()
    wanted = [row.number for row in rows if row.on and row.last and row.on < end and first <= row.last]
    undated = [row.number for row in rows if row.on is None] if since is past is None else []
    assert sorted(found.tolist()) == sorted(wanted + undated)


@given(statements(), st.integers(1, 5))
def test_pages_by_key_are_the_list_the_newest_first_without_a_day_last(
    rows: list[StatementOutline], limit: int
) -> None:
    columns = StatementColumns.of(rows, Names(), Names())
    places, after = part(columns.keys, None, None, limit)
    found = columns.numbers[places].tolist()
    while after is not None:
        places, after = part(columns.keys, None, after, limit)
        found += columns.numbers[places].tolist()
    wanted = sorted(rows, key=lambda row: (row.on or "", row.article, row.position), reverse=True)
    assert found == [row.number for row in wanted]


@given(DAYS, st.integers(0, 2**24 - 1), st.integers(0, 10**9))
def test_a_key_holds_its_day_and_article(on: str | None, article: int, position: int) -> None:
    made = keys([on], [article], [position])
    assert articles_of(made).tolist() == [article]
    assert days_of(made).tolist() == [date.fromisoformat(on).toordinal() if on else 0]


@given(st.lists(st.integers(0, 6), max_size=40), st.integers(1, 8))
def test_the_most_frequent_are_the_first_of_all(codes: list[int], most: int) -> None:
    names = Names()
    for each in range(7):
        names.code(f"name {(each * 3) % 7}")
    every = counted(np.array(codes, np.int32), names, None)
    assert list(counted(np.array(codes, np.int32), names, None, most).items()) == list(every.items())[:most]
