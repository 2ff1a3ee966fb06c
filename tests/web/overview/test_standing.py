from dataclasses import fields
from pathlib import Path

from standoff import queries
from standoff.store import open_store
from standoff.web.record import Record
from standoff.web.settings import WebSettings
from tests.readings import reading


def test_a_list_of_demands_says_of_each_what_its_own_page_says(tmp_path: Path) -> None:
    db = tmp_path / "record.db"
    with open_store(db) as store:
        store.add(reading())
        expected = queries.demands(store)
    record = Record(WebSettings(str(db)))
    record.start()
    with record.view(standing=True) as view:
        found = view.demand_outlines(range(len(view.standing.ranked)))
    record.stop()
    assert [each.id for each in found] == [each.id for each in expected] != []
    for outline, line in zip(found, expected, strict=True):
        assert all(getattr(outline, each.name) == getattr(line, each.name) for each in fields(outline))
