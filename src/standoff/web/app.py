"""The application: pages, their JSON, and what guards them."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import files

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.staticfiles import StaticFiles

from standoff import __version__
from standoff.errors import SettingsError
from standoff.web import mishaps, openapi
from standoff.web.pages import ROUTES
from standoff.web.security.access import OPEN, SignedIn
from standoff.web.security.guards import KnownHosts, LimitedBodies, ReadOnly, SafeHeaders
from standoff.web.serving import Served
from standoff.web.settings import WebSettings

SWITCH = 0.0005
"""Seconds after which the thread that counts the record gives way to those that answer.

An answer gives way at each of its hundred questions to the database, and with Python's 5 ms waits as long after each.
"""


def create_app(settings: WebSettings) -> FastAPI:
    """Return the application that serves a record; raise SettingsError where it would be open to everybody."""
    served = Served.of(settings)
    if not settings.is_local and not served.roster.now():
        raise SettingsError(
            f"{settings.host} can be reached from other machines, and nobody has a password; "
            "`standoff user add NAME` makes one, or leave out --host"
        )
    app = FastAPI(
        title="Standoff",
        version=__version__,
        summary="The record of a dispute: who said what, who demands what of whom, and what became of it.",
        description=openapi.DESCRIPTION,
        openapi_tags=openapi.TAGS,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
        middleware=_guards(settings, served),
    )
    app.state.served = served
    app.mount("/static", StaticFiles(directory=str(files("standoff.web") / "static")), name="static")
    for routes in ROUTES:
        app.include_router(routes())
    mishaps.install(app)
    openapi.install(app)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    served: Served = app.state.served
    sys.setswitchinterval(min(sys.getswitchinterval(), SWITCH))
    served.record.start()
    try:
        yield
    finally:
        await run_in_threadpool(served.record.stop)


def _guards(settings: WebSettings, served: Served) -> list[Middleware]:
    """Return what every request passes, the outermost first."""
    guards = [
        Middleware(SafeHeaders),
        Middleware(KnownHosts, settings),
        Middleware(LimitedBodies, settings.max_body),
    ]
    if settings.read_only:
        guards.append(Middleware(ReadOnly, OPEN))
    if served.roster.now() and not (settings.read_only and settings.is_local):
        guards.append(Middleware(SignedIn, served.sessions, served.roster))
    return guards
