"""What only shows between rows is asked, and no more than that."""

from decimal import Decimal

import pytest

from dure.engines.inventory.across import CityYear, Limits, doubts

LIMITS = Limits(jump_percent=25.0, least_per_person=0.5, most_per_person=30.0, deviations=3.5, least_peers=5)


def row(city: str, year: int | None, population: int, emissions: float) -> CityYear:
    return CityYear(f"{city}_{year}", city, year, Decimal(population), Decimal(str(emissions)))


def codes(*rows: CityYear, limits: Limits = LIMITS) -> list[tuple[str, str]]:
    return [(each.code, each.name) for each in doubts(rows, limits=limits)]


def test_a_population_carried_over_is_asked_of_the_later_year() -> None:
    """10,124,579 people in 2017 and again in 2018, as a capital printed them."""
    rows = (row("a", 2018, 10_124_579, 46_282_524), row("a", 2017, 10_124_579, 45_965_786))
    assert codes(*rows) == [("population_unchanged", "a_2018")]


def test_a_jump_is_counted_a_year() -> None:
    assert codes(row("a", 2018, 10, 100), row("a", 2019, 11, 130)) == [("year_on_year_jump", "a_2019")]
    assert codes(row("a", 1990, 10, 100), row("a", 2010, 11, 142)) == []


def test_a_slipped_unit_stands_outside_the_band() -> None:
    assert codes(row("a", 2018, 10, 1000)) == [("per_capita_out_of_band", "a_2018")]
    assert codes(row("a", 2018, 1000, 1)) == [("per_capita_out_of_band", "a_2018")]


def test_a_city_unlike_all_others_is_asked_once_there_are_enough() -> None:
    peers = [
        row(name, 2018, 100, emissions) for name, emissions in zip("abcde", range(500, 550, 10), strict=True)
    ]
    odd = row("z", 2018, 100, 2500)
    assert codes(*peers, odd) == [("outlier_among_peers", "z_2018")]
    assert codes(*peers[:3], odd) == []


def test_the_same_row_twice_is_named() -> None:
    assert codes(row("a", 2018, 10, 100), row("a", 2018, 10, 100)) == [("row_twice", "a_2018")]


def test_rows_that_say_too_little_are_left_in_peace() -> None:
    assert codes(CityYear("a", "a", None, None, None), CityYear("b", "b", 2018, Decimal(0), Decimal(5))) == []


def test_limits_upside_down_are_refused() -> None:
    with pytest.raises(ValueError, match="turn them round"):
        doubts([], limits=Limits(25.0, 30.0, 0.5, 3.5, 5))
    with pytest.raises(ValueError, match="zero or more"):
        doubts([], limits=Limits(-1.0, 0.5, 30.0, 3.5, 5))
