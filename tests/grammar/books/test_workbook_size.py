"""A workbook that names more cells than anybody types is refused by the range, and never opened."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.hyperlink import Hyperlink

from dure.grammar.books.budget_cells import read_cells
from dure.grammar.books.ecrf import read_workbook
from dure.grammar.books.workbook_size import MOST_CELLS, TooMuch, hear_size

SHEET = "xl/worksheets/sheet1.xml"


def saved(book: openpyxl.Workbook) -> bytes:
    """The bytes of a workbook."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(old: bytes, new: bytes, *, name: str = SHEET, sheets: int = 1) -> bytes:
    """A small workbook, one of whose parts says something else."""
    book = openpyxl.Workbook()
    for _ in range(sheets - 1):
        book.create_sheet()
    book.worksheets[0]["A1"] = "GPC ref"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(book))) as parts, zipfile.ZipFile(out, "w") as made:
        for part in parts.infolist():
            content = parts.read(part)
            if part.filename == name:
                assert old in content
                content = content.replace(old, new)
            made.writestr(part.filename, content)
    return out.getvalue()


def size(content: bytes) -> None:
    """Count a workbook as the eCRF does."""
    hear_size(content, rows_read=20_000, columns_read=80)


@pytest.mark.parametrize("cells", ["A3:ZZ2000", "A3:XFD1048576", "A:C"])
@pytest.mark.parametrize(
    "words",
    [
        '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>',
        "<mergeCells count='1'><mergeCell\n ref='{}'/></mergeCells>",
        '<hyperlinks><hyperlink ref="{}" location="B1"/></hyperlinks>',
    ],
)
def test_a_range_over_a_whole_sheet_is_refused_by_its_name(cells: str, words: str) -> None:
    content = with_part(b"</sheetData>", b"</sheetData>" + words.format(cells).encode())
    (mistake,) = read_workbook(content, categories=()).mistakes
    assert cells in mistake.says.en
    assert cells in mistake.mend.ko


def test_many_small_ranges_are_one_large_one() -> None:
    merges = b"".join(f'<mergeCell ref="A{row}:ZZ{row}"/>'.encode() for row in range(2, 300))
    with pytest.raises(TooMuch):
        size(with_part(b"</sheetData>", b"</sheetData><mergeCells>" + merges + b"</mergeCells>"))


def test_plain_cells_are_counted_to_their_furthest_corner() -> None:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for _ in range(4000):
        sheet.append([1] * 79)
    with pytest.raises(TooMuch, match=r"as far as CA3\d\d\d"):
        size(saved(book))
    sparse = openpyxl.Workbook()
    sparse.worksheets[0]["A1"], sparse.worksheets[0].cell(19_000, 79).value = 1, 1
    with pytest.raises(TooMuch, match="CA19000"):
        size(saved(sparse))


def test_cells_and_rows_without_names_are_counted_too() -> None:
    rows = b"<row><c/><c/></row>" * (MOST_CELLS // 2 + 1)
    with pytest.raises(TooMuch):
        size(with_part(b"</sheetData>", rows + b"</sheetData>"))


def test_many_sheets_of_one_part_are_no_workbook() -> None:
    sheet = b'<sheet name="x" sheetId="9" state="visible" r:id="rId1"/>'
    with pytest.raises(ValueError, match="one part"):
        size(with_part(b"</sheets>", sheet * 100 + b"</sheets>", name="xl/workbook.xml"))


def test_a_title_across_columns_and_a_link_are_no_load() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"] = "title", "link"
    sheet.merge_cells("A1:XFD1")
    sheet["A2"].hyperlink = Hyperlink(ref="A2", location="Sheet!A1")
    size(saved(book))


def test_a_budget_of_several_sheets_is_counted_before_its_merges_are_asked() -> None:
    merge = b'</sheetData><mergeCells><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    found = read_cells(with_part(b"</sheetData>", merge, sheets=2))
    ((_line, (says, _mend)),) = found.refused
    assert "A3:XFD1048576" in says.en
