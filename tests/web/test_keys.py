import numpy as np
import pytest
from fastapi import HTTPException
from hypothesis import given
from hypothesis import strategies as st

from standoff.web.keys import part, part_of_two
from standoff.web.overview.columns import Mask, Numbers

TABLE = st.lists(st.tuples(st.sampled_from([0, 1, 2, 3, 7, 2**62 - 1]), st.booleans()), unique_by=lambda row: row[0])
Table = list[tuple[int, bool]]


def _columns(table: Table) -> tuple[Numbers, Mask]:
    rows = sorted(table)
    return np.array([key for key, _ in rows], np.int64), np.array([kept for _, kept in rows], np.bool_)


@given(TABLE, TABLE, st.integers(1, 4))
def test_the_pages_of_two_tables_are_all_rows_of_both_the_newest_first(one: Table, other: Table, limit: int) -> None:
    columns = _columns(one), _columns(other)
    wanted = sorted(((key, -at) for at, table in enumerate((one, other)) for key, kept in table if kept), reverse=True)
    found: list[tuple[int, int]] = []
    after: str | None = None
    while True:
        page = part_of_two(*columns, after, limit)
        shown = [(int(columns[at][0][place]), -at) for at in (0, 1) for place in (page.one if at == 0 else page.other)]
        assert len(shown) <= limit
        found += sorted(shown, reverse=True)
        after = page.next
        if after is None:
            break
    assert found == wanted


def test_the_end_of_a_page_of_one_table_is_understood_by_both() -> None:
    keys, every = np.arange(9, dtype=np.int64), None
    _, after = part(keys, every, None, 3)
    assert part_of_two((keys, every), (keys[:0], every), after, 3).one.tolist() == [5, 4, 3]
    assert part(keys, every, after, 3)[0].tolist() == [5, 4, 3]


@pytest.mark.parametrize("after", ["zz", "1-t", "-s", "s"])
def test_what_is_no_end_of_a_page_is_refused(after: str) -> None:
    keys = np.arange(3, dtype=np.int64)
    with pytest.raises(HTTPException, match="is no end of a page"):
        part_of_two((keys, None), (keys, None), after, 3)
