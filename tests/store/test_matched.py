from importlib.resources import files

from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.store import matched
from standoff.store.matched import TOKENIZER
from standoff.types import Reading
from tests.conftest import NewStore
from tests.readings import article, statement

SAID = (
    "the sanctions were a mistake",
    "he had sanctioned nothing; Sanctioning was for others",
    "security guarantees, and guarantees of security",
    "Security-Guarantees were asked for, in writing",
    "Łódź and Zürich are cities 👩\u200d👩\u200d👧 of talks",
    "Щодо Києва нічого",
    "U.S. troops leave by 1,000 a day",
    "they talked, talks, talking of it_all and so on",
)
ASKED = (
    "sanction", "SANCTIONS", "security", "guarantee", '"security guarantees"', "zurich", "Zürich", "Києва",
    "talk", "u", "1", '"1 000"', "cities", "city", "it", "all", "day", "leaving",
)  # fmt: skip


def _found(words: str, text: str) -> list[str]:
    (spans,) = matched(words, [text])
    return [text[slice(*span)] for span in spans]


def test_words_are_found_in_any_grammatical_form_and_phrases_side_by_side() -> None:
    assert _found("sanction", SAID[1]) == ["sanctioned", "Sanctioning"]
    assert _found('"security guarantee"', SAID[2]) == ["security guarantees"]
    assert _found("security guarantee", SAID[2]) == ["security", "guarantees", "guarantees", "security"]
    assert _found("zurich talking", SAID[4]) == ["Zürich", "talks"]
    assert _found("nothing of the kind", SAID[0]) == ["the"]
    assert _found("", SAID[0]) == _found('"" !', SAID[0]) == []
    assert matched("a", []) == []


def test_what_would_be_taken_for_a_mark_or_an_end_is_only_a_blank() -> None:
    assert _found("talks", "\ufdd0talks\ufdd1 \x00 and talks\ufdd1\ufdd0") == ["talks", "talks"]
    assert _found("talks\x00", "the talks") == ["talks"]


@settings(deadline=None)
@given(st.text(), st.lists(st.text(), max_size=4))
def test_whatever_is_asked_the_spans_are_of_the_text_and_in_its_order(words: str, texts: list[str]) -> None:
    texts = [each.encode("utf-8", "replace").decode() for each in texts]
    for text, spans in zip(texts, matched(words.encode("utf-8", "replace").decode(), texts), strict=True):
        edges = [edge for span in spans for edge in span]
        assert edges == sorted(edges)
        assert all(0 <= start < end <= len(text) for start, end in spans)


def test_every_store_finds_the_statements_in_which_words_are_marked(new_store: NewStore) -> None:
    with new_store() as store:
        for number, each in enumerate(SAID):
            at = article(f"Ames said {each}.", uri=f"reports/{number}.txt")
            store.add(Reading(at, statements=(statement(at, each, "Ames", "said"),)))
        numbers = sorted(each.number for each in store.statement_outlines())
        for asked in ASKED:
            marked = [number for number, spans in zip(numbers, matched(asked, SAID), strict=True) if spans]
            assert sorted(store.matching(asked, 100)) == marked, asked


def test_the_tokenizer_is_that_of_the_record() -> None:
    schema = (files("standoff.store.migrations") / "m0001_initial.sql").read_text(encoding="utf-8")
    assert f"tokenize = '{TOKENIZER}'" in schema
