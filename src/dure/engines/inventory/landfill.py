"""Landfill engines: methane from waste that decays over decades, step by step as the IPCC writes it.

Each step is one equation of IPCC 2006, volume 5, chapter 3, so that a variant (another ratio of methane to
carbon, a rule for sites that recover much of their gas) is another number or another step, never a switch.
Masses may be in any unit, the same throughout a calculation.
"""

from dataclasses import dataclass

import numpy as np

from dure.engines.inventory.columns import at_most, columns
from dure.engines.refusals import Array, ShapeError, above_zero, number, same_length, whole

LAST_MONTH = 13


@dataclass(frozen=True, eq=False)
class DecomposableCarbon:
    """The carbon in each deposit that will decompose without air."""

    ddocm: Array


@dataclass(frozen=True, eq=False)
class Decay:
    """The decomposable carbon that lies at the end of each year, and what decomposed in it."""

    accumulated: Array
    decomposed: Array


@dataclass(frozen=True, eq=False)
class MethaneGenerated:
    """The methane made in each year."""

    ch4: Array


@dataclass(frozen=True, eq=False)
class MethaneEmitted:
    """What of the methane made is oxidised in the cover, and what reaches the air."""

    oxidised: Array
    ch4: Array


@dataclass(frozen=True, eq=False)
class MethaneCommitment:
    """All the methane that a year's deposit will ever make, and what of it will reach the air."""

    potential_kg: Array
    ch4_kg: Array


@dataclass(frozen=True)
class DecayConstant:
    """The share that decays in a short time, over that time."""

    k_per_year: float


def decomposable_carbon(*, deposited: Array, doc: Array, docf: Array, mcf: Array) -> DecomposableCarbon:
    """The carbon in a deposit that decomposes without air: deposited × DOC × DOCf × MCF.

    Arguments
        deposited  (row,)  any:a  not negative; wet weight, less what was dug out again
        doc        (row,)  1      between 0 and 1; degradable carbon in the wet waste
        docf       (row,)  1      between 0 and 1; share of that which decomposes
        mcf        (row,)  1      between 0 and 1; share of that which decomposes without air
    Returns
        ddocm      (row,)  any:a  mass of carbon
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  deposited is negative, a share is outside 0 to 1, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 3, equation 3.2.

    >>> decomposable_carbon(deposited=np.array([100.0]), doc=np.array([0.5]), docf=np.array([0.5]),
    ...                     mcf=np.array([0.8])).ddocm.tolist()
    [20.0]
    """
    mass, carbon, decomposing, airless = columns(
        {"deposited": deposited}, {"doc": doc, "docf": docf, "mcf": mcf}
    )
    ddocm = mass * carbon * decomposing * airless
    assert (ddocm <= mass).all()
    return DecomposableCarbon(ddocm=ddocm)


def decay_constant(*, half_life_years: float) -> DecayConstant:
    """The decay constant of a half-life: ln 2 / half-life.

    Arguments
        half_life_years  scalar  years   above zero
    Returns
        k_per_year       scalar  1/year  above zero
    Raises
        ValueError  half_life_years is not above zero, or not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 3, section 3.2.3: half-life = ln(2) / k.

    >>> round(decay_constant(half_life_years=3.746741516540245).k_per_year, 12)
    0.185
    """
    return DecayConstant(k_per_year=float(np.log(2)) / above_zero("half_life_years", half_life_years))


def first_order_decay(*, ddocm: Array, k_per_year: float, start_month: float) -> Decay:
    """How deposits of successive years decay: each year the same share of what is left.

    H(T) = D(T) × e^(-k (13-M)/12) + H(T-1) × e^-k, and what is missing from D(T) + H(T-1) has decomposed.
    The first value is the first deposit there is: nothing lies below it. M is the month, counted from the
    January of the deposit, at whose beginning decay sets in; 13 is the January after, a delay of six months
    for waste that comes evenly over a year.

    Arguments
        ddocm        (year,)  any:a   not negative; one value for each year without a gap
        k_per_year   scalar   1/year  not negative
        start_month  scalar   1       between 1 and 13
    Returns
        accumulated  (year,)  any:a   at the end of each year
        decomposed   (year,)  any:a   in each year
    Raises
        ShapeError  ddocm is empty or has more than one dimension.
        ValueError  ddocm or k_per_year is negative, start_month is not a whole number from 1 to 13, or a
                    number is not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 3, equations 3.4 and 3.5, annex 3A.1 equations 3A1.1 to
        3A1.4; the same as equation HH-1 of 40 CFR 98.343 (US EPA) when start_month is 13.

    >>> answer = first_order_decay(ddocm=np.array([100.0, 0.0]), k_per_year=float(np.log(2)), start_month=13)
    >>> answer.accumulated.round(9).tolist(), answer.decomposed.round(9).tolist()
    ([100.0, 50.0], [0.0, 50.0])
    """
    (deposits,) = columns({"ddocm": ddocm})
    months = _months_of_decay(start_month)
    if number("k_per_year", k_per_year) < 0:
        raise ValueError(f"k_per_year is {k_per_year}: give zero or more.")
    left_of_year = np.exp(-k_per_year)
    left_of_deposit = np.exp(-k_per_year * months / 12)
    accumulated, decomposed = np.empty_like(deposits), np.empty_like(deposits)
    before = 0.0
    for year, deposit in enumerate(deposits):
        accumulated[year] = deposit * left_of_deposit + before * left_of_year
        decomposed[year] = deposit * (1 - left_of_deposit) + before * (1 - left_of_year)
        before = float(accumulated[year])
    whole_mass = deposits.sum()
    assert abs(before + decomposed.sum() - whole_mass) <= 1e-9 * max(whole_mass, 1.0)
    return Decay(accumulated=accumulated, decomposed=decomposed)


