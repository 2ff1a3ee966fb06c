"""Who is let in. Where users are known, one signs in first; a record that is served read-only to a proxy is open."""

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from standoff.web.security.roster import Roster
from standoff.web.security.sessions import Session, Sessions

SESSION, FORM = "standoff_session", "standoff_form"
"""The cookies of who signed in, and of who has a form to sign in with."""

OPEN = frozenset({"/login", "/logout"})
STATIC = "/static/"


class SignedIn:
    """Lets pass who has a session; sends others to where they can sign in."""

    def __init__(self, app: ASGIApp, sessions: Sessions, roster: Roster) -> None:
        self._app = app
        self._sessions = sessions
        self._roster = roster

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"] in OPEN or scope["path"].startswith(STATIC):
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        self._roster.now()  # who was removed meanwhile has no session any more
        if session_of(request, self._sessions):
            await self._app(scope, receive, send)
            return
        await _refusal(request)(scope, receive, send)


def session_of(request: Request, sessions: Sessions) -> Session | None:
    return sessions.of(request.cookies.get(SESSION))


def _refusal(request: Request) -> Response:
    if request.url.path.endswith(".json") or request.method != "GET":
        return JSONResponse({"detail": "sign in at /login first"}, status_code=401)
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/login?next={quote(asked, safe='')}", status_code=303)


def own_address(address: str | None) -> str:
    """Return an address of ours to go on to; whatever else is written there leads to the first page."""
    known = address or "/"
    plain = known.startswith("/") and not known.startswith(("//", "/\\")) and known.isprintable() and "\\" not in known
    return known if plain else "/"
