"""From a neutral tag to a class, and sums by class."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.budget import crosstab, retag
from dure.engines.refusals import ShapeError

CUTS, EMITS, MIXED, NEUTRAL, UNDETERMINED = range(5)
# Four classes as several cities have them: cuts, emits, mixed, and mixed for goods.
RULES = np.array(
    [
        [MIXED, -1, -1, 100, 1, 3],
        [MIXED, -1, -1, 100, 0, 2],
        [CUTS, -1, -1, 100, -1, 0],
        [EMITS, -1, -1, 100, -1, 1],
    ],
    dtype=float,
)
tags = st.lists(
    st.tuples(
        st.integers(0, 4), st.integers(0, 3), st.one_of(st.just(-1), st.integers(0, 100)), st.integers(0, 1)
    ),
    min_size=1,
    max_size=50,
)
won = st.integers(0, 10**12)


def test_the_first_rule_that_fits_gives_the_class() -> None:
    lines = np.array([[MIXED, 0, -1, 1], [MIXED, 0, 30, 0], [CUTS, 1, 100, 0], [NEUTRAL, 3, -1, 0]], float)
    answer = retag(tags=lines, rules=RULES)
    assert answer.classes.tolist() == [3, 2, 0, -1]
    assert answer.without == 1


@given(tags)
def test_the_class_of_a_line_does_not_depend_on_the_other_lines(lines: list[tuple[int, ...]]) -> None:
    table = np.array(lines, dtype=float)
    alone = [retag(tags=table[n : n + 1], rules=RULES).classes[0] for n in range(len(table))]
    assert retag(tags=table, rules=RULES).classes.tolist() == alone


@given(tags)
def test_a_rule_that_fits_everything_leaves_no_line_without_a_class(lines: list[tuple[int, ...]]) -> None:
    rest = np.vstack([RULES, [-1, -1, -1, 100, -1, 4]])
    assert retag(tags=np.array(lines, dtype=float), rules=rest).without == 0


def test_what_is_no_tag_is_refused() -> None:
    with pytest.raises(ShapeError, match="4 columns"):
        retag(tags=np.zeros((2, 3)), rules=RULES)
    with pytest.raises(ValueError, match="at most 100"):
        retag(tags=np.array([[0.0, 0.0, 101.0, 0.0]]), rules=RULES)


@given(st.lists(st.tuples(won, st.integers(0, 3), st.integers(-1, 2)), max_size=60))
def test_every_won_stands_in_one_cell(lines: list[tuple[int, int, int]]) -> None:
    amounts, groups, classes = (np.array([line[n] for line in lines], dtype=float) for n in range(3))
    answer = crosstab(amounts_krw=amounts, groups=groups, classes=classes, group_count=4.0, class_count=3.0)
    assert answer.sums_krw.sum() == sum(line[0] for line in lines) == answer.total_krw
    assert answer.counts.sum() == len(lines)


def test_a_fraction_of_a_won_is_refused() -> None:
    with pytest.raises(ValueError, match="fraction of a won"):
        crosstab(
            amounts_krw=np.array([0.5]), groups=np.zeros(1), classes=np.zeros(1), group_count=1.0,
            class_count=1.0,
        )  # fmt: skip


def test_a_published_table_of_2025_adds_up_in_projects_and_won() -> None:
    # Friendly, negative, potential, neutral: thousand won and projects of a province's budget.
    sums = np.array([1_720_112_741, 475_335_303, 169_851_258, 3_829_623_953], dtype=float)
    answer = crosstab(
        amounts_krw=sums, groups=np.zeros(4), classes=np.arange(4.0), group_count=1.0, class_count=4.0
    )
    assert answer.total_krw == 6_194_923_255
    assert 361 + 144 + 51 + 2254 == 2810
