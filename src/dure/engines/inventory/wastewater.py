"""Waste water engines: methane from organics (BOD, COD), nitrous oxide from nitrogen.

Organics are masses of oxygen demand, nitrogen is a mass of N: what sludge takes away is said in the same
quantity as what it is taken from.
"""

from dataclasses import dataclass

import numpy as np

from dure.engines.inventory.columns import at_least_one, at_most, columns
from dure.engines.refusals import Array

N2O_PER_NITROGEN = 44 / 28


@dataclass(frozen=True, eq=False)
class Organics:
    """Degradable organics in waste water, as oxygen demand."""

    organics_kg: Array


@dataclass(frozen=True, eq=False)
class Nitrogen:
    """Nitrogen in waste water."""

    nitrogen_kg: Array


@dataclass(frozen=True, eq=False)
class Methane:
    """Methane from waste water."""

    ch4_kg: Array


@dataclass(frozen=True, eq=False)
class NitrousOxide:
    """Nitrous oxide from waste water."""

    n2o_kg: Array


def domestic_organics(
    *, people: Array, bod_kg_per_day: Array, days: Array, path_share: Array, industry_factor: Array
) -> Organics:
    """Organics that people bring to a path of treatment or discharge: people × BOD × days × share × I.

    Arguments
        people           (row,)  people  not negative
        bod_kg_per_day   (row,)  kg      between 0 and 1; per person and day (40 g is 0.04)
        days             (row,)  days    not negative; 365 or 366 for a year
        path_share       (row,)  1       between 0 and 1; U × T, share of people whose water takes this path
        industry_factor  (row,)  1       at least 1; I, for industry discharging into the sewer
    Returns
        organics_kg      (row,)  kg      BOD
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is outside its range, or not finite.
    Source
        IPCC 2006 Guidelines and 2019 Refinement, volume 5, chapter 6, equations 6.3 and 6.3a.

    >>> domestic_organics(people=np.array([1000.0]), bod_kg_per_day=np.array([0.04]),
    ...     days=np.array([365.0]), path_share=np.array([0.5]),
    ...     industry_factor=np.array([1.25])).organics_kg.tolist()
    [9125.0]
    """
    heads, span, factor, demand, share = columns(
        {"people": people, "days": days, "industry_factor": industry_factor},
        {"bod_kg_per_day": bod_kg_per_day, "path_share": path_share},
    )
    at_least_one("industry_factor", factor)
    return Organics(organics_kg=heads * demand * span * share * factor)


def industrial_organics(*, product_t: Array, water_m3_per_t: Array, cod_kg_per_m3: Array) -> Organics:
    """Organics in the waste water of an industry: product × water per product × COD.

    Arguments
        product_t       (row,)  t      not negative
        water_m3_per_t  (row,)  m3/t   not negative
        cod_kg_per_m3   (row,)  kg/m3  not negative
    Returns
        organics_kg     (row,)  kg     COD
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is negative or not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 6, equation 6.6.

    >>> industrial_organics(product_t=np.array([10.0]), water_m3_per_t=np.array([7.0]),
    ...     cod_kg_per_m3=np.array([2.7])).organics_kg.round(9).tolist()
    [189.0]
    """
    made, water, demand = columns(
        {"product_t": product_t, "water_m3_per_t": water_m3_per_t, "cod_kg_per_m3": cod_kg_per_m3}
    )
    return Organics(organics_kg=made * water * demand)


def waste_water_methane(
    *,
    organics_kg: Array,
    sludge_organics_kg: Array,
    capacity_kg_per_kg: Array,
    mcf: Array,
    recovered_ch4_kg: Array,
) -> Methane:
    """Methane of one path of treatment or discharge: (organics - organics in sludge) × B0 × MCF - recovered.

    Arguments
        organics_kg         (row,)  kg     not negative; BOD, or COD of industry
        sludge_organics_kg  (row,)  kg     not negative, at most organics_kg; of the same oxygen demand
        capacity_kg_per_kg  (row,)  kg/kg  between 0 and 1; B0, methane that organics can make at most
        mcf                 (row,)  1      between 0 and 1; share of that which this path makes
        recovered_ch4_kg    (row,)  kg     not negative, at most what is made
    Returns
        ch4_kg              (row,)  kg     emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  more is taken away than there is, a value is outside its range, or not finite.
    Source
        IPCC 2006 Guidelines and 2019 Refinement, volume 5, chapter 6, equations 6.1, 6.2, 6.4 and 6.5.

    >>> waste_water_methane(organics_kg=np.array([1000.0]), sludge_organics_kg=np.array([200.0]),
    ...     capacity_kg_per_kg=np.array([0.6]), mcf=np.array([0.5]),
    ...     recovered_ch4_kg=np.array([40.0])).ch4_kg.round(9).tolist()
    [200.0]
    """
    organics, sludge, recovered, capacity, factor = columns(
        {
            "organics_kg": organics_kg,
            "sludge_organics_kg": sludge_organics_kg,
            "recovered_ch4_kg": recovered_ch4_kg,
        },
        {"capacity_kg_per_kg": capacity_kg_per_kg, "mcf": mcf},
    )
    at_most("sludge_organics_kg", sludge, "organics_kg", organics)
    made = np.maximum(organics - sludge, 0) * capacity * factor
    at_most("recovered_ch4_kg", recovered, "the methane made", made)
    return Methane(ch4_kg=np.maximum(made - recovered, 0))


