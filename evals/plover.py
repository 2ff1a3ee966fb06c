"""Score what the heads for events answer about PLOVER's marked pairs: which type of event the one does to the other.

usage: plover.py [--data TSV]

The answers (plover_answers.tsv) come from five networks, each asked about the fifth that it did not learn;
sentences that are alike stay in one fold. `training/reading/folds.py --answers` makes them. The gold,
snowood1/Zero-Shot-PLOVER's training sentences, is not in this repository: without it nothing is scored.
"""

import argparse
import csv
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
ANSWERS = HERE / "plover_answers.tsv"
GOLD = HERE.parent.parent / "shared/data/plover/plv_train.tsv"


@dataclass(frozen=True)
class Score:
    """How many sentences were asked about, how many answers were right; F1 by root."""

    asked: int
    right: int
    f1: dict[str, float]

    @property
    def macro(self) -> float:
        return sum(self.f1.values()) / len(self.f1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=GOLD, help="the marked sentences with their root codes")
    args = parser.parse_args()
    if not args.data.is_file():
        sys.exit(f"{args.data} is not on this machine; nothing is scored")
    found = score(args.data)
    print(f"sentences {found.asked}  accuracy {found.right / found.asked:.3f}  macro F1 {found.macro:.3f}")
    for root, f1 in sorted(found.f1.items()):
        print(f"  {root:10} {f1:.3f}")


def score(data: Path) -> Score:
    """Return the score of the answers; a marked sentence without an answer counts as wrong."""
    gold = {row["sentence_id"]: row["gold_root"] for row in _rows(data) if _is_marked(row)}
    said = {row["sentence_id"]: row["root"] for row in _rows(ANSWERS)}
    wanted, given = Counter(gold.values()), Counter(said[name] for name in gold if name in said)
    hits = Counter(root for name, root in gold.items() if said.get(name) == root)
    f1 = {root: 2 * hits[root] / (wanted[root] + given[root]) for root in wanted}
    return Score(len(gold), hits.total(), f1)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t"))


def _is_marked(row: dict[str, str]) -> bool:
    """Tell a sentence with both parties marked; the file repeats its header among the rows."""
    sentence = row["marked_sentence"] or ""
    return all(mark in sentence for mark in ("<s>", "</s>", "<t>", "</t>")) and row["gold_root"].isupper()


if __name__ == "__main__":
    main()
