"""A stage for the tests of events: a parse with the parties and statements that a test names itself."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from standoff.language.cast import Cast
from standoff.language.events.answers import link
from standoff.language.events.rules import EventRules
from standoff.language.events.sights import Observer
from standoff.language.syntax import Parse
from standoff.plover import EventType
from standoff.types import Actor, ActorKind, Citation, Coder, Event, Form, Mention, Span, Statement, Time

STATES = {
    "Russia": "RUS", "Russian": "RUS", "Moscow": "RUS", "Kremlin": "RUS", "Ukraine": "UKR", "Ukrainian": "UKR",
    "Kyiv": "UKR", "United States": "USA", "American": "USA", "Washington": "USA", "NATO": "NATO", "West": "WEST",
    "Western": "WEST", "China": "CHN", "Chinese": "CHN", "Beijing": "CHN", "Japan": "JPN", "Japanese": "JPN",
    "France": "FRA", "French": "FRA", "Germany": "DEU", "German": "DEU", "Iran": "IRN", "Iranian": "IRN",
    "Tehran": "IRN", "Israel": "ISR", "Israeli": "ISR", "Turkey": "TUR", "Turkish": "TUR", "Greece": "GRC",
    "Greek": "GRC", "Hungary": "HUN", "Poland": "POL", "Serbia": "SRB", "Kosovo": "XKX", "EU": "EU", "Mexico": "MEX",
}  # fmt: skip
_CODER = Coder("by-hand", "1")
_ORGANIZATIONS = frozenset({"NATO", "EU"})


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a test writes it: its words, the party that speaks, the day on which it spoke."""

    content: str
    speaker: str | None
    said_on: str | None = None


class Stage:
    """Holds the rules, so that the lexicon is read once."""

    def __init__(self, observer: Observer | None = None) -> None:
        self._rules = EventRules(observer)

    def code(
        self,
        parse: Parse,
        said: Sequence[Said] = (),
        also: Mapping[str, str] | None = None,
        times: Sequence[Time] = (),
    ) -> list[Event]:
        """Return the events of `parse`; `also` names further words and the parties for which they stand."""
        statements = [statement(parse, each) for each in said]
        return link(self._rules.code(parse, statements, cast(parse, {**STATES, **(also or {})}), times), parse)


def cast(parse: Parse, names: Mapping[str, str]) -> Cast:
    """Name the parties wherever their words stand, the longest first."""
    text, taken, mentions = parse.article.text, set[int](), []
    for words in sorted(names, key=len, reverse=True):
        for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
            if not taken & set(range(*found.span())):
                taken.update(range(*found.span()))
                mentions += [Mention(code, Span(*found.span())) for code in names[words].split("+")]
    codes = {code for words in names.values() for code in words.split("+")} | {"GBR"}
    return Cast.of(parse.doc, [_actor(code) for code in sorted(codes)], mentions)


def _actor(code: str) -> Actor:
    kind = ActorKind.ORGANIZATION if code in _ORGANIZATIONS else ActorKind.BLOC if code == "WEST" else ActorKind.STATE
    return Actor(code, code, kind, code if kind is ActorKind.STATE else None)


def statement(parse: Parse, said: Said) -> Statement:
    """Lay a statement over its words."""
    content = (_span(parse, said.content),)
    source = (Span(0, 1),)
    return Statement(
        id=Statement.make_id(parse.article.id, source, (), content),
        source=Citation.of(parse.article, source),
        cue=None,
        content=Citation.of(parse.article, content),
        form=Form.INDIRECT,
        coder=_CODER,
        score=1.0,
        speaker=said.speaker,
        said_on=said.said_on,
    )


def _span(parse: Parse, words: str) -> Span:
    at = parse.article.text.index(words)
    return Span(at, at + len(words))


def of_type(events: Sequence[Event], kind: EventType) -> list[Event]:
    return [event for event in events if event.type is kind]


def row(event: Event) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return what most tests ask of an event: type, actors, recipients."""
    return event.type.value, event.actors, event.recipients


def rows(events: Sequence[Event]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [row(event) for event in events]
