"""What a method of activity rows declares: the unit of its quantity, what else it takes, how it works.

The methods stand in `methods` by sector; a new one is a line there, made of engines that exist.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from dure.engines.refusals import Array

Gases = dict[str, float]
Row = Mapping[str, Array]

# Columns of the engines' answers, and the gas each of them is. A memo is kept beside, a sink is below zero.
GASES = {"co2_kg": "CO2", "ch4_kg": "CH4", "n2o_kg": "N2O"}
MEMO = "CO2 biogenic"
# The gas of a row is named behind the method: `product_leaks:SF6`.
OF_THE_ROW = "the gas of the row"


@dataclass(frozen=True)
class Method:
    """A method: the unit of the row's quantity, what else it takes, and how it works out the gases.

    `yearly` is an argument that is given for each earlier year, with the year behind it:
    `deposited_kg_2019`. A method that `names_gas` is told which gas its row is about.
    """

    unit: str
    arguments: tuple[str, ...]
    work: Callable[[Row], Gases]
    yearly: str = ""
    names_gas: bool = False


def gases_of(*answers: Any) -> Gases:
    """The gases of engines' answers, added up over the columns that are gases."""
    found: Gases = {}
    for answer in answers:
        for field in fields(answer):
            gas = GASES.get(field.name)
            if gas is not None:
                found[gas] = found.get(gas, 0.0) + float(getattr(answer, field.name)[0])
    return found


def only(row: Row, names: tuple[str, ...]) -> dict[str, Array]:
    """Some of a row's arguments, by name."""
    return {name: row[name] for name in names}


def scalar(row: Row, name: str) -> float:
    """An argument that is one number, not a column."""
    return float(row[name][0])
