"""Where a report is set."""

from collections.abc import Callable

import pytest

from standoff.language.events.lexicon import Lexicon
from standoff.language.syntax import Parse
from tests.language.events.observers import scene_of

Parsed = Callable[..., Parse]


@pytest.mark.parametrize(
    ("named", "home"),
    [
        ({"Turkey": 1}, "TUR"),
        ({"Turkey": 3, "Greece": 2}, "TUR"),
        ({"Turkey": 2, "Greece": 2}, None),
        ({"Turkey": 2, "Greece": 1, "Iran": 1}, None),
        ({"Turkey": 3, "Greece": 1, "Iran": 1}, "TUR"),
        ({"NATO": 5, "Turkey": 1}, "TUR"),
        ({"NATO": 5}, None),
        ({}, None),
    ],
)
def test_a_report_is_set_in_the_state_that_it_names_more_than_all_others(
    parse: Parsed, lexicon: Lexicon, named: dict[str, int], home: str | None
) -> None:
    text = " ".join(f"{name} voted." for name, times in named.items() for _ in range(times)) or "Somebody voted."
    assert scene_of(parse(text), lexicon).home() == home
