import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from io import StringIO
from pathlib import Path
from typing import cast

import pytest
from click.testing import CliRunner
from rich.console import Console
from rich.text import Text

from standoff.cli import printing, standoff
from tests.cli.conftest import REPORT, Run, command_line

FULL = Path("/dev/full")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read the report once for all questions."""
    report = tmp_path_factory.mktemp("kept") / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    arguments = ["read", str(report), "--db", str(report.parent / "standoff.db")]
    assert CliRunner().invoke(standoff, arguments).exit_code == 0
    return report


@pytest.fixture
def record(run: Run, kept: Path, tmp_path: Path) -> Path:
    """Put a copy of the report and its database where `run` runs."""
    shutil.copy(kept.parent / "standoff.db", tmp_path)
    return Path(shutil.copy(kept, tmp_path))


def test_the_brief_has_all_its_parts_and_cites(run: Run, record: Path) -> None:
    output = run("brief").output
    for part in ("PARTIES", "DEMANDS", "WARNINGS", "ACCUSATIONS", "DENIALS", "MEETINGS HELD", "MEETINGS AHEAD"):
        assert part in output
    assert "report.txt:" in output


def test_the_demand_shows_its_chain(run: Run, record: Path) -> None:
    (demand,) = json.loads(run("demands", "--json").stdout)
    assert demand["holder"] == ["Ukraine"]
    assert demand["addressees"] == ["Russia"]
    assert [step["step"]["step"] for step in demand["chain"]] == ["raised", "rejected"]
    assert "rejected" in run("demands").output


def test_a_party_includes_who_acts_for_it(run: Run, record: Path) -> None:
    output = run("statements", "--speaker", "Russia").output
    assert "Sergei Lavrov" in output
    assert "We are ready for talks" in output
    assert "Zelensky" not in output


def test_words_are_searched_in_any_grammatical_form(run: Run, record: Path) -> None:
    assert "withdraw" in run("statements", "withdrawing troop").output
    assert run("statements", "submarine").output == ""


def test_until_includes_its_day(run: Run, record: Path) -> None:
    assert run("statements", "--until", "2022-02-01").output != ""
    assert run("statements", "--until", "2022-01-31").output == ""


def test_the_timeline_is_in_order_and_filtered_by_party(run: Run, record: Path) -> None:
    lines = json.loads(run("timeline", "--party", "RUS", "--json").stdout)
    assert lines == sorted(lines, key=lambda line: line["on"])
    assert {line["event"]["type"] for line in lines} >= {"REQUEST", "REJECT"}


def test_show_marks_the_rows_in_the_text(run: Run, record: Path) -> None:
    output = run("show", "report.txt").output
    assert "[1]" in output
    assert "[a]" in output
    assert "2022-02-01" in output


def test_show_says_by_which_clock_and_at_which_address_a_page_was_published(run: Run) -> None:
    body = "".join(f"<p>{words}</p>" for words in REPORT.split("\n\n"))
    head = (
        '<meta property="article:published_time" content="2022-02-01T23:30:00+03:00">'
        '<link rel="canonical" href="https://herald.example/demands">'
    )
    Path("page.html").write_text(f"<html><head>{head}</head><body><article>{body}</article></body></html>")
    assert run("read", "page.html").exit_code == 0
    output = run("show", "page.html").output
    assert "2022-02-01 23:30 UTC+03:00" in output
    assert "page.html, its own address https://herald.example/demands" in output
    found = json.loads(run("show", "page.html", "--json").stdout)["article"]
    assert (found["published_on"], found["published_at"]) == ("2022-02-01", "2022-02-01T23:30:00+03:00")
    assert found["canonical"] == "https://herald.example/demands"
    assert json.loads(run("export", "--format", "jsonl").stdout)["article"] == found


def test_check_counts_the_citations(run: Run, record: Path) -> None:
    assert "hold" in run("check").output
    assert json.loads(run("check", "--json").stdout)["citations"] > 5


def test_export_writes_csv_and_json_lines(run: Run, record: Path) -> None:
    assert run("export", "--rows", "statements").stdout.startswith('"id","said_on"')
    reading = json.loads(run("export", "--format", "jsonl").stdout)
    assert reading["schema"] == "standoff/1"
    assert reading["demands"]
    assert run("export", "-o", "events.csv").exit_code == 0
    assert Path("events.csv").read_text(encoding="utf-8").startswith('"id","date"')


def test_export_writes_plover_event_data_and_says_what_it_left_out(run: Run, record: Path) -> None:
    events = json.loads(run("show", "report.txt", "--json").stdout)["events"]
    table = run("export", "--format", "polecat")
    head, *lines = table.stdout.splitlines()
    assert head.startswith("Event ID\tEvent Date\tEvent Type\t")
    assert f"{len(lines)} of {len(events)} events" in table.stderr
    assert {line.split("\t")[2] for line in lines} >= {"REQUEST", "REJECT"}
    rows = [json.loads(line) for line in run("export", "--format", "plover").stdout.splitlines()]
    assert [row["id"] for row in rows] == [line.split("\t")[0] for line in lines]
    assert run("export", "--format", "polecat", "-o", "events.txt").exit_code == 0
    assert Path("events.txt").read_text(encoding="utf-8") == table.stdout


def test_nobody_of_that_name_is_an_error_that_helps(record: Path) -> None:
    result = command_line("statements", "--speaker", "Zelenskey", cwd=record.parent)
    assert result.returncode == 1
    assert "Zelenskey" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_database_that_is_not_there_is_not_made(run: Run, tmp_path: Path) -> None:
    result = command_line("brief", cwd=tmp_path)
    assert result.returncode == 1
    assert "standoff.db" in result.stderr
    assert not (tmp_path / "standoff.db").exists()


def test_a_bad_day_is_wrong_usage(run: Run) -> None:
    assert run("timeline", "--since", "tuesday").exit_code == 2


def test_the_last_day_of_the_calendar_is_a_day_like_others(run: Run, record: Path) -> None:
    assert run("timeline", "--until", "9999-12-31").output == run("timeline").output


def test_a_piece_of_an_address_is_answered_with_the_addresses_that_hold_it(record: Path) -> None:
    result = command_line("show", "REPO", cwd=record.parent)
    assert result.returncode == 1
    assert "there is" in result.stderr
    assert "report.txt" in result.stderr


def test_an_address_that_two_articles_share_names_them(record: Path) -> None:
    (record.parent / "sub").mkdir()
    (record.parent / "sub" / "report.txt").write_text("Another report. Moscow refused.", encoding="utf-8")
    assert command_line("read", "sub", cwd=record.parent).returncode == 0
    result = command_line("show", "report.txt", cwd=record.parent)
    assert result.returncode == 1
    assert "2 articles" in result.stderr
    assert "sub/report.txt" in result.stderr


@pytest.mark.skipif(not FULL.is_char_device(), reason="no /dev/full here")
@pytest.mark.parametrize("command", ["brief", "statements", "export", "show report.txt --json", "check"])
def test_output_that_finds_no_space_is_an_error_that_says_so(record: Path, command: str) -> None:
    with FULL.open("wb") as full:
        arguments = [sys.executable, "-m", "standoff", *command.split()]
        result = subprocess.run(arguments, cwd=record.parent, stdout=full, stderr=subprocess.PIPE, check=False)
    assert result.returncode == 1
    assert b"No space left on device" in result.stderr
    assert result.stderr.count(b"\n") == 1


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no SIGPIPE here")
@pytest.mark.parametrize("command", ["statements", "brief", "timeline --format json", "export"])
def test_who_reads_the_output_may_have_seen_enough(record: Path, command: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [sys.executable, "-m", "standoff", *command.split()]
    result = subprocess.run(arguments, cwd=record.parent, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (result.returncode, result.stderr) == (-signal.SIGPIPE, b"")


WRITES_TO_ONE_WHO_IS_GONE = """
import socket, sys, click, standoff.cli as cli

