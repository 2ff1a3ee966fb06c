from datetime import date

import pytest

from standoff.export.countries import country
from standoff.export.parties import Party, Roster
from standoff.export.sectors import sectors
from standoff.tables import packaged, rows
from standoff.types import UNKNOWN, Actor, ActorKind, Mention, Reading, Span
from tests.readings import PUTIN, RUSSIA, article, cite, statement

TEXT = "Vladimir Putin met Jens Stoltenberg. Russian troops left. The two sides agreed, he said."
AT = article(TEXT, published_on=date(2022, 2, 1))
STOLTENBERG = Actor("jens-stoltenberg", "Jens Stoltenberg", ActorKind.PERSON, role="secretary general", acts_for="NATO")
NATO = Actor("NATO", "NATO", ActorKind.ORGANIZATION, wikidata="Q7184")


def where(words: str) -> Span:
    return cite(AT, words).spans[0]


ROSTER = Roster.of(
    Reading(
        AT,
        actors=(PUTIN, RUSSIA, STOLTENBERG, NATO),
        mentions=(
            Mention("vladimir-putin", where("Vladimir Putin")),
            Mention("jens-stoltenberg", where("Jens Stoltenberg")),
            Mention("RUS", where("Russian troops")),
            Mention("RUS", where("two sides")),
            Mention("NATO", where("two sides")),
        ),
        statements=(
            statement(AT, "The two sides agreed", "he", "said", speaker="vladimir-putin"),
            statement(AT, "Russian troops left", "he", "said"),
            statement(AT, "met"),
        ),
    )
)


def test_a_person_in_office_is_named_with_his_office_and_his_state() -> None:
    found = ROSTER.party("RUS", (where("Vladimir Putin"),))
    assert found == Party("RUS", "Vladimir Putin", "RUS", 365, ("GOV",), "president", "Vladimir Putin")


def test_who_speaks_for_an_organization_is_of_its_sector_and_of_no_country() -> None:
    found = ROSTER.party("NATO", (where("Jens Stoltenberg"),))
    assert (found.name, found.country, found.cow, found.sectors) == ("Jens Stoltenberg", "IGO", None, ("IGO",))


def test_the_troops_of_a_state_are_the_state_in_arms() -> None:
    found = ROSTER.party("RUS", (where("Russian troops"),))
    assert (found.name, found.sectors, found.raw) == ("Russia", ("MIL",), "Russian troops")


def test_parties_that_share_their_words_each_have_them() -> None:
    found = [ROSTER.party(code, (where("two sides"),)) for code in ("RUS", "NATO")]
    assert [(each.name, each.raw) for each in found] == [("Russia", "two sides"), ("NATO", "two sides")]


def test_a_party_that_is_not_named_there_is_the_party_itself() -> None:
    found = ROSTER.party("NATO", ())
    assert (found.name, found.raw, found.wikidata) == ("NATO", None, "Q7184")


def test_a_party_of_which_the_record_has_the_code_alone_is_called_by_it() -> None:
    found = ROSTER.party("FRA", ())
    assert (found.name, found.country, found.cow, found.sectors) == ("FRA", "FRA", 220, ("GOV",))


def test_who_says_it_is_the_speaker_else_the_words_that_name_the_source() -> None:
    by = [ROSTER.speaker(each) for each in (*ROSTER.statements, None, "s:elsewhere")]
    assert by == ["Vladimir Putin", "he", None, None, None]


