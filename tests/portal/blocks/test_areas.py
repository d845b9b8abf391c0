"""Areas and curves: numbers in order, patterns beside them, and nothing drawn over another."""

from decimal import Decimal
from itertools import pairwise

from dure.portal.blocks import areas, curve
from dure.portal.blocks.areas import Areas, Band, Line
from dure.portal.blocks.curve import Curve, Step

BEGIN = (2018.0, 100.0)


def wedge(title: str, high: float, low: float, *, is_open: bool = False) -> Band:
    """A wedge that opens from the base year to 2030."""
    return Band(
        title, (BEGIN, (2030.0, high)), (BEGIN, (2030.0, low)), Decimal(str(high - low)), is_open=is_open
    )


def test_a_band_has_a_number_a_pattern_and_a_name_and_what_is_open_has_no_number() -> None:
    shown = areas.drawn(
        Areas(
            "w",
            "Wedges",
            "tco2e",
            (wedge("one", 100, 80), wedge("two", 80, 70), wedge("rest", 70, 50, is_open=True)),
        ),
        language="en",
    )
    assert [(each.number, each.pattern) for each in shown.key] == [("1", "0"), ("2", "1"), ("", "open")]
    assert shown.patterns == ("0", "1", "open")
    assert {picture.name for picture in shown.pictures} == {"narrow", "wide", "full"}


def test_numbers_of_thin_bands_do_not_cover_one_another() -> None:
    thin = tuple(wedge(str(n), 100 - n, 99 - n) for n in range(8))
    for picture in areas.drawn(Areas("w", "Wedges", "tco2e", thin), language="ko").pictures:
        heights = [outline.number.y for outline in picture.outlines]
        assert all(round(later - earlier, 1) >= areas.LETTER for earlier, later in pairwise(heights))


def test_a_band_that_closes_at_the_right_has_its_number_inside() -> None:
    triangle = Band("area", ((2030.0, 50.0), (2050.0, 0.0)), ((2030.0, 0.0), (2050.0, 0.0)), Decimal(500))
    shown = areas.drawn(
        Areas("a", "Area", "tco2e", (triangle,), lines=(Line("path", "target", triangle.upper),)),
        language="en",
    )
    for picture in shown.pictures:
        assert picture.left < picture.outlines[0].number.x < picture.right


def test_a_band_that_adds_opens_upwards() -> None:
    shown = areas.drawn(Areas("w", "Wedges", "tco2e", (wedge("adds", 100, 108),)), language="en")
    (tick, *_rest) = shown.pictures[0].grid
    assert tick.text == "0"
    assert shown.key[0].shown.text.startswith("\u22128")


def test_steps_stand_side_by_side_and_a_saving_hangs_below_zero() -> None:
    shown = curve.drawn(
        Curve("c", "Costs", "tco2e", "krw_per_tco2e", (
            Step("lamps", Decimal(24), Decimal(-125_000)), Step("panels", Decimal(60), Decimal(50_000)),
        )),
        language="en",
    )  # fmt: skip
    for picture in shown.pictures:
        saving, dear = (block.d for block in picture.blocks)
        assert saving.rsplit("H", 1)[1].split("V")[0] == dear[1:].split(" ")[0]
        zero, top = (float(part) for part in saving[1:].split("H")[0].split(" ")[1].split("V"))
        assert top > zero


def test_a_curve_without_steps_is_not_drawn() -> None:
    assert curve.drawn(Curve("c", "Costs", "tco2e", "krw_per_tco2e", ()), language="ko").pictures == ()
