import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

DATA = Path(__file__).parents[3] / "src" / "standoff" / "language" / "data"

COLUMNS = {
    "states.tsv": ["code", "name", "names", "adjectives", "people", "capital", "seats", "wikidata"],
    "organizations.tsv": ["code", "kind", "name", "names", "seats", "noun", "wikidata", "acts_for"],
    "blocs.tsv": ["code", "name", "names", "members", "wikidata"],
}
NAMING = ["name", "names", "adjectives", "people", "capital", "seats"]

# Names that two rows claim, and must: English has one word for both. The context of a report decides.
SHARED = {
    "Brussels": {"BEL", "EU"},
    "Congolese": {"COD", "COG"},
    "Dominican": {"DMA", "DOM"},
    "Dominicans": {"DMA", "DOM"},
}

# ISO 3166-1: members and observers of the United Nations, Taiwan, Hong Kong; XKX is Kosovo, a code left to users.
STATES = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF
CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI
FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HKG HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR
JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI
MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY
PSE QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM
TLS TON TTO TUN TUR TUV TWN TZA UGA UKR URY USA UZB VAT VCT VEN VNM VUT WSM XKX YEM ZAF ZMB ZWE
"""


def content_lines(file: str) -> list[str]:
    lines = (DATA / file).read_text(encoding="utf-8").removesuffix("\n").split("\n")
    return [line for line in lines if not line.startswith("#")]


def rows(file: str) -> list[dict[str, str]]:
    return [dict(zip(COLUMNS[file], line.split("\t"), strict=True)) for line in content_lines(file)[1:]]


def values(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def codes(file: str) -> list[str]:
    return [row["code"] for row in rows(file)]


every_file = pytest.mark.parametrize("file", COLUMNS)


@every_file
def test_a_file_opens_with_comments_that_tell_its_origin(file: str) -> None:
    text = (DATA / file).read_text(encoding="utf-8")
    comments = text[: text.index("\ncode\t")].split("\n")
    assert all(line.startswith("#") for line in comments)
    assert any(line.startswith("# Origin: ") for line in comments)


@every_file
def test_comments_stand_only_before_the_header(file: str) -> None:
    text = (DATA / file).read_text(encoding="utf-8")
    assert "\n#" not in text[text.index("\ncode\t") :]


@every_file
def test_the_header_names_the_columns(file: str) -> None:
    assert content_lines(file)[0].split("\t") == COLUMNS[file]


@every_file
def test_every_row_has_a_cell_for_each_column(file: str) -> None:
    assert [line for line in content_lines(file) if line.count("\t") != len(COLUMNS[file]) - 1] == []


@every_file
def test_every_row_has_a_code_and_a_name(file: str) -> None:
    assert [row for row in rows(file) if not row["code"] or not row["name"]] == []


@every_file
def test_no_value_is_empty_or_has_spaces_around_it(file: str) -> None:
    found = [value for row in rows(file) for cell in row.values() if cell for value in cell.split("|")]
    assert [value for value in found if not value or value != " ".join(value.split())] == []


@every_file
def test_no_value_is_quoted(file: str) -> None:
    assert [line for line in content_lines(file) if '"' in line] == []


@every_file
def test_no_cell_gives_a_value_twice(file: str) -> None:
    cells = [values(cell) for row in rows(file) for cell in row.values()]
    assert [cell for cell in cells if len(set(cell)) != len(cell)] == []


@every_file
def test_no_row_repeats_its_name_among_its_other_names(file: str) -> None:
    assert [row["code"] for row in rows(file) if row["name"] in values(row["names"])] == []


@every_file
def test_apostrophes_are_straight(file: str) -> None:
    assert "’" not in (DATA / file).read_text(encoding="utf-8")


@every_file
def test_wikidata_identifiers_are_well_formed_and_belong_to_one_row(file: str) -> None:
    identifiers = [row["wikidata"] for row in rows(file) if row["wikidata"]]
    assert [identifier for identifier in identifiers if not re.fullmatch(r"Q\d+", identifier)] == []
    assert [identifier for identifier, count in Counter(identifiers).items() if count > 1] == []


def test_a_code_belongs_to_one_row_of_all_the_files() -> None:
    counts = Counter(code for file in COLUMNS for code in codes(file))
    assert [code for code, count in counts.items() if count > 1] == []


def test_the_states_are_the_states_of_iso_3166() -> None:
    assert len(STATES.split()) >= 195
    assert set(codes("states.tsv")) == set(STATES.split())


def test_a_state_has_adjectives_and_people() -> None:
    assert [row["code"] for row in rows("states.tsv") if not row["adjectives"]] == []
    assert [row["code"] for row in rows("states.tsv") if not row["people"]] == ["VAT"]


def test_codes_of_organizations_and_blocs_are_capitals_with_hyphens() -> None:
    found = codes("organizations.tsv") + codes("blocs.tsv")
    assert [code for code in found if not re.fullmatch(r"[A-Z0-9]+([-+][A-Z0-9]+)*", code)] == []


def test_there_are_organizations_enough() -> None:
    assert len(rows("organizations.tsv")) >= 80


def test_an_organization_is_an_organization_or_a_group() -> None:
    assert {row["kind"] for row in rows("organizations.tsv")} == {"organization", "group"}


def test_every_organization_has_a_noun_in_small_letters_that_refers_back_to_it() -> None:
    organizations = rows("organizations.tsv")
    assert [row["code"] for row in organizations if not row["noun"] or row["noun"] != row["noun"].lower()] == []


def test_an_organization_acts_for_another_one_of_the_file() -> None:
    known = set(codes("organizations.tsv"))
    bodies = [(row["code"], row["acts_for"]) for row in rows("organizations.tsv") if row["acts_for"]]
    assert ("UNSC", "UN") in bodies
    assert [(code, acts_for) for code, acts_for in bodies if acts_for not in known - {code}] == []


def test_the_members_of_a_bloc_are_known_states_or_organizations() -> None:
    known = {*codes("states.tsv"), *codes("organizations.tsv")}
    assert [row["code"] for row in rows("blocs.tsv") if not known.issuperset(values(row["members"]))] == []


def test_the_west_stays_a_bloc_without_members() -> None:
    assert [row["members"] for row in rows("blocs.tsv") if row["code"] == "WEST"] == [""]


def test_no_name_is_claimed_by_two_rows_but_those_that_english_shares() -> None:
    claims: defaultdict[str, set[str]] = defaultdict(set)
    for file in COLUMNS:
        for row in rows(file):
            for column in NAMING:
                for name in values(row.get(column, "")):
                    claims[name].add(row["code"])
    assert {name: owners for name, owners in claims.items() if len(owners) > 1} == SHARED
