"""A large record, made of words that are none.

    python bench/large.py FILE|postgresql://USER@HOST/DATABASE [ARTICLES]

Each article has twelve sentences, eight statements and five events; two of these ask for one of 4,000 things, the
frequent ones a few hundred times. One article of ten is a copy of the one before.
"""

import random
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta

from standoff.ledger.stories import tell
from standoff.plover import EventType, Status
from standoff.store import connected, open_store
from standoff.store.addresses import is_postgres
from standoff.store.writing import write
from standoff.types import Actor, ActorKind, Article, Citation, Coder, Event, Form, Reading, Span, Statement

WORDS, ASKS, PEOPLE, PUBLISHERS = 20_000, 4_000, 2_000, 40
STATEMENTS, EVENTS, SENTENCES = 8, 5, 12
COPIED = 0.1
PART = 5_000
"""Articles after which stories are worked out."""
CODES = "RUS USA UKR GBR FRA DEU CHN TUR POL BLR EST LVA LTU ROU ITA ESP NLD SWE FIN NOR NATO EU OSCE UN WEST".split()  # noqa: SIM905 (it is unreadable)
FIRST, DAYS = date(2019, 1, 1), 2_000
CODER = Coder("bench", "1")


@dataclass(frozen=True)
class Ask:
    """What one party asks of another, again and again."""

    holder: str
    addressee: str
    words: str


