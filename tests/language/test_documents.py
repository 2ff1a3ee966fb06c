"""Whose document speaks."""

from collections.abc import Callable
from datetime import date

import pytest

from standoff.language.actors.finding import find
from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.coreference.resolving import resolve
from standoff.language.documents import author
from standoff.language.syntax import Parse

Parser = Callable[..., Parse]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def speaker(parse: Parser, gazetteer: Gazetteer, text: str, word: str) -> str | None:
    """Return the author of the last document so called."""
    parsed = parse(text, published_on=date(2022, 2, 1))
    cast = resolve(parsed, find(parsed, gazetteer), gazetteer)
    return author(parsed, cast, [token for token in parsed.doc if token.lower_ == word][-1])


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Peru issued a statement. The statement said the port was shut.", "statement"),
        ("Peru said in a letter that it would wait. The letter said the port was shut.", "letter"),
        ("Peru sent a letter to Chile. The message reads that the port was shut.", "message"),
        ("A report by Peru said the port was shut.", "report"),
        ("A memo published by Peru said the port was shut.", "memo"),
        ("Peru's statement said the port was shut.", "statement"),
    ],
)
def test_a_document_speaks_for_its_author(parse: Parser, gazetteer: Gazetteer, text: str, word: str) -> None:
    assert speaker(parse, gazetteer, text, word) == "PER"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Peru shut the port. The statement said it was closed.", "statement"),
        ("Peru issued a statement. A report said the port was shut.", "report"),
        ("Peru criticised the report. The report said the port was shut.", "report"),
    ],
)
def test_a_document_of_nobody_known_speaks_for_nobody(
    parse: Parser, gazetteer: Gazetteer, text: str, word: str
) -> None:
    assert speaker(parse, gazetteer, text, word) is None
