"""Texts as word pieces: PolNeAR's with the pieces of each cue, source and content, others without."""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from standoff.language.pieces import Pieces, WordPiece, features

_ROLE = re.compile(r"(Source|Cue|Content)\d*")
_LONGEST = 20_000
TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
"""Tags of the encoder's own head; the innermost attribution gives the tag where several overlap."""


@dataclass(frozen=True)
class Attribution:
    """Piece indices in text order."""

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True)
class Text:
    """A text in pieces, with its attributions and the tag of each piece; `tags` is None where nobody labelled it."""

    ids: tuple[int, ...]
    features: tuple[int, ...]
    attributions: tuple[Attribution, ...] = ()
    tags: tuple[int, ...] | None = None

    def __len__(self) -> int:
        return len(self.ids)


def labelled(folder: Path, cutter: WordPiece) -> Iterator[Text]:
    """Yield the texts of a PolNeAR split in the order of their names, by the first annotator of each."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = path.read_bytes().decode()
        annotations = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        pieces = cutter.split(text)
        found = tuple(_attributions(annotations[0].read_text(encoding="utf-8"), pieces))
        yield Text(pieces.ids, features(text, pieces), found, _tags(len(pieces), found))


def unlabelled(path: Path, field: str, every: int, cutter: WordPiece) -> Iterator[Text]:
    """Yield one in `every` texts of a file of JSON lines."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % every == 0:
                text = json.loads(line)[field][:_LONGEST]
                pieces = cutter.split(text)
                yield Text(pieces.ids, features(text, pieces))


def _attributions(annotation: str, pieces: Pieces) -> Iterator[Attribution]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in annotation.split("\n"):
        if line.startswith("T") and "\t" in line:
            name, body = line.split("\t")[:2]
            spans[name] = [tuple(map(int, piece.split())) for piece in body.split(" ", 1)[1].split(";")]
    for line in annotation.split("\n"):
        if line.startswith("E") and "\t" in line:
            roles = {"Source": [], "Cue": [], "Content": []}
            for part in line.split("\t")[1].split():
                role, name = part.split(":")
                if (match := _ROLE.fullmatch(role)) and name in spans:
                    roles[match[1]] += spans[name]
            cue, source, content = (_covered(roles[role], pieces) for role in ("Cue", "Source", "Content"))
            if cue and content:
                yield Attribution(cue, source, content)


def _covered(spans: list[tuple[int, int]], pieces: Pieces) -> tuple[int, ...]:
    found = set()
    for start, end in spans:
        at = max(bisect_right(pieces.starts, start) - 1, 0)
        while at < len(pieces) and pieces.starts[at] < end:
            if pieces.ends[at] > start:
                found.add(at)
            at += 1
    return tuple(sorted(found))


def _tags(length: int, attributions: tuple[Attribution, ...]) -> tuple[int, ...]:
    best: list[tuple[tuple[int, int], int] | None] = [None] * length
    for attribution in attributions:
        for order, role in enumerate(("cue", "source", "content")):
            chosen = getattr(attribution, role)
            for place, at in enumerate(chosen):
                goes_on = place > 0 and chosen[place - 1] == at - 1
                key = ((len(chosen), order), TAGS.index(f"{'I' if goes_on else 'B'}-{role}"))
                if best[at] is None or key < best[at]:
                    best[at] = key
    return tuple(tag[1] if tag else 0 for tag in best)
