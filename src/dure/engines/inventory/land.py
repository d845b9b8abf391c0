"""Land engines: carbon that trees and soils take up or lose. What is taken up is kept apart, never negative.

Each answer has two columns, emitted and removed, both zero or more; a statement shows removals in their own
column and says so where it nets them.
"""

from dataclasses import dataclass

import numpy as np

from dure.engines.inventory.columns import columns
from dure.engines.refusals import Array, numbers, numbers_above_zero, same_length

CO2_PER_CARBON = 44 / 12


@dataclass(frozen=True, eq=False)
class LandCarbon:
    """Carbon dioxide that land gave off, and carbon dioxide that it took up."""

    co2_kg: Array
    removed_co2_kg: Array


@dataclass(frozen=True, eq=False)
class Carbon:
    """A mass of carbon."""

    carbon_kg: Array


@dataclass(frozen=True, eq=False)
class FireGas:
    """One gas from burning vegetation; the row says which gas it is."""

    gas_kg: Array


def gain_and_loss(*, gained_carbon_kg: Array, lost_carbon_kg: Array) -> LandCarbon:
    """Land by what it gains and loses in a year: growth against harvest, fuelwood and disturbance.

    Arguments
        gained_carbon_kg  (row,)  kg  not negative; C
        lost_carbon_kg    (row,)  kg  not negative; C
    Returns
        co2_kg            (row,)  kg  emitted, where more is lost than gained
        removed_co2_kg    (row,)  kg  taken up, where more is gained than lost
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is negative or not finite.
    Source
        IPCC 2006 Guidelines, volume 4, chapter 2, equation 2.4 (gain-loss method).

    >>> answer = gain_and_loss(gained_carbon_kg=np.array([5.0, 1.0]), lost_carbon_kg=np.array([2.0, 4.0]))
    >>> answer.co2_kg.tolist(), answer.removed_co2_kg.tolist()
    ([0.0, 11.0], [11.0, 0.0])
    """
    gained, lost = columns({"gained_carbon_kg": gained_carbon_kg, "lost_carbon_kg": lost_carbon_kg})
    return _land(gained - lost)


def stock_difference(*, first_carbon_kg: Array, last_carbon_kg: Array, years: Array) -> LandCarbon:
    """Land by its carbon stock at two times: the difference over the years between, as a yearly amount.

    Both stocks must be of the same area.

    Arguments
        first_carbon_kg  (row,)  kg     not negative; C at the first time
        last_carbon_kg   (row,)  kg     not negative; C at the last time
        years            (row,)  years  above zero; between the two
    Returns
        co2_kg           (row,)  kg     emitted in a year, where the stock fell
        removed_co2_kg   (row,)  kg     taken up in a year, where the stock rose
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a stock is negative, years is not above zero, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 4, chapter 2, equation 2.5 (stock-difference method).

    >>> answer = stock_difference(first_carbon_kg=np.array([100.0]), last_carbon_kg=np.array([130.0]),
    ...                           years=np.array([10.0]))
    >>> answer.co2_kg.tolist(), answer.removed_co2_kg.tolist()
    ([0.0], [11.0])
    """
    first, last = columns({"first_carbon_kg": first_carbon_kg, "last_carbon_kg": last_carbon_kg})
    span = numbers_above_zero("years", years)
    same_length("first_carbon_kg", first, "years", span)
    return _land((last - first) / span)


def trees_grown(*, area_ha: Array, growth_t_per_ha: Array, root_ratio: Array, carbon_share: Array) -> Carbon:
    """Carbon that standing trees gain in a year: area × growth above ground × (1 + R) × carbon.

    Arguments
        area_ha          (row,)  ha    not negative
        growth_t_per_ha  (row,)  t/ha  not negative; dry matter above ground, in a year
        root_ratio       (row,)  1     between 0 and 1; R, below ground over above ground
        carbon_share     (row,)  1     between 0 and 1; carbon in dry matter
    Returns
        carbon_kg        (row,)  kg    C
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is outside its range, or not finite.
    Source
        IPCC 2006 Guidelines, volume 4, chapter 2, equations 2.9 and 2.10 (tier 1).

    >>> trees_grown(area_ha=np.array([10.0]), growth_t_per_ha=np.array([4.0]), root_ratio=np.array([0.25]),
    ...     carbon_share=np.array([0.5])).carbon_kg.tolist()
    [25000.0]
    """
    area, growth, roots, carbon = columns(
        {"area_ha": area_ha, "growth_t_per_ha": growth_t_per_ha},
        {"root_ratio": root_ratio, "carbon_share": carbon_share},
    )
    return Carbon(carbon_kg=area * growth * 1000 * (1 + roots) * carbon)


