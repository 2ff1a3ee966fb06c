"""Text out of bytes. Reads what is plainly text in an encoding that news comes in, refuses the rest by name."""

import codecs
import re

from standoff.errors import ExtractionError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is the beginning of this one
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a sound, video or WebP file"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "gzip inside of gzip"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "an SQLite database"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
)
_EXPECTED = "expected plain text in UTF-8, in UTF-16 or UTF-32 with a byte order mark, or in Windows-1252"
_SAMPLE = 1 << 16
_WIDE_SHARE = 0.6
_MARKS_SHARE = 0.25
_CONTROL_SHARE = 0.02
_FOREIGN_SHARE = 0.3
_CONTROLS = bytes([*range(0x01, 0x09), *range(0x0E, 0x20), 0x7F])
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_MARK = re.compile(rb"[\x80-\xbf]")
_HIGH_LETTER = re.compile(rb"[\xc0-\xff]")
_LETTER = re.compile(rb"[A-Za-z\xc0-\xff]")


def decode(payload: bytes, uri: str) -> str:
    """Return the text that these bytes are, less a byte order mark. Raises ExtractionError where they are none."""
    for magic, name in _MAGIC:
        if payload.startswith(magic):
            raise ExtractionError(f"{uri}: looks like {name}; {_EXPECTED}: export its text, or leave it out")
    mark, encoding = next(((mark, name) for mark, name in _BOMS if payload.startswith(mark)), (b"", None))
    text = _decoded(payload[len(mark) :], encoding or _wide(payload) or "utf-8", uri)
    _check_controls(text, uri)
    return text


def _decoded(payload: bytes, encoding: str, uri: str) -> str:
    try:
        return payload.decode(encoding)
    except UnicodeDecodeError as error:
        western = _western(payload) if encoding == "utf-8" else None
        if western is not None:
            return western
        raise ExtractionError(
            f"{uri}: byte 0x{payload[error.start]:02x} at offset {error.start:,} is not {encoding.upper()}; "
            f"{_EXPECTED}: convert it with iconv -f ENCODING -t UTF-8"
        ) from error


def _wide(payload: bytes) -> str | None:
    """Tell UTF-16 without a mark: text in Latin letters has a NUL as every second byte."""
    sample = payload[:_SAMPLE]
    half = len(sample) // 2
    low, high = sample[1::2].count(0), sample[::2].count(0)
    if len(payload) % 2 or not half or min(low, high) > 0:
        return None
    return "utf-16-le" if low > _WIDE_SHARE * half else "utf-16-be" if high > _WIDE_SHARE * half else None


def _western(payload: bytes) -> str | None:
    """Read Windows-1252, None where it plainly is not.

    A valid UTF-8 sequence beside the bad byte means that the text is damaged UTF-8: read as Windows-1252, every
    quotation mark in it would become three letters. Mostly high bytes mean letters that are not Latin, as in KOI8-R.
    """
    letters, high, marks = (len(pattern.findall(payload)) for pattern in (_LETTER, _HIGH_LETTER, _MARK))
    if _MULTIBYTE.search(payload) or high > _FOREIGN_SHARE * letters or marks > _MARKS_SHARE * len(payload):
        return None
    try:
        return payload.decode("cp1252")
    except UnicodeDecodeError:
        return None


def _check_controls(text: str, uri: str) -> None:
    nul = text.find("\0")
    if nul >= 0:
        raise ExtractionError(f"{uri}: NUL character at offset {nul:,}, so this is not text; {_EXPECTED}")
    encoded = text.encode("utf-8", "surrogatepass")
    controls = len(encoded) - len(encoded.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(text):
        raise ExtractionError(
            f"{uri}: {controls:,} control characters in {len(text):,}, so this is not text; {_EXPECTED}"
        )


_DECLARED = re.compile(
    rb"""<meta[^<>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^<>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""", re.I
)
_DECLARED_WITHIN = 4096


def decode_page(payload: bytes, uri: str) -> str:
    """Return the markup that these bytes are: by its mark, as UTF-8, or as it declares itself.

    A bad byte in a page becomes U+FFFD, as in a browser: its text is made by the extractor in any case.
    """
    for magic, name in _MAGIC:
        if payload.startswith(magic):
            raise ExtractionError(f"{uri}: looks like {name}; expected a web page: leave it out")
    mark, encoding = next(((mark, name) for mark, name in _BOMS if payload.startswith(mark)), (b"", None))
    try:
        page = payload[len(mark) :].decode(encoding or _wide(payload) or "utf-8")
    except UnicodeDecodeError:
        page = payload[len(mark) :].decode(encoding or _declared(payload), errors="replace")
    page = page.replace("\0", "\ufffd")
    _check_controls(page, uri)
    return page


def _declared(payload: bytes) -> str:
    """Return the encoding that a page declares; Latin-1 means Windows-1252, as in every browser."""
    found = _DECLARED.search(payload, 0, _DECLARED_WITHIN)
    name = (found[1] or found[2]).decode("ascii", "replace") if found else "cp1252"
    try:
        known = codecs.lookup(name)
    except LookupError:
        return "cp1252"
    is_text = known.name not in {"iso8859-1", "ascii", "utf-8"} and getattr(known, "_is_text_encoding", True)
    return known.name if is_text else "cp1252"
