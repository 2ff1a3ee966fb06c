"""Whom a title names as the speaker."""

import pytest

from standoff.language.headings import spoken_by


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
