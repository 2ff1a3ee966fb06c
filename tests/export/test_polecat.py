import csv
import re
import unicodedata
from dataclasses import replace
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.export import polecat
from standoff.export.coding import LeftOut, Tally
from standoff.plover import EventType, Status
from standoff.types import Actor, ActorKind, Article, Mention, Reading, Span
from tests.export.recorded import GOLDEN, MADE, record
from tests.readings import PUTIN, RUSSIA, article, event, reading, readings, statement

# As loaders of the published files have it, letter by letter.
HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\t"
    "Actor Country\tActor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\t"
    "Wikipedia Actor ID\tRecipient Name\tRecipient Country\tRecipient COW\tPrimary Recipient Sector\t"
    "Recipient Sectors\tRecipient Title\tRecipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\t"
    "District\tProvince\tCountry\tLatitude\tLongitude\tGeoNames ID\tRaw Placename\tFeature Type\tSource\t"
    "Publication Date\tStory People\tStory Organizations\tStory Locations\tLanguage\tVersion"
)


def written(*given_readings: Reading) -> tuple[str, Tally]:
    out = StringIO()
    tally = polecat.write(given_readings, out)
    return out.getvalue(), tally


def table(*given_readings: Reading) -> list[dict[str, str]]:
    """Read the file as most loaders do, with whatever the standard library thinks of quotation marks."""
    return list(csv.DictReader(StringIO(written(*given_readings)[0], newline=""), delimiter="\t"))


def test_the_first_forty_columns_are_those_of_the_published_files() -> None:
    head = written(reading())[0].partition("\n")[0]
    assert head.startswith(HEADER + "\t")
    assert len(HEADER.split("\t")) == len(polecat.PUBLISHED) == 40
    assert len(set(head.split("\t"))) == len(polecat.COLUMNS) == 58


def test_every_column_of_ours_is_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "export.md").read_text(encoding="utf-8")
    assert not [column for column in polecat.OURS if f"`{column}`" not in documented]


def test_an_event_is_a_row() -> None:
    (row,) = table(reading())
    asked = reading().events[0]
    expected = {
        "Event Date": "2022-02-01", "Event Type": "REQUEST", "Event Mode": "None", "Intensity": "0.0",
        "Quad Code": "VERBAL CONFLICT", "Contexts": "None", "Actor Name": "Russia", "Actor Country": "RUS",
        "Actor COW": "365", "Primary Actor Sector": "GOV", "Actor Name Raw": "Moscow", "Recipient Name": "NATO",
        "Recipient Country": "None", "Recipient COW": "None", "Latitude": "None", "Publication Date": "2022-02-01",
        "Language": "en", "Version": "events/1", "Record Event ID": asked.id, "Article ID": asked.anchor.article_id,
        "URI": "reports/one.txt", "Anchor": "NATO stay out of Ukraine", "Anchor Spans": "18-42", "Status": "actual",
        "Actor Codes": "RUS", "Recipient Codes": "NATO", "According To": "", "Score": "0.900", "Coder": "events/1",
        "CAMEO Code": "100", "PLOVER Codable": "yes", "Story People": "Vladimir Putin",
    }  # fmt: skip
    assert row.items() >= expected.items()


def test_compound_actors_stay_one_event_whose_cells_are_in_step() -> None:
    at = article("Putin met NATO's chief.", published_on=date(2022, 2, 1))
    nato = Actor("NATO", "NATO; the alliance", ActorKind.ORGANIZATION, wikidata="Q7184")
    met = event(at, EventType.CONSULT, "met", ("RUS", "NATO"), actor_spans=(Span(0, 5),))
    (row,) = table(Reading(at, (PUTIN, RUSSIA, nato), (Mention("vladimir-putin", Span(0, 5)),), events=(met,)))
    assert row["Actor Name"] == "Vladimir Putin; NATO, the alliance"
    assert (row["Actor Country"], row["Actor COW"]) == ("RUS; IGO", "365; None")
    assert (row["Actor Title"], row["Actor Name Raw"]) == ("president; None", "Putin; None")
    assert row["Recipient Name"] == "None"


