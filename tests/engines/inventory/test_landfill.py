"""Landfill: first-order decay, its variants, and what is never assumed."""

import inspect
import math
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines import inventory
from dure.engines.inventory.landfill import Decay
from dure.engines.refusals import Array, ShapeError

# IPCC 2019 Refinement, waste model, sheet Food: Gg of methane generated, 1950 to 1959.
SHEET = [
    0.0,
    19.173192,
    35.108114,
    48.351696,
    59.358494,
    68.506291,
    76.109064,
    82.427761,
    87.679258,
    92.043799,
]
MASSES = st.lists(st.floats(0, 1e6), min_size=1, max_size=60)
RATES = st.floats(0.001, 1)
MONTHS = st.integers(1, 13)


def decay_of(ddocm: list[float] | Array, k: float, month: float = 13) -> Decay:
    return inventory.first_order_decay(ddocm=np.array(ddocm), k_per_year=k, start_month=month)


def sheet(ratio: float) -> Array:
    years = np.full(10, 1.0)
    ddocm = inventory.decomposable_carbon(
        deposited=2300.322 * years, doc=0.15 * years, docf=0.7 * years, mcf=0.705 * years
    ).ddocm
    return inventory.methane_generated(
        decomposed=decay_of(ddocm, 0.185).decomposed, methane_share=0.5 * years, methane_per_carbon=ratio
    ).ch4


def test_half_of_a_deposit_is_left_after_a_half_life() -> None:
    k = inventory.decay_constant(half_life_years=10.0).k_per_year
    answer = decay_of([100.0] + [0.0] * 10, k)
    assert answer.accumulated[10] == pytest.approx(50)
    assert answer.decomposed.sum() == pytest.approx(50)


def test_the_sheet_of_the_ipcc_is_reproduced_to_six_decimals() -> None:
    assert sheet(16 / 12).round(6).tolist() == SHEET


def test_every_cell_of_the_ipcc_sheet_is_reproduced(oracles: Path) -> None:
    book = openpyxl.load_workbook(oracles / "climate" / "ipcc_waste" / "test_waste_CH4_food_waste.xlsx")
    rows = [row for row in book["Food"].iter_rows(values_only=True) if isinstance(row[0], int)]
    answer = decay_of([float(row[3]) for row in rows], 0.185)  # type: ignore[arg-type]
    assert len(rows) == 10
    for place, (accumulated, decomposed, generated) in enumerate((row[6:9]) for row in rows):
        assert answer.accumulated[place] == pytest.approx(accumulated, abs=5e-7)
        assert answer.decomposed[place] == pytest.approx(decomposed, abs=5e-7)
        assert sheet(16 / 12)[place] == pytest.approx(generated, abs=5e-7)


def test_the_golden_table_is_reproduced(oracles: Path) -> None:
    table = np.genfromtxt(
        oracles / "climate" / "lfg" / "ipcc_fod_food_1950_1959_golden.csv", delimiter=",", skip_header=1
    )
    answer = decay_of(table[:, 3], 0.185)
    assert np.abs(answer.accumulated - table[:, 4]).max() < 5e-7
    assert np.abs(answer.decomposed - table[:, 5]).max() < 5e-7
    assert np.abs(sheet(16 / 12) - table[:, 6]).max() < 5e-7


def test_the_korean_ratio_differs_by_exactly_1_336_over_16_twelfths() -> None:
    assert sheet(1.336)[1:] / sheet(16 / 12)[1:] == pytest.approx(1.336 * 12 / 16, rel=1e-15)


@given(MASSES, RATES, MONTHS)
def test_nothing_is_lost_and_nothing_made(masses: list[float], k: float, month: int) -> None:
    answer = decay_of(masses, k, month)
    left = answer.accumulated[-1] + answer.decomposed.sum()
    assert left == pytest.approx(sum(masses), rel=1e-9, abs=1e-6)
    assert (answer.accumulated >= 0).all()
    assert (answer.decomposed >= 0).all()


@given(MASSES, MASSES, RATES, MONTHS)
def test_two_landfills_are_the_sum_of_each(one: list[float], two: list[float], k: float, month: int) -> None:
    longest = max(len(one), len(two))
    first, second = (np.pad(np.array(each), (0, longest - len(each))) for each in (one, two))
    both = decay_of(first + second, k, month)
    apart = decay_of(first, k, month).decomposed + decay_of(second, k, month).decomposed
    assert np.allclose(both.decomposed, apart, rtol=1e-9, atol=1e-6)


@given(MASSES, RATES)
def test_decay_from_the_next_january_is_the_equation_of_the_us_epa(masses: list[float], k: float) -> None:
    """HH-1: each deposit of year x gives (e^-k(T-x-1) - e^-k(T-x)) of itself in year T."""
    answer = decay_of(masses, k).decomposed
    for year in range(len(masses)):
        parts = [
            mass * (math.exp(-k * (year - x - 1)) - math.exp(-k * (year - x)))
            for x, mass in enumerate(masses[:year])
        ]
        assert answer[year] == pytest.approx(math.fsum(parts), rel=1e-9, abs=1e-6)


