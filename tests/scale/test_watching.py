"""What workers were at when they were lost."""

from importlib.util import find_spec

import pytest

pytestmark = pytest.mark.skipif(find_spec("ray") is None, reason="needs Ray: make .venv/.scale")


@pytest.mark.filterwarnings("default")
def test_only_what_is_at_hand_again_and_again_is_passed_over() -> None:
    from standoff.scale.watching import LIVES, Watch

    watch = Watch()
    for at in (0, 1, 1, 1):
        assert watch.begin("task") == set()
        watch.go_on("task", 0)
        watch.go_on("task", at)
    assert LIVES == 3
    assert watch.begin("task") == {1}
    watch.end("task")
    assert watch.begin("task") == {1}
    assert watch.begin("other") == set()
