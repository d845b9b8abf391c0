"""A survey weighed: known shares are met, and what weighing costs is said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents import raked, weighed_share

NAN = float("nan")


def test_the_published_survey_may_be_off_by_four_tenths_of_a_point_by_chance() -> None:
    # 33,140 answers, 84.2 % would use it (casebook of 2022).
    yes = np.zeros(33_140)
    yes[: round(0.842 * 33_140)] = 1
    share = weighed_share(said_yes=yes, weights=np.ones(33_140))
    assert round(share.share_percent, 1) == 84.2
    assert round(share.within_points, 2) == 0.39
    assert share.effective_answers == pytest.approx(33_140)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1)), min_size=30, max_size=120))
def test_known_shares_are_met_and_weighing_never_adds_certainty(answers: list[tuple[int, int]]) -> None:
    groups = np.array(answers, dtype=float).T
    if len(set(groups[0])) < 3 or len(set(groups[1])) < 2:
        return
    targets = np.array([[0.2, 0.5, 0.3], [0.48, 0.52, NAN]])
    try:
        answer = raked(groups=groups, targets=targets, tolerance=1e-6, most_rounds=2_000)
    except ValueError as refused:
        assert "do not settle" in str(refused)  # noqa: PT017
        return
    for own, shares in zip(groups, targets, strict=True):
        for group, share in enumerate(shares[~np.isnan(shares)]):
            assert answer.weights[own == group].sum() / len(answers) == pytest.approx(share, abs=1e-5)
    assert answer.weights.sum() == pytest.approx(len(answers))
    assert answer.effective_answers <= len(answers) + 1e-6


def test_one_trait_alone_takes_one_round() -> None:
    answer = raked(
        groups=np.array([[0.0] * 8 + [1.0] * 2]),
        targets=np.array([[0.5, 0.5]]),
        tolerance=1e-9,
        most_rounds=5,
    )
    assert answer.rounds == 1
    assert answer.weights[0] == pytest.approx(0.625)
    assert answer.weights[9] == pytest.approx(2.5)
    assert answer.effective_answers == pytest.approx(6.4)


@pytest.mark.parametrize(
    ("targets", "says"),
    [
        ([[0.5, 0.6]], "add up to"),
        ([[1.0]], "has no target"),
        ([[0.4, 0.4, 0.2]], "nobody can stand for it"),
    ],
)
def test_what_cannot_be_weighed_is_refused(targets: list[list[float]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        raked(groups=np.array([[0.0, 1.0]]), targets=np.array(targets), tolerance=1e-6, most_rounds=5)


def test_weights_that_do_not_settle_are_no_weights() -> None:
    # Two traits that say the same of everyone, and shares that differ: nothing can meet both.
    with pytest.raises(ValueError, match="do not settle"):
        raked(
            groups=np.array([[0.0, 1.0], [0.0, 1.0]]), targets=np.array([[0.5, 0.5], [0.3, 0.7]]),
            tolerance=1e-6, most_rounds=50,
        )  # fmt: skip


def test_answers_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError, match="0 and 1"):
        weighed_share(said_yes=np.array([2.0]), weights=np.ones(1))
    with pytest.raises(ValueError, match="all zero"):
        weighed_share(said_yes=np.ones(2), weights=np.zeros(2))
    with pytest.raises(ShapeError, match="a row for each"):
        raked(groups=np.zeros((2, 3)), targets=np.ones((1, 1)), tolerance=1e-6, most_rounds=5)
