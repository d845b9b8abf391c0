"""Loading: the old state or the new, nothing twice, and what follows from it. On both databases."""

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from dure.grammar import shapes
from dure.grammar.shapes import Mistake
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.runs import read, write
from dure.kernel.runs.write import Loaded
from tests.kernel.runs.city import LEVEL, PARTS, PATH, YEARS, bound, city, figures, run
from tests.kernel.said import CITY, DAY, NOON, stated, text

pytestmark = pytest.mark.usefixtures("both_databases")

LATER = NOON + DAY


def silence(_words: str, _done: int, _of: int) -> None:
    """Tells nobody."""


def load(packs: shapes.Packs, *, at: datetime = NOON) -> Loaded:
    """Load packs."""
    return write.load(packs, code_version="1", at=at, tell=silence)


def value(address: str) -> str:
    """What stands at an address of the city, as text; empty where nothing does."""
    parsed = observations.parse_address(f"{CITY}/{address}")
    assert parsed is not None
    found = observations.find_figure(CITY, address=parsed.address, period=parsed.period, mark=parsed.mark)
    return f"{found.value}" if found else ""


def everything() -> tuple[object, ...]:
    """All that the doors answer about the city."""
    return (
        observations.figures(CITY), observations.sources(), observations.kinds(), cases.cases(),
        read.latest(CITY), read.last_load(),
    )  # fmt: skip


def test_what_follows_is_published_at_the_years_the_place_states() -> None:
    done = load(city(figures()))
    assert (done.figures, done.withdrawn, done.runs, done.findings, done.refused) == (7, 0, 4, 0, ())
    assert value("goal_tco2e@2032:target") == "6000000"
    goals = observations.figures(CITY, addresses=["goal_tco2e"])
    assert [(goal.period, goal.origin) for goal in goals] == [("2032", "run")]


def test_a_list_is_published_year_by_year() -> None:
    load(city(figures()))
    path = observations.figures(CITY, addresses=["path_tco2e"])
    assert [figure.period for figure in path] == [str(year) for year in range(2020, 2046)]
    assert [value(f"path_tco2e@{year}:target") for year in (2020, 2026, 2032, 2045)] == [
        "10000000", "8000000", "6000000", "0",
    ]  # fmt: skip


def test_a_year_of_the_place_that_changes_moves_what_follows() -> None:
    load(city(figures()))
    done = load(city(figures(target_year="2035"), digest="second"), at=LATER)
    assert (done.figures, done.withdrawn) == (2, 2)
    assert value("goal_tco2e@2035:target") == "6000000"
    assert value("goal_tco2e@2032:target") == "", "what the run no longer says is withdrawn"
    assert value("path_tco2e@2032:target") == "6800000"


def test_a_place_without_the_year_has_no_run() -> None:
    rows = tuple(row for row in figures() if row.address != "target_year")
    done = load(city(rows))
    assert (done.runs, done.refused) == (2, ())
    assert observations.figures(CITY, addresses=["goal_tco2e", "path_tco2e"]) == ()


def test_a_year_that_is_stated_as_unknown_is_not_there() -> None:
    rows = tuple(row for row in figures() if row.address != "base_year")
    unknown = stated("base_year@2020:parameter", "unknown", unit="year")
    assert load(city((*rows, unknown))).runs == 0


def test_a_year_for_everybody_comes_down_as_a_parameter() -> None:
    rows = tuple(replace(row, place="world") if row.address == "base_year" else row for row in figures())
    load(city(rows))
    assert value("goal_tco2e@2032:target") == "6000000"


def test_what_is_no_year_is_named_and_not_followed() -> None:
    rows = tuple(row for row in figures() if row.address != "target_year")
    odd = stated("target_year@2032:target", "2032.5", unit="year")
    done = load(city((*rows, odd)))
    assert [words.partition(": ")[2].partition(":")[0] for words in done.refused] == ["plan/level"]
    assert "2032.5" in done.refused[0]


