"""Pictures known again, until when a budget lasts, and another tariff for acts that happened."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents import PastAct, RunOut, past_acts, picture_hash, runs_out, trial
from dure.engines.residents.rewards import reward

GREY = np.repeat(np.repeat(np.random.default_rng(5).uniform(0, 255, (8, 8)), 4, axis=0), 4, axis=1)


def test_a_darker_copy_is_the_same_picture_and_its_mirror_is_another() -> None:
    own = picture_hash(GREY)
    assert picture_hash(GREY * 0.7 - 20) == own
    assert (picture_hash(GREY[:, ::-1]) ^ own).bit_count() > 8
    with pytest.raises(ShapeError, match="32 by 32"):
        picture_hash(GREY[:16])
    with pytest.raises(ValueError, match="finite"):
        picture_hash(np.where(GREY > 9, np.nan, GREY))


@given(st.integers(0, 2**32 - 1), st.floats(0.1, 4.0), st.floats(-50, 50))
def test_brightness_and_contrast_say_nothing_of_what_is_to_be_seen(
    seed: int, contrast: float, light: float
) -> None:
    grey = np.random.default_rng(seed).uniform(0, 255, (32, 32))
    assert (picture_hash(grey) ^ picture_hash(grey * contrast + light)).bit_count() <= 2


def test_a_budget_lasts_between_its_fullest_and_its_emptiest_week() -> None:
    assert runs_out([0.0] * 7 + [10.0] * 7, left=100.0) == RunOut(10, None, 70.0, 0.0)
    assert runs_out([5.0] * 28, left=0.0).soonest_days == 0
    assert runs_out([0.0] * 28, left=9.0).soonest_days is None
    with pytest.raises(ValueError, match="at least 14"):
        runs_out([1.0] * 13, left=1.0)
    with pytest.raises(ValueError, match="below zero"):
        runs_out([1.0] * 14, left=-1.0)


@given(st.lists(st.integers(0, 1000), min_size=14, max_size=40), st.integers(0, 100_000))
def test_the_soonest_day_is_never_after_the_latest(paid: list[int], left: int) -> None:
    answer = runs_out([float(one) for one in paid], left=float(left))
    if answer.soonest_days is not None and answer.latest_days is not None:
        assert 0 <= answer.soonest_days <= answer.latest_days


ACTS = st.lists(
    st.builds(
        PastAct,
        person=st.sampled_from("pqr"),
        day=st.integers(1, 3),
        action=st.sampled_from(["can", "tin", "new"]),
        thousandths=st.integers(1, 20).map(lambda n: n * 1000),
        share_percent=st.sampled_from([50, 100]),
    ),
    max_size=20,
)


CAPS = st.tuples(st.integers(0, 3000), st.integers(0, 5000), st.integers(0, 3000))


@given(ACTS, CAPS, st.integers(0, 20_000), st.sampled_from([1, 10**14]))
def test_a_trial_pays_act_by_act_what_the_rule_of_rewards_pays(
    acts: list[PastAct], capped: tuple[int, int, int], budget: int, times: int
) -> None:
    one, day, month = capped
    rates = {"can": 100 * times, "tin": 70 * times}
    caps = {"act": one * times, "day": day * times, "month": month * times}
    left, cut, short = budget * times, 0, 0
    days, months = dict[tuple[str, int], int](), dict[str, int]()
    for act in acts:
        if act.action not in rates:
            continue
        wanted = rates[act.action] * act.thousandths * act.share_percent // 100_000
        rooms = (caps["day"] - days.get((act.person, act.day), 0), caps["month"] - months.get(act.person, 0))
        allowed = max(min(wanted, caps["act"], *rooms), 0)
        paid = min(allowed, left)
        if times == 1:
            rule = reward(
                rate=rates[act.action], thousandths=act.thousandths, share_percent=act.share_percent,
                caps=np.array([float(one), float(day), float(month)]), left=left,
                earned=np.array([0.0, float(day - rooms[0]), float(month - rooms[1])]),
            )  # fmt: skip
            assert paid == int(rule.paid)
        left, cut, short = left - paid, cut + wanted - allowed, short + allowed - paid
        days[act.person, act.day] = days.get((act.person, act.day), 0) + paid
        months[act.person] = months.get(act.person, 0) + paid
    answer = trial(past_acts(acts), rates=rates, caps=caps, budget=budget * times)
    assert answer.paid == budget * times - left == sum(answer.by_action.values())
    assert (answer.cut_by_caps, answer.unpaid_by_budget) == (cut, short)
    assert answer.people == sum(amount > 0 for amount in months.values())
    assert answer.without_rate == sum(act.action == "new" for act in acts)


def test_a_trial_refuses_what_it_cannot_hold() -> None:
    with pytest.raises(ValueError, match="year"):
        trial(past_acts([]), rates={}, caps={"year": 5}, budget=1)
    with pytest.raises(ValueError, match="below zero"):
        trial(past_acts([]), rates={"can": -1}, caps={}, budget=1)
