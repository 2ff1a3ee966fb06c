import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from standoff.queries.words import cut, flat
from standoff.web.excerpts import Bit, excerpts

LONG = (
    "It began with the weather, "
    + "and so on, " * 40
    + "then sanctions came, "
    + "and so on, " * 40
    + "until it ended."
)


def _text(bits: tuple[Bit, ...]) -> str:
    return "".join(bit.text for bit in bits)


@settings(deadline=None)
@given(st.text() | st.lists(st.sampled_from(["so", "it", "ends", "\n", "a" * 30])).map(" ".join), st.integers(30, 60))
def test_without_a_search_it_is_what_every_list_shows(text: str, room: int) -> None:
    text = text.encode("utf-8", "replace").decode()
    (bits,) = excerpts([text], None, room)
    assert _text(bits) == cut(text, room)
    assert not any(bit.is_found for bit in bits)


@settings(deadline=None)
@given(st.lists(st.sampled_from(["so", "it", "ended", "sanctions", "b" * 9]), min_size=1, max_size=60), st.data())
def test_what_was_found_is_shown_and_marked_wherever_it_stands(words: list[str], data: st.DataObject) -> None:
    room = data.draw(st.integers(30, 60))
    (bits,) = excerpts([" ".join(words)], "sanction", room)
    assert any(bit == Bit("sanctions", is_found=True) for bit in bits) == ("sanctions" in words)
    assert len(_text(bits)) <= room + 2 * len(" […] ") + len("sanctions")


def test_a_long_statement_is_cut_around_what_was_found_in_its_middle() -> None:
    (bits,) = excerpts([LONG], "sanction", 80)
    found = _text(bits)
    assert found.startswith("[…] ")
    assert found.endswith(" […]")
    assert found.removeprefix("[…] ").removesuffix(" […]") in flat(LONG)
    assert [bit.text for bit in bits if bit.is_found] == ["sanctions"]
    (bits,) = excerpts([LONG], "weather", 80)
    assert _text(bits) == cut(LONG, 80)


def test_a_short_statement_that_is_cut_all_the_same_keeps_what_was_found_near_its_beginning() -> None:
    (bits,) = excerpts(["so bbbbbbbbb sanctions sanctions so"], "sanction", 32)
    assert _text(bits) == "so bbbbbbbbb sanctions […]"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("talk", "that the <mark>talks</mark> would go on"),
        ('"go on"', "would <mark>go on</mark> 🕊️ and on"),
        ("alert", "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt;"),
        ("script", "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;"),
    ],
)
def test_words_that_were_found_are_marked_on_the_page_and_the_rest_is_escaped(
    client: TestClient, words: str, shown: str
) -> None:
    page = client.get("/statements", params={"words": words})
    assert shown in page.text
    assert "<mark>" not in client.get("/statements").text
    assert "mark" not in client.get("/statements.json", params={"words": words}).text
