"""The description of the JSON for people who write programs against it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

DESCRIPTION = """
Every page of the record has a twin: the same address with `.json` at its end (that of the first page is `/brief.json`)
answers the same question as data. What a field means is what `docs/record.md` and `GLOSSARY.md` say; the names of
fields are a promise: a field may be added, none is renamed or removed.

* Every row carries its evidence: the article, the spans as half-open ranges of Unicode code points of the article's
  text, and the exact words.
* `null` means that the report does not say. It never means that something failed.
* Lists are paged by key: `next` of one answer is `after` of the next. No page is skipped or repeated while others
  write.
* An error is an object with `detail`. 404: nothing is called like that. 422: a parameter makes no sense. 503: the
  record is still being counted after the start; `Retry-After` says when to ask again.
"""

TAGS = [
    {"name": "brief", "description": "The standoff on one screen."},
    {"name": "demands", "description": "What a party wants of others, and what became of it."},
    {"name": "events", "description": "Who did what to whom, and when."},
    {"name": "statements", "description": "Who said what."},
    {"name": "articles", "description": "The reports and releases, with their rows."},
    {"name": "corrections", "description": "What persons corrected, and what they should look at first."},
    {"name": "actors", "description": "Parties, and who speaks for them."},
]

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "on": "The day of the row, else that of publication: `2022-02-01`, or an interval `2022-01-24/2022-01-30`.",
        "evidence": "The words that show the row, and where they stand.",
        "spans": "Half-open ranges of code points of the article's text, in its order.",
        "exact": "The words at the spans; those of several are joined with ` … `.",
        "score": "What the coder says of its own certainty, from 0 to 1; comparable only within one coder.",
        "next": "Give it as `after` to have what follows; null at the end.",
        "uri": "The address at which the article was found first.",
        "article_id": "SHA-256 of the article's text.",
        "copies": "Other addresses at which the same text was found.",
        "witnesses": "The places where other reports tell the same, the oldest first.",
        "according_to": "Who says so; null where the report itself does.",
        "chain": "The steps of a demand in their order; the last is its status.",
        "what": "What is asked, in the words of the first request.",
        "holder": "Who asks.",
        "addressees": "Of whom it is asked, or to whom it is said.",
        "published_on": "The first day on which the article was published anywhere.",
        "published_at": "The instant at which a page says that it was published, with the offset that it gives.",
        "canonical": "The address that a page gives for its own.",
        "coder": "Who read the row: a rule set, a model or a person.",
        "status": "Of a demand the last step of its chain; of an event whether it happened.",
        "counts": "How much is kept; what copies of a report repeat counts once.",
        "total": "How many rows there are in all.",
        "since": "From this day on.",
        "until": "Up to before this day.",
    }
)
"""What fields of the answers mean, wherever they occur."""


FAULTS: Mapping[str, str] = MappingProxyType(
    {
        "404": "Nothing is called like that.",
        "422": "A parameter makes no sense.",
        "503": "The record is still being counted after the start.",
    }
)

FAULT = {
    "title": "Fault",
    "description": "What went wrong.",
    "type": "object",
    "properties": {"detail": {"type": "string", "description": "What was found, and what was expected."}},
    "required": ["detail"],
}
_JSON_FAULT = {"application/json": {"schema": {"$ref": "#/components/schemas/Fault"}}}
_PAGE_FAULT = {"text/html": {"schema": {"type": "string"}}}


def install(app: FastAPI) -> None:
    """Let the application describe itself once, with what each field means."""
    made: dict[str, Any] = {}

    def described() -> dict[str, Any]:
        if not made:
            made.update(_described(app))
        return made

    app.openapi = described  # type: ignore[method-assign]


def _described(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description=app.description,
        routes=app.routes,
        tags=app.openapi_tags,
        license_info=app.license_info,
    )
    schemas = schema.get("components", {}).get("schemas", {})
    for each in schemas.values():
        for name, field in each.get("properties", {}).items():
            if name in FIELDS and "description" not in field:
                field["description"] = FIELDS[name]
    _tell_faults(schema)
    return schema


def _tell_faults(schema: dict[str, Any]) -> None:
    """Say how `mishaps` answers: FastAPI describes its own way, which is not ours."""
    schemas = schema["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Fault"] = FAULT
    for path, operations in schema["paths"].items():
        content = _JSON_FAULT if path.endswith(".json") else _PAGE_FAULT
        for operation in operations.values():
            told = FAULTS if operation.get("parameters") else {"503": FAULTS["503"]}
            operation["responses"].update(
                {code: {"description": said, "content": content} for code, said in told.items()}
            )
