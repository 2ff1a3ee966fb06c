"""What the WARC records of ours say when they are read again."""

import io
from dataclasses import dataclass
from urllib.parse import unquote

import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from standoff.archive.coding import decoded
from standoff.archive.media import media_type_sent
from standoff.errors import ArchiveError, CaptureError
from standoff.types import Capture

FIELDS = "Standoff-Fields"
"""The header that holds what came beside the bytes."""

REPORT = "Standoff-Report"
"""The header of a response that is to be read, as a feed is not."""

FILE = "file:"


@dataclass(frozen=True, slots=True)
class Kept:
    """What the index knows of a record. `digest` is that of the payload as it is read, without codings of HTTP."""

    record: str
    kind: str
    uri: str
    digest: str
    captured_at: str
    media_type: str | None = None
    status: int | None = None
    etag: str | None = None
    modified: str | None = None
    is_report: bool = False


def uri_of_target(name: str) -> str:
    """Return the address that `target` was made of; that of a page stays quoted."""
    return unquote(name.removeprefix(FILE)) if name.startswith(FILE) else name


def parsed(member: bytes) -> WarcRecord:
    """Return the record that a member holds, in memory; raise ArchiveError where it holds none."""
    try:
        for record in ArchiveIterator(io.BytesIO(member), parse_http=False):
            size = record.content_length
            record.freeze()
            if record.content_length == size:
                return record
    except OSError as error:
        raise ArchiveError(f"a record that is none ({str(error).lower()})") from error
    raise ArchiveError("a record that is not whole")


def capture_of(record: WarcRecord, limit: int) -> Capture:
    """Return what a record of ours holds, as it is read."""
    uri = uri_of_target(record.headers.get("WARC-Target-URI") or "")
    fields = _fields(record)
    identity = (record.record_id or "").strip("<>")
    if record.record_type != WarcRecordType.response:
        origin = (record.headers.get("WARC-Refers-To") or "").strip("<>") or None
        media_type = record.headers.get("Content-Type") or ""
        return Capture(uri, media_type, record.reader.read(), record.record_date, fields, origin)
    payload, sent = payload_of(record, limit)
    return Capture(uri, media_type_sent(sent, payload) or "", payload, record.record_date, fields, identity)


def _fields(record: WarcRecord) -> tuple[tuple[str, str], ...]:
    told = record.headers.get(FIELDS) or "{}"
    try:
        return tuple(msgspec.json.decode(told, type=dict[str, str]).items())
    except msgspec.DecodeError as error:
        raise ArchiveError(f"a header {FIELDS} that is none ({error})") from error


def payload_of(record: WarcRecord, limit: int) -> tuple[bytes, str | None]:
    """Return the payload of a response without its codings, and what it says that it is."""
    record.parse_http()
    if not record.is_http_parsed:
        raise ArchiveError("an response without its headers")
    headers = record.http_headers
    body = record.reader.read()
    try:
        payload = decoded(body, None, headers.get("Content-Encoding"), limit)
    except CaptureError:
        payload = body
    return payload, headers.get("Content-Type")


def kept_of(record: WarcRecord, limit: int) -> Kept | None:
    """Return what the index is to know of a record, None of one that opens a file."""
    if record.record_type == WarcRecordType.warcinfo:
        return None
    uri, when = record.headers.get("WARC-Target-URI") or "", record.headers.get("WARC-Date") or ""
    common = ((record.record_id or "").strip("<>"), record.headers.get("WARC-Type") or "", uri)
    if record.record_type == WarcRecordType.revisit:
        return Kept(*common, record.headers.get("WARC-Payload-Digest") or "", when, record.headers.get("Content-Type"))
    if record.record_type != WarcRecordType.response:
        _fields(record)
        found = Capture(uri, "", record.reader.read())
        return Kept(*common, found.digest, when, record.headers.get("Content-Type"))
    payload, sent = payload_of(record, limit)
    headers = record.http_headers
    return Kept(
        *common,
        Capture(uri, "", payload).digest,
        when,
        media_type_sent(sent, payload),
        headers.status_code,
        headers.get("ETag"),
        headers.get("Last-Modified"),
        is_report=REPORT in record.headers,
    )
