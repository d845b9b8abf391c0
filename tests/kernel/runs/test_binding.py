"""What feeds an engine: every kind of binding, all that can be taken, and what does not apply. On both."""

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from dure.grammar import shapes
from dure.grammar.shapes import ThingRow
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as ledgers
from dure.kernel.observations import write as observations
from dure.kernel.runs import read, write
from dure.kernel.runs.write import NotApplicable, bind, reckon
from dure.kernel.things import write as things
from tests.kernel.runs.city import FINDING, KINDS, LEVEL, YEARS, bound, figures, run
from tests.kernel.said import CITY, DAY, NOON, document, place, stated, text

pytestmark = pytest.mark.usefixtures("both_databases")

ORDINAL = {day: float(day.toordinal()) for day in (date(2020, 1, 1), date(2020, 12, 31), date(2022, 12, 1))}


@pytest.fixture(autouse=True)
def a_city(both_databases: object) -> None:
    """A city in a world, with figures; one parameter is the world's."""
    things.load_places([place("world", kind="world"), place(CITY, part_of="world")])
    observations.load_sources([document()])
    observations.load_kinds(KINDS)
    observations.load_figures(
        [
            *figures(),
            stated("trees@2020:observed", "1,500"),
            stated("trees@2021:observed", "unknown", published_on=None),
            stated("trees@2021-06:observed", "1600"),
            stated("trees@2022:observed", "1,700.50"),
            stated("trees@2020:parameter", "3", place="world"),
            stated("trees@2019:observed", "9", place="world"),
        ],
        at=NOON,
    )


def value(**words: object) -> object:
    """What an argument gets: a number, or a list of them."""
    got = bind(bound("x", **words), place=CITY, system="plan").value
    return got.tolist() if isinstance(got, np.ndarray) else got


def missing(**words: object) -> str:
    """The address that is missing."""
    with pytest.raises(NotApplicable) as heard:
        value(**words)
    return str(heard.value)


def test_what_nobody_states_is_unknown_to_an_engine_that_asks_for_it_so() -> None:
    assert value(figure="trees@2020:observed", take="if_known") == 1500
    for address in ("trees@2021:observed", "trees@1999:observed"):
        assert np.isnan(float(str(value(figure=address, take="if_known"))))
    assert missing(figure="trees@2021:observed") == f"{CITY}/trees@2021:observed"


def test_a_figure_is_one_number_in_its_canonical_unit() -> None:
    assert value(figure="emissions_tco2e", period="2020", mark="observed") == 10_000_000.0
    assert value(figure="emissions_tco2e/cars@2020:observed") == 4_000_000.0


@pytest.mark.parametrize(
    ("take", "expected"),
    [
        ("value", 1500.0), ("step", 1.0), ("known", 1.0), ("year", 2020.0),
        ("first_day", ORDINAL[date(2020, 1, 1)]), ("last_day", ORDINAL[date(2020, 12, 31)]),
        ("published_on", ORDINAL[date(2022, 12, 1)]),
    ],
)  # fmt: skip
def test_everything_can_be_taken_of_a_figure(take: str, expected: float) -> None:
    assert value(figure="trees", period="2020", mark="observed", take=take) == expected


def test_the_step_is_the_last_printed_digit() -> None:
    assert value(figure="trees@2022:observed", take="step") == 0.01
    assert value(figure="emissions_tco2e@2020:observed", take="step") == 100_000.0


def test_a_month_is_the_part_of_its_year_that_has_passed() -> None:
    assert value(figure="trees@2021-06:observed", take="year") == pytest.approx(2021 + 181 / 365.25)


def test_whether_a_figure_is_known_can_be_asked_of_one_that_is_not() -> None:
    assert value(figure="trees@2021:observed", take="known") == 0.0
    assert missing(figure="trees@2021:observed") == f"{CITY}/trees@2021:observed"
    assert missing(figure="trees@2021:observed", take="published_on") == f"{CITY}/trees@2021:observed"


def test_what_is_not_stated_does_not_apply() -> None:
    assert missing(figure="trees", period="1999", mark="observed") == f"{CITY}/trees@1999:observed"


