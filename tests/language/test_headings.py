"""Whom a title names as the speaker, and to whom he speaks."""

import pytest

from standoff.language.headings import spoken_by, spoken_to


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("They will answer - address by President Volodymyr Zelenskyy", "President Volodymyr Zelenskyy"),
        ("Address by the President of France to the Congress of the United States", "the President of France"),
        ("Address of the President of Poland on the harvest", "the President of Poland"),
        ("The harvest is in - President Emmanuel Macron's address to the farmers", "President Emmanuel Macron"),
        ("Speech by Olaf Scholz at the fair in Milan", "Olaf Scholz"),
        ("The harvest is in – Emmanuel Macron during the fair", "Emmanuel Macron"),
        ("Talks with the President of France", ""),
        ("", ""),
    ],
)
def test_the_words_that_name_the_speaker_end_before_whom_he_speaks_to(title: str, words: str) -> None:
    assert spoken_by(title) == words


@pytest.mark.parametrize(
    ("title", "words"),
    [
        (
            "Address by the President of France to the Congress of the United States",
            "the Congress of the United States",
        ),
        ("The harvest is in - Emmanuel Macron's speech in the Riksdag in Sweden", "the Riksdag in Sweden"),
        (
            "Speech by Olaf Scholz at a meeting of the UN Security Council on water",
            "a meeting of the UN Security Council",
        ),
        ("We will speak to them - address by President Emmanuel Macron", ""),
        ("Statement by Olaf Scholz on the decision to recognise Kosovo", ""),
        ("Address to farmers", ""),
    ],
)
def test_the_words_that_name_the_audience_end_before_the_matter(title: str, words: str) -> None:
    assert spoken_to(title) == words
