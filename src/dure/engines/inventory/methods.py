"""Methods by name: how one activity row becomes kilograms of each gas.

A row of activities names its method and gives what the method takes. Here stands which method takes what, in
which unit, and which engines of this package it is made of. Whatever is missing is listed, and nothing is
assumed: no method has a default.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import ModuleType

import numpy as np

from dure.engines.inventory import declared, methods_energy, methods_industry, methods_land, methods_waste
from dure.engines.inventory.declared import OF_THE_ROW, Gases, Method
from dure.engines.refusals import Array

Given = Mapping[str, float]
# The modules that say how rows are worked out: their text is what a statement was made with.
PARTS: tuple[ModuleType, ...] = (declared, methods_energy, methods_industry, methods_land, methods_waste)

METHODS: dict[str, Method] = {
    **methods_energy.METHODS,
    **methods_industry.METHODS,
    **methods_waste.METHODS,
    **methods_land.METHODS,
}
# The year of a row is known without being said again.
YEAR = "year"
GAS = re.compile(r"[A-Z][A-Za-z0-9-]*")


@dataclass(frozen=True)
class Emission:
    """Kilograms by gas; or, where the row does not give all that the method takes, what is missing."""

    gases_kg: Gases
    missing: tuple[str, ...]


def find_method(named: str) -> Method | None:
    """The method that a row names, with or without the gas behind it; None where there is none.

    >>> find_method("product_leaks:SF6").unit, find_method("alchemy")
    ('kg', None)
    """
    return METHODS.get(named.partition(":")[0])


def emitted(*, method: str, quantity: float, given: Given) -> Emission:
    """Kilograms of each gas that one activity row comes to, by the method it names.

    Arguments
        method    scalar  text   one of METHODS, with its gas where the row is of one: `product_leaks:SF6`
        quantity  scalar  any:a  not negative, in the unit of the method
        given     scalar  table  the other arguments of the method by name, and the row's year
    Returns
        gases_kg  scalar  table  kilograms by gas, biogenic CO2 as a memo
        missing   (argument,)  text  what the method takes and is not given; then there are no gases
    Raises
        KeyError    there is no such method.
        ValueError  a number is outside the range that its engine allows, an argument is not one of the
                    method's, or the gas of the row is not named.
    Source
        The engines that the method is made of, each with its own.

    >>> emitted(method="composting", quantity=1000.0,
    ...         given={"ch4_kg_per_kg": 0.004, "n2o_kg_per_kg": 0.00025, "recovered_ch4_kg": 0.0}).gases_kg
    {'CH4': 4.0, 'N2O': 0.25}
    >>> emitted(method="composting", quantity=1.0, given={"ch4_kg_per_kg": 0.004}).missing
    ('n2o_kg_per_kg', 'recovered_ch4_kg')
    >>> emitted(method="product_leaks:SF6", quantity=500.0, given={"leaking_share": 0.02}).gases_kg
    {'SF6': 10.0}
    """
    name, _colon, gas = method.partition(":")
    chosen = METHODS[name]
    _refuse_gas(chosen, name, gas)
    missing = [argument for argument in chosen.arguments if argument not in given]
    earlier, gaps = _earlier(chosen, given)
    missing += gaps
    _refuse_strangers(chosen, name, given)
    if missing:
        return Emission({}, tuple(missing))
    columns = {argument: np.array([given[argument]]) for argument in chosen.arguments}
    columns |= {chosen.yearly: earlier} if chosen.yearly else {}
    found = chosen.work({**columns, "quantity": np.array([quantity])})
    return Emission({gas if each == OF_THE_ROW else each: kg for each, kg in found.items()}, ())


def _refuse_gas(chosen: Method, name: str, gas: str) -> None:
    """Refuse a row of one gas that does not say which, and a gas where the method tells its gases."""
    if chosen.names_gas and not GAS.fullmatch(gas):
        raise ValueError(f"{name} does not say which gas: write it behind the method, like {name}:HFC-134a.")
    if gas and not chosen.names_gas:
        raise ValueError(f"{name} tells its gases itself: write {name} without :{gas}.")


def _refuse_strangers(chosen: Method, name: str, given: Given) -> None:
    """Refuse what the method does not take: a slip of the pen would else be passed over."""
    yearly = re.compile(rf"{chosen.yearly}_[0-9]{{4}}") if chosen.yearly else None
    for argument in given:
        known = argument in chosen.arguments or argument == YEAR
        if not known and not (yearly and yearly.fullmatch(argument)):
            raise ValueError(f"{name} does not take {argument}: it takes {', '.join(chosen.arguments)}.")


def _earlier(chosen: Method, given: Given) -> tuple[Array, list[str]]:
    """What is given of the years before the row's, in their order; and the years that are missing."""
    if not chosen.yearly:
        return np.array([]), []
    if YEAR not in given:
        return np.array([]), [YEAR]
    year, head = int(given[YEAR]), f"{chosen.yearly}_"
    stated = {int(name[len(head) :]): value for name, value in given.items() if name.startswith(head)}
    late = [each for each in stated if each >= year]
    if late:
        raise ValueError(f"{head}{late[0]} is not before {year}: what is of {year} is the row's quantity.")
    first = min(stated, default=year - 1)
    gaps = [f"{head}{each}" for each in range(first, year) if each not in stated]
    return np.array([stated.get(each, 0.0) for each in range(first, year)]), gaps
