"""The officials gazetteer: its form, and that it can answer who led a large state on a given day."""

import calendar
import re
from collections import defaultdict
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

Row = dict[str, str]

FILE = Path(__file__).parents[3] / "src" / "standoff" / "language" / "data" / "officials.tsv"
COLUMNS = ["id", "name", "names", "family", "state", "role", "leader", "gender", "from", "until", "wikidata"]
MAY_BE_EMPTY = {"names", "until", "wikidata"}

FOREIGN = {"foreign minister", "acting foreign minister"}
DEFENCE = {"defence minister", "acting defence minister"}
# A secretary of state is the foreign minister of the USA but not of the Holy See, a foreign secretary that of Britain
# but not of India.
FOREIGN_OF = {"USA": {"secretary of state"}, "GBR": {"foreign secretary"}}
DEFENCE_OF = {"USA": {"secretary of defense"}, "GBR": {"defence secretary"}}

LARGE_STATES = ["USA", "RUS", "UKR", "GBR", "FRA", "DEU", "CHN"]
# Known gaps of the large states: state, first day, last day. There is none; each that is added says why.
GAPS: list[tuple[str, date, date]] = []


@cache
def lines() -> list[str]:
    return FILE.read_text(encoding="utf-8").splitlines()


def cells() -> list[list[str]]:
    return [line.split("\t") for line in lines() if not line.startswith("#")]


@cache
def rows() -> list[Row]:
    return [dict(zip(COLUMNS, row, strict=True)) for row in cells()[1:]]


def spellings(row: Row) -> list[str]:
    return row["names"].split("|") if row["names"] else []


def first_day(text: str) -> date:
    year, month, day = [*map(int, text.split("-")), 1, 1][:3]
    return date(year, month, day)


def last_day(text: str) -> date:
    if not text:
        return date.max
    year, month, *day = [*map(int, text.split("-"))] if "-" in text else [int(text), 12]
    return date(year, month, day[0] if day else calendar.monthrange(year, month)[1])


def in_office(row: Row, day: date) -> bool:
    return first_day(row["from"]) <= day <= last_day(row["until"])


def leaders() -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in sorted(rows(), key=lambda row: first_day(row["from"])):
        if row["leader"] == "yes":
            found[row["state"]].append(row)
    return found


def test_the_file_opens_with_comments_that_name_its_origin_and_its_limits() -> None:
    comments = [line for line in lines() if line.startswith("#")]
    assert lines()[: len(comments)] == comments
    assert any("Origin:" in line for line in comments)
    assert any("Limits:" in line for line in comments)


def test_one_header_row_names_the_columns() -> None:
    assert cells()[0] == COLUMNS


def test_every_row_has_all_columns() -> None:
    for row in cells():
        assert len(row) == len(COLUMNS), row
    for filled in rows():
        assert all(filled[column] for column in COLUMNS if column not in MAY_BE_EMPTY), filled


def test_no_cell_begins_or_ends_with_a_space() -> None:
    for row in cells():
        assert [cell for cell in row if cell != cell.strip() or "  " in cell] == []


def test_every_other_spelling_is_written_once_and_without_spaces_around_it() -> None:
    for row in rows():
        assert all(name and name == name.strip() for name in spellings(row)), row
        assert len({row["name"], *spellings(row)}) == 1 + len(spellings(row)), row


def test_the_id_is_the_name_in_lower_case_with_hyphens() -> None:
    for row in rows():
        plain = re.sub(r"['.]", "", row["name"].lower())
        assert row["id"] == re.sub(r"[^a-z0-9]+", "-", plain).strip("-"), row


def test_one_id_has_one_name_one_gender_and_one_set_of_spellings() -> None:
    seen: dict[str, list[str]] = {}
    for row in rows():
        person = [row[column] for column in ("name", "names", "family", "gender", "wikidata")]
        assert seen.setdefault(row["id"], person) == person, row


