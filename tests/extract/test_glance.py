"""A glance tells pages of an archive that are plainly in another language, and lets all others through."""

import time

import pytest

from standoff.extract.glance import foreign
from standoff.types import Capture

ENGLISH = "The minister said on Tuesday that the talks with the union would go on for another week. " * 4
GERMAN = "Der Minister erklärte am Dienstag, dass die Gespräche mit der Gewerkschaft noch eine Woche dauern. " * 4
RUSSIAN = "Министр заявил во вторник, что переговоры с профсоюзом продолжатся ещё одну неделю. " * 4


def glance(page: str, media_type: str = "text/html") -> str | None:
    return foreign(Capture("http://news.example/1", media_type, page.encode()))


def test_a_page_whose_paragraphs_are_in_another_language_is_told_by_it() -> None:
    assert glance(f"<html lang=en><nav>News Sport Weather</nav><p>{GERMAN}</p>") == "de"
    assert glance(f"<p class=a>{RUSSIAN}") == "ru"
    assert glance(GERMAN, "text/plain") == "de"


@pytest.mark.parametrize(
    "page",
    [
        f"<html lang=de><nav>Nachrichten Sport Wetter</nav><p>{ENGLISH}</p>",
        f"<p><a href='/'>{ENGLISH}</a><p>{GERMAN}",
        "<p>Kurz und gut.</p>",
        f"<div>{GERMAN}</div>",
        f"<script>{GERMAN}</script>",
        "",
        "\x89PNG",
        "<p>" * 1000,
    ],
)
def test_a_page_that_may_be_english_is_let_through(page: str) -> None:
    assert glance(page) is None


def test_a_page_that_is_nothing_but_paragraphs_takes_no_time() -> None:
    begun = time.perf_counter()
    assert glance("<p>" * 1_000_000) is None
    assert time.perf_counter() - begun < 5
