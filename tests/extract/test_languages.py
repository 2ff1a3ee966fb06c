"""In which language a report is written."""

import pytest

from standoff.extract.languages import language_of
from standoff.types import Span


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "de",
            (
                "Der Außenminister sagte am Dienstag, sein Land werde den Vertrag nicht "
                "unterzeichnen, solange die Truppen an der Grenze stehen."
            ),
        ),
        (
            "fr",
            (
                "Le ministre des affaires étrangères a déclaré mardi que son pays ne signerait "
                "pas le traité tant que les troupes restent à la frontière."
            ),
        ),
        (
            "es",
            (
                "El ministro de Asuntos Exteriores dijo el martes que su país no firmará "
                "el tratado mientras las tropas sigan en la frontera."
            ),
        ),
        (
            "ru",
            (
                "Министр иностранных дел заявил во вторник, что его страна не подпишет договор, "
                "пока войска остаются на границе."
            ),
        ),
        (
            "uk",
            (
                "Міністр закордонних справ заявив у вівторок, що його країна не підпише "
                "договір, доки війська залишаються на кордоні."
            ),
        ),
        (
            "pl",
            (
                "Minister spraw zagranicznych powiedział we wtorek, że jego kraj nie podpisze "
                "traktatu, dopóki wojska pozostają na granicy."
            ),
        ),
        ("zh", "外交部长星期二表示，只要军队仍在边境，他的国家就不会签署该条约。" * 3),
        (
            "ar",
            "قال وزير الخارجية يوم الثلاثاء إن بلاده لن توقع المعاهدة ما دامت القوات على الحدود بين البلدين.",
        ),
    ],
)
def test_another_language_is_told(language: str, text: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania rejected the offer.",
        "Vladimir Putin, Volodymyr Zelenskyy, Xi Jinping and Recep Tayyip Erdogan met in Samarkand with Sadyr Japarov.",
        "Shavkat Mirziyoyev thanked Kassym-Jomart Tokayev for the visit to Tashkent.",
        "Minister Zbigniew Rau said “nie” to the plan, but added that talks would go on.",
    ],
)
def test_english_full_of_foreign_names_is_english(text: str) -> None:
    assert language_of(text) == "en"


def test_a_text_too_short_to_tell_is_left_open() -> None:
    assert language_of("Putin Macron Kyiv") is None


def test_a_long_text_of_names_alone_is_not_called_foreign_without_certainty() -> None:
    assert language_of("Putin Macron Kyiv " * 5) in ("en", None)


def test_furniture_does_not_count() -> None:
    menu = "Home of the news and that for with from by his the of and that for with from. "
    text = menu + "Der Außenminister sagte am Dienstag, sein Land werde den Vertrag nicht unterzeichnen."
    assert language_of(text, (Span(0, len(menu)),)) == "de"
