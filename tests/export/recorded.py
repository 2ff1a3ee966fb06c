"""Readings out of the lines of a record, for tests of what is made of them; and the golden files that were made of it.

`golden/record.jsonl` is five of `examples/` as the reader once had them, its faults included, so that the exports are
tested and not the reader. `python -m tests.export.recorded` rewrites what is made of it; a person reads the difference.
"""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

from standoff.export import plover, polecat
from standoff.plover import EventType, Status
from standoff.types import Actor, ActorKind, Article, Citation, Coder, Event, Form, Mention, Reading, Span, Statement

_Row = dict[str, Any]

GOLDEN = Path(__file__).parent / "golden"


def record() -> list[Reading]:
    return [_reading(json.loads(line)) for line in (GOLDEN / "record.jsonl").read_text(encoding="utf-8").splitlines()]


def as_polecat() -> str:
    out = StringIO()
    polecat.write(record(), out)
    return out.getvalue()


def as_plover() -> str:
    out = BytesIO()
    plover.write(record(), out)
    return out.getvalue().decode()


MADE: dict[str, Callable[[], str]] = {"polecat.txt": as_polecat, "plover.jsonl": as_plover}


def _reading(row: _Row) -> Reading:
    at = _article(row["article"])
    actors = [Actor(**_less(each, "mentions", "kind"), kind=ActorKind(each["kind"])) for each in row["actors"]]
    mentions = [Mention(each["id"], Span(*span)) for each in row["actors"] for span in each["mentions"]]
    statements = [_statement(each, at) for each in row["statements"]]
    return Reading(
        at, tuple(actors), tuple(mentions), tuple(statements), tuple(_event(each, at) for each in row["events"])
    )


def _article(row: _Row) -> Article:
    published = date.fromisoformat(row["published_on"])
    return Article(
        row["uri"], row["text"], row["extractor"], row["publisher"], row["headline"], published_on=published,
        language=row["language"],
    )  # fmt: skip


def _statement(row: _Row, at: Article) -> Statement:
    return Statement(
        row["id"], _cited(row["source"], at), _cited(row["cue"], at), Citation.of(at, _spans(row["content"])),
        Form(row["form"]), _coder(row), row["score"], row["speaker"], tuple(row["addressees"]), row["said_on"],
    )  # fmt: skip


def _event(row: _Row, at: Article) -> Event:
    return Event(
        row["id"], EventType(row["type"]), tuple(row["actors"]), tuple(row["recipients"]),
        Citation.of(at, _spans(row["anchor"])), Status(row["status"]), _coder(row), row["score"], row["mode"],
        tuple(row["contexts"]), _spans(row["actor_spans"]), _spans(row["recipient_spans"]), row["according_to"],
        row["date"], row["place"], _cited(row["condition"], at), _cited(row["consequence"], at),
        tuple(row["answers"]), row["what"],
    )  # fmt: skip


def _coder(row: _Row) -> Coder:
    return Coder(*row["coder"].split("/"))


def _spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(*each) for each in spans)


def _cited(spans: list[list[int]] | None, at: Article) -> Citation | None:
    return Citation.of(at, _spans(spans)) if spans else None


def _less(row: _Row, *names: str) -> _Row:
    return {name: value for name, value in row.items() if name not in names}


if __name__ == "__main__":
    for name, make in MADE.items():
        (GOLDEN / name).write_text(make(), encoding="utf-8")
