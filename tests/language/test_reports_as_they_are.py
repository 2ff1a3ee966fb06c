"""Sentences as reports have them: headings, datelines, lists, quotations, names side by side. A gate for the weights.

The table beside this module says what is right and how it is written; nothing in it was taken from what weights say.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from standoff.extract import article_of_text
from standoff.language.syntax import Doc, Syntax, Token
from standoff.tables import rows

_FLOOR = 0.90
"""The part of the facts that must hold."""

_TABLE = Path(__file__).with_suffix("").with_name("reports_as_they_are.tsv")
_FACT = re.compile(r"(!?)(\w+)(?:\((.+)\))?=(.+)")
_ARTICLE = re.compile(r"^the ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is asked of a text: `of` is what stands in brackets, empty where there are none."""

    text: str
    name: str
    of: str
    value: str
    must: bool

    def __str__(self) -> str:
        return f"{self.name}({self.of})={self.value}" if self.of else f"{self.name}={self.value}"


def _facts() -> Iterator[tuple[str, Fact]]:
    """Yield the facts of the table, each with the kind of its text."""
    for row in rows(_TABLE.name, _TABLE.read_text(encoding="utf-8"), ("kind", "text", "facts")):
        for written in row["facts"].split("; "):
            found = _FACT.fullmatch(written)
            assert found, f"{row['text']}: {written}"
            must, name, of, value = found.groups()
            yield row["kind"], Fact(row["text"].replace("\\n", "\n"), name, of or "", value, bool(must))


FACTS = tuple(_facts())


def words(doc: Doc, written: str) -> list[Token]:
    """Return the tokens that `written` may mean, "to" or "to#2"."""
    word, _, number = written.rpartition("#") if "#" in written else (written, "", "")
    found = [token for token in doc if token.text == word]
    return found[int(number) - 1 : int(number)] if number else found


def spoken_of(fact: Fact) -> list[str]:
    """Return the words of a fact, each of which the text must have once."""
    if fact.name == "head":
        return fact.of.split(">")
    if fact.name in ("tag", "lemma"):
        return [fact.of]
    return [fact.value] if fact.name in ("begins", "root") else []


def holds(doc: Doc, fact: Fact) -> bool:
    tokens = [words(doc, each)[0] for each in spoken_of(fact)]
    match fact.name:
        case "sents":
            return sum(not sentence.text.isspace() for sentence in doc.sents) == int(fact.value)
        case "begins":
            return bool(tokens[0].is_sent_start)
        case "root":
            return tokens[0].head == tokens[0]
        case "ent":
            return any(_is_name(doc[name.start : name.end].text, name.label_, fact.value) for name in doc.ents)
        case "none":
            return not any(fact.value in name.text for name in doc.ents)
        case "head":
            return tokens[1].head == tokens[0] and tokens[1].dep_ in fact.value.split("|")
        case "tag":
            return tokens[0].tag_ == fact.value
    return tokens[0].lemma_ == fact.value


def _is_name(text: str, kind: str, wanted: str) -> bool:
    name, _, kinds = wanted.rpartition(":")
    return _ARTICLE.sub("", text) == name and kind in kinds.split("|")


@pytest.fixture(scope="module")
def docs(syntax: Syntax) -> dict[str, Doc]:
    return {text: syntax.parse(article_of_text(text)).doc for text in dict.fromkeys(fact.text for _, fact in FACTS)}


def test_every_fact_speaks_of_words_that_its_text_has_once(docs: dict[str, Doc]) -> None:
    known = {"sents", "begins", "root", "ent", "none", "head", "tag", "lemma"}
    for _, fact in FACTS:
        assert fact.name in known, fact
        assert [len(words(docs[fact.text], each)) for each in spoken_of(fact)] == [1] * len(spoken_of(fact)), fact
        if fact.name in ("ent", "none"):
            assert fact.value.rpartition(":")[0] in fact.text, fact
    assert len(docs) >= 60
    assert len(set(FACTS)) == len(FACTS)


def test_nine_facts_of_ten_hold(docs: dict[str, Doc]) -> None:
    wrong = [(kind, fact) for kind, fact in FACTS if not holds(docs[fact.text], fact)]
    share = 1 - len(wrong) / len(FACTS)
    by_kind, all_of = Counter(kind for kind, _ in wrong), Counter(kind for kind, _ in FACTS)
    told = [f"{share:.3f} of {len(FACTS)} facts hold"]
    told += [f"{kind}: {number} of {all_of[kind]} are wrong" for kind, number in by_kind.most_common()]
    told += [f"{fact} in {fact.text!r}" for _, fact in wrong]
    assert share >= _FLOOR, "\n".join(told)


@pytest.mark.parametrize("fact", [fact for _, fact in FACTS if fact.must], ids=lambda fact: f"{fact.text[:25]}-{fact}")
def test_what_must_hold_holds(docs: dict[str, Doc], fact: Fact) -> None:
    assert holds(docs[fact.text], fact)
