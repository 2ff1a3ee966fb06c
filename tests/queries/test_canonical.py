from datetime import UTC, date, datetime, timedelta, timezone

from standoff.corrections import By, Correction, Kind
from standoff.ledger.stories import tell
from standoff.queries import canonical
from standoff.store import Store, open_store
from standoff.types import Reading
from tests.readings import TEXT, article, reading, statement

LONG = " ".join(f"{TEXT} Part {part}." for part in range(4))


def _readings() -> list[Reading]:
    """Return an article, another that copies a third, and the first at another address."""
    first, copied = (article(text, f"{n}.txt", date(2022, 2, 1)) for n, text in enumerate((TEXT, LONG)))
    copy = article(f"{LONG} More.", "copy.txt", date(2022, 2, 2))
    said = [Reading(each, statements=(statement(each, "NATO stay out of Ukraine"),)) for each in (copied, copy)]
    return [reading(first), *said]


def _dump(store: Store) -> list[bytes]:
    for _ in tell(store.shelf):
        pass
    return list(canonical(store))


def test_the_order_in_which_articles_came_does_not_show() -> None:
    with open_store(":memory:") as one, open_store(":memory:") as other:
        for each in _readings():
            one.add(each)
        for each in reversed(_readings()):
            other.add(each)
        assert _dump(one) == _dump(other)
        assert any(b'"story"' in line for line in _dump(one))
        assert any(b'"repeated":{"s:' in line for line in _dump(one))


def test_a_row_less_a_witness_more_or_their_order_shows() -> None:
    at = article()
    dumps = []
    for given in (
        [Reading(at)],
        [reading(at)],
        [reading(at), Reading(article(uri="two.txt")), Reading(article(uri="three.txt"))],
        [reading(at), Reading(article(uri="three.txt")), Reading(article(uri="two.txt"))],
    ):
        with open_store(":memory:") as store:
            for each in given:
                store.add(each)
            dumps.append(_dump(store))
    assert len({tuple(each) for each in dumps}) == len(dumps)


def test_an_instant_in_another_offset_or_another_address_shows() -> None:
    at = datetime(2022, 2, 1, 23, 30, tzinfo=UTC)
    other = at.astimezone(timezone(timedelta(minutes=15)))
    assert at == other
    dumps = []
    for said in (
        {},
        {"published_at": at},
        {"published_at": other},
        {"published_at": at, "canonical": "https://a.example/b"},
    ):
        with open_store(":memory:") as store:
            store.add(Reading(article("The first text.", "one.txt")))
            store.add(Reading(article("The first text.", "two.txt", at.date(), **said)))
            dumps.append(_dump(store))
    assert len({tuple(each) for each in dumps}) == len(dumps)


def test_what_a_person_said_shows_and_so_does_its_undoing() -> None:
    with open_store(":memory:") as store:
        store.add(reading())
        by = By("ada", datetime(2022, 2, 3, tzinfo=UTC))
        correction = Correction.of(Kind.REJECT, by, target=store.target(reading().events[0].id))
        before = _dump(store)
        store.correct(correction)
        corrected = _dump(store)
        store.undo(correction.id, by)
        undone = _dump(store)
    assert corrected != before
    assert undone[0] == before[0]
    assert len(undone) == len(before) + 2
