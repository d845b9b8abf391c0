"""Warming potentials: what a kilogram of each gas weighs as CO2 under one named set of the IPCC.

Gases are kept; CO2 equivalent is derived, and always carries the name of its set. A number that was published
as CO2 equivalent only has lost its gases: it can be repeated under its own set, never said in another.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import Array, ShapeError, numbers_above_zero, table

Sets = Mapping[str, Mapping[str, float]]


class NoPotential(Exception):
    """There is no such set, or the set gives no potential for a gas."""


class NotSplit(Exception):
    """A composite has lost its gases and cannot be said in another set."""


class MixedSets(Exception):
    """CO2 equivalents of different sets are not added."""


@dataclass(frozen=True, eq=False)
class Equivalent:
    """CO2 equivalent of each row, and of all rows together."""

    co2e: Array
    total: float


def potentials(sets: Sets, *, named: str, gases: Sequence[str]) -> Array:
    """The potential of each gas in the named set, in the order of the gases.

    Arguments
        sets   table    1     potentials by set and gas
        named  text     1     a set of the table
        gases  (gas,)   text  gases of that set
    Returns
        gwp    (gas,)   1     above zero
    Raises
        NoPotential  there is no such set, or it gives no potential for a gas.
    Source
        IPCC assessment reports, GWP over 100 years.

    >>> potentials({"AR5": {"CO2": 1.0, "CH4": 28.0}}, named="AR5", gases=["CH4", "CO2"]).tolist()
    [28.0, 1.0]
    """
    if named not in sets:
        raise NoPotential(f"There is no set {named}: name one of {', '.join(sets)}.")
    missing = [gas for gas in gases if gas not in sets[named]]
    if missing:
        raise NoPotential(f"{named} gives no potential for {', '.join(missing)}: name a set that does.")
    return np.array([sets[named][gas] for gas in gases], dtype=np.float64)


def equivalent(gas_kg: Array, *, gwp: Array) -> Equivalent:
    """CO2 equivalent of rows of gases under one set of potentials.

    The grid factor printed as 0.4781 t per MWh has 0.4747 t CO2, 0.0125 kg CH4 and 0.0100 kg N2O in it. Under
    the second assessment report (1, 21, 310) it comes out as printed; under the fifth (1, 28, 265) not.

    Arguments
        gas_kg  (row, gas)  kg      any finite; below zero is taken up
        gwp     (gas,)      1       above zero
    Returns
        co2e    (row,)      kgCO2e  the row's gases weighed and added
        total   scalar      kgCO2e  all rows
    Raises
        ShapeError  gas_kg has another number of columns than gwp has entries.
        ValueError  a potential is not above zero, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 1, chapter 8: sum of gas times potential.

    >>> grid = np.array([[474.7, 0.0125, 0.0100]])
    >>> round(equivalent(grid, gwp=np.array([1.0, 21.0, 310.0])).total / 1000, 4)
    0.4781
    >>> round(equivalent(grid, gwp=np.array([1.0, 28.0, 265.0])).total / 1000, 4)
    0.4777
    """
    gases, weights = table("gas_kg", gas_kg), numbers_above_zero("gwp", gwp)
    if gases.shape[1] != len(weights):
        raise ShapeError(
            f"gas_kg has {gases.shape[1]} gases and gwp has {len(weights)}: give as many of each."
        )
    co2e = gases @ weights
    return Equivalent(co2e=co2e, total=float(co2e.sum()))


def said_again(composite_kgco2e: float, *, declared: str, wanted: str) -> float:
    """A composite said in a set, which must be the one it was published in.

    Arguments
        composite_kgco2e  scalar  kgCO2e  any
        declared          text    1       the set it was published in, or `unknown`
        wanted            text    1       the set it is to be said in
    Returns
        composite         scalar  kgCO2e  the same number
    Raises
        NotSplit  the two sets differ, or the declared one is not known.
    Source
        Identity: gases that were added up cannot be told apart again.

    >>> said_again(478.1, declared="SAR", wanted="SAR")
    478.1
    >>> said_again(478.1, declared="SAR", wanted="AR5")
    Traceback (most recent call last):
    dure.engines.inventory.gwp.NotSplit: The composite is in SAR and has no gases: ask for SAR, or find them.
    """
    if declared == wanted and declared != "unknown":
        return composite_kgco2e
    if declared == "unknown":
        raise NotSplit(f"The composite does not say its set: {wanted} cannot be told. Find its gases.")
    raise NotSplit(f"The composite is in {declared} and has no gases: ask for {declared}, or find them.")


def added(amounts: Sequence[tuple[str, float]]) -> float:
    """The sum of CO2 equivalents that are all of one set.

    Arguments
        amounts  (row,)  kgCO2e  pairs of set and amount, at least one
    Returns
        total    scalar  kgCO2e  their sum
    Raises
        MixedSets  the amounts are of more than one set, or of none.
    Source
        A sum needs one unit.

    >>> added([("AR5", 1.5), ("AR5", 2.0)])
    3.5
    """
    named = sorted({name for name, _ in amounts})
    if len(named) != 1:
        raise MixedSets(f"The amounts are in {', '.join(named) or 'no set'}: add those of one set only.")
    return float(np.sum([amount for _, amount in amounts]))
