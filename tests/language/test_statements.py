from collections.abc import Callable
from datetime import date

import pytest

from standoff.language.actors.finding import find
from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.attribution.attributor import Attribution
from standoff.language.cast import Cast
from standoff.language.coreference.resolving import resolve
from standoff.language.dates.times import times
from standoff.language.statements import statements
from standoff.language.syntax import Parse
from standoff.types import Coder, Form, Span, Spans, Statement

CODER = Coder("by-hand", "1")
DAY = date(2022, 2, 1)  # a Tuesday


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def words(text: str, found: str | None) -> Spans:
    return () if not found else (Span(text.index(found), text.index(found) + len(found)),)


def said(
    text: str, source: str | None, cue: str, content: str, addressee: str | None = None, form: Form = Form.INDIRECT
) -> Attribution:
    spans = [words(text, each) for each in (source, cue, content, addressee)]
    return Attribution(spans[0], spans[1], spans[2], form, CODER, spans[3], 0.9)


@pytest.fixture
def read(parse: Callable[..., Parse], gazetteer: Gazetteer) -> Callable[..., tuple[Cast, list[Statement]]]:
    def of(text: str, *attributions: Attribution) -> tuple[Cast, list[Statement]]:
        parsed = parse(text, published_on=DAY)
        cast = resolve(parsed, find(parsed, gazetteer), gazetteer)
        return cast, statements(parsed, attributions, cast, times(parsed))

    return of


Read = Callable[..., tuple[Cast, list[Statement]]]


def test_the_speaker_is_whom_the_head_of_the_source_names(read: Read) -> None:
    text = "French President Emmanuel Macron told Russia that the talks go on."
    _, [statement] = read(text, said(text, "French President Emmanuel Macron", "told", "the talks go on", "Russia"))
    assert (statement.speaker, statement.addressees, statement.score) == ("emmanuel-macron", ("RUS",), 0.9)
    assert statement.content.exact == "the talks go on"


def test_a_passive_has_neither_source_nor_speaker(read: Read) -> None:
    text = "It was noted that the talks go on."
    _, [statement] = read(text, said(text, None, "was noted", "the talks go on"))
    assert (statement.source, statement.speaker, statement.score) == (None, None, 0.9)


def test_a_source_that_nobody_knows_lowers_the_score(read: Read) -> None:
    text = "The letter said the talks go on."
    _, [statement] = read(text, said(text, "The letter", "said", "the talks go on"))
    assert (statement.speaker, statement.score) == (None, 0.54)


def test_a_spokesman_speaks_for_the_ministry(read: Read) -> None:
    text = "A spokesman for the Israeli foreign ministry said the talks go on."
    _, [statement] = read(text, said(text, "A spokesman for the Israeli foreign ministry", "said", "the talks go on"))
    assert statement.speaker == "ISR-FOREIGN-MINISTRY"


def test_two_who_speak_together_are_one_speaker(read: Read) -> None:
    text = "Emmanuel Macron and Olaf Scholz said the talks go on."
    cast, [statement] = read(text, said(text, "Emmanuel Macron and Olaf Scholz", "said", "the talks go on"))
    assert statement.speaker is not None
    assert cast.actors[statement.speaker].name == "Emmanuel Macron and Olaf Scholz"


def test_a_statement_stands_in_the_smallest_that_holds_it(read: Read) -> None:
    text = "Putin said Macron had told him that Scholz thought the talks go on."
    outer = said(text, "Putin", "said", "Macron had told him that Scholz thought the talks go on")
    middle = said(text, "Macron", "had told", "that Scholz thought the talks go on", "him")
    inner = said(text, "Scholz", "thought", "the talks go on")
    _, found = read(text, inner, outer, middle)
    assert [statement.parent for statement in found] == [found[2].id, None, found[1].id]
    assert found[2].addressees == ("vladimir-putin",)


def test_who_says_i_in_a_quotation_is_its_speaker(read: Read) -> None:
    text = '"I believe that the talks go on," Macron said.'
    outer = said(text, "Macron", "said", "I believe that the talks go on", form=Form.DIRECT)
    inner = said(text, "I", "believe", "the talks go on", form=Form.DIRECT)
    _, found = read(text, outer, inner)
    assert [statement.speaker for statement in found] == ["emmanuel-macron"] * 2


def test_the_day_is_the_one_that_hangs_on_the_cue(read: Read) -> None:
    text = "Macron said on Monday that the talks begin on Friday."
    _, [statement] = read(text, said(text, "Macron", "said", "the talks begin on Friday"))
    assert statement.said_on == "2022-01-31"


def test_a_day_in_the_content_is_not_that_of_saying(read: Read) -> None:
    text = "Macron said that the talks begin on Friday."
    _, [statement] = read(text, said(text, "Macron", "said", "the talks begin on Friday"))
    assert statement.said_on is None


def test_the_other_statements_of_a_speaker_have_his_only_day(read: Read) -> None:
    text = (
        "Macron said on Monday that the talks go on. Macron also said that time flies. Scholz replied no word is lost."
    )
    found = [
        said(text, "Macron", "said on", "the talks go on"),
        said(text, "Macron", "also said", "time flies"),
        said(text, "Scholz", "replied", "no word is lost"),
    ]
    _, [first, second, third] = read(text, found[0], found[1], found[2])
    assert (first.said_on, second.said_on, third.said_on) == ("2022-01-31", "2022-01-31", None)


def test_a_release_tells_of_the_day_of_publication(read: Read) -> None:
    text = "Volodymyr Zelensky met the envoys. The President said that help is needed. It was noted that time is short."
    found = [said(text, "The President", "said", "help is needed"), said(text, None, "was noted", "time is short")]
    _, made = read(text, *found)
    assert [statement.said_on for statement in made] == ["2022-02-01", "2022-02-01"]


def test_ids_are_made_of_the_evidence(read: Read) -> None:
    text = "Macron said that the talks go on."
    attribution = said(text, "Macron", "said", "the talks go on")
    assert read(text, attribution)[1][0].id == read(text, attribution)[1][0].id


def test_nothing_said_is_no_statement(read: Read) -> None:
    assert read("Nothing was said.")[1] == []
