from hypothesis import given
from hypothesis import strategies as st

from standoff.types import Span
from standoff.web.marking import Kind, Mark, around, marked, marks_of
from tests.web.conftest import FIRST, first


@st.composite
def marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet=st.sampled_from("ab \n\r\tא́🕊️<&"), min_size=1, max_size=60))
    found = []
    for number in range(draw(st.integers(0, 6))):
        edges = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=4, unique=True)))
        spans = tuple(Span(*pair) for pair in zip(edges[::2], edges[1::2], strict=False))
        found.append(Mark(draw(st.sampled_from(list(Kind))), spans, f"r{number}"))
    return text, found


@given(marks())
def test_the_pieces_together_are_the_text(drawn: tuple[str, list[Mark]]) -> None:
    text, found = drawn
    assert "".join(piece.text for paragraph in marked(text, found) for piece in paragraph) == text


@given(marks())
def test_the_pieces_of_a_row_are_the_words_of_its_spans(drawn: tuple[str, list[Mark]]) -> None:
    text, found = drawn
    pieces = [piece for paragraph in marked(text, found) for piece in paragraph]
    for mark in found:
        wanted = "".join(text[start:end] for start, end in mark.spans)
        if mark.kind in (Kind.CONTENT, Kind.ANCHOR):
            assert "".join(piece.text for piece in pieces if mark.row in piece.rows) == wanted
            assert sum(mark.row in piece.begins for piece in pieces) == 1
        else:
            assert "".join(piece.text for piece in pieces if mark.row in piece.parts) == wanted


def test_a_statement_inside_another_lies_deeper() -> None:
    reading = first()
    pieces = [piece for paragraph in marked(FIRST.text, marks_of(reading)) for piece in paragraph]
    outer, inner = reading.statements
    assert {piece.depth for piece in pieces if inner.id in piece.rows} == {2}
    assert {piece.depth for piece in pieces if outer.id in piece.rows} == {1, 2}


def test_an_empty_text_has_no_paragraphs() -> None:
    assert marked("", []) == []


def test_the_text_around_is_cut_between_words() -> None:
    text = "One two three four five six seven"
    assert around(text, [Span(14, 18)], 9) == ("…three ", " five…")
    assert around(text, [Span(14, 18)], 90) == ("One two three ", " five six seven")
