"""From one total to another: every step begins where the one before it ended."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from dure.portal.blocks.waterfall import WIDTH, Step, StepDrawn, Waterfall, drawn


def made(*steps: Step, language: str = "en") -> tuple[tuple[StepDrawn, ...], str]:
    """The steps drawn, and the words on where the drawing begins."""
    done = drawn(Waterfall("w", "w", "tco2e", steps, decimals=0), language=language)
    return done.steps, done.from_words


def total(value: int) -> Step:
    """A total."""
    return Step("total", Decimal(value), "observed", is_total=True)


def test_a_step_begins_where_the_one_before_it_ended() -> None:
    (first, up, down, last), begins = made(
        total(100), Step("up", Decimal(60)), Step("down", Decimal(-80)), total(80)
    )
    assert begins == ""
    assert first.x + first.width == up.x
    assert up.x + up.width == down.x + down.width
    assert down.x == last.x + last.width
    assert [each.tone for each in (first, up, down, last)] == ["observed", "more", "less", "observed"]


def test_small_steps_between_large_totals_are_seen_and_the_cut_is_said() -> None:
    (_first, step, _last), begins = made(
        total(48_184_542), Step("less", Decimal(-2_218_756)), total(45_965_786)
    )
    assert step.width > WIDTH / 2
    assert begins == "45,189,221 tCO₂e"


def test_a_rise_carries_its_sign_and_nothing_carries_none() -> None:
    (_first, up, none, _last), _begins = made(
        total(100), Step("up", Decimal(5)), Step("none", Decimal("0.2")), total(105)
    )
    assert up.shown.text == "+5 tCO₂e"
    assert none.shown.text == "0 tCO₂e"


def test_what_is_unknown_keeps_its_place_and_moves_nothing() -> None:
    (first, unknown, last), _begins = made(total(10), Step("unknown", None), total(10))
    assert (unknown.tone, unknown.width) == ("unknown", WIDTH)
    assert first.width == last.width


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8))
def test_every_bar_lies_on_the_drawing(values: list[int]) -> None:
    steps, _begins = made(total(values[0]), *(Step("step", Decimal(value)) for value in values[1:]))
    assert all(0 <= each.x <= WIDTH and 0 <= each.width <= WIDTH for each in steps)
    assert all(each.x + each.width <= WIDTH + 0.2 for each in steps)
