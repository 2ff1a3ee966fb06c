import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import REPORT, Run, command_line
from tests.scoring.labelling import (
    TEXT,
    event,
    labels,
    line,
    put,
    read_event,
    read_refusal,
    read_statement,
    refusal,
    statement,
)

DEMAND = event(
    actor=["UKR"],
    recipient=["RUS"],
    anchor="Russia must withdraw its troops from the border",
    according_to="Volodymyr Zelensky",
    date="2022-02-01",
)
WORDS = statement(content="We are ready for talks", speaker="Sergei Lavrov")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """Return a folder with gold of one report; `record.jsonl` beside it is a reading of it with mistakes."""
    put(tmp_path / "gold", "report", labels(statement(), event(), refusal()))
    quiet = read_statement("the border was quiet", id="s:2", form="indirect")
    rows = line(statements=(read_statement(), quiet), events=(read_event(status="future"), read_refusal(type="DENY")))
    (tmp_path / "record.jsonl").write_bytes(rows + b"\n")
    return tmp_path / "gold"


def test_reports_are_read_and_held_against_their_gold(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "report", labels(DEMAND, WORDS, published="2022-02-01"), REPORT)
    result = run("score", str(tmp_path), "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert (found["reports"], found["failed"]) == (1, 0)
    assert found["measures"]["statement"]["recall"] == 1
    assert found["measures"]["request"]["f1"] == 1
    assert "mistakes" not in found


def test_a_text_without_a_dated_line_is_read_with_the_day_of_its_gold(run: Run, tmp_path: Path) -> None:
    text = REPORT.replace("Published 1 February 2022\n\n", "")
    dated, undated = (labels(DEMAND, **more) for more in ({"published": "2022-02-01"}, {}))
    for cells, right in ((dated, 1), (undated, 0)):
        put(tmp_path, "report", cells, text)
        assert json.loads(run("score", str(tmp_path), "--json").stdout)["measures"]["date"]["right"] == right


def test_reading_gives_the_scores_of_the_record_that_read_writes(run: Run, tmp_path: Path) -> None:
    put(tmp_path / "gold", "report", labels(DEMAND, WORDS), REPORT)
    Path("record.jsonl").write_bytes(run("read", "gold", "--format", "jsonl").stdout_bytes)
    assert run("score", "gold", "--json").stdout == run("score", "gold", "--json", "--record", "record.jsonl").stdout


def test_a_record_is_scored_in_place_of_reading(run: Run, gold: Path) -> None:
    output = run("score", "gold", "--record", "record.jsonl").stdout
    rows = {line[:20].strip(): line[20:].split() for line in output.splitlines() if line}
    assert rows["1 REPORT"] == ["precision", "recall", "F1", "right", "read", "gold"]
    assert rows["statement"] == ["0.500", "1.000", "0.667", "1", "2", "1"]
    assert rows["event"] == ["0.500", "0.500", "0.500", "1", "2", "2"]
    assert rows["event +status"] == ["0.000", "0.000", "0.000", "0", "2", "2"]
    assert rows["REJECT"] == ["-", "0.000", "0.000", "0", "0", "1"]
    assert rows["DENY"] == ["0.000", "-", "0.000", "0", "1", "0"]
    assert rows["direct"] == ["1.000", "1.000", "1.000", "1", "1", "1"]


def test_the_columns_of_the_table_are_aligned(run: Run, gold: Path) -> None:
    output = run("score", "gold", "--record", "record.jsonl").stdout
    assert len({len(line) for line in output.splitlines() if line}) == 1


def test_mistakes_are_listed_with_report_row_words_and_place(run: Run, gold: Path) -> None:
    output = run("score", "gold", "--record", "record.jsonl", "--errors").stdout
    listed = output.partition("\n\n")[0].splitlines()
    at = TEXT.index("open the border")
    assert listed[0] == (
        "report  differs  REQUEST FRE → SYL: “open the border by May” (status future, not actual)"
        f"  [gold/report.txt:{at}-{at + len('open the border by May')}]"
    )
    assert listed[1].startswith("report  missed   REJECT SYL: “We will not open the border”")
    assert listed[2].startswith("report  wrong    DENY SYL: “We will not open the border”")
    assert listed[3].startswith("report  wrong    statement Jane Doe: “the border was quiet”")
    assert len(listed) == 4


def test_mistakes_as_json_have_both_rows(run: Run, gold: Path) -> None:
    found = json.loads(run("score", "gold", "--record", "record.jsonl", "--errors", "--json").stdout)["mistakes"]
    assert [each["kind"] for each in found] == ["differs", "missed", "wrong", "wrong"]
    assert found[0]["differs"] == [{"field": "status", "read": "future", "gold": "actual"}]
    assert (found[0]["gold"]["id"], found[0]["read"]["id"]) == ("e1", "e:1")
    assert found[1]["read"] is None


def test_bad_gold_is_named_and_the_rest_is_scored(run: Run, gold: Path) -> None:
    put(gold, "bad", labels(event(anchor="close the border"), event(id="e2", type="DEMAND")))
    result = run("score", "gold", "--record", "record.jsonl", "--json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["reports"], found["failed"]) == (1, 1)
    assert found["measures"]["event"]["gold"] == 2
    assert "gold/bad.json: event e1" in result.stderr
    assert "gold/bad.json: event e2" in result.stderr


def test_a_report_that_cannot_be_read_is_named_and_the_rest_is_scored(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "digits", labels(), "2022 1 2 3\n")
    put(tmp_path, "report", labels(WORDS), REPORT)
    result = run("score", str(tmp_path), "--json")
    assert result.exit_code == 1
    assert "digits.txt" in result.stderr
    assert json.loads(result.stdout)["reports"] == 1


def test_a_report_in_another_language_is_missed_and_said_to_be(run: Run, tmp_path: Path) -> None:
    text = "Президент заявил во вторник, что переговоры будут продолжены на следующей неделе.\n"
    put(tmp_path, "ru", labels(statement(content="переговоры будут продолжены")), text)
    result = run("score", str(tmp_path), "--json")
    assert result.exit_code == 0
    assert "'ru'" in result.stderr
    assert json.loads(result.stdout)["measures"]["statement"]["gold"] == 1


def test_where_all_gold_is_bad_there_is_no_table_and_json_has_its_keys(run: Run, tmp_path: Path) -> None:
    put(tmp_path, "bad", "{")
    result = run("score", "bad.json")
    assert (result.exit_code, result.stdout) == (1, "")
    measures = json.loads(run("score", "bad.json", "--json").stdout)["measures"]
    assert measures["request"] == {"precision": 0, "recall": 0, "f1": 0, "right": 0, "read": 0, "gold": 0}


def test_a_report_that_the_record_lacks_is_missed_and_said_to_be(run: Run, gold: Path) -> None:
    put(gold, "other", labels(event()), TEXT + "More.\n")
    result = run("score", "gold", "--record", "record.jsonl", "--json")
    assert result.exit_code == 0
    assert "not in record.jsonl: gold/other.txt" in result.stderr
    assert json.loads(result.stdout)["measures"]["event"]["gold"] == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["gold", "--record", "missing.jsonl"], "missing.jsonl: no such file"),
        (["gold", "--record", "gold/report.txt"], "gold/report.txt line 1: no line of a record"),
        (["report.meta.json"], "report.meta.json: no gold"),
    ],
)
def test_a_record_or_gold_that_is_none_is_an_error_that_helps(gold: Path, arguments: list[str], said: str) -> None:
    (gold.parent / "report.meta.json").write_text("{}", encoding="utf-8")
    result = command_line("score", *arguments, cwd=gold.parent)
    assert (result.returncode, result.stdout) == (1, "")
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_record_is_read_from_standard_input_too(run: Run, gold: Path) -> None:
    record = Path("record.jsonl").read_bytes()
    piped = run("score", "gold", "--record", "-", "--json", input=record)
    assert piped.stdout == run("score", "gold", "--record", "record.jsonl", "--json").stdout


def test_scoring_a_record_waits_for_no_model(gold: Path) -> None:
    code = "import sys; from standoff.cli import main; sys.argv[0] = 'standoff'; import atexit; "
    code += "atexit.register(lambda: print('spacy' in sys.modules, file=sys.stderr)); main()"
    command = [sys.executable, "-c", code, "score", "gold", "--record", "record.jsonl"]
    result = subprocess.run(command, cwd=gold.parent, capture_output=True, text=True, check=True)
    assert result.stderr == "False\n"
