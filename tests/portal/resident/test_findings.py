"""Findings: filters narrow the page and its twins alike, and every reason shows its calculation."""

import re

import pytest
from django.utils.translation import override

from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.portal.resident.calculations import JUDGED, workings
from dure.portal.resident.findings import WAITING
from dure.portal.resident.proposals import inputs_of
from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
FILTERS = (
    "",
    "?place=jeju",
    "?check=checks.sum_of_parts",
    "?place=jeju&check=checks.unit_order",
    "?place=nowhere",
    "?check=checks.none",
    "?state=decided",
)


@pytest.mark.parametrize("asked", FILTERS)
def test_the_page_and_its_twins_hold_the_same_findings(asked: str) -> None:
    told = data(f"/en/findings.json{asked}")["findings"]
    listed = rows(f"/en/findings.csv{asked}")
    shown = page(f"/en/findings/{asked}")
    assert [one["id"] for one in told] == [row["id"] for row in listed]
    assert [one["figure"] for one in told] == [row["figure"] for row in listed]
    numbers = set(re.findall(r'href="/en/findings/([0-9a-f]+)/"', shown))
    assert numbers == {one["id"] for one in told}
    assert re.search(rf"\b{len(told)} finding", shown)
    for row, one in zip(listed, told, strict=True):
        assert row["published"] == (one["published"]["value"] or "")


def test_a_filter_lets_through_what_it_names_and_nothing_else() -> None:
    every = {one["id"]: one for one in data("/en/findings.json")["findings"]}
    of_place = data("/en/findings.json?place=jeju")["findings"]
    of_check = data("/en/findings.json?check=checks.sum_of_parts")["findings"]
    assert {one["id"] for one in of_place} == {i for i, one in every.items() if one["place"] == "jeju"}
    assert {one["id"] for one in of_check} == {
        number
        for number, one in every.items()
        if any(reason["engine"] == "checks.sum_of_parts" for reason in one["reasons"])
    }
    assert data("/en/jeju/findings.json")["findings"] == of_place
    assert 0 < len(of_place) < len(every)
    assert of_check


@pytest.mark.parametrize("asked", ["?check=checks.sum_of_parts&place=jeju", "?state=decided"])
def test_the_csv_that_the_page_offers_keeps_the_filters(asked: str) -> None:
    (href,) = re.findall(r'href="(/en/findings\.csv[^"]*)" download', page(f"/en/findings/{asked}"))
    parts = set(href.replace("&amp;", "&").partition("?")[2].split("&"))
    assert parts == set(asked[1:].split("&"))


def test_what_has_more_reasons_comes_first() -> None:
    counts = [len(one["reasons"]) for one in data("/en/findings.json")["findings"]]
    assert counts == sorted(counts, reverse=True)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_reason_shows_what_went_in_and_what_was_expected(language: str) -> None:
    kinds = observations.kinds()
    known = cases.cases(kind="finding", states=WAITING, limit=1000)
    assert known
    with override(language):
        for case in known:
            for reason, shown in zip(case.reasons, workings(case, kinds, inputs_of(case)), strict=True):
                assert shown.title != reason.engine
                assert shown.says
                run = runs.find_run(reason.run)
                assert run
                reckoned = any(fed.kind == "run" for fed in run.inputs)
                assert shown.given or reckoned, (case.subject, reason.check)
                assert bool(shown.expected) == bool(shown.gap), (case.subject, reason.check)
                known_answer = shown.of and reason.expected not in {"", "unknown"}
                assert bool(shown.expected) == bool(known_answer), (case.subject, reason.check)
                assert not shown.of or reason.engine in JUDGED
                limits = [given.limit for given in shown.given]
                assert limits == sorted(limits)
                assert len({given.href for given in shown.given}) == len(shown.given)


def test_a_difference_has_the_sign_of_its_number() -> None:
    kinds = observations.kinds()
    with override("en"):
        for case in cases.cases(kind="finding", states=WAITING, limit=1000):
            for reason, shown in zip(case.reasons, workings(case, kinds, inputs_of(case)), strict=True):
                gap = shown.gap
                assert not gap or gap.startswith("+") == (float(reason.gap) > 0), (reason.gap, gap)


@pytest.mark.parametrize(("language", "stands"), [("ko", "6,290 GWh"), ("en", "6,290 GWh")])
def test_the_demand_of_jeju_shows_what_would_put_it_right_and_applies_nothing(
    language: str, stands: str
) -> None:
    found = data("/en/jeju/findings.json")["findings"]
    demand = next(one for one in found if one["figure"] == "jeju/electricity_demand_mwh@2022:target")
    shown = page(f"/{language}/findings/{demand['id']}/")
    assert stands in shown
    assert "62,900 GWh" in shown
    assert demand["published"]["value"] == "62900000"
    for reason in demand["reasons"]:
        assert reason["says"][language].replace("'", "&#x27;") in shown
        assert f"/{language}/data/runs/{reason['run']}/" in shown


def test_a_check_of_another_calculations_answer_shows_what_that_was_calculated_from() -> None:
    found = data("/en/incheon/findings.json")["findings"]
    balance = next(one for one in found if one["figure"] == "incheon/hydrogen_production_t@2030:target")
    shown = page(f"/en/findings/{balance['id']}/")
    for words in ("5,632.9 GWh", "281,926.9 t", "338,312.3 t", "+250,526.9 t", "+306,912.3 t"):
        assert words in shown
    assert shown.count("what they burn decides the emissions") == 1


def test_a_sum_over_some_of_the_places_inside_says_of_how_many() -> None:
    assert "Only 2 of" in page("/en/korea/")
    assert "가운데 2곳만 더한 값입니다" in page("/ko/korea/")
