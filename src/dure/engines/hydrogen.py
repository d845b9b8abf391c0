"""Hydrogen engines: how much hydrogen a plan's electricity would take, against how much the plan produces."""

from dataclasses import dataclass

from dure.engines.refusals import above_zero, in_order


@dataclass(frozen=True)
class HydrogenNeeded:
    """The hydrogen needed at the high and at the low efficiency, and how many times production that is."""

    needed_low_t: float
    needed_high_t: float
    ratio_low: float
    ratio_high: float


def hydrogen_needed(
    *,
    generation_mwh: float,
    efficiency_low: float,
    efficiency_high: float,
    heating_value_mwh_per_t: float,
    production_t: float,
) -> HydrogenNeeded:
    """Hydrogen that fuel cells burn for a year's electricity, against a year's production of hydrogen.

    needed = generation / (efficiency x heating value). Efficiency is electric, over the heating value given
    (lower with lower). All generation is taken to burn hydrogen: what runs on natural gas needs less.

    Arguments
        generation_mwh           scalar  MWh    above zero
        efficiency_low           scalar  1      above zero
        efficiency_high          scalar  1      at least efficiency_low, at most 1
        heating_value_mwh_per_t  scalar  MWh/t  above zero
        production_t             scalar  t      above zero
    Returns
        needed_low_t             scalar  t      needed at efficiency_high
        needed_high_t            scalar  t      needed at efficiency_low
        ratio_low                scalar  1      needed_low_t over production_t
        ratio_high               scalar  1      needed_high_t over production_t
    Raises
        ValueError  efficiency_low is above efficiency_high, that is above 1, or a number is not above zero.
    Source
        First law of thermodynamics: energy out is efficiency times energy in.

    >>> hydrogen_needed(generation_mwh=1200.0, efficiency_low=0.5, efficiency_high=0.75,
    ...                 heating_value_mwh_per_t=32.0, production_t=10.0)
    HydrogenNeeded(needed_low_t=50.0, needed_high_t=75.0, ratio_low=5.0, ratio_high=7.5)
    """
    above_zero("efficiency_low", efficiency_low)
    in_order(
        "efficiency_low", efficiency_low, "efficiency_high", above_zero("efficiency_high", efficiency_high)
    )
    if efficiency_high > 1:
        raise ValueError(f"efficiency_high is {efficiency_high}: give at most 1 (60 % is 0.6).")
    above_zero("production_t", production_t)
    burnt_mwh_per_t = above_zero("heating_value_mwh_per_t", heating_value_mwh_per_t)
    above_zero("generation_mwh", generation_mwh)
    low = generation_mwh / (efficiency_high * burnt_mwh_per_t)
    high = generation_mwh / (efficiency_low * burnt_mwh_per_t)
    assert 0 < low <= high
    return HydrogenNeeded(
        needed_low_t=low, needed_high_t=high, ratio_low=low / production_t, ratio_high=high / production_t
    )
