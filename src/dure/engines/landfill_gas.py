"""Landfill gas engines: what a project that burns landfill gas destroyed, and what that is worth in credits.

What the methodology leaves to the project (efficiency, baseline, oxidation, project emissions) is always an
argument: a number nobody states makes the answer unknown, not conservative.
"""

import math
from dataclasses import dataclass

import numpy as np

from dure.engines.inventory.columns import at_most, columns
from dure.engines.refusals import Array, above_zero, not_negative


@dataclass(frozen=True, eq=False)
class MethaneMeasured:
    """The methane in the gas that was measured."""

    ch4_kg: Array


@dataclass(frozen=True, eq=False)
class Reductions:
    """The methane destroyed, the baseline, and what is left to be credited, period by period."""

    destroyed_ch4_kg: Array
    baseline_tco2e: Array
    reduction_tco2e: Array


@dataclass(frozen=True)
class GasOfYear:
    """The methane of a year's gas, and the most that it can be worth."""

    ch4_kg: float
    most_tco2e: float


@dataclass(frozen=True)
class CreditedOfYear:
    """What was destroyed in a year, what that saved, and what is left to be credited."""

    destroyed_ch4_kg: float
    baseline_tco2e: float
    reduction_tco2e: float


@dataclass(frozen=True)
class AgainstForecast:
    """How far what came lies below what was forecast."""

    shortfall: float
    shortfall_percent: float


def methane_measured(*, gas_m3: Array, methane_share: Array, density_kg_per_m3: float) -> MethaneMeasured:
    """The methane in landfill gas: volume × share of methane × density.

    Volume and density belong to the same temperature and pressure, and both dry or both wet.

    Arguments
        gas_m3             (period,)  m3     not negative; measured
        methane_share      (period,)  1      between 0 and 1; by volume, measured
        density_kg_per_m3  scalar     kg/m3  above zero, at most 1; 0.7156 in the Korean guideline
    Returns
        ch4_kg             (period,)  kg     methane
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  gas_m3 is negative, methane_share is outside 0 to 1, density_kg_per_m3 is no density of
                    methane, or a number is not finite.
    Source
        CDM methodology ACM0001 and its tool for the mass flow of a gas: mass is volume times density.

    >>> methane_measured(gas_m3=np.array([1000.0]), methane_share=np.array([0.5]),
    ...     density_kg_per_m3=0.7).ch4_kg.tolist()
    [350.0]
    """
    volume, share = columns({"gas_m3": gas_m3}, {"methane_share": methane_share})
    if above_zero("density_kg_per_m3", density_kg_per_m3) > 1:
        raise ValueError(
            f"density_kg_per_m3 is {density_kg_per_m3}: give at most 1, methane is lighter than air."
        )
    return MethaneMeasured(ch4_kg=volume * share * density_kg_per_m3)


def reductions(
    *,
    ch4_kg: Array,
    destroyed_share: Array,
    oxidised_share: Array,
    baseline_ch4_kg: Array,
    project_tco2e: Array,
    gwp_ch4: float,
) -> Reductions:
    """What a landfill gas project may be credited: ((1 - OX) × destroyed - destroyed anyway) × GWP - project.

    Leakage is none in this methodology. A period in which the project itself emits more than it saves comes
    out negative and is carried on, not cut off.

    Arguments
        ch4_kg            (period,)  kg     not negative; methane sent to flare, engine or network
        destroyed_share   (period,)  1      between 0 and 1; efficiency of destroying it
        oxidised_share    (period,)  1      between 0 and 1; OX, what the cover would have oxidised
        baseline_ch4_kg   (period,)  kg     not negative; destroyed without the project, by law or habit
        project_tco2e     (period,)  tCO2e  not negative; electricity and fuel that the project uses
        gwp_ch4           scalar     1      above zero; of the set named with the answer
    Returns
        destroyed_ch4_kg  (period,)  kg     methane destroyed
        baseline_tco2e    (period,)  tCO2e  what would have reached the air
        reduction_tco2e   (period,)  tCO2e  baseline less project
    Raises
        ShapeError  the columns differ in length, or are empty.
        ValueError  more is destroyed in the baseline than with the project, a value is outside its range, or
                    not finite.
    Source
        CDM methodology ACM0001, baseline emissions of methane less project emissions. Versions before 13 know
        no oxidation in the cover: oxidised_share is zero there.

    >>> answer = reductions(ch4_kg=np.array([1000.0]), destroyed_share=np.array([0.9]),
    ...     oxidised_share=np.array([0.1]), baseline_ch4_kg=np.array([10.0]),
    ...     project_tco2e=np.array([0.5]), gwp_ch4=20.0)
    >>> answer.destroyed_ch4_kg.tolist(), answer.baseline_tco2e.tolist(), answer.reduction_tco2e.tolist()
    ([900.0], [16.0], [15.5])
    """
    methane, anyway, project, efficiency, oxidised = columns(
        {"ch4_kg": ch4_kg, "baseline_ch4_kg": baseline_ch4_kg, "project_tco2e": project_tco2e},
        {"destroyed_share": destroyed_share, "oxidised_share": oxidised_share},
    )
    destroyed = methane * efficiency
    credited = destroyed * (1 - oxidised)
    at_most("baseline_ch4_kg", anyway, "the methane credited", credited)
    baseline = np.maximum(credited - anyway, 0) / 1000 * above_zero("gwp_ch4", gwp_ch4)
    return Reductions(destroyed_ch4_kg=destroyed, baseline_tco2e=baseline, reduction_tco2e=baseline - project)


