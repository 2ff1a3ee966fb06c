"""Write docs/scorecard.md: how right the rows are, by kind, on the gold that is present.

usage: scorecard.py [OUT.md]
"""

import sys
from pathlib import Path

import gate

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
        "## Who said what: PolNeAR 1.0, development split (84 articles of US election news)",
        _TWICE,
        *(f"### {kind}, with every attribution\n\n{table(every[kind])}" for kind in _KINDS),
        *(f"### {kind}, as the record has them\n\n{table(polnear[kind])}" for kind in _KINDS),
        NOTES.read_text(encoding="utf-8").strip(),
    ]
    (Path(sys.argv[1]) if len(sys.argv) > 1 else OUT).write_text("\n\n".join(parts) + "\n", encoding="utf-8")


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
