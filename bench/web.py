"""How fast the pages of a large record are: all kinds of pages, many readers at once, beside a writer.

    python bench/large.py large.db
    python bench/web.py large.db [--readers 20] [--seconds 60] [--pause 1.0] [--again 0]

Works on a copy of the record; one in PostgreSQL is asked as it is, and grows. A server of its own is started on this
machine. Each reader asks for a page of any kind, then pauses; addresses hardly ever come twice, so that what the server
remembers of pages does not carry it (`--again 0.5` asks every other time for one that somebody asked for just before).
A writer adds an article every two seconds.
Time on the server is from the arrival of a request to the first byte of its answer, waiting for others included.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import nan
from pathlib import Path
from urllib.parse import urlencode

from large import CODES, DAYS, FIRST, PEOPLE, Press

from standoff.ledger.stories import tell
from standoff.store import open_store

EVERY = 2.0
"""Seconds between two articles of the writer."""

MEDIAN, P95, FIRST_PAGE = 0.2, 0.5, 150_000
"""What is held: seconds on the server, bytes of the first page."""

TIMING = b"x-bench"
ALONE = 5


@dataclass(frozen=True)
class Asked:
    """A page that was asked for, with seconds: to the first byte, of the processor until then, and to the last byte."""

    kind: str
    status: int
    served: float
    worked: float
    taken: float
    size: int


@dataclass
class Visitors:
    """What readers need to make addresses, and what they were given."""

    articles: Sequence[str]
    demands: Sequence[str]
    words: Sequence[str]
    again: float
    found: list[Asked] = field(default_factory=list)
    recent: deque[tuple[str, str]] = field(default_factory=lambda: deque(maxlen=40))

    def address(self, dice: random.Random) -> tuple[str, str]:
        """Return the kind of a page and an address of it."""
        if self.recent and dice.random() < self.again:
            return dice.choice(self.recent)
        kind = dice.choice(list(PAGES))
        self.recent.append((kind, PAGES[kind](self, dice)))
        return self.recent[-1]


def _range(dice: random.Random, most: int) -> dict[str, str]:
    since = FIRST + timedelta(days=dice.randrange(DAYS - most))
    return {"since": str(since), "until": str(since + timedelta(days=dice.randint(1, most)))}


def _query(path: str, **asked: str) -> str:
    return f"{path}?{urlencode(asked)}"


def _any_day(dice: random.Random) -> str:
    return str(date.fromordinal(FIRST.toordinal() + dice.randrange(DAYS)))


def _hours(dice: random.Random) -> dict[str, str]:
    day = _any_day(dice)
    return {"since": f"{day}T06:00", "until": f"{day}T18:00"}


PAGES: Mapping[str, Callable[[Visitors, random.Random], str]] = {
    "brief": lambda _, dice: _query("/", n=str(dice.random())),
    "board": lambda _, dice: _query("/demands", holder=dice.choice(CODES), addressee=dice.choice(CODES)),
    "demands": lambda _, dice: _query("/demands", status="raised", holder=dice.choice(CODES), limit=_some(dice)),
    "demand": lambda at, dice: f"/demands/{dice.choice(at.demands)}",
    "timeline": lambda _, dice: _query("/timeline", party=dice.choice(CODES), **_range(dice, 400)),
    "all time": lambda _, dice: _query("/timeline", until=_any_day(dice)),
    "hours": lambda _, dice: _query("/timeline", party=dice.choice(CODES), **_hours(dice)),
    "who to whom": lambda _, dice: _query("/parties", **_range(dice, 1_500)),
    "search": lambda at, dice: _query("/statements", words=dice.choice(at.words)),
    "said by": lambda _, dice: _query("/statements", speaker=dice.choice(CODES), **_range(dice, 700)),
    "said of old": lambda _, dice: _query("/statements", until=_any_day(dice), limit="200"),
    "articles": lambda _, dice: _query("/articles", until=_any_day(dice)),
    "article": lambda at, dice: f"/articles/{dice.choice(at.articles)}",
    "story": lambda at, dice: f"/stories/{dice.choice(at.articles)}",
    "state": lambda _, dice: _query(f"/actors/{dice.choice(CODES)}", n=str(dice.random())),
    "person": lambda _, dice: f"/actors/person-{dice.randrange(PEOPLE)}",
    "review": lambda _, dice: _query("/review", n=str(dice.random())),
    "corrections": lambda _, __: "/corrections",
    "statements as JSON": lambda at, dice: _query("/statements.json", words=dice.choice(at.words), limit=_some(dice)),
    "article as JSON": lambda at, dice: f"/articles/{dice.choice(at.articles)}.json",
    "timeline as JSON": lambda _, dice: _query("/timeline.json", actor=dice.choice(CODES), limit=_some(dice)),
}


def _some(dice: random.Random) -> str:
    return str(dice.randint(20, 120))


def read_pages(port: int, visitors: Visitors, seed: int, pause: float, until: float) -> None:
    """Ask for pages, one after another."""
    dice = random.Random(seed)
    time.sleep(dice.random() * pause)
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        while time.monotonic() < until:
            kind, address = visitors.address(dice)
            visitors.found.append(ask(connection, kind, address))
            time.sleep(dice.expovariate(1 / pause) if pause else 0)


def ask(connection: http.client.HTTPConnection, kind: str, address: str) -> Asked:
    started = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    served, worked = map(float, (answer.getheader(TIMING.decode()) or "nan nan").split())
    return Asked(kind, answer.status, served, worked, time.perf_counter() - started, len(body))


def processor(port: int, visitors: Visitors) -> dict[str, float]:
    """Return the seconds of the processor that each kind of page takes when nobody else asks: the middle of five."""
    dice, found = random.Random(-1), {}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        for kind, address in PAGES.items():
            found[kind] = sorted(ask(connection, kind, address(visitors, dice)).worked for _ in range(ALONE))[
                ALONE // 2
            ]
    return found


def write_articles(db: str, until: float) -> None:
    """Add articles of the last day, as `standoff follow` does."""
    press = Press(seed=os.getpid())
    with open_store(db) as store:
        for number in range(10**9):
            if time.monotonic() > until:
                print(f"{number} articles were added meanwhile")
                return
            store.add(press.reading(10**7 + number, FIRST + timedelta(days=DAYS)))
            for _ in tell(store.shelf):
                pass
            time.sleep(EVERY)


@contextmanager
def serving(db: str) -> Iterator[tuple[int, int]]:
    """Start a server; give its port and its process."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen([sys.executable, __file__, db, "--serve", str(port)])
    try:
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def serve(db: str, port: int) -> None:
    """Serve a record, with how long each answer took in a header of it."""
    import uvicorn

    from standoff.web.app import create_app
    from standoff.web.settings import WebSettings

    app = create_app(WebSettings(db, port=port, users_at=Path("no users")))

    async def timed(scope, receive, send):  # type: ignore[no-untyped-def]
        started, worked = time.perf_counter(), time.process_time()

        async def told(message):  # type: ignore[no-untyped-def]
            if message["type"] == "http.response.start":
                taken = f"{time.perf_counter() - started:.5f} {time.process_time() - worked:.5f}".encode()
                message["headers"] = [*message["headers"], (TIMING, taken)]
            await send(message)

        await app(scope, receive, told)

    uvicorn.run(timed, port=port, log_level="warning", timeout_keep_alive=60)


