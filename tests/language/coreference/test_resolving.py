from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.language.actors.finding import find
from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.cast import Cast
from standoff.language.coreference.resolving import resolve
from standoff.language.syntax import Parse, Syntax
from standoff.types import Article

DAY = date(2022, 2, 1)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture
def whole(parse: Callable[..., Parse], gazetteer: Gazetteer) -> Callable[[str], Cast]:
    def of(text: str) -> Cast:
        parsed = parse(text, published_on=DAY)
        return resolve(parsed, find(parsed, gazetteer), gazetteer)

    return of


@pytest.fixture
def meant(whole: Callable[[str], Cast]) -> Callable[[str, str], list[list[str]]]:
    """Return whom each occurrence of a word means, the empty list for nobody."""

    def of(text: str, word: str) -> list[list[str]]:
        cast = whole(text)
        starts = [at for at in range(len(text)) if text.startswith(word, at)]
        return [[m.actor for m in cast.mentions if m.span.start <= at < m.span.end] for at in starts]

    return of


Meant = Callable[[str, str], list[list[str]]]


def test_he_is_the_subject_of_the_sentence_above(meant: Meant) -> None:
    assert meant("Putin said that he was ready.", " he ") == [[]]
    assert meant("Putin said that he was ready.", "he was") == [["vladimir-putin"]]


def test_he_is_the_subject_of_the_sentence_before(meant: Meant) -> None:
    text = "Olaf Scholz received Emmanuel Macron in Berlin. He praised the visit."
    assert meant(text, "He praised") == [["olaf-scholz"]]


def test_he_is_nobody_where_two_men_are_the_subject(meant: Meant) -> None:
    text = "Olaf Scholz spoke first and Emmanuel Macron spoke last. He praised the visit."
    assert meant(text, "He praised") == [[]]


def test_she_is_the_woman(meant: Meant) -> None:
    text = "Olaf Scholz received Ursula von der Leyen in Berlin. She praised the visit."
    assert meant(text, "She praised") == [["ursula-von-der-leyen"]]


def test_him_is_not_the_subject_of_its_own_clause(meant: Meant) -> None:
    text = "Volodymyr Zelensky spoke of Vladimir Putin, so he offered him a meeting."
    assert meant(text, "him a") == [["vladimir-putin"]]


def test_his_beside_a_name_is_of_that_name(meant: Meant) -> None:
    assert meant("Macron said that Scholz and his ministers had agreed.", "his ministers") == [["olaf-scholz"]]


def test_himself_repeats_the_name_before_it(meant: Meant) -> None:
    assert meant("Dmitry Peskov condemned sanctions on Vladimir Putin himself.", "himself") == [["vladimir-putin"]]


def test_who_speaks_in_a_parenthesis_is_not_whom_it_is_about(meant: Meant) -> None:
    text = "Yuri Ushakov gave an account of the call. Vladimir Putin, he said, had warned Joe Biden."
    assert meant(text, "he said") == [["yuri-ushakov"]]


def test_a_quotation_is_skipped_on_the_way_back(meant: Meant) -> None:
    text = 'The plan was praised by Emmanuel Macron. "It is good. It is fair. I like President Biden," he said.'
    assert meant(text, "he said") == [["emmanuel-macron"]]


def test_a_pronoun_in_a_quotation_looks_for_nobody_outside(meant: Meant) -> None:
    assert meant('Macron said: "He is wrong."', "He is") == [[]]


def test_she_is_nobody_of_whom_nothing_is_known(meant: Meant) -> None:
    assert meant("Bob Dylan spoke for long. She was heard.", "She was") == [[]]


def test_its_is_of_the_nearest_subject(meant: Meant) -> None:
    text = "Ukraine said that Russia must withdraw its troops."
    assert meant(text, "its troops") == [["RUS"]]


def test_an_empty_it_names_nobody(meant: Meant) -> None:
    assert meant("Russia said that it was clear that the talks had failed.", "it was") == [[]]


def test_they_is_several(meant: Meant) -> None:
    assert meant("Estonia and Latvia announced that they would send missiles.", "they would") == [["EST", "LVA"]]
    assert meant("Russia announced the drills. They began early.", "They began") == [[]]


def test_an_unknown_person_between_makes_him_unclear(meant: Meant) -> None:
    text = "Emmanuel Macron left early. Bob Dylan played on. He was cheered."
    assert meant(text, "He was") != [["emmanuel-macron"]]


def test_the_president_is_the_only_one_in_the_report(meant: Meant) -> None:
    text = "Vladimir Putin met Boris Johnson. The president listed his demands."
    assert meant(text, "president") == [["vladimir-putin"]]


def test_a_release_calls_its_own_head_of_state_so(meant: Meant) -> None:
    text = (
        "Talks with President of France Emmanuel Macron\n\n"
        "On the question raised by Emmanuel Macron, the President spoke in favour of talks. "
        "Vladimir Putin gave examples. Vladimir Putin named the breaches. The Head of State called for calm."
    )
    assert meant(text, "President spoke") == [["vladimir-putin"]]
    assert meant(text, "Head of State") == [["vladimir-putin"]]


