"""Plan against inventory: the parts of a change, and what nobody knows of them."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.test import Client

from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs

COMPARED = "inventory/compare/?from=2021-synthetic&to=2023-synthetic"

pytestmark = pytest.mark.usefixtures("everything")


def page(path: str) -> str:
    """The words of a page."""
    text = Client().get(path, secure=True).content.decode()
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def test_a_change_that_nobody_explained_is_unexplained_and_no_effect_is_zero() -> None:
    """9.89 Mt of 2017 and 9.43 Mt of 2018: −460,000 t, and not a word on why."""
    parts = {
        f.address.partition("/")[2]: f.value
        for f in observations.figures("daegu")
        if f.address.startswith("emissions_change_tco2e/")
    }
    assert parts["whole"] == parts["unexplained"] == -460_000
    assert {name for name, value in parts.items() if value is None} == {
        "activity",
        "factor",
        "boundary",
        "credited",
        "not_credited",
    }


def test_the_page_names_what_is_unknown_and_credits_no_claim() -> None:
    said = page("/en/daegu/reckoning/")
    assert "unknown and not zero" in said
    assert "rest: Activity, Factors, Boundary and method No claim" in said
    assert "No claim of a project is credited or refused" in said
    assert "460,000" in said.replace("\u2212", "-")


def test_a_potential_is_shown_and_counted_nowhere() -> None:
    said = page("/ko/daegu/reckoning/")
    assert "실적이 아닌 잠재량" in said
    assert "245만" in said


def test_a_place_without_two_years_says_what_is_missing() -> None:
    assert "No two years to set side by side" in page("/en/jeju/reckoning/")


def test_the_run_behind_the_page_says_what_it_was_not_given() -> None:
    (whole,) = [f for f in observations.figures("daegu") if f.address == "emissions_change_tco2e/whole"]
    run = runs.find_run(whole.by)
    assert run is not None
    unknown = {fed.argument for fed in run.inputs if fed.value == "unknown"}
    assert unknown == {"activity_effect", "factor_effect", "boundary_effect", "claimed"}
    assert "unknown" in page(f"/en/data/runs/{run.id}/")


def test_the_same_figures_come_as_json_and_csv() -> None:
    figures = Client().get("/en/daegu/reckoning.json", secure=True).json()["figures"]
    assert len(figures) == 7
    csv = Client().get("/en/daegu/reckoning.csv", secure=True)
    assert csv.status_code == 200
    assert "-460000" in b"".join(csv).decode()


def test_what_is_not_stated_is_named_with_its_address_and_the_way_to_get_it() -> None:
    said = page("/en/daegu/reckoning/")
    assert "What is missing, and how to get it" in said
    assert "daegu/emissions_effect_tco2e/activity@2018:observed" in said
    assert "degree days" in said


def test_two_inventories_worked_out_here_are_a_change_in_its_parts() -> None:
    """Claims of 90,000 t are more than the change can hold: 55,861 t less where 12,000 t more were to be."""
    found = Client().get("/en/sample-district/reckoning.json", secure=True).json()["inventories"]
    assert (found["from"], found["to"]) == ("2021-synthetic", "2023-synthetic")
    parts = [Decimal(found[name]) for name in ("activity", "factor", "boundary", "credited", "unexplained")]
    assert sum(parts) == pytest.approx(Decimal(found["change"]), abs=Decimal("0.01"))
    assert Decimal(found["not_credited"]) - Decimal(found["credited"]) == pytest.approx(90_000)
    said = page("/en/sample-district/reckoning/")
    assert "no more than the change can hold" in said
    assert "Claims not credited" in said


def test_two_published_inventories_leave_all_of_their_change_unexplained() -> None:
    found = Client().get("/en/seoul/reckoning.json", secure=True).json()["inventories"]
    assert found["activity"] is found["factor"] is found["credited"] is None
    assert found["unexplained"] == found["change"] == "-2218756"
    said = page("/en/seoul/reckoning/")
    assert "Activity and factor of 20 lines" in said
    assert "all of it is unexplained" in said


def printed_tables(path: str) -> list[list[list[str]]]:
    """The tables of a page, as rows of the words of their cells."""
    text = Client().get(path, secure=True).content.decode()
    tables = re.findall(r"<table.*?</table>", text, re.S)
    cell = re.compile(r"<t[dh][^>]*>(.*?)</t[dh]>", re.S)
    return [
        [[_bare(each) for each in cell.findall(row)] for row in re.findall(r"<tr.*?</tr>", table, re.S)]
        for table in tables
    ]


def _bare(html: str) -> str:
    words = re.sub(r"<[^>]+>", " ", html)
    return re.sub(r"\s+", " ", unescape(words).replace("\u2060", "").replace("\u2212", "-")).strip()


def _whole(text: str) -> Decimal | None:
    found = re.fullmatch(r"\+?(-?[\d,]+)(?: .*)?", text)
    return Decimal(found[1].replace(",", "")) if found else None


@pytest.mark.parametrize(
    ("path", "total", "columns"),
    [
        ("/en/sample-district/reckoning/", "Measured change", (1,)),
        (f"/en/sample-district/{COMPARED}", "Sum of all lines", (3, 4, 5, 6, 7)),
    ],
)
def test_printed_parts_and_their_rounding_line_make_up_the_printed_total(
    path: str, total: str, columns: tuple[int, ...]
) -> None:
    (rows,) = [table for table in printed_tables(path) if any(row and row[0] == total for row in table)]
    last = next(row for row in rows if row and row[0] == total)
    assert any(row and row[0] == "Rounding" for row in rows), rows
    for column in columns:
        parts = [
            value
            for row in rows
            if row is not last and len(row) > column and row[0] != "Claims not credited"
            if (value := _whole(row[column])) is not None
        ]
        assert sum(parts) == _whole(last[column]), (column, rows)


def test_the_amount_of_activity_says_what_it_counts_and_leads_to_the_other_meaning() -> None:
    said = Client().get("/en/sample-district/reckoning.json", secure=True).json()["inventories"]
    parts = [Decimal(str(said[name])) for name in ("activity", "credited", "unexplained")]
    assert said["activity_is"] == "without_projects"
    assert sum(parts) == pytest.approx(Decimal(str(said["activity_of_rows"])))
    other = Client().get(f"/en/sample-district/{COMPARED.replace('/?', '.json?')}", secure=True).json()
    assert Decimal(str(other["net"]["activity"])) == Decimal(str(said["activity_of_rows"]))
    words = page("/en/sample-district/reckoning/")
    assert "Amount of activity without projects" in words
    assert "whatever moved them" in words
    assert "a cap and no proof" in words
    compared = Client().get(f"/en/sample-district/{COMPARED}", secure=True).content.decode()
    assert "what projects did lies within" in compared
    assert 'href="/en/sample-district/reckoning/"' in compared
