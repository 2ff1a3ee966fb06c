"""WARC records of what is kept: how they are written."""

import http
import io
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import uuid4

from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from standoff.archive.recorded import FIELDS, FILE, REPORT, Kept
from standoff.types import Capture

_SAME = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
_SAFE = "!#$%&'()*+,/:;=?@[]~"
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Response:
    """What a server answered, its body without chunks and otherwise as it came."""

    uri: str
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    received_at: datetime

    def header(self, name: str) -> str | None:
        wanted = name.lower().encode()
        return next((value.decode("latin-1") for key, value in self.headers if key.lower() == wanted), None)


def target(uri: str) -> str:
    """Return an address as a WARC names it: a path as a `file:` address, nothing that a header could not hold."""
    return quote(uri, safe=_SAFE) if uri.lower().startswith(("http:", "https:")) else FILE + quote(uri)


def info() -> bytes:
    """Return the record that opens a file."""
    words = b"software: standoff\r\nformat: WARC file version 1.1\r\n"
    return _packed(_record(WarcRecordType.warcinfo, None, "application/warc-fields", words))


def of_capture(capture: Capture) -> bytes:
    """Return bytes of a file, or of a record of another archive, as a record."""
    kind = WarcRecordType.conversion if capture.record else WarcRecordType.resource
    record = _record(kind, capture.uri, capture.media_type, capture.payload, capture.captured_at)
    if capture.record:
        record.headers["WARC-Refers-To"] = f"<{quote(capture.record, safe=_SAFE)}>"
    if capture.fields:
        record.headers[FIELDS] = json.dumps(dict(capture.fields))
    return _packed(record)


def of_revisit(capture: Capture, of: Kept) -> bytes:
    """Return a record that says that the same bytes were found at another address."""
    record = _record(WarcRecordType.revisit, capture.uri, capture.media_type, b"", capture.captured_at)
    record.headers["WARC-Profile"] = _SAME
    record.headers["WARC-Payload-Digest"] = of.digest
    record.headers["WARC-Refers-To"] = f"<{of.record}>"
    record.headers["WARC-Refers-To-Target-URI"] = of.uri
    return _packed(record)


def of_response(response: Response, *, is_report: bool = False) -> bytes:
    """Return a response as a record; a report is to be read."""
    reason = http.HTTPStatus(response.status).phrase if response.status in set(http.HTTPStatus) else ""
    lines = [f"HTTP/1.1 {response.status} {reason}".rstrip().encode()]
    # The body is kept without its chunks, so the header must not speak of them.
    lines += [name + b": " + value for name, value in response.headers if name.lower() != b"transfer-encoding"]
    block = b"\r\n".join(lines) + b"\r\n\r\n" + response.body
    record = _record(
        WarcRecordType.response, response.uri, "application/http; msgtype=response", block, response.received_at
    )
    if is_report:
        record.headers[REPORT] = "yes"
    return _packed(record)


def _record(
    kind: WarcRecordType, uri: str | None, media_type: str, block: bytes, at: datetime | None = None
) -> WarcRecord:
    record = WarcRecord()
    record.init_headers(kind)
    record.record_id = f"<urn:uuid:{uuid4()}>"
    record.record_date = at or datetime.now(UTC)
    if uri is not None:
        record.headers["WARC-Target-URI"] = target(uri)
    record.headers["Content-Type"] = media_type
    record.set_bytes_content(block)
    return record


def _packed(record: WarcRecord) -> bytes:
    out = io.BytesIO()
    writer = GzipWriter(out, compression_level=_LEVEL)
    record.write(writer, checksum_data=True)
    writer.finish()
    return out.getvalue()
