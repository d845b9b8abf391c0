"""Engines of biological treatment: composting and digesting of organic waste."""

from dataclasses import dataclass

import numpy as np

from dure.engines.inventory.columns import at_most, columns
from dure.engines.refusals import Array, above_zero


@dataclass(frozen=True, eq=False)
class Treated:
    """Methane and nitrous oxide from treating organic waste."""

    ch4_kg: Array
    n2o_kg: Array


def organic_waste_treated(
    *, treated_kg: Array, ch4_kg_per_kg: Array, n2o_kg_per_kg: Array, recovered_ch4_kg: Array
) -> Treated:
    """CH4 and N2O from composting or digesting: treated × factor, less the methane recovered.

    Factors speak of wet or of dry weight: the mass must be of the same.

    Arguments
        treated_kg        (row,)  kg     not negative
        ch4_kg_per_kg     (row,)  kg/kg  between 0 and 1
        n2o_kg_per_kg     (row,)  kg/kg  between 0 and 1
        recovered_ch4_kg  (row,)  kg     not negative, at most treated_kg × ch4_kg_per_kg
    Returns
        ch4_kg            (row,)  kg     emitted
        n2o_kg            (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  more methane is recovered than made, an amount is negative, a factor is outside 0 to 1,
                    or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 4, equations 4.1 and 4.2.

    >>> answer = organic_waste_treated(treated_kg=np.array([1000.0]), ch4_kg_per_kg=np.array([0.004]),
    ...     n2o_kg_per_kg=np.array([0.00024]), recovered_ch4_kg=np.array([0.0]))
    >>> answer.ch4_kg.tolist(), answer.n2o_kg.round(9).tolist()
    ([4.0], [0.24])
    """
    made, taken, nitrous = _made(treated_kg, ch4_kg_per_kg, n2o_kg_per_kg, recovered_ch4_kg)
    at_most("recovered_ch4_kg", taken, "the methane made", made)
    return Treated(ch4_kg=np.maximum(made - taken, 0), n2o_kg=nitrous)


def organic_waste_treated_with_floor(
    *,
    treated_kg: Array,
    ch4_kg_per_kg: Array,
    n2o_kg_per_kg: Array,
    recovered_ch4_kg: Array,
    greatest_share: float,
) -> Treated:
    """As `organic_waste_treated`, but at least the rest of the methane made is taken to escape.

    Where recovered over made is above greatest_share, made × (1 - greatest_share) is emitted.

    Arguments
        treated_kg        (row,)  kg     not negative
        ch4_kg_per_kg     (row,)  kg/kg  between 0 and 1
        n2o_kg_per_kg     (row,)  kg/kg  between 0 and 1
        recovered_ch4_kg  (row,)  kg     not negative
        greatest_share    scalar  1      above zero, at most 1; 0.95 in the Korean guideline
    Returns
        ch4_kg            (row,)  kg     emitted
        n2o_kg            (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  an amount is negative, a factor or share is outside 0 to 1, or a number is not finite.
    Source
        Korean guideline of the emissions trading scheme and target management, biological treatment:
        CH4 = Σ × 0.05 where R / Σ is above 0.95.

    >>> answer = organic_waste_treated_with_floor(treated_kg=np.array([1000.0, 1000.0]),
    ...     ch4_kg_per_kg=np.array([0.004, 0.004]), n2o_kg_per_kg=np.array([0.0, 0.0]),
    ...     recovered_ch4_kg=np.array([3.0, 3.9]), greatest_share=0.95)
    >>> answer.ch4_kg.round(9).tolist()
    [1.0, 0.2]
    """
    made, taken, nitrous = _made(treated_kg, ch4_kg_per_kg, n2o_kg_per_kg, recovered_ch4_kg)
    if above_zero("greatest_share", greatest_share) > 1:
        raise ValueError(f"greatest_share is {greatest_share}: give at most 1 (95 % is 0.95).")
    return Treated(ch4_kg=np.maximum(made - taken, made * (1 - greatest_share)), n2o_kg=nitrous)


def _made(treated_kg: Array, ch4: Array, n2o: Array, recovered: Array) -> tuple[Array, Array, Array]:
    """The methane made, the methane recovered, and the nitrous oxide."""
    mass, taken, methane, nitrous = columns(
        {"treated_kg": treated_kg, "recovered_ch4_kg": recovered},
        {"ch4_kg_per_kg": ch4, "n2o_kg_per_kg": n2o},
    )
    return mass * methane, taken, mass * nitrous