def test_the_two_presidents_are_the_callers(whole: Callable[[str], Cast], meant: Meant) -> None:
    text = (
        "Telephone conversation with President of France Emmanuel Macron\n\nVladimir Putin briefed his counterpart. "
        "The two presidents found it useful to go on. The sides agreed to stay in touch."
    )
    both = ["emmanuel-macron", "vladimir-putin"]
    assert meant(text, "presidents") == [both]
    assert meant(text, "sides") == [both]
    assert whole(text).actors["emmanuel-macron+vladimir-putin"].name == "Emmanuel Macron and Vladimir Putin"


def test_both_countries_are_the_states_of_the_callers(meant: Meant) -> None:
    text = "Emmanuel Macron called Olaf Scholz. Trade grows in both countries."
    assert meant(text, "countries") == [["DEU", "FRA"]]


def test_the_alliance_is_the_one_last_named(meant: Meant) -> None:
    text = "Ukraine may join NATO. The EU is silent. Russia fears war with the military alliance."
    assert meant(text, "alliance") == [["NATO"]]


def test_the_rebels_are_those_named_before(meant: Meant) -> None:
    text = "The government signed with the Sudan People's Liberation Movement. The rebels kept their arms."
    assert meant(text, "rebels") == [["SPLM"]]


def test_an_alliance_is_not_the_alliance(meant: Meant) -> None:
    assert meant("Ukraine may join NATO. Russia will form an alliance.", "alliance") == [[]]
    assert meant("Ukraine may join NATO. Russia praised the alliance of the brave.", "alliance") == [[]]


def test_the_ministry_is_the_one_named_before(meant: Meant) -> None:
    text = "The Israeli foreign ministry denied it. The ministry gave no reason."
    assert meant(text, "ministry gave") == [["ISR-FOREIGN-MINISTRY"]]


def test_an_agency_keeps_its_state(meant: Meant) -> None:
    text = "Japan's Coast Guard Agency saw the ship. The Coast Guard Agency is studying the film."
    assert meant(text, "Agency is") == [["JPN-COAST-GUARD-AGENCY"]]


def test_an_office_with_a_complement_is_its_holder(meant: Meant) -> None:
    text = (
        "Head of the Office of the President of Ukraine Andriy Yermak spoke. The Head of the President's Office left."
    )
    assert meant(text, "Head of the President's") == [["andriy-yermak"]]


def test_the_office_of_the_president_is_not_the_president(meant: Meant) -> None:
    text = "Volodymyr Zelensky slept. The President's Office was open."
    assert meant(text, "President's") == [[]]


def test_the_government_is_that_of_the_only_state_in_the_sentence(meant: Meant) -> None:
    assert meant("Sanctions on Sudan will come if the government fights on.", "government") == [["SDN"]]
    assert meant("Egypt warned Sudan that the government would fall.", "government") == [[]]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Putin",
                "Macron",
                "He",
                "said",
                "his",
                "the President",
                "they",
                "NATO",
                "the alliance",
                '"',
                ".",
                ",",
                "\n\n",
            ]
        )
    )
)
def test_the_mentions_by_name_are_kept_and_none_overlap(
    syntax: Syntax, gazetteer: Gazetteer, pieces: list[str]
) -> None:
    parsed = syntax.parse(Article("x", " ".join(pieces), "text/1", published_on=DAY))
    cast = find(parsed, gazetteer)
    full = resolve(parsed, cast, gazetteer)
    assert set(cast.mentions) <= set(full.mentions)
    spans = sorted({mention.span for mention in full.mentions})
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert resolve(parsed, cast, gazetteer).mentions == full.mentions


@pytest.mark.parametrize("words", ["The interlocutors", "The parties", "The sides", "Both sides", "The two ministers"])
def test_who_met_may_stand_in_the_title_alone(meant: Meant, words: str) -> None:
    text = (
        f"Meeting with Foreign Minister of Japan Yoshimasa Hayashi\n\nOlaf Scholz received the guest. {words} agreed."
    )
    (*_, found) = meant(text, words.split()[-1])
    assert sorted(found) == ["olaf-scholz", "yoshimasa-hayashi"]


@pytest.mark.parametrize("words", ["Both sides", "The two countries", "The two armies", "The two neighbours"])
def test_two_states_of_a_clash_are_the_sides(meant: Meant, words: str) -> None:
    text = f"India and Pakistan traded fire on Sunday. {words} blamed each other."
    assert meant(text, words.split()[-1]) == [["IND", "PAK"]]


def test_three_ministers_speak_together(whole: Callable[[str], Cast]) -> None:
    text = (
        "Finnish Foreign Minister Pekka Haavisto, Swedish Foreign Minister Ann Linde and Danish Foreign Minister "
        "Jeppe Kofod came to Kyiv. The ministers promised help."
    )
    assert "Ann Linde, Jeppe Kofod and Pekka Haavisto" in {actor.name for actor in whole(text).actors.values()}


def test_officials_of_a_region_speak_by_their_own_name(whole: Callable[[str], Cast]) -> None:
    actors = whole("The Baltic foreign ministers said the port was open.").actors
    assert actors["EST+LTU+LVA"].name == "Baltic foreign ministers"


def test_it_is_the_ministry_that_went_on_to_ask(meant: Meant) -> None:
    text = "The Russian foreign ministry rejected the claim. It urged Ankara to wait."
    assert meant(text, "It urged") == [["RUS-FOREIGN-MINISTRY"]]


def test_two_of_one_government_are_not_the_parties(meant: Meant) -> None:
    text = "Emmanuel Macron received Prime Minister Jean Castex. The parties stressed the need for reforms."
    assert meant(text, "parties") == [[]]
