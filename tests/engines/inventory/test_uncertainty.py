"""How sure a sum is: propagation and draws agree, and one variable errs once."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dure.engines.inventory.cells import Cells
from dure.engines.inventory.distributions import HALF_RANGE, KINDS, Uncertain, moments, values_at
from dure.engines.inventory.draws import even_shares
from dure.engines.inventory.statement import NO_FACTOR
from dure.engines.inventory.trend import drawn_trend, trend_of
from dure.engines.inventory.uncertainty import (
    Terms,
    drawn,
    draws_of,
    half_range_percent,
    propagated,
    terms_of,
)
from dure.engines.refusals import ShapeError


def ranges(kinds: list[str], halves: list[float], groups: list[int]) -> Uncertain:
    half = np.array(halves)
    return Uncertain(np.array(kinds), 1 - half, 1 + half, np.array(groups))


def sums(coefficients: list[float], *, outputs: list[int] | None = None, alone: float = 0.0) -> Terms:
    """Terms that each have a factor of their own, and share one activity."""
    count = len(coefficients)
    output = np.array(outputs or [0] * count)
    return Terms(
        int(output.max()) + 1,
        output,
        np.zeros(count, np.int64),
        np.arange(count),
        np.array(coefficients),
        np.full(count, alone),
    )


SURE = ranges(["uniform"], [0.0], [0])


def test_ten_and_five_percent_together_are_eleven_point_two() -> None:
    """IPCC 2006, Vol. 1, Eq. 3.1: the square root of 10² + 5²; the products of both errors add 0.0006."""
    answer = propagated(
        sums([100.0]), activities=ranges(["normal"], [0.05], [0]), factors=ranges(["normal"], [0.1], [0])
    )
    assert half_range_percent(answer)[0] == pytest.approx(11.18, abs=0.01)


def test_one_factor_in_many_rows_is_one_variable() -> None:
    many = sums([1.0] * 100)
    apart = propagated(many, activities=SURE, factors=ranges(["normal"] * 100, [0.1] * 100, list(range(100))))
    one = propagated(many, activities=SURE, factors=ranges(["normal"] * 100, [0.1] * 100, [7] * 100))
    assert half_range_percent(one)[0] == pytest.approx(10.0)
    assert half_range_percent(apart)[0] == pytest.approx(1.0)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS), st.floats(0.01, 0.4), st.integers(0, 4), st.floats(1, 1000), st.booleans()
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(0, 2**31),
)
def test_draws_and_propagation_agree_on_sums_within_five_percent(
    rows: list[tuple[str, float, int, float, bool]], seed: int
) -> None:
    kinds, halves, groups, amounts, sinks = (list(column) for column in zip(*rows, strict=True))
    signed = [-amount / 10 if sink else amount for amount, sink in zip(amounts, sinks, strict=True)]
    # Within a group the forms must be alike: only then is moving in step exactly linear.
    kinds = [KINDS[group % len(KINDS)] for group in groups]
    terms, factors = sums(signed), ranges(kinds, halves, groups)
    one = propagated(terms, activities=SURE, factors=factors)
    other = drawn(terms, activities=SURE, factors=factors, draws=1000, seed=seed)
    scale = float(np.abs(signed).sum())
    assert other.deviation[0] == pytest.approx(one.deviation[0], rel=0.05, abs=scale * 2e-3)
    assert other.mean[0] == pytest.approx(one.mean[0], abs=scale * 2e-3)


def test_draws_and_propagation_agree_on_products_and_on_rows_that_err_alone() -> None:
    activities = ranges(["normal", "uniform"], [0.3, 0.2], [0, 1])
    factors = ranges(["triangular", "normal"], [0.5, 0.1], [0, 1])
    where = np.array([0, 1, 0, 1])
    terms = Terms(
        2, np.array([0, 0, 1, 1]), where, where[::-1], np.array([5.0, 7, 2, 9]), np.array([0, 1, 0, 0.5])
    )
    one = propagated(terms, activities=activities, factors=factors)
    other = drawn(terms, activities=activities, factors=factors, draws=1000, seed=5)
    assert other.deviation == pytest.approx(one.deviation, rel=0.05)
    assert (other.low < one.mean).all()
    assert (one.mean < other.high).all()


def test_the_same_seed_gives_the_same_draws_and_another_does_not() -> None:
    terms, factors = sums([1.0, 2.0]), ranges(["normal", "uniform"], [0.1, 0.1], [0, 1])
    first, again, other = (
        drawn(terms, activities=SURE, factors=factors, draws=100, seed=seed).deviation[0]
        for seed in (1, 1, 2)
    )
    assert first == again != other


@given(st.sampled_from(KINDS), st.floats(0.01, 0.6), st.floats(0.01, 0.6))
def test_a_distribution_has_the_moments_it_says(kind: str, below: float, above: float) -> None:
    above = below if kind == "normal" else above
    one = Uncertain(np.array([kind]), np.array([1 - below]), np.array([1 + above]), np.array([0]))
    shares = ((np.arange(20_000) + 0.5) / 20_000)[None, :]
    values, said = values_at(one, shares=shares), moments(one)
    assert values.mean() == pytest.approx(said.mean[0], rel=1e-3)
    assert values.std() == pytest.approx(said.deviation[0], rel=1e-2)
    if kind in {"normal", "lognormal"}:
        assert np.quantile(values, 0.975) == pytest.approx(1 + above, rel=1e-3)


@pytest.mark.parametrize(
    ("kind", "low", "high", "said"),
    [
        ("gamma", 0.9, 1.1, "kind other than"),
        ("uniform", 1.1, 1.2, "do not enclose"),
        ("lognormal", 0.0, 2.0, "at or below zero"),
        ("normal", 0.9, 1.2, "equally far"),
        ("uniform", -np.inf, 1.2, "infinite"),
    ],
)
def test_a_range_that_does_not_fit_its_kind_is_refused(kind: str, low: float, high: float, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        moments(Uncertain(np.array([kind]), np.array([low]), np.array([high]), np.array([0])))


def test_shares_are_even_and_groups_do_not_go_together() -> None:
    shares = even_shares(20, draws=500, seed=3)
    assert (np.sort((shares * 500).astype(int), axis=1) == np.arange(500)).all()
    apart = np.corrcoef(shares) - np.eye(20)
    assert np.abs(apart).max() < 0.05
    with pytest.raises(ValueError, match="at least 2"):
        even_shares(1, draws=1, seed=0)


def cells(groups: list[int], quantities: list[int]) -> Cells:
    count = len(groups)
    same = np.zeros(count, np.int64)
    amounts = np.array(quantities)
    return Cells(same, same, same, same, np.array(groups), amounts, same + 1, amounts.astype(float) ** 2, 0)


def test_rows_that_err_alone_cancel_and_rows_of_a_group_do_not() -> None:
    hundred = cells([0] * 100, [1] * 100)
    arguments: dict[str, Any] = {
        "per_unit": np.array([[1.0]]),
        "factor": np.zeros(100, np.int64),
        "output": np.zeros(100, np.int64),
    }
    ten_percent = ranges(["normal"], [0.1], [0])
    together, alone = (
        propagated(
            terms_of(hundred, alone=np.array([own]), **arguments), activities=ten_percent, factors=SURE
        )
        for own in (0.0, 1.0)
    )
    assert half_range_percent(together)[0] == pytest.approx(10.0)
    assert half_range_percent(alone)[0] == pytest.approx(1.0)


def test_cells_without_a_factor_add_nothing() -> None:
    found = terms_of(
        cells([0, 0], [3, 4]),
        per_unit=np.array([[2.0, 5.0]]),
        factor=np.array([0, NO_FACTOR]),
        output=np.zeros(2, np.int64),
        alone=np.zeros(1),
    )
    assert found.coefficient.tolist() == [6.0, 15.0]
    with pytest.raises(ShapeError, match="give as many"):
        terms_of(cells([0], [1]), per_unit=np.ones((1, 1)), factor=np.zeros(2, np.int64),
                 output=np.zeros(1, np.int64), alone=np.zeros(1))  # fmt: skip


def test_what_errs_alike_in_both_years_cancels_out_of_the_trend() -> None:
    terms = sums([100.0, 80.0], outputs=[0, 1])
    same, apart = ranges(["normal"] * 2, [0.1] * 2, [0, 0]), ranges(["normal"] * 2, [0.1] * 2, [0, 1])
    by_factor = trend_of(propagated(terms, activities=SURE, factors=same), base=0, now=1)
    by_both = trend_of(propagated(terms, activities=SURE, factors=apart), base=0, now=1)
    assert by_factor.change_percent == -20.0
    assert by_factor.deviation_percent == pytest.approx(0.0)
    assert by_both.deviation_percent * HALF_RANGE == pytest.approx(8.0 * np.sqrt(2))
    values = np.vstack(list(draws_of(terms, activities=SURE, factors=apart, draws=1000, seed=1)))
    seen = drawn_trend(base=values[0], now=values[1])
    assert seen.deviation_percent == pytest.approx(by_both.deviation_percent, rel=0.05)
    with pytest.raises(ValueError, match="above zero"):
        trend_of(propagated(sums([0.0, 1.0], outputs=[0, 1]), activities=SURE, factors=same), base=0, now=1)


def test_shares_of_the_variance_add_up_to_the_whole() -> None:
    terms, factors = sums([3.0, 4.0]), ranges(["normal"] * 2, [0.1] * 2, [0, 1])
    answer = propagated(terms, activities=SURE, factors=factors)
    by_group = answer.by_factor.toarray()[0] ** 2 / answer.deviation[0] ** 2
    assert by_group.tolist() == pytest.approx([9 / 25, 16 / 25])
