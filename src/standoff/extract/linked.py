"""The linked data of a web page: schema.org's description of its article, as JSON in a script."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from standoff.extract.markup import Markup

_SCRIPT = re.compile(r"<script\b[^<>]*\bld\+json\b[^<>]*>(.*)", re.I | re.S)
_WRAPPING = re.compile(r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?)\s*$")
_ARTICLES = ("Article", "Posting", "Report")
_PAGES = ("WebPage",)

Item = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The items of a page in the order in which they stand, one within another after it."""

    items: tuple[Item, ...]

    def articles(self) -> list[Item]:
        """Return the items that describe an article, then those that describe a page."""
        return [item for kinds in (_ARTICLES, _PAGES) for item in self.items if _is_of(item, kinds)]

    def named(self, value: object) -> list[str]:
        """Return the names of persons or organizations, which are given as names, as items, or by reference."""
        if isinstance(value, list):
            return [name for each in value for name in self.named(each)]
        if isinstance(value, dict):
            name = value.get("name") or self._referred(value).get("name")
            return self.named(name) if isinstance(name, str | list) else []
        return [value] if isinstance(value, str) else []

    def _referred(self, item: Item) -> Item:
        wanted = item.get("@id")
        return next((each for each in self.items if wanted and each.get("@id") == wanted and "name" in each), {})


def linked_data(markup: Markup) -> LinkedData:
    """Return what the scripts of a page say of it; one that is no JSON says nothing."""
    scripts = (_SCRIPT.match(tag) for tag in markup.tags if tag[:7].lower() == "<script")
    return LinkedData(tuple(item for found in scripts if found for item in _items(found[1])))


def _items(words: str) -> Iterator[Item]:
    try:
        left = [json.loads(_WRAPPING.sub("", words), strict=False)]
    except (ValueError, RecursionError):
        return
    while left:
        item = left.pop()
        if isinstance(item, list):
            left.extend(reversed(item))
        elif isinstance(item, dict):
            yield item
            left.extend(value for value in reversed(item.values()) if isinstance(value, list | dict))


def _is_of(item: Item, kinds: tuple[str, ...]) -> bool:
    kind = item.get("@type")
    return any(isinstance(name, str) and name.endswith(kinds) for name in (kind if isinstance(kind, list) else [kind]))
