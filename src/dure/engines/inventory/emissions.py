"""Emissions: activity times factor, gas by gas, for as many rows at once as there are.

Every engine answers kilograms of each gas, one column a gas, in the order the factors came in. Nothing is
rounded and nothing is assumed: what a row has not (a loss, a density, a calorific value) is not asked of it.
"""

from dataclasses import dataclass

import numpy as np

from dure.engines.refusals import (
    Array,
    numbers_above_zero,
    numbers_not_negative,
    same_length,
    table,
)

# Mass of a molecule of CO2 over that of its carbon, with the whole numbers that the guidelines use.
CO2_OF_CARBON = 44 / 12


@dataclass(frozen=True, eq=False)
class Gases:
    """Kilograms of each gas by row, and the same added up over the rows."""

    gas_kg: Array
    total_kg: Array


@dataclass(frozen=True, eq=False)
class Carbon:
    """What carbon becomes when it burns: CO2 that counts, and CO2 from living matter, which is a memo."""

    co2_kg: Array
    biogenic_co2_kg: Array


@dataclass(frozen=True, eq=False)
class Energy:
    """Fuel as energy."""

    energy_tj: Array


@dataclass(frozen=True, eq=False)
class Grid:
    """Gases of energy from a grid: of what was used, and of what was lost on its way there."""

    used_kg: Array
    lost_kg: Array


def of_activity(activity: Array, *, factor_kg: Array) -> Gases:
    """Gases of an activity in the unit its factors are per.

    Combustion, distance driven, heat bought and waste treated are all this equation in different units.

    Arguments
        activity   (row,)      any:a  not negative
        factor_kg  (row, gas)  kg     not negative, per unit of the activity
    Returns
        gas_kg     (row, gas)  kg     activity times factor
        total_kg   (gas,)      kg     added up over the rows
    Raises
        ShapeError  activity and factor_kg have different numbers of rows.
        ValueError  a number is negative or not finite.
    Source
        IPCC 2006 Guidelines, volume 2, equation 2.1; GPC, section 5.3.

    >>> of_activity(np.array([10.0]), factor_kg=np.array([[2.5, 0.5]])).gas_kg.tolist()
    [[25.0, 5.0]]
    """
    amounts, factors = numbers_not_negative("activity", activity), _factors(factor_kg)
    same_length("activity", amounts, "factor_kg", factors)
    gas_kg = amounts[:, None] * factors
    return Gases(gas_kg=gas_kg, total_kg=gas_kg.sum(axis=0))


def fuel_energy(quantity: Array, *, calorific_mj: Array) -> Energy:
    """The energy of fuel, in terajoules, by its calorific value.

    Both must be on one basis: a net value with factors per net terajoule, a gross one with gross factors.

    Arguments
        quantity      (row,)  any:a  not negative
        calorific_mj  (row,)  MJ     above zero, per unit of the quantity
    Returns
        energy_tj     (row,)  TJ     quantity times calorific value
    Raises
        ShapeError  the two differ in length.
        ValueError  a quantity is negative, or a calorific value is not above zero.
    Source
        IPCC 2006 Guidelines, volume 2, section 1.4.1.2.

    >>> fuel_energy(np.array([5_000_000.0]), calorific_mj=np.array([35.3])).energy_tj.tolist()
    [176.5]
    """
    amounts = numbers_not_negative("quantity", quantity)
    values = numbers_above_zero("calorific_mj", calorific_mj)
    same_length("quantity", amounts, "calorific_mj", values)
    return Energy(energy_tj=amounts * values / 1e6)


