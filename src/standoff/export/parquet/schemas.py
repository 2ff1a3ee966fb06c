"""The columns of each table: the names of the record, beside them the article, the partition, and the exact words.

They are a promise as the record is: a column may be added at the end, none is renamed or removed without a new schema.
"""

from types import MappingProxyType

import pyarrow as pa

from standoff.export.parquet.partitions import SCHEMA

_SPAN = pa.struct([pa.field("start", pa.int32(), nullable=False), pa.field("end", pa.int32(), nullable=False)])
_SPANS = pa.list_(_SPAN)
_NAMES = pa.list_(pa.string())
_OF = (("article_id", pa.string()), ("partition", pa.string()))
_SAID = (("published_at", pa.string()), ("canonical", pa.string()))  # text: a column of instants has but one offset


def _schema(*columns: tuple[str, pa.DataType]) -> pa.Schema:
    return pa.schema(columns, metadata={"standoff.schema": SCHEMA})


SCHEMAS = MappingProxyType(
    {
        "articles": _schema(
            ("id", pa.string()),
            ("uri", pa.string()),
            ("publisher", pa.string()),
            ("headline", pa.string()),
            ("headline_span", _SPAN),
            ("byline", pa.string()),
            ("dateline", pa.string()),
            ("published_on", pa.date32()),
            ("language", pa.string()),
            ("text", pa.string()),
            ("furniture", _SPANS),
            ("extractor", pa.string()),
            ("capture", pa.string()),
            ("partition", pa.string()),
            *_SAID,
        ),
        "witnesses": _schema(
            ("uri", pa.string()),
            ("publisher", pa.string()),
            ("published_on", pa.date32()),
            ("capture", pa.string()),
            *_OF,
            *_SAID,
        ),
        "actors": _schema(
            ("id", pa.string()),
            ("name", pa.string()),
            ("kind", pa.string()),
            ("country", pa.string()),
            ("role", pa.string()),
            ("acts_for", pa.string()),
            ("wikidata", pa.string()),
            ("mentions", _SPANS),
            *_OF,
        ),
        "statements": _schema(
            ("id", pa.string()),
            ("source", _SPANS),
            ("cue", _SPANS),
            ("content", _SPANS),
            ("form", pa.string()),
            ("speaker", pa.string()),
            ("addressees", _NAMES),
            ("said_on", pa.string()),
            ("parent", pa.string()),
            ("coder", pa.string()),
            ("score", pa.float64()),
            ("source_exact", pa.string()),
            ("cue_exact", pa.string()),
            ("content_exact", pa.string()),
            *_OF,
        ),
        "events": _schema(
            ("id", pa.string()),
            ("type", pa.string()),
            ("mode", pa.string()),
            ("contexts", _NAMES),
            ("actors", _NAMES),
            ("recipients", _NAMES),
            ("actor_spans", _SPANS),
            ("recipient_spans", _SPANS),
            ("anchor", _SPANS),
            ("status", pa.string()),
            ("according_to", pa.string()),
            ("date", pa.string()),
            ("place", pa.string()),
            ("condition", _SPANS),
            ("consequence", _SPANS),
            ("answers", _NAMES),
            ("what", pa.string()),
            ("coder", pa.string()),
            ("score", pa.float64()),
            ("anchor_exact", pa.string()),
            ("condition_exact", pa.string()),
            ("consequence_exact", pa.string()),
            *_OF,
        ),
    }
)

_STEP = pa.struct(
    [
        ("event", pa.string()),
        ("step", pa.string()),
        ("date", pa.string()),
        ("answers", pa.string()),
        ("score", pa.float64()),
    ]
)
DEMANDS = _schema(
    ("id", pa.string()),
    ("holder", _NAMES),
    ("addressees", _NAMES),
    ("what", pa.string()),
    ("status", pa.string()),
    ("chain", pa.list_(_STEP)),
)
"""Not in any partition: demands follow from the events of all."""
