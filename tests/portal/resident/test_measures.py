"""An indicator with its figures: the last value that was seen, and the promise that is still ahead."""

from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure
from dure.kernel.plans.read import Indicator
from dure.portal.resident.measures import Measure, among
from tests.portal.resident.stated import figure

ONE = Indicator("power", "plan", Text("설비", "Power"), "last", ("power_mw",), "higher")
RATIO = Indicator("ratio", "plan", Text("비율", "Ratio"), "ratio", ("power_mw", "emissions_tco2e"), "higher")


def of(*figures: Figure) -> Measure:
    """An indicator with these figures."""
    return Measure(ONE, figures)


def seen(value: int | None, period: str, mark: str = "observed") -> Figure:
    """A figure under the indicator's address."""
    return figure("power_mw", value, period, mark=mark)


def test_the_actual_value_is_the_last_that_was_seen_and_known() -> None:
    last = seen(3, "2021", "estimated")
    own = of(seen(1, "2019"), seen(2, "2020"), last, seen(None, "2022"), seen(9, "2030", "target"))
    assert own.actual == last
    assert of(seen(None, "2022"), seen(9, "2030", "forecast")).actual is None


def test_the_target_is_the_last_after_the_actual_value() -> None:
    late = seen(9, "2030", "target")
    assert of(seen(5, "2022", "target"), seen(2, "2022"), late).target == late
    assert of(seen(5, "2020", "target"), seen(2, "2022")).target == seen(5, "2020", "target")
    assert of(seen(None, "2030", "target"), seen(7, "2030", "forecast")).target is None


def test_only_an_indicator_of_one_figure_has_one_value() -> None:
    assert of(seen(1, "2019")).is_one_figure
    assert not Measure(RATIO, (seen(1, "2019"),)).is_one_figure


def test_indicators_without_figures_and_the_same_indicator_twice_are_left_out() -> None:
    again = Indicator("again", "river", ONE.title, "last", ONE.figures, "higher")
    bare = Indicator("bare", "plan", ONE.title, "last", ("rain_mm",), "higher")
    found = among([seen(1, "2019"), figure("emissions_tco2e", 1, "2019")], [bare, ONE, again, RATIO])
    assert [own.indicator.name for own in found] == ["power", "ratio"]
    assert [len(own.figures) for own in found] == [1, 2]
