"""From a figure down to the document and its line, and up to everything that stands on it."""

from collections import deque

import pytest

from tests.portal.reading import data, page

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
GOAL = "daegu/emissions_goal_tco2e@2030:target"
BASE = "daegu/emissions_tco2e@2018:observed"
CUT = "daegu/emissions_cut_percent@2030:target"


def derivation(address: str) -> dict[str, object]:
    """A figure's own page, for machines."""
    found: dict[str, object] = data(f"/en/figures/{address}.json")
    return found


def below(address: str) -> dict[str, dict[str, object]]:
    """A figure and everything under it, by address."""
    found: dict[str, dict[str, object]] = {}
    waiting = deque([address])
    while waiting:
        one = waiting.popleft()
        if one in found:
            continue
        found[one] = told = derivation(one)
        run = told["from_run"]
        fed = run["inputs"] if isinstance(run, dict) else []
        waiting += [each["reference"] for each in fed if "@" in each["reference"]]
    return found


def test_the_goal_of_daegu_leads_down_to_the_lines_of_the_document() -> None:
    trail = below(GOAL)
    assert {GOAL, BASE, CUT} <= trail.keys()
    assert trail[GOAL]["value"] == "5186500"
    stated = [told for told in trail.values() if told["from_run"] is None]
    for told in stated:
        document = told["source_document"]
        assert isinstance(document, dict)
        assert document["id"] == told["source"]
        assert told["locator"]
    assert (trail[BASE]["source"], trail[BASE]["locator"]) == ("daegu-2021-12", "41")
    assert "이산화탄소" not in str(trail[GOAL]["printed"])


def test_what_stands_on_a_figure_is_named_on_it() -> None:
    run = derivation(GOAL)["from_run"]
    assert isinstance(run, dict)
    for address in (BASE, CUT):
        used = derivation(address)["used_by"]
        assert isinstance(used, list)
        assert run["id"] in {each["run"] for each in used}


def test_a_figure_reckoned_from_others_holds_what_its_run_answered() -> None:
    told = derivation(GOAL)
    run = told["from_run"]
    assert isinstance(run, dict)
    assert float(str(told["value"])) in {float(each["value"]) for each in run["answers"]}
    assert data(f"/en/data/runs/{run['id']}.json") == run


@pytest.mark.parametrize(
    ("language", "line", "calculated"), [("ko", "41", "계산"), ("en", "line 41", "alculated by Dure")]
)
def test_the_page_says_document_line_and_what_uses_it(language: str, line: str, calculated: str) -> None:
    stated, reckoned = page(f"/{language}/figures/{BASE}/"), page(f"/{language}/figures/{GOAL}/")
    assert f"/{language}/data/sources/daegu-2021-12/" in stated
    assert line in stated
    run = derivation(GOAL)["from_run"]
    assert isinstance(run, dict)
    assert f"/{language}/data/runs/{run['id']}/" in stated
    assert f"/{language}/data/runs/{run['id']}/" in reckoned
    assert calculated in reckoned
    assert f"/{language}/figures/{BASE}/" in reckoned


def test_a_doubted_figure_leads_to_its_finding() -> None:
    doubted = "jeju/electricity_demand_mwh@2022:target"
    number = next(f["id"] for f in data("/en/jeju/findings.json")["findings"] if f["figure"] == doubted)
    assert f"/en/findings/{number}/" in page(f"/en/figures/{doubted}/")


def test_a_figure_without_its_mark_is_the_one_that_was_seen() -> None:
    assert derivation("daegu/emissions_tco2e@2018")["address"] == BASE
