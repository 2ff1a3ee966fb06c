"""What goes wrong becomes a page or JSON that says so, and never how the program looks inside."""

from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from standoff.errors import NotKeptError, SettingsError, StandoffError, StoreBusyError
from standoff.web.serving import page

RETRY = 3
"""Seconds after which a page that was not ready is asked for again."""


def install(app: FastAPI) -> None:
    """Let `app` answer every kind of error."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(StandoffError, _ours)
    app.add_exception_handler(Exception, _unforeseen)


def _http(request: Request, error: Exception) -> Response:
    status, detail = (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return _answer(request, status, detail, headers)


def _invalid(request: Request, error: Exception) -> Response:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    said = "; ".join(f"{'.'.join(map(str, each['loc'][1:]))}: {each['msg']}" for each in found)
    return _answer(request, HTTPStatus.UNPROCESSABLE_ENTITY, said)


def _ours(request: Request, error: Exception) -> Response:
    match error:
        case StoreBusyError():
            return _answer(request, HTTPStatus.SERVICE_UNAVAILABLE, str(error), {"Retry-After": str(RETRY)})
        case NotKeptError() | SettingsError():
            return _answer(request, HTTPStatus.NOT_FOUND, str(error))
        case _:
            return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, str(error))


def _unforeseen(request: Request, _: Exception) -> Response:
    return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "This is a fault of standoff; its log says more.")


def _answer(request: Request, status: int, detail: str, headers: dict[str, str] | None = None) -> Response:
    if request.url.path.endswith(".json"):
        return JSONResponse({"detail": detail}, status_code=status, headers=headers)
    title = HTTPStatus(status).phrase
    made = page(request, "error.html", status=status, title=title, detail=detail, code=status)
    made.headers.update(headers or {})
    return made