def of_carbon(carbon_kg: Array, *, oxidised: Array, biogenic: Array) -> Carbon:
    """CO2 of burnt carbon; the share that grew lately is a memo and never part of the other.

    Arguments
        carbon_kg        (row,)  kg  not negative, kilograms of carbon
        oxidised         (row,)  1   between 0 and 1, the share that burns
        biogenic         (row,)  1   between 0 and 1, the share from living matter
    Returns
        co2_kg           (row,)  kg  fossil: carbon times oxidised times 44/12, less the memo
        biogenic_co2_kg  (row,)  kg  memo
    Raises
        ShapeError  the three differ in length.
        ValueError  carbon is negative, or a share is outside 0 to 1.
    Source
        IPCC 2006 Guidelines, volume 2, section 1.4.2.1; memo items after volume 1, chapter 8.

    >>> burnt = of_carbon(np.array([12.0]), oxidised=np.array([1.0]), biogenic=np.array([0.25]))
    >>> burnt.co2_kg.tolist(), burnt.biogenic_co2_kg.tolist()
    ([33.0], [11.0])
    """
    carbon = numbers_not_negative("carbon_kg", carbon_kg)
    burns, grew = _shares("oxidised", oxidised), _shares("biogenic", biogenic)
    same_length("carbon_kg", carbon, "oxidised", burns)
    same_length("carbon_kg", carbon, "biogenic", grew)
    co2_kg = carbon * burns * CO2_OF_CARBON
    return Carbon(co2_kg=co2_kg * (1 - grew), biogenic_co2_kg=co2_kg * grew)


def of_grid_energy(used: Array, *, factor_kg: Array, lost_share: Array) -> Grid:
    """Gases of electricity or heat used, and of what the grid lost to bring it.

    The share lost is of what was fed in: of 100 fed in with 0.05 lost, 95 are used and 5 are lost.

    Arguments
        used        (row,)      any:a  not negative
        factor_kg   (row, gas)  kg     not negative, per unit fed in
        lost_share  (row,)      1      at least 0, below 1, of what is fed in
    Returns
        used_kg     (row, gas)  kg     of the energy used
        lost_kg     (row, gas)  kg     of the energy lost, used x share / (1 - share)
    Raises
        ShapeError  the arrays have different numbers of rows.
        ValueError  a number is negative or not finite, or a share is one or more.
    Source
        GPC, section 6.8: emissions from transmission and distribution losses are stated apart.

    >>> grid = of_grid_energy(np.array([95.0]), factor_kg=np.array([[2.0]]), lost_share=np.array([0.05]))
    >>> grid.used_kg.tolist(), [[round(float(kg), 9) for kg in row] for row in grid.lost_kg]
    ([[190.0]], [[10.0]])
    """
    amounts, factors = numbers_not_negative("used", used), _factors(factor_kg)
    lost = _shares("lost_share", lost_share)
    if np.any(lost == 1):
        raise ValueError("lost_share holds 1: nothing would be used. Give shares below 1.")
    same_length("used", amounts, "factor_kg", factors)
    same_length("used", amounts, "lost_share", lost)
    fed_to_loss = amounts * lost / (1 - lost)
    return Grid(used_kg=amounts[:, None] * factors, lost_kg=fed_to_loss[:, None] * factors)


def of_distance(distance: Array, *, fuel_per_distance: Array, factor_kg: Array) -> Gases:
    """Gases of driving, by distance, the fuel it takes and the fuel's factors.

    Arguments
        distance           (row,)      any:a  not negative
        fuel_per_distance  (row,)      any:b  not negative, fuel per unit of distance
        factor_kg          (row, gas)  kg     not negative, per unit of fuel
    Returns
        gas_kg             (row, gas)  kg     distance times fuel times factor
        total_kg           (gas,)      kg     added up over the rows
    Raises
        ShapeError  the arrays have different numbers of rows.
        ValueError  a number is negative or not finite.
    Source
        IPCC 2006 Guidelines, volume 2, equation 3.2.6; GPC, section 7.3 (distance and intensity).

    >>> of_distance(np.array([100.0]), fuel_per_distance=np.array([0.07]),
    ...             factor_kg=np.array([[2.0]])).gas_kg.round(9).tolist()
    [[14.0]]
    """
    ways = numbers_not_negative("distance", distance)
    fuel = numbers_not_negative("fuel_per_distance", fuel_per_distance)
    same_length("distance", ways, "fuel_per_distance", fuel)
    return of_activity(ways * fuel, factor_kg=factor_kg)


def _factors(factor_kg: Array) -> Array:
    """The table of factors, none below zero."""
    factors = table("factor_kg", factor_kg)
    if np.any(factors < 0):
        raise ValueError(f"factor_kg holds {factors.min()}: give zero or more.")
    return factors


def _shares(name: str, values: Array) -> Array:
    """The array of shares, each from 0 to 1."""
    shares = numbers_not_negative(name, values)
    if np.any(shares > 1):
        raise ValueError(f"{name} holds {shares.max()}: give shares from 0 to 1, 0.95 for 95 percent.")
    return shares
