"""Engines of industrial processes: gas that comes from the material, not from burning fuel."""

from dataclasses import dataclass

import numpy as np

from dure.engines.inventory.columns import at_least_one, at_most, columns
from dure.engines.refusals import Array


@dataclass(frozen=True, eq=False)
class ProcessCarbon:
    """Carbon dioxide from a process."""

    co2_kg: Array


@dataclass(frozen=True, eq=False)
class ProcessGas:
    """One gas from a process, or from a product that leaks; the row says which gas it is."""

    gas_kg: Array


def carbonate_calcined(
    *, carbonate_kg: Array, pure_share: Array, co2_kg_per_kg: Array, calcined_share: Array
) -> ProcessCarbon:
    """CO2 that leaves a carbonate when it is heated: mass × purity × factor × share calcined.

    For cement, lime, glass, ceramics, soda ash and scrubbers alike. The factor is the mass of CO2 in the pure
    carbonate: 0.43971 for CaCO3, 0.52197 for MgCO3, 0.47732 for CaMg(CO3)2, 0.41492 for Na2CO3.

    Arguments
        carbonate_kg    (row,)  kg     not negative
        pure_share      (row,)  1      between 0 and 1; carbonate in the mass
        co2_kg_per_kg   (row,)  kg/kg  between 0 and 1
        calcined_share  (row,)  1      between 0 and 1; F
    Returns
        co2_kg          (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  carbonate_kg is negative, a share or factor is outside 0 to 1, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 3, chapter 2, tier 3 for cement (equation 2.3), lime, glass and other
        uses of carbonates; factors: table 2.1.

    >>> carbonate_calcined(carbonate_kg=np.array([1000.0]), pure_share=np.array([0.9]),
    ...     co2_kg_per_kg=np.array([0.44]), calcined_share=np.array([1.0])).co2_kg.round(9).tolist()
    [396.0]
    """
    mass, pure, factor, calcined = columns(
        {"carbonate_kg": carbonate_kg},
        {"pure_share": pure_share, "co2_kg_per_kg": co2_kg_per_kg, "calcined_share": calcined_share},
    )
    return ProcessCarbon(co2_kg=mass * pure * factor * calcined)


def clinker_made(*, clinker_kg: Array, oxide_share: Array, kiln_dust_factor: Array) -> ProcessCarbon:
    """CO2 from making clinker: mass × CaO in it × 44.01/56.08 × correction for dust leaving the kiln.

    All CaO is taken to come from carbonate; what does not is to be left out of oxide_share.

    Arguments
        clinker_kg        (row,)  kg  not negative
        oxide_share       (row,)  1   between 0 and 1; CaO from carbonate in clinker
        kiln_dust_factor  (row,)  1   at least 1; 1.02 where only that much is known
    Returns
        co2_kg            (row,)  kg  emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is outside its range, or not finite.
    Source
        IPCC 2006 Guidelines, volume 3, chapter 2, equations 2.2 and 2.4 (tier 2).

    >>> clinker_made(clinker_kg=np.array([1000.0]), oxide_share=np.array([0.65]),
    ...     kiln_dust_factor=np.array([1.0])).co2_kg.round(3).tolist()
    [510.102]
    """
    mass, dust, oxide = columns(
        {"clinker_kg": clinker_kg, "kiln_dust_factor": kiln_dust_factor}, {"oxide_share": oxide_share}
    )
    at_least_one("kiln_dust_factor", dust)
    return ProcessCarbon(co2_kg=mass * oxide * (44.01 / 56.08) * dust)


def cement_made(
    *,
    cement_kg: Array,
    clinker_share: Array,
    imported_clinker_kg: Array,
    exported_clinker_kg: Array,
    co2_kg_per_kg: Array,
) -> ProcessCarbon:
    """CO2 from cement where only cement is counted: (cement × clinker share - imported + exported) × factor.

    Arguments
        cement_kg            (row,)  kg     not negative
        clinker_share        (row,)  1      between 0 and 1
        imported_clinker_kg  (row,)  kg     not negative, at most cement_kg × clinker_share + exported
        exported_clinker_kg  (row,)  kg     not negative
        co2_kg_per_kg        (row,)  kg/kg  between 0 and 1; of clinker, corrected for dust
    Returns
        co2_kg               (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  more clinker is imported than is in the cement, a value is outside its range, or not
                    finite.
    Source
        IPCC 2006 Guidelines, volume 3, chapter 2, equation 2.1 (tier 1).

    >>> cement_made(cement_kg=np.array([1000.0]), clinker_share=np.array([0.75]),
    ...     imported_clinker_kg=np.array([100.0]), exported_clinker_kg=np.array([50.0]),
    ...     co2_kg_per_kg=np.array([0.52])).co2_kg.round(9).tolist()
    [364.0]
    """
    cement, imported, exported, share, factor = columns(
        {
            "cement_kg": cement_kg,
            "imported_clinker_kg": imported_clinker_kg,
            "exported_clinker_kg": exported_clinker_kg,
        },
        {"clinker_share": clinker_share, "co2_kg_per_kg": co2_kg_per_kg},
    )
    needed = cement * share + exported
    at_most("imported_clinker_kg", imported, "the clinker in the cement", needed)
    return ProcessCarbon(co2_kg=np.maximum(needed - imported, 0) * factor)


