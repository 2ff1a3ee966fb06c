"""What stands in an article, in its headline, its publisher, its address, a name, is text and nothing else."""

import re
import zipfile
from html import unescape
from io import BytesIO
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from standoff.web.documents.markdown import plain
from standoff.web.rendering import exact
from tests.web.conftest import BREAKER, SCRIPT, SECOND, second

ID = SECOND.id.removeprefix("sha256:")[:20]


def _hostile_pages() -> list[str]:
    row = second().events[0].id
    return [
        "/",
        "/statements",
        f"/statements?words={SCRIPT}",
        f"/statements?publisher={BREAKER}",
        "/timeline",
        "/articles",
        f"/articles/{ID}",
        "/actors/mallory",
        "/actors/mallory/correct",
        "/review",
        f"/rows/{row}/correct",
        f"/articles/{ID}/add",
        f"/stories/{ID}",
        f"/statements?speaker={SCRIPT}",
        f"/timeline?party={BREAKER}",
        f"/demands?holder={SCRIPT}",
        f"/actors/{SCRIPT}",
        f"/actors/{SCRIPT}/correct",
        f"/demands/{SCRIPT}/correct",
        f"/login?next={SCRIPT}",
        f"/nothing/{SCRIPT}",
        f"/statements?since={SCRIPT}",
        f"/statements?after={BREAKER}",
    ]


@pytest.mark.parametrize("path", _hostile_pages())
def test_no_words_become_markup(client: TestClient, path: str) -> None:
    text = client.get(path).text
    assert "<script>alert" not in text
    assert "<img" not in text
    assert not re.search(r"<[^>]*\sonerror=", re.sub(r'"[^"]*"', '""', text))


def test_what_a_person_writes_of_a_row_becomes_no_markup(client: TestClient) -> None:
    for row, path in (
        (second().events[0].id, f"/rows/{second().events[0].id}/correct"),
        ("", "/actors/mallory/correct"),
    ):
        token = re.search(r'name="token" value="(\w+)"', client.get(path).text)
        assert token
        fields = {"token": token[1], "author": f"Eve {SCRIPT}", "reason": BREAKER, "other": f"x {BREAKER}"}
        sent = client.post(path, data={**fields, "deed": "confirm" if row else "merge", "what": SCRIPT})
        for text in (sent.text, client.get(path).text, client.get("/corrections").text, client.get("/review").text):
            assert "<script>alert" not in text
            assert "<img" not in text
    assert "Eve &lt;script&gt;" in client.get("/corrections").text


def test_the_words_are_there_as_text(client: TestClient) -> None:
    assert "&lt;script&gt;alert(1)&lt;/script&gt; would stop it" in client.get(f"/articles/{ID}").text
    assert "Mallory &lt;script&gt;" in client.get("/actors/mallory").text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_words_hold_no_markup_and_no_bare_return(words: str) -> None:
    found = str(exact(words))
    assert not set("<>\"'\r\x00") & set(found)
    shown = unescape(found)
    assert all(one == other or ord(one) < 0x20 for one, other in zip(words, shown, strict=True))


def test_the_brief_as_markdown_holds_no_markup(client: TestClient) -> None:
    text = client.get("/brief.md").text
    assert "<script>" not in text
    assert "\\<script\\>alert\\(1\\)\\</script\\>" in text
    notes = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    assert notes == [str(number) for number in range(1, len(notes) + 1)]
    assert set(re.findall(r"\[\^(\d+)\]", text)) == set(notes)


@given(st.text())
def test_plain_words_cannot_begin_anything_in_markdown(words: str) -> None:
    assert not re.search(r"(?<!\\)(?:\\\\)*[`*_{}\[\]<>#|~]", plain(words))
    assert "\n" not in plain(words)


def test_the_brief_as_a_word_file_has_its_sources(client: TestClient) -> None:
    answer = client.get("/brief.docx")
    assert answer.headers["content-disposition"] == 'attachment; filename="brief.docx"'
    with zipfile.ZipFile(BytesIO(answer.content)) as file:
        words = "".join(ElementTree.fromstring(file.read("word/document.xml")).itertext())
    assert SCRIPT in words
    assert "Sources1. “" in words
    assert "reports/first.txt, 1 Feb 2022, characters" in words


def test_numbers_of_sources_in_the_word_file_are_all_there(client: TestClient) -> None:
    with zipfile.ZipFile(BytesIO(client.get("/brief.docx").content)) as file:
        words = "".join(ElementTree.fromstring(file.read("word/document.xml")).itertext())
    cited = {int(each) for found in re.findall(r"\[([\d, ]+)\]", words) for each in found.split(", ")}
    assert cited == set(range(1, max(cited) + 1))
    assert f"{max(cited)}. “" in words