def test_parameters_come_down_from_above_and_nothing_else_does() -> None:
    assert value(figure="trees@2020:parameter") == 3.0
    assert missing(figure="trees@2019:observed") == f"{CITY}/trees@2019:observed"


def test_figures_are_a_list_in_the_order_written() -> None:
    parts = ["emissions_tco2e/homes", "emissions_tco2e/cars", "trees@2020:parameter"]
    assert value(figures=parts, period="2020", mark="observed") == [6_000_000.0, 4_000_000.0, 3.0]


def test_a_series_is_a_list_by_period_of_what_is_known() -> None:
    assert value(series="trees", mark="observed") == [1500.0, 1600.0, 1700.5]
    assert value(series="trees", mark="observed", take="step") == [1.0, 1.0, 0.01]
    assert missing(series="goal_tco2e", mark="target") == f"{CITY}/goal_tco2e"


def load_things() -> None:
    """Two pumps on a site, and a station that is somewhere."""
    rows = [("site", "site", "", "1", "2"), ("a", "pump", "site", "3", "4"), ("b", "pump", "", "5", "6")]
    rows.append(("c", "shop", "", "", "8"))
    things.load_things(
        [
            ThingRow(
                place=CITY, system="plan", thing=name, kind=kind, part_of=part_of, name=text(name),
                lon=Decimal(lon) if lon else None, lat=Decimal(lat), valid_from=None, source="report",
                locator="", file="", line=1,
            )
            for name, kind, part_of, lon, lat in rows
        ],
        at=NOON,
    )  # fmt: skip


def test_a_column_of_things_is_a_list_and_columns_are_a_table() -> None:
    load_things()
    assert value(thing="pump", column="lon") == [3.0, 5.0]
    assert value(thing="pump", columns=["lon", "lat"]) == [[3.0, 4.0], [5.0, 6.0]]
    assert value(thing="pump", columns=["lat"]) == [[4.0], [6.0]]
    fed = bind(bound("x", thing="pump", columns=["lon", "lat"]), place=CITY, system="plan").fed
    assert [one.reference for one in fed] == [f"{CITY}/a", f"{CITY}/a", f"{CITY}/b", f"{CITY}/b"]


def test_things_are_filtered_by_equalities() -> None:
    load_things()
    assert value(thing="pump", column="lon", where={"part_of": "site"}) == [3.0]
    assert missing(thing="pump", column="lon", where={"source": "other"}) == f"{CITY}: pump"


def test_things_that_are_not_there_or_nobody_knows_where_do_not_apply() -> None:
    load_things()
    assert missing(thing="tower", column="lon") == f"{CITY}: tower"
    assert missing(thing="shop", column="lon") == f"{CITY}: shop"


def test_a_ledger_gives_a_balance() -> None:
    row = shapes.TransferRow(
        place=CITY, system="plan", key="00000000-0000-7000-8000-000000000007", on=date(2020, 1, 1),
        debit="outside", credit="allowance/here",
        amount=12, unit="KRW", reason=text("grant"), source="report",
        locator="7", file="", line=1,
    )  # fmt: skip
    ledgers.open_account(CITY, path="outside", unit="KRW", floor=None, at=NOON)
    ledgers.load_transfers([row], at=NOON)
    assert value(ledger="allowance/here", unit="KRW") == 12.0
    assert value(ledger="outside", unit="KRW") == -12.0
    assert value(ledger="nobody", unit="KRW") == 0.0


def test_cases_are_counted_however_many_there_are() -> None:
    cases.load_kinds([FINDING])
    clerk = cases.Actor("clerk", "", frozenset())
    assert value(case="finding", take="count") == 0.0
    for number in range(503):
        cases.open_case(cases.Opening(f"f/{number}", CITY, "finding", text("f")), by=clerk, at=NOON)
    assert value(case="finding", take="count") == 503.0
    assert value(case="finding", take="count", where={"state": "accepted"}) == 0.0


def test_a_run_gives_its_answer_as_a_number_or_a_list() -> None:
    assert missing(run="level", answer="level") == f"{CITY}: level"
    reckon(LEVEL, place=CITY, at=NOON)
    reckon(YEARS, place=CITY, at=NOON)
    assert value(run="level", answer="cut") == 4_000_000.0
    assert value(run="years", answer="years") == [float(year) for year in range(2020, 2046)]
    assert missing(run="level", answer="nothing") == f"{CITY}: level"


