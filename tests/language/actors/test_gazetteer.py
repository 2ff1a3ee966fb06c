from datetime import date

import pytest

from standoff.errors import ModelError
from standoff.language.actors.gazetteer import Gazetteer, Sense
from standoff.language.actors.vocabulary import KINDS, Stands, Vocabulary, singular
from standoff.types import ActorKind

STATES = "\n".join(
    [
        "# a comment",
        "code\tname\tnames\tadjectives\tpeople\tcapital\tseats\twikidata",
        "FRA\tFrance\tthe French Republic\tFrench\tFrench\tParis\tElysee\tQ142",
        "USA\tUnited States\tthe U.S.|U.S.\tAmerican|U.S.\tAmericans\tWashington\tWhite House\tQ30",
    ]
)
ORGANIZATIONS = (
    "code\tkind\tname\tnames\tseats\tnoun\twikidata\tacts_for\nNATO\torganization\tNATO\t\t\talliance|bloc\tQ7184\t\n"
)
BLOCS = "code\tname\tnames\tmembers\twikidata\nWEST\tthe West\t\t\t\nTWO\tthe two\t\tFRA|USA\t\n"
BODIES = "code\tkind\tname\tnames\tcountry\tnoun\nBBC\torganization\tBBC\t\t\tbroadcaster\n"
OFFICIALS = "\n".join(
    [
        "id\tname\tnames\tfamily\tstate\trole\tleader\tgender\tfrom\tuntil\twikidata",
        "emmanuel-macron\tEmmanuel Macron\t\tMacron\tFRA\tpresident\tyes\tm\t2017-05-14\t\t",
        "jean-castex\tJean Castex\t\tCastex\tFRA\tprime minister\tno\tm\t2020-07\t2022-05-16\t",
        "joe-biden\tJoe Biden\tJoseph Biden\tBiden\tUSA\tvice president\tno\tm\t2009\t2016\t",
        "joe-biden\tJoe Biden\tJoseph Biden\tBiden\tUSA\tpresident\tyes\tm\t2021-01-20\t2025-01-20\t",
    ]
)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.of(STATES, ORGANIZATIONS, BLOCS, OFFICIALS, BODIES, Vocabulary.load())


def test_the_longest_name_comes_first(gazetteer: Gazetteer) -> None:
    assert [name.words for name in gazetteer.names["French"]] == ["French Republic", "French", "French"]


def test_a_name_that_is_only_known_with_the_needs_the(gazetteer: Gazetteer) -> None:
    assert [(name.words, name.article) for name in gazetteer.names["West"]] == [("West", True)]
    assert not any(name.article for name in gazetteer.names["U"] if name.sense is Sense.NAME)


def test_actors_have_their_kind_and_party(gazetteer: Gazetteer) -> None:
    assert gazetteer.actors["FRA"].kind is ActorKind.STATE
    assert gazetteer.actors["WEST"].name == "West"
    assert gazetteer.members == {"TWO": ("FRA", "USA")}


def test_an_institution_of_the_united_states_is_called_u_s(gazetteer: Gazetteer) -> None:
    assert gazetteer.adjectives == {"FRA": "French", "USA": "U.S."}


def test_the_people_of_a_state_are_another_actor(gazetteer: Gazetteer) -> None:
    assert gazetteer.peoples["USA"].name == "American people"
    assert gazetteer.peoples["USA"].party == "USA-CIV"


def test_an_official_has_the_office_of_the_day(gazetteer: Gazetteer) -> None:
    biden = gazetteer.officials["joe-biden"]
    roles = {year: term.role for year in (2010, 2016, 2022) if (term := biden.term(date(year, 6, 1)))}
    assert roles == {2010: "vice president", 2016: "vice president", 2022: "president"}
    assert biden.term(date(2018, 6, 1)) is None


def test_without_a_day_an_official_has_the_weightiest_office(gazetteer: Gazetteer) -> None:
    term = gazetteer.officials["joe-biden"].term(None)
    assert term is not None
    assert term.role == "president"


def test_who_holds_an_office_depends_on_the_day(gazetteer: Gazetteer) -> None:
    held = gazetteer.in_office("FRA", "prime minister", date(2022, 2, 1))
    assert held is not None
    assert held.id == "jean-castex"
    assert gazetteer.in_office("FRA", "prime minister", date(2023, 2, 1)) is None
    assert gazetteer.in_office("FRA", "president", None) is None


