"""What a measured change is made of, and what claims it can hold."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.pathways import attributed_change, effects_of_lines
from dure.engines.pathways.attribution import AttributedChange
from dure.engines.refusals import ShapeError

tonnes = st.integers(-(10**9), 10**9).map(float)
amounts = st.floats(0, 1e6)
NAN = math.nan


def attributed(**given_values: float) -> AttributedChange:
    standing = {
        "base": 100.0,
        "actual": 90.0,
        "activity_effect": 4.0,
        "factor_effect": -6.0,
        "boundary_effect": 0.0,
        "claimed": 12.0,
    }
    return attributed_change(**{**standing, **given_values})


def test_projects_are_credited_what_is_left_after_everything_else() -> None:
    """−10 in all: 4 more by activity and 6 less by factor leave 8 that projects can have done."""
    answer = attributed()
    assert (answer.change, answer.credited, answer.not_credited, answer.unexplained) == (-10, -8, 4, 0)


@given(st.tuples(tonnes, tonnes), st.tuples(tonnes, tonnes, tonnes), st.integers(0, 10**9).map(float))
def test_the_parts_add_up_exactly_and_no_claim_is_credited_beyond_them(
    measured: tuple[float, float], effects: tuple[float, float, float], claimed: float
) -> None:
    (base, actual), (activity, factor, boundary) = measured, effects
    answer = attributed_change(
        base=base,
        actual=actual,
        activity_effect=activity,
        factor_effect=factor,
        boundary_effect=boundary,
        claimed=claimed,
    )
    parts = (answer.activity, answer.factor, answer.boundary, answer.credited, answer.unexplained)
    assert math.fsum(parts) == answer.change == actual - base
    assert -claimed <= answer.credited <= 0
    assert answer.not_credited == claimed + answer.credited
    # A claim is refused only where nothing below zero is left unexplained.
    assert answer.not_credited == 0 or answer.unexplained >= 0


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_claiming_more_never_credits_more_than_there_is(claimed: float, more: float) -> None:
    first, second = attributed(claimed=claimed), attributed(claimed=claimed + more)
    assert -8 <= second.credited <= first.credited <= 0


def test_an_unknown_effect_stays_unknown_and_nothing_is_credited() -> None:
    answer = attributed(factor_effect=NAN)
    assert math.isnan(answer.factor)
    assert math.isnan(answer.credited)
    assert math.isnan(answer.not_credited)
    assert answer.unexplained == -14
    assert answer.unknown_parts == 1


def test_nothing_claimed_needs_no_credit_even_where_effects_are_unknown() -> None:
    answer = attributed(activity_effect=NAN, factor_effect=NAN, boundary_effect=NAN, claimed=0.0)
    assert (answer.credited, answer.unexplained, answer.unknown_parts) == (0, -10, 3)


def test_a_rise_credits_projects_only_against_growth_that_is_known() -> None:
    assert attributed(actual=105.0, activity_effect=20.0, factor_effect=0.0).credited == -12
    assert attributed(actual=105.0, activity_effect=0.0, factor_effect=0.0).credited == 0


def test_a_negative_claim_and_an_infinite_effect_are_refused() -> None:
    with pytest.raises(ValueError, match="claimed is -1"):
        attributed(claimed=-1.0)
    with pytest.raises(ValueError, match="factor_effect is inf"):
        attributed(factor_effect=math.inf)


def test_9_89_megatonnes_of_2017_and_9_43_of_2018_leave_46_hundredths_unexplained() -> None:
    """Published: both years, nothing about why; and a potential of 2.45 Mt a year from residents' acts."""
    published = {"base": 9_890_000.0, "actual": 9_430_000.0}
    unknown = {"activity_effect": NAN, "factor_effect": NAN, "boundary_effect": NAN}
    answer = attributed(**published, **unknown, claimed=0.0)
    assert answer.change == answer.unexplained == -460_000
    # A potential is a scenario. Taken for an achievement it would be more than five times the whole change.
    known = {"activity_effect": 0.0, "factor_effect": 0.0, "boundary_effect": 0.0}
    as_if = attributed(**published, **known, claimed=2_450_000.0)
    assert (as_if.credited, as_if.not_credited) == (-460_000, 1_990_000)


@given(st.lists(st.tuples(amounts, amounts, st.floats(0, 10), st.floats(0, 10)), min_size=1, max_size=20))
def test_effects_of_lines_are_the_change_of_their_products(
    lines: list[tuple[float, float, float, float]],
) -> None:
    before, later, old, new = (np.array(column) for column in zip(*lines, strict=True))
    answer = effects_of_lines(base_activity=before, activity=later, base_factor=old, factor=new)
    assert answer.net == pytest.approx(float(later @ new - before @ old), abs=1e-3)
    assert answer.factor_effect + answer.activity_effect == pytest.approx(answer.net, abs=1e-6)
    assert answer.absolute >= abs(answer.net) - 1e-6


def test_effects_that_cancel_are_seen_in_the_absolute_gap() -> None:
    two = effects_of_lines(
        base_activity=np.array([100.0, 100.0]),
        activity=np.array([120.0, 80.0]),
        base_factor=np.ones(2),
        factor=np.ones(2),
    )
    assert (two.net, two.absolute) == (0.0, 40.0)


def test_a_grid_factor_from_0_4541_to_0_4173_is_a_factor_effect_and_no_ones_project() -> None:
    """The same MWh with the factor published for 2020 to 2022 and the one for 2023: −8.1 %."""
    answer = effects_of_lines(
        base_activity=np.array([1000.0]),
        activity=np.array([1000.0]),
        base_factor=np.array([0.4541]),
        factor=np.array([0.4173]),
    )
    assert answer.activity_effect == 0
    assert answer.factor_effect == pytest.approx(-36.8)
    assert answer.factor_effect / 454.1 == pytest.approx(-0.081, abs=5e-4)


def test_lines_of_different_lengths_are_refused() -> None:
    one, two = np.ones(1), np.ones(2)
    with pytest.raises(ShapeError, match="give as many"):
        effects_of_lines(base_activity=two, activity=one, base_factor=two, factor=two)
