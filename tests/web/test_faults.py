"""A form that comes back with a fault is filled in as it was sent."""

import re
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from standoff.web.settings import WebSettings
from tests.web.conftest import BREAKER, SCRIPT, Serve, first
from tests.web.test_pages import ID

EVENT, STATEMENT = first().events[0].id, first().statements[0].id
OF_EVENT = {"type": "ACCUSE", "status": "negated", "actors": f"FRA, {BREAKER}", "recipients": "EU", "what": "grain"}
OF_STATEMENT = {"speaker": SCRIPT, "addressees": "EU, UN", "form": "mixed"}
SHARED = {"date": "soon", "words": "no such\nwords", "occurrence": "3", "author": "Ada", "reason": f"since {SCRIPT}"}


class _Fields(HTMLParser):
    """Collects what the fields of a form hold, by their names."""

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[str, str] = {}
        self._in = self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "input":
            self.held[given["name"]] = given.get("value", "")
        elif tag in ("select", "textarea"):
            self._in = given["name"]
            self._text = self._in if tag == "textarea" else ""
        elif tag == "option" and "selected" in given:
            self.held[self._in] = given["value"]

    def handle_data(self, data: str) -> None:
        if self._text:
            self.held[self._text] = self.held.get(self._text, "") + data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._text = ""


def _held(page: str) -> dict[str, str]:
    form = re.search(r'<form class="card.*?</form>', page, re.DOTALL)
    assert form
    fields = _Fields()
    fields.feed(form[0])
    return fields.held


def _sent_back(client: TestClient, path: str, fields: dict[str, str]) -> dict[str, str]:
    token = _held(client.get(path).text)["token"]
    answer = client.post(path, data={"token": token, **fields}, follow_redirects=False)
    assert answer.status_code in (401, 422)
    assert 'role="alert"' in answer.text
    assert SCRIPT not in answer.text
    return _held(answer.text)


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        (f"/rows/{EVENT}/correct", {"deed": "change", **OF_EVENT, **SHARED}),
        (f"/rows/{EVENT}/correct", {"deed": "link", "request": "e:0", **OF_EVENT, **SHARED}),
        (f"/rows/{STATEMENT}/correct", {"deed": "change", **OF_STATEMENT, **SHARED}),
        (f"/articles/{ID}/add", {"kind": "event", **OF_EVENT, **OF_STATEMENT, **SHARED}),
        ("/actors/RUS/correct", {"deed": "move", "other": "NATO", "article": "nowhere", **SHARED}),
        ("/demands/{demand}/correct", {"deed": "merge", "other": "d:0000", **SHARED}),
    ],
)
def test_what_was_typed_is_still_there(client: TestClient, path: str, fields: dict[str, str]) -> None:
    demand = client.get("/demands.json").json()["demands"][0]["id"]
    held = _sent_back(client, path.format(demand=demand), fields)
    shown = set(held) & set(fields)
    assert {"author", "reason"} < shown
    assert {name: held[name] for name in shown} == {name: fields[name] for name in shown}
    if "/rows/" in path:
        assert shown >= set(SHARED) - {"request"}


def test_words_that_were_selected_for_a_row_are_kept_with_their_place(client: TestClient) -> None:
    path, text = f"/rows/{EVENT}/correct", client.get(f"/articles/{ID}.json").json()["article"]["text"]
    start = text.index("Moscow demanded")
    given = {"start": str(start), "end": str(start + 15), "words": "Moscow demanded"}
    asked = client.get(path, params={"start": start, "end": start + 15}).text
    assert "Moscow demanded</textarea>" in asked
    held = _sent_back(client, path, {"deed": "change", "author": "Ada", "type": "NO TYPE", **given})
    assert (held["start"], held["end"]) == (given["start"], given["end"])
    assert client.get(path).text.count("Moscow demanded</textarea>") == 0


def test_a_form_that_is_asked_for_anew_shows_the_row_as_it_is(client: TestClient) -> None:
    _sent_back(client, f"/rows/{EVENT}/correct", {"deed": "change", **OF_EVENT, **SHARED})
    held = _held(client.get(f"/rows/{EVENT}/correct").text)
    assert (held["type"], held["actors"], held["date"], held["reason"]) == ("REQUEST", "RUS", "2022-02-01", "")


def test_who_could_not_sign_in_need_not_write_the_name_again(serve: Serve, settings: WebSettings, ada: str) -> None:
    held = _sent_back(serve(settings), "/login", {"name": ada, "password": "another one"})
    assert (held["name"], held["password"]) == (ada, "")
