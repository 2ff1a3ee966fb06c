"""What the tests of reading share: one loaded pipeline and encoder, and a parse of a sentence or two."""

from collections.abc import Callable
from datetime import date

import pytest

from standoff.language.encoder import OnnxEncoder, packaged
from standoff.language.syntax import Parse, Syntax
from standoff.types import Article


@pytest.fixture(scope="session")
def syntax() -> Syntax:
    return Syntax()


@pytest.fixture(scope="session")
def encoder() -> OnnxEncoder:
    found = packaged()
    assert found is not None, "this copy has no weights; tests need them"
    return found


@pytest.fixture(scope="session")
def parse(syntax: Syntax) -> Callable[..., Parse]:
    """Return a function that parses `text` as an article, `parse(text, published_on=date(2022, 2, 1))`."""

    def of(text: str, published_on: date | None = None) -> Parse:
        return syntax.parse(Article(uri="test.txt", text=text, extractor="text/1", published_on=published_on))

    return of
