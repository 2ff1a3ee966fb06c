from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.language.actors.finding import find
from standoff.language.actors.gazetteer import Gazetteer
from standoff.language.actors.naming import Naming, Weight, settled
from standoff.language.cast import Cast
from standoff.language.syntax import Parse, Syntax
from standoff.types import ActorKind, Article

DAY = date(2022, 2, 1)
Parser = Callable[..., Parse]
Named = Callable[..., list[tuple[str, str]]]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture
def cast(parse: Parser, gazetteer: Gazetteer) -> Callable[..., Cast]:
    def of(text: str, published_on: date | None = DAY) -> Cast:
        return find(parse(text, published_on=published_on), gazetteer)

    return of


@pytest.fixture
def named(cast: Callable[..., Cast]) -> Named:
    """Return the words and the actor of each mention."""

    def of(text: str, published_on: date | None = DAY) -> list[tuple[str, str]]:
        return [(text[slice(*mention.span)], mention.actor) for mention in cast(text, published_on).mentions]

    return of


def test_forces_and_officials_stand_for_their_state(named: Named) -> None:
    assert named("Russian troops left the village, and U.S. officials met Ukraine's delegation.") == [
        ("Russian troops", "RUS"),
        ("U.S. officials", "USA-OFFICIALS"),
        ("Ukraine's delegation", "UKR"),
    ]


def test_a_thing_with_an_adjective_does_not_act(cast: Callable[..., Cast], parse: Parser) -> None:
    text = "The Russian security demands were refused."
    doc = parse(text).doc
    assert [mention.actor for mention in cast(text).naming(doc[1])] == ["RUS"]
    assert cast(text).naming(doc[3]) == ()


def test_a_possessive_names_who_holds_the_thing(named: Named) -> None:
    assert named("Japan's refusal came late.") == [("Japan", "JPN")]


@pytest.mark.parametrize(
    "text",
    [
        "The talks in Moscow ended late.",
        "The minister came to Moscow on Friday.",
        "They met near Kyiv, the capital.",
        "He was received in the Kremlin.",
    ],
)
def test_a_place_is_no_party(named: Named, text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Moscow rejected the offer.", "RUS"),
        ("The offer was rejected by Kyiv.", "UKR"),
        ("Washington's main goal is to win time.", "USA"),
        ("The minister accused Beijing of spying.", "CHN"),
        ("The Hague said the court was free.", "NLD"),
    ],
)
def test_a_capital_that_acts_is_its_state(named: Named, text: str, actor: str) -> None:
    assert [found for _, found in named(text)] == [actor]


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("The Kremlin is studying the reply.", "Kremlin", "RUS"),
        ("The White House called the drills a threat.", "White House", "USA"),
        ("A Pentagon spokesman denied the report.", "Pentagon", "USA"),
        ("Downing Street welcomed the vote.", "Downing Street", "GBR"),
        ("The foreign ministry in Rabat protested.", "Moroccan foreign ministry", "MAR"),
        ("A defence ministry spokeswoman in New Delhi confirmed it.", "Indian defence ministry", "IND"),
        ("Parliament in Nairobi rejected the deal.", "Kenyan parliament", "KEN"),
        ("Greek diplomats walked out.", "Greek diplomats", "GRC"),
        ("Two senior Indian officials flew home.", "Indian officials", "IND"),
        ("Western governments protested.", "Western governments", "WEST"),
    ],
)
def test_an_institution_and_unnamed_officials_act_for_their_state(
    cast: Callable[..., Cast], text: str, name: str, state: str
) -> None:
    found = cast(text)
    (actor,) = {mention.actor for mention in found.mentions}
    assert (found.actors[actor].name, found.actors[actor].acts_for) == (name, state)


@pytest.mark.parametrize("text", ["The Chinese embassy in Lima protested.", "Russia's ministry in Minsk protested."])
def test_an_institution_abroad_is_not_of_the_state_where_it_stands(named: Named, text: str) -> None:
    assert not any(actor.startswith(("PER", "BLR")) for _, actor in named(text))


def test_officials_of_a_region_are_those_of_its_states(named: Named) -> None:
    assert {actor for _, actor in named("The Baltic foreign ministers protested.")} == {"EST", "LVA", "LTU"}


def test_brussels_is_the_union_unless_the_report_is_about_the_alliance(named: Named) -> None:
    assert ("Brussels", "EU") in named("Brussels rejected the plan of the EU.")
    assert "EU" not in dict(map(reversed, named("Brussels rejected the plan that NATO had made.")))  # type: ignore[arg-type]


def test_pro_russian_separatists_are_not_russia(named: Named) -> None:
    assert "RUS" not in dict(map(reversed, named("The pro-Russian separatists opened fire.")))  # type: ignore[arg-type]


def test_north_america_is_not_the_united_states(named: Named) -> None:
    assert named("The North American market grew.") == []


def test_the_west_bank_is_not_the_west(named: Named) -> None:
    assert named("Settlers in the West Bank protested.") == []
    assert named("Critics of the West protested.") == [("Critics", "CRITICS"), ("West", "WEST")]