class Press:
    """Makes readings, the same at every call."""

    def __init__(self, seed: int = 0) -> None:
        self.dice = random.Random(seed)
        self.words = list(dict.fromkeys(self._word() for _ in range(WORDS * 2)))[:WORDS]
        # As in a language, the word of rank n is as frequent as 1 / n.
        self.weights = list(_summed(len(self.words)))
        self.states = [Actor(code, code.title(), ActorKind.STATE, code) for code in CODES]
        self.people = [
            Actor(f"person-{n}", f"{self._name()} {self._name()}", ActorKind.PERSON, acts_for=self.dice.choice(CODES))
            for n in range(PEOPLE)
        ]
        self.asks = [self._ask() for _ in range(ASKS)]
        self.last: tuple[list[str], list[Ask | None]] | None = None

    def _word(self) -> str:
        letters = self.dice
        return "".join(letters.choice("bdfgklmnprstvz") + letters.choice("aeiou") for _ in range(letters.randint(2, 4)))

    def _name(self) -> str:
        return self.dice.choice(self.words).capitalize()

    def some(self, count: int) -> str:
        return " ".join(self.dice.choices(self.words, cum_weights=self.weights, k=count))

    def _ask(self) -> Ask:
        # Two parties of a dispute speak most.
        holder, addressee = self.dice.choices(CODES, [1 / (at + 1) for at in range(len(CODES))], k=2)
        return Ask(holder, addressee, f"must {' '.join(self.dice.sample(self.words, 5))}")

    def readings(self, first: int, past: int, of: int) -> Iterator[Reading]:
        """Return the articles of these numbers out of so many."""
        for number in range(first, past):
            yield self.reading(number, FIRST + timedelta(days=number * DAYS // of))

    def reading(self, number: int, on: date) -> Reading:
        sentences, asks = self._report()
        # Without a number in it: what has other numbers is no copy.
        text = f"{self.some(8).capitalize()}.\n\n" + " ".join(sentences)
        article = Article(
            f"https://news.example/{on:%Y/%m/%d}/{number}.html",
            text,
            "bench/1",
            publisher=f"The {self.words[number % PUBLISHERS].capitalize()} Gazette",
            headline=self.some(8).capitalize(),
            published_on=on,
            language="en",
        )
        return self._read(article, sentences, asks)

    def _report(self) -> tuple[list[str], list[Ask | None]]:
        """Return sentences, the first two with what is asked; sometimes those of the article before."""
        if self.last is None or self.dice.random() >= COPIED:
            asks = [self._chosen() if at < 2 else None for at in range(SENTENCES)]
            self.last = [self._sentence(each) for each in asks], asks
        return self.last

    def _chosen(self) -> Ask:
        return self.asks[min(int(self.dice.expovariate(3 / ASKS)), ASKS - 1)]

    def _sentence(self, ask: Ask | None) -> str:
        head = f"{self._name()} {self._name()} said that "
        return f"{head}{ask.addressee} {ask.words}." if ask else f"{head}{self.some(self.dice.randint(8, 20))}."

    def _read(self, article: Article, sentences: Sequence[str], asks: Sequence[Ask | None]) -> Reading:
        at, places = article.text.index("\n\n") + 2, []
        for each in sentences:
            places.append(Span(at, at + len(each)))
            at += len(each) + 1
        speakers = [self.dice.choice(self.people) for _ in range(STATEMENTS)]
        statements = [self._statement(article, *pair) for pair in zip(places, speakers, strict=False)]
        events: list[Event] = []
        for place, ask in list(zip(places, asks, strict=True))[:EVENTS]:
            events.append(self._event(article, place, ask, events))
        return Reading(
            article, tuple(dict.fromkeys(speakers)) + self._states(events), (), tuple(statements), tuple(events)
        )

    def _states(self, events: Sequence[Event]) -> tuple[Actor, ...]:
        named = {code for each in events for code in (*each.actors, *each.recipients)}
        return tuple(each for each in self.states if each.id in named)

    def _statement(self, article: Article, place: Span, speaker: Actor) -> Statement:
        words = article.text[place.start : place.end]
        said = words.index(" said that ")
        source, cue = (Span(place.start, place.start + said),), (Span(place.start + said + 1, place.start + said + 5),)
        content = (Span(place.start + said + 6, place.end - 1),)
        return Statement(
            Statement.make_id(article.id, source, cue, content),
            Citation.of(article, source),
            Citation.of(article, cue),
            Citation.of(article, content),
            form=self.dice.choice(list(Form)),
            coder=CODER,
            score=round(self.dice.uniform(0.5, 1), 2),
            speaker=speaker.id,
            addressees=(self.dice.choice(CODES),) if self.dice.random() < 0.3 else (),
            said_on=str(article.published_on),
        )

    def _event(self, article: Article, place: Span, ask: Ask | None, before: Sequence[Event]) -> Event:
        said = article.text.index(" that ", place.start) + 6
        anchor = (Span(said, place.end - 1),)
        asked = [each for each in before if each.type is EventType.REQUEST]
        kind = EventType.REQUEST if ask else self.dice.choice([each for each in EventType if each != "REQUEST"])
        replies = kind is EventType.REJECT and bool(asked)
        actors, recipients = self.dice.sample(CODES, 2)
        if ask:
            actors, recipients = ask.holder, ask.addressee
        elif replies:
            actors, recipients = asked[-1].recipients[0], asked[-1].actors[0]
        return Event(
            Event.make_id(article.id, kind, anchor),
            kind,
            (actors,),
            (recipients,),
            Citation.of(article, anchor),
            self.dice.choice([Status.ACTUAL] * 8 + [Status.FUTURE, Status.HYPOTHETICAL]),
            CODER,
            round(self.dice.uniform(0.5, 1), 2),
            date=str(article.published_on),
            answers=(asked[-1].id,) if replies else (),
        )


def _summed(count: int) -> Iterator[float]:
    total = 0.0
    for rank in range(count):
        total += 1 / (rank + 5)
        yield total


def fill(path: str, count: int) -> None:
    """Write a record of so many articles, a part after another, and say how long it took."""
    started, press = time.perf_counter(), Press()
    with open_store(path) as store:
        for first in range(0, count, PART):
            _write(path, press.readings(first, min(first + PART, count), count))
            for _ in tell(store.shelf):
                pass
            print(f"{min(first + PART, count):,} articles, {time.perf_counter() - started:,.0f} s", flush=True)


def _write(path: str, readings: Iterable[Reading]) -> None:
    """Write readings in one transaction; the store, which keeps each of them, takes five times as long."""
    connection, _ = connected(path)
    if not is_postgres(path):
        connection.execute("PRAGMA cache_size = -400000")
    with closing(connection), connection.transaction(alone=True):
        for reading in readings:
            write(connection, reading, {CODER})


if __name__ == "__main__":
    fill(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
