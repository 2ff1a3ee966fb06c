"""`standoff serve`: the record in a browser."""

import webbrowser
from importlib.util import find_spec
from pathlib import Path
from threading import Timer

import click

from standoff.cli import options
from standoff.cli.stories import work_out
from standoff.errors import SettingsError
from standoff.store import open_store, shown
from standoff.web.settings import WebSettings

_NEEDED = ("fastapi", "jinja2", "uvicorn", "docx", "python_multipart")
_SOON = 1.0


@click.command(short_help="Show the record in a browser.")
@options.db
@options.users
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to bind to.")
@click.option("--port", type=click.IntRange(1, 65535), default=8137, show_default=True, help="The port to bind to.")
@click.option("--open", "opens", is_flag=True, help="Open the first page in the browser.")
@click.option("--read-only", is_flag=True, help="Refuse whatever could change the record.")
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="NAME",
    help="A name by which a proxy before this server is called. Cookies are then for HTTPS alone. Repeatable.",
)
def command(
    db: str, users_at: Path | None, host: str, port: int, opens: bool, read_only: bool, hosts: tuple[str, ...]
) -> None:
    """Show the record in a browser.

    The brief, the demands, the timeline, who to whom, who said what, and every article with its rows marked; each line
    leads to the words that prove it, and every row can be corrected. What `--json` writes, programs find under the
    address of the same page: http://127.0.0.1:8137/api says how.

    Only this machine can reach it. To bind to another address, somebody must be able to sign in: `standoff user add`.
    While another `standoff read` adds to the record, the pages follow.

    \b
    Examples:
      standoff serve --open
      standoff serve --db crisis.db --port 8200
      standoff serve --read-only --allow-host record.example.org     behind a proxy that does HTTPS
    """
    if absent := [each for each in _NEEDED if find_spec(each) is None]:
        raise SettingsError(
            f"standoff serve needs {', '.join(absent)}, which are not installed; pip install 'standoff[web]'"
        )
    _prepare(db, read_only=read_only)
    called = tuple(each.lower() for each in hosts)
    _serve(WebSettings(db, host, port, read_only, called, users_at), opens=opens)


def _prepare(db: str, *, read_only: bool) -> None:
    """See that the database is there, and work out its stories where an earlier version wrote it."""
    with open_store(db, create=False, read_only=read_only) as store:
        if not read_only and not store.is_settled():
            work_out(store)


def _serve(settings: WebSettings, *, opens: bool) -> None:
    # Loaded here, since the rest of the command line must work without them.
    import uvicorn

    from standoff.web.app import create_app

    app = create_app(settings)
    host, port = settings.host, settings.port
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}/"
    click.echo(f"serving {shown(settings.db)} at {address}  (Ctrl-C stops it)", err=True)
    if opens:
        opening = Timer(_SOON, webbrowser.open, [address])
        opening.daemon = True
        opening.start()
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        # A proxy of this machine says whose a request is: not everybody pays for one who guesses passwords.
        proxy_headers=bool(settings.hosts),
        forwarded_allow_ips="127.0.0.1,::1",
        server_header=False,
        date_header=True,
    )
