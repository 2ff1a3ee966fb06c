import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import given, settings

from standoff.export.csv import COLUMNS, Table, write
from standoff.types import Reading
from tests.readings import article, reading, readings, statement


def _table(table: Table, *given_readings: Reading) -> list[dict[str, str]]:
    out = StringIO()
    write(table, given_readings, out)
    return list(csv.DictReader(StringIO(out.getvalue(), newline="")))


def test_a_statement_is_a_row_with_its_exact_words_and_its_article() -> None:
    said, _ = _table(Table.STATEMENTS, reading())
    assert list(said) == list(COLUMNS[Table.STATEMENTS])
    expected = {
        "speaker": "vladimir-putin", "speaker_name": "Vladimir Putin", "source": "Vladimir Putin", "cue": "said",
        "content": "the answer had ignored it", "content_spans": "[[64,89]]", "said_on": "", "form": "indirect",
        "uri": "reports/one.txt", "published_on": "2022-02-01", "publisher": "", "coder": "attribution/1",
    }  # fmt: skip
    assert said.items() >= expected.items()


def test_several_values_share_a_cell() -> None:
    assert _table(Table.STATEMENTS, reading())[1]["addressee_names"] == "Russia; USA"


def test_an_event_is_a_row_with_its_exact_words_and_its_parties() -> None:
    asked, deferred = _table(Table.EVENTS, reading())
    assert list(asked) == list(COLUMNS[Table.EVENTS])
    expected = {
        "type": "REQUEST", "actors": "RUS", "actor_names": "Russia", "recipients": "NATO", "status": "actual",
        "anchor": "NATO stay out of Ukraine", "condition": "", "article_id": reading().article.id,
    }  # fmt: skip
    assert asked.items() >= expected.items()
    assert deferred["answers"] == asked["id"]


@pytest.mark.parametrize("words", ["=1+1", "+49", "-no", "@home", "\tx"])
def test_a_cell_that_a_spreadsheet_would_run_is_quoted(words: str) -> None:
    at = article(f"{words} they said")
    said = replace(statement(at, "they said"), speaker=words)
    (row,) = _table(Table.STATEMENTS, Reading(at, statements=(said,)))
    assert row["speaker"] == f"'{words}"


def test_words_with_commas_quotation_marks_and_line_breaks_come_back() -> None:
    at = article('He said "no,\nnever"; it ended.')
    (row,) = _table(Table.STATEMENTS, Reading(at, statements=(statement(at, 'said "no,\nnever"'),)))
    assert row["content"] == 'said "no,\nnever"'


@given(readings())
@settings(deadline=None, max_examples=50)
def test_there_are_as_many_rows_as_statements_and_events(given_reading: Reading) -> None:
    assert len(_table(Table.STATEMENTS, given_reading)) == len(given_reading.statements)
    assert len(_table(Table.EVENTS, given_reading)) == len(given_reading.events)
