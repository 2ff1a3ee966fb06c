import re
from pathlib import Path

import msgspec
import pytest
from starlette.testclient import TestClient

from standoff import queries
from standoff.store import open_store
from standoff.types import Reading
from standoff.web.settings import WebSettings
from tests.readings import article
from tests.web.conftest import FIRST, SECOND, Serve, first, kept, second

ID = FIRST.id.removeprefix("sha256:")[:20]


def _pages(client: TestClient) -> list[str]:
    demand = client.get("/demands.json").json()["demands"][0]["id"]
    return [
        "/",
        "/demands",
        "/demands?status=rejected",
        f"/demands/{demand}",
        "/timeline",
        "/timeline?since=2022-02-01T06:00&until=2022-02-01T18:00",
        "/parties",
        "/statements",
        "/statements?words=talks&form=indirect",
        "/articles",
        f"/articles/{ID}",
        f"/articles/{SECOND.id}",
        "/actors/RUS",
        "/actors/vladimir-putin",
        "/actors/mallory",
        f"/stories/{ID}",
        "/review",
        "/corrections",
        f"/rows/{first().events[0].id}/correct",
        f"/articles/{ID}/add",
        f"/demands/{demand}/correct",
        "/actors/RUS/correct",
        "/api",
        "/login",
        "/nowhere",
    ]


def test_every_page_is_there_with_one_heading_landmarks_and_a_link_past_the_menu(client: TestClient) -> None:
    for path in _pages(client):
        answer = client.get(path)
        assert answer.status_code == (404 if path == "/nowhere" else 200), path
        assert len(re.findall("<h1", answer.text)) == 1, path
        for part in ('<main id="main"', "<header", "<footer", "<nav", 'href="#main"', '<html lang="en">'):
            assert part in answer.text, (path, part)
        assert len(answer.content) < 150_000


def test_no_page_has_a_script_or_style_of_its_own(client: TestClient) -> None:
    for path in _pages(client):
        text = client.get(path).text
        assert not re.search(r"<style|<script(?! src=\"/static/)|\sstyle=|\son[a-z]+=\"|javascript:", text), path
        kept = re.sub(r'<a class="uri" href="https://[^"]*" rel="noreferrer noopener">', "", text)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//", kept), path


def test_an_article_shows_when_it_was_published_and_leads_to_the_address_that_it_gave_for_its_own(
    client: TestClient,
) -> None:
    text = client.get(f"/articles/{ID}").text
    assert '<time datetime="2022-02-01T23:30:00+03:00">1 Feb 2022, 23:30 UTC+03:00</time>' in text
    own = "https://freedonia.example/demands?&lt;script&gt;alert(1)&lt;/script&gt;"
    link = f'<a class="uri" href="{own}" rel="noreferrer noopener">{own}</a>'
    assert f'<span class="uri">reports/first.txt</span> (its own address: {link})' in text
    data = client.get(f"/articles/{ID}.json").json()
    for each in (data["article"], data["witnesses"][0]):
        assert each["published_at"] == "2022-02-01T23:30:00+03:00"
        assert each["canonical"] == FIRST.canonical


def test_an_address_that_is_its_own_is_one_link(serve: Serve, tmp_path: Path) -> None:
    address = "https://freedonia.example/demands"
    at = article("Moscow said so.", address, canonical=address)
    client = serve(WebSettings(str(kept(tmp_path / "own.db", Reading(at)))))
    text = client.get(f"/articles/{at.id}").text
    assert f'<p class="dim facts"><a class="uri" href="{address}" rel="noreferrer noopener">{address}</a></p>' in text


def test_an_address_that_a_browser_would_run_is_no_link(client: TestClient) -> None:
    page = client.get(f"/articles/{SECOND.id}")
    assert "javascript:" not in page.text
    assert client.get(f"/articles/{SECOND.id}.json").json()["article"]["canonical"] == "javascript:alert(3)"


def test_ids_of_a_page_are_there_once(client: TestClient) -> None:
    for path in _pages(client):
        ids = re.findall(r'\sid="([^"]*)"', client.get(path).text)
        assert len(ids) == len(set(ids)), path


def test_fields_have_labels(client: TestClient) -> None:
    for path in _pages(client):
        text = client.get(path).text
        labels = set(re.findall(r'<label[^>]*\sfor="([^"]*)"', text))
        fields = re.findall(r"<(?:input|select|textarea)\b[^>]*>", text)
        named = [each for each in fields if 'type="hidden"' not in each]
        assert {re.search(r'\sid="([^"]*)"', each)[1] for each in named} <= labels, path  # type: ignore[index]


