"""From a figure of an inventory down to the row it was worked out from, its factor and its papers."""

import html
import re
from decimal import Decimal

import pytest

from tests.portal.reading import data, page, rows

pytestmark = [pytest.mark.usefixtures("everything"), pytest.mark.xdist_group("loaded")]
DISTRICT = "/en/sample-district/inventory/"


def row_links(path: str) -> list[str]:
    """The rows that a page leads to."""
    return re.findall(r'href="(/en/[^"]+/inventory/rows/[0-9a-f]{64}/\d+/)"', page(path))


def test_a_figure_leads_to_its_rows_and_a_row_to_its_factor_and_back() -> None:
    figure = "/en/figures/sample-district/gpc_emissions_tco2e/i-1-1@2023:synthetic/"
    first = row_links(figure)[0]
    shown = html.unescape(page(first))
    assert "/en/data/factors/" in shown
    assert figure in shown
    assert "Invented" in shown or "synthetic" in shown
    told = data(first[:-1] + ".json")
    assert told["figure"].startswith("sample-district/gpc_emissions_tco2e/i-1-1@2023")
    assert Decimal(told["quantity"]) > 0
    assert told["gwp_set"] == "AR5"
    assert set(told["gases_kg"]) >= {"co2", "ch4", "n2o"}


def test_the_gases_of_a_row_come_to_its_equivalent() -> None:
    told = data(row_links(DISTRICT + "rows/?ref=I.1.1&year=2023")[0][:-1] + ".json")
    gases = {gas: Decimal(kg) for gas, kg in told["gases_kg"].items()}
    weighed = gases["co2"] + 28 * gases["ch4"] + 265 * gases["n2o"]
    assert weighed == pytest.approx(Decimal(told["co2e_kg"]), rel=Decimal("1e-9"))


def test_the_rows_of_a_source_come_to_its_figure() -> None:
    told = rows(DISTRICT + "rows.csv?year=2023&ref=I.1.1")
    figures = data(DISTRICT[:-1] + ".json?year=2023")["figures"]
    figure = next(f for f in figures if f["address"].endswith("gpc_emissions_tco2e/i-1-1@2023:synthetic"))
    total = sum(Decimal(row["co2e_kg"]) for row in told) / 1000
    assert total == pytest.approx(Decimal(figure["value"]), rel=Decimal("1e-6"))


def test_a_key_is_a_row_with_its_reason() -> None:
    told = [row for row in rows(DISTRICT + "rows.csv?year=2021") if row["key"] == "NE"]
    shown = page(f"{DISTRICT}rows/{told[0]['series']}/{told[0]['line']}/")
    assert "to be found out next year" in shown


def test_a_composite_says_that_it_is_not_split() -> None:
    first = row_links("/en/daejeon-seo/inventory/rows/")[0]
    shown = html.unescape(page(first))
    assert "does not split it by gas" in shown
    assert "with which set of potentials is not told" in shown
    assert "/en/data/factors/korea/electricity-2023/" in shown
    assert "kepco-sigungu-2024" in shown


def test_a_row_that_is_not_there_is_not_found() -> None:
    digest = rows(DISTRICT + "rows.csv")[0]["series"]
    for path in (f"rows/{digest}/0/", f"rows/{digest}/99999/", f"rows/{'0' * 64}/1/", "rows/?year=1900"):
        page(DISTRICT + path, status=404)
    page(f"/en/daejeon-seo/inventory/rows/{digest}/1/", status=404)
    page("/en/seoul/inventory/rows/", status=404)
