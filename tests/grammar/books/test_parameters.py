"""The table of parameters: found by waste and condition, each in its range, every mistake at once."""

from pathlib import Path

import pytest
from django.conf import settings

from dure.grammar.books.parameters import NEEDED, ParameterTable, open_parameters, read_parameters
from dure.grammar.sheets import Desk, Sheet
from dure.grammar.sources import Library

GOOD = "ours,landfill,doc,food,wet,0.15,0.08,0.2,kg/kg,{source}"


def heard(*rows: str) -> list[str]:
    sheet = Sheet("parameters.csv")
    text = "\n".join([",".join(NEEDED), *(row.format(source="book:p. 1") for row in rows)])
    read_parameters(sheet, text, library=Library(unread=["sources.csv"]))
    return [f"{mistake.line}, {mistake.column}: {mistake.says.en}" for mistake in sheet.mistakes]


@pytest.fixture(scope="module")
def table() -> ParameterTable:
    desk = Desk()
    table = open_parameters(desk, Path(settings.PACKS))
    assert desk.mistakes() == ()
    return table


def test_good_rows_are_heard_without_a_word() -> None:
    assert heard(GOOD) == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (GOOD.replace("0.15", "1.5"), "2, value: doc is “1.5”; a share is from 0 to 1."),
        (GOOD.replace("0.15", "0.3"), "2, value: doc cannot be “0.3”."),
        (GOOD.replace("0.15", "much"), "2, value: “much” is not a number as it should be written."),
        (GOOD.replace("0.15", ""), "2, value: value is empty."),
        (GOOD.replace("kg/kg", "lumps"), "2, unit: “lumps” is not a unit."),
        (GOOD.replace("landfill", "landfil"), "2, method: method cannot be “landfil”."),
        (GOOD.replace("food", "Food"), "2, item: The name “Food” is not made of small letters, digits and"),
    ],
)
def test_a_wrong_row_hears_what_is_wrong(row: str, says: str) -> None:
    assert [said[: len(says)] for said in heard(row)] == [says]


def test_all_mistakes_are_heard_at_once() -> None:
    assert len(heard(GOOD.replace("0.15", "1.5"), GOOD.replace("landfill", "x"), GOOD, GOOD)) == 3


def test_a_parameter_is_found_by_waste_and_condition(table: ParameterTable) -> None:
    assert table.sets == ("ipcc-2019", "korea", "epa-warm", "ipcc-2006")
    assert table.sets_of("landfill") == ("ipcc-2019", "korea", "epa-warm")
    k = table.find(
        "k_per_year", of="ipcc-2019", method="landfill", items=("food",), conditions=("boreal_temperate_wet",)
    )
    assert k is not None
    assert (str(k.value), str(k.low), str(k.high)) == ("0.185", "0.1", "0.2")
    assert table.find("k_per_year", of="korea", method="landfill", items=("tea",), conditions=("",)) is None


def test_nobody_states_docf_for_the_korean_guideline(table: ParameterTable) -> None:
    assert [row for row in table.rows if row.set == "korea" and row.parameter == "docf"] == []


def test_every_range_holds_its_value(table: ParameterTable) -> None:
    assert len(table.rows) > 600
    assert all((row.low or row.value) <= row.value <= (row.high or row.value) for row in table.rows)
