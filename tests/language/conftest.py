"""What the tests of reading share: one loaded encoder, its weights, and a parse of a sentence or two."""

from collections.abc import Callable
from datetime import date

import pytest

from standoff.language.encoder import OnnxEncoder, packaged
from standoff.language.pieces import WordPiece
from standoff.language.syntax import Parse, Syntax
from standoff.types import Article


@pytest.fixture(scope="session")
def encoder() -> OnnxEncoder:
    return packaged()


@pytest.fixture(scope="session")
def splitter(encoder: OnnxEncoder) -> WordPiece:
    """Return the splitter with the vocabulary of the package."""
    return encoder._pieces


@pytest.fixture(scope="session")
def syntax(encoder: OnnxEncoder) -> Syntax:
    return Syntax(encoder)


@pytest.fixture(scope="session")
def parse(syntax: Syntax) -> Callable[..., Parse]:
    """Return a function that parses `text` as an article, `parse(text, published_on=date(2022, 2, 1))`."""

    def of(text: str, published_on: date | None = None) -> Parse:
        return syntax.parse(Article(uri="test.txt", text=text, extractor="text/1", published_on=published_on))

    return of
