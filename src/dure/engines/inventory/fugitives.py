"""Engines of fugitives: gas that escapes from mines, pipes and meters without being burnt."""

from dataclasses import dataclass

import numpy as np

from dure.engines.inventory.columns import at_most, columns
from dure.engines.refusals import Array


@dataclass(frozen=True, eq=False)
class Escaped:
    """Methane and carbon dioxide that escaped unburnt."""

    ch4_kg: Array
    co2_kg: Array


@dataclass(frozen=True, eq=False)
class MineGas:
    """Methane that escaped from a mine."""

    ch4_kg: Array


def gas_lost(
    *,
    supplied_m3: Array,
    lost_share: Array,
    methane_share: Array,
    co2_share: Array,
    methane_density_kg_per_m3: Array,
    co2_density_kg_per_m3: Array,
) -> Escaped:
    """Gas that a network loses: supplied × share lost × share of the gas by volume × its density.

    Volume and density belong to the same temperature and pressure.

    Arguments
        supplied_m3                (row,)  m3     not negative
        lost_share                 (row,)  1      between 0 and 1; leaking, not unmetered
        methane_share              (row,)  1      between 0 and 1; by volume
        co2_share                  (row,)  1      between 0 and 1; by volume, at most 1 less methane_share
        methane_density_kg_per_m3  (row,)  kg/m3  between 0 and 1; 0.7156 at 0 °C and 1 atm
        co2_density_kg_per_m3      (row,)  kg/m3  not negative; 1.9768 at 0 °C and 1 atm
    Returns
        ch4_kg                     (row,)  kg     emitted
        co2_kg                     (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  the shares of the gases are more than the whole, a value is outside its range, or not
                    finite.
    Source
        GHG Protocol for Cities (GPC) 1.1, chapter 6, fugitive emissions from oil and natural gas; IPCC 2006
        Guidelines, volume 2, chapter 4, equation 4.2.1 with a factor from the composition of the gas.

    >>> answer = gas_lost(supplied_m3=np.array([1000.0]), lost_share=np.array([0.01]),
    ...     methane_share=np.array([0.9]), co2_share=np.array([0.05]),
    ...     methane_density_kg_per_m3=np.array([0.7]), co2_density_kg_per_m3=np.array([2.0]))
    >>> answer.ch4_kg.round(9).tolist(), answer.co2_kg.round(9).tolist()
    ([6.3], [1.0])
    """
    supplied, heavy, lost, methane, carbon, light = columns(
        {"supplied_m3": supplied_m3, "co2_density_kg_per_m3": co2_density_kg_per_m3},
        {
            "lost_share": lost_share,
            "methane_share": methane_share,
            "co2_share": co2_share,
            "methane_density_kg_per_m3": methane_density_kg_per_m3,
        },
    )
    at_most("methane_share + co2_share", methane + carbon, "the whole", np.ones_like(methane))
    escaped = supplied * lost
    return Escaped(ch4_kg=escaped * methane * light, co2_kg=escaped * carbon * heavy)


def coal_mined(
    *, mined_t: Array, methane_m3_per_t: Array, methane_density_kg_per_m3: Array, recovered_ch4_kg: Array
) -> MineGas:
    """Methane that coal gives off when it is mined, and after: mined × factor × density - recovered.

    Arguments
        mined_t                    (row,)  t      not negative
        methane_m3_per_t           (row,)  m3/t   not negative
        methane_density_kg_per_m3  (row,)  kg/m3  between 0 and 1; 0.67 at 20 °C and 1 atm
        recovered_ch4_kg           (row,)  kg     not negative, at most what is given off
    Returns
        ch4_kg                     (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  more is recovered than given off, a value is outside its range, or not finite.
    Source
        IPCC 2006 Guidelines, volume 2, chapter 4, equations 4.1.1, 4.1.3 and 4.1.4.

    >>> coal_mined(mined_t=np.array([100.0]), methane_m3_per_t=np.array([18.0]),
    ...     methane_density_kg_per_m3=np.array([0.67]),
    ...     recovered_ch4_kg=np.array([206.0])).ch4_kg.round(9).tolist()
    [1000.0]
    """
    mined, factor, recovered, density = columns(
        {"mined_t": mined_t, "methane_m3_per_t": methane_m3_per_t, "recovered_ch4_kg": recovered_ch4_kg},
        {"methane_density_kg_per_m3": methane_density_kg_per_m3},
    )
    given = mined * factor * density
    at_most("recovered_ch4_kg", recovered, "the methane given off", given)
    return MineGas(ch4_kg=np.maximum(given - recovered, 0))
