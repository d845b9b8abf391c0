"""What an act earns: a worked example, laws, refusals, and what the national scheme publishes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents.rewards import BUDGET_CUT, NOTHING_CUT, reward

WON = st.integers(0, 10**9)
CAPS = st.lists(st.tuples(WON, WON), max_size=6)


def paid(
    *, rate: int = 500, thousandths: int = 1000, share: int = 100, left: int = 10**9, **caps: int
) -> int:
    cap, earned = caps.get("cap", 10**9), caps.get("earned", 0)
    found = reward(
        rate=rate, thousandths=thousandths, share_percent=share,
        caps=np.array([float(cap)]), earned=np.array([float(earned)]), left=left,
    )  # fmt: skip
    return int(found.paid)


def test_a_cap_in_mid_act_pays_the_remainder() -> None:
    assert paid(cap=70_000, earned=69_700) == 300
    assert paid(cap=70_000, earned=70_000) == 0
    assert paid(cap=70_000, earned=69_500) == 500


def test_the_yearly_cap_of_the_scheme_is_reached_by_140_refills_and_no_more() -> None:
    earned = 0
    for _visit in range(200):
        earned += paid(rate=500, cap=70_000, earned=earned)
    assert earned == 70_000


def test_the_last_won_of_a_budget_is_paid() -> None:
    assert paid(left=300) == 300
    assert paid(left=0) == 0


def test_a_kilogram_is_paid_by_the_gram_and_rounded_down() -> None:
    assert paid(rate=300, thousandths=2_750) == 825
    assert paid(rate=100, thousandths=290) == 29
    assert paid(rate=100, thousandths=299) == 29


def test_evidence_of_half_the_worth_earns_half() -> None:
    assert paid(rate=101, share=50) == 50


def test_what_cut_it_is_said() -> None:
    two = {"caps": np.array([400.0, 100.0]), "earned": np.array([0.0, 0.0])}
    assert reward(rate=500, thousandths=1000, share_percent=100, **two, left=10**6).cut_by == 1
    assert reward(rate=500, thousandths=1000, share_percent=100, **two, left=50).cut_by == BUDGET_CUT
    none = {"caps": np.array([]), "earned": np.array([])}
    assert reward(rate=500, thousandths=1000, share_percent=100, **none, left=500).cut_by == NOTHING_CUT


@given(WON, st.integers(0, 10**6), st.integers(0, 100), CAPS, WON)
def test_no_cap_and_no_budget_is_ever_exceeded(
    rate: int, thousandths: int, share: int, spans: list[tuple[int, int]], left: int
) -> None:
    caps, earned = (np.array([pair[n] for pair in spans], dtype=np.float64) for n in (0, 1))
    found = reward(
        rate=rate, thousandths=thousandths, share_percent=share, caps=caps, earned=earned, left=left
    )
    assert 0 <= found.paid <= min(found.wanted, left)
    for cap, before in spans:
        assert found.paid + before <= max(cap, before)
    if found.cut_by == NOTHING_CUT:
        assert found.paid == found.wanted


def test_what_is_no_amount_is_refused() -> None:
    with pytest.raises(ValueError, match="rate"):
        paid(rate=-1)
    with pytest.raises(ValueError, match="at most 100"):
        paid(share=101)
    with pytest.raises(ShapeError):
        reward(rate=1, thousandths=1000, share_percent=100, caps=np.array([1.0]), earned=np.array([]), left=1)