def test_a_run_comes_after_the_runs_whose_answers_it_takes_wherever_it_stands() -> None:
    load(city(figures(), runs=(PATH, LEVEL, YEARS)))
    assert {found.name for found in read.latest(CITY)} == {"path", "level", "years"}


def test_loading_the_same_packs_twice_records_nothing() -> None:
    load(city(figures()))
    before = everything()[:-1]
    done = load(city(figures()), at=LATER)
    assert (done.figures, done.withdrawn, done.plans, done.steps, done.runs, done.findings) == (
        0,
        0,
        0,
        0,
        0,
        0,
    )
    assert everything()[:-1] == before


def test_the_last_loading_says_which_packs_by_which_code() -> None:
    assert read.last_load() is None
    load(city(figures()))
    load(city(figures(), digest="second"), at=LATER)
    assert read.last_load() == read.Load("second", "1", LATER)


def test_packs_with_mistakes_are_not_loaded() -> None:
    wrong = replace(city(figures()), mistakes=(Mistake("a.csv", 1, None, text("wrong"), text("mend")),))
    with pytest.raises(ValueError, match="1 mistakes"):
        load(wrong)
    assert observations.figures(CITY) == ()


def test_an_exception_in_the_middle_leaves_the_old_state() -> None:
    load(city(figures()))
    before = everything()

    def fall(words: str, done: int, of: int) -> None:
        if done == of:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write.load(city(figures(total="12.0"), digest="second"), code_version="2", at=LATER, tell=fall)
    assert everything() == before
    load(city(figures(total="12.0"), digest="second"), at=LATER)
    assert value("emissions_tco2e@2020:observed") == "12000000"


