"""What a question in SQL may be asked of: the tables of the record, as Arrow, out of partitions or a database."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.dataset

from standoff import remote
from standoff.errors import PartitionError
from standoff.export import jsonl
from standoff.export.parquet.partitions import TABLES, file_of, manifests
from standoff.export.parquet.rows import Row, rows
from standoff.export.parquet.schemas import DEMANDS, SCHEMAS
from standoff.ledger.demands import demands
from standoff.plover import EventType, Status
from standoff.store import Store
from standoff.types import Citation, Coder, Demand, Event, Span

DEMANDED = "demands"
_BATCH = 5_000

Tables = Mapping[str, Any]
"""Arrow tables, or datasets of files, by name."""


def names_in(sql: str, table: str) -> bool:
    """Tell whether a question may be of a table: its name occurs, if only as a word in quotation marks."""
    return re.search(rf"\b{table}\b", sql, re.IGNORECASE) is not None


def of_partitions(folder: str) -> Tables:
    """Return the whole partitions of a folder, one dataset a table. Raises PartitionError."""
    names = [each.name for each in manifests(folder)]
    if not names:
        raise PartitionError(f"{folder}: no partition in it; expected a folder that standoff read --out wrote")
    try:
        return {table: _dataset(folder, table, names) for table in TABLES}
    except (OSError, pa.ArrowException) as error:
        raise PartitionError(f"{folder}: a partition cannot be read ({error}); read its input again") from error


def of_store(store: Store, sql: str) -> Tables:
    """Return the tables of a record that a question may be of, filled; the others without a row."""
    wanted = [table for table in TABLES if names_in(sql, table)]
    batches: dict[str, list[Any]] = {table: [] for table in TABLES}
    for part in _parts(store, wanted) if wanted else ():
        for table in wanted:
            batches[table].append(pa.Table.from_pylist(part[table], schema=SCHEMAS[table]))
    found = {table: pa.concat_tables([SCHEMAS[table].empty_table(), *batches[table]]) for table in TABLES}
    if names_in(sql, DEMANDED):
        published = {article.id: article.published_on for article in store.articles()}
        found[DEMANDED] = table_of_demands(demands(store.events(), published, store.steering()))
    return found


def table_of_demands(found: Iterable[Demand] = ()) -> Any:
    """Return demands as a table."""
    return pa.Table.from_pylist([jsonl.demand(each) for each in found], schema=DEMANDS)


def demands_of_rows(events: Iterable[Row], published: Mapping[str, date | None]) -> list[Demand]:
    """Return the demands that follow from the rows of all events."""
    return demands(map(_event, events), published)


def _dataset(folder: str, table: str, names: list[str]) -> Any:
    files = [file_of(folder, table, name) for name in names]
    system = None
    if remote.is_remote(folder):
        reached = [remote.reached(file) for file in files]
        system, files = reached[0][0], [path for _, path in reached]
    return pyarrow.dataset.dataset(files, schema=SCHEMAS[table], format="parquet", filesystem=system)


def _parts(store: Store, wanted: Iterable[str]) -> Iterator[Mapping[str, list[Row]]]:
    """Yield the rows of a record, so many at a time that they are quickly packed."""
    tables = list(wanted)
    part: dict[str, list[Row]] = {table: [] for table in tables}
    for article in store.articles():
        found = rows(store.reading(article.id), None)
        for table in tables:
            part[table].extend(found[table])
        if max(map(len, part.values())) >= _BATCH:
            yield part
            part = {table: [] for table in tables}
    yield part


def _event(row: Row) -> Event:
    """Return what the ledger asks of an event."""
    cells: Any = row
    return Event(
        id=cells["id"],
        type=EventType(cells["type"]),
        actors=tuple(cells["actors"]),
        recipients=tuple(cells["recipients"]),
        anchor=Citation(cells["article_id"], _spans(cells["anchor"]), cells["anchor_exact"]),
        status=Status(cells["status"]),
        coder=_coder(cells["coder"]),
        score=cells["score"],
        mode=cells["mode"],
        contexts=tuple(cells["contexts"]),
        actor_spans=_spans(cells["actor_spans"]),
        recipient_spans=_spans(cells["recipient_spans"]),
        according_to=cells["according_to"],
        date=cells["date"],
        place=cells["place"],
        answers=tuple(cells["answers"]),
        what=cells["what"],
    )


def _spans(cells: Iterable[Mapping[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(each["start"], each["end"]) for each in cells)


def _coder(told: str) -> Coder:
    name, _, version = told.rpartition("/")
    return Coder(name, version)
