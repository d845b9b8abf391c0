"""Bars: a range is drawn over its amount and stands beside it in words."""

from decimal import Decimal

from dure.portal.blocks.bars import WIDTH, Bar, Bars, drawn


def bars(*own: Bar) -> Bars:
    """Bars of tonnes."""
    return Bars(slug="bars", title="Bars", unit="tco2e", bars=own)


def test_a_range_is_drawn_to_scale_and_told_in_words() -> None:
    (one,) = drawn(bars(Bar("a", Decimal(80), low=Decimal(60), high=Decimal(100))), language="en")
    assert (one.width, one.range_from, one.range_width) == (0.8 * WIDTH, 0.6 * WIDTH, 0.4 * WIDTH)
    assert one.range_text == "60 – 100 tCO₂e"


def test_a_bar_without_a_range_has_none() -> None:
    (one,) = drawn(bars(Bar("a", Decimal(80), low=Decimal(60))), language="en")
    assert (one.range_width, one.range_text) == (None, "")


def test_the_range_of_a_sink_is_told_and_not_drawn() -> None:
    (sink, _other) = drawn(
        bars(Bar("a", Decimal(-8), low=Decimal(-10), high=Decimal(-6)), Bar("b", Decimal(9))), language="en"
    )
    assert sink.range_width is None
    assert sink.range_text == "−10 – −6 tCO₂e"
