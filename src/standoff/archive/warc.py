"""Pages out of WARC files, streamed. A broken record is an error in its place, and reading goes on at the next."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from standoff.archive.coding import decoded
from standoff.archive.media import media_type_sent
from standoff.archive.places import fault, uri_of
from standoff.archive.streams import raw_stream
from standoff.errors import CaptureError
from standoff.types import Capture

_RECORD = re.compile(rb"WARC/[01]\.\d+\r?\n")
_BEGINNING = re.compile(rb"\x1f\x8b\x08|" + _RECORD.pattern)  # of a gzip member, or of a record as it is
_CHUNK = 1 << 20
_OVERLAP = 16
_PEEK = 2048
_HEADERS = 64 * 1024
_OK = 200
# The library takes base 32 in small letters for another digest.
_VERIFIABLE = re.compile(r"(?i:sha1|sha256|sha512|md5):(?:[A-Z2-7]+=*|[0-9A-Fa-f]+)")


@dataclass(frozen=True, slots=True)
class _Break:
    """Where in a file something is not as it should be, and what; `record` is the id, if so much can be read."""

    at: int
    why: str
    record: str | None = None


def pages(path: str, limit: int) -> Iterator[Capture | CaptureError]:
    """Yield the pages and plain texts that were sent with status 200, each with the id of its record.

    All other records are passed over. Broken ones are errors that say where they begin.
    """
    uri = uri_of(path)
    empty = True
    try:
        with raw_stream(path) as stream:
            for found in _records(stream, limit):
                empty = False
                page = _broken(uri, found) if isinstance(found, _Break) else _page(found, uri, limit)
                if page is not None:
                    yield page
    except OSError as error:
        raise fault(path, error) from error
    if empty:
        yield CaptureError(f"{uri}: no record in it; expected a WARC file: fetch it again, or leave it out")


def _broken(uri: str, found: _Break) -> CaptureError:
    name = f"record {found.record} at" if found.record else "at or after"
    return CaptureError(
        f"{uri} {name} byte {found.at:,}: broken WARC record ({found.why}); the rest is read: fetch the file again"
    )


def _records(stream: IO[bytes], limit: int) -> Iterator[WarcRecord | _Break]:
    """Yield the records of a file from its beginning, and a break in place of what is none."""
    at: int | None = 0
    broken = False
    while at is not None:
        stream.seek(at)
        found: WarcRecord | _Break | None = None
        for found in _readable(stream, at, limit):
            if isinstance(found, _Break):
                if found.record or not broken:  # what is left of one break is one, however many pieces it has
                    yield found
                broken, at = True, found.at
            else:
                broken = False
                yield found
        at = next_beginning(stream, at + 1) if isinstance(found, _Break) else None


def _readable(stream: IO[bytes], at: int, limit: int) -> Iterator[WarcRecord | _Break]:
    """Yield the records from where the stream stands up to its end, or up to a break."""
    is_read = False
    try:
        for record in ArchiveIterator(stream, parse_http=False):
            at, is_read = record.stream_pos, True
            if _holds_page(record) and record.content_length <= limit + _HEADERS and (why := _damage(record)):
                yield _Break(at, why, record.record_id)
                return
            yield record
    except OSError as error:
        if error.errno is not None:  # the disk's, not the format's
            raise
        yield _Break(at, str(error).lower())
        return
    if (begins := _swallowing(stream, at, is_read=is_read)) is not None:
        yield _Break(begins, "a gzip header that swallows what follows")


def _swallowing(stream: IO[bytes], at: int, *, is_read: bool) -> int | None:
    """Return where a gzip member begins that the library took for the end, though records follow.

    A header can announce a field as long as the file. `at` is where the last record began that was read, or where
    reading began.
    """
    stream.seek(at)
    if stream.read(2) != b"\x1f\x8b":
        return None
    begins = _end_of_member(stream, at) if is_read else at
    return begins if begins is not None and next_beginning(stream, begins + 1) is not None else None


def _end_of_member(stream: IO[bytes], at: int) -> int | None:
    """Return where the gzip member ends that begins at `at`, None if it is not whole."""
    stream.seek(at)
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while not unpacking.eof:
            if not (piece := unpacking.unconsumed_tail or stream.read(_HEADERS)):
                return None
            unpacking.decompress(piece, _CHUNK)
    except zlib.error:
        return None
    return stream.tell() - len(unpacking.unused_data)


def _holds_page(record: WarcRecord) -> bool:
    return record.record_type == WarcRecordType.response and record.is_http


def _damage(record: WarcRecord) -> str | None:
    """Take a record into memory and say what is wrong with it. A length that is too great swallows what follows."""
    size = record.content_length
    record.freeze()
    if record.content_length != size:
        return f"{size:,} bytes announced, {record.content_length:,} found"
    told = record.headers.get("WARC-Block-Digest") or ""
    if _VERIFIABLE.fullmatch(told) and not record.verify_block_digest():
        return "its digest is that of other bytes"
    return None


def next_beginning(stream: IO[bytes], at: int) -> int | None:
    """Return where the next record begins, at or after `at`; None if none does."""
    stream.seek(at)
    kept = b""
    while piece := stream.read(_CHUNK):
        window = kept + piece
        start = stream.tell() - len(window)
        for match in _BEGINNING.finditer(window):
            if _begins(stream, start + match.start()):
                return start + match.start()
        stream.seek(start + len(window))
        kept = window[-_OVERLAP:]
        if len(piece) < _CHUNK:
            return None
    return None


def _begins(stream: IO[bytes], at: int) -> bool:
    """Tell whether a record begins at `at`, compressed or not."""
    stream.seek(at)
    head = stream.read(_PEEK)
    if not head.startswith(b"WARC/"):
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, _OVERLAP)
        except zlib.error:
            return False
    return bool(_RECORD.match(head))


def _page(record: WarcRecord, uri: str, limit: int) -> Capture | CaptureError | None:
    """Return the page of a record, None if it holds none."""
    if not _holds_page(record):
        return None
    record.parse_http()
    if not _may_be_page(record):
        return None
    name = f"{uri} record {record.record_id}"
    if record.content_length > limit + _HEADERS:
        return CaptureError(f"{name}: more than {limit:,} bytes; a page has fewer: leave it out")
    return _capture(record, name, limit)


def _may_be_page(record: WarcRecord) -> bool:
    """Tell whether a page or a text was sent, or something that does not say what it is."""
    if not record.is_http_parsed or record.http_headers.status_code != _OK:
        return False
    return not record.http_content_type or media_type_sent(record.http_content_type, b"") is not None


def _capture(record: WarcRecord, name: str, limit: int) -> Capture | CaptureError | None:
    headers, target = record.http_headers, record.headers.get("WARC-Target-URI")
    if not target:
        return CaptureError(f"{name}: without a WARC-Target-URI; the address of a page was expected: leave it out")
    try:
        codings = (headers.get("Transfer-Encoding"), headers.get("Content-Encoding"))
        payload = decoded(record.reader.read(), *codings, limit)
    except CaptureError as error:
        return CaptureError(f"{name} ({target}): {error}")
    media_type = media_type_sent(record.http_content_type, payload[:_PEEK])
    if media_type is None:
        return None
    identity = (record.record_id or "").strip("<> ") or None
    return Capture(target.strip("<> "), media_type, payload, captured_at=record.record_date, record=identity)
