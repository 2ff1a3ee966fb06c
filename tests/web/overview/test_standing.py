from dataclasses import fields
from datetime import date
from pathlib import Path

from starlette.testclient import TestClient

from standoff import queries
from standoff.ledger.stories import tell
from standoff.plover import EventType
from standoff.store import open_store
from standoff.types import Reading, Span
from standoff.web.app import create_app
from standoff.web.record import Record
from standoff.web.settings import WebSettings
from tests.readings import RUSSIA, TEXT, article, event, reading


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


def test_a_demand_that_is_raised_again_says_what_it_was_answered_with(tmp_path: Path) -> None:
    db, later = tmp_path / "record.db", article(f"On Tuesday {TEXT[:43]}", uri="two.txt", published_on=date(2022, 2, 8))
    asked = event(
        later, EventType.REQUEST, "NATO stay out of Ukraine", ("RUS",), ("NATO",), actor_spans=(Span(11, 17),)
    )
    with open_store(db) as store:
        store.add(reading())
        store.add(Reading(later, actors=(RUSSIA,), events=(asked,)))
        for _ in tell(store.shelf):
            pass
    with TestClient(create_app(WebSettings(str(db))), base_url="http://127.0.0.1:8137") as client:
        (found,) = client.get("/demands.json").json()["demands"]
        board = client.get("/demands").text
    assert (found["last_step"]["step"]["step"], found["last_answer"]["step"]["step"]) == ("raised", "under-study")
    assert "before," in board
    assert board.index("before,") < board.index("under study</span> <a")
