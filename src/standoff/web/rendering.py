"""Pages are made of answers by templates, which escape all that they are given."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from types import MappingProxyType
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from standoff import __version__
from standoff.queries.words import counted, cut, flat

WORDS = 320
"""Characters of a quotation that a list shows; the rest is one click away."""

_UNSHOWN = MappingProxyType({code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n\r\f"} | {0: 0xFFFD})
"""HTML has no way to write most control characters; their pictures stand for them, one for one."""

SIGNS: Mapping[str, str] = MappingProxyType(
    {
        "raised": "○",
        "under-study": "◔",
        "rejected": "✕",
        "accepted": "◐",
        "met": "●",
        "withdrawn": "↩",
        "actual": "●",
        "future": "▷",
        "hypothetical": "◌",
        "negated": "⊘",
    }
)
"""A sign for each state, beside its word: no state is told by colour alone."""

STATES: Mapping[str, str] = MappingProxyType(
    {"under-study": "under study", "actual": "happened", "future": "planned", "hypothetical": "possible",
     "negated": "not so"}
)  # fmt: skip

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def environment() -> Environment:
    """Return the templates; what a template does not know is an error, never an empty place."""
    made = Environment(
        loader=PackageLoader("standoff.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters.update(
        day=day,
        moment=moment,
        outside=outside,
        flat=flat,
        cut=partial(cut, room=WORDS),
        exact=exact,
        short=short,
        query=query,
        counted=counted,
        state=state,
        seg=segment,
    )
    made.globals.update(version=__version__, signs=SIGNS)
    return made


def day(on: str | date | None) -> str:
    """Write a day or an interval for a reader: 1 Feb 2022, 24–30 Jan 2022."""
    if on is None:
        return "no date"
    first, _, last = str(on).partition("/")
    if not last or last == first:
        return _day(date.fromisoformat(first))
    one, other = date.fromisoformat(first), date.fromisoformat(last)
    if (one.year, one.month) == (other.year, other.month):
        return f"{one.day}–{_day(other)}"
    return f"{_day(one)} – {_day(other)}"


def _day(on: date) -> str:
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


def moment(at: datetime) -> str:
    """Write an instant as a clock showed it where it was given: 1 Feb 2022, 23:30 UTC+03:00."""
    return f"{_day(at)}, {at:%H:%M %Z}"


def outside(address: str | None) -> str | None:
    """Return an address to which a page may link, None for one that a browser would not go to but run."""
    return address if address and address.startswith(("https://", "http://")) else None


def exact(words: str) -> Markup:
    """Escape words so that a browser's text of them is the same to the character.

    A parser would make a line feed of a carriage return that is not written as a reference.
    """
    escaped = str(escape(words.translate(_UNSHOWN)))
    return Markup(escaped.replace("\r", "&#13;"))  # noqa: S704 (escaped just here)


def short(article_id: str) -> str:
    """Return as much of an article's id as its address needs."""
    return article_id.removeprefix("sha256:")[:20]


def segment(words: str) -> str:
    """Return words as one segment of an address."""
    return quote(words, safe=":")


def query(values: Mapping[str, object], **changed: object) -> str:
    """Return the query of an address, with some values changed; what is None is left out."""
    kept = {name: value for name, value in {**values, **changed}.items() if value is not None}
    return f"?{urlencode(kept, doseq=True, safe=':')}" if kept else ""


def state(status: str) -> str:
    """Return the word for a state."""
    return STATES.get(status, status)
