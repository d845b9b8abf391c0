"""A row of a method takes each argument from the column that is headed by its name, once."""

from pathlib import Path

import pytest

from dure.engines.inventory.methods import METHODS
from dure.grammar.books.library import read_library
from dure.portal.reckoning.chosen import Options
from dure.portal.reckoning.rows import Reckoned, reckon_file
from tests.source import ROOT

LIBRARY = read_library(ROOT / "packs")
COMMITMENT = "doc=0.15 docf=0.5 mcf=1 methane_share=0.5 recovered_share=0"


def only(folder: Path, heading: str, row: str) -> Reckoned:
    """The answer to a table of one row."""
    path = folder / "rows.csv"
    path.write_text(f"{heading}\n{row}\n", encoding="utf-8")
    (found,) = reckon_file(path, options=Options(LIBRARY))
    return found


def gas(found: Reckoned) -> float:
    """The only gas of an answer."""
    (kg,) = found.gas_kg.values()
    return kg


@pytest.mark.parametrize("name", sorted(METHODS))
def test_columns_headed_by_the_arguments_say_what_a_cell_of_arguments_says(tmp_path: Path, name: str) -> None:
    method = METHODS[name]
    values = {argument: f"0.{number}" for number, argument in enumerate(method.arguments, start=11)}
    values |= {"start_month": "13"} if "start_month" in values else {}
    named = f"{name}:SF6" if method.names_gas else name
    head = f"method,quantity,unit,gwp,year,{','.join(values)}"
    apart = only(tmp_path, head, f"{named},1000,{method.unit},AR5,2020,{','.join(values.values())}")
    pairs = " ".join(f"{argument}={value}" for argument, value in values.items())
    together = only(
        tmp_path, "method,quantity,unit,gwp,year,arguments", f"{named},1000,{method.unit},AR5,2020,{pairs}"
    )
    assert apart.gas_kg == together.gas_kg
    assert [each.says for each in apart.refusals] == [each.says for each in together.refusals]


def test_manure_keeps_its_three_shares_of_nitrogen_apart(tmp_path: Path) -> None:
    values = {
        "animal_kg": 600,
        "nitrogen_kg_per_t_day": 0.4,
        "system_share": 0.3,
        "n2o_n_share": 0.005,
        "volatilised_share": 0.2,
        "deposited_n2o_n_share": 0.01,
        "leached_share": 0.03,
        "leached_n2o_n_share": 0.011,
    }
    found = only(
        tmp_path,
        f"method,quantity,unit,gwp,{','.join(values)}",
        f"manure_nitrous_oxide,100,1,AR5,{','.join(map(str, values.values()))}",
    )
    nitrogen = 100 * 0.6 * 0.4 * 365 * 0.3
    assert gas(found) == pytest.approx(nitrogen * (0.005 + 0.2 * 0.01 + 0.03 * 0.011) * 44 / 28)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("OX,OX", "0.1,0.2"), ("OX,oxidised_share", "0.1,0.2"), ("OX,OX", "0.2,10 %")],
)
def test_two_values_of_one_argument_are_refused(tmp_path: Path, heading: str, cells: str) -> None:
    found = only(
        tmp_path,
        f"method,quantity,unit,arguments,{heading}",
        f"methane_commitment,1000,kg,{COMMITMENT},{cells}",
    )
    assert found.refusals[0].says.en.startswith("oxidised_share is given twice with two")
    assert found.gas_kg == {}


def test_one_value_of_an_argument_that_stands_twice_is_told(tmp_path: Path) -> None:
    found = only(
        tmp_path,
        "method,quantity,unit,gwp,arguments,OX,OX",
        f"methane_commitment,1000,kg,AR5,{COMMITMENT},0.1,10 %",
    )
    assert found.refusals == ()
    assert gas(found) == pytest.approx(1000 * 0.15 * 0.5 * 0.5 * 16 / 12 * 0.9)
    assert "oxidised_share is given twice, by OX (6) and OX (7); it is used once." in [
        note.en for note in found.notes
    ]


def test_an_argument_in_a_column_and_in_the_cell_of_arguments_is_one_too_many(tmp_path: Path) -> None:
    row = f"methane_commitment,1000,kg,{COMMITMENT} oxidised_share=0.1,0.3"
    found = only(tmp_path, "method,quantity,unit,arguments,OX", row)
    assert found.refusals[0].column == "arguments"
