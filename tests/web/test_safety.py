import re
import sqlite3
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from standoff.errors import SettingsError
from standoff.web.app import create_app
from standoff.web.pages import ROUTES
from standoff.web.security import users
from standoff.web.security.access import own_address
from standoff.web.security.attempts import ALLOWED, WITHIN, Attempts
from standoff.web.security.passwords import Kept, Passwords
from standoff.web.security.sessions import LASTS, Sessions
from standoff.web.settings import MAX_BODY, WebSettings, users_file
from tests.web.conftest import PASSWORD, Serve, first

ROW = first().events[0].id
CORRECT = f"/rows/{ROW}/correct"


def _token(client: TestClient, path: str) -> str:
    found = re.search(r'name="token" value="(\w+)"', client.get(path).text)
    assert found
    return found[1]


def _sign_in(client: TestClient, password: str = PASSWORD, name: str = "ada", next_: str = "/demands") -> int:
    fields = {"token": _token(client, "/login"), "name": name, "password": password, "next": next_}
    answer = client.post("/login", data=fields, follow_redirects=False)
    return answer.status_code


def test_every_answer_forbids_scripts_of_others_frames_and_guesses_of_its_type(client: TestClient) -> None:
    for path in ("/", "/brief.json", "/nowhere", "/static/standoff.css", "/statements?limit=0", "/login"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")
    assert "content-security-policy" in client.post("/", content=b"x" * (MAX_BODY + 1)).headers


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "", "localhost.evil.example:8137", "[::1].evil.example"):
        assert client.get("/", headers={"host": host}).status_code == 400, host
    for host in ("localhost", "LOCALHOST:8137", "127.0.0.1:8137", "[::1]:8137", "127.1.2.3"):
        assert client.get("/", headers={"host": host}).status_code == 200, host


def test_a_name_of_a_proxy_is_served_if_it_is_allowed(serve: Serve, settings: WebSettings) -> None:
    client = serve(replace(settings, hosts=("record.example.org",)))
    assert client.get("/", headers={"host": "record.example.org"}).status_code == 200
    assert client.get("/", headers={"host": "other.example.org"}).status_code == 400


