import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from standoff.cli import standoff

REPORT = """Freedonia rejects Sylvania's demands

Published 1 February 2022

The president of Ukraine, Volodymyr Zelensky, said on Tuesday that Russia must withdraw its troops from the border.

Russia rejected the demand. "We are ready for talks," Russian Foreign Minister Sergei Lavrov told reporters in Moscow.
"""

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command line in an empty folder; errors come out as a user's shell would show them."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, input: str | bytes | None = None) -> Result:  # noqa: A002 (click's own word)
        return CliRunner().invoke(standoff, arguments, input=input)

    return call


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def command_line(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run `standoff` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "standoff", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
