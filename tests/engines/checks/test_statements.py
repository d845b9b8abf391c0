"""What a document says twice, in two ways, or leaves out."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.checks import (
    Repair,
    counted_against_list,
    definitions_differ,
    duplicate_rows,
    same_rows,
    slots_filled,
    two_statements,
)
from dure.engines.refusals import ShapeError


def test_a_count_is_repaired_to_what_is_listed() -> None:
    verdict = counted_against_list(counted=4.0, listed=3.0)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 3.0, 1.0)
    assert verdict.repairs == (Repair("counted", 3.0),)


@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_count_holds_only_when_it_is_the_list(counted: int, listed: int) -> None:
    assert counted_against_list(counted=counted, listed=listed).holds == (counted == listed)


def test_half_a_thing_is_refused() -> None:
    with pytest.raises(ValueError, match="whole number"):
        counted_against_list(counted=1.5, listed=1.0)


def test_ten_export_countries_are_nine() -> None:
    """004: “10 countries”, and the names that follow."""
    exports = [
        *("Malaysia", "Colombia", "Philippines", "Philippines", "Egypt"),
        *("Thailand", "Mongolia", "Ukraine", "El Salvador", "Ecuador"),
    ]
    verdict = counted_against_list(counted=10.0, listed=float(len(set(exports))))
    assert not verdict.holds
    assert verdict.repairs == (Repair("counted", 9.0),)
    assert counted_against_list(counted=10.0, listed=float(len(exports))).holds


def test_either_of_two_statements_may_be_right() -> None:
    verdict = two_statements(first=8.0, second=5.0, step=1.0)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 5.0, 3.0)
    assert verdict.repairs == (Repair("first", 5.0), Repair("second", 8.0))


@given(st.integers(0, 10**9), st.sampled_from([1, 10, 1000]))
def test_a_number_and_its_rounding_agree(value: int, step: int) -> None:
    assert two_statements(first=round(value / step) * step, second=value, step=step).holds


def test_a_statement_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError, match="first is inf"):
        two_statements(first=float("inf"), second=1.0, step=1.0)


def test_74000_jobs_are_not_8951_but_may_be_nine_years_of_them() -> None:
    """004: the objective says 74,000 jobs, the indicator 8,951 in 2030; 2022–2030 sum to about 73,440."""
    assert not two_statements(first=74_000.0, second=8951.0, step=1000.0).holds
    job_years = float(np.interp(np.arange(2022, 2031), [2022, 2030], [7369, 8951]).sum())
    assert job_years == pytest.approx(73_440)
    assert two_statements(first=74_000.0, second=job_years, step=1000.0).holds


def test_377000_vehicles_round_377217() -> None:
    assert two_statements(first=377_000.0, second=377_217.0, step=1000.0).holds


def test_definitions_that_lie_apart_are_doubted_by_how_far() -> None:
    verdict = definitions_differ(values=np.array([80.0, 86.0, 77.0]), step=1.0)
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 1.0, 8.0)


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=6))
def test_the_order_of_definitions_does_not_matter(values: list[float]) -> None:
    one = definitions_differ(values=np.array(values), step=1.0)
    assert one == definitions_differ(values=np.array(sorted(values)), step=1.0)


def test_one_definition_alone_is_refused() -> None:
    with pytest.raises(ShapeError, match="at least 2"):
        definitions_differ(values=np.array([80.0]), step=1.0)


def test_an_efficiency_of_86_percent_has_three_definitions() -> None:
    """004: the mean of three cuts, the cut of the summed times, the mean of two cuts."""

    def cut(before: float, after: float) -> float:
        return 100 * (before - after) / before

    efficiency = (cut(60, 15) + cut(180, 10) + cut(30, 3)) / 3
    summed = cut(30 + 480, 10 + 60)
    response = (cut(30, 10) + cut(480, 60)) / 2
    assert [round(value, 1) for value in (efficiency, summed, response)] == [86.5, 86.3, 77.1]
    assert not definitions_differ(values=np.array([efficiency, summed, response]), step=1.0).holds


def test_a_missing_piece_is_counted() -> None:
    verdict = slots_filled(known=np.array([1.0, 0.0, 0.0]))
    assert (verdict.holds, verdict.expected, verdict.gap) == (False, 3.0, -2.0)


@given(st.lists(st.booleans(), min_size=1, max_size=9))
def test_slots_are_filled_only_when_all_are(known: list[bool]) -> None:
    assert slots_filled(known=np.array(known, dtype=float)).holds == all(known)


def test_half_known_is_refused() -> None:
    with pytest.raises(ValueError, match="other than 0 and 1"):
        slots_filled(known=np.array([0.5]))


def test_700_kinds_of_animals_and_plants_lack_date_method_and_effort() -> None:
    """004: the count stands alone."""
    assert slots_filled(known=np.zeros(3)).gap == -3.0


def test_a_row_given_twice_is_found() -> None:
    rows = np.array([[1.0, 2.0], [3.0, 4.0], [1.0, 2.0]])
    assert (duplicate_rows(rows=rows).holds, duplicate_rows(rows=rows).gap) == (False, 1.0)
    assert same_rows(rows) == ((0, 2),)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=20))
def test_repeats_are_what_a_set_would_lose(rows: list[tuple[int, int]]) -> None:
    verdict = duplicate_rows(rows=np.array(rows, dtype=float))
    assert verdict.gap == len(rows) - len(set(rows))


def test_rows_without_columns_are_refused() -> None:
    with pytest.raises(ShapeError, match="1 dimensions"):
        duplicate_rows(rows=np.array([1.0, 2.0]))
    with pytest.raises(ShapeError, match="is empty"):
        duplicate_rows(rows=np.zeros((0, 2)))


def test_the_printed_indicator_rows_are_all_different() -> None:
    """004: capacity, generation, share and vehicles of 2017, 2022 and 2030."""
    rows = [[605, 1821, 4085], [1488, 3720, 9268], [30, 59, 106], [9206, 92_726, 377_217]]
    assert duplicate_rows(rows=np.array(rows, dtype=float)).holds
