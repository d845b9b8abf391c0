"""What is said of a place's way claims no more than the sources do, and says how far off the path it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from dure.grammar.shapes import Text
from dure.kernel.observations.read import Figure, Kind, Source
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


def test_emissions_ten_times_those_before_are_not_told_without_their_doubt() -> None:
    far = stated("emissions_tco2e", 2019, 9_300_000_000_000, mark="observed")
    waiting = {far.full_address, FIGURE.full_address}
    said = sentences.path_sentence(sentences.path_of((*PATH, far), waiting=waiting), EMISSIONS)
    assert said.en.endswith("nobody has decided yet whether they are right.")
    assert said.ko.endswith(
        "2019년 배출량은 그 앞의 값과 열 배 넘게 차이 나고, 맞는지는 아직 확인되지 않았습니다."
    )
    near = sentences.path_of((*PATH, NEWER), waiting={NEWER.full_address})
    assert near.doubted == sentences.path_of((*PATH, far)).doubted == ()


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


REPORT = Source(
    "report",
    Text("", ""),
    Text("", ""),
    None,
    "document",
    "",
    "",
    may_copy=True,
    note=Text("", ""),
    language="en",
)
SOURCES = {REPORT.id: REPORT}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_figure_is_shown_in_the_words_its_document_prints_whatever_the_page_is_in(language: str) -> None:
    points = replace(FIGURE, address="gps_points", printed="30", unit="million", value=Decimal(30_000_000))
    won = replace(points, printed="56.8", unit="KRW_billion")
    with translation.override(language):
        assert showing.printed_words(points, SOURCES) == "30 million"
        assert showing.printed_words(won, SOURCES) == "KRW 56.8 billion"
        assert showing.printed_words(replace(points, unit="1"), SOURCES) == "30"
        korean = {REPORT.id: replace(REPORT, language="ko")}
        assert showing.printed_words(replace(won, unit="KRW_100_million"), korean) == "56.8억원"
        labelled = replace(won, unit="KRW_million", label="특교부세 (백만원)")
        assert showing.printed_words(labelled, SOURCES) == "56.8백만원"


def test_what_was_reckoned_or_not_looked_at_is_not_shown_as_printed() -> None:
    assert showing.printed_words(replace(FIGURE, origin="run"), SOURCES) == ""
    assert showing.printed_words(replace(FIGURE, printed=""), SOURCES) == ""
    unread = {REPORT.id: replace(REPORT, to_confirm=True)}
    assert showing.printed_words(FIGURE, unread) == ""
    assert showing.carried_words(FIGURE, unread) == "9.43 MtCO₂e"


def test_a_dash_is_shown_as_a_dash() -> None:
    dash = replace(FIGURE, printed="-", value=None, step=None)
    assert showing.printed_words(dash, SOURCES) == "-"
    assert showing.words(dash, EMISSIONS) in {"미상", "unknown"}


def test_years_of_which_nothing_is_known_are_left_silent_between_and_after_what_was_seen() -> None:
    later = stated("emissions_tco2e", 2024, 8_000_000, mark="observed")
    seen = [stated("emissions_tco2e", 2017, 9_890_000, mark="observed"), FIGURE, later]
    assert [(gap.begin, gap.end) for gap in showing.silences(seen)] == [("2018", "2024")]
    assert [(gap.begin, gap.end) for gap in showing.silences(seen[:2], until=2026)] == [("2018", "2026")]
    assert [(gap.begin, gap.end) for gap in showing.silences(seen, until=2025)] == [("2018", "2024")]
    assert showing.silences([replace(later, mark="target")], until=2026) == ()


def test_of_several_promised_cuts_the_one_of_the_goal_is_said() -> None:
    cuts = [stated("emissions_cut_percent", year, cut) for year, cut in ((2030, 45), (2040, 70))]
    found = sentences.path_of((*PATH, *cuts)).cut_percent
    assert found is not None
    assert found.period == "2030"
