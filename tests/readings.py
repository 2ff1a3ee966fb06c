"""Readings made by hand, for the tests of what is done with them."""

from datetime import date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from standoff.errors import CitationError
from standoff.plover import EventType, Status
from standoff.types import (
    Actor,
    ActorKind,
    Article,
    Citation,
    Coder,
    Event,
    Form,
    Mention,
    Reading,
    Span,
    Spans,
    Statement,
    Time,
    check_spans,
)

ATTRIBUTION = Coder("attribution", "1")
EVENTS = Coder("events", "1")
PUTIN = Actor("vladimir-putin", "Vladimir Putin", ActorKind.PERSON, country="RUS", role="president", acts_for="RUS")
RUSSIA = Actor("RUS", "Russia", ActorKind.STATE, country="RUS")

TEXT = "Moscow asked that NATO stay out of Ukraine. Vladimir Putin said the answer had ignored it. Kyiv is studying it."


def article(text: str = TEXT, uri: str = "reports/one.txt", published_on: date | None = None, **more: Any) -> Article:
    return Article(uri=uri, text=text, extractor="text/1", published_on=published_on, **{"language": "en", **more})


def cite(source: Article, *words: str) -> Citation:
    """Cite the first place where each of `words` stands."""
    starts = [source.text.index(each) for each in words]
    return Citation.of(source, tuple(Span(at, at + len(each)) for at, each in zip(starts, words, strict=True)))


def statement(at: Article, content: str, source: str | None = None, cue: str | None = None, **more: Any) -> Statement:
    by, how, said = cite(at, source) if source else None, cite(at, cue) if cue else None, cite(at, content)
    identity = Statement.make_id(at.id, by.spans if by else (), how.spans if how else (), said.spans)
    return Statement(identity, by, how, said, **{"form": Form.INDIRECT, "coder": ATTRIBUTION, "score": 0.9, **more})


def event(
    at: Article,
    kind: EventType,
    anchor: str,
    actors: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    **more: Any,
) -> Event:
    cited = cite(at, anchor)
    identity = Event.make_id(at.id, kind, cited.spans)
    score = 0.9 if kind is EventType.REQUEST else 0.8  # a request that is less sure founds no demand
    rest = {"status": Status.ACTUAL, "coder": EVENTS, "score": score, **more}
    return Event(identity, kind, actors, recipients, cited, **rest)


def reading(at: Article | None = None) -> Reading:
    """Return a reading of TEXT with a row of each kind."""
    at = at or article(published_on=date(2022, 2, 1))
    asked = event(at, EventType.REQUEST, "NATO stay out of Ukraine", ("RUS",), ("NATO",), actor_spans=(Span(0, 6),))
    return Reading(
        at,
        actors=(PUTIN, RUSSIA),
        mentions=(Mention("RUS", Span(0, 6)), Mention("vladimir-putin", cite(at, "Vladimir Putin").spans[0])),
        statements=(
            statement(at, "the answer had ignored it", "Vladimir Putin", "said", speaker="vladimir-putin"),
            statement(at, "Kyiv is studying it", addressees=("RUS", "USA"), said_on="2022-01-24/2022-01-30"),
        ),
        events=(asked, event(at, EventType.DEFER, "studying it", ("UKR",), ("RUS",), answers=(asked.id,))),
    )


def texts() -> st.SearchStrategy[str]:
    """Any text that can be written to a file, with much of what breaks offsets."""
    odd = st.sampled_from(
        ["👩\u200d👩\u200d👧", "❤️", "e\u0301", "مرحبا", "\u202b", "\r\n", "\x00", "“", "'", "हिन्दी", "\u2028", "𝔘"]
    )
    plain = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
    return st.lists(st.one_of(odd, plain), min_size=1, max_size=12).map("".join).filter(bool)


@st.composite
def spans_of(draw: st.DrawFn, at: Article) -> Spans:
    """Any spans that `check_spans` lets pass."""
    length = len(at.text)
    edges = draw(st.lists(st.integers(0, length), min_size=2, max_size=6, unique=True).map(sorted))
    found = tuple(Span(start, end) for start, end in zip(edges[::2], edges[1::2], strict=False))
    try:
        check_spans(at, found)
    except CitationError:
        return (Span(0, length),)
    return found


