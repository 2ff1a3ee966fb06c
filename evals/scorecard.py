"""Write docs/scorecard.md: how right the rows are, by kind, on the gold that is present.

usage: scorecard.py [OUT.md]
"""

import importlib.util
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import gate
import plover

from standoff import __version__
from standoff.language.reader import Reader

OUT = gate.HERE.parent / "docs/scorecard.md"
NOTES = gate.HERE / "scorecard.notes.md"
_TWICE = """PolNeAR calls more an attribution than the record holds: headings, topics talked about, acts done by words.
First with all of them (`--every-attribution`), then as the record has them."""
_KINDS = ("all", "direct", "mixed", "indirect")


def main() -> None:
    if not gate.SHARED.is_dir():
        sys.exit("the gold (../shared) is not on this machine; the scorecard stays as it is")
    reports, polnear, every = (gate.measured(corpus, Reader(every_attribution=corpus.every)) for corpus in gate.CORPORA)
    made = "Made by `make scorecard`; the gold lies outside of this repository, its digests are in `evals/floors.json`."
    parts = [
        "# Scorecard",
        f"Version {__version__}. {made}",
        "## Whole records: eight gold reports (development set)",
        table(reports),
        "### Events by type, and rows by kind of text",
        *by_type(),
        *pairs(),
        "## Who said what: PolNeAR 1.0, development split (84 articles of US election news)",
        _TWICE,
        *(f"### {kind}, with every attribution\n\n{table(every[kind])}" for kind in _KINDS),
        *(f"### {kind}, as the record has them\n\n{table(polnear[kind])}" for kind in _KINDS),
        NOTES.read_text(encoding="utf-8").strip(),
    ]
    (Path(sys.argv[1]) if len(sys.argv) > 1 else OUT).write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def pairs() -> list[str]:
    """Return what evals/plover.py measures, as a table by root; nothing where its gold is absent."""
    if not plover.GOLD.is_file():
        return []
    found = plover.score(plover.GOLD)
    rows = [f"| {root} | {f1:.3f} |" for root, f1 in sorted(found.f1.items())]
    said = f"Accuracy {found.right / found.asked:.3f}, macro F1 {found.macro:.3f}: five networks, each asked about the"
    title = "## PLOVER's marked pairs: what the one does to the other (1,020 sentences)"
    return [title, f"{said} fifth that it did not learn.", "\n".join(["| root | F1 |", "|---|---|", *rows])]


def by_type() -> Iterator[str]:
    """Yield two tables over the gold reports: events by type, events with parties and statements by kind of text."""
    scorer, corpus = _scorer(), gate.CORPORA[0]
    types: dict[str, list[int]] = {}
    kinds: dict[str, dict[str, list[int]]] = {}
    for name, row in _record(corpus):
        gold = json.loads((corpus.folder / f"{name}.json").read_text(encoding="utf-8"))
        origin = json.loads((corpus.folder / f"{name}.meta.json").read_text(encoding="utf-8"))["origin"]
        kind = "official releases" if any(site in origin for site in _SITES) else "newspapers and agencies"
        counts, (wanted, found, matched) = scorer.evaluate(row["article"]["text"], gold, row)
        for measure in ("statement", "statement +speaker", "event", "event +parties", "request"):
            _add(kinds.setdefault(kind, {}).setdefault(measure, [0, 0, 0]), counts[measure])
        for one, side in ((wanted, 2), (found, 1)):
            for event in one:
                types.setdefault(event["type"], [0, 0, 0])[side] += 1
        for at, _ in matched:
            types[wanted[at]["type"]][0] += 1
    yield table({name: _measure(types[name]) for name in sorted(types)})
    yield table({f"{kind}: {name}": _measure(count) for kind in sorted(kinds) for name, count in kinds[kind].items()})


_SITES = ("kremlin", "president.gov.ua")


def _add(total: list[int], more: list[int]) -> None:
    total[:] = [one + other for one, other in zip(total, more, strict=True)]


def _measure(count: list[int]) -> dict[str, float]:
    hits, found, gold = count
    return {"p": hits / max(found, 1), "r": hits / max(gold, 1), "f1": 2 * hits / max(found + gold, 1), "tp": hits,
            "predicted": found, "gold": gold}  # fmt: skip


def _record(corpus: gate.Corpus) -> Iterator[tuple[str, dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as work:
        gate.score_into(corpus, Reader(), Path(work))
        for line in (Path(work) / "record.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Path(row["article"]["uri"]).stem, row


def _scorer() -> ModuleType:
    """Return the scorer of records, which lies beside the gold."""
    made = importlib.util.spec_from_file_location("record_scorer", gate.SHARED / "score/record.py")
    if made is None or made.loader is None:
        sys.exit(f"{gate.SHARED / 'score/record.py'} is not there; the scorecard needs it")
    scorer = importlib.util.module_from_spec(made)
    made.loader.exec_module(scorer)
    return scorer


def table(scores: dict[str, dict[str, float]]) -> str:
    rows = ["| measure | precision | recall | F1 | right | found | gold |", "|---|---|---|---|---|---|---|"]
    for name, value in scores.items():
        counts = " | ".join(str(value[key]) for key in ("tp", "predicted" if "predicted" in value else "pred", "gold"))
        rows.append(
            f"| {name.replace('|', ' given ')} | {value['p']:.3f} | {value['r']:.3f} | {value['f1']:.3f} | {counts} |"
        )
    return "\n".join(rows)


if __name__ == "__main__":
    main()
