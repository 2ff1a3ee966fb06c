"""What the tests of attribution share: the model, and a parse for what asks for no syntax."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest

from standoff.language.attribution.model import ModelAttributor
from standoff.language.encoder import Encoder, OnnxEncoder
from standoff.language.syntax import Parse
from standoff.types import Article
from tests.language.encoders import seen_by

_WORD = re.compile(r"\w+|[^\w\s]")


@pytest.fixture(scope="session")
def model(encoder: OnnxEncoder) -> ModelAttributor:
    return ModelAttributor(encoder)


@pytest.fixture(scope="session")
def bare(encoder: OnnxEncoder, parse: Callable[..., Parse]) -> Callable[..., Parse]:
    """Return a function that makes a parse of a text without tokens and syntax, `bare(text, by=encoder)`."""
    nothing = parse("")

    def of(text: str, by: Encoder = encoder) -> Parse:
        article = Article(uri="test.txt", text=text, extractor="text/1")
        found = list(_WORD.finditer(text))
        edges = {0} | {at + 1 for at, (one, other) in enumerate(pairwise(found)) if _breaks(text, one, other)}
        sheet = by.sheet(text, [(word.start(), word.group()) for word in found], edges)
        return seen_by(by, replace(nothing, article=article, sheet=sheet))

    return of


def _breaks(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    return "\n" in text[one.end() : other.start()]