@pytest.mark.parametrize(
    ("actor", "expected"),
    [
        (Actor("lloyd-austin", "A", ActorKind.PERSON, "USA", "secretary of defense", "USA"), ("GOV", "MIL")),
        (Actor("a", "A", ActorKind.PERSON, "USA", "secretary general", "USA"), ("GOV",)),
        (Actor("a", "A", ActorKind.PERSON, "RUS", "general", "RUS"), ("MIL",)),
        (Actor("a", "A", ActorKind.PERSON, "USA", "senator"), ("LEG",)),
        (Actor("a", "A", ActorKind.PERSON, None, "general director"), ("UNK",)),
        (Actor("a", "A", ActorKind.PERSON, None, "prime minister"), ("GOV",)),
        (Actor("a", "A", ActorKind.PERSON, "USA", "prosecutor general", "USA"), ("JUD",)),
        (Actor("a", "A", ActorKind.PERSON), ("UNK",)),
        (Actor("RUS-KREMLIN", "Kremlin", ActorKind.ORGANIZATION, "RUS", None, "RUS"), ("GOV",)),
        (Actor("RUS-COURT", "Russian court", ActorKind.ORGANIZATION, "RUS", None, "RUS"), ("JUD",)),
        (Actor("RUS-STATE-DUMA", "State Duma", ActorKind.ORGANIZATION, "RUS", None, "RUS"), ("LEG",)),
        (Actor("OSCE", "OSCE", ActorKind.ORGANIZATION), ("IGO",)),
        (Actor("EU", "European Union", ActorKind.ORGANIZATION), ("EUR", "IGO")),
        (Actor("UKR-CIV", "Ukrainian people", ActorKind.PEOPLE, "UKR"), ("CVL",)),
        (Actor("PROTESTERS", "protesters", ActorKind.PEOPLE), ("CVL",)),
        (Actor("OFFICIALS", "officials", ActorKind.PEOPLE), ("UNK",)),
        (Actor("AID-AGENCIES", "aid agencies", ActorKind.GROUP), ("NGO",)),
    ],
    ids=lambda given: getattr(given, "name", str(given)),
)  # fmt: skip
def test_the_sector_is_that_of_the_office_or_the_name(actor: Actor, expected: tuple[str, ...]) -> None:
    assert sectors(actor.party, actor, None) == expected


@pytest.mark.parametrize(("code", "expected"), [("SEPARATISTS", ("REB",)), (UNKNOWN, ("UNK",)), ("RUS", ("GOV",))])
def test_a_party_without_a_name_is_what_its_code_says(code: str, expected: tuple[str, ...]) -> None:
    assert sectors(code, None, None) == expected


def test_every_bloc_of_the_gazetteer_is_one_also_where_the_record_has_its_code_alone() -> None:
    for row in rows("blocs.tsv", packaged("language", "blocs.tsv"), ["code"]):
        assert ROSTER.is_bloc(row["code"])


def test_a_people_that_the_record_has_by_its_code_alone_is_of_its_state() -> None:
    found = ROSTER.party("RUS-CIV", ())
    assert (found.country, found.cow, found.sectors) == ("RUS", 365, ("CVL",))


def test_a_breakaway_entity_is_of_the_state_that_claims_it() -> None:
    dpr = Actor("DPR", "Donetsk People's Republic", ActorKind.GROUP)
    found = Roster.of(Reading(AT, actors=(dpr,))).party("DPR", ())
    assert (found.country, found.cow, found.sectors) == ("UKR", 369, ("GOV", "PRE"))


@pytest.mark.parametrize(
    ("iso", "code", "cow"),
    [
        ("USA", "USA", 2), ("GBR", "GBR", 200), ("DEU", "DEU", 255), ("RUS", "RUS", 365), ("UKR", "UKR", 369),
        ("XKX", "KOS", 347), ("YEM", "YEM", 679), ("VNM", "VNM", 816), ("KOR", "KOR", 732), ("PRK", "PRK", 731),
        ("TWN", "TWN", 713), ("SRB", "SRB", 345), ("ROU", "ROU", 360), ("PSE", "PSE", None), ("VAT", "VAT", None),
    ],
)  # fmt: skip
def test_a_state_has_its_number_of_the_correlates_of_war(iso: str, code: str, cow: int | None) -> None:
    found = country(iso)
    assert found is not None
    assert (found.code, found.cow) == (code, cow)


def test_no_two_states_share_a_number() -> None:
    numbers = [row["cow"] for row in rows("cow.tsv", packaged("export", "cow.tsv"), ["cow"]) if row["cow"]]
    assert len(numbers) == len(set(numbers)) == 195
