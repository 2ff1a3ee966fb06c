"""What a web page says about itself: its encoding, and the day of publication in its metadata."""

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from standoff.extract.published import day_of

_KEPT = ("ld+json", "settings+json")
_OPENING = re.compile(r"<(script|style)\b([^<>]{0,2000})>", re.I)
_CLOSING = re.compile(r"</(?:script|style)\b[^<>]{0,100}>", re.I)
_LD_JSON = "//script[contains(@type, 'ld+json')]/text()"
_META = (
    "article:published_time",
    "og:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "publication-date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "article.published",
    "originalpublicationdate",
)
_ITEM = "//*[@itemprop='datePublished']"
_TIMES = ("//time[@pubdate]", "//article[.//h1]//time[@datetime]", "//main//time[@datetime]")


def without_scripts(page: str) -> str:
    """Return a page without scripts and styles, less those that hold metadata. Linear, also where none is closed."""
    pieces, at = [], 0
    while opening := _OPENING.search(page, at):
        closing = _CLOSING.search(page, opening.end())
        if not closing:
            break
        kept = any(kind in opening[2].lower() for kind in _KEPT)
        pieces.append(page[at : closing.end() if kept else opening.start()])
        at = closing.end()
    return "".join(pieces) + page[at:]


def page_day(tree: Any) -> date | None:
    """Return the day of publication from a page's metadata; a day in its text or address is no metadata."""
    return next((day for words in _dates(tree) if (day := day_of(words))), None)


def _dates(tree: Any) -> Iterator[str]:
    yield from _linked_dates(tree)
    metas = {_name(meta): meta.get("content") or "" for meta in reversed(tree.xpath("//meta[@content]"))}
    yield from (metas[name] for name in _META if name in metas)
    for item in tree.xpath(_ITEM):
        yield item.get("content") or item.get("datetime") or item.text_content()
    for path in _TIMES:
        yield from (time.get("datetime") or time.text_content() for time in tree.xpath(path))
    alone = {time.get("datetime")[:10] for time in tree.xpath("//time[@datetime]")}
    yield from alone if len(alone) == 1 else ()


def _name(meta: Any) -> str:
    return (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _linked_dates(tree: Any) -> Iterator[str]:
    """Yield the dates of articles in the page's linked data."""
    for script in tree.xpath(_LD_JSON):
        try:
            items = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        while items:
            item = items.pop()
            if isinstance(item, list):
                items.extend(reversed(item))
            elif isinstance(item, dict):
                if _is_article(item.get("@type")) and isinstance(item.get("datePublished"), str):
                    yield item["datePublished"]
                items.extend(value for value in reversed(item.values()) if isinstance(value, list | dict))


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(isinstance(name, str) and name.endswith(("Article", "Posting", "WebPage", "Report")) for name in kinds)