def test_the_same_word_in_small_letters_is_no_name(named: Named) -> None:
    assert named("They told us that the west wind turned.") == []


def test_states_that_are_named_together_are_each_a_party(named: Named) -> None:
    assert named("The Baltic states protested.") == [("Baltic states", code) for code in ("EST", "LTU", "LVA")]


@pytest.mark.parametrize(
    ("text", "code", "name"),
    [
        ("The Israeli foreign ministry denied it.", "ISR-FOREIGN-MINISTRY", "Israeli foreign ministry"),
        ("The Ministry of Foreign Affairs of Ukraine denied it.", "UKR-FOREIGN-MINISTRY", "Ukrainian foreign ministry"),
        ("Russia's Defence Ministry denied it.", "RUS-DEFENCE-MINISTRY", "Russian defence ministry"),
        ("Japan's Coast Guard Agency denied it.", "JPN-COAST-GUARD-AGENCY", "Japanese Coast Guard Agency"),
        ("The U.S. Department of Energy denied it.", "USA-DEPARTMENT-OF-ENERGY", "U.S. Department of Energy"),
    ],
)
def test_a_ministry_is_an_actor_that_acts_for_its_state(
    cast: Callable[..., Cast], text: str, code: str, name: str
) -> None:
    actor = cast(text).actors[code]
    assert (actor.name, actor.kind, actor.party) == (name, ActorKind.ORGANIZATION, code[:3])


def test_officials_of_an_institution_speak_for_it(named: Named) -> None:
    found = named("Many Japanese officials in the Coast Guard Agency called it a provocation.")
    assert found == [("Japanese officials", "JPN-COAST-GUARD-AGENCY")]


def test_a_news_agency_is_not_the_state_in_which_it_sits(named: Named) -> None:
    assert named("A Russian news agency quoted the BBC.") == [("Russian", "RUS"), ("BBC", "BBC")]


def test_civilians_are_not_their_state(cast: Callable[..., Cast]) -> None:
    actors = cast("Ukrainian civilians fled, and many Russians protested.").actors
    assert [actor.party for actor in actors.values()] == ["UKR-CIV", "RUS-CIV"]


def test_the_americans_who_refuse_are_their_government(named: Named) -> None:
    assert named("The Americans refused to sign.") == [("Americans", "USA")]


def test_representatives_of_two_parties_name_both(named: Named) -> None:
    found = named("Representatives of both the Sudanese government and the African Union signed the text.")
    assert found[:2] == [("Representatives", "AU"), ("Representatives", "SDN")]


def test_a_government_abroad_is_named_by_its_capital(named: Named) -> None:
    assert named("The government in Khartoum sent soldiers.") == [("government in Khartoum", "SDN")]
    assert named("A U.S. diplomat in Moscow was expelled.") == [("U.S. diplomat", "USA")]


def test_a_title_with_a_name_is_one_mention_of_a_person(cast: Callable[..., Cast], named: Named) -> None:
    text = "Hungarian Prime Minister Viktor Orban met Chinese Vice Foreign Minister Wu Dawei."
    assert named(text) == [
        ("Hungarian Prime Minister Viktor Orban", "viktor-orban"),
        ("Chinese Vice Foreign Minister Wu Dawei", "wu-dawei"),
    ]
    actor = cast(text).actors["wu-dawei"]
    assert (actor.role, actor.country, actor.acts_for) == ("vice foreign minister", "CHN", "CHN")


def test_a_title_may_name_its_state_after_of(named: Named) -> None:
    assert named("He met President of the Republic of Estonia Alar Karis in Tartu.") == [
        ("President of the Republic of Estonia Alar Karis", "alar-karis")
    ]


def test_a_title_may_follow_the_name(cast: Callable[..., Cast]) -> None:
    actor = cast("Sergei Lavrov, Russia's foreign minister, said no.").actors["sergei-lavrov"]
    assert (actor.role, actor.acts_for) == ("foreign minister", "RUS")


def test_an_ambassador_acts_for_the_state_that_sent_him(cast: Callable[..., Cast]) -> None:
    actor = cast("The Japanese ambassador to China Hideo Tarumi protested.").actors["hideo-tarumi"]
    assert (actor.role, actor.acts_for) == ("ambassador to China", "JPN")


def test_a_wife_does_not_hold_her_husbands_office(cast: Callable[..., Cast]) -> None:
    actor = cast("The wife of the President of Ukraine Olena Zelenska visited the school.").actors["olena-zelenska"]
    assert (actor.role, actor.acts_for) == (None, None)


def test_who_held_an_office_before_acts_for_nobody(cast: Callable[..., Cast]) -> None:
    actor = cast("Former U.S. President Bill Clinton spoke.").actors["bill-clinton"]
    assert (actor.role, actor.acts_for) == ("former president", None)


def test_the_day_of_the_report_decides_who_is_in_office(cast: Callable[..., Cast]) -> None:
    assert cast("Angela Merkel spoke.", date(2020, 2, 1)).actors["angela-merkel"].acts_for == "DEU"
    assert cast("Angela Merkel spoke.", date(2022, 2, 1)).actors["angela-merkel"].acts_for is None


