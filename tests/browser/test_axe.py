"""axe-core finds nothing on any page that keeps somebody out; skipped where `.ci/run` could not fetch it with npm."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page

from standoff.web.rendering import short
from tests.browser.conftest import Start
from tests.web.conftest import FIRST, SECOND, first, kept, second

ROOT = Path(__file__).parents[2]
PLACES = (ROOT / ".axe/package/axe.min.js", ROOT / "node_modules/axe-core/axe.min.js")
GRAVE = {"serious", "critical"}
ROW = first().events[0].id

PAGES = (
    "/",
    "/demands",
    "/demands?status=rejected",
    "/timeline",
    "/timeline?since=2022-02-01T06:00&until=2022-02-01T18:00",
    "/parties",
    "/statements",
    "/statements?words=talks",
    "/statements?words=nothing+of+the+kind",
    "/articles",
    f"/articles/{short(FIRST.id)}",
    f"/articles/{short(SECOND.id)}",
    f"/articles/{short(FIRST.id)}?row={ROW}",
    f"/articles/{short(FIRST.id)}/add",
    f"/rows/{ROW}/correct",
    f"/stories/{short(FIRST.id)}",
    "/actors/RUS",
    "/actors/vladimir-putin",
    "/actors/vladimir-putin/correct",
    "/review",
    "/corrections",
    "/api",
    "/login",
    "/nothing",
)


@pytest.fixture(scope="session")
def axe() -> str:
    found = next((each for each in PLACES if each.is_file()), None)
    if found is None:
        pytest.skip("axe-core is not here; `.ci/run` fetches it with npm, or: npm install --no-save axe-core")
    return found.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory, start: Start) -> str:
    return start(kept(tmp_path_factory.mktemp("axe") / "small.db", first(), second()))


def _faults(page: Page, axe: str) -> list[str]:
    """Return what axe-core holds to be grave, with where it is."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{each['id']}: {node['target']} {node['failureSummary']}"
        for each in found["violations"]
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_nothing_grave_is_found_on_any_page(
    browser: Browser, small: str, axe: str, colours: Literal["light", "dark"]
) -> None:
    context = browser.new_context(color_scheme=colours, reduced_motion="reduce")
    page = context.new_page()
    demand, faults = _demand(page, small), {}
    for path in (*PAGES, demand, f"{demand}/correct"):
        page.goto(small + path)
        if found := _faults(page, axe):
            faults[path] = found
    context.close()
    assert faults == {}


def test_what_keeps_somebody_out_would_be_found(browser: Browser, axe: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<html lang=en><title>T</title><main><h1>H</h1><input><p style='color:#aaa'>pale</p></main>")
    assert {each.partition(":")[0] for each in _faults(page, axe)} == {"label", "color-contrast"}
    context.close()


def _demand(page: Page, small: str) -> str:
    (demand,) = page.request.get(f"{small}/demands.json").json()["demands"]
    return f"/demands/{demand['id']}"
