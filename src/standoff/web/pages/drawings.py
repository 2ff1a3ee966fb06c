"""The drawing of who acts on whom."""

from collections.abc import Iterator, Mapping

import numpy as np
from markupsafe import Markup

from standoff.plover import QUADS, EventType, Quad
from standoff.queries.lines import TieLine
from standoff.types import UNKNOWN
from standoff.web.drawing.network import network
from standoff.web.overview.columns import Mask
from standoff.web.record import View
from standoff.web.rendering import query, segment

MOST_TIES = 600


def draw_network(at: View, mask: Mask | None, asked: Mapping[str, object], most: int) -> Markup:
    """Draw who acts on whom in the events of `mask`."""

    def tie(line: TieLine) -> str | None:
        if "…" in (line.actor, line.recipient):
            return None
        types = [each for each in EventType if QUADS.get(each) == line.quad]
        return "/timeline" + query(asked, actor=line.actor, recipient=line.recipient, type=types, act=None, top=None)

    def party(code: str) -> str | None:
        return None if code == "…" else f"/actors/{segment(code)}"

    lines = list(_ties(at, mask))
    names = {code: at.desk.name(code) for line in lines for code in (line.actor, line.recipient)}
    drawn = network(lines, names, tie, party, most=most)
    return Markup(drawn)  # noqa: S704 (drawings escape whatever they write)


def _ties(at: View, mask: Mask | None) -> Iterator[TieLine]:
    """Yield the strongest ties: how many acts of a quarter a party did to another."""
    columns, names = at.overview.events, at.overview.names
    rows, actors, recipients = columns.towards(mask)
    quads = np.array([QUADS.get(EventType(names.types[code]), 0) for code in range(len(names.types))] or [0], np.int64)
    size, nobody = len(names.actors), names.actors.codes([UNKNOWN])
    known = ~(np.isin(actors, nobody) | np.isin(recipients, nobody))
    kinds = quads[columns.types[rows[known]]]
    keys, counts = np.unique((kinds * size + actors[known]) * size + recipients[known], return_counts=True)
    for at_ in np.argsort(-counts, kind="stable")[:MOST_TIES].tolist():
        (kind, actor), recipient = divmod(int(keys[at_]) // size, size), int(keys[at_]) % size
        quad = Quad(kind) if kind else None
        yield TieLine(names.actors[actor], names.actors[recipient], quad, int(counts[at_]))
