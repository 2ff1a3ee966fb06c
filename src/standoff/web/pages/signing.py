"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from standoff.web.security.access import FORM, SESSION, own_address
from standoff.web.security.forms import checked
from standoff.web.security.passwords import Kept
from standoff.web.security.sessions import LASTS
from standoff.web.serving import Served, page, served

_NOBODY = Kept("00" * 16, "00" * 32)
"""What the password of an unknown name is held against, so that it takes as long as that of a known one."""

Next = Annotated[str | None, Query(max_length=2000)]


def routes() -> APIRouter:
    found = APIRouter(include_in_schema=False)
    found.add_api_route("/login", ask, methods=["GET"])
    found.add_api_route("/login", sign_in, methods=["POST"])
    found.add_api_route("/logout", sign_out, methods=["POST"])
    return found


def ask(request: Request, next: Next = None) -> Response:  # noqa: A002 (the name in the address)
    return _form(request, own_address(next))


async def sign_in(request: Request) -> Response:
    at = served(request)
    fields = await checked(request, at.sessions)
    name, address = fields.get("name", ""), request.client.host if request.client else ""
    going = own_address(fields.get("next"))
    keys = (f"name {name}", f"address {address}")
    if wait := at.attempts.wait(*keys):
        made = _form(request, going, 429, "Too many attempts. Wait some minutes and try again.", name)
        made.headers["Retry-After"] = str(int(wait) + 1)
        return made
    if not await run_in_threadpool(_fits, at, name, fields.get("password", "")):
        at.attempts.failed(*keys)
        return _form(request, going, 401, "Nobody has this name with this password.", name)
    at.attempts.succeeded(*keys)
    answer = RedirectResponse(going, status_code=303)
    answer.set_cookie(
        SESSION, at.sessions.begin(name), max_age=LASTS, httponly=True, samesite="strict", secure=at.secure, path="/"
    )
    answer.delete_cookie(FORM)
    return answer


async def sign_out(request: Request) -> Response:
    at = served(request)
    await checked(request, at.sessions)
    at.sessions.end(request.cookies.get(SESSION))
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(SESSION)
    return answer


def _fits(at: Served, name: str, password: str) -> bool:
    known = at.roster.now().kept.get(name)
    return at.passwords.fits(password, known or _NOBODY) and known is not None


def _form(request: Request, going: str, status: int = 200, fault: str | None = None, name: str = "") -> Response:
    return page(request, "login.html", status=status, going=going, fault=fault, name=name)
