"""Farming engines, tier 1: methane from animals, manure, rice; nitrous oxide from nitrogen; CO2 from lime."""

from dataclasses import dataclass

from dure.engines.inventory.columns import columns
from dure.engines.refusals import Array

N2O_PER_NITROGEN = 44 / 28
CO2_PER_CARBON = 44 / 12


@dataclass(frozen=True, eq=False)
class FarmMethane:
    """Methane from farming."""

    ch4_kg: Array


@dataclass(frozen=True, eq=False)
class FarmNitrousOxide:
    """Nitrous oxide from farming."""

    n2o_kg: Array


@dataclass(frozen=True, eq=False)
class FarmCarbon:
    """Carbon dioxide from what is spread on fields."""

    co2_kg: Array


@dataclass(frozen=True, eq=False)
class Excreted:
    """Nitrogen that animals excrete."""

    nitrogen_kg: Array


def enteric_fermentation(*, heads: Array, ch4_kg_per_head: Array) -> FarmMethane:
    """Methane that animals belch: heads × factor of the animal.

    Arguments
        heads            (row,)  1   not negative; mean of the year
        ch4_kg_per_head  (row,)  kg  not negative; per head and year
    Returns
        ch4_kg           (row,)  kg  emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is negative or not finite.
    Source
        IPCC 2006 Guidelines, volume 4, chapter 10, equation 10.19 (tier 1).

    >>> import numpy as np
    >>> enteric_fermentation(heads=np.array([50.0]), ch4_kg_per_head=np.array([128.0])).ch4_kg.tolist()
    [6400.0]
    """
    animals, factor = columns({"heads": heads, "ch4_kg_per_head": ch4_kg_per_head})
    return FarmMethane(ch4_kg=animals * factor)


def manure_methane(
    *,
    heads: Array,
    animal_kg: Array,
    solids_kg_per_t_day: Array,
    system_share: Array,
    ch4_g_per_kg: Array,
) -> FarmMethane:
    """Methane from manure in one system: heads × volatile solids of a year × share of the system × factor.

    Arguments
        heads                (row,)  1     not negative; mean of the year
        animal_kg            (row,)  kg    not negative; typical mass of an animal
        solids_kg_per_t_day  (row,)  1     not negative; volatile solids in kg a day for 1,000 kg of animal
        system_share         (row,)  1     between 0 and 1; share of the manure kept in this system
        ch4_g_per_kg         (row,)  g/kg  not negative; methane from volatile solids
    Returns
        ch4_kg               (row,)  kg    emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is negative, system_share is above 1, or a number is not finite.
    Source
        IPCC 2019 Refinement, volume 4, chapter 10, equations 10.22 and 10.22a (tier 1).

    >>> import numpy as np
    >>> manure_methane(heads=np.array([10.0]), animal_kg=np.array([500.0]),
    ...     solids_kg_per_t_day=np.array([8.0]), system_share=np.array([0.5]),
    ...     ch4_g_per_kg=np.array([10.0])).ch4_kg.round(9).tolist()
    [73.0]
    """
    animals, mass, solids, factor, share = columns(
        {
            "heads": heads,
            "animal_kg": animal_kg,
            "solids_kg_per_t_day": solids_kg_per_t_day,
            "ch4_g_per_kg": ch4_g_per_kg,
        },
        {"system_share": system_share},
    )
    return FarmMethane(ch4_kg=animals * mass / 1000 * solids * 365 * share * factor / 1000)


def nitrogen_excreted(*, heads: Array, animal_kg: Array, nitrogen_kg_per_t_day: Array) -> Excreted:
    """Nitrogen that animals excrete in a year: heads × mass × rate × 365.

    Arguments
        heads                  (row,)  1   not negative; mean of the year
        animal_kg              (row,)  kg  not negative; typical mass of an animal
        nitrogen_kg_per_t_day  (row,)  1   not negative; N in kg a day for 1,000 kg of animal
    Returns
        nitrogen_kg            (row,)  kg  N
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is negative or not finite.
    Source
        IPCC 2019 Refinement, volume 4, chapter 10, equation 10.30 (tier 1).

    >>> import numpy as np
    >>> nitrogen_excreted(heads=np.array([10.0]), animal_kg=np.array([500.0]),
    ...     nitrogen_kg_per_t_day=np.array([0.4])).nitrogen_kg.round(9).tolist()
    [730.0]
    """
    animals, mass, rate = columns(
        {"heads": heads, "animal_kg": animal_kg, "nitrogen_kg_per_t_day": nitrogen_kg_per_t_day}
    )
    return Excreted(nitrogen_kg=animals * mass / 1000 * rate * 365)


