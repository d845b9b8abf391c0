"""Two rows of one file that say different things about one figure: neither is believed, both are told."""

import csv
import html
import io

import pytest
from django.test import Client

from dure.portal.officer import sentences as own_says
from tests.portal.officer.test_importing import CARS, GOOD, HEADER, bring, page_of, workbook


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "other",
    [
        GOOD.replace("8.43", "8.34"),
        GOOD.replace("8.43", "unknown"),
        GOOD.replace("8.43", "8.34")[:-2] + "9\n",
    ],
)
def test_of_two_rows_that_contradict_each_other_neither_is_filed(
    officer: Client, other: str, form: str
) -> None:
    table = HEADER + GOOD + CARS + other
    cells: list[list[object]] = [list(row) for row in csv.reader(io.StringIO(table))]
    content, name = (table, "a.csv") if form == "csv" else (workbook(cells), "a.xlsx")
    printed = other.split(",")[2]
    for language, offered in (("en", "1 figure can be filed."), ("ko", "수치 1건을 제출할 수 있습니다.")):
        page = html.unescape(page_of(bring(officer, content, name=name, language=language)))
        for said, mend in (
            own_says.contradicted("emissions_tco2e", [(4, printed)]),
            own_says.contradicted("emissions_tco2e", [(2, "8.43")]),
        ):
            assert (said.en if language == "en" else said.ko) in page
            assert (mend.en if language == "en" else mend.ko) in page
        assert 'data-sort="2"' in page
        assert 'data-sort="4"' in page
        assert offered in page


def test_the_same_value_of_two_documents_is_no_contradiction(officer: Client) -> None:
    said, _mend = own_says.contradicted(
        "emissions_tco2e", [(2, "8.43"), (3, "1"), (4, "2"), (5, "3"), (6, "4")]
    )
    assert said.en.startswith(
        "“emissions_tco2e” has another value in line 2 (“8.43”), line 3 (“1”), line 4 (“2”)"
    )
    assert said.en.endswith("and 2 more. None of these rows is filed.")
    same = GOOD.replace("8.43,MtCO2e", "8430000,tCO2e").replace("plan:7", "plan:9")
    page = html.unescape(page_of(bring(officer, HEADER + GOOD + CARS + same)))
    assert "cannot be filed" not in page or "has another value" not in page