def glass_made(*, glass_kg: Array, co2_kg_per_kg: Array, cullet_share: Array) -> ProcessCarbon:
    """CO2 from melting glass: mass × factor of the kind of glass × (1 - share of cullet).

    Arguments
        glass_kg       (row,)  kg     not negative; melted
        co2_kg_per_kg  (row,)  kg/kg  between 0 and 1
        cullet_share   (row,)  1      between 0 and 1; broken glass in the melt
    Returns
        co2_kg         (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  glass_kg is negative, a share or factor is outside 0 to 1, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 3, chapter 2, glass production, tier 2.

    >>> glass_made(glass_kg=np.array([1000.0]), co2_kg_per_kg=np.array([0.2]),
    ...     cullet_share=np.array([0.5])).co2_kg.tolist()
    [100.0]
    """
    mass, factor, cullet = columns(
        {"glass_kg": glass_kg}, {"co2_kg_per_kg": co2_kg_per_kg, "cullet_share": cullet_share}
    )
    return ProcessCarbon(co2_kg=mass * factor * (1 - cullet))


def lime_made(
    *, lime_kg: Array, co2_kg_per_kg: Array, dust_factor: Array, water_share: Array
) -> ProcessCarbon:
    """CO2 from burning lime: mass × factor of the kind of lime × correction for dust × (1 - water).

    Arguments
        lime_kg        (row,)  kg     not negative
        co2_kg_per_kg  (row,)  kg/kg  between 0 and 1
        dust_factor    (row,)  1      at least 1
        water_share    (row,)  1      between 0 and 1; bound in hydrated lime, zero for quicklime
    Returns
        co2_kg         (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is outside its range, or not finite.
    Source
        IPCC 2006 Guidelines, volume 3, chapter 2, lime production, tier 2 (equation 2.6).

    >>> lime_made(lime_kg=np.array([1000.0]), co2_kg_per_kg=np.array([0.75]), dust_factor=np.array([1.0]),
    ...     water_share=np.array([0.0])).co2_kg.tolist()
    [750.0]
    """
    mass, dust, factor, water = columns(
        {"lime_kg": lime_kg, "dust_factor": dust_factor},
        {"co2_kg_per_kg": co2_kg_per_kg, "water_share": water_share},
    )
    at_least_one("dust_factor", dust)
    return ProcessCarbon(co2_kg=mass * factor * (1 - water) * dust)


def product_leaks(*, stock_kg: Array, leaking_share: Array) -> ProcessGas:
    """A gas that leaks from products in use (cooling, switchgear): what they hold × the share that leaks.

    Arguments
        stock_kg       (row,)  kg  not negative; of one gas, in all products in use
        leaking_share  (row,)  1   between 0 and 1; in the year
    Returns
        gas_kg         (row,)  kg  emitted, of that gas
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  stock_kg is negative, leaking_share is outside 0 to 1, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 3, chapter 7, emission-factor approach to emissions from the bank.

    >>> product_leaks(stock_kg=np.array([500.0]), leaking_share=np.array([0.02])).gas_kg.tolist()
    [10.0]
    """
    stock, share = columns({"stock_kg": stock_kg}, {"leaking_share": leaking_share})
    return ProcessGas(gas_kg=stock * share)


def product_made(
    *, product_kg: Array, gas_kg_per_kg: Array, destroyed_share: Array, used_share: Array
) -> ProcessGas:
    """A gas that making a product sets free: mass × factor × (1 - destroyed × share of the time in use).

    For nitric and adipic acid, metals and chemicals alike. Where nothing destroys the gas, both shares are 0.

    Arguments
        product_kg       (row,)  kg     not negative
        gas_kg_per_kg    (row,)  kg/kg  not negative; of the gas of this row, before it is destroyed
        destroyed_share  (row,)  1      between 0 and 1; DF, what the abatement destroys of what passes it
        used_share       (row,)  1      between 0 and 1; ASUF, share of the making in which it runs
    Returns
        gas_kg           (row,)  kg     emitted, of that gas
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a mass or factor is negative, a share is outside 0 to 1, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 3, chapter 3, equations 3.5 and 3.6 (nitric acid); tier 1 of other
        chemicals and of metals with both shares zero.

    >>> product_made(product_kg=np.array([1000.0]), gas_kg_per_kg=np.array([0.009]),
    ...     destroyed_share=np.array([0.8]), used_share=np.array([0.5])).gas_kg.round(9).tolist()
    [5.4]
    """
    mass, factor, destroyed, used = columns(
        {"product_kg": product_kg, "gas_kg_per_kg": gas_kg_per_kg},
        {"destroyed_share": destroyed_share, "used_share": used_share},
    )
    return ProcessGas(gas_kg=mass * factor * (1 - destroyed * used))
