from datetime import UTC, date, datetime

import msgspec

from standoff import correcting, queries
from standoff.corrections import By, Change, Kind
from standoff.plover import EventType
from standoff.queries.review import doubt
from standoff.store import open_store
from standoff.types import Reading
from tests.readings import article, event, reading, statement

BY = By("Jane Doe", datetime(2022, 2, 3, tzinfo=UTC), "misread")
SAID, ASKED = reading().statements[0], reading().events[0]


def test_corrections_are_lines_with_what_they_say_and_the_words_that_were_read() -> None:
    with open_store(":memory:") as store:
        store.add(reading())
        correcting.change(store, ASKED.id, BY, Change(date=None, actors=("UKR", "CHN"), according_to=SAID.id))
        correcting.merge(store, "RUS", "vladimir-putin", BY)
        correcting.undo(store, store.corrections()[1].correction.id, BY)
        undone, merged, changed = queries.corrections(store)
        assert changed.says == ("date: none", "actors: UKR, CHN", f"according to: {SAID.id}")
        assert (changed.row, changed.author, changed.reason) == (ASKED.id, "Jane Doe", "misread")
        assert changed.evidence is not None
        assert changed.evidence.exact == ASKED.anchor.exact
        assert (changed.undone_by, undone.undoes) == (undone.id, changed.id)
        assert (merged.kind, merged.says) == (Kind.MERGE_ACTORS, ("vladimir-putin is Russia",))
        assert [line.id for line in queries.corrections(store, row=ASKED.id[:9])] == [undone.id, changed.id]
        assert len(queries.corrections(store, article="one.txt", author="Jane Doe", limit=1)) == 1
        assert msgspec.json.encode(queries.corrections(store))


AT = article(
    "Moscow asked that NATO withdraw its troops from the border. NATO refused it. Oslo met Bern. Bern said it was "
    "late.",
    published_on=date(2022, 2, 1),
)


def test_what_is_in_doubt_and_makes_a_demand_is_reviewed_first_and_what_was_corrected_is_not() -> None:
    asked = event(AT, EventType.REQUEST, "NATO withdraw its troops from the border", ("RUS",), ("NATO",), score=0.92)
    refused = event(AT, EventType.REJECT, "NATO refused it", ("NATO",), ("RUS",), answers=(asked.id,), score=0.55)
    met = event(AT, EventType.CONSULT, "Oslo met Bern", ("NOR",), ("CHE",), score=0.55)
    sure = event(AT, EventType.SUPPORT, "Oslo", ("NOR",), score=1.0)
    said = statement(AT, "it was late", "Bern", "said", score=0.6)
    with open_store(":memory:") as store:
        store.add(Reading(AT, statements=(said,), events=(asked, refused, met, sure)))
        found = queries.review(store)
        assert [line.id for line in found] == [asked.id, refused.id, met.id, said.id, sure.id]
        assert (found[0].demand, found[2].demand) == (queries.demands(store)[0].id, None)
        assert found[3].statement is not None
        assert found[0].event is not None
        correcting.confirm(store, asked.id, BY)
        assert [line.id for line in queries.review(store, limit=2)] == [refused.id, met.id]
        assert msgspec.json.encode(found)


def test_doubt_is_greatest_where_a_row_would_count_otherwise() -> None:
    request = EventType.REQUEST
    scores = {score: doubt(event(AT, request, "NATO", score=score)) for score in (0.5, 0.7, 0.9, 1.0)}
    assert scores == {0.5: 1.0, 0.7: 0.6, 0.9: 1.0, 1.0: 0.8}
    assert doubt(event(AT, EventType.ACCUSE, "NATO", score=0.9)) == 0.2
    assert doubt(statement(AT, "NATO", score=1.0)) == 0.0
