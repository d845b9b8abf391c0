"""An eCRF workbook goes out and comes in again with every cell, and every bad cell is named with its mend."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from dure.grammar.books.categories import read_taxonomy
from dure.grammar.books.ecrf import Workbook, read_workbook
from dure.grammar.books.ecrf_columns import CITY, DETAIL, column_of
from dure.grammar.books.ecrf_keeping import read_kept, read_rows, without_secrets, written_kept
from dure.grammar.books.ecrf_lines import Line
from dure.grammar.books.ecrf_writing import written
from dure.grammar.shapes import Text
from dure.kernel.runs.read import Answer, Run
from dure.portal.data.ecrf import Stated, workbook_of
from dure.portal.settings import PACKS
from tests.portal.resident.stated import figure

CATEGORIES, _ = read_taxonomy(PACKS, system="inventory")
HOMES = {
    "inventory_year": "2023",
    "gpc_ref": "I.1.1",
    "crf_sector": "Stationary energy",
    "crf_subsector": "Residential buildings",
    "scope": "1",
    "fuel_or_activity": "Natural gas",
    "activity_amount": "61000",
    "activity_unit": "t",
    "factor_oxidation": "0.995",
    "ghg_co2": "163250.25",
    "ghg_co2e": "163500.5",
    "explanation": "=not a formula, 도시가스",
}
TRAMS = {"inventory_year": "2023", "gpc_ref": "II.2.2", "scope": "2", "notation_key": "IE (I.1.1)"}
COAL = {"inventory_year": "2023", "gpc_ref": "I.7.1", "notation_key": "NO"}


def line(cells: dict[str, str], *, row: int = 2, other: dict[str, str] | None = None) -> Line:
    """A line as the reader would give it."""
    kept = tuple((name, cells[name]) for name in DETAIL if cells.get(name))
    return Line(row=row, ref=cells["gpc_ref"], cells=kept, other=tuple((other or {}).items()))


def book(*lines: Line) -> Workbook:
    """A workbook of these lines."""
    city = {**dict.fromkeys(CITY, "unknown"), "city": "Dreamtown", "population": "1,234,567"}
    return Workbook(
        city=tuple(city.items()),
        city_other=(("Mayor", "somebody"),),
        lines=lines,
        rows=(("Notes", (("a", "b"), ("1", "=2"))),),
        usable=True,
    )


def read(content: bytes) -> Workbook:
    """The workbook read back."""
    return read_workbook(content, categories=CATEGORIES, file="book.xlsx")


def changed(change: Callable[[Worksheet], None]) -> Workbook:
    """The workbook of three lines, changed by somebody's hand in its detail sheet."""
    made = openpyxl.load_workbook(io.BytesIO(written(book(line(HOMES), line(TRAMS), line(COAL)))))
    change(made["Detail"])
    content = io.BytesIO()
    made.save(content)
    return read(content.getvalue())


def letter(column: str) -> str:
    """The letter of a column."""
    return str(openpyxl.utils.get_column_letter(list(DETAIL).index(column) + 1))


def test_what_goes_out_comes_in_again() -> None:
    lines = (line(HOMES, other={"GHG SF6": "0.5"}), line(TRAMS), line(COAL))
    out = book(*lines)
    back = read(written(out))
    assert not back.mistakes
    assert [each.column for each in back.remarks] == [None]
    assert "I.1.2, I.2.1" in back.remarks[0].says.en
    assert [each.said for each in back.lines] == [each.said for each in lines]
    assert (back.city, back.city_other, back.rows) == (out.city, out.city_other, out.rows)


def test_thirty_three_columns_are_written() -> None:
    assert len(DETAIL) == 33


def test_the_same_lines_are_the_same_file() -> None:
    assert written(book(line(HOMES))) == written(book(line(HOMES)))
    assert written(read(written(book(line(HOMES))))) == written(book(line(HOMES)))


