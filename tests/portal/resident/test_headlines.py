"""What is said first about a place, and what is not known about it, in both languages."""

from dataclasses import replace

import pytest
from django.utils.translation import override

from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure
from dure.portal.resident import headlines
from dure.portal.resident.measures import Measure
from dure.portal.resident.sentences import Path
from dure.portal.resident.unknowns import unknowns
from tests.portal.resident.stated import KINDS, cut, figure, measure

BASE = figure("emissions_tco2e", 9_430_000, "2018")
GOAL = figure("emissions_tco2e", 5_186_500, "2030", mark="target")
NOTHING = Path(None, None, None, None, None)


def named(own: Measure, name: str) -> Measure:
    """An indicator under another address."""
    return replace(own, indicator=replace(own.indicator, name=name, figures=(name,)))


def test_indicators_with_both_values_lead_and_emissions_are_no_indicator_beside_themselves() -> None:
    neither, half, whole = (
        named(measure(), "a"),
        named(measure(1), "b"),
        named(measure(1, 2), "c"),
    )
    emissions = named(measure(1, 2), headlines.EMISSIONS)
    assert headlines.leading((neither, half, emissions, whole)) == (whole, half, neither)


def test_a_known_way_stands_for_a_place_before_any_indicator() -> None:
    path = Path(BASE, GOAL, None, None, BASE)
    with override("en"):
        stands = headlines.headline(path, (measure(1, 2),), KINDS)
        assert stands is not None
        assert (stands.title, [one.value for one in stands.figures]) == (
            "Greenhouse gas emissions",
            [BASE.value, GOAL.value],
        )
        other = headlines.headline(NOTHING, (measure(), measure(605, 4085)), KINDS)
        assert other is not None
        assert [one.value for one in other.figures] == [605, 4085]
        assert headlines.headline(NOTHING, (measure(),), KINDS) is None


@pytest.mark.parametrize(
    ("path", "korean", "english"),
    [
        (NOTHING, "배출량과 감축 목표 미상", "emissions and target unknown"),
        (replace(NOTHING, cut_percent=cut(None)), "배출량과 감축 목표 미상", "emissions and target unknown"),
        (replace(NOTHING, cut_percent=cut(40)), "배출량 미상", "emissions unknown"),
        (replace(NOTHING, goal=GOAL), "배출량 미상", "emissions unknown"),
        (replace(NOTHING, base=BASE), "감축 목표 미상", "target unknown"),
        (replace(NOTHING, base=BASE, cut_percent=cut(40)), "", ""),
    ],
)
def test_what_is_missing_is_said_in_a_few_words(path: Path, korean: str, english: str) -> None:
    with override("ko"):
        assert headlines.missing(path) == korean
    with override("en"):
        assert headlines.missing(path) == english


def test_what_an_inventory_states_is_not_called_unknown() -> None:
    total = figure("gpc_total_tco2e/basic", 46_000_000, "2017")
    newer = figure("gpc_total_tco2e/basic", 45_000_000, "2019")
    sector = figure("local_emissions_tco2e/waste", 7, "2019")
    assert headlines.books_of((newer, total)).total == newer
    with override("en"):
        assert headlines.missing(NOTHING, books=headlines.books_of((total,))) == "target unknown"
        by_sector = headlines.books_of((sector,))
        assert headlines.missing(NOTHING, books=by_sector) == "emissions by sector only, target unknown"
        assert headlines.missing(replace(NOTHING, goal=GOAL), books=by_sector) == "emissions unknown"


def said(
    path: Path = NOTHING, *, standing: tuple[Figure, ...] = (), known: tuple[Measure, ...] = ()
) -> list[str]:
    """The titles of what is unknown."""
    return [each.title for each in unknowns(path, standing=standing, known=known, plans=(), kinds=KINDS)]


def test_unknown_emissions_and_targets_are_named_and_known_ones_are_not() -> None:
    with override("en"):
        assert said() == ["Emissions and their target"]
        assert said(replace(NOTHING, cut_percent=cut(None))) == ["Emissions and their target"]
        assert said(replace(NOTHING, goal=GOAL)) == ["Greenhouse gas emissions"]
        assert said(replace(NOTHING, base=BASE)) == ["The target for emissions"]
        assert said(replace(NOTHING, base=BASE, goal=GOAL)) == []


def test_a_figure_without_a_value_is_named_once_with_its_period_and_the_way_to_it() -> None:
    open_slot = figure("power_mw", None, "2030", mark="target")
    heard = figure("emissions_tco2e", None, "2018")
    with override("en"):
        whole = Path(BASE, GOAL, None, None, BASE)
        found = unknowns(whole, standing=(open_slot, heard), known=(), plans=(), kinds=KINDS)
    assert [(each.title, each.says) for each in found] == [
        ("Capacity", "2030, target: the source gives no value.")
    ]
    assert found[0].href == "/en/figures/daegu/power_mw@2030:target/"


@pytest.mark.parametrize("count", [1, 2])
def test_promises_without_an_actual_value_are_counted_together(count: int) -> None:
    known = (measure(None, 4085), named(measure(None, 7, title=Text("차", "Cars")), "cars"), measure(1, 2))
    whole = Path(BASE, GOAL, None, None, BASE)
    with override("ko"):
        assert said(whole, known=known[2 - count :])[0].startswith(f"목표만 있고 실적이 없는 지표 {count}개")
    with override("en"):
        title = said(whole, known=known[2 - count :])[0]
    assert title == f"{count} indicator{'s' if count > 1 else ''} with a target and no actual value"


def test_nothing_that_is_unknown_is_cut_off() -> None:
    silent = tuple(figure("power_mw", None, f"{year}", mark="target") for year in range(2030, 2042))
    whole = Path(BASE, GOAL, None, None, BASE)
    assert len(said(whole, standing=silent)) == 12
