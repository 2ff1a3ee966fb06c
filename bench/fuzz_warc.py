"""Feed the reader of WARC files, and the keeper of captures, with what a fuzzer makes of sound records.

    pip install atheris
    python bench/fuzz_warc.py [-max_total_time=600] [CORPUS]

The first byte says how the rest becomes a file: as it is, in gzip members, or in gzip members one byte of which is
changed. Nothing may come out but captures and errors of our own, and what is read must be over soon.
"""

import gzip
import shutil
import sys
import tempfile
import time
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["standoff"]):
    from standoff.archive import Archive
    from standoff.archive.warc import pages
    from standoff.errors import ArchiveError, CaptureError
    from standoff.types import Capture

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.warcs import PAGE, answer, record

LIMIT = 100_000
SECONDS = 5.0
FOLDER = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
CUT = b"\n\n\n"


def seeds() -> list[bytes]:
    packed = gzip.compress(PAGE, mtime=0)
    records = [
        record(1),
        record(2, answer(packed, b"Content-Encoding: gzip")),
        record(3, answer(b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), b"Transfer-Encoding: chunked")),
        record(4, answer(PAGE, b"Content-Encoding: br")),
        record(5, answer(), b"WARC-Block-Digest: sha1:" + b"A" * 32),
        record(6, b"", kind=b"revisit"),
        record(7, b"software: x\r\n", kind=b"warcinfo", media=b"application/warc-fields"),
        record(8, PAGE, b'Standoff-Fields: {"publisher": "A"}', kind=b"resource", media=b"text/html"),
    ]
    return [
        bytes([way]) + b"\x00\x20\x07" + CUT.join(records[at:] + records[:at]) for way in range(3) for at in range(8)
    ]


def file_of(data: bytes) -> bytes:
    way, at, with_ = data[0] % 3, int.from_bytes(data[1:3], "big"), data[3]
    if way == 0:
        return data[4:].replace(CUT, b"")
    made = bytearray(b"".join(gzip.compress(each, 1, mtime=0) for each in data[4:].split(CUT)))
    if way == 2:
        made[at % len(made)] ^= with_ or 1
    return bytes(made)


def one(data: bytes) -> None:
    if len(data) < 5:
        return
    path = FOLDER / "captures" / "captures-00001.warc.gz"
    shutil.rmtree(path.parent, ignore_errors=True)
    path.parent.mkdir()
    path.write_bytes(file_of(data))
    begun = time.perf_counter()
    for found in pages(str(path), LIMIT):
        if not isinstance(found, Capture | CaptureError):
            raise TypeError(found)
        if isinstance(found, Capture) and len(found.payload) > LIMIT:
            raise ValueError("over the limit")
    try:
        with Archive(path.parent, max_bytes=LIMIT) as archive:
            archive.keep(Capture("a.txt", "text/plain", b"words"))
            list(archive.unread())
    except ArchiveError:
        pass
    if time.perf_counter() - begun > SECONDS:
        raise TimeoutError


def main() -> None:
    corpus = FOLDER / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(seeds()):
        (corpus / str(number)).write_bytes(seed)
    atheris.Setup([*sys.argv, str(corpus), "-max_len=8192"], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
