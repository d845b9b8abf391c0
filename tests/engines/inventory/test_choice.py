"""Which edition of a factor holds: by the day of the activity, and by what was known."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.choice import NO_REGION, Editions, editions_in_force
from dure.engines.inventory.statement import NO_FACTOR
from dure.engines.refusals import ShapeError


def day(year: int, month: int = 1, number: int = 1) -> int:
    return date(year, month, number).toordinal()


def editions(*rows: tuple[int, int, int, int, int]) -> Editions:
    return Editions(*(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)))


def asked(found: Editions, year: int, *, known_on: int, regions: tuple[int, ...] = (3, 0)) -> int:
    answer = editions_in_force(
        found,
        line=np.array([1]),
        regions=np.array([regions]),
        first_day=np.array([day(year)]),
        last_day=np.array([day(year, 12, 31)]),
        known_on=known_on,
    )
    return int(answer[0])


# 0.4541 for 2020 to 2022, published in March 2025; 0.4173 for 2023, in December 2025.
GRID = editions(
    (1, 0, day(2020), day(2022, 12, 31), day(2025, 3, 1)),
    (1, 0, day(2023), day(2023, 12, 31), day(2025, 12, 17)),
)


def test_nobody_knew_the_factor_of_2023_at_the_end_of_2024() -> None:
    assert asked(GRID, 2023, known_on=day(2024, 12, 31)) == NO_FACTOR
    assert asked(GRID, 2023, known_on=day(2025, 12, 17)) == 1
    assert asked(GRID, 2021, known_on=day(2026)) == 0


def test_a_factor_is_not_used_outside_its_validity() -> None:
    assert asked(GRID, 2024, known_on=day(2030)) == NO_FACTOR


def test_the_nearer_region_wins_and_then_the_later_publication() -> None:
    found = editions(
        (1, 0, day(2020), day(2029), day(2024)),
        (1, 3, day(2020), day(2029), day(2021)),
        (1, 3, day(2020), day(2029), day(2022)),
        (2, 3, day(2020), day(2029), day(2023)),
    )
    assert asked(found, 2021, known_on=day(2030)) == 2
    assert asked(found, 2021, known_on=day(2021, 6, 1)) == 1
    assert asked(found, 2021, known_on=day(2030), regions=(NO_REGION, 0)) == 0


@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1),
    st.integers(0, 9),
)
def test_what_is_published_later_changes_no_earlier_knowledge(
    rows: list[tuple[int, int, int]], known_on: int
) -> None:
    span = [(1, 0, day(2000 + a), day(2010 + b), c) for a, b, c in rows]
    later = [*span, (1, 0, day(1990), day(2050), known_on + 1)]
    assert asked(editions(*span), 2009, known_on=known_on) == asked(editions(*later), 2009, known_on=known_on)


def test_questions_that_end_before_they_begin_are_refused() -> None:
    one = np.array([1])
    with pytest.raises(ValueError, match="swap them"):
        editions_in_force(
            GRID, line=one, regions=np.array([[0]]), first_day=one * 5, last_day=one, known_on=9
        )
    with pytest.raises(ShapeError, match="different lengths"):
        editions_in_force(GRID, line=one, regions=np.array([0]), first_day=one, last_day=one, known_on=9)
