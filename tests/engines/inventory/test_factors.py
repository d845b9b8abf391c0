"""A factor holds for days and was published on one; the look-up asks both and takes no neighbour."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dure.engines.inventory.factors import Asked, Choice, Missing, history, known, look_up


@dataclass(frozen=True)
class Row:
    """A factor as a look-up sees it."""

    name: str
    region: str = "country"
    quantity: str = "electricity"
    technology: str = "grid"
    use: str = "any"
    programme: str = "inventory"
    valid_from: date | None = date(2020, 1, 1)
    valid_to: date | None = date(2022, 12, 31)
    published_on: date | None = date(2025, 3, 31)


MEAN = Row("mean")
SINGLE = Row(
    "single", valid_from=date(2023, 1, 1), valid_to=date(2023, 12, 31), published_on=date(2025, 12, 18)
)
ASKED = Asked(
    quantity="electricity",
    technology="grid",
    use="any",
    programme="inventory",
    regions=("town", "country", "world"),
    first_day=date(2021, 1, 1),
    last_day=date(2021, 12, 31),
)


def chosen(rows: list[Row], asked: Asked = ASKED) -> str:
    """The name of the factor chosen, or why there is none."""
    answer = look_up(rows, asked=asked)
    return answer.factor.name if isinstance(answer, Choice) else answer.why


def test_the_factor_that_holds_for_all_the_days_is_chosen() -> None:
    assert chosen([MEAN, SINGLE]) == "mean"
    assert chosen([MEAN, SINGLE], replace(ASKED, last_day=date(2023, 6, 30))) == "validity"


def test_a_year_without_a_factor_gets_no_neighbour_but_a_list_of_the_nearest() -> None:
    answer = look_up(
        [MEAN, SINGLE], asked=replace(ASKED, first_day=date(2024, 1, 1), last_day=date(2024, 12, 31))
    )
    assert answer == Missing("validity", (SINGLE, MEAN))


def test_what_was_known_on_a_day_is_what_had_been_published() -> None:
    assert chosen([MEAN], replace(ASKED, known_on=date(2024, 12, 31))) == "publication"
    assert chosen([MEAN], replace(ASKED, known_on=date(2025, 3, 31))) == "mean"
    assert known([MEAN, SINGLE, replace(MEAN, published_on=None)], on=date(2025, 4, 1)) == (MEAN,)


def test_a_later_edition_replaces_an_earlier_one_from_its_publication_on() -> None:
    first = replace(MEAN, name="first", published_on=date(2023, 1, 1))
    assert chosen([first, MEAN]) == "mean"
    assert chosen([MEAN, first], replace(ASKED, known_on=date(2024, 1, 1))) == "first"
    answer = look_up([MEAN, first], asked=ASKED)
    assert isinstance(answer, Choice)
    assert answer.replaced == (first,)


def test_the_nearest_place_comes_first() -> None:
    town, world = replace(MEAN, name="town", region="town"), replace(MEAN, name="world", region="world")
    assert chosen([world, MEAN, town]) == "town"
    answer = look_up([world, MEAN], asked=ASKED)
    assert isinstance(answer, Choice)
    assert (answer.factor.name, answer.region_steps) == ("mean", 1)
    assert chosen([replace(MEAN, region="elsewhere")]) == "region"


def test_programmes_and_uses_are_not_taken_for_each_other() -> None:
    assert chosen([MEAN], replace(ASKED, programme="ets")) == "programme"
    assert chosen([replace(MEAN, programme="any")], replace(ASKED, programme="ets")) == "mean"
    assert chosen([replace(MEAN, use="road")]) == "use"
    road = replace(MEAN, name="road", use="road")
    assert chosen([MEAN, road], replace(ASKED, use="road")) == "road"
    assert chosen([replace(MEAN, technology="coal")]) == "technology"


def test_a_factor_of_unknown_validity_is_never_chosen() -> None:
    assert chosen([replace(MEAN, valid_from=None)]) == "validity"
    assert chosen([replace(MEAN, valid_to=None)]) == "validity"


def test_history_is_in_order_of_validity_and_publication() -> None:
    first = replace(MEAN, name="first", published_on=date(2023, 1, 1))
    rows = history([SINGLE, MEAN, first], quantity="electricity", technology="grid", region="country")
    assert [row.name for row in rows] == ["first", "mean", "single"]


def test_days_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="not before the first"):
        look_up([MEAN], asked=replace(ASKED, last_day=date(2020, 1, 1)))


DAYS = st.integers(0, 4000).map(lambda days: date(2015, 1, 1) + timedelta(days=days))


@given(
    spans=st.lists(st.tuples(DAYS, DAYS, DAYS), max_size=8),
    at=DAYS,
    on=DAYS,
)
def test_the_choice_holds_was_known_and_does_not_depend_on_the_order(
    spans: list[tuple[date, date, date]], at: date, on: date
) -> None:
    rows = [
        Row(str(number), valid_from=min(a, b), valid_to=max(a, b), published_on=c)
        for number, (a, b, c) in enumerate(spans)
    ]
    asked = replace(ASKED, first_day=at, last_day=at, known_on=on)
    answer = look_up(rows, asked=asked)
    if isinstance(answer, Choice):
        factor = answer.factor
        assert factor.valid_from is not None
        assert factor.valid_to is not None
        assert factor.published_on is not None
        assert factor.valid_from <= at <= factor.valid_to
        assert factor.published_on <= on
        other = look_up(rows[::-1], asked=asked)
        assert isinstance(other, Choice)
        assert other.factor.published_on == factor.published_on
