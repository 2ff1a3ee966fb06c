import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from standoff.cli import standoff

if TYPE_CHECKING:
    from tests.servers import Server

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


@pytest.fixture(params=["beside a file", "in a folder", "with postgresql"])
def kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Say in the environment where the record and its captures are, each way in turn; return the folder of these."""
    if request.param == "beside a file":
        yield Path("standoff.captures")
        return
    monkeypatch.setenv("STANDOFF_CAPTURES", "kept")
    if request.param == "in a folder":
        yield Path("kept")
        return
    server: Server = request.getfixturevalue("postgres")
    with server.database() as address:
        monkeypatch.setenv("STANDOFF_DB", address)
        yield Path("kept")


def command_line(*arguments: str, cwd: Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run `standoff` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "standoff", *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