def wood_taken(*, wood_m3: Array, biomass_t_per_m3: Array, root_ratio: Array, carbon_share: Array) -> Carbon:
    """Carbon that leaves a forest with its wood: volume × BCEF × (1 + R) × carbon.

    Arguments
        wood_m3           (row,)  m3    not negative; merchantable, over bark
        biomass_t_per_m3  (row,)  t/m3  not negative; BCEF, biomass above ground for that volume
        root_ratio        (row,)  1     between 0 and 1; R, zero where roots stay alive
        carbon_share      (row,)  1     between 0 and 1; carbon in dry matter
    Returns
        carbon_kg         (row,)  kg    C
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is outside its range, or not finite.
    Source
        IPCC 2006 Guidelines, volume 4, chapter 2, equation 2.12.

    >>> wood_taken(wood_m3=np.array([100.0]), biomass_t_per_m3=np.array([0.8]), root_ratio=np.array([0.25]),
    ...     carbon_share=np.array([0.5])).carbon_kg.tolist()
    [50000.0]
    """
    volume, biomass, roots, carbon = columns(
        {"wood_m3": wood_m3, "biomass_t_per_m3": biomass_t_per_m3},
        {"root_ratio": root_ratio, "carbon_share": carbon_share},
    )
    return Carbon(carbon_kg=volume * biomass * 1000 * (1 + roots) * carbon)


def soil_changed(*, area_ha: Array, first_t_per_ha: Array, last_t_per_ha: Array, years: Array) -> LandCarbon:
    """Carbon of mineral soils after a change of use or care: the change of the stock over the years it takes.

    A stock is the reference stock of climate and soil times the factors of use, management and input.

    Arguments
        area_ha         (row,)  ha     not negative
        first_t_per_ha  (row,)  t/ha   not negative; C before
        last_t_per_ha   (row,)  t/ha   not negative; C after
        years           (row,)  years  above zero; D, 20 unless known better
    Returns
        co2_kg          (row,)  kg     emitted in a year
        removed_co2_kg  (row,)  kg     taken up in a year
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is negative, years is not above zero, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 4, chapter 2, equation 2.25.

    >>> answer = soil_changed(area_ha=np.array([6.0]), first_t_per_ha=np.array([50.0]),
    ...     last_t_per_ha=np.array([40.0]), years=np.array([20.0]))
    >>> answer.co2_kg.round(6).tolist(), answer.removed_co2_kg.tolist()
    ([11000.0], [0.0])
    """
    area, first, last = columns(
        {"area_ha": area_ha, "first_t_per_ha": first_t_per_ha, "last_t_per_ha": last_t_per_ha}
    )
    span = numbers_above_zero("years", years)
    same_length("area_ha", area, "years", span)
    return _land(area * (last - first) * 1000 / span)


def vegetation_burnt(
    *, area_ha: Array, fuel_t_per_ha: Array, burnt_share: Array, gas_g_per_kg: Array
) -> FireGas:
    """A gas from burning vegetation: area × fuel × share burnt × grams of the gas for a kilogram burnt.

    Arguments
        area_ha        (row,)  ha    not negative; burnt
        fuel_t_per_ha  (row,)  t/ha  not negative; dry matter that could burn
        burnt_share    (row,)  1     between 0 and 1
        gas_g_per_kg   (row,)  g/kg  not negative; of the gas of this row
    Returns
        gas_kg         (row,)  kg    emitted, of that gas
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is outside its range, or not finite.
    Source
        IPCC 2006 Guidelines, volume 4, chapter 2, equation 2.27.

    >>> vegetation_burnt(area_ha=np.array([2.0]), fuel_t_per_ha=np.array([10.0]), burnt_share=np.array([0.5]),
    ...     gas_g_per_kg=np.array([4.7])).gas_kg.round(9).tolist()
    [47.0]
    """
    area, fuel, factor, burnt = columns(
        {"area_ha": area_ha, "fuel_t_per_ha": fuel_t_per_ha, "gas_g_per_kg": gas_g_per_kg},
        {"burnt_share": burnt_share},
    )
    return FireGas(gas_kg=area * fuel * burnt * factor)


def _land(change_kg: Array) -> LandCarbon:
    """Carbon gained (above zero) or lost (below) as carbon dioxide taken up or given off."""
    co2 = numbers("carbon", change_kg) * CO2_PER_CARBON
    return LandCarbon(co2_kg=np.maximum(-co2, 0.0) + 0.0, removed_co2_kg=np.maximum(co2, 0.0) + 0.0)