@given(st.floats(1, 1e6), st.floats(0.05, 1))
def test_all_years_of_decay_make_the_methane_that_was_committed(mass: float, k: float) -> None:
    one = np.array([1.0])
    shares = {"doc": 0.15 * one, "docf": 0.5 * one, "mcf": 0.8 * one}
    ddocm = inventory.decomposable_carbon(deposited=mass * one, **shares).ddocm
    years = np.append(ddocm, np.zeros(int(40 / k)))
    made = inventory.methane_generated(
        decomposed=decay_of(years, k).decomposed,
        methane_share=np.full(len(years), 0.5),
        methane_per_carbon=16 / 12,
    ).ch4.sum()
    promised = inventory.methane_commitment(
        landfilled_kg=mass * one,
        **shares,
        methane_share=0.5 * one,
        recovered_share=0 * one,
        oxidised_share=0 * one,
    )
    assert made == pytest.approx(promised.potential_kg[0], rel=1e-9)
    assert promised.ch4_kg[0] == promised.potential_kg[0]


@given(st.floats(0, 1e6), st.floats(0, 1e6))
def test_the_rule_of_recovery_never_lowers_and_never_leaves_less_than_a_quarter(
    generated: float, recovered: float
) -> None:
    raised = inventory.generated_at_least(
        generated=np.array([generated]), recovered=np.array([recovered]), greatest_share=0.75
    ).ch4[0]
    assert raised >= generated
    assert recovered <= 0.75 * raised * (1 + 1e-12)
    assert raised == generated or recovered > 0.75 * generated


def test_oxidation_says_nothing_of_mcf_and_no_share_is_assumed() -> None:
    """Elsewhere the choice of a cover forces MCF to 1, an unknown site is 0.6, and DOCf and F are fixed."""
    for engine in (inventory.methane_commitment, inventory.decomposable_carbon, inventory.methane_emitted):
        defaults = {each.default for each in inspect.signature(engine).parameters.values()}
        assert defaults == {inspect.Parameter.empty}
    one = np.array([1.0])
    shares = {"doc": 0.15 * one, "docf": 0.5 * one, "methane_share": 0.5 * one, "recovered_share": 0 * one}
    open_dump, covered = (
        inventory.methane_commitment(
            landfilled_kg=1000 * one, mcf=0.4 * one, oxidised_share=ox * one, **shares
        )
        for ox in (0.0, 0.1)
    )
    assert covered.potential_kg == open_dump.potential_kg
    assert covered.ch4_kg[0] == pytest.approx(0.9 * open_dump.ch4_kg[0])


def test_nothing_is_rounded() -> None:
    answer = inventory.methane_emitted(
        generated=np.array([1e-9]), recovered=np.array([0.0]), oxidised_share=np.array([0.1])
    )
    assert answer.ch4[0] == pytest.approx(9e-10, rel=1e-12)


def test_what_cannot_be_is_refused() -> None:
    one = np.array([1.0])
    with pytest.raises(ValueError, match="whole number from 1 to 13"):
        decay_of([1.0], 0.1, 14)
    with pytest.raises(ValueError, match="zero or more"):
        decay_of([1.0], -0.1)
    with pytest.raises(ValueError, match="16/12"):
        inventory.methane_generated(decomposed=one, methane_share=one, methane_per_carbon=1.0)
    with pytest.raises(ValueError, match=r"row 1: recovered is 2.0 and generated is 1.0"):
        inventory.methane_emitted(generated=one, recovered=2 * one, oxidised_share=0 * one)
    with pytest.raises(ValueError, match=r"at most 1 \(75 % is 0.75\)"):
        inventory.generated_at_least(generated=one, recovered=one, greatest_share=75.0)
    with pytest.raises(ValueError, match=r"mcf is 1.2: give a share"):
        inventory.decomposable_carbon(deposited=one, doc=0.1 * one, docf=0.5 * one, mcf=1.2 * one)


@given(st.lists(st.lists(st.floats(0, 1e6), min_size=5, max_size=5), min_size=1, max_size=9), RATES, MONTHS)
def test_many_sites_at_once_decay_as_each_alone(sites: list[list[float]], k: float, month: int) -> None:
    rates = k * np.arange(len(sites)) / len(sites)
    found = inventory.decay_of_sites(ddocm=np.array(sites), k_per_year=rates, start_month=month)
    for number, deposits in enumerate(sites):
        alone = decay_of(deposits, float(rates[number]), month)
        assert found.accumulated[number] == pytest.approx(alone.accumulated, rel=1e-12, abs=1e-9)
        assert found.decomposed[number] == pytest.approx(alone.decomposed, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("deposits", "rates", "month", "says"),
    [
        ([1.0], [0.1], 13, "a row for each site"),
        ([[1.0], [2.0]], [0.1], 13, "k_per_year"),
        ([[-1.0]], [0.1], 13, "ddocm is -1.0"),
        ([[1.0]], [-0.1], 13, "k_per_year is -0.1"),
        ([[1.0]], [0.1], 14, "start_month is 14"),
    ],
)
def test_a_table_of_sites_that_does_not_fit_is_refused(
    deposits: list[object], rates: list[float], month: int, says: str
) -> None:
    with pytest.raises((ShapeError, ValueError), match=says):
        inventory.decay_of_sites(ddocm=np.array(deposits), k_per_year=np.array(rates), start_month=month)
