"""One JSON object a line for each article: the record as `standoff/1` promises it.

The names and their order are a promise to the outside: a field may be added, none is renamed or removed without a new
schema. `null` means that the report does not say.
"""

from collections import defaultdict
from collections.abc import Mapping

import msgspec

from standoff.types import Actor, Article, Citation, Demand, Event, Reading, Span, Spans, Statement, Step

SCHEMA = "standoff/1"

_Json = dict[str, object]


def line(reading: Reading) -> bytes:
    """Return `reading` as one line of JSON in UTF-8, without the line break."""
    return msgspec.json.encode(as_json(reading))


def as_json(reading: Reading) -> _Json:
    """Return `reading` as the object that `line` writes."""
    mentions = mentions_of(reading)
    return {
        "schema": SCHEMA,
        "article": article(reading.article),
        "actors": [actor(each, mentions) for each in reading.actors],
        "statements": [statement(each) for each in reading.statements],
        "events": [event(each) for each in reading.events],
        "demands": [demand(each) for each in reading.demands],
        "times": [{"span": each.span, "date": each.date} for each in reading.times],
    }


def article(noun: Article) -> _Json:
    return {
        "id": noun.id,
        "uri": noun.uri,
        "publisher": noun.publisher,
        "headline": noun.headline,
        "headline_span": noun.headline_span,
        "byline": noun.byline,
        "dateline": noun.dateline,
        "published_on": noun.published_on,
        "language": noun.language,
        "text": noun.text,
        "furniture": noun.furniture,
        "extractor": noun.extractor,
        "capture": noun.capture,
        "published_at": noun.published_at,
        "canonical": noun.canonical,
    }


def actor(noun: Actor, mentions: Mapping[str, list[Span]]) -> _Json:
    return {
        "id": noun.id,
        "name": noun.name,
        "kind": noun.kind,
        "country": noun.country,
        "role": noun.role,
        "acts_for": noun.acts_for,
        "wikidata": noun.wikidata,
        "mentions": mentions.get(noun.id, []),
    }


def mentions_of(reading: Reading) -> Mapping[str, list[Span]]:
    """Return the spans that name each actor, by its id."""
    found: dict[str, list[Span]] = defaultdict(list)
    for each in reading.mentions:
        found[each.actor].append(each.span)
    return found


def statement(noun: Statement) -> _Json:
    return {
        "id": noun.id,
        "source": _spans(noun.source),
        "cue": _spans(noun.cue),
        "content": _spans(noun.content),
        "form": noun.form,
        "speaker": noun.speaker,
        "addressees": noun.addressees,
        "said_on": noun.said_on,
        "parent": noun.parent,
        "coder": str(noun.coder),
        "score": noun.score,
    }


def event(noun: Event) -> _Json:
    return {
        "id": noun.id,
        "type": noun.type,
        "mode": noun.mode,
        "contexts": noun.contexts,
        "actors": noun.actors,
        "recipients": noun.recipients,
        "actor_spans": noun.actor_spans,
        "recipient_spans": noun.recipient_spans,
        "anchor": _spans(noun.anchor),
        "status": noun.status,
        "according_to": noun.according_to,
        "date": noun.date,
        "place": noun.place,
        "condition": _spans(noun.condition),
        "consequence": _spans(noun.consequence),
        "answers": noun.answers,
        "what": noun.what,
        "coder": str(noun.coder),
        "score": noun.score,
    }


def demand(noun: Demand) -> _Json:
    return {
        "id": noun.id,
        "holder": noun.holder,
        "addressees": noun.addressees,
        "what": noun.what,
        "status": noun.status,
        "chain": [_step(each) for each in noun.chain],
    }


def _step(noun: Step) -> _Json:
    return {
        "event": noun.event,
        "step": noun.step,
        "date": noun.date,
        "answers": noun.answers,
        "score": noun.score,
    }


def _spans(citation: Citation | None) -> Spans | None:
    return citation.spans if citation else None
