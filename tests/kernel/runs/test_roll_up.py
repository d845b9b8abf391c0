"""Districts roll up to the city and cities to the country, and nothing is counted twice."""

from datetime import date
from decimal import Decimal

import pytest

from dure.grammar import shapes
from dure.grammar.shapes import Text
from dure.kernel.observations import write as observations
from dure.kernel.runs.write import NotApplicable, bind
from dure.kernel.things import write as things
from tests.kernel.said import NOON

pytestmark = pytest.mark.django_db

NOTHING = Text("", "")
PARTS = shapes.Binding("parts", "parts", (("parts", "people"), ("period", "2020"), ("mark", "observed")))


def _place(place: str, part_of: str) -> shapes.Place:
    return shapes.Place(
        id=place, title=Text(place, place), kind="city", part_of=part_of, timezone="Asia/Seoul",
        speaks=("ko",), runs=("plan",), says=NOTHING, stated=(), plans=(), parties=(), things=(), cases=(),
        transfers=(), outline=None,
    )  # fmt: skip


@pytest.fixture
def country() -> None:
    """A country of two cities, the second with two districts."""
    things.load_places(
        [_place("land", ""), _place("one", "land"), _place("two", "land"), _place("east", "two"),
         _place("west", "two")]
    )  # fmt: skip
    source = shapes.Source("paper", NOTHING, NOTHING, None, "press", "", "", False, NOTHING)
    observations.load_sources([source])


def _state(place: str, people: int) -> None:
    said = observations.Statement(
        place=place, address="people", period="2020", mark="observed", printed=str(people), unit="1",
        value=Decimal(people), step=Decimal(1), valid_from=date(2020, 1, 1), valid_to=date(2020, 12, 31),
        published_on=None, source="paper",
    )  # fmt: skip
    observations.record([said], origin="pack", by="", at=NOON)


def _values(place: str) -> list[float]:
    return [fed.value for fed in bind(PARTS, place=place, system="plan").fed]


def test_a_part_that_states_nothing_is_represented_by_its_own_parts(country: None) -> None:
    _state("one", 10)
    _state("east", 3)
    _state("west", 4)
    assert _values("land") == [10.0, 3.0, 4.0]


def test_a_part_that_states_its_own_is_not_counted_again_through_its_districts(country: None) -> None:
    _state("one", 10)
    _state("two", 8)
    _state("east", 3)
    _state("west", 4)
    assert _values("land") == [10.0, 8.0]
    assert _values("two") == [3.0, 4.0]


def test_where_no_part_states_anything_the_run_does_not_apply(country: None) -> None:
    with pytest.raises(NotApplicable):
        bind(PARTS, place="land", system="plan")
