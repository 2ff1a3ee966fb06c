"""The address that a page gives for its own: which is believed, and which is not."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.extract.canonical import canonical_of

PAGE = "https://herald.example/news/story?ref=feed"


def own(*given: str, page: str = PAGE, base: str = "") -> str | None:
    return canonical_of(page, base, given)


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("https://herald.example/news/story", "https://herald.example/news/story"),
        (" https://herald.example/news/story\n", "https://herald.example/news/story"),
        ("/2022/story", "https://herald.example/2022/story"),
        ("story", "https://herald.example/news/story"),
        ("//www.herald.example/story", "https://www.herald.example/story"),
        ("https://herald.example/news/story#comments", "https://herald.example/news/story"),
        ("http://courier.example:8080/?p=7", "http://courier.example:8080/?p=7"),
        ("https://courier.example?p=7", "https://courier.example?p=7"),
        ("HTTPS://Herald.Example/Story", "https://Herald.Example/Story"),
        ("https://вестник.example/новости/договор", "https://вестник.example/новости/договор"),
    ],
)
def test_an_address_is_joined_to_that_of_the_page_and_may_be_on_another_host(value: str, address: str) -> None:
    assert own(value) == address


@pytest.mark.parametrize(
    "value",
    [
        "",
        "#top",
        "javascript:alert(1)",
        "data:text/html,hello",
        "ftp://herald.example/story",
        "file:///etc/passwd",
        "https://herald.example",
        "https://herald.example/",
        "https://herald.example/#top",
        "https://localhost/story",
        "https://cms/story",
        "https://cms.internal/story",
        "http://herald.LOCAL/story",
        "http://127.0.0.1/story",
        "http://10.0.0.7:8080/story",
        "http://0x7f.1/story",
        "http://2130706433/story",
        "http://[::1]/story",
        "http://[::1/story",
        "https://herald.example@evil.example/story",
        "https://user:secret@herald.example/story",
        "https://herald.example\\@evil.example/story",
        "https://herald.example:port/story",
        "https://herald.example/a story",
        'https://herald.example/"><script>',
        "https://herald.example/{{ slug }}",
        "https://herald.example/sto\x00ry",
        "https://herald.example/sto\nry",
        "java\nscript:alert(1)",
        "https://herald.example/sto\u202ery",
        "https://herald.example/sto\u200bry",
        f"https://herald.example/{'a' * 2000}",
        "a" * 1_000_000,
    ],
)
def test_what_is_no_address_of_a_page_on_the_open_web_is_not_believed(value: str) -> None:
    page = "https://herald.example/" if value == "#top" else PAGE
    assert own(value, page=page) is None
    assert own(value, "/story", page=page) == "https://herald.example/story"


def test_a_page_out_of_a_file_gives_its_own_address_whole() -> None:
    assert own("https://herald.example/story", page="pages/story.html") == "https://herald.example/story"
    for value in ("/story", "//herald.example/story", "https:///story", "herald.example/story"):
        assert own(value, page="pages/story.html") is None
    assert own("/story", page="pages/story.html", base="https://herald.example/") == "https://herald.example/story"


def test_what_a_page_says_that_addresses_are_relative_to_counts() -> None:
    assert own("story", base="/archive/") == "https://herald.example/archive/story"
    assert own("story", base="javascript:alert(1)//") is None
    assert own("story", base="http://[") is None
    assert own("story", base="/arch\u202eive/") is None


@pytest.mark.parametrize("within", ["a" * 3000, "a\u200bb", "a b"])
def test_what_is_no_address_once_it_is_joined_is_not_believed(within: str) -> None:
    assert own("story", page=f"https://herald.example/{within}/news") is None
    assert own("/story", page=f"https://herald.example/{within}/news") == "https://herald.example/story"


def test_a_page_that_says_endlessly_much_of_its_address_takes_no_time() -> None:
    base = f"https://herald.example{'/' * 3000}"
    assert own("/story", base=base) is None
    more = iter(range(100_000))
    assert canonical_of(PAGE, "", ("javascript:alert(1)" for _ in more)) is None
    assert next(more) < 100


_PARTS = st.sampled_from((
    "https://", "http:", "//", "/", "\\", "@", ":", "#", "?", "[", "]", "..", "javascript:", "herald.example",
    "127.0.0.1", "localhost", " ", "\t", "\x00", "\u202e", "%00", "a", "é", "\ud800", "<", '"', "'", "&",
))  # fmt: skip
_VALUES = st.lists(_PARTS, max_size=8).map("".join) | st.text()


@given(page=_VALUES, base=_VALUES, value=_VALUES)
def test_whatever_is_given_what_is_believed_is_an_address_that_a_browser_goes_to(
    page: str, base: str, value: str
) -> None:
    found = own(value, page=page, base=base)
    if found is not None:
        parts = urlsplit(found)
        assert parts.scheme in {"http", "https"}
        assert parts.username is None
        assert parts.hostname
        assert "." in parts.hostname
        assert not parts.fragment
        assert parts.path.strip("/") or parts.query
        assert found.isprintable()
        assert not set(found) & set(' <>"\\')
        found.encode()
