"""The chapter of a report on the inventory: totals by view, sectors, completeness and quality."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from dure.kernel.things import read as things
from dure.portal.data.reports.gathering import gathered
from dure.portal.data.reports.wording import told
from tests.portal.data import test_reports
from tests.portal.data.test_reports import ON, PLACE

loaded = test_reports.loaded


@pytest.mark.django_db
def test_what_is_stated_of_an_inventory_stands_in_its_own_chapter(loaded: None) -> None:
    found = things.find_place(PLACE)
    assert found is not None
    known = gathered(found, recorded_by=None)
    of = replace(
        known.standing[0], address="gpc_total_tco2e/basic", id=0, mark="synthetic", value=Decimal("1397195.5")
    )
    sector = replace(of, address="gpc_sector_tco2e/waste", id=-1)
    share = replace(of, address="inventory_completeness_percent", id=-2, value=Decimal(98))
    with translation.override("en"):
        report = told(replace(known, standing=(*known.standing, of, sector, share)), on=ON)
        html = [" ".join(cell.text for cell in row) for table in report.inventory for row in table.rows]
    assert [table.caption for table in report.inventory] == [
        "Totals: BASIC, BASIC+, territorial",
        "Emissions by sector",
        "Completeness and quality",
    ]
    assert len(html) == 3
    assert {of.id, sector.id, share.id}.isdisjoint(
        {f.id for f in replace(known, standing=(*known.standing, of, sector, share)).others}
    )
