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

# Python before 3.11.5, so Debian's, goes wrong in groups that repeat possessively (")*+"). Nothing here fails late, so
# greedy ones go through a page but once.
_ATTRIBUTES = r"""[^>=]*+(?:=\s*+(?:"[^"]*+"?|'[^']*+'?|)[^>=]*+)*(?:>|\Z)"""
# What these hold is shown nowhere, or is text in which tags mean nothing.
_RAW = ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
_RAW_ELEMENTS = "|".join(rf"{name}(?=[\s/>]){_ATTRIBUTES}[^<]*+(?:<(?!/{name}[\s/>])[^<]*+)*" for name in _RAW)
_TOKEN = re.compile(
    rf"(<(?:!--(?:-?>|[^-]*+(?:-(?!-!?>)[^-]*+)*(?:--!?>|\Z))|(?=[stinx])(?:{_RAW_ELEMENTS})"
    rf"|/?[a-z]{_ATTRIBUTES}|[!?/][^>]*+(?:>|\Z)))",
    re.I,
)
_LEFT_OUT = re.compile(r"<(?:!|\?|/?(?:script|style|textarea|iframe|noembed|noframes|xmp)(?=[\s/>]))", re.I)
_PRE = re.compile(r"<(/?)pre(?=[\s/>])", re.I)
_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")
_ENTITY = re.compile(r"(&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|[a-zA-Z][a-zA-Z0-9]{1,31};?))")
_INVALID = bytes(number for number in range(0x20) if number not in b"\t\n\r")

_PARTS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tr", "ul",
})  # fmt: skip
"""Elements that part paragraphs."""

_WORDS = frozenset({
    "br", "button", "div", "iframe", "img", "input", "object", "option", "select", "svg", "td", "th", "video",
})  # fmt: skip
"""Elements that part words. A `div` may stand inside a sentence, as a `br` may."""

_MOST = 100_000

_LONGEST_TAG = 20_000
"""A longer one is kept without its attributes: the parser takes the square of their number, 0.6 s for 16,000."""

_LONGEST = 2000
"""A longer text is several stretches."""

_MARKS = 32
"""No letter has so many marks (Unicode's stream-safe format allows 30). To compose them takes their square."""


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
    preformatted: frozenset[int] = frozenset()
    """The numbers of the texts whose line breaks are shown."""

    @property
    def texts(self) -> list[str]:
        return self.tokens[::2]

    @property
    def tags(self) -> list[str]:
        """The tags and comments; a script is one with what it holds."""
        return self.tokens[1::2]


def cut(page: str) -> Markup:
    """Cut a page into tags and texts. What comes after far too many tags is left as one text."""
    tokens = _TOKEN.split(page, maxsplit=_MOST)
    # Whether there are any is seen in a hundredth of the time, and there hardly are.
    return Markup(page, tokens, _preformatted(tokens) if "<pre" in page or "<PRE" in page else frozenset())


def _preformatted(tokens: list[str]) -> frozenset[int]:
    found, within = [], False
    for number, token in enumerate(tokens):
        if number % 2 and (tag := _PRE.match(token)):
            within = not tag[1]
        elif within and not number % 2:
            found.append(number)
    return frozenset(found)


def lean(markup: Markup) -> bytes:
    """Return the page in UTF-8, without comments, scripts and styles, nor characters that no parser takes."""
    tokens = markup.tokens.copy()
    tokens[1::2] = [
        "" if _LEFT_OUT.match(tag) else tag if len(tag) <= _LONGEST_TAG else _bare(tag) for tag in markup.tags
    ]
    return "".join(tokens).encode().translate(None, _INVALID)


def _bare(tag: str) -> str:
    name = _NAME.match(tag)
    return f"{name[0]}>" if name else ""


def shown(markup: Markup) -> Iterator[Stretch]:
    """Yield the visible text of a page, white space as it is and invisible characters left out."""
    starts = islice(accumulate(map(len, markup.tokens), initial=0), 0, None, 2)
    for token, text, start in zip(count(0, 2), markup.texts, starts, strict=False):
        if not text or text.isspace():
            continue
        if "&" not in text and len(text) <= _LONGEST and _is_plain(text):
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
    read = unescape(text)
    if _is_plain(read):
        for piece, first, past in _units(text, start):
            if len(piece) <= _LONGEST:
                yield Stretch(piece, first, past, token)
            else:
                yield from _sliced(piece, first, token)
        return
    pieces = _units(text, start) if is_normalized("NFC", read) else _composed(text, start, _marks(read))
    invisible = _invisible(read)
    for piece, first, past in pieces:
        linear = len(piece) == past - first
        for seen in invisible.finditer(piece) if invisible and linear else ():
            yield from _sliced(seen[0], first + seen.start(), token)
        if linear and not invisible:
            yield from _sliced(piece, first, token)
        elif not linear and (whole := piece if not invisible else "".join(invisible.findall(piece))):
            yield Stretch(whole, first, past, token)


def _sliced(piece: str, start: int, token: int) -> Iterator[Stretch]:
    """Yield a piece in slices: whoever looks for a character in a stretch of it must not walk through a whole page."""
    for at in range(0, len(piece), _LONGEST):
        part = piece[at : at + _LONGEST]
        yield Stretch(part, start + at, start + at + len(part), token)


def _invisible(text: str) -> re.Pattern[str] | None:
    """Return what matches the visible characters of a text and its white space, None where it has no others."""
    found = [each for each in set(text) if not each.isprintable() and not each.isspace()]
    return re.compile(f"[^{re.escape(''.join(found))}]+") if found else None


def _marks(text: str) -> str:
    """Return the characters of a text that join the one before: marks, and all of a Korean syllable but its first."""
    return "".join(each for each in set(text) if category(each)[0] == "M" or "\u1160" <= each <= "\u11ff")


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
        if size < len(piece):
            yield piece[size:], at + size, at + len(piece)
        at += len(piece)


def _entity(words: str) -> int:
    """Return how many characters of `&notit;` are an entity: those of `&not`, as old pages have it."""
    if words[1] == "#":
        return len(words)
    return next((size for size in range(len(words), 2, -1) if words[1:size] in html5), 0)


def _composed(text: str, at: int, marks: str) -> Iterator[tuple[str, int, int]]:
    """Yield the pieces of a text, letters composed with their marks; such a letter comes from the whole of them."""
    found = re.compile(f"[{re.escape(marks)}]{{1,{_MARKS}}}|[^{re.escape(marks)}]+" if marks else r"(?s:.+)")
    held, start, end = "", at, at
    for piece, first, past in _units(text, at):
        whole = len(piece) != past - first
        for part in found.finditer(piece):
            place = (first, past) if whole else (first + part.start(), first + part.end())
            if part[0][0] in marks:
                letter = start if len(held) != end - start else max(end - 1, start)
                yield from _linear(held[: letter - start], start, letter)
                yield normalize("NFC", held[letter - start :] + part[0]), letter if held else place[0], place[1]
                held, start, end = "", place[1], place[1]
            else:
                yield from _linear(held, start, end)
                held, (start, end) = part[0], place
    yield from _linear(held, start, end)


def _linear(piece: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """Yield a piece without marks; some characters are composed into others, and some into two."""
    read = normalize("NFC", piece)
    if len(read) == len(piece) or len(piece) != end - start:
        yield read, start, end
    else:
        yield from ((normalize("NFC", each), start + at, start + at + 1) for at, each in enumerate(piece))
