"""Draw the picture of the README: the brief of the examples, as SVG.

usage: picture.py DB OUT.svg
"""

import io
import re
import sys
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console

from standoff import queries
from standoff.cli import brief
from standoff.store import open_store

WIDTH = 132
LINES = 3

# Rich's own format fetches a font from a server: a picture in a README should not.
FORMAT = re.sub(r"@font-face \{\{.*?\}\}", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def main() -> None:
    db, out = sys.argv[1:]
    with open_store(db, create=False) as store:
        answer = queries.brief(store, top=LINES)
    console = Console(record=True, width=WIDTH, file=io.StringIO(), highlight=False, markup=False, force_terminal=True)
    brief.render(console, answer)
    Path(out).write_text(console.export_svg(title="standoff brief", code_format=FORMAT), encoding="utf-8")


if __name__ == "__main__":
    main()
