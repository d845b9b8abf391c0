"""A chart never draws what is not known, and its table says everything its drawing says."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dure.portal.blocks import axes
from dure.portal.blocks.chart import Chart, Gap, Point, Series
from dure.portal.blocks.drawing import drawn

OBSERVED = Series(
    "Emissions", "observed", (Point("2016", 9_000_000), Point("2018", 9_430_000), Point("2022", 9_100_000))
)
TARGET = Series(
    "Target", "target", (Point("2018", 9_430_000), Point("2030", 5_186_500, "/why"), Point("2050", 0))
)


def chart(*series: Series, gaps: tuple[Gap, ...] = (), kind: str = "line") -> Chart:
    """A chart of tonnes."""
    return Chart(slug="c", title="C", says="", unit="tco2e", series=series, gaps=gaps, kind=kind)


def test_no_line_is_drawn_across_what_is_not_known() -> None:
    whole = drawn(chart(OBSERVED), language="ko").drawings[0].lines[0]
    broken = drawn(chart(OBSERVED, gaps=(Gap("2018", "2022", "미상"),)), language="ko").drawings[0].lines[0]
    assert (whole.d.count("M"), broken.d.count("M")) == (1, 2)


def test_an_unknown_value_breaks_the_line() -> None:
    series = Series("X", "observed", (Point("2016", 1), Point("2017", None), Point("2018", 2)))
    drawing = drawn(chart(series), language="en").drawings[0]
    assert drawing.lines == ()
    assert len(drawing.points) == 2


def test_the_path_to_a_target_runs_across_the_gap() -> None:
    line = drawn(chart(TARGET, gaps=(Gap("2018", "2022", "미상"),)), language="ko").drawings[0].lines[0]
    assert line.d.count("M") == 1


def test_the_table_says_every_value_exactly() -> None:
    rows = drawn(chart(OBSERVED, TARGET), language="en").rows
    assert [row.period for row in rows] == ["2016", "2018", "2022", "2030", "2050"]
    assert rows[3].cells == (("", "", ""), ("5,186,500 tCO₂e", "5,186,500 tCO₂e", "/why"))


def test_an_unknown_value_stands_in_the_table() -> None:
    rows = drawn(chart(Series("X", "observed", (Point("2016", None), Point("2017", 1)))), language="en").rows
    assert rows[0].cells[0][0] == "unknown"


def test_a_chart_without_a_value_is_not_drawn() -> None:
    assert drawn(chart(Series("X", "observed", (Point("2016", None),))), language="ko").drawings == ()


def test_each_language_writes_the_axis_in_its_own_size() -> None:
    ko, en = (drawn(chart(OBSERVED), language=language).drawings[0] for language in ("ko", "en"))
    assert (ko.grid[-1].text, ko.unit) == ("1,000만", "tCO₂e")
    assert (en.grid[-1].text, en.unit) == ("10", "million tCO₂e")


def test_bars_of_one_period_stand_beside_each_other() -> None:
    planned = Series("Plan", "target", (Point("2018", 8_000_000), Point("2019", 7_000_000)))
    points = drawn(chart(OBSERVED, planned, kind="bars"), language="ko").drawings[0].points
    lefts = {shape.d.split()[0] for shape in points}
    assert len(lefts) == len(points)


def test_the_same_value_is_not_written_twice_at_one_place() -> None:
    labels = drawn(chart(OBSERVED, TARGET), language="ko").drawings[0].labels
    assert [label.text for label in labels].count("943만") == 1


@given(st.floats(-1e9, 1e9), st.floats(0.001, 1e9))
def test_ticks_hold_every_value(low: float, span: float) -> None:
    values = axes.ticks(low, low + span)
    assert values[0] <= low + span * 1e-6
    assert values[-1] >= low + span - span * 1e-6
    assert 2 <= len(values) <= 12


@given(st.lists(st.integers(1990, 2100), min_size=1, max_size=30, unique=True), st.floats(120, 1100))
def test_years_under_a_chart_never_cover_each_other(years: list[int], room: float) -> None:
    shown_years = axes.year_ticks([float(year) for year in years], room=room)
    span = max(years) - min(years)
    gap = 46 / room * span
    assert all(later - earlier >= gap - 1e-6 for earlier, later in pairwise(shown_years))
    assert shown_years[0] == min(years)
