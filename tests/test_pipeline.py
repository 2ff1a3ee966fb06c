from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import standoff
from standoff.errors import ExtractionError, SettingsError
from standoff.pipeline import default_reader, read
from standoff.settings import Settings
from standoff.store import open_store
from standoff.types import Citation, Reading, Span

TEXT = "Ukraine's president, Volodymyr Zelensky, said on Tuesday that Russia must pull back its troops. Moscow refused."


def test_the_same_text_gives_the_same_ids() -> None:
    assert standoff.read(TEXT, published_on="2022-02-01") == standoff.read(TEXT, published_on=date(2022, 2, 1))


def test_every_citation_of_a_reading_holds() -> None:
    reading = standoff.read(TEXT, published_on="2022-02-01")
    citations = [row.content for row in reading.statements] + [row.anchor for row in reading.events]
    assert citations
    for citation in citations:
        citation.check(reading.article)


@pytest.mark.parametrize(
    "text",
    [
        "\N{WINKING FACE} " + TEXT,
        TEXT.replace("president", "pre\N{COMBINING ACUTE ACCENT}sident"),
        "\N{HEBREW LETTER ALEF}\N{HEBREW LETTER BET}\n\n" + TEXT,
        TEXT.replace(" ", "\r\n", 3),
        "\r\n\r\n" + TEXT + "\r\n",
        TEXT.replace("Zelensky", "Zelens\N{ZERO WIDTH JOINER}ky"),
    ],
    ids=["emoji", "combining mark", "right to left", "CRLF in a sentence", "CRLF around", "joiner"],
)
def test_spans_cite_their_words_in_any_script(text: str, tmp_path: Path) -> None:
    reading = standoff.read(text, published_on="2022-02-01")
    with open_store(tmp_path / "record.db") as store:
        assert store.add(reading)
        assert store.check() > 0


@pytest.mark.parametrize(
    "text",
    [
        '"' * 500 + TEXT,
        '"word ' * 500 + TEXT,
        "“word " * 500 + TEXT,
        TEXT + "'word said " * 300,
        "“He said ‘" * 200 + "word" + "’ she said.” " * 200,
        "(" * 200 + "Russia said" + ")" * 200,
        "word\n" * 1000,
        "the minister said that Russia must go and " * 150,
        TEXT.upper() * 10,
        "Russia, Ukraine, NATO, " * 200,
        "if Russia attacks then " * 200,
        "according to " * 300,
        "President " * 500,
        ". " * 1000 + "word",
        "a" + "\N{COMBINING ACUTE ACCENT}" * 1000 + " said",
        TEXT + " " * 5000 + TEXT,
    ],
    ids=lambda text: f"{text[:12]!r}",
)
def test_a_text_that_no_reporter_wrote_is_read_and_cites_what_is_there(text: str, tmp_path: Path) -> None:
    with open_store(tmp_path / "record.db") as store:
        assert store.add(standoff.read(text, published_on="2022-02-01"))
        store.check()


def test_a_bad_day_is_refused() -> None:
    with pytest.raises(SettingsError, match="first of May"):
        standoff.read(TEXT, published_on="first of May")


def test_a_text_without_words_is_refused() -> None:
    with pytest.raises(ExtractionError):
        standoff.read(" \n ")


def test_a_text_too_long_for_a_report_is_refused_at_once() -> None:
    with pytest.raises(ExtractionError, match="--max-characters"):
        standoff.read("a " * 600_000)


class BadReader:
    """Reads as the real one does, but cites words that are not there."""

    def coders(self, article: standoff.Article) -> frozenset[standoff.Coder]:
        return default_reader().coders(article)

    def read(self, article: standoff.Article) -> Reading:
        reading = default_reader().read(article)
        return replace(reading, statements=tuple(map(_misplaced, reading.statements)))


def _misplaced(statement: standoff.Statement) -> standoff.Statement:
    wrong = Citation(statement.content.article_id, (Span(0, 3),), "something else")
    return replace(statement, content=wrong)


def test_a_row_that_cites_wrongly_spoils_its_article_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text("The weather stayed cold in the capital all through the week.", encoding="utf-8")
    with open_store(tmp_path / "record.db") as store:
        paths = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
        outcomes = list(read(paths, BadReader(), Settings(), store))  # type: ignore[arg-type]
        assert [outcome.error is None for outcome in outcomes] == [False, True]
        assert store.counts().articles == 1