def test_a_family_name_needs_a_full_name_or_an_office(named: Named) -> None:
    assert named("President Macron called. Macron said no.")[1] == ("Macron", "emmanuel-macron")
    assert named("Putin rejected the plan.") == [("Putin", "vladimir-putin")]
    assert named("Mueller rejected the plan.") == []


def test_a_family_name_of_two_persons_names_neither(named: Named) -> None:
    found = named("George W. Bush and Jeb Bush came. Bush spoke.")
    assert ("Bush", "george-w-bush") not in found


def test_asian_names_have_the_family_first(named: Named) -> None:
    text = "Japanese Prime Minister Koizumi Junichiro refused. Koizumi left."
    assert named(text, date(2004, 11, 18)) == [
        ("Japanese Prime Minister Koizumi Junichiro", "junichiro-koizumi"),
        ("Koizumi", "junichiro-koizumi"),
    ]


def test_the_russian_leader_is_a_person(named: Named) -> None:
    assert named("The Russian leader refused, and so did the Prime Minister of Hungary.") == [
        ("Russian leader", "vladimir-putin"),
        ("Prime Minister of Hungary", "viktor-orban"),
    ]


def test_a_former_or_nameless_office_holder_is_not_the_one_of_the_day(named: Named) -> None:
    assert "vladimir-putin" not in dict(map(reversed, named("A Russian president once refused.")))  # type: ignore[arg-type]
    assert "olaf-scholz" not in dict(map(reversed, named("The former German chancellor refused.")))  # type: ignore[arg-type]


def test_ministers_named_without_a_state_are_of_the_state_of_the_others(cast: Callable[..., Cast]) -> None:
    text = "Defence Minister Sergei Shoigu and Transport Minister Vitaly Savelyev reported to the meeting."
    assert cast(text).actors["vitaly-savelyev"].acts_for == "RUS"


def test_aid_agencies_are_a_source_without_a_name(cast: Callable[..., Cast]) -> None:
    actor = cast("Several aid agencies have criticized the UN.").actors["AID-AGENCIES"]
    assert (actor.name, actor.kind) == ("aid agencies", ActorKind.GROUP)


def test_nameless_people_have_no_code_as_a_party(cast: Callable[..., Cast]) -> None:
    assert cast("Analysts expect a delay.").actors["ANALYSTS"].party == "UNKNOWN"


def test_a_state_that_is_also_a_first_name_is_told_by_the_model(named: Named) -> None:
    assert "JOR" not in dict(map(reversed, named("Michael Jordan, the basketball player, smiled.")))  # type: ignore[arg-type]


def test_of_two_namings_that_overlap_the_heavier_stays() -> None:
    name, title = Naming(("RUS",), 0, 1, Weight.NAME), Naming(("vladimir-putin",), 0, 3, Weight.PERSON)
    later = Naming(("USA",), 4, 5, Weight.NAME)
    assert settled([later, name, title]) == [title, later]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Russia", "’s", " ", "President", "Macron", "of", "the", "U.S.", "-", "“", "é", "\n\n", ".", "🙂"]
        )
    )
)
def test_any_text_gives_mentions_that_do_not_overlap(syntax: Syntax, gazetteer: Gazetteer, pieces: list[str]) -> None:
    text = " ".join(pieces)
    spans = sorted({m.span for m in find(syntax.parse(Article("x", text, "text/1")), gazetteer).mentions})
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "person", "party"),
    [
        ("Head of the NATO Mission in Ukraine Alexander Vinnikov spoke.", "alexander-vinnikov", "NATO"),
        ("Head of the EU Mission in Georgia Carl Hartzell spoke.", "carl-hartzell", "EU"),
        ("Chargé d'Affaires of the USA in Ukraine Kristina Kvien spoke.", "kristina-kvien", "USA"),
        ("Israel's ambassador to Russia, Alexander Ben Zvi, spoke.", "alexander-ben-zvi", "ISR"),
        ("The Russian envoy to Vienna, Mikhail Ulyanov, spoke.", "mikhail-ulyanov", "RUS"),
        ("Turkish presidential spokesman Ibrahim Kalin spoke.", "ibrahim-kalin", "TUR"),
        ("The wife of the President, Olena Zelenska, spoke.", "olena-zelenska", None),
    ],
)
def test_a_title_tells_for_whom_its_holder_acts(
    cast: Callable[..., Cast], text: str, person: str, party: str | None
) -> None:
    assert cast(text).actors[person].acts_for == party


@pytest.mark.parametrize(
    "title",
    [
        "Deputy Head of the President's Office",
        "First Deputy Chief of the Presidential Administration",
        "Deputy Chief of Staff of the Presidential Executive Office",
        "Adviser to the Head of the Office of the President",
    ],
)
def test_a_deputy_in_the_office_of_a_president_acts_for_the_state_of_the_release(
    cast: Callable[..., Cast], title: str
) -> None:
    text = f"Prime Minister Denys Shmyhal spoke first. {title} Ihor Zhovkva spoke last."
    assert cast(text).actors["ihor-zhovkva"].acts_for == "UKR"
