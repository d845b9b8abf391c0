"""Checks on worked examples and composites of factors: printed emissions against what they follow from."""

import numpy as np

from dure.engines.checks.verdict import Repair, Verdict, bounded, rounded
from dure.engines.refusals import (
    Array,
    above_zero,
    not_negative,
    numbers_above_zero,
    numbers_not_negative,
    same_length,
)

CO2_OF_CARBON = 44 / 12


def co2_of_fuel(
    *, fuel: float, calorific_gj: float, factor_kg: float, printed_t: float, step_t: float
) -> Verdict:
    """Whether printed CO2 is the fuel times its calorific value times its factor per terajoule.

    Fuel, calorific value and factor are taken as exact; the result is known to half its last digit.

    Arguments
        fuel          scalar     any    above zero, in some unit
        calorific_gj  scalar     any    above zero, GJ per that unit
        factor_kg     scalar     kg/TJ  above zero, of CO2
        printed_t     scalar     t      not negative, of CO2
        step_t        scalar     t      not negative
    Returns
        holds         scalar     1      true or false
        expected      scalar     t      fuel x calorific value x factor
        gap           scalar     t      printed less expected
        repairs       (repair,)  t      printed_t, as it would be printed
    Raises
        ValueError  an input is not above zero, or a number is negative or not finite.
    Source
        IPCC 2006 Guidelines, volume 2, equation 2.2.

    >>> verdict = co2_of_fuel(fuel=1_000_000.0, calorific_gj=0.0194, factor_kg=110_600.0, printed_t=2144.0,
    ...                       step_t=0.1)
    >>> verdict.holds, round(verdict.expected, 2), verdict.repairs[0].value
    (False, 2145.64, 2145.6)
    """
    energy_gj = above_zero("fuel", fuel) * above_zero("calorific_gj", calorific_gj)
    expected_t = energy_gj / 1000 * above_zero("factor_kg", factor_kg) / 1000
    return _printed(expected_t, not_negative("printed_t", printed_t), not_negative("step_t", step_t))


def co2_of_carbon(
    *, fuel: float, calorific_gj: float, carbon_t: float, printed_t: float, step_t: float
) -> Verdict:
    """Whether printed CO2 is the carbon of the fuel, burnt whole: times 44/12.

    Fuel, calorific value and carbon are taken as exact; the result is known to half its last digit.

    Arguments
        fuel          scalar     any    above zero, in some unit
        calorific_gj  scalar     any    above zero, GJ per that unit
        carbon_t      scalar     tC/TJ  above zero
        printed_t     scalar     t      not negative, of CO2
        step_t        scalar     t      not negative
    Returns
        holds         scalar     1      true or false
        expected      scalar     t      fuel x calorific value x carbon x 44/12
        gap           scalar     t      printed less expected
        repairs       (repair,)  t      printed_t, as it would be printed
    Raises
        ValueError  an input is not above zero, or a number is negative or not finite.
    Source
        IPCC 2006 Guidelines, volume 2, section 1.4.2.1.

    >>> verdict = co2_of_carbon(fuel=5000.0, calorific_gj=35.3, carbon_t=20.09, printed_t=12_920.0,
    ...                         step_t=1.0)
    >>> verdict.holds, round(verdict.expected, 3), verdict.repairs[0].value
    (False, 13001.578, 13002.0)
    """
    energy_gj = above_zero("fuel", fuel) * above_zero("calorific_gj", calorific_gj)
    expected_t = energy_gj / 1000 * above_zero("carbon_t", carbon_t) * CO2_OF_CARBON
    return _printed(expected_t, not_negative("printed_t", printed_t), not_negative("step_t", step_t))


def composite_of_gases(*, gas_kg: Array, gwp: Array, printed: float, step: float) -> Verdict:
    """Whether a printed composite is its own gases weighed under one set of potentials.

    A composite that fails is in another set: it may not be added to what is in this one.

    Arguments
        gas_kg    (gas,)     kg/MWh      not negative
        gwp       (gas,)     1           above zero
        printed   scalar     kgCO2e/MWh  not negative
        step      scalar     kgCO2e/MWh  not negative
    Returns
        holds     scalar     1           true or false
        expected  scalar     kgCO2e/MWh  the sum of gas x potential
        gap       scalar     kgCO2e/MWh  printed less expected
        repairs   (repair,)  kgCO2e/MWh  none: another set may be the right one
    Raises
        ShapeError  gas_kg and gwp differ in length, or are empty.
        ValueError  a number is negative or not finite, or a potential is not above zero.
    Source
        IPCC 2006 Guidelines, volume 1, chapter 8: sum of gas times potential.

    >>> gases = np.array([474.7, 0.0125, 0.0100])
    >>> composite_of_gases(gas_kg=gases, gwp=np.array([1.0, 21.0, 310.0]), printed=478.1, step=0.1).holds
    True
    >>> composite_of_gases(gas_kg=gases, gwp=np.array([1.0, 28.0, 265.0]), printed=478.1, step=0.1).holds
    False
    """
    gases, weights = numbers_not_negative("gas_kg", gas_kg), numbers_above_zero("gwp", gwp)
    same_length("gas_kg", gases, "gwp", weights)
    expected = float(np.dot(gases, weights))
    half = not_negative("step", step) / 2
    inside = bounded(not_negative("printed", printed), expected - half, expected + half)
    return Verdict(inside.holds, expected, printed - expected, ())


def _printed(expected_t: float, printed_t: float, step_t: float) -> Verdict:
    """The verdict on a printed result that is known to half its last digit."""
    low, high = expected_t - step_t / 2, expected_t + step_t / 2
    inside = bounded(printed_t, low, high)
    repair = Repair("printed_t", rounded(expected_t, step_t), low, high)
    gap = printed_t - expected_t
    return Verdict(inside.holds, expected_t, gap, () if inside.holds else (repair,))
