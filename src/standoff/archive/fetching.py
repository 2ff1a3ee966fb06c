"""One request and its response, within limits of time and size. What goes wrong is a FetchError."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import SplitResult, quote, urlsplit

import httpcore

from standoff.archive.manners import Manners
from standoff.archive.network import Guarded
from standoff.archive.records import Response
from standoff.errors import FetchError

_SCHEMES = ("http", "https")
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"


def exchange(uri: str, headers: Mapping[str, str], manners: Manners, context: ssl.SSLContext) -> Response:
    """Ask for `uri` and return what is answered, whatever its status. Redirections are not followed here."""
    parts = _parts(uri)
    host = _host(parts, uri)
    sent = {
        "Host": host if parts.port is None else f"{host}:{parts.port}",
        "User-Agent": manners.agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **headers,
    }
    where = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    url = httpcore.URL(scheme=parts.scheme, host=host.strip("[]"), port=parts.port, target=where)
    guarded = Guarded(manners.deadline, allow_private=manners.allow_private)
    with (
        _translated(uri),
        httpcore.ConnectionPool(context, network_backend=guarded) as pool,
        pool.stream("GET", url, headers=[(name.encode(), _header(value)) for name, value in sent.items()]) as response,
    ):
        body = _body(response, uri, manners.max_bytes)
        return Response(uri, response.status, tuple(response.headers), body, datetime.now(UTC))


def _header(value: str) -> bytes:
    """Return a value that may be sent: validators come from servers, and line breaks would be headers of their own."""
    return "".join(each for each in value if each.isprintable()).encode("latin-1", "ignore")


def _parts(uri: str) -> SplitResult:
    try:
        parts = urlsplit(uri)
        known = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise FetchError(
            f"{uri}: no address of a page ({error}); one such as https://news.example/ was expected"
        ) from error
    if not known:
        raise FetchError(f"{uri}: no address of a page; one that begins with http:// or https:// was expected")
    return parts


def _host(parts: SplitResult, uri: str) -> str:
    name = parts.hostname or ""
    try:
        return f"[{name}]" if ":" in name else name.encode("idna").decode()
    except UnicodeError as error:
        raise FetchError(f"{uri}: {name!r} is no name of a host ({error}); check the address") from error


def _body(response: httpcore.Response, uri: str, limit: int) -> bytes:
    pieces, size = [], 0
    for piece in response.iter_stream():
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise FetchError(f"{uri}: more than {limit:,} bytes; a page has fewer: it is left out")
    return b"".join(pieces)


@contextmanager
def _translated(uri: str) -> Iterator[None]:
    """Raise what goes wrong on the way as a FetchError that says whether trying again may help."""
    try:
        yield
    except FetchError as error:
        raise error if str(error).startswith(uri) else FetchError(f"{uri}: {error}") from error
    except httpcore.TimeoutException as error:
        raise FetchError(f"{uri}: no whole response in time; it is tried again later", passing=True) from error
    except (httpcore.NetworkError, httpcore.RemoteProtocolError) as error:
        reason = str(error) or type(error).__name__
        raise FetchError(f"{uri}: no whole response ({reason}); it is tried again later", passing=True) from error
    except (httpcore.LocalProtocolError, httpcore.UnsupportedProtocol) as error:
        raise FetchError(f"{uri}: cannot be asked for ({error}); check the address") from error
