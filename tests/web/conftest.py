"""A small record with hostile words in it, and a client of its pages."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from standoff.ledger.stories import tell
from standoff.plover import EventType, Status
from standoff.store import open_store
from standoff.types import Actor, ActorKind, Reading, Span
from standoff.web.app import create_app
from standoff.web.security import users
from standoff.web.security.passwords import Passwords
from standoff.web.settings import WebSettings, users_file
from tests.readings import PUTIN, RUSSIA, article, cite, event, statement

SCRIPT = "<script>alert(1)</script>"
BREAKER = "\"'><img src=x onerror=alert(2)>"
NATO = Actor("NATO", "NATO", ActorKind.ORGANIZATION)
HOSTILE = Actor("mallory", f"Mallory {SCRIPT}", ActorKind.PERSON, role=f"chief {BREAKER}", acts_for="RUS")

FIRST = article(
    "Moscow demanded that NATO will not expand to Ukraine. NATO rejected the demand, a spokesman said.\n\n"
    "Vladimir Putin said Macron had told him that the talks would go on 🕊️ and on. Subscribe now",
    uri="reports/first.txt",
    headline="Moscow demands",
    publisher="The Freedonia Gazette",
    published_on=date(2022, 2, 1),
    published_at=datetime(2022, 2, 1, 23, 30, tzinfo=timezone(timedelta(hours=3))),
    canonical=f"https://freedonia.example/demands?{SCRIPT}",
    furniture=(Span(178, 191),),
)
SECOND = article(
    f"Mallory said {SCRIPT} would stop it. \r\nMoscow warned of war if {BREAKER} happens. & more; \u202eesrever",
    uri=f"reports/second.txt?{BREAKER}",
    headline=f"Headline {SCRIPT}",
    publisher=f"Publisher {BREAKER}",
    published_on=date(2022, 2, 8),
    canonical="javascript:alert(3)",
)


def first() -> Reading:
    outer = statement(
        FIRST,
        "Macron had told him that the talks would go on 🕊️ and on",
        "Vladimir Putin",
        "said",
        speaker=PUTIN.id,
        addressees=("NATO",),
    )
    inner = statement(FIRST, "that the talks would go on 🕊️ and on", "Macron", "had told him", parent=outer.id)
    asked = event(FIRST, EventType.REQUEST, "NATO will not expand to Ukraine", ("RUS",), ("NATO",), date="2022-02-01")
    answered = event(FIRST, EventType.REJECT, "NATO rejected the demand", ("NATO",), ("RUS",), answers=(asked.id,))
    planned = event(FIRST, EventType.CONSULT, "the talks would go on", ("RUS", "FRA"), status=Status.FUTURE)
    return Reading(FIRST, actors=(PUTIN, RUSSIA, NATO), statements=(outer, inner), events=(asked, answered, planned))


def second() -> Reading:
    said = statement(SECOND, f"{SCRIPT} would stop it", "Mallory", "said", speaker=HOSTILE.id)
    warned = event(
        SECOND,
        EventType.THREATEN,
        f"Moscow warned of war if {BREAKER} happens",
        ("RUS",),
        ("NATO",),
        condition=cite(SECOND, f"if {BREAKER} happens"),
    )
    return Reading(SECOND, actors=(HOSTILE, RUSSIA), statements=(said,), events=(warned,))


def kept(db: Path, *readings: Reading) -> Path:
    """Keep readings in a database, with their stories worked out."""
    keep(db, *readings)
    return db


def keep(db: Path | str, *readings: Reading) -> None:
    with open_store(db) as store:
        for each in readings:
            store.add(each)
        for _ in tell(store.shelf):
            pass


@pytest.fixture
def db(tmp_path: Path) -> Path:
    return kept(tmp_path / "record.db", first(), second())


@pytest.fixture
def settings(db: Path) -> WebSettings:
    return WebSettings(str(db))


Serve = Callable[[WebSettings], TestClient]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Return what starts a server with some settings; all of them are stopped at the end."""
    running: list[TestClient] = []

    def start(settings: WebSettings) -> TestClient:
        client = TestClient(create_app(settings), base_url="http://localhost", raise_server_exceptions=False)
        client.__enter__()
        running.append(client)
        return client

    yield start
    for client in running:
        client.__exit__(None, None, None)


@pytest.fixture
def client(serve: Serve, settings: WebSettings) -> TestClient:
    """Return a reader of a server whose demands stand: the first brief answers without them."""
    found = serve(settings)
    found.get("/demands.json")  # waits for them
    found.cookies.clear()
    return found


PASSWORD = "a long enough secret"


@pytest.fixture
def ada(db: Path) -> str:
    """Let one user be there, with a password that is cheap to check."""
    users.write(users_file(str(db)), users.Users({"ada": Passwords().keep(PASSWORD, n=2)}))
    return "ada"
