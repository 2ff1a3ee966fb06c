"""Draw the picture of the README: the brief of the examples, as SVG.

usage: picture.py DB OUT.svg
"""

import sys

from rich.console import Console

from standoff import queries
from standoff.cli import brief
from standoff.store import open_store

WIDTH = 150


def main() -> None:
    db, out = sys.argv[1:]
    with open_store(db, create=False) as store:
        answer = queries.brief(store, top=4)
    with open("/dev/null", "w") as nowhere:
        console = Console(record=True, width=WIDTH, file=nowhere, highlight=False, markup=False, force_terminal=True)
        brief.render(console, answer)
        console.save_svg(out, title="standoff brief")


if __name__ == "__main__":
    main()
