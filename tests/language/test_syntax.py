from time import process_time

import pytest

from standoff.errors import ExtractionError
from standoff.extract import article_of_text
from standoff.language.encoder import OnnxEncoder
from standoff.language.syntax import ParagraphKind, Syntax

BODY = "The ministers met for two hours. They agreed on nothing."


def test_a_dateline_is_no_part_of_the_first_sentence(syntax: Syntax) -> None:
    parse = syntax.parse(article_of_text(f"Talks end\n\nGENEVA (Standoff) - {BODY}", uri="a"))
    [body] = parse.body()
    assert [sent.text.strip() for sent in parse.sentences(body)] == [
        "The ministers met for two hours.",
        "They agreed on nothing.",
    ]


def test_no_sentence_crosses_a_paragraph(syntax: Syntax) -> None:
    parse = syntax.parse(article_of_text("THE TALKS\n\nOne side left and\n\nThe other stayed for dinner.", uri="a"))
    for paragraph in parse.paragraphs:
        for sent in parse.sentences(paragraph):
            assert paragraph.start <= sent.start < sent.end <= paragraph.end + 1


def test_a_heading_and_furniture_are_not_read(syntax: Syntax) -> None:
    parse = syntax.parse(article_of_text(f"Talks end\n\nSubscribe\n\n{BODY}\n\nDIALOGUE AND HOPES\n\n{BODY}", uri="a"))
    kinds = [paragraph.kind for paragraph in parse.paragraphs]
    assert kinds.count(ParagraphKind.BODY) == 2
    assert ParagraphKind.FURNITURE in kinds
    assert kinds.count(ParagraphKind.HEADING) == 2


def test_ten_times_the_lines_take_about_ten_times_as_long(syntax: Syntax) -> None:
    def seconds(lines: int) -> float:
        article = article_of_text("word\n" * lines, uri="a")
        started = process_time()
        syntax.parse(article)
        return process_time() - started

    seconds(100)
    assert seconds(4000) < 40 * max(seconds(400), 0.01)


def test_a_parse_holds_what_the_encoder_saw_of_the_whole_text(encoder: OnnxEncoder, syntax: Syntax) -> None:
    parse = syntax.parse(article_of_text(f"THE TALKS\n\n{BODY * 40}", uri="a"))
    counted = [at for window in parse.windows for at in range(window.first, window.last)]
    assert counted == list(range(len(parse.sheet.pieces)))
    assert len(parse.windows) > 1
    assert [window.start for window in parse.windows] == [window.start for window, _ in encoder.read(parse.sheet)]


def test_a_sentence_must_begin_where_a_paragraph_does(syntax: Syntax) -> None:
    parse = syntax.parse(article_of_text(f"THE TALKS\n\n{BODY}\n\n{BODY}", uri="a"))
    starts = {parse.doc[paragraph.start].idx for paragraph in parse.paragraphs}
    pieces = parse.sheet.pieces
    assert {at for at, edge in zip(pieces.starts, parse.sheet.edges, strict=True) if edge} == starts


def test_no_piece_is_a_part_of_two_tokens(syntax: Syntax) -> None:
    parse = syntax.parse(article_of_text("They can't de-escalate, the U.S. ambassador's aide said at 9a.m.", uri="a"))
    pieces = parse.sheet.pieces
    for start, end, number in zip(pieces.starts, pieces.ends, pieces.words, strict=True):
        token = parse.doc[number]
        assert token.idx <= start < end <= token.idx + len(token)


def test_a_doc_that_somebody_else_tokenized_is_annotated_in_place(syntax: Syntax) -> None:
    article = article_of_text(BODY, uri="a")
    doc = syntax._nlp.make_doc(BODY)
    parse = syntax.annotate(article, doc)
    assert parse.doc is doc
    assert doc.to_json() == syntax.parse(article).doc.to_json()


def test_a_text_that_is_too_long_is_refused_before_it_is_read(encoder: OnnxEncoder) -> None:
    short = Syntax(encoder, max_characters=20)
    assert short.parse(article_of_text(BODY[:20], uri="a")).doc.text == BODY[:20]
    with pytest.raises(ExtractionError, match=r"a: the text has 56 characters, a report has at most 20; split it"):
        short.parse(article_of_text(BODY, uri="a"))


@pytest.mark.parametrize("mark", ['"', "😀"])
def test_four_times_the_marks_take_about_four_times_as_long(syntax: Syntax, mark: str) -> None:
    def seconds(size: int) -> float:
        article = article_of_text(f"word {mark * size}", uri="a")
        started = process_time()
        syntax.parse(article)
        return process_time() - started

    assert seconds(3_200) < 7 * seconds(800) + 0.1
