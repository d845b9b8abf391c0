"""Numbers of the size that others of their kind are."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.checks import Repair, label_against_unit, outlier_among_peers, per_capita_band
from dure.engines.refusals import ShapeError


def test_a_total_ten_times_too_large_for_its_people_is_moved_back() -> None:
    verdict = per_capita_band(total=800.0, people=10.0, low=2.0, high=20.0)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 20.0, 60.0)
    assert verdict.repairs == (Repair("total", 80.0, 20.0, 200.0),)


@given(st.floats(0, 1e9), st.floats(1, 1e7), st.floats(0.1, 10), st.floats(1, 100))
def test_a_repaired_total_lies_in_the_band(total: float, people: float, low: float, width: float) -> None:
    verdict = per_capita_band(total=total, people=people, low=low, high=low * width)
    for repair in verdict.repairs:
        assert per_capita_band(total=repair.value, people=people, low=low, high=low * width).holds


def test_a_band_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="low at most high"):
        per_capita_band(total=1.0, people=1.0, low=2.0, high=1.0)
    with pytest.raises(ValueError, match="people is 0"):
        per_capita_band(total=1.0, people=0.0, low=1.0, high=2.0)


def test_2_45_megatonnes_are_one_tonne_from_everyone() -> None:
    """001: 2.45 Mt expected of citizens' acts, one tonne from some 2.45 million people."""
    verdict = per_capita_band(total=2_450_000.0, people=2_450_000.0, low=0.0, high=0.5)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 0.5, 0.5)


def test_two_thousand_hours_are_no_store() -> None:
    assert not label_against_unit(stated=2000.0, basis=1.0, low=0.5, high=24.0).holds
    assert label_against_unit(stated=4.0, basis=1.0, low=0.5, high=24.0).holds


@given(st.floats(0, 1e9), st.floats(1, 1e6), st.floats(0.5, 2))
def test_a_label_does_not_depend_on_the_size_of_the_plant(stated: float, basis: float, scale: float) -> None:
    one = label_against_unit(stated=stated, basis=basis, low=0.5, high=24.0)
    other = label_against_unit(stated=stated * scale, basis=basis * scale, low=0.5, high=24.0)
    assert one.gap == pytest.approx(other.gap)


def test_a_label_over_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="basis is 0"):
        label_against_unit(stated=1.0, basis=0.0, low=0.5, high=24.0)


@pytest.mark.parametrize(
    ("mwh", "mw"),
    [
        (563_046, 95),
        (1_690_900, 239),
        (2_163_940, 299),
        (4_371_460, 579),
        (5_632_900, 739),
        (3_720_000, 1821),
    ],
)
def test_printed_capacity_in_mwh_is_generation(mwh: float, mw: float) -> None:
    """004: rows labelled “Capacity (MWh)” and “Capacity (GWh)” hold what a year generates."""
    assert not label_against_unit(stated=mwh, basis=mw, low=0.5, high=24.0).holds
    assert label_against_unit(stated=mwh, basis=mw, low=0.0, high=8760.0).holds


def test_ninety_is_no_peer_of_ten() -> None:
    verdict = outlier_among_peers(value=90.0, peers=np.array([9.0, 10.0, 11.0]), limit=3.5)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 10.0, 80.0)


@given(
    st.lists(st.integers(-1000, 1000), min_size=3, max_size=20, unique=True),
    st.integers(-1000, 1000),
    st.integers(-5000, 5000),
)
def test_moving_everybody_alike_changes_no_verdict(peers: list[int], value: int, shift: int) -> None:
    here = outlier_among_peers(value=float(value), peers=np.array(peers, dtype=float), limit=3.5)
    there = outlier_among_peers(
        value=float(value + shift), peers=np.array(peers, dtype=float) + shift, limit=3.5
    )
    assert here.holds == there.holds


def test_peers_that_are_too_few_or_all_alike_are_refused() -> None:
    with pytest.raises(ShapeError, match="at least 3"):
        outlier_among_peers(value=1.0, peers=np.array([1.0, 2.0]), limit=3.5)
    with pytest.raises(ValueError, match="give peers that differ"):
        outlier_among_peers(value=1.0, peers=np.array([2.0, 2.0, 2.0, 3.0]), limit=3.5)


def test_the_share_within_seven_minutes_is_no_outlier_among_cities() -> None:
    """004: 80.0 % beside 72.2, 77.4 and 65.9 %."""
    assert outlier_among_peers(value=80.0, peers=np.array([72.2, 77.4, 65.9]), limit=3.5).holds
