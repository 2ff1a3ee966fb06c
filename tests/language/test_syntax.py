from time import process_time

from standoff.extract import article_of_text
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
