"""What is said of a place's way claims no more than the sources do, and says how far off the path it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure, Kind
from dure.kernel.plans.read import Indicator
from dure.portal import showing
from dure.portal.resident import sentences
from dure.portal.resident.measures import among

EMISSIONS = Kind(
    "emissions_tco2e", "plan", Text("온실가스 배출량", "Emissions"), Text("", ""), "tCO2e", "MtCO2e", 2, ()
)
FIGURE = Figure(
    id=1, place="somewhere", address="emissions_tco2e", period="2018", mark="observed", printed="9.43",
    unit="MtCO2e", value=Decimal(9_430_000), step=Decimal(10_000), valid_from=date(2018, 1, 1),
    valid_to=date(2018, 12, 31), published_on=None, recorded_at=datetime(2026, 11, 2, tzinfo=UTC),
    source="report", locator="41", label="", note=Text("", ""), origin="pack", by="", withdrawn=False,
    corrects=None,
)  # fmt: skip


def stated(address: str, year: int, value: int, *, mark: str = "target") -> Figure:
    """A figure of a year."""
    return replace(
        FIGURE, id=year + len(address), address=address, period=str(year), printed=str(value), mark=mark,
        value=Decimal(value), valid_from=date(year, 1, 1), valid_to=date(year, 12, 31),
    )  # fmt: skip


GOAL = stated("emissions_goal_tco2e", 2030, 5_186_500)
NEWER = stated("emissions_tco2e", 2019, 9_310_000, mark="observed")
BASE_YEAR = replace(stated("base_year", 2018, 2018, mark="parameter"), unit="year")
PATH = (FIGURE, GOAL, BASE_YEAR, stated("emissions_path_tco2e", 2019, 9_076_375))


def test_without_newer_emissions_it_is_the_sources_that_have_none() -> None:
    said = sentences.path_sentence(sentences.path_of(PATH), EMISSIONS)
    assert "확보한 출처에는 2018년 뒤의 배출량이 없습니다." in said.ko
    assert "The sources at hand have no emissions after 2018" in said.en
    assert "city" not in said.en
    assert "nobody" not in said.en


def test_newer_emissions_are_compared_with_the_path_of_their_year() -> None:
    path = sentences.path_of((*PATH, NEWER))
    said = sentences.path_sentence(path, EMISSIONS)
    assert path.latest == NEWER
    assert (
        "2019년 배출량은 931만 tCO₂e입니다. 목표 경로의 그해 값 908만 tCO₂e보다 233,625 tCO₂e 많습니다."
        in said.ko
    )
    assert "233,625 tCO₂e above the path" in said.en


def test_emissions_know_the_goal_that_follows_from_the_cut() -> None:
    indicator = Indicator(
        "emissions_tco2e", "plan", Text("배출", "Emissions"), "last", ("emissions_tco2e",), "lower"
    )
    (measure,) = among(PATH, [indicator])
    assert measure.target == GOAL
    assert measure.is_one_figure
    printed = stated("emissions_tco2e", 2030, 5_000_000)
    (measure,) = among((*PATH, printed), [indicator])
    assert measure.target == printed


def test_a_figure_is_shown_with_the_size_its_document_prints() -> None:
    points = replace(FIGURE, address="gps_points", printed="30", unit="million", value=Decimal(30_000_000))
    assert showing.printed_words(points) in {"30 million", "30백만"}
    assert showing.printed_words(replace(points, unit="1")) == "30"
    assert showing.printed_words(replace(points, origin="run")) == ""
