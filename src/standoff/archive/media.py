"""What kind of bytes these are, by the name of the file or by their first words."""

import codecs
import re
from types import MappingProxyType

TEXT, HTML, JSON, WARC = "text/plain", "text/html", "application/json", "application/warc"

_BY_ENDING = ((".txt", TEXT), (".html", HTML), (".htm", HTML), (".jsonl", JSON), (".warc", WARC))
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title|article|div)\b",
    re.I | re.S,
)
_JSON = re.compile(r'\s*(?:\{\s*["}]|\[\s*[\[{"])')
_SENT = MappingProxyType({"text/html": HTML, "application/xhtml+xml": HTML, "text/plain": TEXT})
_WARC = (b"WARC/1.", b"WARC/0.")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def media_type_of_name(path: str) -> str | None:
    """Return the media type that the ending of a name promises, None for an ending that is not ours."""
    name = path.lower().removesuffix(".gz")
    return next((media for ending, media in _BY_ENDING if name.endswith(ending)), None)


def media_type_sent(told: str | None, head: bytes) -> str | None:
    """Return the media type of what a server sent, by its word, else by its first bytes; None if it is none of ours."""
    if told:
        return _SENT.get(told.partition(";")[0].strip().lower())
    return HTML if media_type_of_content(head) == HTML else None


def media_type_of_content(head: bytes) -> str:
    """Tell WARC, JSON and HTML by their first bytes; anything else is plain text, or turns out to be none later."""
    if head.startswith(_WARC):
        return WARC
    encoding = next((name for mark, name in _BOMS if head.startswith(mark)), "latin-1")
    words = head.decode(encoding, errors="ignore")
    if _HTML.match(words):
        return HTML
    return JSON if _JSON.match(words) else TEXT
