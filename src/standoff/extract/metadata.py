"""What a web page says about its article, apart from the article: schema.org first, then OpenGraph, then the rest."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from standoff.extract.canonical import canonical_of
from standoff.extract.linked import LinkedData, linked_data
from standoff.extract.markup import Markup
from standoff.extract.published import day_of

_DATES = (
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
_TIMES = ("//time[@pubdate]", "//article[.//h1]//time[@datetime]", "//main//time[@datetime]")
_HEADLINES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_PUBLISHERS = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")
_ADDRESSES = ("og:url",)
_H1 = ("//article//h1", "//main//h1", "//h1")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|@", re.I)
_BY = re.compile(r"by[:\s]\s*(?=\S)", re.I)
_PARTING = re.compile(r"\s+[|–—•·»-]\s+")
_LONGEST = 300
"""A longer headline, name or publisher is none."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about its article."""

    headline: str | None = None
    byline: str | None = None
    publisher: str | None = None
    published: str | None = None
    """When it was published: the first date on the page that can be read."""
    canonical: str | None = None
    titles: tuple[str, ...] = ()
    """The page's headings of the first level: if there are any, the headline as readers see it is one of them."""


@dataclass(frozen=True, slots=True)
class _Source:
    """Where metadata stands: in linked data, in `meta` elements by name, and in the elements of the page."""

    linked: LinkedData
    metas: Mapping[str, str]
    tree: Any

    def said(self, name: str) -> Iterator[object]:
        yield from (article[name] for article in self.linked.articles if article.get(name))

    def props(self, name: str) -> Iterator[str]:
        """Yield what elements that are marked with an `itemprop` hold."""
        for item in self.tree.xpath("//*[@itemprop=$name]", name=name):
            inner = item.xpath(".//*[@itemprop='name']")
            yield from (each.get("content") or each.text_content() for each in inner[:1] or [item])


def metadata(markup: Markup, tree: Any, page: str) -> Metadata:
    """Read what a page says about its article. What stands in the text of the article or its address is not asked.

    `page` is the address at which it was received, from which it may give its own.
    """
    source = _Source(linked_data(markup), _metas(tree), tree)
    publisher = _first(_publishers(source))
    return Metadata(
        _headline(source, publisher),
        _byline(source),
        publisher,
        next((words for words in _dates(source) if day_of(words)), None),
        canonical_of(page, next(iter(tree.xpath("//base/@href")), ""), _addresses(source)),
        tuple(words for found in tree.xpath("//h1") if (words := _clean(found.text_content()))),
    )


def _metas(tree: Any) -> Mapping[str, str]:
    """Return what `meta` elements say, by their names in small letters; the first of a name counts."""
    return {_name(meta): meta.get("content") for meta in reversed(tree.xpath("//meta[@content]"))}


def _name(meta: Any) -> str:
    return (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()


def _headline(source: _Source, publisher: str | None) -> str | None:
    found = _first(_headlines(source))
    if not found or not publisher:
        return found
    parts = list(_PARTING.finditer(found))
    named = parts and found[parts[-1].end() :].casefold() == publisher.casefold()
    return found[: parts[-1].start()] if named else found


def _headlines(source: _Source) -> Iterator[object]:
    yield from source.said("headline")
    yield from (source.metas[name] for name in _HEADLINES if name in source.metas)
    yield from source.props("headline")
    for path in _H1:
        yield from (found.text_content() for found in source.tree.xpath(path))
    yield from (found.text_content() for found in source.tree.xpath("//title"))


def _byline(source: _Source) -> str | None:
    """Join the names of the authors, each once; the address of a profile is no name."""
    for value in _authors(source):
        names = [_BY.sub("", name, count=1) for words in source.linked.names(value) if (name := _clean(words))]
        if kept := [name for name in dict.fromkeys(names) if not _ADDRESS.match(name)]:
            return ", ".join(kept)
    return None


def _authors(source: _Source) -> Iterator[object]:
    yield from source.said("author")
    yield from (source.metas[name] for name in _AUTHORS if name in source.metas)
    yield list(source.props("author"))
    yield [found.text_content() for found in source.tree.xpath("//*[@rel='author']")]


def _publishers(source: _Source) -> Iterator[object]:
    for value in source.said("publisher"):
        yield from source.linked.names(value)
    yield from (source.metas[name] for name in _PUBLISHERS if name in source.metas)


def _dates(source: _Source) -> Iterator[str]:
    yield from (value for value in source.said("datePublished") if isinstance(value, str))
    yield from (source.metas[name] for name in _DATES if name in source.metas)
    for item in source.tree.xpath("//*[@itemprop='datePublished']"):
        yield item.get("content") or item.get("datetime") or item.text_content()
    for path in _TIMES:
        yield from (time.get("datetime") or time.text_content() for time in source.tree.xpath(path))
    alone = {time.get("datetime")[:10] for time in source.tree.xpath("//time[@datetime]")}
    yield from alone if len(alone) == 1 else ()


def _addresses(source: _Source) -> Iterator[str]:
    links = source.tree.xpath("//link[@rel and @href]")
    yield from (link.get("href") for link in links if "canonical" in link.get("rel").lower().split())
    yield from (source.metas[name] for name in _ADDRESSES if name in source.metas)


def _first(values: Iterable[object]) -> str | None:
    return next((words for value in values if (words := _clean(value))), None)


def _clean(value: object) -> str | None:
    """Return words without markup, which is found in linked data too; None where there are none, or far too many."""
    if not isinstance(value, str):
        return None
    words = " ".join(_TAG.sub("", unescape(value)).split())
    words = "".join(filter(str.isprintable, words))
    return words if 0 < len(words) <= _LONGEST else None
