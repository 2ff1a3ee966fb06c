"""Readings as Parquet partitions."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.errors import PartitionError
from standoff.export import jsonl
from standoff.export.parquet.partitions import TABLES, Manifest, discard, file_of, manifests
from standoff.types import Reading
from tests.readings import TEXT, article, reading, readings

pq = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow: make .venv/.scale")

from standoff.export.parquet.whole import write  # noqa: E402 (needs pyarrow)
from standoff.export.parquet.writing import partition  # noqa: E402


def rows(folder: Path, table: str, name: str = "record-00000") -> list[dict[str, object]]:
    found: list[dict[str, object]] = pq.read_table(file_of(str(folder), table, name)).to_pylist()
    return found


def spans(cells: object) -> object:
    """Return spans of Parquet as those of the JSON."""
    if isinstance(cells, dict) and set(cells) == {"start", "end"}:
        return (cells["start"], cells["end"])
    if isinstance(cells, list):
        return tuple(spans(each) for each in cells)
    return cells


def test_rows_have_the_names_and_values_of_the_record(tmp_path: Path) -> None:
    whole = reading()
    write([whole], str(tmp_path))
    (found,) = rows(tmp_path, "articles")
    assert {name: spans(cell) for name, cell in found.items() if name != "partition"} == jsonl.article(whole.article)
    for table, nouns in (("statements", whole.statements), ("events", whole.events)):
        written = [jsonl.statement(each) if table == "statements" else jsonl.event(each) for each in nouns]  # type: ignore[arg-type]
        for row, wanted in zip(rows(tmp_path, table), written, strict=True):
            assert {name: spans(row[name]) for name in wanted} == wanted
            assert row["article_id"] == whole.article.id
    assert [row["anchor_exact"] for row in rows(tmp_path, "events")] == [each.anchor.exact for each in whole.events]
    assert rows(tmp_path, "actors")[1]["mentions"] == [{"start": 0, "end": 6}]


def test_the_instant_is_the_text_that_it_is_in_the_record(tmp_path: Path) -> None:
    at = datetime(2022, 2, 1, 23, 30, tzinfo=timezone(timedelta(hours=3)))
    own = "https://herald.example/story"
    write([Reading(article(published_on=at.date(), published_at=at, canonical=own))], str(tmp_path))
    for table in ("articles", "witnesses"):
        (found,) = rows(tmp_path, table)
        assert (found["published_on"], found["published_at"]) == (at.date(), "2022-02-01T23:30:00+03:00")
        assert found["canonical"] == own
        assert list(found)[-2:] == ["published_at", "canonical"]  # new columns come last


@given(st.lists(readings(), max_size=4))
@settings(max_examples=20, deadline=None)
def test_any_readings_are_counted_as_they_are_written(
    tmp_path_factory: pytest.TempPathFactory, found: list[Reading]
) -> None:
    folder = tmp_path_factory.mktemp("rows")
    write(found, str(folder), articles=3)
    made = list(manifests(str(folder)))
    for each in made:
        assert {table: len(rows(folder, table, each.name)) for table in TABLES} == each.rows
    assert sum(each.rows["witnesses"] for each in made) <= len(found)


def test_the_same_readings_make_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write([reading(), reading(article(f"{TEXT} So.", "b"))], str(tmp_path / name))
    for table in TABLES:
        assert file_bytes(tmp_path / "one", table) == file_bytes(tmp_path / "two", table)


def file_bytes(folder: Path, table: str) -> bytes:
    return Path(file_of(str(folder), table, "record-00000")).read_bytes()


def test_a_text_that_came_twice_is_one_article_with_two_witnesses(tmp_path: Path) -> None:
    found = [reading(article(uri=uri)) for uri in ("a", "b", "b")]
    assert write(found, str(tmp_path)) == 1
    assert [row["uri"] for row in rows(tmp_path, "witnesses")] == ["a", "b"]
    assert len(rows(tmp_path, "events")) == 2


def test_a_partition_that_is_not_completed_is_not_there(tmp_path: Path) -> None:
    with partition(str(tmp_path), "half", str(tmp_path)) as made:
        made.add(reading())
    assert list(tmp_path.iterdir()) == []
    with partition(str(tmp_path), "whole", str(tmp_path)) as made:
        made.complete(Manifest(name="whole", input="a"))
    assert [each.name for each in manifests(str(tmp_path))] == ["whole"]
    discard(str(tmp_path), "whole")
    assert list(manifests(str(tmp_path))) == []


def test_a_folder_that_holds_partitions_is_not_written_over(tmp_path: Path) -> None:
    write([reading()], str(tmp_path))
    with pytest.raises(PartitionError, match="holds partitions already"):
        write([reading()], str(tmp_path))


def test_a_folder_that_cannot_be_made_is_an_error_of_ours(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PartitionError, match="cannot be written"):
        write([reading()], str(tmp_path / "file/rows"))


@pytest.mark.parametrize(
    ("content", "says"),
    [("{", "no manifest"), ('{"name": "a", "input": "a", "schema": "standoff-parquet/9"}', "standoff-parquet/9")],
)
def test_a_manifest_that_is_none_is_named(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "manifests").mkdir()
    (tmp_path / "manifests/a.json").write_text(content)
    with pytest.raises(PartitionError, match=says):
        list(manifests(str(tmp_path)))


def test_partitions_go_to_other_file_systems(tmp_path: Path) -> None:
    pytest.importorskip("fsspec")
    write([reading()], "memory://partitions-go/rows")
    (found,) = manifests("memory://partitions-go/rows")
    assert found.rows["events"] == 2
    discard("memory://partitions-go/rows", found.name)
    assert list(manifests("memory://partitions-go/rows")) == []
