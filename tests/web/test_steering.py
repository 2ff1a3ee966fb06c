"""Demands and actors are merged and split in forms."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from standoff.plover import EventType
from standoff.types import Mention, Reading
from standoff.web.settings import WebSettings
from tests.readings import PUTIN, RUSSIA, article, cite, event, statement
from tests.web.conftest import BREAKER, NATO, Serve, kept

ONE = article(
    "Moscow asked that NATO troops leave Poland. Vladimir Putin said it was late.",
    uri="one.txt",
    published_on=date(2022, 2, 1),
)
TWO = article(
    "Moscow again asked that NATO troops leave Poland, and that all sanctions be lifted at once.",
    uri="two.txt",
    published_on=date(2022, 2, 3),
)
LEAVE = event(ONE, EventType.REQUEST, "NATO troops leave Poland", ("RUS",), ("NATO",))
AGAIN = event(TWO, EventType.REQUEST, "NATO troops leave Poland", ("RUS",), ("NATO",))
LIFT = event(TWO, EventType.REQUEST, "all sanctions be lifted at once", ("RUS",), ("NATO",))
SAID = statement(ONE, "it was late", "Vladimir Putin", "said", speaker=PUTIN.id)
NAMED = Mention(PUTIN.id, cite(ONE, "Vladimir Putin").spans[0])
MEDVEDEV = replace(PUTIN, id="dmitry-medvedev", name="Dmitry Medvedev", role=None)


@pytest.fixture
def settings(tmp_path: Path) -> WebSettings:
    cast = (PUTIN, RUSSIA, NATO, MEDVEDEV)
    readings = Reading(ONE, cast, (NAMED,), (SAID,), (LEAVE,)), Reading(TWO, cast, events=(AGAIN, LIFT))
    return WebSettings(str(kept(tmp_path / "record.db", *readings)))


@pytest.fixture
def client(serve: Serve, settings: WebSettings) -> TestClient:
    return serve(settings)


def _demands(client: TestClient) -> dict[str, str]:
    """Return the ids of the demands by what is asked."""
    return {each["what"]: each["id"] for each in client.get("/demands.json").json()["demands"]}


def _send(client: TestClient, path: str, **fields: str) -> int:
    token = re.search(r'name="token" value="(\w+)"', client.get(path).text)
    assert token
    sent = {"token": token[1], "author": "Ada", "reason": "look again", **fields}
    return client.post(path, data=sent, follow_redirects=False).status_code


def _undo(client: TestClient) -> None:
    made = client.get("/corrections.json").json()["corrections"][0]["id"]
    token = re.search(r'name="token" value="(\w+)"', client.get("/corrections").text)
    assert token
    client.post(f"/corrections/{made}/undo", data={"token": token[1], "author": "Ada"})


def test_two_demands_become_one_and_two_again(client: TestClient) -> None:
    before = _demands(client)
    assert len(before) == 2
    one, other = before["NATO troops leave Poland"], before["all sanctions be lifted at once"]
    assert f"/demands/{one}/correct" in client.get(f"/demands/{one}").text
    assert other in client.get(f"/demands/{one}/correct").text
    assert _send(client, f"/demands/{one}/correct", deed="merge", other=other) == 303
    assert list(_demands(client).values()) == [one]
    (made,) = client.get("/corrections.json").json()["corrections"]
    assert (made["kind"], made["author"], made["reason"]) == ("merge-demands", "Ada", "look again")
    _undo(client)
    assert _demands(client) == before


def test_a_request_is_split_off_its_demand(client: TestClient) -> None:
    one = _demands(client)["NATO troops leave Poland"]
    assert f'value="{AGAIN.id}"' in client.get(f"/demands/{one}/correct").text
    assert f'value="{LEAVE.id}"' not in client.get(f"/demands/{one}/correct").text
    assert _send(client, f"/demands/{one}/correct", deed="split", request=AGAIN.id) == 303
    assert client.get("/demands.json").json()["total"] == 3
    _undo(client)
    assert client.get("/demands.json").json()["total"] == 2


def test_what_makes_no_sense_of_demands_is_said_in_the_form(client: TestClient) -> None:
    one = _demands(client)["NATO troops leave Poland"]
    for fields in (
        {"deed": "merge", "other": one},
        {"deed": "merge", "other": "d:ffff"},
        {"deed": "merge"},
        {"deed": "split", "request": LEAVE.id},
        {"deed": "split", "request": LIFT.id},
        {"deed": "split", "request": "e:00000000000000000000"},
        {"deed": BREAKER},
        {"deed": "merge", "other": _demands(client)["all sanctions be lifted at once"], "author": ""},
    ):
        assert _send(client, f"/demands/{one}/correct", **fields) == 422, fields
    assert client.get("/corrections.json").json()["corrections"] == []
    assert client.get("/demands/d:ffff/correct").status_code == 404


def test_two_actors_become_one_and_two_again(client: TestClient) -> None:
    assert "/actors/vladimir-putin/correct" in client.get("/actors/vladimir-putin").text
    assert _send(client, "/actors/dmitry-medvedev/correct", deed="merge", other="Vladimir Putin") == 303
    assert client.get("/actors/dmitry-medvedev.json").json()["statements"] == 1
    _undo(client)
    assert client.get("/actors/dmitry-medvedev.json").json()["statements"] == 0


def test_words_come_to_name_another_actor(client: TestClient) -> None:
    fields = {"other": "dmitry-medvedev", "article": ONE.id, "words": "Vladimir Putin"}
    assert _send(client, "/actors/vladimir-putin/correct", deed="move", **fields) == 303
    (made,) = client.get("/corrections.json").json()["corrections"]
    assert made["kind"] == "move-mention"
    assert client.get("/actors/dmitry-medvedev.json").json()["statements"] == 1


def test_what_makes_no_sense_of_actors_is_said_in_the_form(client: TestClient) -> None:
    move = {"deed": "move", "other": "dmitry-medvedev", "article": ONE.id, "words": "Vladimir Putin"}
    for fields in (
        {"deed": "merge", "other": "nobody at all"},
        {"deed": "merge", "other": "vladimir-putin"},
        {"deed": "merge"},
        {"deed": BREAKER, "other": "RUS"},
        {**move, "words": "no such words"},
        {**move, "words": ""},
        {**move, "occurrence": "many"},
        {**move, "article": "no such article"},
    ):
        assert _send(client, "/actors/vladimir-putin/correct", **fields) == 422, fields
    assert client.get("/corrections.json").json()["corrections"] == []
    assert client.get("/actors/nobody/correct").status_code == 404


def test_a_record_that_is_served_read_only_offers_no_merging(serve: Serve, settings: WebSettings) -> None:
    client = serve(replace(settings, read_only=True))
    one = _demands(client)["NATO troops leave Poland"]
    for path in (f"/demands/{one}", "/actors/RUS"):
        assert "Merge or split" not in client.get(path).text
        assert 'method="post"' not in client.get(f"{path}/correct").text
        assert client.post(f"{path}/correct", data={"deed": "merge"}).status_code == 405
