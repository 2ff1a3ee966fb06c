"""What requests share, and how a page or its JSON is made of an answer."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import wraps
from typing import Concatenate, ParamSpec

import msgspec
from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from standoff.web.record import Record, View
from standoff.web.remembering import Key, Remembered
from standoff.web.rendering import environment
from standoff.web.security.access import session_of
from standoff.web.security.attempts import Attempts
from standoff.web.security.forms import TOKEN, keep_mark, mark_of
from standoff.web.security.passwords import Passwords
from standoff.web.security.roster import Roster
from standoff.web.security.sessions import Session, Sessions
from standoff.web.settings import WebSettings

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Served:
    """What the server holds while it runs."""

    settings: WebSettings
    record: Record
    roster: Roster
    sessions: Sessions
    attempts: Attempts
    passwords: Passwords = field(default_factory=Passwords)
    remembered: Remembered = field(default_factory=Remembered)
    templates: Environment = field(default_factory=environment)

    @classmethod
    def of(cls, settings: WebSettings) -> "Served":
        sessions = Sessions(settings.clock)
        roster = Roster(settings.users, sessions.end_all)
        return cls(settings, Record(settings), roster, sessions, Attempts(settings.clock))

    @property
    def secure(self) -> bool:
        """Whether cookies are for HTTPS alone: behind a proxy that has a name."""
        return bool(self.settings.hosts)


def served(request: Request) -> Served:
    found: Served = request.app.state.served
    return found


def view(request: Request, *, standing: bool = False) -> AbstractContextManager[View]:
    return served(request).record.view(standing=standing)


def page(request: Request, template: str, answer: object = None, *, status: int = 200, **more: object) -> Response:
    """Return the page that a template makes of an answer; one with a form keeps the mark by which the form is known."""
    at = served(request)
    session = session_of(request, at.sessions)
    form = _Form(at, request)
    html = at.templates.get_template(template).render(
        answer=answer,
        path=request.url.path,
        asked=request.query_params,
        session=session,
        form=form.token,
        twin=_twin(request),
        read_only=at.settings.read_only,
        **more,
    )
    made = HTMLResponse(html, status_code=status)
    if form.mark and not session:
        keep_mark(made, form.mark, secure=at.secure)
    return made


class _Form:
    """Holds the mark that the forms of a page carry, once one of them asked for it."""

    def __init__(self, at: Served, request: Request) -> None:
        self._at = at
        self._request = request
        self.mark: str | None = None

    def token(self) -> dict[str, str]:
        """Return the hidden field of a form."""
        self.mark = self.mark or mark_of(self._request, self._at.sessions)
        return {"name": TOKEN, "value": self._at.sessions.token(self.mark)}


def _twin(request: Request) -> str:
    """Return where the same answer stands as JSON."""
    path = request.url.path
    address = "/brief.json" if path == "/" else f"{path}.json"
    return f"{address}?{request.url.query}" if request.url.query else address


def as_json(answer: object) -> Response:
    """Return an answer as JSON."""
    return Response(msgspec.json.encode(answer), media_type="application/json")


def signed_in(request: Request) -> Session | None:
    return session_of(request, served(request).sessions)


def remembered(endpoint: Callable[Concatenate[Request, P], Response]) -> Callable[Concatenate[Request, P], Response]:
    """Let what an address gives be made once until the record changes; who signed in has pages of his own."""

    @wraps(endpoint)
    def answer(request: Request, *args: P.args, **kwargs: P.kwargs) -> Response:
        at = served(request)
        if signed_in(request):
            return endpoint(request, *args, **kwargs)
        key = Key(f"{request.url.path}?{request.url.query}", at.record.version)
        found = at.remembered.get(key)
        if found is not None:
            return found
        made = endpoint(request, *args, **kwargs)
        # A page that was made while the record moved on may be of either moment.
        if made.status_code == 200 and made.media_type and key.version == at.record.version:
            at.remembered.put(key, bytes(made.body), made.media_type)
        return made

    # FastAPI gives the request by its name, which the type of a wrapper with `Concatenate` cannot say.
    return answer  # type: ignore[return-value]