@click.command()
def command():
    one, other = socket.socketpair()
    other.close()
    try:
        one.send(b"a worker, or a browser, that is gone")
    except BrokenPipeError:
        click.echo("goes on")

cli.standoff, sys.argv = command, ["standoff"]
cli.main()
"""


def test_what_is_gone_at_the_other_end_of_another_pipe_ends_nothing() -> None:
    result = subprocess.run(
        [sys.executable, "-c", WRITES_TO_ONE_WHO_IS_GONE], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (0, "goes on\n")


@pytest.mark.skipif(os.name != "posix", reason="needs a named pipe")
def test_an_export_into_a_pipe_does_not_replace_it_by_a_file(run: Run, record: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert run("export", "-o", str(pipe)).exit_code == 0
    assert os.read(reading, 5) == b'"id",'
    os.close(reading)
    assert pipe.is_fifo()


def test_an_export_that_fails_leaves_the_file_before_it_as_it_was(run: Run, record: Path, tmp_path: Path) -> None:
    assert run("export", "-o", "events.csv").exit_code == 0
    before = {path.name: path.read_bytes() for path in tmp_path.glob("events*")}
    with closing(sqlite3.connect("standoff.db")) as connection, connection:
        connection.execute("UPDATE events SET status = 'unheard of'")
    assert run("export", "-o", "events.csv").exit_code == 1
    assert {path.name: path.read_bytes() for path in tmp_path.glob("events*")} == before


def test_an_export_to_where_no_file_can_be_is_an_error_that_says_why(record: Path) -> None:
    for place in (".", "missing/events.csv"):
        result = command_line("export", "-o", place, cwd=record.parent)
        assert result.returncode == 1
        assert f"{place}: cannot be written" in result.stderr
        assert "Traceback" not in result.stderr


def test_a_line_longer_than_the_terminal_goes_on_further_in() -> None:
    out = Console(file=StringIO(), width=30, force_terminal=True, color_system=None)
    printing.write(out, Text("  2022-02-01  Moscow: “" + "words " * 12 + "”"))
    first, *others = cast(StringIO, out.file).getvalue().splitlines()
    assert first.startswith("  2022-02-01  Moscow")
    assert others
    assert all(line.startswith("      ") and line[6] in "“w”" and len(line) <= 30 for line in others)


def test_a_report_or_a_name_of_a_file_cannot_steer_the_terminal(run: Run, report: Path) -> None:
    named = report.parent / "a\x1b[31m\nb.txt"
    named.write_text(report.read_text(encoding="utf-8").replace("We are", "We \x1b[2J\x9b are"), encoding="utf-8")
    read, broken = run("read", str(named)), run("read", "missing\x1b[2J.txt")
    outputs = [run(*command).output for command in (["brief"], ["statements"], ["show", str(named)], ["timeline"])]
    for output in (read.output, broken.output, *outputs):
        assert not {"\x1b", "\x9b"} & set(output)
    assert "a␛[31m␊b.txt" in outputs[1]
    assert "We ␛[2J� are" in outputs[2]


def test_a_terminal_is_told_of_an_empty_or_a_cut_answer_and_a_pipe_is_not() -> None:
    for terminal, count, said in ((True, 0, "none found\n"), (True, 5, "cut at 5 rows; --limit shows more\n"),
                                  (True, 4, ""), (False, 0, "")):  # fmt: skip
        out = Console(file=StringIO(), width=80, force_terminal=terminal, color_system=None)
        printing.note_extent(out, count, 5)
        assert cast(StringIO, out.file).getvalue() == said


def test_no_colour_goes_into_a_pipe(record: Path) -> None:
    assert "\x1b" not in command_line("brief", cwd=record.parent).stdout


def test_a_demand_is_shown_whole_by_the_beginning_of_its_id(run: Run, record: Path) -> None:
    (demand,) = json.loads(run("demands", "--format", "json").stdout)
    output = run("demand", demand["id"][:8]).output
    for part in ("CHAIN", "RAISED IN", "rejected", "withdraw its troops from the border", "report.txt:"):
        assert part in output
    assert json.loads(run("demand", demand["id"], "--json").stdout) == demand
    assert run("demand", "nothing").exit_code == 1


def test_json_is_asked_for_in_two_ways(run: Run, record: Path) -> None:
    for question in (("brief",), ("demands",), ("statements",), ("timeline",), ("positions", "UKR")):
        short, long = run(*question, "--json"), run(*question, "--format", "json")
        assert json.loads(short.stdout) == json.loads(long.stdout)
        assert run(*question, "--format", "table").output == run(*question).output != short.output


def test_as_of_the_day_before_its_only_report_a_record_is_empty(run: Run, record: Path) -> None:
    assert "0 articles" in run("brief", "--as-of", "2022-01-31").output
    assert "1 article," in run("brief", "--as-of", "2022-02-01").output
    for question in (("demands",), ("statements",), ("timeline",)):
        assert run(*question, "--as-of", "2022-01-31").output == ""
        assert run(*question, "--as-of", "2022-02-01").output == run(*question).output


def test_changes_list_what_is_new(run: Run, record: Path) -> None:
    output = run("changes", "--from", "2022-01-31", "--to", "2022-02-01").output
    assert "1 article published after 2022-01-31 up to 2022-02-01; 1 demand new or in another state" in output
    for part in ("DEMANDS", "new;", "WHO SPOKE", "Sergei Lavrov: 1 statement", "WARNINGS", "MEETINGS AHEAD"):
        assert part in output
    assert json.loads(run("changes", "--from", "2022-01-31", "--to", "2022-02-01", "--json").stdout)["articles"] == 1
    assert "0 articles" in run("changes", "--from", "2022-02-01", "--to", "2022-02-02").output


def test_changes_need_two_days_in_order(run: Run, record: Path) -> None:
    assert run("changes", "--from", "2022-02-01").exit_code == 2
    assert run("changes", "--from", "2022-02-01", "--to", "2022-01-01").exit_code == 1


def test_positions_show_the_newest_and_what_led_to_it(run: Run, record: Path) -> None:
    output = run("positions", "Russia", "--issue", "troops").output
    assert "Russia on troops" in output
    assert "newest  2022-02-01  rejected" in output
    assert "said        Volodymyr Zelensky" in run("positions", "Ukraine").output
    assert "none found" in run("positions", "Ukraine", "--issue", "grain").output