def gas_of_year(
    *, gas_m3: float, methane_percent: float, density_kg_per_m3: float, gwp_ch4: float
) -> GasOfYear:
    """The methane in a year's landfill gas, and what that is in CO2 equivalent before anything is taken off.

    No project is credited more than this: efficiency, oxidation, what law burns anyway and the project's own
    emissions all take something away.

    Arguments
        gas_m3             scalar  m3       not negative; measured in the year
        methane_percent    scalar  percent  between 0 and 100; by volume
        density_kg_per_m3  scalar  kg/m3    above zero, at most 1; of methane at the condition of the gas
        gwp_ch4            scalar  1        above zero; of the set named with the answer
    Returns
        ch4_kg             scalar  kg       methane
        most_tco2e         scalar  tCO2e    methane × GWP
    Raises
        ValueError  an amount is negative, a percentage is above 100, density_kg_per_m3 is no density of
                    methane, or a number is not finite.
    Source
        CDM methodology ACM0001 and its tool for the mass flow of a gas, for one year.

    >>> gas_of_year(gas_m3=1000.0, methane_percent=50.0, density_kg_per_m3=0.7, gwp_ch4=20.0)
    GasOfYear(ch4_kg=350.0, most_tco2e=7.0)
    """
    measured = methane_measured(
        gas_m3=np.array([gas_m3]),
        methane_share=np.array([methane_percent / 100]),
        density_kg_per_m3=density_kg_per_m3,
    )
    ch4_kg = float(measured.ch4_kg[0])
    return GasOfYear(ch4_kg=ch4_kg, most_tco2e=ch4_kg / 1000 * above_zero("gwp_ch4", gwp_ch4))


def credited_of_year(
    *,
    ch4_kg: float,
    destroyed_percent: float,
    oxidised_percent: float,
    baseline_ch4_kg: float,
    project_tco2e: float,
    gwp_ch4: float,
) -> CreditedOfYear:
    """What a project may be credited for a year; unknown while one of its terms is.

    Nothing is taken for what nobody states: not an efficiency of 90 %, not a project without emissions.

    Arguments
        ch4_kg             scalar  kg       not negative; methane sent to flare, engine or network
        destroyed_percent  scalar  percent  between 0 and 100, or unknown; efficiency of destroying it
        oxidised_percent   scalar  percent  between 0 and 100, or unknown; what the cover would have oxidised
        baseline_ch4_kg    scalar  kg       not negative, or unknown; destroyed without the project
        project_tco2e      scalar  tCO2e    not negative, or unknown; electricity and fuel that it uses
        gwp_ch4            scalar  1        above zero
    Returns
        destroyed_ch4_kg   scalar  kg       methane destroyed
        baseline_tco2e     scalar  tCO2e    what would have reached the air
        reduction_tco2e    scalar  tCO2e    baseline less project
    Raises
        ValueError  more is destroyed in the baseline than with the project, or a known value is outside its
                    range.
    Source
        CDM methodology ACM0001, as `reductions`, for one year.

    >>> credited_of_year(ch4_kg=1000.0, destroyed_percent=90.0, oxidised_percent=10.0, baseline_ch4_kg=10.0,
    ...     project_tco2e=0.5, gwp_ch4=20.0)
    CreditedOfYear(destroyed_ch4_kg=900.0, baseline_tco2e=16.0, reduction_tco2e=15.5)
    >>> credited_of_year(ch4_kg=1000.0, destroyed_percent=90.0, oxidised_percent=float("nan"),
    ...     baseline_ch4_kg=10.0, project_tco2e=0.5, gwp_ch4=20.0).reduction_tco2e
    nan
    """
    terms = (ch4_kg, destroyed_percent, oxidised_percent, baseline_ch4_kg, project_tco2e)
    if any(math.isnan(each) for each in terms):
        return CreditedOfYear(math.nan, math.nan, math.nan)
    found = reductions(
        ch4_kg=np.array([ch4_kg]),
        destroyed_share=np.array([destroyed_percent / 100]),
        oxidised_share=np.array([oxidised_percent / 100]),
        baseline_ch4_kg=np.array([baseline_ch4_kg]),
        project_tco2e=np.array([project_tco2e]),
        gwp_ch4=gwp_ch4,
    )
    return CreditedOfYear(
        destroyed_ch4_kg=float(found.destroyed_ch4_kg[0]),
        baseline_tco2e=float(found.baseline_tco2e[0]),
        reduction_tco2e=float(found.reduction_tco2e[0]),
    )


def against_forecast(*, forecast: float, actual: float) -> AgainstForecast:
    """How far what was issued, or measured, lies below what was forecast for the same time.

    Arguments
        forecast           scalar  any:a    above zero
        actual             scalar  any:a    not negative; of as long a time
    Returns
        shortfall          scalar  any:a    forecast less actual, below zero where more came
        shortfall_percent  scalar  percent  in a hundred of the forecast
    Raises
        ValueError  forecast is not above zero, actual is negative, or a number is not finite.
    Source
        Difference.

    >>> against_forecast(forecast=400.0, actual=300.0)
    AgainstForecast(shortfall=100.0, shortfall_percent=25.0)
    """
    gap = above_zero("forecast", forecast) - not_negative("actual", actual)
    return AgainstForecast(shortfall=gap, shortfall_percent=100 * gap / forecast)