def test_every_page_has_a_twin_in_json(client: TestClient) -> None:
    for path in ("/demands", "/timeline", "/parties", "/statements", "/articles", f"/articles/{ID}", "/actors/RUS"):
        assert f"{path}.json" in client.get(path).text
        assert client.get(f"{path}.json").headers["content-type"] == "application/json"
    assert "/brief.json" in client.get("/").text


def test_the_brief_is_that_of_the_command_line(client: TestClient, db: Path) -> None:
    with open_store(db) as store:
        wanted = msgspec.json.decode(msgspec.json.encode(queries.brief(store)))
    assert client.get("/brief.json").json()["brief"] == wanted


def test_demands_are_those_of_the_command_line(client: TestClient, db: Path) -> None:
    with open_store(db) as store:
        wanted = msgspec.json.decode(msgspec.json.encode(queries.demands(store)))
    found = client.get("/demands.json").json()["demands"]
    assert [each["id"] for each in found] == [each["id"] for each in wanted]
    assert [each["last_step"] for each in found] == [each["chain"][-1] for each in wanted]
    assert client.get(f"/demands/{wanted[0]['id'][:10]}.json").json() == wanted[0]


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("holder=RUS", 1),
        ("holder=Putin", 1),
        ("holder=NATO", 0),
        ("addressee=nato", 1),
        ("status=rejected", 1),
        ("status=met", 0),
    ],
)
def test_demands_are_chosen(client: TestClient, asked: str, count: int) -> None:
    assert client.get(f"/demands.json?{asked}").json()["total"] == count
    assert client.get(f"/demands?{asked}").status_code == 200


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 3),
        ("words=talks", 2),
        ("words=TALK", 2),
        ('words="talks would"', 2),
        ("words=grain", 0),
        ("speaker=Putin", 1),
        ("speaker=RUS", 2),
        ("addressee=NATO", 1),
        ("form=direct", 0),
        ("form=indirect", 3),
        ("since=2022-02-02", 1),
        ("until=2022-02-01", 2),
        ("publisher=The Freedonia Gazette", 2),
        ("words=talks&speaker=", 2),
    ],
)
def test_statements_are_searched_and_chosen(client: TestClient, asked: str, count: int) -> None:
    found = client.get(f"/statements.json?{asked}").json()
    assert found["total"] == len(found["statements"]) == count
    assert sum(each["count"] for each in found["facets"]["form"]) == count


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 4),
        ("type=REJECT", 1),
        ("type=REJECT&type=REQUEST", 2),
        ("status=future", 1),
        ("party=NATO", 3),
        ("actor=RUS", 3),
        ("actor=RUS&recipient=NATO", 2),
        ("actor=RUS&recipient=FRA", 1),
        ("since=2022-02-08", 1),
    ],
)
def test_events_are_chosen(client: TestClient, asked: str, count: int) -> None:
    found = client.get(f"/timeline.json?kind=events&{asked}").json()
    assert found["total"] == len(found["events"]) == count
    assert found["statements"] == []


def test_a_cell_of_the_matrix_leads_to_so_many_rows(client: TestClient) -> None:
    for cell in client.get("/parties.json").json()["cells"]:
        rows = client.get(f"/timeline.json?kind=events&actor={cell['actor']}&recipient={cell['recipient']}").json()
        assert rows["total"] == cell["count"]


@pytest.mark.parametrize("path", ["/statements", "/timeline", "/articles"])
def test_a_list_in_pages_is_the_whole_list(client: TestClient, path: str) -> None:
    name = "events" if path == "/timeline" else path[1:]
    whole, parts = client.get(f"{path}.json").json()[name], []
    after: str | None = ""
    while after is not None:
        found = client.get(f"{path}.json?limit=1&after={after}").json()
        parts += found[name]
        after = found["next"]
    assert parts == whole


def test_the_pages_of_demands_go_on_where_the_last_ended(client: TestClient, db: Path) -> None:
    found = client.get("/demands.json?limit=1").json()
    assert found["next"] is None
    assert len(found["demands"]) == 1


def test_a_row_has_an_address_that_leads_to_its_words(client: TestClient) -> None:
    row = first().statements[1]
    answer = client.get(f"/rows/{row.id}", follow_redirects=False)
    assert answer.headers["location"] == f"/articles/{ID}?row={row.id}#{row.id}"
    page = client.get(f"/articles/{ID}?row={row.id}").text
    chosen = re.findall(r'<mark class="[^"]*chosen"[^>]*>(.*?)</mark>', page, re.DOTALL)
    assert "".join(chosen) == row.content.exact
    assert page.count(f'id="{row.id}"') == 1


