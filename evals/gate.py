"""Score the reader on gold and hold it against the floors.

usage: gate.py [--all] [--update]

The gold and its scorers lie in ../shared, which is not on every machine: without it the gate says so and passes.
A floor is pinned with the digest of its gold. `--update` raises floors that are beaten by more than a point and pins
new gold; it never lowers one: that takes an edit of floors.json, which a review will see.
"""

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pages

from standoff.export import jsonl
from standoff.language.reader import Reader
from standoff.pipeline import read
from standoff.settings import Settings

HERE = Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
FLOORS = HERE / "floors.json"
SLACK = 0.02
"""How far a floor stands below its score: a row or two, which another processor may read otherwise."""


@dataclass(frozen=True)
class Corpus:
    """A gold corpus: where its files are, whether it is quick enough for every `make test`, and how it is read.

    PolNeAR calls more an attribution than the record holds; `every` reads with all of them.
    """

    name: str
    folder: Path
    quick: bool = False
    every: bool = False

    @property
    def is_reports(self) -> bool:
        return self.name == "reports"


CORPORA = (
    Corpus("reports", SHARED / "data/gold/dev", quick=True),
    Corpus("polnear", SHARED / "data/polnear/dev"),
    Corpus("polnear-every", SHARED / "data/polnear/dev", every=True),
)
PAGES = Corpus("pages", pages.FOLDER, quick=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="score the slow corpora too")
    parser.add_argument("--update", action="store_true", help="raise the floors that are beaten")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("evaluation skipped: the gold (../shared) is not on this machine")
        return 0
    floors: dict[str, Any] = json.loads(FLOORS.read_text()) if FLOORS.exists() else {}
    failed = False
    for corpus in (*CORPORA, PAGES):
        if not corpus.folder.is_dir():
            print(f"{corpus.name} skipped: {corpus.folder} is not on this machine")
        elif corpus.quick or args.all:
            failed |= not hold(corpus, score(corpus), floors, update=args.update)
    if args.update:
        FLOORS.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n")
    return 1 if failed else 0


def score(corpus: Corpus) -> dict[str, float]:
    """Read the corpus and let its scorer judge: F1 by measure, of pages what pages.py says."""
    if corpus == PAGES:
        return pages.score(corpus.folder)
    found = measured(corpus, Reader(every_attribution=corpus.every))
    if corpus.is_reports:
        return {name: value["f1"] for name, value in found.items()}
    return {f"{kind} {name}": value["f1"] for kind, values in found.items() for name, value in values.items()}


def measured(corpus: Corpus, reader: Reader) -> dict[str, Any]:
    """Return all that the scorer found: by measure, for PolNeAR by kind and measure."""
    with tempfile.TemporaryDirectory() as folder:
        score_into(corpus, reader, Path(folder))
        found: dict[str, Any] = json.loads((Path(folder) / "scores.json").read_text())
    return found["system.jsonl"]["scores"] if "system.jsonl" in found else found


def score_into(corpus: Corpus, reader: Reader, work: Path) -> None:
    """Leave what the scorer found in `work/scores.json`."""
    (score_reports if corpus.is_reports else score_polnear)(corpus, reader, work)


def score_reports(corpus: Corpus, reader: Reader, work: Path) -> None:
    scorer = str(SHARED / "score/record.py")
    (work / "reports.jsonl").write_text(run(scorer, "--gold", str(corpus.folder), "--reports"))
    (work / "record.jsonl").write_bytes(rows(reader, work / "reports.jsonl"))
    run(scorer, "--gold", str(corpus.folder), str(work / "record.jsonl"), "--json", str(work / "scores.json"))


def score_polnear(corpus: Corpus, reader: Reader, work: Path) -> None:
    texts = corpus.folder / "text"
    (work / "record.jsonl").write_bytes(rows(reader, texts))
    converted = run(str(SHARED / "score/from_record.py"), str(work / "record.jsonl"), "--texts", str(texts))
    (work / "system.jsonl").write_text(converted)
    scorer = str(SHARED / "score/attribution.py")
    run(scorer, str(work / "system.jsonl"), "--json", str(work / "scores.json"))


def rows(reader: Reader, path: Path) -> bytes:
    outcomes = list(read([str(path)], reader, Settings()))
    faults = [str(outcome.error) for outcome in outcomes if outcome.error]
    if faults:
        sys.exit("the gold could not be read: " + "; ".join(faults))
    return b"".join(jsonl.line(outcome.reading) + b"\n" for outcome in outcomes if outcome.reading)


def run(*command: str) -> str:
    return subprocess.run([sys.executable, *command], check=True, capture_output=True, text=True).stdout


def digest(folder: Path) -> str:
    """Fingerprint of all files of the gold, names and contents."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            total.update(f"{path.relative_to(folder)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return "sha256:" + total.hexdigest()


def hold(corpus: Corpus, scores: dict[str, float], floors: dict[str, Any], *, update: bool) -> bool:
    """Print each score beside its floor; tell whether none fell below."""
    pinned = floors.setdefault(corpus.name, {"gold": None, "f1": {}})
    found = digest(corpus.folder)
    if update:
        pinned["gold"] = found
    if pinned["gold"] != found:
        print(
            f"{corpus.name}: the gold is {found}, floors.json pins {pinned['gold']}; look at the scores, then --update"
        )
        return False
    held = True
    for name, value in scores.items():
        floor = pinned["f1"].get(name, 0.0)
        held &= value >= floor
        if update and value > floor + SLACK:
            pinned["f1"][name] = max(floor, round(value - SLACK, 4))
        if floor or update:
            print(f"{corpus.name:13} {name:28} {value:.3f}  floor {floor:.3f}{'' if value >= floor else '  BELOW'}")
    return held


if __name__ == "__main__":
    sys.exit(main())
