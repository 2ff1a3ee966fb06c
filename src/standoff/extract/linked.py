"""The linked data of a web page: schema.org's description of its article, as JSON in a script."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from standoff.extract.markup import Markup

_SCRIPT = re.compile(r"<script\b[^<>]{0,500}?\bld\+json\b[^<>]{0,500}>(.*)", re.I | re.S)
_ARTICLES = ("Article", "Posting", "Report")
_PAGES = ("WebPage",)

_LARGEST = 4_000_000
"""A longer script is not read. That of a report which is updated all day has a million characters."""

_WRAPPING = 100
"""Within so many characters a wrapping begins and ends."""

Item = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The items of a page, in the order in which they stand, one within another after it."""

    articles: Sequence[Item]
    """Those that describe an article, then those that describe a page."""
    named: Mapping[str, Item]
    """Items with a name, by the id under which others refer to them."""

    def names(self, value: object) -> list[str]:
        """Return the names of persons or organizations, which are given as names, as items, or by reference."""
        found: list[object] = []
        left = [value]
        while left:
            each = left.pop()
            if isinstance(each, list):
                left.extend(reversed(each))
            elif isinstance(each, dict):
                name = each.get("name") or self.named.get(_id(each), {}).get("name")
                found.extend(name if isinstance(name, list) else [name])
            else:
                found.append(each)
        return [name for name in found if isinstance(name, str)]


def linked_data(markup: Markup) -> LinkedData:
    """Return what the scripts of a page say of it; one that is no JSON says nothing."""
    scripts = (_SCRIPT.match(tag) for tag in markup.tags if tag[:7].lower() == "<script" and len(tag) <= _LARGEST)
    items = [item for found in scripts if found for item in _items(found[1])]
    return LinkedData(
        [item for kinds in (_ARTICLES, _PAGES) for item in items if _is_of(item, kinds)],
        {_id(item): item for item in reversed(items) if _id(item) and "name" in item},
    )


def _id(item: Item) -> str:
    found = item.get("@id")
    return found if isinstance(found, str) else ""


def _items(words: str) -> Iterator[Item]:
    try:
        left = [json.loads(_unwrapped(words), strict=False)]
    except (ValueError, RecursionError):
        return
    while left:
        item = left.pop()
        if isinstance(item, list):
            left.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            left.extend(value for value in reversed(item.values()) if isinstance(value, list | dict))


def _unwrapped(words: str) -> str:
    """Return JSON without the comment or CDATA section in which old pages hide it from older browsers."""
    start, end = words.find("{", 0, _WRAPPING), words.rfind("}") + 1
    return words[start:end] if "<!" in words[:_WRAPPING] and 0 <= start < end else words


def _is_of(item: Item, kinds: tuple[str, ...]) -> bool:
    kind = item.get("@type")
    return any(isinstance(name, str) and name.endswith(kinds) for name in (kind if isinstance(kind, list) else [kind]))
