import json
from pathlib import Path

import pytest

from standoff.errors import CitationError, ExtractionError, GoldError
from standoff.export import jsonl
from standoff.scoring import gathered, read_line, rows_of
from tests.readings import reading
from tests.scoring.labelling import TEXT, gold, line, read_event, read_refusal, read_statement


def test_a_line_that_the_package_writes_is_read() -> None:
    rows = read_line(jsonl.line(reading()), "record.jsonl line 1").rows
    assert [(row.exact, row.speaker) for row in rows.statements] == [
        ("the answer had ignored it", "Vladimir Putin"),
        ("Kyiv is studying it", None),
    ]
    asked, deferred = rows.events
    assert (asked.type, asked.actors, asked.recipients, asked.exact) == (
        "REQUEST",
        ("RUS",),
        ("NATO",),
        "NATO stay out of Ukraine",
    )
    assert deferred.answers == (asked.id,)


def test_an_event_is_according_to_the_speaker_of_its_statement_or_the_reporter() -> None:
    unnamed = read_statement("the border was quiet", id="s:2", speaker=None)
    events = (read_event(), read_refusal(), read_refusal(id="e:3", according_to="s:2"))
    rows = read_line(line(statements=(read_statement(), unnamed), events=events), "line 1").rows
    assert [row.according_to for row in rows.events] == ["reporter", "Jane Doe", None]


def test_what_is_no_line_of_a_record_is_an_error_that_names_the_line() -> None:
    for words in (b"{", b"[]", b'{"article": {"uri": "a"}}'):
        with pytest.raises(ExtractionError, match=r"record\.jsonl line 7"):
            read_line(words, "record.jsonl line 7")


def test_a_row_whose_words_are_not_there_is_refused() -> None:
    with pytest.raises(CitationError, match=r"report\.txt"):
        read_line(line(events=(read_event(anchor=[[5, len(TEXT) + 1]]),)), "line 1")


def test_an_article_is_found_by_its_text_and_of_two_with_one_text_by_its_name(tmp_path: Path) -> None:
    labelled = gold(tmp_path)
    named = line(events=(read_event(),))
    others = [line(uri="a/other.txt"), line(uri="b/other.txt"), line(uri="x.txt", text="Another report.")]
    for lines in ([named, *others], [*others, named]):
        record = gathered((read_line(each, "line") for each in lines), [labelled])
        rows = rows_of(labelled, record)
        assert rows is not None
        assert len(rows.events) == 1
    found = rows_of(labelled, gathered([read_line(others[0], "line")], [labelled]))
    assert found is not None


def test_a_report_that_the_record_lacks_is_none_and_one_with_another_text_an_error(tmp_path: Path) -> None:
    labelled = gold(tmp_path)
    assert rows_of(labelled, gathered([], [labelled])) is None
    other = read_line(line(uri="texts/report.txt", text=TEXT.replace("May", "June")), "line 1")
    with pytest.raises(GoldError, match=rf"report\.txt.*character {TEXT.index('May')} on.*read this file again"):
        rows_of(labelled, gathered([other], [labelled]))


def test_fields_of_a_later_record_are_passed_over() -> None:
    cells = {**json.loads(line(events=(read_event(novel=1),))), "novel": {}}
    assert read_line(json.dumps(cells).encode(), "line 1").rows.events