@pytest.mark.long
def test_a_loading_that_is_killed_leaves_the_old_state(both_databases: Any) -> None:
    load(city(figures()))
    before = everything()
    program = subprocess.Popen(
        [sys.executable, "-m", "tests.kernel.runs.loader"],
        env=both_databases.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert program.stdout is not None
    assert program.stdout.readline() == f"reckoning {CITY}\n"
    program.kill()
    assert program.wait() == -9
    program.communicate()
    assert everything() == before
    done = load(city(figures(total="12.0"), digest="second"), at=LATER)
    assert (done.figures, value("emissions_tco2e@2020:observed")) == (1, "12000000")


def test_a_run_that_an_engine_refuses_is_named_and_the_others_go_on() -> None:
    over = run("over", "plan.target_level", bound("base", figure="trees@2020:observed"),
               bound("cut_percent", figure="trees@2021:observed"))  # fmt: skip
    trees = (stated("trees@2020:observed", "5"), stated("trees@2021:observed", "120"))
    done = load(city((*figures(), *trees), runs=(over, LEVEL)))
    assert done.refused == (f"{CITY}: plan/over: cut_percent is 120.0: give a number from 0 to 100.",)
    assert value("goal_tco2e@2032:target") == "6000000"


def test_a_run_whose_input_is_taken_out_says_nothing_any_more_and_comes_back_with_it() -> None:
    load(city(figures()))
    rows = tuple(row for row in figures() if row.address != "cut_percent")
    load(city(rows, digest="second"), at=LATER)
    assert observations.figures(CITY, addresses=["goal_tco2e", "path_tco2e"]) == ()
    assert {found.name for found in read.latest(CITY)} == {"years", "parts"}
    load(city(figures(), digest="third"), at=LATER + DAY)
    assert value("goal_tco2e@2032:target") == "6000000"
    assert value("path_tco2e@2026:target") == "8000000"


def test_a_check_that_fails_makes_a_finding_about_the_figure_it_doubts() -> None:
    done = load(city(figures(total="12.0")))
    assert done.findings == 1
    (finding,) = cases.cases(kind="finding")
    assert finding.subject == f"{CITY}/emissions_tco2e@2020:observed"
    assert (finding.place, finding.state, finding.steps[0].by) == (CITY, "open", "dure")
    (reason,) = finding.reasons
    assert (reason.check, reason.engine, reason.says.en) == ("parts", "checks.sum_of_parts", "parts.")
    assert value("emissions_tco2e@2020:observed") == "12000000", "the published value stands"


def test_a_repair_is_a_proposal_for_the_figure_that_was_fed() -> None:
    load(city(figures(total="12.0")))
    (finding,) = cases.cases(kind="finding")
    proposed = {p.address: f"{p.value}" for p in finding.reasons[0].proposals}
    assert proposed == {
        f"{CITY}/emissions_tco2e@2020:observed": "10000000",
    }


@pytest.mark.parametrize(("mark", "proposed"), [("target", []), ("observed", ["25"])])
def test_what_was_seen_is_not_proposed_for_what_was_meant(mark: str, proposed: list[str]) -> None:
    counted = run(
        "counted", "checks.counted_against_list",
        bound("counted", figure=f"trees@2020:{mark}"),
        bound("listed", figure="trees@2021:observed"),
        doubts=(f"trees@2020:{mark}",),
    )  # fmt: skip
    trees = (stated(f"trees@2020:{mark}", "100"), stated("trees@2021:observed", "25"))
    load(city(trees, runs=(counted,)))
    (finding,) = cases.cases(kind="finding")
    assert [f"{p.value}" for p in finding.reasons[0].proposals] == proposed


def test_a_repair_in_a_list_is_a_proposal_for_the_figure_at_that_place_in_it() -> None:
    years = ["trees@2020:observed", "trees@2021:observed", "trees@2022:observed"]
    order = run(
        "order", "checks.unit_order",
        bound("values", figures=years),
        bound("years", figures=years, take="year"),
        bound("index", figure="trees@2018:observed"),
        bound("limit_ratio", figure="trees@2019:observed"),
        doubts=("trees@2021:observed",),
    )  # fmt: skip
    counts = {2018: "1", 2019: "2", 2020: "50", 2021: "500", 2022: "51"}
    trees = [stated(f"trees@{year}:observed", n) for year, n in counts.items()]
    load(city(tuple(trees), runs=(order,)))
    (finding,) = cases.cases(kind="finding")
    proposed = [(p.address, f"{p.value}") for p in finding.reasons[0].proposals]
    assert proposed == [(f"{CITY}/trees@2021:observed", "50")]


def test_several_checks_make_one_finding_and_a_second_load_adds_nothing() -> None:
    again = replace(PARTS, name="parts_again")
    packs = city(figures(total="12.0"), runs=(PARTS, again))
    assert load(packs).findings == 1
    assert load(packs, at=LATER).findings == 0
    (finding,) = cases.cases(kind="finding")
    assert [reason.check for reason in finding.reasons] == ["parts", "parts_again"]


def test_a_check_with_other_inputs_says_so_in_the_same_finding() -> None:
    load(city(figures(total="12.0")))
    assert load(city(figures(total="13.0"), digest="second"), at=LATER).findings == 1
    (finding,) = cases.cases(kind="finding")
    assert [reason.check for reason in finding.reasons] == ["parts"]
    assert read.find_run(finding.reasons[0].run) in read.latest(CITY, checks=True)


def test_a_place_reckons_what_its_systems_say() -> None:
    packs = city(figures(total="12.0"))
    world, here = packs.places
    assert write.kinds_of(packs, place=world) == []
    assert [kind.name for kind in write.kinds_of(packs, place=here)][-1] == "parts", "checks come last"
    assert {kind.name for kind in write.kinds_of(packs, place=here)} == {"level", "years", "path", "parts"}


def test_a_system_that_is_switched_off_leaves_its_findings() -> None:
    load(city(figures(total="12.0")))
    assert YEARS.publishes == ()
    load(city(figures(total="12.0"), runs=(), digest="second"), at=LATER)
    assert len(cases.cases(kind="finding")) == 1
