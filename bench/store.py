"""How fast a record of the size of 1,800 releases is written, checked and asked.

    python bench/store.py [ARTICLES] [postgresql://USER@HOST/DATABASE]

With the address of an empty database, PostgreSQL is measured beside SQLite.

Times depend on the machine, so each is also given as a multiple of a fixed piece of work in plain Python: compare
those.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from standoff import queries
from standoff.ledger.demands import demands
from standoff.plover import EventType, Status
from standoff.queries.desk import DEMANDING
from standoff.store import EventFilter, StatementFilter, connected, open_store
from standoff.store.copying import End, copy
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
    Statement,
)

STATEMENTS, EVENTS, MENTIONS = 22, 11, 60
CODES = ("RUS", "USA", "UKR", "GBR", "FRA", "DEU", "CHN", "TUR", "POL", "BLR")
STATES = [Actor(code, code.title(), ActorKind.STATE, code) for code in CODES]
PEOPLE = [Actor(f"person-{n}", f"Person {n}", ActorKind.PERSON, acts_for=STATES[n % 10].id) for n in range(40)]
WORDS = tuple(
    """
    talks troops border weapons missiles alliance expansion treaty guarantees sanctions security withdraw deploy
    refuse accept study answer demand proposal minister president region exercise ceasefire prisoners energy grain
    corridor support defence partners parliament agreement meeting visit council observers inspection
    """.split()  # noqa: SIM905 (a list of forty strings is unreadable)
)
CODER = Coder("bench", "1")


def readings(count: int, dice: random.Random) -> Iterator[Reading]:
    for number in range(count):
        sentences = [_sentence(dice) for _ in range(60)]
        text = f"Release {number}. " + " ".join(sentences)
        published_on = date(2019, 1, 1) + timedelta(days=number)
        article = Article(f"releases/{number}.txt", text, "text/1", published_on=published_on, language="en")
        yield _reading(article, sentences, dice)


def _sentence(dice: random.Random) -> str:
    # A skewed choice, as of the words of a language: the frequent ones are what makes comparing slow.
    return " ".join(dice.choices(WORDS, [1 / (at + 1) for at in range(len(WORDS))], k=dice.randint(8, 18))) + "."


def _reading(article: Article, sentences: list[str], dice: random.Random) -> Reading:
    starts = [len(article.text) - len(" ".join(sentences[at:])) for at in range(len(sentences))]
    places = [Span(start, start + len(words)) for start, words in zip(starts, sentences, strict=True)]
    statements = tuple(said(article, place, dice) for place in dice.sample(places, STATEMENTS))
    events: list[Event] = []
    for place in dice.sample(places, EVENTS):
        events.append(done(article, place, events, dice))
    cast = tuple(dice.sample(STATES + PEOPLE, 12))
    mentions = tuple(Mention(dice.choice(cast).id, dice.choice(places)) for _ in range(MENTIONS))
    return Reading(article, cast, mentions, statements, tuple(events))


def said(article: Article, place: Span, dice: random.Random) -> Statement:
    source, cue, content = ((Span(place.start + a, place.start + b),) for a, b in ((0, 4), (5, 9), (10, 40)))
    return Statement(
        Statement.make_id(article.id, source, cue, content),
        Citation.of(article, source),
        Citation.of(article, cue),
        Citation.of(article, content),
        form=Form.INDIRECT,
        coder=CODER,
        score=0.9,
        speaker=dice.choice(PEOPLE).id,
        addressees=(dice.choice(STATES).id,),
    )


def done(article: Article, place: Span, before: list[Event], dice: random.Random) -> Event:
    kind = dice.choice(list(EventType) + [EventType.REQUEST] * 6 + [EventType.REJECT] * 4)
    anchor = (Span(place.start, place.start + dice.randint(20, 45)),)
    asked = [event.id for event in before if event.type is EventType.REQUEST]
    return Event(
        Event.make_id(article.id, kind, anchor),
        kind,
        (dice.choice(STATES).id,),
        (dice.choice(STATES).id,),
        Citation.of(article, anchor),
        Status.ACTUAL,
        CODER,
        0.8,
        date=str(article.published_on),
        answers=tuple(asked[-1:]) if kind is EventType.REJECT else (),
    )


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _unit() -> float:
    """Return the seconds that a fixed piece of work takes: the best of five."""
    return min(_seconds(lambda: sum(len(str(n)) for n in range(200_000))) for _ in range(5))


def _times(where: str, made: list[Reading]) -> dict[str, float]:
    """Return the seconds that each piece of work takes with an empty store: writing once, asking the best of three."""
    took: dict[str, float] = {}

    def measure(what: str, work: Callable[[], object], times: int = 3) -> None:
        took[what] = min(_seconds(work) for _ in range(times))

    with open_store(where) as store:
        measure("add all", lambda: [store.add(each) for each in made], times=1)
        measure("add all again", lambda: [store.add(each) for each in made], times=1)
        measure("check", store.check, times=1)
        measure("events of demands", lambda: store.events(EventFilter(types=DEMANDING)))
        measure("statements by words", lambda: store.statements(StatementFilter(words="prisoners grain")))
        measure("statements by speaker, newest 20", lambda: queries.statements(store, speaker="RUS", limit=20))
        measure("statements by words, newest 20", lambda: queries.statements(store, words="talks", limit=20))
        measure("timeline of a party, newest 50", lambda: queries.timeline(store, party="RUS", limit=50))
        measure("demands", lambda: queries.demands(store))
        measure("brief", lambda: queries.brief(store))
    return took


def _copy(source: str, target: str) -> None:
    ends = End(*connected(source)), End(*connected(target))
    list(copy(*ends))
    for each in ends:
        each.connection.close()


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_800
    server = sys.argv[2:3]
    made = list(readings(count, random.Random(0)))
    unit = _unit()
    print(
        f"{count:,} articles, {count * STATEMENTS:,} statements, {count * EVENTS:,} events; unit {unit * 1000:.1f} ms"
    )
    with tempfile.TemporaryDirectory() as folder:
        file = str(Path(folder) / "bench.db")
        columns = [_times(where, made) for where in [file, *server]]
        if server:
            back = str(Path(folder) / "back.db")
            print(f"copied back into a file in {_seconds(lambda: _copy(server[0], back)):.1f} s")
    print(f"{'':<36}" + "".join(f"{kind:>16}{'units':>9}" for kind in ("SQLite", "PostgreSQL")[: len(columns)]))
    for what in columns[-1]:
        print(f"{what:<36}" + "".join(f"{took[what] * 1000:>13.1f} ms{took[what] / unit:>9.2f}" for took in columns))
    events = [event for each in made for event in each.events]
    published = {each.article.id: each.article.published_on for each in made}
    took = min(_seconds(lambda: demands(events, published)) for _ in range(3))
    print(f"ledger of {len(demands(events, published)):,} demands: {took * 1000:.1f} ms, {took / unit:.2f} units")


if __name__ == "__main__":
    main()