def wait_for(port: int, path: str) -> tuple[float, int]:
    """Return the seconds until a page is answered, and the bytes of it."""
    started = time.monotonic()
    while True:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
                found = ask(connection, path, path)
            if found.status == 200:
                return time.monotonic() - started, found.size
        except OSError:
            pass
        time.sleep(0.2)


def memory(process: int) -> str:
    """Return what a process holds, and the most that it held, in MiB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    kib = {name: int(rest.split()[0]) for name, _, rest in (line.partition(":") for line in lines) if "kB" in rest}
    return f"{kib['VmRSS'] // 1024:,} MiB, at most {kib['VmHWM'] // 1024:,}"


def table(found: Sequence[Asked], alone: Mapping[str, float]) -> bool:
    """Print the times of each kind of page; return whether all are within what is held."""
    kinds: dict[str, list[Asked]] = defaultdict(list)
    for each in found:
        kinds[each.kind].append(each)
    print(f"{'page':<20} {'asked':>6} {'median':>9} {'p95':>9} {'whole':>9} {'p95':>9} {'kB':>6} {'processor':>9}")
    fine = True
    for kind, asked in [*sorted(kinds.items()), ("all", list(found))]:
        served, taken = sorted(each.served for each in asked), sorted(each.taken for each in asked)
        median, p95 = _at(served, 0.5), _at(served, 0.95)
        fine = fine and median <= MEDIAN and p95 <= P95
        size = _at(sorted(each.size for each in asked), 0.5) / 1000
        print(
            f"{kind:<20} {len(asked):>6} {_ms(median)} {_ms(p95)} {_ms(_at(taken, 0.5))} {_ms(_at(taken, 0.95))} "
            f"{size:>6.0f} {_ms(alone.get(kind, nan))}"
        )
    wrong = [each for each in found if each.status != 200]
    print(f"{len(wrong)} answers were not 200: {sorted({(each.kind, each.status) for each in wrong})}")
    return fine and not wrong


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:>6.0f} ms"


def _at(ordered: Sequence[float], part: float) -> float:
    return ordered[min(int(len(ordered) * part), len(ordered) - 1)]


def measured(db: str, given: argparse.Namespace) -> bool:
    with open_store(db) as store:
        ids = [each.id.removeprefix("sha256:")[:20] for each in store.article_outlines()]
        counts = store.counts()
    print(f"{counts}; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with serving(db) as (port, process):
        listens, size = wait_for(port, "/")
        stands, _ = wait_for(port, "/demands")
        print(f"the first page after {listens:.1f} s, {size / 1000:.0f} kB; the demands {stands:.1f} s later")
        print(f"memory {memory(process)}")
        demands = _demands(port)
        alone = processor(port, Visitors(ids, demands, Press().words[:5_000], 0))
        visitors = Visitors(ids, demands, Press().words[:5_000], given.again)
        until = time.monotonic() + given.seconds
        readers = [
            threading.Thread(target=read_pages, args=(port, visitors, seed, given.pause, until))
            for seed in range(given.readers)
        ]
        for each in readers:
            each.start()
        write_articles(db, until)
        for each in readers:
            each.join()
        print(f"{given.readers} readers, {len(visitors.found) / given.seconds:.1f} pages a second; {memory(process)}")
    print(f"load {os.getloadavg()[0]:.1f}")
    return table(visitors.found, alone) and size < FIRST_PAGE


def _demands(port: int) -> list[str]:
    """Return the ids of the demands, the first thousand."""
    found: list[str] = []
    after: str | None = ""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as connection:
        while after is not None and len(found) < 1_000:
            connection.request("GET", _query("/demands.json", limit="200", after=after))
            answer = json.loads(connection.getresponse().read())
            if not found:
                print(f"{answer['total']:,} demands")
            found += [each["id"] for each in answer["demands"]]
            after = answer["next"]
    return found


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("db")
    arguments.add_argument("--readers", type=int, default=20)
    arguments.add_argument("--seconds", type=float, default=60)
    arguments.add_argument("--pause", type=float, default=1.0)
    arguments.add_argument("--again", type=float, default=0.0)
    arguments.add_argument("--serve", type=int, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.serve:
        serve(given.db, given.serve)
        return
    with tempfile.TemporaryDirectory() as folder:
        db = given.db if "://" in given.db else str(shutil.copy(given.db, Path(folder) / "record.db"))
        sys.exit(0 if measured(db, given) else 1)


if __name__ == "__main__":
    main()