def test_the_leader_is_whom_the_table_calls_so(gazetteer: Gazetteer) -> None:
    leader = gazetteer.in_office("FRA", None, date(2022, 2, 1))
    assert leader is not None
    assert leader.id == "emmanuel-macron"


@pytest.mark.parametrize(
    ("states", "complaint"),
    [
        (STATES.replace("\tQ142", ""), r"states\.tsv, line 3: 7 cells, expected 8"),
        (STATES.replace("FRA\t", "\t"), r"states\.tsv, line 3: an empty code"),
        (STATES.replace("USA\t", "FRA\t"), r"states\.tsv, line 4: the code FRA a second time"),
        (STATES.replace("capital", "seat"), r"states\.tsv, line 2: no column capital"),
        ("", r"states\.tsv: no header"),
    ],
)
def test_a_damaged_row_is_named_with_its_file_and_line(states: str, complaint: str) -> None:
    with pytest.raises(ModelError, match=complaint):
        Gazetteer.of(states, ORGANIZATIONS, BLOCS, OFFICIALS, BODIES, Vocabulary.load())


def test_an_official_of_no_known_state_is_refused() -> None:
    with pytest.raises(ModelError, match=r"officials\.tsv, line 3: the state ATL"):
        Gazetteer.of(
            STATES, ORGANIZATIONS, BLOCS, OFFICIALS.replace("Castex\tFRA", "Castex\tATL"), BODIES, Vocabulary.load()
        )


def test_a_term_with_an_impossible_date_is_refused() -> None:
    with pytest.raises(ModelError, match=r"officials\.tsv, line 2: the dates"):
        Gazetteer.of(
            STATES, ORGANIZATIONS, BLOCS, OFFICIALS.replace("2017-05-14", "2017-15"), BODIES, Vocabulary.load()
        )


def test_a_bloc_with_an_unknown_member_is_refused() -> None:
    with pytest.raises(ModelError, match=r"blocs\.tsv, line 3: the member ATL"):
        Gazetteer.of(STATES, ORGANIZATIONS, BLOCS.replace("FRA|USA", "FRA|ATL"), OFFICIALS, BODIES, Vocabulary.load())


def test_an_unknown_kind_of_organization_is_refused() -> None:
    with pytest.raises(ModelError, match=r"organizations\.tsv, line 2: kind 'club'"):
        Gazetteer.of(STATES, ORGANIZATIONS.replace("organization", "club"), BLOCS, OFFICIALS, BODIES, Vocabulary.load())


def test_the_tables_of_the_package_are_sound() -> None:
    gazetteer = Gazetteer.load()
    assert gazetteer.in_office("DEU", "chancellor", date(2022, 2, 1)) == gazetteer.officials["olaf-scholz"]
    assert {name.code for name in gazetteer.names["Kyiv"] if name.words == "Kyiv"} == {"UKR"}


def test_a_role_is_told_by_the_noun_before_its_complement() -> None:
    vocabulary = Vocabulary.load()
    role = vocabulary.role("deputy head of the office of the president")
    assert role is not None
    assert (role.name, role.stands) == ("head", Stands.OFFICE)


def test_a_vocabulary_without_a_kind_is_refused() -> None:
    with pytest.raises(ModelError, match=f"no row for {KINDS[0]}"):
        Vocabulary.of("words\trole\tstands\tgender\n", "kind\twords\n")


@pytest.mark.parametrize(
    ("roles", "nouns", "complaint"),
    [
        ("king\tking\tthrone\tm", "", r"roles\.tsv, line 2: 'throne' for stands"),
        ("king\tking\thead\tm\nking\tking\thead\tm", "", r"roles\.tsv, line 3: 'king' a second time"),
        ("", "animal\tcat", r"nouns\.tsv, line 2: kind 'animal'"),
    ],
)
def test_a_damaged_word_list_is_named_with_its_line(roles: str, nouns: str, complaint: str) -> None:
    with pytest.raises(ModelError, match=complaint):
        Vocabulary.of(f"words\trole\tstands\tgender\n{roles}\n", f"kind\twords\n{nouns}\n")


@pytest.mark.parametrize(
    ("plural", "noun"), [("troops", "troop"), ("spokesmen", "spokesman"), ("allies", "ally"), ("press", "press")]
)
def test_plurals_are_read_back_to_their_noun(plural: str, noun: str) -> None:
    assert singular(plural) == noun
