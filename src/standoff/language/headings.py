"""The title of a text, and the words in it that name who speaks and to whom: "Address by President … to the …"."""

import re

from standoff.language.syntax import ParagraphKind, Parse

_SPEECH = r"(?:address|speech|remarks|message|statement|appeal|essay)"
_BY = re.compile(rf"\b{_SPEECH}\b.*?\bby\b(.*)", re.IGNORECASE)
_OF = re.compile(r"\b(?:address|speech) of (.*)", re.IGNORECASE)
_OWN = re.compile(rf"(?:.*(?: [-–—]|[:;.?!]) )?(.*)['’]s? (?:\w+ )?{_SPEECH}\b", re.IGNORECASE)
_AFTER_DASH = re.compile(r".* [-–—] (.*)")
_END = re.compile(r"\b(?:to|at|on|in|before|during|following|for|after|with)\b.*")


def title_of(parse: Parse) -> str:
    """Return the headline, or the first paragraph if it stands as one."""
    first = parse.paragraphs[0] if parse.paragraphs else None
    if parse.article.headline or first is None:
        return parse.article.headline or ""
    is_title = first.kind in (ParagraphKind.HEADING, ParagraphKind.SUMMARY)
    return parse.doc[first.start : first.end].text if is_title else ""


def spoken_by(title: str) -> str:
    """Return the words that name whose speech a text is, or nothing; whom it is spoken to is left out."""
    for form in (_BY, _OF, _OWN, _AFTER_DASH):
        if (found := form.search(title)) is not None:
            return _END.sub("", found.group(1)).strip()
    return ""


_TO = re.compile(r".*\b(?:address|speech|remarks|message)\b.*?\b(?:to|in|at|before)\b (.*)", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:on|during|following|for|after|with|about|regarding|concerning|in support)\b.*", re.IGNORECASE
)


def spoken_to(title: str) -> str:
    """Return the words that name to whom a speech is spoken, or where; nothing if its title does not say."""
    found = _TO.search(title)
    return _ASIDE.sub("", found.group(1)).strip() if found is not None and spoken_by(title) else ""