def test_bodies_that_are_too_long_are_refused_announced_or_not(client: TestClient) -> None:
    assert client.post(CORRECT, content=b"x" * (MAX_BODY + 1)).status_code == 413
    assert client.post(CORRECT, content=(b"x" * 1000 for _ in range(MAX_BODY // 1000 + 1))).status_code == 413
    assert client.post(CORRECT, headers={"content-length": "many"}).status_code in {400, 413}


def test_paths_that_climb_lead_nowhere(client: TestClient, db: Path) -> None:
    for path in (
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2fapp.py",
        f"/static/{db}",
        "/static//etc/passwd",
    ):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "create_app" not in answer.text


def test_a_fault_of_ours_is_told_without_how_the_program_looks(serve: Serve, settings: WebSettings, db: Path) -> None:
    client = serve(settings)
    assert client.get("/").status_code == 200
    with sqlite3.connect(db) as connection:
        connection.execute("UPDATE events SET anchor_spans = 'broken'")
    for path in ("/timeline", "/timeline.json"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "Traceback" not in answer.text
        assert "web/pages" not in answer.text


def test_a_form_without_the_token_of_its_page_changes_nothing(client: TestClient) -> None:
    token = _token(client, CORRECT)
    fields = {"deed": "reject", "author": "Ada"}
    assert client.post(CORRECT, data=fields).status_code == 403
    assert client.post(CORRECT, data={**fields, "token": "0" * 64}).status_code == 403
    assert (
        client.post(CORRECT, data={**fields, "token": token}, headers={"sec-fetch-site": "cross-site"}).status_code
        == 403
    )
    cookies = dict(client.cookies)
    client.cookies.clear()
    assert client.post(CORRECT, data={**fields, "token": token}).status_code == 403
    assert client.get("/corrections.json").json()["corrections"] == []
    for name, value in cookies.items():
        client.cookies.set(name, value)
    assert client.post(CORRECT, data={**fields, "token": token}, follow_redirects=False).status_code == 303
    assert len(client.get("/corrections.json").json()["corrections"]) == 1


def test_every_address_that_takes_a_form_asks_for_its_token(client: TestClient) -> None:
    known = (
        "/login",
        "/logout",
        CORRECT,
        f"/articles/{first().article.id}/add",
        f"/corrections/c:{'0' * 20}/undo",
        f"/demands/d:{'0' * 20}/correct",
        "/actors/RUS/correct",
    )
    forms = [each for routes in ROUTES for each in routes().routes if "POST" in getattr(each, "methods", ())]
    assert len(forms) == len(known)
    for path in known:
        assert client.post(path, data={"deed": "reject"}).status_code == 403, path
    for path in ("/", "/demands", "/articles", "/brief.json", "/statements.json"):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert client.request(method, path).status_code == 405, (method, path)


def test_to_bind_elsewhere_somebody_must_be_able_to_sign_in(settings: WebSettings) -> None:
    for host in ("0.0.0.0", "::", "192.168.1.4", "example.org"):
        with pytest.raises(SettingsError, match="standoff user add"):
            create_app(replace(settings, host=host))
        with pytest.raises(SettingsError, match="standoff user add"):
            create_app(replace(settings, host=host, read_only=True))


@pytest.mark.usefixtures("ada")
def test_where_there_are_users_one_signs_in_first(serve: Serve, settings: WebSettings) -> None:
    client = serve(replace(settings, host="0.0.0.0"))
    assert client.get("/brief.json").status_code == 401
    assert client.get("/demands?holder=RUS", follow_redirects=False).headers["location"] == (
        "/login?next=%2Fdemands%3Fholder%3DRUS"
    )
    assert client.post(CORRECT).status_code == 401
    assert client.get("/static/standoff.css").status_code == 200
    assert _sign_in(client) == 303
    assert "Signed in as <strong>ada</strong>" in client.get("/").text
    cookie = next(each for each in client.cookies.jar if each.name == "standoff_session")
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"


@pytest.mark.usefixtures("ada")
def test_the_page_of_one_who_signed_in_is_nobody_elses(serve: Serve, settings: WebSettings) -> None:
    client = serve(replace(settings, read_only=True))
    _sign_in(client)
    for path in ("/demands", "/timeline", "/actors/RUS"):
        assert "Signed in as" in client.get(path).text
        key = client.cookies.pop("standoff_session")
        assert "Signed in as" not in client.get(path).text
        assert "Signed in as" not in client.get(path).text
        client.cookies.set("standoff_session", key)
        assert "Signed in as" in client.get(path).text


@pytest.mark.usefixtures("ada")
def test_a_session_is_over_after_signing_out_and_after_a_while(serve: Serve, settings: WebSettings) -> None:
    now = [1000.0]
    client = serve(replace(settings, clock=lambda: now[0]))
    _sign_in(client)
    key = client.cookies["standoff_session"]
    client.post("/logout", data={"token": _token(client, "/")})
    client.cookies.set("standoff_session", key)
    assert client.get("/brief.json").status_code == 401
    client.cookies.clear()
    _sign_in(client)
    now[0] += LASTS - 1
    assert client.get("/brief.json").status_code == 200
    now[0] += 2
    assert client.get("/brief.json").status_code == 401


@pytest.mark.usefixtures("ada")
@pytest.mark.parametrize("later", [{}, {"ada": Passwords().keep("another long secret", n=2)}])
def test_who_is_removed_or_gets_another_password_is_signed_out_at_once(
    serve: Serve, settings: WebSettings, later: dict[str, Kept]
) -> None:
    client = serve(settings)
    _sign_in(client)
    assert client.get("/brief.json").status_code == 200
    users.write(settings.users, users.Users(later))
    assert client.get("/brief.json").status_code == 401
    client.cookies.clear()
    assert _sign_in(client) == 401


@pytest.mark.usefixtures("ada")
def test_who_is_added_while_the_record_is_served_may_sign_in_and_nobody_else_is_signed_out(
    serve: Serve, settings: WebSettings
) -> None:
    client = serve(settings)
    _sign_in(client)
    bob = Passwords().keep("of another", n=2)
    users.write(settings.users, users.Users({**users.read(settings.users).kept, "bob": bob}))
    assert client.get("/brief.json").status_code == 200
    client.cookies.clear()
    assert _sign_in(client, "of another", name="bob") == 303


@pytest.mark.usefixtures("ada")
def test_a_file_of_users_that_breaks_meanwhile_changes_nothing(
    serve: Serve, settings: WebSettings, caplog: pytest.LogCaptureFixture
) -> None:
    client = serve(settings)
    _sign_in(client)
    settings.users.write_text("{", encoding="utf-8")
    assert client.get("/brief.json").status_code == 200
    assert "the users stay as they were" in caplog.text


@pytest.mark.usefixtures("ada")
def test_a_record_that_is_served_read_only_to_this_machine_is_open(serve: Serve, settings: WebSettings) -> None:
    assert serve(replace(settings, read_only=True)).get("/brief.json").status_code == 200
    assert serve(replace(settings, read_only=True, host="0.0.0.0")).get("/brief.json").status_code == 401


@pytest.mark.usefixtures("ada")
def test_passwords_cannot_be_guessed_for_long(serve: Serve, settings: WebSettings) -> None:
    now = [1000.0]
    client = serve(replace(settings, clock=lambda: now[0]))
    for _ in range(ALLOWED):
        assert _sign_in(client, "wrong wrong wrong") == 401
    assert _sign_in(client) == 429
    assert _sign_in(client, name="somebody else") == 429
    now[0] += WITHIN + 1
    assert _sign_in(client) == 303


@pytest.mark.usefixtures("ada")
def test_who_has_signed_in_corrects_under_that_name(serve: Serve, settings: WebSettings) -> None:
    client = serve(settings)
    _sign_in(client)
    client.post(CORRECT, data={"token": _token(client, CORRECT), "deed": "confirm", "author": "somebody else"})
    assert [each["author"] for each in client.get("/corrections.json").json()["corrections"]] == ["ada"]


def test_a_record_that_is_served_read_only_cannot_be_changed(serve: Serve, settings: WebSettings, db: Path) -> None:
    before = _contents(db)
    client = serve(replace(settings, read_only=True))
    assert client.get("/").status_code == 200
    assert "correct</a>" not in client.get(f"/articles/{first().article.id}").text
    adding, undoing = f"/articles/{first().article.id}/add", f"/corrections/c:{'0' * 20}/undo"
    for path in (CORRECT, adding, undoing, "/demands/d:0000/correct", "/actors/RUS/correct", "/", "/anything"):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            assert client.request(method, path, data={"deed": "reject"}).status_code == 405, (method, path)
    with client.app.state.served.record._lender.lend() as store, pytest.raises(Exception, match=r"read-?only"):  # type: ignore[attr-defined]
        store.add(first())
    assert _contents(db) == before


def _contents(db: Path) -> list[str]:
    with sqlite3.connect(db) as connection:
        return list(connection.iterdump())


@pytest.mark.parametrize(
    ("asked", "going"),
    [
        ("/demands?holder=RUS", "/demands?holder=RUS"),
        (None, "/"),
        ("", "/"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\nb", "/"),
        ("evil.example", "/"),
    ],
)
def test_after_signing_in_one_goes_on_within_the_record(asked: str | None, going: str) -> None:
    assert own_address(asked) == going


@given(st.text())
def test_wherever_one_goes_on_it_is_on_this_server(asked: str) -> None:
    going = own_address(asked)
    assert going.startswith("/")
    assert not going.startswith(("//", "/\\"))


def test_failures_are_counted_by_name_and_address_and_forgotten_after_a_while() -> None:
    now = [0.0]
    attempts = Attempts(lambda: now[0])
    for _ in range(ALLOWED):
        assert attempts.wait("name ada", "address 1") == 0
        attempts.failed("name ada", "address 1")
        now[0] += 1
    assert attempts.wait("name ada", "address 2") > 0
    assert attempts.wait("name other", "address 1") > 0
    assert attempts.wait("name other", "address 2") == 0
    attempts.succeeded("name ada")
    assert attempts.wait("name ada", "address 2") == 0
    now[0] += WITHIN
    assert attempts.wait("name other", "address 1") == 0


def test_a_password_fits_itself_alone_and_is_not_in_what_is_kept(tmp_path: Path) -> None:
    passwords = Passwords()
    kept = passwords.keep(PASSWORD)
    assert passwords.fits(PASSWORD, kept)
    assert not passwords.fits(PASSWORD + " ", kept)
    assert passwords.keep(PASSWORD).salt != kept.salt
    path = tmp_path / "users.json"
    users.write(path, users.Users({"ada": kept}))
    assert PASSWORD not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert users.read(path) == users.Users({"ada": kept})


def test_a_file_of_users_that_is_none_lets_nobody_in(settings: WebSettings, db: Path) -> None:
    users_file(str(db)).write_text("{}", encoding="utf-8")
    with pytest.raises(SettingsError, match="is no file of users"):
        create_app(settings)


def test_the_token_of_one_is_not_that_of_another() -> None:
    sessions = Sessions(lambda: 0.0)
    assert sessions.fits(sessions.token("one"), "one")
    assert not sessions.fits(sessions.token("one"), "other")
    assert not sessions.fits("é", "one")
    assert not Sessions(lambda: 0.0).fits(sessions.token("one"), "one")
