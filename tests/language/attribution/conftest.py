"""What the tests of attribution share: the model, and a parse for what asks for no syntax."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from standoff.language.attribution.model import ModelAttributor
from standoff.language.encoder import OnnxEncoder
from standoff.language.pieces import WordPiece
from standoff.language.syntax import Parse
from standoff.types import Article

Parser = Callable[[str], Parse]


@pytest.fixture(scope="session")
def model(encoder: OnnxEncoder) -> ModelAttributor:
    return ModelAttributor(encoder)


@pytest.fixture(scope="session")
def splitter(encoder: OnnxEncoder) -> WordPiece:
    return encoder._pieces


@pytest.fixture(scope="session")
def bare(parse: Parser) -> Parser:
    """Return a function that makes a parse of a text without its syntax, which the model does not ask for."""
    nothing = parse("")
    return lambda text: replace(nothing, article=Article(uri="test.txt", text=text, extractor="text/1"))
