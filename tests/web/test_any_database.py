"""The pages of a record in PostgreSQL are those of the same record in a file."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from standoff.errors import SettingsError
from standoff.store import open_store
from standoff.web.app import create_app
from standoff.web.security import users
from standoff.web.security.passwords import Passwords
from standoff.web.settings import WebSettings, users_file
from tests.readings import article, statement
from tests.web.conftest import FIRST, PASSWORD, SECOND, Serve, first, keep, second
from tests.web.test_pages import ID, _pages
from tests.web.test_safety import CORRECT, _token

if TYPE_CHECKING:
    from tests.servers import Server


@pytest.fixture
def served(postgres: "Server", tmp_path: Path) -> WebSettings:
    address = postgres.address(postgres.create())  # a new one counts from one, as a new file does
    keep(address, first(), second())
    return WebSettings(address, users_at=tmp_path / "users.json")


ASKED = (
    "/brief.json",
    "/demands.json",
    "/timeline.json",
    "/parties.json",
    "/statements.json",
    "/statements.json?words=talks",
    "/statements.json?words=go&speaker=vladimir-putin",
    "/statements.json?publisher=The+Freedonia+Gazette&since=2022-01-01",
    "/articles.json",
    f"/articles/{FIRST.id}.json",
    f"/articles/{SECOND.id}.json",
    "/actors/RUS.json",
    f"/stories/{ID}.json",
    "/review.json",
    "/corrections.json",
)


def _answers(client: TestClient) -> list[Any]:
    client.get("/demands.json")  # waits for the demands, without which the first brief answers
    answers = [client.get(path) for path in ASKED]
    assert [each.status_code for each in answers] == [200] * len(ASKED)
    return [each.json() for each in answers]


def test_every_answer_is_the_same(serve: Serve, served: WebSettings, settings: WebSettings) -> None:
    one, other = serve(settings), serve(served)
    assert _answers(other) == _answers(one)
    for path in _pages(other):
        assert other.get(path).status_code == (404 if path == "/nowhere" else 200), path


def test_a_row_is_corrected_and_the_correction_is_undone(
    serve: Serve, served: WebSettings, settings: WebSettings
) -> None:
    clients = [serve(settings), serve(served)]
    before = _answers(clients[0])
    for client in clients:
        fields = {"deed": "reject", "author": "Ada", "token": _token(client, CORRECT)}
        assert client.post(CORRECT, data=fields, follow_redirects=False).status_code == 303
    assert _rows(clients[0]) == _rows(clients[1]) != before[1]
    for client in clients:
        (made,) = client.get("/corrections.json").json()["corrections"]
        fields = {"author": "Ada", "token": _token(client, "/corrections")}
        path = f"/corrections/{made['id']}/undo"
        assert client.post(path, data=fields, follow_redirects=False).status_code == 303
        assert _rows(client) == before[1]


def _rows(client: TestClient) -> Any:
    return client.get("/demands.json").json()


def test_what_others_add_is_followed(serve: Serve, served: WebSettings) -> None:
    client = serve(served)
    total = client.get("/statements.json").json()["total"]
    at = article("Moscow said it again.", uri="reports/third.txt")
    keep(served.db, replace(first(), article=at, statements=(statement(at, "it", "Moscow", "said"),), events=()))
    client.app.state.served.record.refresh()  # type: ignore[attr-defined]
    assert client.get("/statements.json").json()["total"] == total + 1


def test_a_record_that_is_served_read_only_cannot_be_changed(serve: Serve, served: WebSettings) -> None:
    client = serve(replace(served, read_only=True))
    assert client.get("/brief.json").status_code == 200
    assert client.post(CORRECT, data={"deed": "reject", "author": "Ada"}).status_code == 405
    with open_store(served.db) as store:
        assert store.corrections() == []


def test_who_may_sign_in_is_kept_in_a_file_that_is_named(serve: Serve, served: WebSettings) -> None:
    with pytest.raises(SettingsError, match=r"record\d+: who may sign in .* name a file with --users"):
        create_app(replace(served, users_at=None))
    users.write(users_file(served.db, served.users_at), users.Users({"ada": Passwords().keep(PASSWORD, n=2)}))
    assert serve(served).get("/brief.json").status_code == 401
