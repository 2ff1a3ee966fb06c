"""What a feed links to, and which feeds a list of them names."""

import io
from pathlib import Path
from urllib.parse import urldefrag, urljoin

import feedparser
from lxml import etree

from standoff.archive.places import fault
from standoff.errors import CaptureError

_SCHEMES = ("http://", "https://")
# What feedparser lets out, found by changing bytes of feeds at random: dates, names of encodings and coordinates that
# are none.
_GIVES_UP = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
_HTML = (b"<!doctype html", b"<html")


def links(payload: bytes, uri: str, media_type: str | None, most: int) -> list[str]:
    """Return the addresses that the entries of a feed link to, each once, at most the first `most`.

    Raises CaptureError where this is no feed.
    """
    told = {"content-type": media_type or "application/xml", "content-location": uri}
    try:
        found = feedparser.parse(io.BytesIO(payload), response_headers=told, sanitize_html=False)
    except _GIVES_UP as error:
        reason = f"{type(error).__name__}: {error}"[:120]
        raise CaptureError(
            f"{uri}: a feed so broken that it cannot be parsed ({reason}); tell its publisher"
        ) from error
    if not found.get("version"):
        what = "a web page" if payload.lstrip()[:64].lower().startswith(_HTML) else "neither RSS nor Atom"
        raise CaptureError(f"{uri}: {what}; the address of a feed was expected: a page of news often links to its own")
    whole = (_absolute(uri, entry.get("link")) for entry in found.entries)
    return list(dict.fromkeys(link for link in whole if link))[:most]


def _absolute(base: str, link: object) -> str | None:
    """Return a link as a whole address without what names a place in the page; None if it leads to no page."""
    if not isinstance(link, str):
        return None
    try:
        whole = urldefrag(urljoin(base, link.strip())).url
    except ValueError:  # half of an IPv6 address in brackets
        return None
    return whole if whole.lower().startswith(_SCHEMES) else None


def listed(path: str) -> list[str]:
    """Return the addresses of the feeds that an OPML list names. Raises CaptureError where it is none."""
    try:
        payload = Path(path).read_bytes()
    except OSError as error:
        raise fault(path, error) from error
    try:
        tree = etree.fromstring(payload, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CaptureError(f"{path}: no XML ({error}); a list of feeds in OPML was expected") from error
    found = [str(outline.get("xmlUrl")).strip() for outline in tree.iter("outline") if outline.get("xmlUrl")]
    if not found:
        raise CaptureError(f'{path}: no feed in it; expected OPML with <outline xmlUrl="https://…">')
    return list(dict.fromkeys(found))
