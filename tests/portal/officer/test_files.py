"""Files that are broken, swollen or misleading are refused with a sentence, and quickly."""

import pytest
from django.test import Client

from dure.portal.officer import files
from dure.portal.officer import sentences as own_says
from tests.portal.officer.test_importing import GOOD, HEADER, SHEET, bring, packed, page_of, workbook


@pytest.mark.parametrize("row", ["5000000", "100001", "9" * 40])
def test_a_row_that_claims_a_number_far_below_is_refused(row: str) -> None:
    grid = files.read_grid(packed(SHEET.format(f'<row r="{row}"><c t="str"><v>x</v></c></row>')))
    assert grid.wrong == own_says.row_too_far(files.LAST_SHEET_ROW)


def test_rows_may_be_left_empty_in_a_sheet() -> None:
    grid = files.read_grid(packed(SHEET.format('<row r="90000"><c t="str"><v>x</v></c></row>')))
    assert grid.rows == ((1, ("address",)), (90000, ("x",)))


@pytest.mark.parametrize("column", ["AO", "AP", "BH", "XFD"])
def test_a_cell_right_of_the_last_column_is_never_passed_over(column: str) -> None:
    cell = f'<row r="2"><c r="A2" t="str"><v>x</v></c><c r="{column}2" t="str"><v>{{}}</v></c></row>'
    grid = files.read_grid(packed(SHEET.format(cell.format("x"))))
    assert grid.wrong == own_says.too_many_columns(files.MOST_COLUMNS)
    assert files.read_grid(packed(SHEET.format(cell.format(" ")))).rows == ((1, ("address",)), (2, ("x",)))


def test_empty_cells_without_end_are_not_walked() -> None:
    wide = "".join(f'<row r="{row}"><c r="XFD{row}"/></row>' for row in range(2, 400))
    assert files.read_grid(packed(SHEET.format(wide))).wrong == own_says.too_many_columns(files.MOST_COLUMNS)


def test_a_csv_with_columns_without_end_is_refused_before_they_are_compared(officer: Client) -> None:
    page = page_of(bring(officer, ",".join(f"adress{n}" for n in range(100_000)) + "\n" + GOOD))
    assert "The table has more than 40 columns." in page


def test_no_damage_to_a_workbook_raises() -> None:
    whole = workbook(
        [[*HEADER.strip().split(",")], ["emissions_tco2e", 2024, 8.43, "MtCO2e", "observed", "a:7"]]
    )
    for place in range(4, len(whole), 61):
        files.read_grid(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        files.read_grid(whole[:place])


@pytest.mark.parametrize("method", [12, 14, 97])
def test_a_workbook_packed_in_another_way_than_it_says_is_broken(method: int) -> None:
    content = bytearray(workbook([["x"]]))
    for signature, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        place = -1
        while (place := content.find(signature, place + 1)) != -1:
            content[place + at] = method
    assert files.read_grid(bytes(content)).wrong == own_says.broken_workbook()


@pytest.mark.parametrize(
    "content",
    [
        packed('<?xml version="1.0" encoding="no-such-encoding"?><worksheet/>'),
        packed(SHEET.format('<row r="x"/>')),
        packed(SHEET.format('<row r="2"><c t="s"><v>99</v></c></row>')),
        packed("<worksheet"),
    ],
)
def test_a_sheet_that_cannot_be_read_is_a_broken_workbook(content: bytes) -> None:
    assert files.read_grid(content).wrong == own_says.broken_workbook()


def test_a_workbook_with_a_password_is_told_so() -> None:
    content = bytearray(workbook([["x"]]))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := content.find(signature, place + 1)) != -1:
            content[place + at] |= 1
    assert files.read_grid(bytes(content)).wrong == own_says.broken_workbook()
