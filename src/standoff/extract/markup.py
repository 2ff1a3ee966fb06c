"""A web page cut into its tags and its texts, each with its place. Linear, whatever the page is.

Cut as browsers do it: a tag, a comment or a script that is not closed goes on to the end of the page. The parser that
looks for the report is given the same page without comments, scripts and styles, so that both see the same text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from html.entities import html5
from itertools import accumulate, count, islice
from typing import NamedTuple
from unicodedata import category, is_normalized, normalize

_ATTRIBUTES = r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+(?:>|\Z)"""
# What these hold is shown nowhere, or is text in which tags mean nothing.
_RAW = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
_RAW_ELEMENTS = "|".join(rf"{name}(?=[\s/>]){_ATTRIBUTES}(?:[^<]++|<(?!/{name}[\s/>]))*+" for name in _RAW)
_TOKEN = re.compile(
    rf"(<(?:!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>|\Z))|(?=[stinx])(?:{_RAW_ELEMENTS})"
    rf"|/?[a-z]{_ATTRIBUTES}|[!?/][^>]*+(?:>|\Z)))",
    re.I,
)
_LEFT_OUT = re.compile(r"<(?:!|\?|/?(?:script|style|textarea|iframe|noembed|noframes|xmp)(?=[\s/>]))", re.I)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_ENTITY = re.compile(r"(&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{1,31};?))")
_INVALID = bytes(number for number in range(0x20) if number not in b"\t\n\r")

_PARTS = frozenset(
    "address article aside blockquote body caption center dd details dialog dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tr ul".split()
)
"""Elements that part paragraphs."""

_WORDS = frozenset("br button div iframe img input object option select svg td th video".split())
"""Elements that part words. A `div` may stand inside a sentence, as a `br` may."""


class Stretch(NamedTuple):
    """Visible text, and where it stands: `text` is as long as its place, or all of it comes from the whole of it.

    The latter is an entity such as `&amp;`, or a letter with its marks. `token` is the number of the text in its page.
    """

    text: str
    start: int
    end: int
    token: int


@dataclass(frozen=True, slots=True)
class Markup:
    """A page as tokens: a text, a tag, a text and so on; a text may be empty. Joined, they are the page."""

    page: str
    tokens: list[str]

    @property
    def texts(self) -> list[str]:
        return self.tokens[::2]

    @property
    def tags(self) -> list[str]:
        """The tags and comments; a script is one with what it holds."""
        return self.tokens[1::2]


def cut(page: str) -> Markup:
    """Cut a page into tags and texts."""
    return Markup(page, _TOKEN.split(page))


def lean(markup: Markup) -> bytes:
    """Return the page in UTF-8, without comments, scripts and styles, nor characters that no parser takes."""
    tokens = markup.tokens.copy()
    tokens[1::2] = ["" if _LEFT_OUT.match(tag) else tag for tag in markup.tags]
    return "".join(tokens).encode().translate(None, _INVALID)


def shown(markup: Markup) -> Iterator[Stretch]:
    """Yield the visible text of a page, white space as it is and invisible characters left out."""
    starts = islice(accumulate(map(len, markup.tokens), initial=0), 0, None, 2)
    for token, text, start in zip(count(0, 2), markup.texts, starts, strict=False):
        if not text or text.isspace():
            continue
        if "&" not in text and _is_plain(text):
            yield Stretch(text, start, start + len(text), token)
        else:
            yield from _stretches(text, start, token)


def parted(markup: Markup, before: Stretch, after: Stretch) -> str:
    """Return what parts two neighbouring stretches: nothing, a space, or the edge of a paragraph."""
    if before.token == after.token:
        return ""
    between = markup.tokens[before.token + 1 : after.token]
    names = {name[1].lower() for tag in between[::2] if (name := _NAME.match(tag))}
    if names & _PARTS:
        return "\n\n"
    return " " if names & _WORDS or any(between[1::2]) else ""


def visible(text: str) -> str:
    """Return the characters of a text that can be seen, composed: by them texts are compared."""
    dense = "".join(normalize("NFC", text).split())
    return dense if dense.isprintable() else "".join(filter(str.isprintable, dense))


def _stretches(text: str, start: int, token: int) -> Iterator[Stretch]:
    if _is_plain(unescape(text)):
        yield from (Stretch(piece, first, past, token) for piece, first, past in _units(text, start) if piece)
    else:
        yield from _clusters(text, start, token)


def _is_plain(text: str) -> bool:
    """Tell a text that is composed and without invisible characters, as nearly all are."""
    return (text.isascii() and text.isprintable()) or (
        is_normalized("NFC", text) and "".join(text.split()).isprintable()
    )


def _units(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    """Yield the entities of a text, read, and what stands between them."""
    for number, piece in enumerate(_ENTITY.split(text)):
        size = _entity(piece) if number % 2 else 0
        if size:
            yield unescape(piece[:size]), at, at + size
        yield piece[size:], at + size, at + len(piece)
        at += len(piece)


def _entity(words: str) -> int:
    """Return how many characters of `&notit;` are an entity: those of `&not`, as old pages have it."""
    if words[1] == "#":
        return len(words)
    return next((size for size in range(len(words), 2, -1) if words[1:size] in html5), 0)


def _clusters(text: str, at: int, token: int) -> Iterator[Stretch]:
    """Yield letters with their marks one by one, composed, where a text has marks or characters that are invisible."""
    held, start, end = "", at, at
    for character, first, past in _characters(text, at):
        if held and not _joins(character):
            yield from _cluster(held, start, end, token)
            held, start = "", first
        held, end = held + character, past
    yield from _cluster(held, start, end, token)


def _characters(text: str, at: int) -> Iterator[tuple[str, int, int]]:
    for piece, start, end in _units(text, at):
        if len(piece) == end - start:
            yield from ((character, start + n, start + n + 1) for n, character in enumerate(piece))
        else:
            yield piece, start, end


def _cluster(held: str, start: int, end: int, token: int) -> Iterator[Stretch]:
    seen = "".join(each for each in normalize("NFC", held) if each.isprintable() or each.isspace())
    if seen:
        yield Stretch(seen, start, end, token)


def _joins(character: str) -> bool:
    """Tell a mark, or a letter of a Korean syllable that is not its first."""
    return category(character[0])[0] == "M" or "\u1160" <= character[0] <= "\u11ff"