def test_what_a_run_could_not_know_is_missing_unless_it_is_asked_for_so() -> None:
    unknown = [
        bound(name, figure="trees@1999:observed", take="if_known")
        for name in ("activity_effect", "factor_effect", "boundary_effect", "claimed")
    ]
    year = {"period": "2020", "mark": "observed"}
    change = run(
        "change", "pathways.attributed_change", bound("base", figure="emissions_tco2e", **year),
        bound("actual", figure="emissions_tco2e/cars", **year), *unknown,
    )  # fmt: skip
    reckon(change, place=CITY, at=NOON)
    assert value(run="change", answer="change") == -6_000_000.0
    assert missing(run="change", answer="credited") == f"{CITY}: credited of change"
    assert np.isnan(float(str(value(run="change", answer="credited", take="if_known"))))


def test_a_run_of_another_system_is_not_meant() -> None:
    reckon(LEVEL, place=CITY, at=NOON)
    with pytest.raises(NotApplicable):
        bind(bound("x", run="level", answer="level"), place=CITY, system="river")


def test_the_same_inputs_are_recorded_once() -> None:
    first = reckon(LEVEL, place=CITY, at=NOON)
    again = reckon(LEVEL, place=CITY, at=NOON + DAY)
    assert (first.fresh, again.fresh, again.id) == (True, False, first.id)


def test_a_changed_input_is_a_new_run_and_the_old_one_stays() -> None:
    first = reckon(LEVEL, place=CITY, at=NOON)
    observations.load_figures(figures(total="20.0"), at=NOON + DAY)
    second = reckon(LEVEL, place=CITY, at=NOON + DAY)
    assert second.fresh
    assert first.id != second.id
    old, new = read.find_run(first.id), read.find_run(second.id)
    assert old is not None
    assert new is not None
    assert [answer.value for answer in (*old.answers, *new.answers)] == [
        "4000000",
        "6000000",
        "8000000",
        "12000000",
    ]
    assert [found.id for found in read.latest(CITY)] == [second.id]


def test_the_trail_leads_down_to_every_row_and_up_to_every_run() -> None:
    reckon(LEVEL, place=CITY, at=NOON)
    (found,) = read.latest(CITY)
    assert [(fed.argument, fed.reference, fed.value, fed.unit) for fed in found.inputs] == [
        ("base", f"{CITY}/emissions_tco2e@2020:observed", "10000000", "tCO2e"),
        ("base_year", f"{CITY}/base_year@2020:parameter", "2020", "year"),
        ("cut_percent", f"{CITY}/cut_percent@2032:target", "40", "percent"),
        ("target_year", f"{CITY}/target_year@2032:target", "2032", "year"),
    ]
    for fed in found.inputs:
        assert fed.figure is not None
        assert [used.id for used in read.runs_using(fed.figure)] == [found.id]
    assert read.runs_using(10**9) == ()


def test_a_figure_that_gives_a_period_and_is_an_argument_is_kept_once() -> None:
    both = run(
        "both", "plan.years_between",
        bound("first_year", figure="base_year", period="base_year", mark="parameter"),
        bound("last_year", figure="net_zero_year", mark="target"),
    )  # fmt: skip
    reckon(both, place=CITY, at=NOON)
    (found,) = read.latest(CITY)
    assert [fed.argument for fed in found.inputs] == ["first_year", "last_year"]


def test_checks_and_other_runs_can_be_told_apart() -> None:
    reckon(LEVEL, place=CITY, at=NOON)
    assert read.latest(CITY, checks=True) == ()
    (found,) = read.latest(CITY, checks=False)
    assert (found.name, found.engine, found.is_check, found.holds, found.at) == (
        "level", "plan.target_level", False, None, NOON,
    )  # fmt: skip
    assert write.CHECKER.party == "dure"


def test_the_state_changes_with_everything_that_is_recorded() -> None:
    before = read.state()
    assert read.state() == before
    reckon(LEVEL, place=CITY, at=NOON)
    assert read.state() != before
