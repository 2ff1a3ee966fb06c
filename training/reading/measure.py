"""Score a folder of weights on the development texts of PolNeAR, and fit what turns a cue's chance into a score."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from pathlib import Path

from standoff.extract import article_of_text
from standoff.language.attribution import Attribution, ModelAttributor
from standoff.language.encoder import OnnxEncoder
from standoff.language.syntax import Syntax

Scores = dict[str, float]
Found = Mapping[str, Sequence[Attribution]]

THRESHOLDS = (0.5, 0.55, 0.6, 0.65, 0.7)
_STEPS, _RATE = 4000, 0.5


def score(folder: Path, shared: Path) -> Scores:
    """Return F1 of attribution, in all and by form, as `score/attribution.py` counts."""
    found = judged(attributions(folder, shared), shared)
    return {"attribution": found["all"], **{form: found[form] for form in ("direct", "mixed", "indirect")}}


def fitted(folder: Path, shared: Path) -> tuple[float, tuple[float, float]]:
    """Return the threshold of cues with the best F1, and slope and intercept of their calibration (Platt 1999)."""
    found = attributions(folder, shared)
    best = max(THRESHOLDS, key=lambda least: judged(above(found, least), shared)["all"])
    gold = labels(shared)
    odds, right = [], []
    for name, each in ((name, each) for name, rows in above(found, best).items() for each in rows):
        chance = min(max(each.score, 1e-3), 1 - 1e-3)
        odds.append(log(chance / (1 - chance)))
        right.append(any(is_right(each, other) for other in gold[name]))
    return best, logistic(odds, right)


def attributions(folder: Path, shared: Path) -> dict[str, list[Attribution]]:
    encoder = OnnxEncoder(folder)
    attributor, syntax = ModelAttributor(encoder), Syntax(encoder)
    texts = sorted((shared / "data/polnear/dev/text").glob("*.txt"))
    return {
        path.stem: attributor.attribute(syntax.parse(article_of_text(path.read_bytes().decode(), uri=path.stem)))
        for path in texts
    }


def above(found: Found, least: float) -> Found:
    return {name: [each for each in rows if each.score >= least] for name, rows in found.items()}


def judged(found: Found, shared: Path) -> dict[str, float]:
    """Let the scorer judge; return attribution F1 by class."""
    with tempfile.TemporaryDirectory() as work:
        system, scores = Path(work) / "system.jsonl", Path(work) / "scores.json"
        rows = ({"doc": name, "attributions": [spans(each) for each in rows]} for name, rows in found.items())
        system.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        gold = ["--gold", str(shared / "data/polnear"), "--split", "dev"]
        command = [sys.executable, str(shared / "score/attribution.py"), *gold, str(system), "--json", str(scores)]
        subprocess.run(command, check=True, capture_output=True)
        judged = json.loads(scores.read_text())["system.jsonl"]["scores"]
    return {name: values["attribution"]["f1"] for name, values in judged.items()}


def spans(each: Attribution) -> dict[str, object]:
    return {"source": each.source, "cue": each.cue, "content": each.content}


def labels(shared: Path) -> dict[str, list[dict[str, list[list[int]]]]]:
    """Return the gold attributions by text, as the scorer reads them."""
    sys.path.insert(0, str(shared / "score"))
    import polnear

    root = str(shared / "data/polnear")
    return {name: polnear.gold("dev", name, root=root) for name in polnear.docs("dev", root=root)}


def is_right(each: Attribution, gold: Mapping[str, list[list[int]]]) -> bool:
    """Tell whether half of the content's characters agree and the sources share one, or both are empty."""
    content, wanted = characters(each.content), characters(gold["content"])
    source, named = characters(each.source), characters(gold["source"])
    alike = 2 * len(content & wanted) >= len(content | wanted)
    return alike and (bool(source & named) or not (source or named))


def characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


def logistic(odds: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Return slope and intercept of the logistic regression of `right` on `odds`, by gradient descent."""
    slope, intercept = 1.0, 0.0
    for _ in range(_STEPS):
        errors = [1 / (1 + exp(-(slope * x + intercept))) - y for x, y in zip(odds, right, strict=True)]
        slope -= _RATE * sum(error * x for error, x in zip(errors, odds, strict=True)) / len(odds) / 10
        intercept -= _RATE * sum(errors) / len(odds)
    return round(slope, 4), round(intercept, 4)


if __name__ == "__main__":
    print(score(Path(sys.argv[1]), Path(sys.argv[2])))