def domestic_nitrogen(
    *,
    people: Array,
    protein_kg: Array,
    nitrogen_share: Array,
    household_factor: Array,
    unconsumed_factor: Array,
    industry_factor: Array,
) -> Nitrogen:
    """Nitrogen that people bring to waste water in a year: from protein, household products and industry.

    Arguments
        people             (row,)  people  not negative; served by this path
        protein_kg         (row,)  kg      not negative; consumed per person and year
        nitrogen_share     (row,)  1       between 0 and 1; nitrogen in protein
        household_factor   (row,)  1       at least 1; nitrogen of household products
        unconsumed_factor  (row,)  1       at least 1; protein that goes to the sewer uneaten
        industry_factor    (row,)  1       at least 1; industry discharging into the sewer
    Returns
        nitrogen_kg        (row,)  kg      N
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  a value is outside its range, or not finite.
    Source
        IPCC 2019 Refinement, volume 5, chapter 6, equation 6.10.

    >>> domestic_nitrogen(people=np.array([100.0]), protein_kg=np.array([25.0]),
    ...     nitrogen_share=np.array([0.16]), household_factor=np.array([1.1]),
    ...     unconsumed_factor=np.array([1.0]), industry_factor=np.array([1.25])).nitrogen_kg.round(9).tolist()
    [550.0]
    """
    heads, protein, household, unconsumed, industry, share = columns(
        {
            "people": people,
            "protein_kg": protein_kg,
            "household_factor": household_factor,
            "unconsumed_factor": unconsumed_factor,
            "industry_factor": industry_factor,
        },
        {"nitrogen_share": nitrogen_share},
    )
    for name, factor in (
        ("household_factor", household),
        ("unconsumed_factor", unconsumed),
        ("industry_factor", industry),
    ):
        at_least_one(name, factor)
    return Nitrogen(nitrogen_kg=heads * protein * share * household * unconsumed * industry)


def sludge_nitrogen(*, sludge_kg: Array, nitrogen_share: Array) -> Nitrogen:
    """The nitrogen in sludge: the one thing of sludge that may be taken from nitrogen.

    Arguments
        sludge_kg       (row,)  kg  not negative; dry matter
        nitrogen_share  (row,)  1   between 0 and 1; nitrogen in dry matter
    Returns
        nitrogen_kg     (row,)  kg  N
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  sludge_kg is negative, nitrogen_share is outside 0 to 1, or a number is not finite.
    Source
        Definition; IPCC 2006 Guidelines, volume 5, chapter 6, equation 6.8 takes N_SLUDGE in kg N.

    >>> sludge_nitrogen(sludge_kg=np.array([200.0]), nitrogen_share=np.array([0.05])).nitrogen_kg.tolist()
    [10.0]
    """
    mass, share = columns({"sludge_kg": sludge_kg}, {"nitrogen_share": nitrogen_share})
    return Nitrogen(nitrogen_kg=mass * share)


def effluent_nitrogen(*, nitrogen_kg: Array, sludge_nitrogen_kg: Array, removed_share: Array) -> Nitrogen:
    """The nitrogen that is discharged: (nitrogen - nitrogen in sludge) × (1 - share removed by treatment).

    The guidelines of 2006 know sludge, those of 2019 the share removed: whichever is not used is zero.

    Arguments
        nitrogen_kg         (row,)  kg  not negative; N
        sludge_nitrogen_kg  (row,)  kg  not negative, at most nitrogen_kg; N, not mass of sludge
        removed_share       (row,)  1   between 0 and 1; by treatment
    Returns
        nitrogen_kg         (row,)  kg  N
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  more is in sludge than there was, a value is outside its range, or not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 6, equation 6.8; 2019 Refinement, equation 6.8 (updated).

    >>> effluent_nitrogen(nitrogen_kg=np.array([550.0]), sludge_nitrogen_kg=np.array([50.0]),
    ...     removed_share=np.array([0.4])).nitrogen_kg.round(9).tolist()
    [300.0]
    """
    nitrogen, sludge, removed = columns(
        {"nitrogen_kg": nitrogen_kg, "sludge_nitrogen_kg": sludge_nitrogen_kg},
        {"removed_share": removed_share},
    )
    at_most("sludge_nitrogen_kg", sludge, "nitrogen_kg", nitrogen)
    return Nitrogen(nitrogen_kg=np.maximum(nitrogen - sludge, 0) * (1 - removed))


def waste_water_nitrous_oxide(*, nitrogen_kg: Array, n2o_n_share: Array) -> NitrousOxide:
    """Nitrous oxide of plants or of effluent: nitrogen × EF × 44/28.

    Arguments
        nitrogen_kg  (row,)  kg  not negative; N in the plant, or in the effluent
        n2o_n_share  (row,)  1   between 0 and 1; EF, N that becomes N2O-N over N
    Returns
        n2o_kg       (row,)  kg  emitted, as N2O
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  nitrogen_kg is negative, n2o_n_share is outside 0 to 1, or a number is not finite.
    Source
        IPCC 2006 Guidelines and 2019 Refinement, volume 5, chapter 6, equations 6.7 and 6.9 (updated).

    >>> waste_water_nitrous_oxide(nitrogen_kg=np.array([2800.0]),
    ...     n2o_n_share=np.array([0.005])).n2o_kg.round(9).tolist()
    [22.0]
    """
    nitrogen, share = columns({"nitrogen_kg": nitrogen_kg}, {"n2o_n_share": n2o_n_share})
    return NitrousOxide(n2o_kg=nitrogen * share * N2O_PER_NITROGEN)
