"""Events as PLOVER's manual names their fields: JSON lines, an event a line.

`id`, `date`, `actor` and `event` are always there and never empty; of the others null means that the report does not
say. Not written are `text`, which may not be ours to give, and the moments of coding: the same record is the same file
whenever it is written. What the manual has no field for is under `standoff`.
"""

from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from standoff.export.cameo import cameo
from standoff.export.coding import Coding, Tally, codings
from standoff.export.parties import Party
from standoff.plover import QUADS, intensity
from standoff.types import Article, Reading

CODEBOOK = "PLOVER 2.0 (draft of 2024-02)"

_Json = dict[str, object]


def write(readings: Iterable[Reading], out: BinaryIO) -> Tally:
    """Write the events of all `readings` to `out`, a line each, and return how many were left out and why."""
    tally = Tally()
    for reading in readings:
        for each in codings(reading, tally):
            out.write(msgspec.json.encode(as_json(each, reading.article)) + b"\n")
    return tally


def as_json(coding: Coding, article: Article) -> _Json:
    """Return an event as the object that `write` writes."""
    event = coding.event
    return {
        "id": coding.id,
        "has_event": True,
        "date": coding.day,
        "enddate": coding.until,
        "actor": [_entity(party) for party in coding.actors],
        "recipient": [_entity(party) for party in coding.recipients],
        "event": coding.type,
        "mode": coding.mode,
        "context": coding.contexts,
        "quad_code": QUADS[coding.type],
        "event_scale": intensity(coding.type, coding.mode),
        "event_loc": {"extracted_place": event.place} if event.place else None,
        "event_text": event.anchor.exact,
        "text_info": {"start": event.anchor.spans[0].start, "end": event.anchor.spans[-1].end},
        "cite_info": _citation(article),
        "coder": str(event.coder),
        "standoff": _record(coding),
    }


def _entity(party: Party) -> _Json:
    return {
        "code": party.country,
        "sector": party.sectors[0],
        "other_sector_codes": party.sectors[1:],
        "entity_text": party.raw,
        "identifier_id": party.wikidata,
        "identifier_text": party.name,
        "office": party.title,
        "party": party.code,
    }


def _citation(article: Article) -> _Json:
    return {
        "url": article.uri,
        "title": article.headline,
        "language": article.language,
        "publication": article.publisher,
        "publication_date": article.published_on,
        "codebook": CODEBOOK,
    }


def _record(coding: Coding) -> _Json:
    event = coding.event
    return {
        "event": event.id,
        "article": event.anchor.article_id,
        "anchor": event.anchor.spans,
        "status": event.status,
        "type": event.type,
        "date": event.date,
        "according_to": coding.according_to,
        "condition": event.condition.exact if event.condition else None,
        "consequence": event.consequence.exact if event.consequence else None,
        "answers": event.answers,
        "what": event.what,
        "score": event.score,
        "cameo": cameo(coding.type, coding.mode, coding.contexts, coding.ahead),
        "plover_codable": coding.whole,
    }