AMOUNT = st.decimals(min_value=0, max_value=10**14, places=3).map(lambda value: f"{value:f}")
WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=30).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([c.ref for c in CATEGORIES]), AMOUNT, WORDS, WORDS), max_size=6,
        unique_by=lambda each: each[0],
    )
)  # fmt: skip
def test_no_cell_is_lost_whatever_stands_in_it(rows: list[tuple[str, str, str, str]]) -> None:
    lines = [
        line(
            {"inventory_year": "2023", "gpc_ref": ref, "ghg_co2e": amount, "explanation": words},
            other={"Colour": more} if more else None,
        )
        for ref, amount, words, more in rows
    ]
    back = read(written(book(*lines)))
    assert not back.mistakes
    assert [each.said for each in back.lines] == [each.said for each in lines]


@pytest.mark.parametrize(
    ("subsector", "scope", "ref"),
    [("Off-road", "2", "II.5.2"), ("Off-road", "Scope 2", "II.5.2"), ("Transportation > Rail", "1", "II.2.1"),
     ("주거용 건물", "2", "I.1.2")],
)  # fmt: skip
def test_sub_sector_and_scope_tell_the_reference(subsector: str, scope: str, ref: str) -> None:
    def without(sheet: Worksheet) -> None:
        sheet["B2"] = None
        sheet[f"{letter('crf_subsector')}2"] = subsector
        sheet[f"{letter('scope')}2"] = scope

    assert changed(without).lines[0].ref == ref


def test_off_road_electricity_under_another_number_is_told() -> None:
    def wrong(sheet: Worksheet) -> None:
        sheet["B2"], sheet[f"{letter('scope')}2"] = "II.5.1", "2"

    (mistake,) = changed(wrong).mistakes
    assert mistake.column == "Detail!B2"
    assert "II.5.2" in mistake.mend.en


BAD_CELLS = [
    ("ghg_co2e", "=SUM(A1:A2)", "formula"),
    ("ghg_co2e", "many", "not a number"),
    ("activity_amount", -5, "below zero"),
    ("factor_oxidation", 99.5, "above one"),
    ("inventory_year", "last year", "not a year"),
    ("ghg_co2e", "12,3", "not a number"),
    ("gpc_ref", "VII.1", "taxonomy does not hold"),
    ("notation_key", "XX", "no notation key"),
    ("notation_key", "NE", "stand together"),
    ("ghg_co2e", None, "only the gases"),
]


@pytest.mark.parametrize(("column", "value", "says"), BAD_CELLS)
def test_a_bad_cell_is_named_and_its_line_left_out(column: str, value: str | float | None, says: str) -> None:
    def spoil(sheet: Worksheet) -> None:
        sheet[f"{letter(column)}2"] = value

    found = changed(spoil)
    assert [each.column for each in found.mistakes] == [f"Detail!{letter(column)}2"]
    assert says in found.mistakes[0].says.en
    assert [each.ref for each in found.lines] == ["II.2.2", "I.7.1"]


def test_merged_cells_are_refused_by_name() -> None:
    found = changed(lambda sheet: sheet.merge_cells("H2:H3"))
    assert [(each.line, each.column) for each in found.mistakes] == [(2, "Detail!H2:H3"), (3, "Detail!H2:H3")]
    assert [each.ref for each in found.lines] == ["I.7.1"]


def test_a_blank_is_no_answer() -> None:
    def empty(sheet: Worksheet) -> None:
        sheet[f"{letter('notation_key')}4"] = None

    (mistake,) = changed(empty).mistakes
    assert mistake.column == f"Detail!{letter('notation_key')}4"


def test_ie_that_points_to_nothing_is_remarked() -> None:
    def nowhere(sheet: Worksheet) -> None:
        sheet[f"{letter('notation_key')}3"] = "IE (II.2.2)"

    found = changed(nowhere)
    assert not found.mistakes
    (remark, _absent) = found.remarks
    assert remark.column == f"Detail!{letter('notation_key')}3"
    assert "in a circle, II.2.2 → II.2.2" in remark.says.en