def decay_of_sites(*, ddocm: Array, k_per_year: Array, start_month: float) -> Decay:
    """How the deposits of many landfills decay at once: `first_order_decay` of each row.

    Arguments
        ddocm        (site, year)  any:a   not negative; one value for each year without a gap
        k_per_year   (site,)       1/year  not negative
        start_month  scalar        1       between 1 and 13
    Returns
        accumulated  (site, year)  any:a   at the end of each year
        decomposed   (site, year)  any:a   in each year
    Raises
        ShapeError  ddocm is no table, is empty, or has not as many rows as k_per_year has values.
        ValueError  ddocm or k_per_year is negative, start_month is not a whole number from 1 to 13, or a
                    number is not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 3, equations 3.4 and 3.5, annex 3A.1.

    >>> answer = decay_of_sites(ddocm=np.array([[100.0, 0.0], [8.0, 0.0]]),
    ...                         k_per_year=np.array([np.log(2), 0.0]), start_month=13)
    >>> answer.accumulated.round(9).tolist()
    [[100.0, 50.0], [8.0, 8.0]]
    """
    table = np.asarray(ddocm, dtype=np.float64)
    if table.ndim != 2:
        raise ShapeError(f"ddocm has {table.ndim} dimensions: give a row for each site, a column for a year.")
    columns({"ddocm": table.ravel()})
    (rates,) = columns({"k_per_year": k_per_year})
    same_length("ddocm", table, "k_per_year", rates)
    left_of_year, left_of_deposit = np.exp(-rates), np.exp(-rates * _months_of_decay(start_month) / 12)
    # A year is a row while it is reckoned, so that the sites of a year lie side by side.
    deposits = np.ascontiguousarray(table.T)
    accumulated = deposits * left_of_deposit
    for year in range(1, len(accumulated)):
        accumulated[year] += accumulated[year - 1] * left_of_year
    decomposed = deposits - accumulated
    decomposed[1:] += accumulated[:-1]
    # What decomposed is what is missing; where nothing is, subtraction may leave less than nothing.
    np.maximum(decomposed, 0, out=decomposed)
    whole_mass = deposits.sum(axis=0)
    gap = np.abs(accumulated[-1] + decomposed.sum(axis=0) - whole_mass)
    assert (gap <= 1e-9 * np.maximum(whole_mass, 1.0)).all()
    return Decay(accumulated=accumulated.T, decomposed=decomposed.T)


def _months_of_decay(start_month: float) -> int:
    """How many months a deposit decays in its own year."""
    month = whole("start_month", start_month)
    if not 1 <= month <= LAST_MONTH:
        raise ValueError(f"start_month is {month}: give a whole number from 1 to {LAST_MONTH}.")
    return LAST_MONTH - month


def methane_generated(
    *, decomposed: Array, methane_share: Array, methane_per_carbon: float
) -> MethaneGenerated:
    """The methane that decomposed carbon becomes: decomposed × F × (methane per carbon).

    Arguments
        decomposed          (year,)  any:a  not negative; mass of carbon
        methane_share       (year,)  1      between 0 and 1; F, the share of methane in the gas by volume
        methane_per_carbon  scalar   1      between 1.3 and 1.34; 16/12, or 1.336 in the Korean guideline
    Returns
        ch4                 (year,)  any:a  mass of methane
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  decomposed is negative, methane_share is outside 0 to 1, methane_per_carbon is no ratio of
                    methane to carbon, or a number is not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 3, equation 3.6. 1.336 is 16.043 / 12.011 rounded.

    >>> methane_generated(decomposed=np.array([6.0]), methane_share=np.array([0.5]),
    ...                   methane_per_carbon=16 / 12).ch4.tolist()
    [4.0]
    """
    carbon, share = columns({"decomposed": decomposed}, {"methane_share": methane_share})
    if not 1.3 <= number("methane_per_carbon", methane_per_carbon) <= 1.34:
        raise ValueError(f"methane_per_carbon is {methane_per_carbon}: give 16/12, or a finer ratio near it.")
    return MethaneGenerated(ch4=carbon * share * methane_per_carbon)


