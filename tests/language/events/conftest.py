"""What the tests of events share: the lexicon, read once."""

import pytest

from standoff.language.events.lexicon import Lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()
