"""The arithmetic of the score on PLOVER's marked pairs, on a table of a few rows."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.evals.scripts import loaded, needed

pytestmark = needed

Scored = Callable[[list[tuple[str, str, str]], dict[str, str]], tuple[int, int, dict[str, float]]]
MARKED = "<s>Turkey</s> praised <t>Greece</t>."


@pytest.fixture(scope="module")
def plover() -> Iterator[ModuleType]:
    with loaded("plover") as module:
        yield module


@pytest.fixture
def scored(plover: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scored:
    """Return a function that scores answers by sentence on gold (sentence, text, root)."""

    def of(gold: list[tuple[str, str, str]], answers: dict[str, str]) -> tuple[int, int, dict[str, float]]:
        data, said = tmp_path / "gold.tsv", tmp_path / "answers.tsv"
        rows = ["\t".join(row) for row in [("sentence_id", "marked_sentence", "gold_root"), *gold]]
        data.write_text("\n".join(rows) + "\n", encoding="utf-8")
        lines = [f"{name}\t0\t{root}\t1.000" for name, root in answers.items()]
        said.write_text("\n".join(["sentence_id\tfold\troot\tchance", *lines]) + "\n", encoding="utf-8")
        monkeypatch.setattr(plover, "ANSWERS", said)
        found = plover.score(data)
        return found.asked, found.right, found.f1

    return of


def test_f1_weighs_what_was_answered_wrongly_against_both_roots(scored: Scored) -> None:
    gold = [("1", MARKED, "AID"), ("2", MARKED, "AID"), ("3", MARKED, "AID"), ("4", MARKED, "YIELD")]
    asked, right, f1 = scored(gold, {"1": "AID", "2": "AID", "3": "YIELD", "4": "YIELD"})
    assert (asked, right) == (4, 3)
    assert f1 == {"AID": pytest.approx(2 * 2 / (3 + 2)), "YIELD": pytest.approx(2 * 1 / (1 + 2))}


def test_the_macro_score_is_the_mean_over_the_roots_of_the_gold(plover: ModuleType) -> None:
    assert plover.Score(5, 4, {"AID": 1.0, "YIELD": 0.5}).macro == pytest.approx(0.75)


def test_a_sentence_without_an_answer_is_wrong(scored: Scored) -> None:
    asked, right, f1 = scored([("1", MARKED, "AID"), ("2", MARKED, "AID")], {"1": "AID"})
    assert (asked, right) == (2, 1)
    assert f1 == {"AID": pytest.approx(2 * 1 / (2 + 1))}


def test_an_answer_with_a_root_that_the_gold_lacks_is_wrong_and_no_root_of_the_score(scored: Scored) -> None:
    asked, right, f1 = scored([("1", MARKED, "AID"), ("2", MARKED, "AID")], {"1": "AID", "2": "REJECT"})
    assert (asked, right) == (2, 1)
    assert f1 == {"AID": pytest.approx(2 * 1 / (2 + 1))}


def test_answers_about_other_sentences_do_not_count(scored: Scored) -> None:
    assert scored([("1", MARKED, "AID")], {"1": "AID", "2": "AID", "3": "YIELD"}) == (1, 1, {"AID": 1.0})


@pytest.mark.parametrize(
    "row",
    [
        ("2", "Turkey praised <t>Greece</t>.", "AID"),
        ("2", "<s>Turkey</s> praised Greece.", "AID"),
        ("2", "<s>Turkey praised <t>Greece</t>.", "AID"),
        ("2", "", "AID"),
        ("sentence_id", "marked_sentence", "gold_root"),
        ("2", MARKED, ""),
    ],
)
def test_a_sentence_without_both_marks_or_a_repeated_header_is_not_asked_about(
    scored: Scored, row: tuple[str, str, str]
) -> None:
    assert scored([("1", MARKED, "AID"), row], {"1": "AID", "2": "AID"}) == (1, 1, {"AID": 1.0})


def test_there_is_at_most_one_answer_for_a_row_and_its_root_is_one_of_plover(plover: ModuleType) -> None:
    rows = plover._rows(plover.ANSWERS)
    assert rows
    assert {row["fold"] for row in rows} == set("01234")
    assert all(row["root"].isupper() and 0 <= float(row["chance"]) <= 1 for row in rows)


def test_without_the_gold_nothing_is_scored(
    plover: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["plover.py", "--data", str(tmp_path / "absent.tsv")])
    with pytest.raises(SystemExit, match="not on this machine; nothing is scored"):
        plover.main()
