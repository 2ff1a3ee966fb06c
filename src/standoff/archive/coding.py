"""What HTTP wraps around a payload, taken off again, never more of it than a limit."""

import io
import zlib
from collections.abc import Callable
from types import MappingProxyType

from fastwarc.stream_io import BrotliReader, ChunkedReader, ZstdReader

from standoff.errors import CaptureError

_GZIP = b"\x1f\x8b"
_Unpack = Callable[[bytes, int], bytes]


def decoded(body: bytes, transfer: str | None, content: str | None, limit: int) -> bytes:
    """Return the payload of a body as it was sent; raise CaptureError where it is broken or over `limit`.

    Crawlers often keep the headers and take the coding off: a body that does not look coded is left as it is.
    """
    if "chunked" in (transfer or "").lower() and _looks_chunked(body):
        body = _unpacked(_unchunked, "chunked", body, limit)
    for name in reversed([name.strip().lower() for name in (content or "").split(",")]):
        unpack = _CODINGS.get(name)
        if unpack and (_looks_packed(body, name)):
            body = _unpacked(unpack, name, body, limit)
    if len(body) > limit:
        raise CaptureError(f"more than {limit:,} bytes (decompressed); a page has fewer: leave it out")
    return body


def _unpacked(unpack: _Unpack, name: str, body: bytes, limit: int) -> bytes:
    try:
        return unpack(body, limit + 1)
    except (OSError, zlib.error, EOFError) as error:
        raise CaptureError(f"broken {name} coding ({str(error).lower()}); fetch it again, or leave it out") from error


def _looks_chunked(body: bytes) -> bool:
    size = body.partition(b"\n")[0].partition(b";")[0].strip()
    return 0 < len(size) <= 16 and all(digit in b"0123456789abcdefABCDEF" for digit in size)


def _looks_packed(body: bytes, name: str) -> bool:
    if name in {"gzip", "x-gzip"}:
        return body.startswith(_GZIP)
    return bool(body) and not body.lstrip().startswith(b"<")


def _unchunked(body: bytes, size: int) -> bytes:
    return ChunkedReader(io.BytesIO(body)).read(size)


def _gunzip(body: bytes, size: int) -> bytes:
    """Unpack gzip, and what is cut off in its end too: browsers show such pages."""
    return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, size)


def _inflate(body: bytes, size: int) -> bytes:
    """Unpack what calls itself deflate: with the header of zlib, or, as some servers send it, without."""
    try:
        return zlib.decompressobj().decompress(body, size)
    except zlib.error:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(body, size)


_CODINGS = MappingProxyType(
    {
        "gzip": _gunzip,
        "x-gzip": _gunzip,
        "deflate": _inflate,
        "br": lambda body, size: BrotliReader(io.BytesIO(body)).read(size),
        "zstd": lambda body, size: ZstdReader(io.BytesIO(body)).read(size),
    }
)