def test_headings_on_two_rows_and_in_other_words_are_read() -> None:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(["", "", "", "", "Activity data", "", "GHG emissions (t)", "", "Our own"])
    sheet.append(
        ["Inventory year", "GPC ref. no.", "Scope", "Notation key", "Amount", "Unit", "CO2",
         "Total CO2e", "Colour"]
    )  # fmt: skip
    sheet.append([2023, "I.1.1", 1, None, 5, "t", 10.25, 11, "red"])
    sheet.merge_cells("E1:F1")
    content = io.BytesIO()
    made.save(content)
    (found,) = read(content.getvalue()).lines
    assert dict(found.cells) == {
        "inventory_year": "2023", "gpc_ref": "I.1.1", "scope": "1", "activity_amount": "5",
        "activity_unit": "t", "ghg_co2": "10.25", "ghg_co2e": "11",
    }  # fmt: skip
    assert found.other == (("Our own: Colour", "red"),)
    assert found.number("ghg_co2e") == Decimal(11)


def test_what_is_no_workbook_is_told() -> None:
    assert not read(b"GPC ref,Scope").usable
    empty = io.BytesIO()
    openpyxl.Workbook().save(empty)
    assert not read(empty.getvalue()).usable


def test_a_heading_is_known_under_its_group() -> None:
    assert column_of("CO2", "Emission factor") == "factor_co2"
    assert column_of("CO2", "GHG emissions") == "ghg_co2"
    assert column_of("Data quality", "Activity data") == "activity_quality"


def test_formulas_and_merged_cells_of_other_sheets_are_named() -> None:
    made = openpyxl.load_workbook(io.BytesIO(written(book(line(TRAMS)))))
    sums = made.create_sheet("Sums")
    sums["A1"], sums["B2"] = "sum", "=1+1"
    sums.merge_cells("A3:A4")
    content = io.BytesIO()
    made.save(content)
    told = {each.column: each.says.en for each in read(content.getvalue()).remarks if each.column}
    assert "formulas (cells: 1)" in told["Sums!B2"]
    assert "Sums!A3:A4" in told["Sums!A3:A4"]


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30))
def test_a_kept_workbook_is_the_workbook_again(text: str) -> None:
    made = replace(
        book(line({**HOMES, "explanation": text}, other={"Colour": text}), line(TRAMS, row=3)),
        rows=(("Notes", (("a", ""), ("", text))),),
    )
    kept = read_kept(read_rows(written_kept(made, period="2023")))
    assert (kept.city, kept.city_other, kept.rows) == (made.city, made.city_other, made.rows)
    assert [each.said for each in kept.lines] == [each.said for each in made.lines]
    assert written(kept) == written(made)


def test_a_sheet_that_names_no_source_is_closed_with_a_confidential_one() -> None:
    secret = {**COAL, "notation_key": "C", "activity_amount": "5"}
    made = replace(book(line(HOMES), line(secret, row=3)), rows=(("Notes", (("Plant", "5"),)),))
    told = without_secrets(made)
    assert told.rows == ()
    assert [each["activity_amount"] for each in told.lines] == ["61000", ""]


def test_only_gases_go_out_as_gases() -> None:
    # Grades and ranges of a source are answers of the same run; they are no gases and not in grams.
    told = {
        "co2_g": "122130816000", "sf6_g": "2000000", "co2e_g": "122902656000",
        "activity_grade": "2.95536", "range_low_t": "160857.125087", "range_high_t": "170281.494812",
    }  # fmt: skip
    run = Run(
        id="run-1", place="daegu", system="inventory", name="inventory", engine="inventory.emissions",
        title=Text("", ""), says=Text("", ""), is_check=False, holds=None,
        at=datetime(2026, 11, 2, tzinfo=UTC), engine_digest="", inputs=(),
        answers=tuple(Answer(name, "I.1.1", value) for name, value in told.items()),
    )  # fmt: skip
    stated = figure("gpc_emissions_tco2e/i-1-1", "122902.656", "2023", origin="run", by="run-1", label="AR5")
    made = workbook_of(Stated("2023", {stated.address: stated}, (run,)), categories=CATEGORIES, city={})
    (homes,) = made.lines
    assert homes.other == (("GHG SF6", "2"),)
    assert {name: text for name, text in homes.cells if name.startswith("ghg_")} == {
        "ghg_co2": "122130.816",
        "ghg_co2e": "122902.656",
    }
