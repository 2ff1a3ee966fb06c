"""What stands around a report in its text."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.extract.frame import Frame, frame
from standoff.extract.furniture import byline_of, is_furniture, is_menu

BODY = "The foreign minister of Ruritania said on Tuesday that his country would not sign the treaty of Zenda."
MORE = "Talks between the two sides will go on in Strelsau next week, he told reporters after the meeting."


def marked(text: str) -> list[str]:
    return [text[start:end] for start, end in frame(text).furniture]


def headline(text: str) -> str | None:
    span = frame(text).headline
    return text[slice(*span)] if span else None


def test_the_frame_of_a_saved_page_is_marked() -> None:
    text = (
        f"Skip to content\nHome | World | Europe\n\nRuritania will not sign\n\nBy Anthony Hope, Reuters\n"
        f"Published February 01,2022\nShare this article\n\n{BODY}\n\nAdvertisement\n\n{MORE}\n\n"
        "Read more: What the treaty says\n\nContact Us\nSubscribe\n© 2022 Herald of Ruritania"
    )
    assert marked(text) == [
        "Skip to content",
        "Home | World | Europe",
        "By Anthony Hope, Reuters",
        "Published February 01,2022",
        "Share this article",
        "Advertisement",
        "Read more: What the treaty says",
        "Contact Us",
        "Subscribe",
        "© 2022 Herald of Ruritania",
    ]
    found = frame(text)
    assert headline(text) == "Ruritania will not sign"
    assert (found.byline, found.published_on) == ("Anthony Hope, Reuters", date(2022, 2, 1))


def test_a_report_without_a_frame_has_none() -> None:
    assert frame(f"{BODY}\n\n{MORE}\n") == Frame()


@pytest.mark.parametrize(
    "line",
    [
        "Contact us",
        "SUBSCRIBE »",
        "Share",
        "Facebook · Twitter · Email",
        "Read more: Ruritania and the treaty",
        "READ ALSO | The treaty in five points",
        "Sign up for our morning letter",
        "Follow us on Telegram",
        "3 min read",
        "12 comments",
        "Updated 2 hours ago",
        "* * *",
        "___",
        "(Reuters)",
        "Associated Press",
        "Copyright 2022 Herald of Ruritania. All rights reserved.",
        "FILE - The king of Ruritania waves in Strelsau, Feb. 1, 2022.",
        "The king waves to the crowd in Strelsau on Tuesday, Feb. 1, 2022. (AP Photo/Anthony Hope)",
        "Photo: Anthony Hope",
        "Anthony Hope/Getty Images",
        "(Reporting by Anthony Hope in Strelsau; Editing by Rupert Hentzau)",
        "We use cookies to remember which articles you have read",
    ],
)
def test_furniture_is_known_by_its_own_words(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        BODY,
        "Share prices fell in Strelsau.",
        "Related talks were called off, the ministry said.",
        "More troops arrived.",
        "Contact with the ship was lost.",
        "NATO",
        "The photo showed troops on the border.",
        "The move was first reported by Reuters.",
        "He said the talks failed (Reuters)",
        "Peace | War",
        "Editors by the dozen signed the letter.",
        "Advertisements for the army appeared.",
    ],
)
def test_the_report_itself_is_never_furniture(line: str) -> None:
    assert not is_furniture(line)


def test_a_menu_needs_one_known_piece_in_two() -> None:
    assert is_menu("Home > World > Ruritania")
    assert not is_menu("Ruritania - Strelsau - Zenda")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Anthony Hope", "Anthony Hope"),
        ("BY ANTHONY HOPE AND RUPERT OF HENTZAU", "ANTHONY HOPE AND RUPERT OF HENTZAU"),
        ("By Anthony Hope in Strelsau | 1 February 2022", "Anthony Hope in Strelsau"),
        ("Written by Anthony Hope, diplomatic correspondent", "Anthony Hope, diplomatic correspondent"),
        ("By Reuters", "Reuters"),
        ("Anthony Hope, Associated Press", "Anthony Hope, Associated Press"),
        ("By Tuesday evening", None),
        ("By the lake", None),
        ("By then, troops had reached Zenda.", None),
        ("By signing the treaty, Ruritania gave up its claim.", None),
        ("Ruritania, Zenda and Strelsau", None),
    ],
)
def test_a_byline_is_by_and_names(line: str, names: str | None) -> None:
    assert byline_of(line) == names


@pytest.mark.parametrize(
    ("start", "place"),
    [
        ("STRELSAU (AP) - ", "STRELSAU"),
        ("STRELSAU, Feb 1 (Reuters) – ", "STRELSAU"),
        ("STRELSAU, Ruritania — ", "STRELSAU, Ruritania"),
        ("ST. GALLEN, Switz. -- ", "ST. GALLEN, Switz."),
        ("STRELSAU, February 1. /TASS/. ", "STRELSAU"),
        ("NEW STRELSAU/ZENDA, Tuesday (Reuters) - ", "NEW STRELSAU/ZENDA"),
        ("Strelsau (AFP) – ", "Strelsau"),
        ("Strelsau, 1 February 2022 – ", "Strelsau"),
    ],
)
def test_a_wire_dateline_is_furniture_inside_its_paragraph(start: str, place: str) -> None:
    text = f"Ruritania will not sign\n\n{start}{BODY}\n\n{MORE}"
    assert marked(text) == [start]
    assert frame(text).dateline == place


@pytest.mark.parametrize(
    "start",
    [
        "NATO – ",
        "UPDATE 1 - ",
        "Rupert of Hentzau (Zenda) - ",
        "Ruritania – ",
        "THE KING HAS MANY GOOD REASONS - ",
        "“No” – ",
    ],
)
def test_what_only_looks_like_a_dateline_stays_in_the_report(start: str) -> None:
    assert marked(f"{start}{BODY}\n\n{MORE}") == []


@pytest.mark.parametrize(
    ("first", "is_headline"),
    [
        ("Ruritania will not sign", True),
        ("Will Ruritania sign?", True),
        ("Ruritania Rejects Treaty Of Zenda In Strelsau Talks.", True),
        ("Ruritania: ‘We will not sign’", True),
        ("Ruritania said on Tuesday that it would not sign.", False),
        ("Ruritania", False),
        ("The king said: “We will not sign.”", False),
        ("word " * 31, False),
    ],
)
def test_the_first_line_is_the_headline_unless_it_is_a_sentence(first: str, is_headline: bool) -> None:
    assert headline(f"{first}\n\n{BODY}") == (first.strip() if is_headline else None)


def test_a_line_with_nothing_after_it_is_no_headline() -> None:
    assert headline("Ruritania will not sign\n\nSubscribe") is None


def test_the_name_of_a_section_above_the_headline_is_furniture_and_below_it_is_not() -> None:
    assert marked(f"World\n\nRuritania will not sign\n\n{BODY}\n\nWorld\n\n{MORE}") == ["World"]


@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Published 1 February 2022", "Updated 3 February 2022"], date(2022, 2, 1)),
        (["Updated 3 February 2022", "Published 1 February 2022"], date(2022, 2, 1)),
        (["Updated 3 February 2022"], date(2022, 2, 3)),
        (["1 February 2022"], date(2022, 2, 1)),
        (["STRELSAU (1 February 2022)"], date(2022, 2, 1)),
        (["02/03/2022"], None),
        (["01/02/2022", "Published 1 Feb 2022 14:05 GMT"], date(2022, 2, 1)),
        (["Share"], None),
    ],
)
def test_the_day_of_publication_is_read_from_dated_lines(lines: list[str], day: date | None) -> None:
    text = "\n\n".join(["Ruritania will not sign", *lines, BODY, MORE])
    assert frame(text).published_on == day
    assert marked(text) == lines


def test_a_dated_line_at_the_end_counts_where_there_is_none_at_the_top() -> None:
    assert frame(f"Ruritania will not sign\n\n{BODY}\n\n{MORE}\n\nPosted on 1 February 2022").published_on == date(
        2022, 2, 1
    )


def test_the_headings_of_a_chronology_are_not_the_day_of_publication() -> None:
    text = f"How it came\n\n17 December 2021\n\n{BODY}\n\n10 January 2022\n\n{MORE}\n\n26 January 2022\n\n{BODY}"
    assert frame(text).published_on is None
    assert marked(text) == []


def test_a_day_in_running_words_is_not_the_day_of_publication() -> None:
    assert (
        frame(f"Ruritania will not sign\n\nThe draft was published on 17 December 2021.\n\n{BODY}").published_on is None
    )


def test_a_headline_with_a_date_is_not_taken_for_a_dated_line() -> None:
    found = frame(f"Washington Treaty, 4 April 1949\n\n{BODY}")
    assert (found.published_on, found.headline) == (None, (0, 31))


LINES = st.sampled_from(
    [
        BODY,
        MORE,
        "Share",
        "World",
        "1 February 2022",
        "By Anthony Hope",
        "STRELSAU (AP) - It",
        "x" * 600,
        "* * *",
        "“No”",
        "é́",
    ]
)


@given(st.lists(LINES | st.text(max_size=40), max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\r\n\r\n"]))
def test_spans_are_in_order_apart_and_inside_of_any_text(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    found = frame(text)
    at = 0
    for start, end in found.furniture:
        assert at <= start < end <= len(text)
        at = end
    if found.headline:
        assert found.headline not in found.furniture
        assert text[slice(*found.headline)].strip()


@pytest.mark.parametrize("piece", ["word ", "a\n", " ", "| ", "“", ". ", "By ", "1 ", "A/", "\t\n", "( "])
def test_twice_the_text_takes_about_twice_the_time(piece: str) -> None:
    once, twice = (_seconds(piece * (size // len(piece))) for size in (100_000, 200_000))
    assert twice < 4 * once + 0.5


def _seconds(text: str) -> float:
    begun = time.perf_counter()
    frame(text)
    return time.perf_counter() - begun
