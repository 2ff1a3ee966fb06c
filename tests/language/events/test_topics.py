"""In a few words: what an act was about."""

from collections.abc import Callable

import pytest

from standoff.language.syntax import Parse
from standoff.plover import EventType
from tests.stage import Stage, of_type


@pytest.mark.parametrize(
    ("asked", "what"),
    [
        ("the withdrawal of all U.S. forces from every port and bay", "withdrawal of all U.S. forces"),
        ("an end to all the naval drills near Greece's islands", "end to all naval drills"),
        ("an end to the drills near Greece's islands", "end to drills near Greece's islands"),
        ("an end to the drills", "end to drills"),
    ],
)
def test_what_was_asked_ends_with_no_word_that_leans_on_the_next(
    parse: Callable[..., Parse], asked: str, what: str
) -> None:
    (event,) = of_type(Stage().code(parse(f"Turkey demanded {asked}.")), EventType.REQUEST)
    assert event.what == f"demanded {what}"
