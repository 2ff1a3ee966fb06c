"""What a reader does with the record in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from standoff.language.reader import Reader
from standoff.pipeline import read
from standoff.settings import Settings
from standoff.store import open_store
from standoff.types import Event, Reading, Statement
from standoff.web.rendering import short
from tests.browser.conftest import Start
from tests.web.conftest import SCRIPT, SECOND, first, kept, second

EXAMPLES = Path(__file__).parents[2] / "examples"
WIDER = (
    "[...document.querySelectorAll('body *')]"
    ".filter(each => each.getBoundingClientRect().right > innerWidth + 0.5).map(each => each.outerHTML.slice(0, 200))"
)
"""What stands beyond the edge of the window."""


@pytest.fixture(scope="session")
def examples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    db = tmp_path_factory.mktemp("browser") / "examples.db"
    with open_store(db) as store:
        for _ in read([str(EXAMPLES)], Reader(), Settings(), store):
            pass
    return db


@pytest.fixture(scope="session")
def at(examples: Path, start: Start) -> str:
    return start(examples)


@pytest.fixture
def own(tmp_path: Path, start: Start) -> str:
    """Return the address of a record that a test may change, with hostile words in it."""
    return start(kept(tmp_path / "own.db", first(), second()))


@pytest.fixture
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def _words(page: Page, row: str) -> str:
    """Return the text that is highlighted for a row."""
    found: str = page.evaluate(
        "row => [...document.querySelectorAll('mark[data-rows]')]"
        ".filter(each => each.dataset.rows.split(' ').includes(row)).map(each => each.textContent).join('')",
        row,
    )
    return found


def _to_highlighted_words(page: Page, at: str) -> None:
    page.goto(at)
    page.locator("section", has=page.get_by_role("heading", name="Demands")).locator(".what").first.click()
    expect(page.get_by_role("heading", name="What became of it")).to_be_visible()
    words = page.locator(".chain .to-words").first
    said = words.inner_text()
    words.click()
    chosen = page.locator("mark.chosen")
    expect(chosen.first).to_be_in_viewport()
    assert "".join(chosen.all_text_contents()).replace("\n", " ") == said


def test_from_the_brief_over_a_demand_to_the_highlighted_words(page: Page, at: str) -> None:
    _to_highlighted_words(page, at)


def test_without_a_script_the_way_is_the_same(without_script: Page, at: str) -> None:
    _to_highlighted_words(without_script, at)
    without_script.goto(at)
    without_script.get_by_role("searchbox").fill("troops")
    without_script.get_by_role("button", name="Search").click()
    expect(without_script.locator(".context").first).to_be_visible()


def test_the_highlighted_text_of_every_citation_is_its_words(page: Page, at: str, examples: Path) -> None:
    checked = 0
    with open_store(examples) as store:
        for article in store.articles():
            page.goto(f"{at}/articles/{short(article.id)}")
            for row in _rows(store.reading(article.id)):
                assert _words(page, row.id) == "".join(article.text[slice(*span)] for span in _cited(row)), row.id
                checked += 1
    assert checked > 200


def _rows(reading: Reading) -> list[Statement | Event]:
    return [*reading.statements, *reading.events]


def _cited(row: Statement | Event) -> tuple[tuple[int, int], ...]:
    return (row.content if isinstance(row, Statement) else row.anchor).spans


def test_a_search_finds_words_in_their_context_and_a_facet_narrows_it(page: Page, at: str) -> None:
    page.goto(at)
    page.keyboard.press("/")
    page.keyboard.type("troops")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("found")
    before = page.locator(".context").count()
    assert before > 1
    page.get_by_role("region", name="Speaker").get_by_role("link").first.click()
    expect(page.locator(".facet [aria-current]")).to_have_count(1)
    assert 0 < page.locator(".context").count() < before


def test_all_of_it_can_be_reached_with_the_keyboard_alone(page: Page, at: str) -> None:
    page.goto(at)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.className") == "what"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What became of it")).to_be_visible()
    page.wait_for_load_state()  # keys are heard once the script of the new page is there
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_url(f"{at}/articles")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_a_row_and_its_words_light_one_another(page: Page, at: str) -> None:
    page.goto(f"{at}/articles")
    page.locator(".what").first.click()
    entry = page.locator(".entry").first
    row = entry.get_attribute("data-row")
    entry.hover()
    assert row
    expect(page.locator("mark.lit").first).to_be_attached()
    page.locator(f"mark[data-rows~='{row}']").first.hover()
    expect(page.locator(".entry.lit")).to_have_count(1)


def test_the_timeline_zooms(page: Page, at: str) -> None:
    page.goto(f"{at}/timeline")
    before = page.locator("#drawn").inner_text()
    page.get_by_role("link", name="Closer", exact=True).click()
    expect(page.locator("#drawn")).not_to_have_text(before)
    expect(page.locator("svg.timeline")).to_be_visible()


def _zoomed(page: Page, key: str) -> str:
    """Press a key, and return what stretch of time is drawn then, which is another."""
    before = page.locator("#drawn").inner_text()
    page.wait_for_load_state()  # keys are heard once the script of the page is there
    page.keyboard.press(key)
    expect(page.locator("#drawn")).not_to_have_text(before)
    return page.locator("#drawn").inner_text()


def test_the_timeline_zooms_to_hours_with_the_keyboard(page: Page, at: str) -> None:
    page.goto(f"{at}/timeline?since=2021-01-01&until=2022-12-31")
    hours = next(drawn for drawn in (_zoomed(page, "+") for _ in range(12)) if "UTC" in drawn)
    expect(page.get_by_text("has a day here and no hour")).to_be_visible()
    _zoomed(page, ">")
    assert _zoomed(page, "<") == hours
    _zoomed(page, "-")


def test_without_a_script_the_timeline_zooms_to_hours_and_shows_what_was_said(without_script: Page, at: str) -> None:
    without_script.goto(f"{at}/timeline?since=2022-02-01&until=2022-02-01")
    without_script.get_by_role("combobox", name="Rows").select_option("statements")
    without_script.get_by_role("button", name="Show").click()
    without_script.get_by_role("link", name="Closer", exact=True).click()
    expect(without_script.locator("#drawn")).to_have_text("06:00 to 18:00 on 1 February 2022, UTC")
    marks = without_script.locator("svg .mark")
    assert marks.count() == without_script.locator("svg .mark.statement").count() > 3
    marks.first.locator("text").click()
    expect(without_script.locator("mark.chosen").first).to_be_in_viewport()


def test_a_script_and_emoji_in_an_article_are_words(page: Page, own: str) -> None:
    for reading in (first(), second()):
        page.goto(f"{own}/articles/{short(reading.article.id)}")
        for row in _rows(reading):
            wanted = "".join(reading.article.text[slice(*span)] for span in _cited(row))
            assert _words(page, row.id) == wanted
    assert SCRIPT in page.locator("article.text").inner_text()
    assert page.locator("article.text").evaluate(
        "each => [...each.querySelectorAll('p')].map(p => p.textContent).join('')"
    ) == (SECOND.text)


def test_a_row_is_rejected_in_a_form_and_the_rejection_undone(page: Page, own: str) -> None:
    row = first().events[0].id
    page.goto(f"{own}/rows/{row}/correct")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="There is no such row").click()
    page.wait_for_url(f"{own}/articles/*")
    assert _words(page, row) == ""
    assert page.request.get(f"{own}/demands.json").json()["total"] == 0
    page.goto(f"{own}/corrections")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".state.is-withdrawn")).to_be_visible()
    page.goto(f"{own}/articles/{short(first().article.id)}")
    assert _words(page, row) == "NATO will not expand to Ukraine"


def test_words_that_are_selected_become_a_row(page: Page, own: str) -> None:
    page.goto(f"{own}/articles/{short(first().article.id)}")
    page.evaluate(
        """() => {
            const walker = document.createTreeWalker(document.querySelector("article.text"), NodeFilter.SHOW_TEXT);
            for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                const at = node.data.indexOf("and on");
                if (at >= 0) getSelection().setBaseAndExtent(node, at, node, at + 6);
            }
        }"""
    )
    page.get_by_role("link", name="Add a row from these words").click()
    expect(page.get_by_label("The words that prove it")).to_have_value("and on")
    page.get_by_label("Who acts").fill("RUS")
    page.get_by_label("Your name").fill("Ada")
    page.get_by_role("button", name="Add what was done").click()
    expect(page.locator("mark.chosen")).to_have_text("and on")


def test_light_and_dark_are_turned_by_hand(page: Page, at: str) -> None:
    page.goto(at)
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    page.get_by_role("button", name="Light or dark").click()
    assert page.evaluate(colour) != before
    after = page.evaluate(colour)
    page.reload()
    assert page.evaluate(colour) == after


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize(
    "path", ["/", "/demands", "/timeline", "/parties", "/statements", "/articles", "/review", "/api"]
)
def test_no_page_is_wider_than_a_telephone(browser: Browser, at: str, path: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740})
    page = context.new_page()
    page.goto(at + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.evaluate(WIDER)
    context.close()