def nitrogen_to_nitrous_oxide(
    *, nitrogen_kg: Array, lost_share: Array, n2o_n_share: Array
) -> FarmNitrousOxide:
    """Nitrous oxide from nitrogen, straight or by way of air and water: N × share of the way × EF × 44/28.

    Straight from soils and manure, lost_share is 1 and the factor EF1 or EF3; by the air it is the share that
    turns into ammonia and comes down again (EF4), by water the share that is washed out (EF5).

    Arguments
        nitrogen_kg  (row,)  kg  not negative; N in fertiliser, manure, residues or sludge
        lost_share   (row,)  1   between 0 and 1; share of it that goes this way
        n2o_n_share  (row,)  1   between 0 and 1; EF, N that becomes N2O-N over N that goes this way
    Returns
        n2o_kg       (row,)  kg  emitted, as N2O
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  nitrogen_kg is negative, a share is outside 0 to 1, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 4, equations 10.25 to 10.29 (manure) and 11.1, 11.9, 11.10 (soils).

    >>> import numpy as np
    >>> nitrogen_to_nitrous_oxide(nitrogen_kg=np.array([7000.0]), lost_share=np.array([0.2]),
    ...     n2o_n_share=np.array([0.01])).n2o_kg.round(9).tolist()
    [22.0]
    """
    nitrogen, lost, factor = columns(
        {"nitrogen_kg": nitrogen_kg}, {"lost_share": lost_share, "n2o_n_share": n2o_n_share}
    )
    return FarmNitrousOxide(n2o_kg=nitrogen * lost * factor * N2O_PER_NITROGEN)


def rice_grown(
    *, harvested_ha: Array, days: Array, ch4_kg_per_ha_day: Array, water_factor: Array, straw_factor: Array
) -> FarmMethane:
    """Methane from flooded rice: area × days × factor × scaling for water and for organic matter.

    Arguments
        harvested_ha       (row,)  ha    not negative; counted once for each harvest
        days               (row,)  days  not negative; from planting to harvest
        ch4_kg_per_ha_day  (row,)  1     not negative; kg for a hectare and day, flooded throughout
        water_factor       (row,)  1     not negative; of the water regime, before and during growth
        straw_factor       (row,)  1     not negative; of straw, compost and manure ploughed in
    Returns
        ch4_kg             (row,)  kg    emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is negative or not finite.
    Source
        IPCC 2006 Guidelines, volume 4, chapter 5, equations 5.1 and 5.2.

    >>> import numpy as np
    >>> rice_grown(harvested_ha=np.array([10.0]), days=np.array([100.0]), ch4_kg_per_ha_day=np.array([1.3]),
    ...     water_factor=np.array([0.5]), straw_factor=np.array([2.0])).ch4_kg.round(9).tolist()
    [1300.0]
    """
    area, span, factor, water, straw = columns(
        {
            "harvested_ha": harvested_ha,
            "days": days,
            "ch4_kg_per_ha_day": ch4_kg_per_ha_day,
            "water_factor": water_factor,
            "straw_factor": straw_factor,
        }
    )
    return FarmMethane(ch4_kg=area * span * factor * water * straw)


def lime_or_urea_spread(*, spread_kg: Array, carbon_share: Array) -> FarmCarbon:
    """CO2 from lime or urea on fields: mass × carbon in it × 44/12.

    The share is 0.12 for limestone, 0.13 for dolomite and 0.20 for urea.

    Arguments
        spread_kg     (row,)  kg  not negative
        carbon_share  (row,)  1   between 0 and 1
    Returns
        co2_kg        (row,)  kg  emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  spread_kg is negative, carbon_share is outside 0 to 1, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 4, chapter 11, equations 11.12 and 11.13.

    >>> import numpy as np
    >>> answer = lime_or_urea_spread(spread_kg=np.array([300.0]), carbon_share=np.array([0.12]))
    >>> answer.co2_kg.round(9).tolist()
    [132.0]
    """
    mass, carbon = columns({"spread_kg": spread_kg}, {"carbon_share": carbon_share})
    return FarmCarbon(co2_kg=mass * carbon * CO2_PER_CARBON)
