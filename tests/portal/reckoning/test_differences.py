"""Two books side by side: what is told adds up with what is not, and what cannot be compared is left out."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.exact import sum_of
from dure.engines.pathways.attribution import effects_of_lines
from dure.grammar.shapes import Text
from dure.portal.reckoning.attributions import attributed
from dure.portal.reckoning.books import GPC, Book, Choice, Row, Said, find_choice
from dure.portal.reckoning.differences import Compared, LineDifference, compared
from dure.portal.reckoning.recalculations import changes_of, reworked
from tests.portal.resident.stated import figure

NOTHING = Text("", "")
LINE = "gpc_emissions_tco2e/i-1-1"
OTHER = "gpc_emissions_tco2e/ii-1-1"


def row(key: str, activity: str, co2e: str, *, unit: str = "t", by: str = "here/gas@2020") -> Row:
    """An activity row with what it came to."""
    return Row(key, Text(key, key), Decimal(activity), unit, by, Decimal(co2e))


def said(value: str | None, *rows: Row, key: str = "") -> Said:
    """What a book says of a line."""
    return Said(LINE, None if value is None else Decimal(value), key, NOTHING, None, rows)


def book(lines: dict[str, Said], *, year: str = "2020", gwp_set: str = "AR5") -> Book:
    """A book of an invented place."""
    return Book(Choice(f"{year}-estimated", GPC, year, "estimated"), gwp_set, lines, {})


def differ(before: Said, after: Said) -> LineDifference:
    """One line of two books."""
    (line,) = compared(book({LINE: before}), book({LINE: after}, year="2021"), addresses=[LINE]).lines
    return line


def test_a_line_of_two_fuels_is_told_fuel_by_fuel() -> None:
    """Gas: 100 t at 3, then 120 t at 2.5. Kerosene: 10 t at 3, then 8 t at 3."""
    line = differ(
        said("330", row("gas", "100", "300"), row("kerosene", "10", "30")),
        said("324", row("gas", "120", "300"), row("kerosene", "8", "24")),
    )
    assert [line.gap, line.factor, line.activity, line.untold] == [
        Decimal(-6),
        Decimal(-50),
        Decimal(44),
        Decimal(0),
    ]
    assert line.is_told


def test_a_row_that_only_one_book_has_is_boundary() -> None:
    line = differ(
        said("300", row("gas", "100", "300")), said("340", row("gas", "100", "300"), row("lpg", "10", "40"))
    )
    assert [line.gap, line.boundary, line.untold] == [Decimal(40), Decimal(40), Decimal(0)]


def test_activities_in_other_units_are_compared_in_one() -> None:
    line = differ(said("300", row("gas", "100000", "300", unit="kg")), said("600", row("gas", "200", "600")))
    assert [line.activity, line.factor] == [Decimal(300), Decimal(0)]


def test_without_activity_on_one_side_nothing_is_told() -> None:
    line = differ(said("300"), said("360", row("gas", "120", "360")))
    assert [line.gap, line.factor, line.activity, line.untold] == [
        Decimal(60),
        Decimal(0),
        Decimal(0),
        Decimal(60),
    ]
    assert not line.is_told


def test_a_key_against_a_number_is_boundary_and_two_keys_are_no_difference() -> None:
    assert differ(said(None, key="NE"), said("70")).boundary == 70
    assert differ(said(None, key="NO"), said(None, key="NE")).gap == 0


@pytest.mark.parametrize("closed", [said(None), said(None, key="C")])
def test_what_is_unknown_or_confidential_is_left_out_of_both_sums(closed: Said) -> None:
    lines = {LINE: said("300"), OTHER: said("50")}
    found = compared(book(lines), book({**lines, LINE: closed}), addresses=[LINE, OTHER])
    assert found.left_out == (LINE,)
    assert [found.before, found.after, found.gap.net] == [Decimal(50), Decimal(50), Decimal(0)]


def test_tonnes_of_two_sets_are_not_subtracted() -> None:
    found = compared(book({LINE: said("300")}), book({LINE: said("400")}, gwp_set="SAR"), addresses=[LINE])
    assert found.sets == ("AR5", "SAR")
    assert found.lines == ()


def test_a_set_that_is_not_named_is_compared_and_nothing_is_converted() -> None:
    found = compared(book({LINE: said("300")}, gwp_set=""), book({LINE: said("400")}), addresses=[LINE])
    assert found.sets == ()
    assert found.gap.net == 100


AMOUNTS = st.decimals(0, 10**6, places=3)
ROWS = st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=1, max_size=5)


def two_books(was: list[tuple[Decimal, Decimal]], now: list[tuple[Decimal, Decimal]]) -> Compared:
    """Two books of one line with as many rows as given: activity and tonnes of each."""
    lines = []
    for each in (was, now):
        rows = [row(str(n), str(activity), str(co2e)) for n, (activity, co2e) in enumerate(each)]
        lines.append(said(str(sum(co2e for _activity, co2e in each)), *rows))
    return compared(book({LINE: lines[0]}), book({LINE: lines[1]}), addresses=[LINE])


@given(ROWS, ROWS)
def test_the_four_parts_are_the_gap_to_the_last_digit(
    was: list[tuple[Decimal, Decimal]], now: list[tuple[Decimal, Decimal]]
) -> None:
    found = two_books(was, now)
    parts = (found.factor, found.activity, found.boundary, found.untold)
    assert sum_of(part.net for part in parts) == found.gap.net == found.after - found.before


POSITIVE = st.decimals(1, 10**4, places=2)


@given(st.lists(st.tuples(POSITIVE, POSITIVE, POSITIVE, POSITIVE), min_size=1, max_size=5))
def test_the_effects_are_those_of_the_engine_for_lines(
    rows: list[tuple[Decimal, Decimal, Decimal, Decimal]],
) -> None:
    found = two_books([(a, e) for a, e, _b, _f in rows], [(b, f) for _a, _e, b, f in rows])
    before, after = np.array([[float(x) for x in each] for each in rows]).T[[0, 2]]
    base, later = np.array([[float(x) for x in each] for each in rows]).T[[1, 3]]
    engine = effects_of_lines(
        base_activity=before, activity=after, base_factor=base / before, factor=later / after
    )
    assert float(found.factor.net) == pytest.approx(engine.factor_effect, rel=1e-6, abs=1e-3)
    assert float(found.activity.net) == pytest.approx(engine.activity_effect, rel=1e-6, abs=1e-3)


def test_causes_of_two_editions_are_named_by_what_changed() -> None:
    before = book({LINE: said("330", row("gas", "100", "300"), row("oil", "10", "30"))})
    after = book(
        {
            LINE: said(
                "294", row("gas", "90", "270", by="here/gas@2020"), row("oil", "10", "24", by="here/oil@2021")
            )
        }
    )
    found = compared(before, after, addresses=[LINE])
    assert {each.trigger: each.effect for each in changes_of(found, year=2020)} == {
        "error": Decimal(-30),
        "factor": Decimal(-6),
    }
    done = reworked(found, year=2020, years=[2020], policy=None)
    assert sum(cause.effect for cause in done.causes) == done.after - done.before == -36
    assert done.found is None


def test_no_claim_is_credited_while_nobody_says_what_would_have_changed_anyway() -> None:
    found = two_books([(Decimal(100), Decimal(300))], [(Decimal(90), Decimal(270))])
    claim = figure("emissions_claimed_tco2e", 20, "2021")
    parts = attributed(found, standing=[claim], year="2021")
    assert [parts.activity, parts.credited, parts.not_credited] == [Decimal(-30), None, None]


def test_claims_are_credited_as_far_as_the_change_holds_them() -> None:
    """30 t less where 5 t more would have been: 35 t can be the projects’, of the 50 t claimed."""
    found = two_books([(Decimal(100), Decimal(300))], [(Decimal(90), Decimal(270))])
    stated = [
        figure("emissions_claimed_tco2e", 50, "2021"),
        figure("emissions_effect_tco2e/activity", 5, "2021"),
    ]
    parts = attributed(found, standing=stated, year="2021")
    assert [parts.activity, parts.credited, parts.not_credited, parts.unexplained] == [
        Decimal(5),
        Decimal(-35),
        Decimal(15),
        Decimal(0),
    ]


def test_a_book_as_known_on_any_day_can_be_asked_for() -> None:
    stands = Choice("2021-synthetic", GPC, "2021", "synthetic")
    found = find_choice("2021-synthetic-known-2024-12-31", among=[stands])
    assert found is not None
    assert found.known_on == date(2024, 12, 31)
    assert find_choice("2021-synthetic-known-2024-13-31", among=[stands]) is None
    assert find_choice("1999-synthetic-known-2024-12-31", among=[stands]) is None
