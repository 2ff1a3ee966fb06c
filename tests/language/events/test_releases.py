"""Whose words an address, a transcript and a joint statement are, by their titles and labels."""

from collections.abc import Callable
from datetime import date

import pytest

from standoff.language.reader import Reader
from standoff.plover import EventType
from standoff.types import Article, Event
from tests.stage import row

DAY = date(2022, 4, 5)
Read = Callable[[str, str], list[Event]]
ADDRESS = (
    "Good evening. We are at our posts and we hold them, and our people know it. I spoke to our farmers and to our "
    "nurses, and I know that we hold out. We condemn the attack of Russia on our cities. Our fields are sown."
)


@pytest.fixture(scope="module")
def read() -> Read:
    reader = Reader()

    def of(title: str, text: str) -> list[Event]:
        article = Article(uri="test.txt", text=text, extractor="text/1", headline=title or None, published_on=DAY)
        return list(reader.read(article).events)

    return of


def of_type(events: list[Event], kind: EventType) -> list[tuple[tuple[str, tuple[str, ...], tuple[str, ...]], str]]:
    return [(row(event), event.date or "") for event in events if event.type is kind]


@pytest.mark.parametrize(
    ("title", "party"),
    [
        ("They will answer - address by President Volodymyr Zelenskyy", "UKR"),
        ("Address by the President of Ukraine", "UKR"),
        ("They will answer - President Volodymyr Zelenskyy's address to the farmers", "UKR"),
        ("Speech by the Head of the Office of the President of Ukraine Andriy Yermak at the fair in Milan", "UKR"),
        ("Address of the President of the Republic of Poland on the harvest", "POL"),
        ("", "UNKNOWN"),
    ],
)
def test_the_title_of_an_address_says_who_we_are_and_its_day_is_that_of_the_text(
    read: Read, title: str, party: str
) -> None:
    [(blame, on)] = of_type(read(title, ADDRESS), EventType.ACCUSE)
    assert blame == ("ACCUSE", (party,), ("RUS",))
    assert on == ("" if party == "UNKNOWN" else DAY.isoformat())


@pytest.mark.parametrize(
    "title",
    [
        "Joint statement by the President of Ukraine and the President of the Republic of Poland",
        "Joint statement of Ukraine and Poland following talks with NATO",
        "Joint statement following the meeting of the delegations of Ukraine and Poland",
    ],
)
def test_who_wrote_a_joint_statement_its_title_says(read: Read, title: str) -> None:
    text = "Ukraine and Poland stand together with NATO. We demand that Russia withdraw its troops from Ukraine."
    [(_, actors, recipients)] = [each for each, _ in of_type(read(title, text), EventType.REQUEST)]
    assert (set(actors), recipients) == ({"UKR", "POL"}, ("RUS",))


BEGUN = "President of Russia Vladimir Putin: Let us begin. "


def test_first_persons_in_a_transcript_are_the_labelled_speaker(read: Read) -> None:
    text = f"{BEGUN}Emmanuel Macron (retranslated): We demand that Russia withdraw its troops from Ukraine."
    [(asked, on)] = of_type(read("Talks with President of France Emmanuel Macron", text), EventType.REQUEST)
    assert (asked, on) == (("REQUEST", ("FRA",), ("RUS",)), DAY.isoformat())


def test_we_in_a_question_of_nobody_in_particular_is_not_the_issuer(read: Read) -> None:
    text = f"{BEGUN}Question: Why do we condemn the sanctions of Japan?"
    assert all("RUS" not in event.actors for event in read("News conference", text))


def test_you_in_a_turn_is_who_spoke_before(read: Read) -> None:
    text = (
        f"{BEGUN}We held talks with China. Emmanuel Macron (retranslated): We are here. "
        "Viktor Orban (retranslated): We thank you for your weapons."
    )
    [(thanks, _)] = of_type(read("Summit", text), EventType.SUPPORT)
    assert thanks == ("SUPPORT", ("HUN",), ("FRA",))


def test_you_after_a_question_of_nobody_in_particular_is_no_party(read: Read) -> None:
    text = f"{BEGUN}We held talks with China. Question: Is it late? Vladimir Putin: We thank you for the weapons."
    assert all(
        "CHN" not in event.recipients for event in read("News conference", text) if event.type is EventType.SUPPORT
    )