def generated_at_least(*, generated: Array, recovered: Array, greatest_share: float) -> MethaneGenerated:
    """What a site must have made when it recovers more than the greatest share that can be recovered.

    Where recovered / generated is at most greatest_share, the calculated value stands; above it, the site has
    made recovered / greatest_share.

    Arguments
        generated       (year,)  any:a  not negative; methane as calculated
        recovered       (year,)  any:a  not negative; methane as measured
        greatest_share  scalar   1      above zero, at most 1; 0.75 in the Korean guideline
    Returns
        ch4             (year,)  any:a  methane made
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  an amount is negative, greatest_share is outside 0 to 1, or a number is not finite.
    Source
        Korean guideline of the emissions trading scheme and target management, landfill: recovery rule.

    >>> generated_at_least(generated=np.array([100.0, 100.0]), recovered=np.array([75.0, 90.0]),
    ...                    greatest_share=0.75).ch4.tolist()
    [100.0, 120.0]
    """
    made, taken = columns({"generated": generated, "recovered": recovered})
    if above_zero("greatest_share", greatest_share) > 1:
        raise ValueError(f"greatest_share is {greatest_share}: give at most 1 (75 % is 0.75).")
    return MethaneGenerated(ch4=np.maximum(made, taken / greatest_share))


def methane_emitted(*, generated: Array, recovered: Array, oxidised_share: Array) -> MethaneEmitted:
    """What reaches the air: (generated - recovered) × (1 - OX).

    Arguments
        generated       (year,)  any:a  not negative
        recovered       (year,)  any:a  not negative, at most generated; flared or used
        oxidised_share  (year,)  1      between 0 and 1; OX, of what is not recovered
    Returns
        oxidised        (year,)  any:a  in the cover
        ch4             (year,)  any:a  emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  more is recovered than generated, an amount is negative, a share is outside 0 to 1, or a
                    number is not finite.
    Source
        IPCC 2006 Guidelines, volume 5, chapter 3, equation 3.1.

    >>> answer = methane_emitted(generated=np.array([100.0]), recovered=np.array([20.0]),
    ...                          oxidised_share=np.array([0.1]))
    >>> answer.oxidised.tolist(), answer.ch4.tolist()
    ([8.0], [72.0])
    """
    made, taken, share = columns(
        {"generated": generated, "recovered": recovered}, {"oxidised_share": oxidised_share}
    )
    at_most("recovered", taken, "generated", made)
    left = np.maximum(made - taken, 0)
    return MethaneEmitted(oxidised=left * share, ch4=left * (1 - share))


def methane_commitment(
    *,
    landfilled_kg: Array,
    doc: Array,
    docf: Array,
    mcf: Array,
    methane_share: Array,
    recovered_share: Array,
    oxidised_share: Array,
) -> MethaneCommitment:
    """All the methane that a year's waste will ever make, counted in the year in which it is laid down.

    Another account of time than first-order decay, never to be compared with it year by year: only the sums
    over all years agree.

    Arguments
        landfilled_kg    (row,)  kg  not negative
        doc              (row,)  1   between 0 and 1; degradable carbon in the wet waste
        docf             (row,)  1   between 0 and 1; share of that which decomposes
        mcf              (row,)  1   between 0 and 1; share of that which decomposes without air
        methane_share    (row,)  1   between 0 and 1; F, methane in the gas by volume
        recovered_share  (row,)  1   between 0 and 1; of the methane made
        oxidised_share   (row,)  1   between 0 and 1; of the methane not recovered
    Returns
        potential_kg     (row,)  kg  methane made: L0 × landfilled
        ch4_kg           (row,)  kg  methane emitted
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  landfilled_kg is negative, a share is outside 0 to 1, or a number is not finite.
    Source
        GHG Protocol for Cities (GPC) 1.1, chapter 8, equations 8.3 and 8.4 (methane commitment).

    >>> answer = methane_commitment(landfilled_kg=np.array([6000.0]), doc=np.array([0.2]),
    ...     docf=np.array([0.5]), mcf=np.array([1.0]), methane_share=np.array([0.5]),
    ...     recovered_share=np.array([0.5]), oxidised_share=np.array([0.1]))
    >>> answer.potential_kg.round(9).tolist(), answer.ch4_kg.round(9).tolist()
    ([400.0], [180.0])
    """
    mass, *shares = columns(
        {"landfilled_kg": landfilled_kg},
        {
            "doc": doc,
            "docf": docf,
            "mcf": mcf,
            "methane_share": methane_share,
            "recovered_share": recovered_share,
            "oxidised_share": oxidised_share,
        },
    )
    potential = mass * np.prod(shares[:4], axis=0) * 16 / 12
    emitted = potential * (1 - shares[4]) * (1 - shares[5])
    assert (emitted <= potential).all()
    return MethaneCommitment(potential_kg=potential, ch4_kg=emitted)
