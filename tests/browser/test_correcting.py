"""Corrections that are made in a browser, and what becomes of them."""

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from standoff.plover import EventType
from standoff.store import open_store
from standoff.types import Coder, Reading
from standoff.web.rendering import short
from tests.browser.conftest import Start
from tests.readings import RUSSIA, event
from tests.web.conftest import FIRST, NATO, first, kept, second

BETTER = Coder("events", "2")
ASKED = first().events[0]
ARTICLE = f"/articles/{short(FIRST.id)}"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return kept(tmp_path / "own.db", first(), second())


@pytest.fixture
def own(db: Path, start: Start) -> str:
    return start(db)


def _another() -> Reading:
    """Return the first article as a later model reads it: the request has other words, another id, another holder."""
    asked = event(FIRST, EventType.REQUEST, "that NATO will not expand to Ukraine", ("UKR",), ("NATO",))
    rows = asked, event(FIRST, EventType.REJECT, "NATO rejected the demand", ("NATO",), ("UKR",))
    return Reading(FIRST, actors=(RUSSIA, NATO), events=tuple(replace(each, coder=BETTER) for each in rows))


def _events(page: Page, own: str) -> list[tuple[str, list[str], str]]:
    """Return type, actors and coder of the events in the first article."""
    found = page.request.get(f"{own}{ARTICLE}.json").json()["events"]
    return [(each["type"], each["actors"], each["coder"]) for each in found]


def test_a_correction_outlives_another_reading_and_undone_gives_way_to_it(page: Page, own: str, db: Path) -> None:
    page.goto(f"{own}/rows/{ASKED.id}/correct")
    page.get_by_label("Kind").select_option("ACCUSE")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Why").fill("nobody asks for anything here")
    page.get_by_role("button", name="Keep the changes").click()
    page.wait_for_url(f"{own}{ARTICLE}*")
    assert _events(page, own)[0] == ("ACCUSE", ["RUS"], "person/1")

    with open_store(db) as store:
        assert store.add(_another())
    page.reload()
    assert _events(page, own) == [("ACCUSE", ["RUS"], "person/1"), ("REJECT", ["NATO"], "events/2")]
    expect(page.locator("mark.anchor", has_text="NATO will not expand to Ukraine")).to_be_visible()

    page.goto(f"{own}/corrections")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".state.is-withdrawn")).to_be_visible()
    assert _events(page, own) == [("REQUEST", ["UKR"], "events/2"), ("REJECT", ["NATO"], "events/2")]


def test_a_row_is_confirmed_with_the_keyboard_alone(page: Page, own: str) -> None:
    page.goto(f"{own}/rows/{ASKED.id}/correct")
    for label, words in (("Your name", "Ada"), ("Why", "as it stands there")):
        _tab_to(page, label)
        page.keyboard.type(words)
    _tab_to(page, "It is right as it is")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{own}{ARTICLE}*")
    assert _events(page, own)[0] == ("REQUEST", ["RUS"], "person/1")
    (made,) = page.request.get(f"{own}/corrections.json").json()["corrections"]
    assert (made["author"], made["kind"], made["reason"]) == ("Ada", "confirm", "as it stands there")


def _tab_to(page: Page, name: str) -> None:
    """Press Tab until the field or button of this name has the focus."""
    focused = "(document.activeElement.labels?.[0] ?? document.activeElement).textContent"
    for _ in range(60):
        page.keyboard.press("Tab")
        if name in page.evaluate(focused):
            return
    raise AssertionError(f"{name} cannot be reached with Tab")
