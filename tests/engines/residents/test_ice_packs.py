"""Ice packs passed on: the balance closes, or says where it does not."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.refusals import ShapeError
from dure.engines.residents import mass_balance

COUNTS = st.lists(st.integers(0, 2_000), min_size=3, max_size=3)


def chain(lost_on_the_way: float = 0.0, miscounted: float = 0.0) -> tuple[np.ndarray, np.ndarray, bool]:
    """Twenty-nine collectors with 33,000 packs, a laundry, a market."""
    collected = np.array([1_138.0] * 27 + [1_137.0] * 2)
    came = np.concatenate([collected, [0.0, 0.0]])
    sent, got = np.zeros((31, 31)), np.zeros((31, 31))
    sent[:29, 29] = collected
    got[:29, 29] = collected
    got[4, 29] -= lost_on_the_way
    washed = 33_000 - lost_on_the_way - 500
    sent[29, 30] = got[29, 30] = washed
    broken, counted = np.zeros(31), np.zeros(31)
    broken[29], counted[30] = 500, washed - 2_000 - miscounted
    out = np.zeros(31)
    out[30] = 2_000
    answer = mass_balance(
        opening=np.zeros(31),
        came_in=came,
        sent=sent,
        received=got,
        went_out=out,
        lost=broken,
        counted=counted,
    )
    return answer.gap, answer.lost_between, answer.closes


def test_the_published_packs_of_29_places_close() -> None:
    assert sum([1_138] * 27 + [1_137] * 2) == 33_000
    gap, between, closes = chain()
    assert closes
    assert not gap.any()
    assert not between.any()


def test_what_is_lost_on_the_way_is_between_the_two() -> None:
    gap, between, closes = chain(lost_on_the_way=12)
    assert (float(between[4, 29]), float(between.sum()), closes) == (12, 12, False)
    assert not gap.any()


def test_what_is_missing_in_store_is_the_stores() -> None:
    gap, between, closes = chain(miscounted=7)
    assert (float(gap[30]), float(gap.sum()), closes) == (-7, -7, False)
    assert not between.any()


@given(
    st.lists(COUNTS, min_size=4, max_size=4), st.lists(st.integers(0, 300), min_size=9, max_size=9), st.data()
)
def test_everything_is_somewhere(books: list[list[int]], flow: list[int], data: st.DataObject) -> None:
    opening, came, out, counted = books
    sent = np.array(flow, dtype=float).reshape(3, 3)
    np.fill_diagonal(sent, 0.0)
    received = np.array([[float(data.draw(st.integers(0, int(each)))) for each in row] for row in sent])
    answer = mass_balance(
        opening=np.array(opening, float), came_in=np.array(came, float), sent=sent, received=received,
        went_out=np.array(out, float), lost=np.zeros(3), counted=np.array(counted, float),
    )  # fmt: skip
    found = sum(counted) + sum(out) + answer.lost_between.sum() - answer.gap.sum()
    assert found == sum(opening) + sum(came)


def test_what_cannot_be_is_refused() -> None:
    two, nothing = np.zeros(2), np.zeros((2, 2))
    given_all = {"opening": two, "came_in": two, "went_out": two, "lost": two, "counted": two}
    with pytest.raises(ShapeError, match="stations"):
        mass_balance(**(given_all | {"lost": np.zeros(3)}), sent=nothing, received=nothing)
    with pytest.raises(ShapeError, match="2 by 2"):
        mass_balance(**given_all, sent=np.zeros((3, 3)), received=nothing)
    with pytest.raises(ValueError, match="sends to itself"):
        mass_balance(**given_all, sent=np.eye(2), received=nothing)
