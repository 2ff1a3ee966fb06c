"""Labels of events (training/events): marks on texts that lie elsewhere, by character, laid over parsed texts."""

import csv
import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from corpus import text_of
from labels import KINDS_OF_EVENTS, STATUSES
from spacy.tokens import Doc, Span
from texts import Deed, Text

from standoff.language.pieces import WordPiece


@dataclass(frozen=True)
class Labelled:
    """A piece of a text with its events, as somebody labelled them: spans are characters of `text`."""

    name: str
    text: str
    events: tuple[dict[str, object], ...]


def labelled(path: Path, sources: dict[str, dict[str, str]]) -> Iterator[Labelled]:
    """Yield the labelled pieces of `sources` (texts by name, by source); raise ValueError where a text is another."""
    written = reports(path.with_name("reports.txt"))
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start, end = row["span"]
        known = written if row["source"] == "reports" else sources[row["source"]]
        text = known[row["text"]][start:end].replace("\n", " ")
        if hashlib.sha256(text.encode()).hexdigest()[:16] != row["digest"]:
            raise ValueError(
                f"{path}: {row['source']} {row['text']} [{start}, {end}] is not the text that was labelled"
            )
        yield Labelled(f"{row['source']} {row['text']} {start}", text, tuple(row["events"]))


def sources(data: Path) -> dict[str, dict[str, str]]:
    """Return the texts that labels speak of, by source and by name there; `data` is laid out as ../../shared/data."""
    found: dict[str, dict[str, str]] = {}
    for name in ("kremlin", "president-gov-ua"):
        lines = (data / "releases" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = (json.loads(line) for line in lines)
        found[name] = {str(number): f"{row['headline']}\n\n{row['body']}" for number, row in enumerate(rows)}
    with gzip.open(data / "plover/synthetic_stories.csv.gz", "rt", encoding="utf-8") as table:
        found["synthetic_stories"] = {str(number): row["text"] for number, row in enumerate(csv.DictReader(table))}
    with (data / "plover/plv_train.tsv").open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t")
        found["plv_train"] = {row["sentence_id"]: MARK.sub("", row["marked_sentence"]) for row in rows}
    folder = data / "polnear/train/text"
    found["polnear"] = {path.name: path.read_bytes().decode() for path in folder.glob("*.txt")}
    return found


def reports(path: Path) -> dict[str, str]:
    """Return the reports that were written for training, by name."""
    parts = re.split(r"^## (\S+)\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE) if path.exists() else [""]
    return {name: text.strip() for name, text in zip(parts[1::2], parts[2::2], strict=True)}


MARK = re.compile(r"</?[st]>")


def told(each: Labelled, doc: Doc, cutter: WordPiece) -> Text:
    """Cut a parsed text and lay the events over its pieces: a party is the piece that begins the head of its words."""
    pieces = cutter.split((token.idx, token.text) for token in doc)
    words = np.array(pieces.words)
    first = {int(word): at for at, word in reversed(list(enumerate(words)))}

    last = {int(word): at for at, word in enumerate(words)}

    def covered(spans: list[tuple[int, int]]) -> list[Span]:
        found = (doc.char_span(*span, alignment_mode="expand") for span in spans)
        return [span for span in found if span and span.root.i in first and {span[0].i, span[-1].i} <= first.keys()]

    deeds = []
    for event in each.events:
        cue, actors, recipients = (covered(spans) for spans in ([event["cue"]], event["actors"], event["recipients"]))
        if cue:
            kind, status = KINDS_OF_EVENTS.index(event["type"]), STATUSES.index(event["status"])
            heads = (tuple(sorted({first[span.root.i] for span in spans})) for spans in (actors, recipients))
            ends = (tuple((first[span[0].i], last[span[-1].i]) for span in spans) for spans in (actors, recipients))
            deeds.append(Deed(first[cue[0].root.i], kind, status, *heads, *ends))
    return replace(text_of(doc, each.name, (), cutter), deeds=tuple(deeds))
