"""Incineration engines: carbon dioxide of fossil origin, biogenic beside it, and traces of CH4 and N2O."""

from dataclasses import dataclass

from dure.engines.inventory.columns import columns
from dure.engines.refusals import Array, number


@dataclass(frozen=True, eq=False)
class BurntCarbon:
    """Carbon dioxide of fossil origin, which counts, and of living origin, which is a memo."""

    co2_kg: Array
    biogenic_co2_kg: Array


@dataclass(frozen=True, eq=False)
class BurntLiquid:
    """Carbon dioxide of fossil liquid waste."""

    co2_kg: Array


@dataclass(frozen=True, eq=False)
class BurntTraces:
    """Methane and nitrous oxide from burning."""

    ch4_kg: Array
    n2o_kg: Array


def waste_burnt(
    *,
    burnt_kg: Array,
    dry_share: Array,
    carbon_share: Array,
    fossil_share: Array,
    oxidised_share: Array,
    co2_per_carbon: float,
) -> BurntCarbon:
    """CO2 from burning waste: burnt × dm × CF × FCF × OF × (CO2 per carbon), one row for each kind of waste.

    The carbon that is not fossil becomes biogenic CO2: a memo beside the inventory, never a part of it.

    Arguments
        burnt_kg         (row,)  kg  not negative; wet weight
        dry_share        (row,)  1   between 0 and 1; dm, dry matter in the wet waste
        carbon_share     (row,)  1   between 0 and 1; CF, carbon in the dry matter
        fossil_share     (row,)  1   between 0 and 1; FCF, fossil carbon in all carbon
        oxidised_share   (row,)  1   between 0 and 1; OF, carbon that is oxidised
        co2_per_carbon   scalar  1   between 3.66 and 3.67; 44/12, or 3.664 in the Korean guideline
    Returns
        co2_kg           (row,)  kg  fossil
        biogenic_co2_kg  (row,)  kg  memo
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  burnt_kg is negative, a share is outside 0 to 1, co2_per_carbon is no ratio of carbon
                    dioxide to carbon, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 5, equations 5.1 and 5.2.

    >>> import numpy as np
    >>> answer = waste_burnt(burnt_kg=np.array([3000.0]), dry_share=np.array([0.5]),
    ...     carbon_share=np.array([0.4]), fossil_share=np.array([0.25]), oxidised_share=np.array([1.0]),
    ...     co2_per_carbon=44 / 12)
    >>> answer.co2_kg.round(9).tolist(), answer.biogenic_co2_kg.round(9).tolist()
    ([550.0], [1650.0])
    """
    mass, dry, carbon, fossil, oxidised = columns(
        {"burnt_kg": burnt_kg},
        {
            "dry_share": dry_share,
            "carbon_share": carbon_share,
            "fossil_share": fossil_share,
            "oxidised_share": oxidised_share,
        },
    )
    co2 = mass * dry * carbon * oxidised * _ratio(co2_per_carbon)
    return BurntCarbon(co2_kg=co2 * fossil, biogenic_co2_kg=co2 * (1 - fossil))


def liquid_burnt(
    *, burnt_kg: Array, carbon_share: Array, oxidised_share: Array, co2_per_carbon: float
) -> BurntLiquid:
    """CO2 from burning fossil liquid waste (oils, solvents): burnt × CL × OF × (CO2 per carbon).

    Arguments
        burnt_kg        (row,)  kg  not negative
        carbon_share    (row,)  1   between 0 and 1; CL, fossil carbon in the liquid
        oxidised_share  (row,)  1   between 0 and 1; OF
        co2_per_carbon  scalar  1   between 3.66 and 3.67; 44/12, or 3.664 in the Korean guideline
    Returns
        co2_kg          (row,)  kg  fossil
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  burnt_kg is negative, a share is outside 0 to 1, co2_per_carbon is no ratio of carbon
                    dioxide to carbon, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 5, equation 5.3.

    >>> import numpy as np
    >>> liquid_burnt(burnt_kg=np.array([1500.0]), carbon_share=np.array([0.8]),
    ...     oxidised_share=np.array([1.0]), co2_per_carbon=44 / 12).co2_kg.round(9).tolist()
    [4400.0]
    """
    mass, carbon, oxidised = columns(
        {"burnt_kg": burnt_kg}, {"carbon_share": carbon_share, "oxidised_share": oxidised_share}
    )
    return BurntLiquid(co2_kg=mass * carbon * oxidised * _ratio(co2_per_carbon))


def burning_traces(*, burnt_kg: Array, ch4_kg_per_kg: Array, n2o_kg_per_kg: Array) -> BurntTraces:
    """CH4 and N2O from burning waste: the mass burnt times the factor of the technology.

    A factor in kg per Gg is divided by 1,000,000 before it comes here, one in kg per t by 1,000.

    Arguments
        burnt_kg       (row,)  kg     not negative; wet weight
        ch4_kg_per_kg  (row,)  kg/kg  between 0 and 1
        n2o_kg_per_kg  (row,)  kg/kg  between 0 and 1
    Returns
        ch4_kg         (row,)  kg     emitted
        n2o_kg         (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  burnt_kg is negative, a factor is outside 0 to 1, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 5, equations 5.4 and 5.5.

    >>> import numpy as np
    >>> answer = burning_traces(burnt_kg=np.array([1e6]), ch4_kg_per_kg=np.array([6e-6]),
    ...     n2o_kg_per_kg=np.array([4e-5]))
    >>> answer.ch4_kg.round(9).tolist(), answer.n2o_kg.round(9).tolist()
    ([6.0], [40.0])
    """
    mass, methane, nitrous = columns(
        {"burnt_kg": burnt_kg}, {"ch4_kg_per_kg": ch4_kg_per_kg, "n2o_kg_per_kg": n2o_kg_per_kg}
    )
    return BurntTraces(ch4_kg=mass * methane, n2o_kg=mass * nitrous)


def _ratio(co2_per_carbon: float) -> float:
    """The mass of carbon dioxide that a mass of carbon becomes."""
    if not 3.66 <= number("co2_per_carbon", co2_per_carbon) <= 3.67:
        raise ValueError(f"co2_per_carbon is {co2_per_carbon}: give 44/12, or a finer ratio near it.")
    return float(co2_per_carbon)
