"""Forms are only taken from pages of ours: they carry a token that no other page can know."""

import secrets

from fastapi import HTTPException
from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from standoff.web.security.access import FORM, session_of
from standoff.web.security.sessions import Sessions

TOKEN = "token"  # noqa: S105 (the name of a field)


def mark_of(request: Request, sessions: Sessions) -> str:
    """Return what the forms of this visitor are known by: of a session, or of the cookie of who has none; else new."""
    session = session_of(request, sessions)
    return session.mark if session else request.cookies.get(FORM) or secrets.token_urlsafe(16)


def keep_mark(response: Response, mark: str, *, secure: bool) -> None:
    response.set_cookie(FORM, mark, httponly=True, samesite="strict", secure=secure, path="/")


async def checked(request: Request, sessions: Sessions) -> dict[str, str]:
    """Return the fields of a form; raise HTTPException if it does not come from a page of ours."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        raise HTTPException(403, "This form was sent by another site.")
    fields = _texts(await request.form(max_files=0, max_fields=50))
    if not sessions.fits(fields.get(TOKEN, ""), mark_of(request, sessions)):
        raise HTTPException(403, "This form is too old, or was not sent by a page of this server; load it again.")
    return fields


def _texts(form: FormData) -> dict[str, str]:
    return {name: value for name, value in form.items() if not isinstance(value, UploadFile)}
