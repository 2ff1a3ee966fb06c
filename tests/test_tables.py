import pytest

from standoff.errors import ModelError
from standoff.tables import packaged, rows


def test_rows_keep_the_number_of_their_line() -> None:
    assert [(row.number, row["name"]) for row in rows("x.tsv", "# one\nname\n\na\nb", ["name"])] == [(4, "a"), (5, "b")]


def test_a_cell_may_hold_several_values_or_none() -> None:
    (row,) = rows("x.tsv", "name\tone\tnone\na\tb|c\t", ["name"])
    assert (row.many("one"), row.many("none")) == (("b", "c"), ())


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("# nothing\n", r"x\.tsv: no header"),
        ("name\na", r"x\.tsv, line 1: no column code"),
        ("code\tname\na", r"x\.tsv, line 2: 1 cells, expected 2"),
        ("code\tname\n\ta", r"x\.tsv, line 2: an empty code"),
    ],
)
def test_a_damaged_table_is_named_with_its_line(text: str, complaint: str) -> None:
    with pytest.raises(ModelError, match=complaint):
        list(rows("x.tsv", text, ["code"]))


def test_a_table_that_is_not_there_is_named() -> None:
    with pytest.raises(ModelError, match=r"x\.tsv: .*install the package again"):
        packaged("export", "x.tsv")
