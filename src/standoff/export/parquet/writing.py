"""Readings into the files of a partition."""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyarrow as pa
import pyarrow.parquet as pq

from standoff.errors import PartitionError
from standoff.export.parquet.partitions import TABLES, Manifest, complete, discard, file_of, put, unwritable
from standoff.export.parquet.rows import Row, rows, witness
from standoff.export.parquet.schemas import SCHEMAS
from standoff.types import Reading

_GROUP = 4_000
"""Rows that are held until they are written: a few megabytes, and whole row groups for who reads them."""
_GROUP_OF_ARTICLES = 500


class Partition:
    """Holds the files of a partition while they are written, under other names. They get their own when it is complete.

    The same readings make the same bytes. `scratch` is a folder on the disk of `folder`; for one that lies elsewhere
    any will do.
    """

    def __init__(self, folder: str, name: str, scratch: Path) -> None:
        self._folder, self.name, self._scratch = folder, name, scratch
        self._resources = ExitStack()
        self._waiting: dict[str, list[Row]] = defaultdict(list)
        self._places: dict[str, set[str]] = defaultdict(set)
        self.counts: Counter[str] = Counter(dict.fromkeys(TABLES, 0))
        self.coders: set[str] = set()

    def add(self, reading: Reading) -> bool:
        """Add a reading and return whether its text is new; of one that is not, only where it was found is added."""
        article_id, uri = reading.article.id, reading.article.uri
        places = self._places[article_id]
        if uri in places:
            return False
        places.add(uri)
        if len(places) > 1:
            self._put("witnesses", [witness(reading, self.name)])
            return False
        self.coders |= {str(each.coder) for each in reading.statements} | {str(each.coder) for each in reading.events}
        for table, found in rows(reading, self.name).items():
            self._put(table, found)
        return True

    def complete(self, manifest: Manifest) -> None:
        """Give the files their names, then write the manifest. What was there under the name before is replaced."""
        for table in TABLES:
            self._write(table)
        self._resources.close()
        discard(self._folder, self.name)
        for table in TABLES:
            put(self._file(table), file_of(self._folder, table, self.name))
        complete(self._folder, manifest, self._scratch)

    def _put(self, table: str, found: list[Row]) -> None:
        self.counts[table] += len(found)
        self._waiting[table].extend(found)
        if len(self._waiting[table]) >= (_GROUP_OF_ARTICLES if table == "articles" else _GROUP):
            self._write(table)

    def _write(self, table: str) -> None:
        self._files[table].write_table(pa.Table.from_pylist(self._waiting.pop(table, []), schema=SCHEMAS[table]))

    def __enter__(self) -> Self:
        self._files: dict[str, Any] = {
            table: self._resources.enter_context(
                pq.ParquetWriter(self._file(table), SCHEMAS[table], compression="zstd")
            )
            for table in TABLES
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self._resources.close()

    def _file(self, table: str) -> Path:
        return self._scratch / f"{self.name}.{table}.parquet"


@contextmanager
def partition(folder: str, name: str, work: str | None = None) -> Iterator[Partition]:
    """Lend a partition to write to; one that is not completed leaves nothing. Raises PartitionError.

    `work` is a folder on the disk of `folder`, where what a killed process leaves can be found and removed.
    """
    try:
        with (
            tempfile.TemporaryDirectory(prefix="part-", dir=work) as scratch,
            Partition(folder, name, Path(scratch)) as made,
        ):
            yield made
    except OSError as error:
        raise unwritable(folder, error) from error
    except pa.ArrowException as error:
        raise PartitionError(f"{folder}: the partition {name} cannot be written ({error}); report it") from error
