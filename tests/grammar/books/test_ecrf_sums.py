"""A workbook whose own numbers contradict each other is found out, by the cell."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dure.grammar.books.categories import read_taxonomy
from dure.grammar.books.ecrf import Workbook, read_workbook
from dure.grammar.books.ecrf_columns import CITY, DETAIL
from dure.grammar.books.ecrf_lines import Line
from dure.grammar.books.ecrf_sums import hear_sums
from dure.grammar.books.ecrf_writing import written
from dure.grammar.books.potentials import read_all_sets
from dure.grammar.sheets import Sheet
from dure.portal.settings import PACKS

CATEGORIES, _ = read_taxonomy(PACKS, system="inventory")
SETS = read_all_sets(PACKS)
COLUMNS = list(DETAIL)
POWER = {
    "inventory_year": "2023", "gpc_ref": "I.1.2", "crf_subsector": "Residential buildings", "scope": "2",
    "fuel_or_activity": "electricity", "activity_amount": "257280", "activity_unit": "MWh",
    "factor_unit": "kg/MWh", "factor_co2": "474.7", "factor_ch4": "0.0125", "factor_n2o": "0.01",
    "ghg_co2": "122130.816", "ghg_ch4": "3.216", "ghg_n2o": "2.5728", "ghg_co2e": "122902.656",
}  # fmt: skip


def found(changed: dict[str, str], other: tuple[tuple[str, str], ...] = ()) -> list[tuple[str | None, str]]:
    """The cell and the words of whatever is wrong with a workbook of one line, but for absent references."""
    cells = {**POWER, **changed}
    line = Line(2, cells["gpc_ref"], tuple((name, cells[name]) for name in DETAIL if cells.get(name)), other)
    city = tuple({**dict.fromkeys(CITY, "unknown"), "gwp_set": "AR5"}.items())
    content = written(Workbook(city=city, lines=(line,), usable=True))
    book = read_workbook(content, categories=CATEGORIES, sets=SETS)
    assert book.lines
    told = [*book.mistakes, *book.remarks]
    return [(each.column, each.says.en) for each in told if each.column]


def test_a_line_that_agrees_with_itself_is_not_doubted() -> None:
    assert found({"ghg_co2e": "122902.656"}) == []


@pytest.mark.parametrize(
    ("changed", "column", "words"),
    [
        ({"ghg_co2e": "999999"}, "ghg_co2e", "its gases make"),
        ({"ghg_co2": "0.122130816"}, "ghg_co2", "1e-06 times that"),
        ({"activity_amount": "1"}, "ghg_co2", "makes 0.4747 t"),
        ({"factor_unit": "kg/kg"}, "factor_unit", "does not fit an amount in “MWh”"),
        ({"factor_co2": "129.4636"}, "ghg_co2", "44/12"),
        ({"ghg_ch4": "3,216"}, "ghg_ch4", "1000 times that"),
        ({"crf_subsector": "Commercial and institutional buildings"}, "crf_subsector", "I.2.2"),
        ({"original_amount": "100", "conversion_factor": "2"}, "activity_amount", "makes 200"),
    ],
)
def test_numbers_of_a_line_that_contradict_each_other_are_told_by_the_cell(
    changed: dict[str, str], column: str, words: str
) -> None:
    letter = chr(ord("A") + COLUMNS.index(column)) if COLUMNS.index(column) < 26 else (
        "A" + chr(ord("A") + COLUMNS.index(column) - 26)
    )  # fmt: skip
    told = found(changed)
    assert any(cell == f"Detail!{letter}2" and words in says for cell, says in told), told


@pytest.mark.parametrize(
    "changed",
    [
        {"factor_unit": "kgCO2/kWh", "factor_co2": "0.4747", "factor_ch4": "", "factor_n2o": ""},
        {"factor_oxidation": "0.995", "ghg_co2": "121520.16", "ghg_co2e": "122292"},
        {"factor_ch4": "0.013"},
    ],
)
def test_other_units_oxidation_and_printed_digits_are_no_contradiction(changed: dict[str, str]) -> None:
    assert found(changed) == []


@pytest.mark.parametrize(("heading", "is_gas"), [
    ("GHG SF6", True), ("GHG HFC-134a", True), ("GHG PFCs", True), ("GHG RANGE_HIGH_T", False),
    ("GHG ACTIVITY_GRADE", False), ("Colour", True),
])  # fmt: skip
def test_only_gases_are_columns_of_gases(heading: str, is_gas: bool) -> None:
    told = [says for _cell, says in found({}, ((heading, "0.0"),)) if "no known gas" in says]
    assert bool(told) is not is_gas


@settings(max_examples=50, deadline=None)
@given(st.decimals(1, 10**6, places=3), st.decimals(1, 1000, places=4))
def test_whatever_is_multiplied_exactly_is_never_doubted(amount: Any, factor: Any) -> None:
    told = {"activity_amount": amount, "activity_unit": "TJ", "factor_unit": "t/TJ", "factor_co2": factor,
            "ghg_co2": amount * factor}  # fmt: skip
    sheet = Sheet("")
    hear_sums(Line(2, "I.1.1", tuple((name, f"{value}") for name, value in told.items())), sheet)
    assert sheet.mistakes == []
