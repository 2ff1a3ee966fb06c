"""The reader as a component of a spaCy pipeline."""

import subprocess
import sys
from collections.abc import Callable
from multiprocessing import get_start_method
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from standoff.extract import article_of_text
from standoff.language.reader import Reader
from standoff.types import Form, Reading

TEXT = (
    "Talks on the border end\n\n"
    "MOSCOW (1 February 2022)\n\n"
    '"We will not sign the treaty," President Emmanuel Macron told reporters in Moscow on Tuesday.\n\n'
    "Russia demanded that NATO withdraw its troops. The foreign ministry said that the alliance had refused."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def pipeline(config: dict[str, bool] | None = None) -> Language:
    found = spacy.blank("en")
    found.add_pipe("standoff", config=config or {})
    return found


@pytest.fixture(scope="module")
def read(nlp: Language) -> Doc:
    return nlp(TEXT)


def printed(program: str, *arguments: str) -> str:
    """Return what a fresh process prints."""
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_spacy_finds_the_component_by_its_name_in_a_fresh_process() -> None:
    program = 'import spacy; nlp = spacy.blank("en"); nlp.add_pipe("standoff"); print(nlp.pipe_names)'
    assert printed(program) == "['standoff']"


def test_a_doc_has_sentences_names_and_statements(read: Doc) -> None:
    sentences = [sentence.text.strip() for sentence in read.sents if sentence.text.strip()]
    assert sentences[-2] == "Russia demanded that NATO withdraw its troops."
    assert {"Emmanuel Macron", "Russia", "NATO"} <= {name.text for name in read.ents}
    assert read.has_annotation("DEP")
    assert read.has_annotation("TAG")
    assert read.has_annotation("LEMMA")
    found = read._.standoff
    assert isinstance(found, Reading)
    assert found.article.text == TEXT
    assert found.statements
    assert found.actors


def test_a_span_of_a_statement_has_its_words_its_form_and_its_id(read: Doc) -> None:
    statements = {each.id: each for each in read._.standoff.statements}
    spans = read.spans["statements"]
    assert {span.id_ for span in spans} == set(statements)
    for span in spans:
        each = statements[span.id_]
        assert span.label_ == each.form.value
        assert any(span.start_char <= start and end <= span.end_char for start, end in each.content.spans)
    assert any("We will not sign the treaty" in span.text and span.label_ == Form.DIRECT.value for span in spans)


def test_the_rows_are_those_of_the_reader(read: Doc) -> None:
    assert read._.standoff == Reader().read(article_of_text(TEXT))


def test_every_attribution_is_kept_where_it_is_asked_for(read: Doc) -> None:
    text = f"{TEXT} The ministers discussed the talks."
    doc = pipeline({"every_attribution": True})(text)
    assert doc._.standoff == Reader(every_attribution=True).read(article_of_text(text))


def same(doc: Doc, other: Doc) -> None:
    assert doc.text == other.text
    assert doc._.standoff == other._.standoff
    for one, another in zip(doc, other, strict=True):
        assert (one.tag_, one.pos_, one.dep_, one.head.i, one.lemma_) == (
            another.tag_, another.pos_, another.dep_, another.head.i, another.lemma_
        )  # fmt: skip
        assert str(one.morph) == str(another.morph)
    assert [sentence.text for sentence in doc.sents] == [sentence.text for sentence in other.sents]
    assert [(name.text, name.label_) for name in doc.ents] == [(name.text, name.label_) for name in other.ents]
    assert _spans(doc) == _spans(other)


def _spans(doc: Doc) -> list[tuple[int, int, str, str]]:
    return [(span.start, span.end, span.label_, span.id_) for span in doc.spans["statements"]]


def _by_bytes(doc: Doc) -> Doc:
    return Doc(Vocab()).from_bytes(doc.to_bytes())


def _by_bin(doc: Doc) -> Doc:
    stored = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    (found,) = DocBin(store_user_data=True).from_bytes(stored).get_docs(Vocab())
    return found


@pytest.mark.parametrize("way", [_by_bytes, _by_bin, Doc.copy], ids=["bytes", "bin", "copy"])
def test_what_was_read_goes_where_the_doc_goes(read: Doc, way: Callable[[Doc], Doc]) -> None:
    same(way(read), read)


def test_a_doc_that_was_not_read_has_no_reading(nlp: Language) -> None:
    assert nlp.make_doc(TEXT)._.standoff is None


def test_a_pipeline_that_was_saved_reads_as_before(nlp: Language, read: Doc, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "pipeline")
    loaded = spacy.load(tmp_path / "pipeline")
    assert loaded.pipe_names == ["standoff"]
    same(loaded(TEXT), read)


def test_a_saved_pipeline_keeps_what_it_was_set_to(tmp_path: Path) -> None:
    pipeline({"every_attribution": True}).to_disk(tmp_path / "pipeline")
    assert spacy.load(tmp_path / "pipeline").get_pipe_config("standoff")["every_attribution"] is True


def test_many_texts_are_read_in_their_order_as_each_alone(nlp: Language, read: Doc) -> None:
    texts = [TEXT, "Nobody came.", "", TEXT]
    docs = list(nlp.pipe(texts, batch_size=2))
    assert [doc.text for doc in docs] == texts
    same(docs[0], read)
    same(docs[3], read)
    assert [context for _, context in nlp.pipe([("Nobody came.", 1), ("Two came.", 2)], as_tuples=True)] == [1, 2]


@pytest.mark.skipif(get_start_method() != "fork", reason="weights are not sent to another process")
def test_several_processes_read_what_one_does(read: Doc) -> None:
    program = (
        "import sys, spacy, standoff.component\n"
        'nlp = spacy.blank("en")\n'
        'nlp.add_pipe("standoff")\n'
        "docs = nlp.pipe([sys.argv[1]] * 2, n_process=2, batch_size=1)\n"
        "print([len(doc._.standoff.statements) for doc in docs])"
    )
    assert printed(program, TEXT) == str([len(read._.standoff.statements)] * 2)


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \t\u00a0\n", "2022", "...", "– 1 –", "\u200b", "😀"])
def test_a_doc_without_words_is_returned_as_it_came(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc.text == text
    assert doc._.standoff is None
    assert "statements" not in doc.spans
    assert list(doc.ents) == []


@pytest.mark.parametrize(
    "text",
    [
        "Министр иностранных дел заявил во вторник, что Россия не будет вести переговоры под угрозами. ",
        "« Nous ne signerons pas », a déclaré mardi le ministre. La Russie exige que l’OTAN retire ses troupes. ",
    ],
    ids=["ru", "fr"],
)
def test_a_text_in_another_language_has_no_rows(nlp: Language, text: str) -> None:
    expected = Reader().read(article_of_text(text * 3))
    assert expected == Reading(expected.article)
    assert nlp(text * 3)._.standoff in (None, expected)


def test_a_text_longer_than_the_pipeline_takes_is_refused_by_spacy() -> None:
    short = pipeline()
    short.max_length = len(TEXT)
    assert short(TEXT)._.standoff is not None
    with pytest.raises(ValueError, match="E088"):
        short(f"{TEXT} Nobody came.")


def by_spaces(vocab: Vocab) -> Callable[[str], Doc]:
    def tokenize(text: str) -> Doc:
        return Doc(vocab, words=text.split(" "), spaces=[True] * text.count(" ") + [False])

    return tokenize


def test_the_tokens_are_those_of_the_pipeline() -> None:
    nlp = spacy.blank("en")
    nlp.tokenizer = own = by_spaces(nlp.vocab)
    nlp.add_pipe("standoff")
    doc = nlp('"We will not sign," the minister said on Tuesday.')
    assert nlp.tokenizer is own
    assert [token.text for token in doc] == doc.text.split(" ")
    assert next(iter(doc.sents)).start == 0
    assert doc._.standoff.statements


def test_the_tokenizer_of_the_pipeline_is_left_as_it_was(nlp: Language) -> None:
    text = "They agreed to de-escalate and to co-operate; they can't re-enter at 9a.m."
    assert [token.text for token in nlp(text)] == [token.text for token in spacy.blank("en")(text)]


def test_a_doc_may_be_read_again_and_after_others_have_marked_it(read: Doc) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "NONSENSE", "pattern": "not sign the"}])  # type: ignore[attr-defined]
    nlp.add_pipe("standoff")
    doc = nlp(TEXT)
    same(doc, read)
    same(nlp.get_pipe("standoff")(doc), read)
