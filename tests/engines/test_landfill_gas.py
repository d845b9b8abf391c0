"""Landfill gas: what was burnt, what may be credited, and what was forecast."""

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.landfill_gas import (
    Reductions,
    against_forecast,
    credited_of_year,
    gas_of_year,
    methane_measured,
    reductions,
)

ONE = np.array([1.0])


def credited(ch4_kg: float, **changed: float) -> Reductions:
    shares = {"destroyed_share": 0.9, "oxidised_share": 0.1, "baseline_ch4_kg": 0.0, "project_tco2e": 0.0}
    columns = {name: value * ONE for name, value in {**shares, **changed}.items() if name != "gwp_ch4"}
    return reductions(ch4_kg=ch4_kg * ONE, gwp_ch4=changed.get("gwp_ch4", 21.0), **columns)


def test_49_27_million_cubic_metres_of_2008_are_17678_tonnes_of_methane() -> None:
    """Published: 49.27 Mm³ with 50.14 % methane; 0.7156 kg/m³."""
    methane = methane_measured(
        gas_m3=49.27e6 * ONE, methane_share=0.5014 * ONE, density_kg_per_m3=0.7156
    ).ch4_kg
    assert methane[0] / 1000 == pytest.approx(17678.2, abs=0.05)
    gross = credited(float(methane[0]), destroyed_share=1.0, oxidised_share=0.0)
    assert gross.reduction_tco2e[0] == pytest.approx(371_241, abs=1)


def test_the_first_credits_lie_44_percent_below_the_forecast_of_a_year() -> None:
    """Published: 404,000 t a year forecast, 225,919 t first issued."""
    answer = against_forecast(forecast=404_000.0, actual=225_919.0)
    assert answer.shortfall == 178_081
    assert answer.shortfall_percent == pytest.approx(44.08, abs=0.005)


@given(st.floats(1, 1e9), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1e6))
def test_no_more_is_credited_than_was_burnt(
    methane: float, share: float, oxidised: float, own: float
) -> None:
    answer = credited(methane, destroyed_share=share, oxidised_share=oxidised, project_tco2e=own)
    assert answer.destroyed_ch4_kg[0] <= methane
    assert answer.baseline_tco2e[0] <= methane / 1000 * 21 * (1 + 1e-12)
    assert answer.reduction_tco2e[0] == answer.baseline_tco2e[0] - own


def test_what_law_would_have_burnt_anyway_is_not_credited() -> None:
    free, bound = credited(1000.0), credited(1000.0, baseline_ch4_kg=810.0)
    assert free.baseline_tco2e[0] == pytest.approx(810 / 1000 * 21)
    assert bound.baseline_tco2e[0] == pytest.approx(0)


def test_nothing_of_a_project_is_assumed() -> None:
    for engine in (reductions, methane_measured):
        defaults = {each.default for each in inspect.signature(engine).parameters.values()}
        assert defaults == {inspect.Parameter.empty}


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match=r"baseline_ch4_kg is 900.0"):
        credited(1000.0, baseline_ch4_kg=900.0)
    with pytest.raises(ValueError, match="lighter than air"):
        methane_measured(gas_m3=ONE, methane_share=ONE, density_kg_per_m3=716.0)
    with pytest.raises(ValueError, match="gwp_ch4 is 0"):
        credited(1000.0, gwp_ch4=0.0)
    with pytest.raises(ValueError, match="forecast is 0"):
        against_forecast(forecast=0.0, actual=1.0)


def test_a_year_is_the_same_as_its_period() -> None:
    """Published: 49.27 Mm³ with 50.14 % methane; the most it can be worth lies 8.1 % below 404,000 t."""
    year = gas_of_year(gas_m3=49.27e6, methane_percent=50.14, density_kg_per_m3=0.7156, gwp_ch4=21.0)
    assert year.ch4_kg / 1000 == pytest.approx(17678.2, abs=0.05)
    assert against_forecast(forecast=404_000.0, actual=year.most_tco2e).shortfall_percent == pytest.approx(
        8.11, abs=0.005
    )


TERMS = {"destroyed_percent": 90.0, "oxidised_percent": 10.0, "baseline_ch4_kg": 100.0, "project_tco2e": 1.5}


@given(st.floats(1000, 1e9), st.floats(20, 100), st.floats(0, 50))
def test_one_year_is_credited_like_a_period_of_one(methane: float, share: float, oxidised: float) -> None:
    terms = {**TERMS, "destroyed_percent": share, "oxidised_percent": oxidised}
    year = credited_of_year(ch4_kg=methane, gwp_ch4=21.0, **terms)
    period = credited(
        methane,
        destroyed_share=share / 100,
        oxidised_share=oxidised / 100,
        baseline_ch4_kg=100,
        project_tco2e=1.5,
    )
    assert year.reduction_tco2e == pytest.approx(float(period.reduction_tco2e[0]))
    assert year.reduction_tco2e <= methane / 1000 * 21


@pytest.mark.parametrize("term", TERMS)
def test_a_term_that_nobody_states_makes_the_answer_unknown(term: str) -> None:
    year = credited_of_year(ch4_kg=1000.0, gwp_ch4=21.0, **{**TERMS, term: float("nan")})
    assert np.isnan([year.destroyed_ch4_kg, year.baseline_tco2e, year.reduction_tco2e]).all()


def test_a_share_above_the_whole_is_refused_in_a_year_too() -> None:
    with pytest.raises(ValueError, match="destroyed_share"):
        credited_of_year(ch4_kg=1000.0, gwp_ch4=21.0, **{**TERMS, "destroyed_percent": 101.0})
    with pytest.raises(ValueError, match="methane_share"):
        gas_of_year(gas_m3=1.0, methane_percent=101.0, density_kg_per_m3=0.7, gwp_ch4=21.0)
