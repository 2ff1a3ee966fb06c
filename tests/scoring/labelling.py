"""A report and its labels, small enough to see what is right."""

import json
from pathlib import Path
from typing import Any

from standoff.scoring import Gold, read_gold

TEXT = (
    "Freedonia asked Sylvania to open the border by May. “We will not open the border,” "
    "Sylvania's foreign minister Jane Doe said. Jane Doe said the border was quiet.\n"
)


def statement(**more: Any) -> dict[str, Any]:
    return {"id": "s1", "content": "We will not open the border", "speaker": "Jane Doe", "form": "direct", **more}


def event(**more: Any) -> dict[str, Any]:
    return {
        "id": "e1",
        "type": "REQUEST",
        "actor": ["FRE"],
        "recipient": ["SYL"],
        "anchor": "open the border by May",
        "status": "actual",
        "according_to": "reporter",
        **more,
    }


def refusal(**more: Any) -> dict[str, Any]:
    return event(
        id="e2",
        type="REJECT",
        actor=["SYL"],
        recipient=[],
        anchor="We will not open the border",
        according_to="Jane Doe",
        date="2022-02-01",
        answers=["e1"],
        **more,
    )


def labels(*rows: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Return the content of a gold file; a row with a type is an event."""
    return {
        "statements": [row for row in rows if "type" not in row],
        "events": [row for row in rows if "type" in row],
        **more,
    }


def put(folder: Path, name: str, cells: Any, text: str = TEXT) -> Path:
    """Write a report and its labels; return the path of the labels."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    path = folder / f"{name}.json"
    path.write_text(cells if isinstance(cells, str) else json.dumps(cells), encoding="utf-8")
    return path


def gold(folder: Path, *rows: dict[str, Any], text: str = TEXT) -> Gold:
    found = read_gold(put(folder, "report", labels(*rows), text))
    assert isinstance(found, Gold), found
    return found


def faults(path: Path) -> list[str]:
    found = read_gold(path)
    assert isinstance(found, tuple)
    return [str(fault) for fault in found]


def span(words: str, text: str = TEXT) -> list[list[int]]:
    at = text.index(words)
    return [[at, at + len(words)]]


def line(
    *,
    statements: tuple[dict[str, Any], ...] = (),
    events: tuple[dict[str, Any], ...] = (),
    uri: str = "report.txt",
    text: str = TEXT,
) -> bytes:
    """Return a line of a record: rows as they are in docs/record.md, less the fields that are not scored."""
    actors = [{"id": "jane-doe", "name": "Jane Doe", "kind": "person"}]
    record = {"article": {"uri": uri, "text": text}, "actors": actors, "statements": statements, "events": events}
    return json.dumps(record).encode()


def read_statement(words: str = "We will not open the border", **more: Any) -> dict[str, Any]:
    return {"id": "s:1", "content": span(words), "form": "direct", "speaker": "jane-doe", **more}


def read_event(words: str = "open the border by May", **more: Any) -> dict[str, Any]:
    row = {"id": "e:1", "type": "REQUEST", "actors": ["FRE"], "recipients": ["SYL"], "anchor": span(words)}
    return {**row, "status": "actual", "according_to": None, "date": None, "answers": [], **more}


def read_refusal(**more: Any) -> dict[str, Any]:
    row = {"id": "e:2", "type": "REJECT", "actors": ["SYL"], "recipients": [], "according_to": "s:1"}
    return read_event("We will not open the border", **{**row, "date": "2022-02-01", "answers": ["e:1"], **more})