def test_a_row_says_what_the_record_had_and_who_said_it() -> None:
    at = article("Macron may visit Moscow, he said.", published_on=date(2022, 2, 1))
    said = statement(at, "Macron may visit Moscow", "he", "said", speaker="vladimir-putin", said_on="2022-01-31")
    may = event(
        at, EventType.AGREE, "may visit", ("FRA",), ("RUS",), status=Status.HYPOTHETICAL, according_to=said.id,
        place="Moscow",
    )  # fmt: skip
    (row,) = table(Reading(at, actors=(PUTIN,), statements=(said,), events=(may,)))
    assert (row["Event Type"], row["Status"], row["CAMEO Code"]) == ("AGREE", "hypothetical", "036")
    assert (row["Event Date"], row["According To"]) == ("2022-01-31", "Vladimir Putin")
    assert (row["Raw Placename"], row["Placename"], row["Country"]) == ("Moscow", "None", "None")


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ('"We\nrefuse"\tit', "'We refuse' it"), ("\r\na\x00b\x85c\u2028d", "a b c d"), ("=1+1", "'=1+1"),
        ("+49", "'+49"), ("-no", "'-no"), ("@home", "'@home"), ("\t=x", "'=x"),
    ],
)  # fmt: skip
def test_no_cell_breaks_a_line_opens_a_quotation_or_runs(words: str, cell: str) -> None:
    at = article(f"{words} now", published_on=date(2022, 2, 1))
    (row,) = table(Reading(at, events=(event(at, EventType.REJECT, words, ("RUS",)),)))
    assert re.sub(" +", " ", row["Anchor"]) == cell


@given(readings(), st.sampled_from([None, *Status]))
@settings(deadline=None, max_examples=150)
def test_any_reading_makes_rows_of_the_same_length(given_reading: Reading, status: Status | None) -> None:
    given_events = [replace(each, status=status) if status else each for each in given_reading.events]
    whole, tally = written(replace(given_reading, events=tuple(given_events)))
    lines = whole.removesuffix("\n").split("\n")
    assert {line.count("\t") for line in lines} == {57}
    assert len(lines) == 1 + tally[None]
    assert tally.total() == len(given_events)
    assert not [each for each in whole if unicodedata.category(each) in ("Cc", "Zl", "Zp") and each not in "\t\n"]
    assert not any(cell == "" for line in lines for cell in line.split("\t")[:40])
    read = list(csv.reader(StringIO(whole, newline=""), delimiter="\t"))
    assert read == [line.split("\t") for line in lines]


@given(readings(), st.dates())
@settings(deadline=None, max_examples=50)
def test_any_row_has_what_a_loader_computes_with(given_reading: Reading, published_on: date) -> None:
    at: Article = replace(given_reading.article, published_on=published_on)
    for row in table(replace(given_reading, article=at)):
        datetime.strptime(row["Event Date"], "%Y-%m-%d")
        assert -10 <= float(row["Intensity"]) <= 10
        for side in ("Actor", "Recipient"):
            numbers = row[f"{side} COW"].split("; ")
            assert all(each == "None" or each.isdigit() for each in numbers)
            assert len(row[f"{side} Name"].split("; ")) == len(numbers) == len(row[f"{side} Country"].split("; "))


@pytest.mark.parametrize("name", MADE)
def test_the_examples_are_what_was_read_line_by_line(name: str) -> None:
    assert MADE[name]() == (GOLDEN / name).read_text(encoding="utf-8")


def test_the_words_of_a_row_stand_at_its_offsets() -> None:
    texts = {each.article.id: each.article.text for each in record()}
    for row in table(*record()):
        spans = [each.split("-") for each in row["Anchor Spans"].split("; ")]
        exact = " … ".join(texts[row["Article ID"]][int(start) : int(end)] for start, end in spans)
        assert exact.replace('"', "'").replace("\n", " ") == row["Anchor"]


def test_what_is_left_out_of_the_examples_is_counted() -> None:
    _, tally = written(*record())
    assert tally[LeftOut.BLOC] == 2
    assert tally[LeftOut.OWN_TYPE] > 0
    assert tally.total() == sum(len(each.events) for each in record())
