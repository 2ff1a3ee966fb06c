"""Events as POLECAT publishes them: forty columns, cells separated by tabs, an event a line; ours stand after them.

What loaders of the published files rely on, read from public ones: the names and their order, `None` in a cell without
a value, `; ` between the values of a cell, a day as 2022-02-01, the quad in capitals. A cell never holds a tab, a line
break, another control character or a straight double quotation mark, which some loaders would take for the beginning
of a cell that goes on over the next lines.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import TextIO

from standoff.export.cameo import cameo
from standoff.export.coding import Coding, Tally, codings
from standoff.export.parties import Party
from standoff.plover import QUADS, intensity
from standoff.types import ActorKind, Article, Event, Reading

PUBLISHED = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
"""The columns of the published files, in their order."""

OURS = (
    "Record Event ID", "Article ID", "URI", "Anchor", "Anchor Spans", "Status", "Record Type", "Record Date",
    "Actor Codes", "Recipient Codes", "According To", "Condition", "Consequence", "What", "Coder", "Score",
    "CAMEO Code", "PLOVER Codable",
)  # fmt: skip
"""The columns that lead back to the record; a new one is only ever added at the end."""

COLUMNS = PUBLISHED + OURS

_NONE = "None"
_FORMULA = ("=", "+", "-", "@")
_BREAKS = frozenset({"Cc", "Zl", "Zp"})


def write(readings: Iterable[Reading], out: TextIO) -> Tally:
    """Write the events of all `readings` to `out`, under a line with the names of the columns."""
    tally = Tally()
    out.write("\t".join(COLUMNS) + "\n")
    for reading in readings:
        story = _story(reading)
        for each in codings(reading, tally):
            out.write("\t".join(_row(each, reading.article, story)) + "\n")
    return tally


def _row(coding: Coding, article: Article, story: Sequence[str]) -> list[str]:
    event = coding.event
    published = [
        coding.id, coding.day, coding.type.value, coding.mode, f"{intensity(coding.type, coding.mode):.1f}",
        QUADS[coding.type].name.replace("_", " "), "; ".join(coding.contexts),
        *_side(coding.actors), *_side(coding.recipients),
        *[None] * 8, _text(event.place), None,
        _text(article.publisher), str(article.published_on or ""), *story, article.language, _text(str(event.coder)),
    ]  # fmt: skip
    return [cell or _NONE for cell in published] + _ours(coding, article)


def _ours(coding: Coding, article: Article) -> list[str]:
    event = coding.event
    condition, consequence = (each.exact if each else "" for each in (event.condition, event.consequence))
    return [
        event.id, article.id, _text(article.uri), _text(event.anchor.exact), _spans(event), event.status.value,
        event.type.value, event.date or "", _codes(coding.actors), _codes(coding.recipients),
        _text(coding.according_to), _text(condition), _text(consequence), _text(event.what),
        _text(str(event.coder)), f"{event.score:.3f}",
        cameo(coding.type, coding.mode, coding.contexts, coding.ahead) or "", "yes" if coding.whole else "in part",
    ]  # fmt: skip


def _side(parties: tuple[Party, ...]) -> tuple[str, ...]:
    """Return the eight cells of a side: in each a value for every party, in the same order."""
    return (
        _list(party.name for party in parties),
        _list(party.country for party in parties),
        _list(str(party.cow) if party.cow else None for party in parties),
        _list(party.sectors[0] for party in parties),
        "; ".join("|".join(party.sectors) for party in parties),
        _list(party.title for party in parties),
        _list(party.raw for party in parties),
        _list(party.wikidata for party in parties),
    )


def _list(values: Iterable[str | None]) -> str:
    """Join the values of a cell, `None` for one that is not known, so that the cells of a side stay in step."""
    return "; ".join(_text(value).replace(";", ",") or _NONE for value in values)


def _story(reading: Reading) -> tuple[str, str, str]:
    """Return who and what the whole article names: people, organizations, places."""
    named = {mention.actor for mention in reading.mentions}
    actors = [actor for actor in reading.actors if actor.id in named]
    states = [actor.name for actor in actors if actor.kind is ActorKind.STATE]
    places = [event.place for event in reading.events if event.place]
    return (
        _list(actor.name for actor in actors if actor.kind is ActorKind.PERSON),
        _list(actor.name for actor in actors if actor.kind in (ActorKind.ORGANIZATION, ActorKind.GROUP)),
        _list(dict.fromkeys([*states, *places])),
    )


def _codes(parties: tuple[Party, ...]) -> str:
    return "; ".join(_text(party.code).replace(";", ",") for party in parties)


def _spans(event: Event) -> str:
    return "; ".join(f"{start}-{end}" for start, end in event.anchor.spans)


def _text(words: str | None) -> str:
    """Return words as a cell: on one line, without what a loader or a spreadsheet would act upon."""
    plain = "".join(" " if unicodedata.category(each) in _BREAKS else each for each in words or "")
    cell = plain.replace('"', "'").strip()
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