def test_what_is_not_there_is_404_as_a_page_and_as_json(client: TestClient) -> None:
    for path in (
        f"/rows/e:{'0' * 20}",
        f"/articles/{'0' * 20}",
        "/demands/d:0000",
        "/actors/nobody",
        "/statements?speaker=No",
    ):
        assert client.get(path).status_code == 404, path
    answer = client.get("/actors/nobody.json")
    assert (answer.status_code, answer.json()["detail"]) == (404, "No actor of this record has the id nobody.")


def test_what_makes_no_sense_is_422(client: TestClient) -> None:
    for asked in ("since=yesterday", "limit=0", "limit=1000", "after=zz", "form=loud", "words=" + "x" * 400):
        assert client.get(f"/statements?{asked}").status_code == 422, asked
    assert client.get("/articles/..%2f..%2fetc%2fpasswd").status_code in {404, 422}


def test_what_is_read_while_the_server_runs_is_on_the_pages(serve: Serve, tmp_path: Path) -> None:
    db = kept(tmp_path / "growing.db", second())
    client = serve(WebSettings(str(db)))
    assert client.get("/brief.json").json()["brief"]["demand_count"] == 0
    kept(db, first())
    client.app.state.served.record.refresh()  # type: ignore[attr-defined]
    grown = client.get("/brief.json").json()
    other = serve(WebSettings(str(kept(tmp_path / "fresh.db", second(), first()))))
    other.get("/demands.json")  # which waits for the demands; the brief does not
    fresh = other.get("/brief.json").json()
    assert grown["brief"] == fresh["brief"]
    assert (
        client.get("/timeline.json").json()
        == serve(WebSettings(str(tmp_path / "fresh.db"))).get("/timeline.json").json()
    )


def test_what_is_new_since_the_last_visit_is_told(serve: Serve, tmp_path: Path) -> None:
    now = [1_700_000_000.0]
    db = kept(tmp_path / "visited.db", second())
    client = serve(WebSettings(str(db), clock=lambda: now[0]))
    assert client.get("/brief.json").json()["news"]["since"] == "2022-02-02"
    client.get("/")
    kept(db, first())
    client.app.state.served.record.refresh()  # type: ignore[attr-defined]
    now[0] += 3600
    assert "New since your last visit" in client.get("/").text
    news = client.get("/brief.json").json()["news"]
    assert (news["since"], news["articles"], news["demand_count"]) == (None, 1, 1)
    assert [(each["was"], each["now"]) for each in news["demands"]] == [(None, "rejected")]


@pytest.mark.parametrize(
    "value", [b"x", b"1.2", b"9999999999999999999.1.1", b"-1.2.3", "²..1".encode(), b"..", b"1.2.3.4"]
)
def test_a_cookie_that_is_none_of_ours_is_no_visit(client: TestClient, value: bytes) -> None:
    assert client.get("/", headers=[(b"cookie", b"standoff_visit=" + value)]).status_code == 200


def test_the_first_view_of_an_empty_record_is_empty(serve: Serve, tmp_path: Path) -> None:
    client = serve(WebSettings(str(kept(tmp_path / "empty.db"))))
    for path in (
        "/",
        "/demands",
        "/timeline",
        "/parties",
        "/statements",
        "/articles",
        "/review",
        "/brief.md",
        "/brief.docx",
    ):
        assert client.get(path).status_code == 200, path


def test_the_openapi_names_every_twin_and_says_what_each_is(client: TestClient) -> None:
    found = client.get("/openapi.json").json()
    assert found["openapi"].startswith("3.1")
    twins = {
        "/brief",
        "/demands",
        "/demands/{key}",
        "/timeline",
        "/parties",
        "/statements",
        "/articles",
        "/articles/{key}",
        "/actors/{key}",
        "/stories/{key}",
        "/corrections",
        "/review",
    }
    assert {f"{each}.json" for each in twins} <= set(found["paths"])
    for path, methods in found["paths"].items():
        assert set(methods) == {"get"}, path
        assert methods["get"]["summary"], path
        assert methods["get"]["description"], path
        assert methods["get"]["tags"], path
        for each in methods["get"].get("parameters", []):
            assert each.get("description") or each["schema"].get("description"), (path, each["name"])
