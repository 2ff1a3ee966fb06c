"""Our measures against the scorer that defines them, on records that are the gold with mistakes in it."""

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from standoff.scoring import Gold, gathered, gold_files, match, measure, read_gold, read_line, rows_of, total
from standoff.scoring.rows import EventRow, StatementRow

SHARED = Path(__file__).resolve().parents[3] / "shared"
SCORER, GOLD = SHARED / "score/record.py", SHARED / "data/gold/dev"


@pytest.mark.skipif(not (SCORER.exists() and GOLD.is_dir()), reason="the gold (../shared) is not on this machine")
@pytest.mark.parametrize("seed", range(4))
def test_the_scores_are_those_of_the_scorer_that_defines_them(tmp_path: Path, seed: int) -> None:
    golds = [
        each for path in gold_files([str(GOLD)]) if isinstance(path, Path) and isinstance(each := read_gold(path), Gold)
    ]
    chance = random.Random(seed)
    lines = [json.dumps(_mistaken(gold, chance)).encode() for gold in golds]
    (tmp_path / "record.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
    record = gathered((read_line(line, "line") for line in lines), golds)
    ours = total(measure(match(gold.text, gold.rows, rows)) for gold in golds if (rows := rows_of(gold, record)))
    assert golds
    assert {
        name: {
            "p": one.precision,
            "r": one.recall,
            "f1": one.f1,
            "tp": one.right,
            "predicted": one.read,
            "gold": one.gold,
        }
        for name, one in ours.measures.items()
    } == _defined(tmp_path)


def _defined(folder: Path) -> dict[str, Any]:
    out = folder / "scores.json"
    command = [sys.executable, str(SCORER), "--gold", str(GOLD), str(folder / "record.jsonl"), "--json", str(out)]
    subprocess.run(command, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def _mistaken(gold: Gold, chance: random.Random) -> dict[str, Any]:
    """Make a record of the gold: rows are dropped, doubled and moved, fields changed."""
    statements = [
        _statement(row, gold.text, chance) for row in gold.rows.statements for _ in range(chance.choice((0, 1, 1, 2)))
    ]
    events = [_event(row, gold.text, chance) for row in gold.rows.events for _ in range(chance.choice((0, 1, 1, 1, 2)))]
    said = {row["speaker"]: row["id"] for row in statements}
    for row in events:
        row["according_to"] = said.get(row["according_to"])
    return {"article": {"uri": f"{gold.name}.txt", "text": gold.text}, "statements": statements, "events": events}


def _statement(row: StatementRow, text: str, chance: random.Random) -> dict[str, Any]:
    speaker = chance.choice((row.speaker, row.speaker, None, "Jane Doe", (row.speaker or "nobody").split()[-1]))
    content = _moved(row, text, chance)
    return {"id": f"s:{row.id}:{content}", "content": content, "form": row.form, "speaker": speaker}


def _event(row: EventRow, text: str, chance: random.Random) -> dict[str, Any]:
    return {
        "id": f"e:{row.id}",
        "type": chance.choice((row.type,) * 6 + ("DENY",)),
        "actors": chance.choice((row.actors, row.actors, (*row.actors, "XXX"), ("XXX",))),
        "recipients": chance.choice((row.recipients, row.recipients, (), ("XXX",))),
        "anchor": _moved(row, text, chance),
        "status": chance.choice((row.status, row.status, "negated")),
        "according_to": row.according_to,
        "date": chance.choice((row.date, row.date, None, "2022-02-01")),
        "answers": [f"e:{answer}" for answer in row.answers if chance.random() < 0.7],
    }


def _moved(row: StatementRow | EventRow, text: str, chance: random.Random) -> list[list[int]]:
    ((start, end),) = row.spans
    start = max(0, start + chance.choice((0, 0, -9, 4, (end - start) // 3)))
    end = min(len(text), max(start + 3, end + chance.choice((0, 0, 7, -(end - start) // 3))))
    return [[start, end]]