_words = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_names = st.lists(
    st.sampled_from(["RUS", "NATO", "USA", "jane-o'doe", 'quo"te', "ÅLAND"]), max_size=3, unique=True
).map(tuple[str, ...])
_days = st.none() | st.dates().map(str) | st.tuples(st.dates(), st.dates()).map(lambda both: "/".join(map(str, both)))
_coders = st.sampled_from([ATTRIBUTION, Coder("attribution", "2", "abc"), Coder("a person", "2022-02-01")])
_scores = st.floats(0, 1)


@st.composite
def _statements(draw: st.DrawFn, at: Article) -> Statement:
    cited = st.builds(Citation.of, st.just(at), spans_of(at))
    source, cue, content = draw(st.none() | cited), draw(st.none() | cited), draw(cited)
    spans = [each.spans if each else () for each in (source, cue)]
    return Statement(
        Statement.make_id(at.id, spans[0], spans[1], content.spans),
        source,
        cue,
        content,
        draw(st.sampled_from(Form)),
        draw(_coders),
        draw(_scores),
        speaker=draw(st.none() | _words),
        addressees=draw(_names),
        said_on=draw(_days),
        parent=draw(st.none() | _words),
    )


@st.composite
def _events(draw: st.DrawFn, at: Article) -> Event:
    cited = st.builds(Citation.of, st.just(at), spans_of(at))
    kind, anchor = draw(st.sampled_from(EventType)), draw(cited)
    return Event(
        Event.make_id(at.id, kind, anchor.spans),
        kind,
        draw(_names),
        draw(_names),
        anchor,
        draw(st.sampled_from(Status)),
        draw(_coders),
        draw(_scores),
        mode=draw(st.none() | _words),
        contexts=draw(_names),
        actor_spans=draw(st.just(()) | spans_of(at)),
        recipient_spans=draw(st.just(()) | spans_of(at)),
        according_to=draw(st.none() | _words),
        date=draw(_days),
        place=draw(st.none() | _words),
        condition=draw(st.none() | cited),
        consequence=draw(st.none() | cited),
        answers=draw(_names),
        what=draw(st.none() | _words),
    )


def _key(row: Statement | Event) -> tuple[str, Coder]:
    return row.id, row.coder


_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
_instants = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=_zones)
_published = _instants.map(lambda at: (at.date(), at)) | st.tuples(st.none() | st.dates(), st.none())


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(texts())
    published_on, published_at = draw(_published)
    bare = Article(uri=draw(_words), text=text, extractor="text/1")
    return article(
        text,
        uri=draw(_words),
        published_on=published_on,
        published_at=published_at,
        canonical=draw(st.none() | _words),
        publisher=draw(st.none() | _words),
        headline=draw(st.none() | _words),
        headline_span=draw(st.none() | spans_of(bare).map(lambda spans: spans[0])),
        byline=draw(st.none() | _words),
        dateline=draw(st.none() | _words),
        language=draw(st.none() | st.sampled_from(["en", "ru"])),
        furniture=draw(st.just(()) | spans_of(bare)),
        capture=draw(st.none() | _words),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Any reading of any text, its rows in any order, no row twice."""
    at = draw(articles())
    actors = st.builds(
        Actor, _words, _words, st.sampled_from(ActorKind), st.none() | _words, st.none() | _words, st.none() | _words
    )
    mentions = st.builds(Mention, _words, spans_of(at).map(lambda spans: spans[0]))
    times = st.builds(Time, spans_of(at).map(lambda spans: spans[0]), st.none() | _words)
    return Reading(
        at,
        tuple(draw(st.lists(actors, max_size=3, unique_by=lambda actor: actor.id))),
        tuple(draw(st.lists(mentions, max_size=3))),
        tuple(draw(st.lists(_statements(at), max_size=4, unique_by=_key))),
        tuple(draw(st.lists(_events(at), max_size=4, unique_by=_key))),
        times=tuple(draw(st.lists(times, max_size=3))),
    )
