"""What the ministry's casebook prints about four places, and what the checks find in it."""

from decimal import Decimal
from functools import cache
from json import loads

import pytest

from dure.grammar.read import read
from dure.grammar.shapes import Packs, Stated
from tests.packs.answers import bench_of, verdicts
from tests.source import ROOT

PACKS = ROOT / "packs"
SYSTEMS = {
    "incheon": "hydrogen",
    "gwangju": "energy_independence",
    "jeju": "carbon_free_island",
    "ulsan": "river",
}
LINES = {"incheon": (998, 1101), "gwangju": (1103, 1187), "jeju": (1189, 1304), "ulsan": (1318, 1458)}
PRINTED = [
    # place, address@period:mark, as printed, canonical, line
    ("incheon", "hydrogen_production_t@2021:target", "unknown", None, "1026"),
    ("incheon", "hydrogen_production_t@2030:target", "31,400", "31400", "1026"),
    ("incheon", "hydrogen_production_t/clean@2023:target", "unknown", None, "1028"),
    ("incheon", "hydrogen_vehicles@2030:target", "60,000", "60000", "1037"),
    ("incheon", "hydrogen_vehicles/cars@2030:target", "57,920", "57920", "1038"),
    ("incheon", "hydrogen_vehicles/buses@2025:target", "1,628", "1628", "1039"),
    ("incheon", "hydrogen_vehicles/industrial@2030:target", "45", "45", "1040"),
    ("incheon", "hydrogen_vehicles@2022-05:observed", "1,157", "1157", "1084"),
    ("incheon", "hydrogen_stations@2022:target", "10", "10", "1049"),
    ("incheon", "hydrogen_stations@2022-05:observed", "5", "5", "1086"),
    ("incheon", "fuel_cell_capacity_mw@2021-12:observed", "211", "211", "1088"),
    ("incheon", "fuel_cell_generation_mwh@2030:target", "5,632,900", "5632900", "1063"),
    ("gwangju", "photovoltaic_capacity_mw@2020:observed", "243", "243", "1109"),
    ("gwangju", "energy_village_sites@2022:observed", "1,905", "1905", "1147"),
    ("gwangju", "energy_to_cover_mwh/city@2035:target", "unknown", None, "1115"),
    ("gwangju", "building_cost_krw/support_centre@2022-03:target", "22.7", "22700000000", "1168"),
    ("gwangju", "zone_cost_krw@2018/2025:target", "105.7", "105700000000", "1178"),
    ("jeju", "renewable_capacity_mw@2030:target", "4,085", "4085", "1234"),
    ("jeju", "renewable_generation_mwh@2022:target", "3,720", "3720000", "1235"),
    ("jeju", "renewable_share_of_demand_percent@2030:target", "106", "106", "1236"),
    ("jeju", "electric_vehicles@2022:target", "92,726", "92726", "1237"),
    ("jeju", "electric_vehicle_share_percent@2017:observed", "2.5", "2.5", "1238"),
    ("jeju", "chargers@2030:target", "75,513", "75513", "1239"),
    ("jeju", "final_energy_mwh@2017:observed", "1,510", "17561300", "1240"),
    ("jeju", "electricity_demand_mwh@2022:target", "62,900", "62900000", "1241"),
    ("jeju", "energy_intensity_toe_per_krw_million@2030:target", "0.071", "0.071", "1242"),
    ("jeju", "production_inducement_krw@2022:target", "8,688", "868800000000", "1243"),
    ("jeju", "production_inducement_krw@2017:observed", "-", None, "1243"),
    ("jeju", "jobs_induced@2030:target", "8,951", "8951", "1244"),
    ("jeju", "jobs_induced/objective@2030:target", "74,000", "74000", "1212"),
    ("jeju", "citizen_business_models@2017:observed", "8", "8", "1245"),
    ("jeju", "electric_vehicles@2022-06:observed", "27,000", "27000", "1266"),
    ("jeju", "avoided_emissions_tco2e/renewables@2021:estimated", "449,383", "449383", "1278-1280"),
    ("ulsan", "wildlife/rooks@2022:observed", "100,000", "100000", "1416"),
    ("ulsan", "riverside_trail_km@2009:target", "40", "40", "1355"),
]
FOUND = {
    "incheon": {
        "buses_change_a_year",
        "capacity_label",
        "cars_and_objective",
        "heading_and_table",
        "hydrogen_for_fuel_cells_high",
        "hydrogen_for_fuel_cells_low",
        "stations_against_plan",
        "trucks_before_plan",
        "vehicles_against_plan",
        "vehicles_for_each_station_2027",
        "vehicles_for_each_station_2030",
    },
    "gwangju": {
        "fuels_that_are_renewable",
        "plant_capacity",
        *(
            f"{asked}_of_{phase}"
            for asked in ("scope", "tonnes")
            for phase in ("enterprises", "city", "own_generation")
        ),
    },
    "jeju": {
        "all_vehicles_and_share",
        "avoidance_method_electric_vehicles",
        "avoidance_method_renewables",
        "avoided_for_each_vehicle",
        "capacity_label",
        "demand_change_a_year",
        "demand_unit_order",
        "electricity_within_energy_2022",
        "jobs_objective_and_indicator",
        "renewable_share_definitions",
        "share_matched_hourly",
        "share_of_demand_2022",
        "vehicles_against_plan",
        "vehicles_implied_by_shares",
        "vehicles_objective_and_indicator",
    },
    "ulsan": {
        "basis_of_grade_restored",
        "basis_of_grade_worst",
        "main_stem_twice_2006",
        "main_stem_twice_2007",
        "master_plan_before_works",
        "stations_of_1996",
        "survey_of_herons",
        "survey_of_rooks",
        "survey_of_species",
    },
}