def test_leader_gender_role_and_state_have_their_form() -> None:
    for row in rows():
        assert row["leader"] in {"yes", "no"}, row
        assert row["gender"] in {"m", "f"}, row
        assert row["role"] == row["role"].lower(), row
        assert re.fullmatch(r"[A-Z][A-Z0-9-]+", row["state"]), row


def test_dates_are_a_day_a_month_or_a_year_and_no_term_ends_before_it_begins() -> None:
    for row in rows():
        assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", row["from"]), row
        assert re.fullmatch(r"(\d{4}(-\d{2}(-\d{2})?)?)?", row["until"]), row
        assert first_day(row["from"]) <= last_day(row["until"]), row


def test_the_terms_of_one_person_in_one_office_do_not_overlap() -> None:
    terms = defaultdict(list)
    for row in rows():
        terms[row["id"], row["state"], row["role"]].append((first_day(row["from"]), last_day(row["until"])))
    for office, spans in terms.items():
        assert all(end <= start for (_, end), (start, _) in pairwise(sorted(spans))), office


def test_wikidata_is_empty_or_an_item_and_no_item_has_two_people() -> None:
    people = defaultdict(set)
    for row in rows():
        assert re.fullmatch(r"(Q\d+)?", row["wikidata"]), row
        people[row["wikidata"]].add(row["id"])
    assert {item: ids for item, ids in people.items() if item and len(ids) > 1} == {}


def test_at_least_forty_five_states_have_a_leader_a_foreign_minister_and_a_defence_minister() -> None:
    led = set(leaders())
    foreign = {row["state"] for row in rows() if row["role"] in FOREIGN_OF.get(row["state"], FOREIGN)}
    defence = {row["state"] for row in rows() if row["role"] in DEFENCE_OF.get(row["state"], DEFENCE)}
    assert len(led & foreign & defence) >= 45


@pytest.mark.parametrize("state", LARGE_STATES)
def test_a_large_state_has_one_leader_on_the_first_of_each_month_from_2010_to_2025(state: str) -> None:
    terms = leaders()[state]
    handovers = [day for row in terms for day in (first_day(row["from"]), last_day(row["until"]))]
    for day in (date(2010 + number // 12, number % 12 + 1, 1) for number in range(15 * 12 + 1)):
        near = any(abs(day - handover) <= timedelta(days=3) for handover in handovers)
        known = any(gap == state and start <= day <= end for gap, start, end in GAPS)
        in_power = [row["id"] for row in terms if in_office(row, day)]
        assert near or known or len(in_power) == 1, (day, in_power)


def test_a_leader_takes_office_only_when_the_one_before_has_left() -> None:
    # A term that ends in "2015" or "2015-11" may end on any day of it, so the next may begin within it.
    for state, terms in leaders().items():
        for earlier, later in pairwise(terms):
            assert earlier["until"], (state, earlier, later)
            assert first_day(earlier["until"]) <= first_day(later["from"]), (state, earlier, later)


@pytest.mark.parametrize(
    ("day", "state", "role", "person"),
    [
        ("2004-05-20", "RUS", "president", "vladimir-putin"),
        ("2010-06-01", "RUS", "president", "dmitry-medvedev"),
        ("2014-03-01", "UKR", "acting president", "oleksandr-turchynov"),
        ("2022-02-01", "RUS", "foreign minister", "sergei-lavrov"),
        ("2022-02-01", "GBR", "foreign secretary", "liz-truss"),
        ("2022-02-01", "UKR", "defence minister", "oleksii-reznikov"),
        ("2022-02-01", "USA", "state department spokesperson", "ned-price"),
        ("2022-02-01", "NATO", "secretary general", "jens-stoltenberg"),
        ("2013-08-01", "NOR", "prime minister", "jens-stoltenberg"),
    ],
)
def test_a_day_a_state_and_a_role_find_the_person_in_office(day: str, state: str, role: str, person: str) -> None:
    office = [row for row in rows() if (row["state"], row["role"]) == (state, role)]
    assert [row["id"] for row in office if in_office(row, date.fromisoformat(day))] == [person]
