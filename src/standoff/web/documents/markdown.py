"""The report as Markdown, with footnotes as most programs read them."""

import re
from collections.abc import Iterator

from standoff.queries.words import cut
from standoff.web.documents.report import Item, Report, place
from standoff.web.rendering import WORDS, day

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$&^=:@])")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


def markdown(found: Report) -> str:
    """Return the report; nothing that stands in an article can be more than text in it."""
    return "\n".join(_lines(found)) + "\n"


def plain(words: str) -> str:
    """Return words so that Markdown shows them as they are."""
    return _SPECIAL.sub(r"\\\1", _CONTROL.sub(" ", words))


def _lines(found: Report) -> Iterator[str]:
    yield from (f"# {plain(found.title)}", "", plain(found.summary))
    for part in found.parts:
        yield from ("", f"## {plain(part.title)}", "")
        yield from [_item(item) for item in part.items] or ["None found."]
    if found.sources:
        yield ""
    for number, source in enumerate(found.sources, 1):
        yield f"[^{number}]: “{plain(cut(source.exact, WORDS))}” {plain(place(source))}"


def _item(item: Item) -> str:
    on = f"{day(item.on)}, " if item.on else ""
    notes = "".join(f"[^{number}]" for number in item.sources)
    return f"- {plain(on)}**{plain(item.who)}**: {plain(item.said)}{notes}"