@cache
def packs() -> Packs:
    """The packs of the project, read once."""
    return read(PACKS)


def stated(place: str, address: str) -> Stated:
    """The figure at an address with its period and mark."""
    bench, _ = bench_of(packs(), place=place, system=SYSTEMS[place])
    name, _, rest = address.partition("@")
    period, _, mark = rest.partition(":")
    return bench.stated[name, period, mark]


@pytest.mark.parametrize(("place", "address", "printed", "canonical", "line"), PRINTED)
def test_a_figure_is_kept_as_printed(
    place: str, address: str, printed: str, canonical: str | None, line: str
) -> None:
    figure = stated(place, address)
    assert (figure.printed, figure.source, figure.locator) == (printed, "mois-2022", line)
    assert figure.canonical == (None if canonical is None else Decimal(canonical))


@pytest.mark.parametrize("place", SYSTEMS)
def test_every_line_lies_in_the_chapter_of_the_place(place: str) -> None:
    first, last = LINES[place]
    where = next(one for one in packs().places if one.id == place)
    located = [(one.source, one.locator) for one in where.stated]
    located += [(one.source, one.locator) for one in where.plans]
    located += [(one.source, one.locator) for one in where.parties]
    lines = [int(one) for source, at in located if source == "mois-2022" for one in at.split("-")]
    assert lines
    assert all(first <= line <= last for line in lines)


@pytest.mark.parametrize("place", SYSTEMS)
def test_the_checks_find_what_does_not_fit_and_nothing_else(place: str) -> None:
    found = verdicts(packs(), place=place, system=SYSTEMS[place])
    assert {name for name, verdict in found.items() if not verdict.holds} == FOUND[place]


def test_four_reasons_doubt_one_demand_and_two_propose_a_tenth_of_it() -> None:
    _, runs = bench_of(packs(), place="jeju", system="carbon_free_island")
    doubted = "electricity_demand_mwh@2022:target"
    found = verdicts(packs(), place="jeju", system="carbon_free_island")
    reasons = {run.name for run in runs if doubted in run.doubts and not found[run.name].holds}
    proposed = {name for name in reasons for one in found[name].repairs if round(one.value) == 6_290_000}
    assert len(reasons) == 4
    assert proposed == {"share_of_demand_2022", "demand_unit_order"}


def test_the_jobs_of_the_objective_are_the_indicator_summed_over_nine_years() -> None:
    found = verdicts(packs(), place="jeju", system="carbon_free_island")
    assert round(found["jobs_objective_as_sum"].expected) == 73_440
    assert found["jobs_objective_as_sum"].holds


def test_the_fuel_cells_would_burn_nine_to_eleven_times_the_hydrogen_planned() -> None:
    found = verdicts(packs(), place="incheon", system="hydrogen")
    needed = [
        found[f"hydrogen_for_fuel_cells_{end}"].expected + found[f"hydrogen_for_fuel_cells_{end}"].gap
        for end in ("low", "high")
    ]
    assert [round(one / 1000) for one in needed] == [282, 338]


def test_vehicles_reach_72_percent_of_the_straight_line() -> None:
    verdict = verdicts(packs(), place="incheon", system="hydrogen")["vehicles_against_plan"]
    assert round(100 * (verdict.expected + verdict.gap) / verdict.expected) == 72


@pytest.mark.parametrize(
    ("place", "parts", "ours"),
    [
        ("korea", 17, {"daegu", "daejeon", "incheon", "gwangju", "jeju", "ulsan", "seoul", "gyeongnam"}),
        ("daejeon", 5, {"daejeon-daedeok", "daejeon-seo"}),
        ("daegu", 8, set()),
        ("incheon", 10, set()),
        ("gwangju", 5, set()),
        ("ulsan", 5, set()),
        ("jeju", 2, set()),
    ],
)
def test_an_outline_names_its_parts(place: str, parts: int, ours: set[str]) -> None:
    features = loads((PACKS / "places" / place / "outline.geojson").read_text(encoding="utf-8"))["features"]
    named = [one["properties"] for one in features]
    assert len(named) == parts
    assert all(one["name_ko"] and one["name_en"] for one in named)
    assert {one["place"] for one in named if "place" in one} == ours


def test_neighbours_share_the_points_of_their_border() -> None:
    features = loads((PACKS / "places" / "gwangju" / "outline.geojson").read_text(encoding="utf-8"))[
        "features"
    ]
    outlines = [
        {tuple(point) for polygon in one["geometry"]["coordinates"] for ring in polygon for point in ring}
        for one in features
    ]
    assert all(
        any(len(outline & other) > 2 for other in outlines if other is not outline) for outline in outlines
    )
