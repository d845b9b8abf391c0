"""A table from anywhere is read as it was meant."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.grammar.books.activity_headings import is_heading, read_headings
from dure.grammar.books.activity_tables import Unusable, read_amount, read_table, table_of
from dure.grammar.books.names import find_set, find_user

GASES = {"co2": "CO2", "ch4": "CH4", "n2o": "N2O", "hfc134a": "HFC134a"}


def knows(written: str) -> bool:
    """Whether a cell reads like a heading."""
    return is_heading(written, gases=GASES)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp949"])
def test_separator_and_letters_do_not_matter(tmp_path: Path, separator: str, encoding: str) -> None:
    path = tmp_path / "rows.csv"
    lines = [
        "활동자료 산정표",
        "",
        separator.join(["번호", "활동자료", "단위"]),
        separator.join(["가", "5", "톤"]),
    ]
    path.write_bytes("\r\n".join(lines).encode(encoding))
    table = read_table(path, knows=knows)
    assert table.header == ("번호", "활동자료", "단위")
    assert [(row.line, row.cells) for row in table.rows] == [(4, ("가", "5", "톤"))]


def test_what_is_no_table_is_unusable(tmp_path: Path) -> None:
    for name, content in {
        "empty.csv": b"",
        "text.csv": b"nothing\nhere",
        "zip.csv": b"PK\x03\x04\0\0",
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Unusable):
            read_table(tmp_path / name, knows=knows)
    with pytest.raises(Unusable):
        read_table(tmp_path, knows=knows)
    with pytest.raises(Unusable):
        read_table(tmp_path / "none.csv", knows=knows)


@pytest.mark.parametrize(
    ("written", "separator", "value"),
    [
        ("1,234.5", ",", "1234.5"),
        ("1.2E-05", ",", "0.000012"),
        ("−3", ",", "-3"),
        (" 5 ", ",", "5"),
        ("0,5", ";", "0.5"),
        ("1 234", ",", "1234"),
    ],
)
def test_a_number_is_read_exactly(written: str, separator: str, value: str) -> None:
    assert read_amount(written, separator=separator) == Decimal(value)


@pytest.mark.parametrize("written", ["", "n/a", "1,23", "1e999", "NO", "0x10", "1" * 60, "nan", "--5"])
def test_what_is_no_number_is_none(written: str) -> None:
    assert read_amount(written) is None


@given(st.text(max_size=300))
def test_any_text_is_a_table_or_unusable(text: str) -> None:
    try:
        table = table_of(text, knows=knows)
    except Unusable:
        return
    assert all(len(row.cells) == len(table.header) for row in table.rows)


@pytest.mark.parametrize(
    ("written", "role", "gas", "unit"),
    [
        ("Activity Value", "quantity", "", ""),
        ("활동자료", "quantity", "", ""),
        ("Fuel consumption (TJ)", "quantity", "", "TJ"),
        ("distance_km", "quantity", "", "km"),
        ("activity_unit", "unit", "", ""),
        ("ef_co2_kg_per_unit", "gas_factor", "CO2", "kg/unit"),
        ("CO2 EF [kg/TJ]", "gas_factor", "CO2", "kg/TJ"),
        ("emission_factor_ch4", "gas_factor", "CH4", ""),
        ("CO2 배출계수(kg/TJ)", "gas_factor", "CO2", "kg/TJ"),
        ("HFC-134a factor", "gas_factor", "HFC134a", ""),
        ("kgCO2e/unit", "gas_factor", "CO2e", "kg/unit"),
        ("Biogenic CO2 factor", "gas_factor", "CO2 biogenic", ""),
        ("emissionFactorUnits", "factor_unit", "", ""),
        ("co2_unit", "factor_unit", "CO2", ""),
        ("GWP100 set", "gwp_set", "", ""),
        ("gwp_ch4", "gwp_of_gas", "CH4", ""),
        ("NCV (MJ/kg)", "ncv", "", "MJ/kg"),
    ],
)
def test_a_heading_means_one_thing_however_it_is_written(
    written: str, role: str, gas: str, unit: str
) -> None:
    (heading,) = read_headings([written], gases=GASES)
    assert (heading.role, heading.gas, heading.unit) == (role, gas, unit)


@pytest.mark.parametrize(
    "written", ["expected_co2e", "Total emissions (tCO2e)", "manual_co2", "EF source", "x"]
)
def test_the_authors_answers_are_left_alone(written: str) -> None:
    assert read_headings([written], gases=GASES) == ()


def test_sets_and_users_are_called_many_things() -> None:
    known = ("SAR", "AR4", "AR5", "AR5CCF", "AR6")
    named = ["ar5", "IPCC AR5 (GWP100)", "Fifth Assessment Report", "AR5 with feedback", "AR5 GWP20", "AR9"]
    assert [find_set(name, known=known) for name in named] == ["AR5", "AR5", "AR5", "AR5CCF", None, None]
    assert find_user("I.1.2", sector="") == "residential"
    assert find_user("II.1.1", sector="Manufacturing") == "industry"
    assert find_user("III.1", sector="") is None
