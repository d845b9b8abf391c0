"""Trees are those of Dijkstra's method, exactly."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from dure.engines.refusals import ShapeError
from dure.engines.roads import quickest_times
from dure.engines.roads.trees import Tree, Whole


def tree(
    states: int, steps: dict[tuple[int, int], float], *, seeds: dict[int, float], limit_s: float
) -> Tree:
    pairs = sorted(steps)
    begins = np.array([begin for begin, _end in pairs], np.int32)
    return quickest_times(
        start=np.searchsorted(begins, np.arange(states + 1)).astype(np.int32),
        to=np.array([end for _begin, end in pairs], np.int32),
        cost_s=np.array([steps[pair] for pair in pairs]),
        seed=np.array(list(seeds), np.int32),
        seed_s=np.array(list(seeds.values())),
        limit_s=limit_s,
    )


COSTS = st.floats(0.001, 3000, allow_nan=False)
GRAPHS = st.dictionaries(st.tuples(st.integers(0, 19), st.integers(0, 19)), COSTS, min_size=1, max_size=80)


@settings(deadline=None)
@given(steps=GRAPHS, seed=st.integers(0, 19))
def test_times_are_those_of_scipy_to_a_millionth_of_a_second(
    steps: dict[tuple[int, int], float], seed: int
) -> None:
    ours = tree(20, steps, seeds={seed: 0.0}, limit_s=np.inf).time_s
    begins, ends = zip(*steps, strict=True)
    theirs = dijkstra(csr_matrix((list(steps.values()), (begins, ends)), shape=(20, 20)), indices=seed)
    assert (np.isfinite(ours) == np.isfinite(theirs)).all()
    known = np.isfinite(ours)
    assert np.abs(ours[known] - theirs[known]).max(initial=0) < 1e-6


@settings(deadline=None)
@given(steps=GRAPHS, first=st.integers(0, 9), second=st.integers(10, 19), late=st.floats(0, 500))
def test_of_several_seeds_the_nearest_counts(
    steps: dict[tuple[int, int], float], first: int, second: int, late: float
) -> None:
    both = tree(20, steps, seeds={first: 0.0, second: late}, limit_s=np.inf)
    one = tree(20, steps, seeds={first: 0.0}, limit_s=np.inf).time_s
    other = tree(20, steps, seeds={second: late}, limit_s=np.inf).time_s
    assert (both.time_s == np.minimum(one, other)).all()
    assert ((both.origin >= 0) == np.isfinite(both.time_s)).all()


@settings(deadline=None)
@given(steps=GRAPHS, limit_s=st.floats(0, 4000))
def test_a_limit_leaves_out_what_takes_longer_and_changes_nothing_else(
    steps: dict[tuple[int, int], float], limit_s: float
) -> None:
    whole = tree(20, steps, seeds={0: 0.0}, limit_s=np.inf).time_s
    bounded = tree(20, steps, seeds={0: 0.0}, limit_s=limit_s).time_s
    assert (bounded == np.where(whole <= limit_s, whole, np.inf)).all()


def test_one_long_step_among_many_short_ones_is_no_trouble() -> None:
    steps = {(i, i + 1): 0.001 for i in range(18)} | {(0, 19): 1e9, (19, 18): 0.5}
    found = tree(20, steps, seeds={0: 0.0}, limit_s=np.inf).time_s
    assert found[19] == 1e9
    assert found[18] == pytest.approx(0.018)


def test_seeds_far_apart_in_time_are_no_trouble() -> None:
    found = tree(3, {(0, 1): 1.0, (2, 1): 1.0}, seeds={0: 50_000.0, 2: 0.0}, limit_s=np.inf)
    assert found.time_s.tolist() == [50_000.0, 1.0, 0.0]
    assert found.origin.tolist() == [0, 1, 1]


def _plain(**changed: object) -> dict[str, object]:
    whole: Whole = np.array([0, 1, 1], np.int32)
    return {
        "start": whole,
        "to": np.array([1], np.int32),
        "cost_s": np.array([1.0]),
        "seed": np.array([0], np.int32),
        "seed_s": np.array([0.0]),
        "limit_s": 9.0,
        **changed,
    }


def test_what_is_no_network_is_refused() -> None:
    with pytest.raises(ShapeError, match="cost_s needs a value for each step"):
        quickest_times(**_plain(cost_s=np.array([1.0, 2.0])))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="cost_s holds -1"):
        quickest_times(**_plain(cost_s=np.array([-1.0])))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="to names a state beyond"):
        quickest_times(**_plain(to=np.array([7], np.int32)))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="seed names a state beyond"):
        quickest_times(**_plain(seed=np.array([2], np.int32)))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="limit_s is nan"):
        quickest_times(**_plain(limit_s=float("nan")))  # type: ignore[arg-type]


def test_the_published_example_of_dijkstra_s_method() -> None:
    # Cormen, Leiserson, Rivest and Stein, Introduction to Algorithms, figure 24.6: s t x y z.
    steps = {(0, 1): 10.0, (0, 3): 5.0, (1, 2): 1.0, (1, 3): 2.0, (2, 4): 4.0, (3, 1): 3.0, (3, 2): 9.0,
             (3, 4): 2.0, (4, 0): 7.0, (4, 2): 6.0}  # fmt: skip
    assert tree(5, steps, seeds={0: 0.0}, limit_s=np.inf).time_s.tolist() == [0, 8, 9, 5, 7]
