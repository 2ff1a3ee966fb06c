"""Text out of bytes: what is read, and what is refused by name."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import ExtractionError
from standoff.extract.decode import decode, decode_page


def refusal(payload: bytes) -> str:
    with pytest.raises(ExtractionError) as caught:
        decode(payload, "report.txt")
    return str(caught.value)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_is_kept_to_the_character(text: str) -> None:
    payload = text.encode()
    if not payload.startswith(
        (codecs.BOM_UTF8, b"BZh", b"GIF8", b"RIFF", b"Rar!", b"%PDF", b"ID3", b"OggS", b"{\\rtf")
    ):
        assert decode(payload, "report.txt") == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be"])
def test_unicode_in_every_usual_form_is_read(encoding: str) -> None:
    text = "“Переговоры” failed — in Kyiv 🇺🇦\r\n"
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    assert decode(mark + text.encode(encoding), "report.txt") == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_read_where_it_is_plain(encoding: str) -> None:
    text = "The “talks” failed on Tuesday.\r\n"
    assert decode(text.encode(encoding), "report.txt") == text


def test_line_ends_and_spaces_are_not_touched() -> None:
    text = "  One.\r\n\r\nTwo.\rThree.\n\t"
    assert decode(text.encode(), "report.txt") == text


def test_windows_1252_is_read_with_its_quotation_marks() -> None:
    assert decode(b"\x93Caf\xe9\x94 \x96 he said", "report.txt") == "“Café” – he said"


def test_damaged_utf_8_is_not_taken_for_windows_1252() -> None:
    message = refusal("He said “no” – ".encode() + b"caf\xe9")
    assert "byte 0xe9 at offset 24 is not UTF-8" in message
    assert "iconv" in message


def test_an_alphabet_that_is_not_latin_is_not_taken_for_windows_1252() -> None:
    assert "is not UTF-8" in refusal("Переговоры провалились".encode("koi8-r"))


def test_a_byte_that_windows_1252_does_not_know_is_named() -> None:
    assert "byte 0x81 at offset 3" in refusal(b"abc\x81")


@pytest.mark.parametrize(
    ("payload", "name"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG image"),
        (b"%PDF-1.7 text", "a PDF document"),
        (b"PK\x03\x04\x14\0", "a ZIP archive or an office document"),
        (b"{\\rtf1\\ansi The talks}", "an RTF document"),
        (b"SQLite format 3\0", "an SQLite database"),
    ],
)
def test_a_binary_file_named_txt_is_refused_by_its_kind(payload: bytes, name: str) -> None:
    assert f"report.txt: looks like {name};" in refusal(payload)


def test_a_text_with_a_nul_is_refused_with_its_offset() -> None:
    assert "NUL character at offset 9" in refusal(b"The talks\0 failed.")


def test_a_file_of_control_characters_is_refused() -> None:
    assert "control characters" in refusal(b"\x01\x02\x03\x04abc\x05\x06")


def test_half_a_character_at_the_end_of_utf_16_is_refused() -> None:
    assert "UTF-16-LE" in refusal(codecs.BOM_UTF16_LE + b"a\0\x3d\xd8")


@pytest.mark.parametrize(
    ("payload", "expected"),
    [
        ("<p>“é”".encode(), "<p>“é”"),
        (b'<meta charset="windows-1251"><p>\xcc\xee\xf1\xea\xe2\xe0', '<meta charset="windows-1251"><p>Москва'),
        (b'<meta http-equiv=x content="text/html; charset=ISO-8859-1">\x93a', None),
        (b'<?xml version="1.0" encoding="koi8-r"?><p>\xed', '<?xml version="1.0" encoding="koi8-r"?><p>М'),
        (b'<meta charset="no-such-thing"><p>\xe9', '<meta charset="no-such-thing"><p>é'),
        (b'<meta charset="rot13"><p>\xe9', '<meta charset="rot13"><p>é'),
        ("<p>“é”".encode("utf-16"), "<p>“é”"),
        (b"<p>a\0b", "<p>a\ufffdb"),
    ],
)
def test_a_page_is_read_by_its_mark_as_utf_8_or_as_it_declares(payload: bytes, expected: str | None) -> None:
    page = decode_page(payload, "page.html")
    assert page == expected if expected else page.endswith("“a")


@given(st.binary())
def test_any_bytes_are_text_or_an_error_of_ours(payload: bytes) -> None:
    for read in (decode, decode_page):
        try:
            assert "\0" not in read(payload, "report.txt")
        except ExtractionError as error:
            assert str(error).startswith("report.txt: ")  # noqa: PT017
