"""Writes an eCRF workbook: what its first sheet tells of the city, a line for each source, further sheets.

The same facts are the same file, byte for byte: no clock goes in. What is read from a workbook and written
again says the same in every cell.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from dure.grammar.books.ecrf import Workbook
from dure.grammar.books.ecrf_columns import CITY, DETAIL, NUMBERS
from dure.grammar.books.ecrf_lines import Line
from dure.grammar.numbers import notation
from dure.grammar.shapes import Category, Text
from dure.kernel.observations.read import Figure
from dure.kernel.runs.read import Run

FRONT, TABLE, ACTIVITIES, OPEN = "City", "Detail", "Activities", "Not answered"
SOURCES = "gpc_emissions_tco2e/"
GASES = {"co2_g": "ghg_co2", "ch4_g": "ghg_ch4", "n2o_g": "ghg_n2o", "co2_biogenic_g": "ghg_biogenic_co2"}
TONNE_GRAMS = Decimal(10**6)
UNKNOWN = "unknown"
WIDTHS = {"gpc_ref": 9, "scope": 7, "explanation": 60, "crf_sector": 22, "crf_subsector": 34}
EXACT_DIGITS = 15
MOST_NAMED = 8
# A zip keeps times; every part gets the first one that it can hold.
FIRST_TIME = (1980, 1, 1, 0, 0, 0)
CLOCK = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")


@dataclass(frozen=True)
class Stated:
    """A statement of an inventory to be written: its figures, the run behind them, and its activity rows."""

    period: str
    figures: dict[str, Figure]
    runs: tuple[Run, ...] = ()
    activities: tuple[dict[str, str], ...] = ()


def workbook_of(stated: Stated, *, categories: Sequence[Category], city: dict[str, str]) -> Workbook:
    """The workbook of one statement. Sources without a number or a key are listed apart, with the reason."""
    lines: list[Line] = []
    not_answered: list[tuple[str, ...]] = []
    answers = {(run.id, a.label, a.name): a.value for run in stated.runs for a in run.answers}
    for category in categories:
        figure = stated.figures.get(SOURCES + category.facet)
        if figure is None or (figure.value is None and not notation(figure.printed)):
            why = _both(figure.note) if figure else "Nothing is stated about this source."
            not_answered.append((category.ref, category.title.en, why))
            continue
        gases = {name: value for (run, ref, name), value in answers.items()
                 if run == figure.by and ref == category.ref}  # fmt: skip
        own = [row for row in stated.activities if row["ref"] == category.ref]
        lines.append(_line(figure, category, gases=gases, activities=own, row=len(lines) + 2))
    sheets = []
    if stated.activities:
        header = tuple(stated.activities[0])
        sheets.append((ACTIVITIES, (header, *(tuple(row.values()) for row in stated.activities))))
    if not_answered:
        sheets.append((OPEN, (("GPC ref", "Source of emissions", "Why"), *not_answered)))
    known = {"inventory_year": stated.period, "gwp_set": _gwp_set(stated), **city}
    return Workbook(
        city=tuple((name, known.get(name, "") or UNKNOWN) for name in CITY),
        lines=tuple(lines),
        rows=tuple(sheets),
        usable=True,
    )


def _gwp_set(stated: Stated) -> str:
    """The set that a reckoned statement is in; a published one does not say its set in the figures."""
    labels = {figure.label for figure in stated.figures.values() if figure.origin == "run"}
    return labels.pop() if len(labels) == 1 else ""


def _line(
    figure: Figure,
    category: Category,
    *,
    gases: dict[str, str],
    activities: Sequence[dict[str, str]],
    row: int,
) -> Line:
    key = notation(figure.printed) if figure.value is None else ""
    cells = {
        "inventory_year": figure.period,
        "gpc_ref": category.ref,
        "crf_sector": category.sector.en,
        "crf_subsector": category.subsector.en,
        "scope": str(category.scope),
        "notation_key": figure.printed if key else "",
        "ghg_co2e": "" if figure.value is None else _plain(figure.value),
        "explanation": _both(figure.note),
        **_activity_cells(figure, activities),
    }
    other = []
    for name, grams in gases.items():
        amount = _plain(Decimal(grams) / TONNE_GRAMS)
        if name in GASES:
            cells[GASES[name]] = amount
        elif name != "co2e_g":
            other.append((f"GHG {name.removesuffix('_g').upper()}", amount))
    kept = tuple((name, cells[name]) for name in DETAIL if cells.get(name))
    return Line(row=row, ref=category.ref, cells=kept, other=tuple(other))


def _activity_cells(figure: Figure, rows: Sequence[dict[str, str]]) -> dict[str, str]:
    """The activity behind a line, where it is one; of several, their names: they have their own sheet."""
    document = f"{figure.source}:{figure.locator}" if figure.source else ""
    if not rows:
        return {"activity_source": document}
    named = list(dict.fromkeys(row["title_en"] or row["title_ko"] for row in rows))
    titles = "; ".join(named[:MOST_NAMED]) + ("; …" if len(named) > MOST_NAMED else "")
    if len(rows) > 1:
        return {
            "fuel_or_activity": titles,
            "activity_method": f"{len(rows)} rows, each on the sheet {ACTIVITIES}.",
        }
    (row,) = rows
    return {
        "fuel_or_activity": titles,
        "activity_amount": row["quantity"],
        "activity_unit": row["unit"],
        "activity_method": row["method"],
        "activity_source": row["source"],
        "activity_quality": row["grade"],
        "factor_source": row["factor"],
    }


def _both(text: Text) -> str:
    return " / ".join(dict.fromkeys(part for part in (text.ko, text.en) if part))


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def written(book: Workbook) -> bytes:
    """The workbook as an XLSX file."""
    made = openpyxl.Workbook()
    front = made.worksheets[0]
    front.title = FRONT
    _fill(front, [(CITY[name][0], value) for name, value in book.city] + list(book.city_other))
    front.column_dimensions["A"].width, front.column_dimensions["B"].width = 32, 48
    table = made.create_sheet(book.lines[0].sheet if book.lines else TABLE)
    _fill_table(table, book.lines)
    for title, rows in book.rows:
        sheet = made.create_sheet(title)
        _fill(sheet, rows)
        sheet.freeze_panes = "A2"
    return _without_clock(made)


def _fill_table(sheet: Worksheet, lines: Sequence[Line]) -> None:
    """The thirty-three columns, then those that only this workbook has."""
    more = list(dict.fromkeys(heading for line in lines for heading, _text in line.other))
    header = [printed for printed, _others in DETAIL.values()] + more
    rows = [
        [line[name] for name in DETAIL] + [dict(line.other).get(heading, "") for heading in more]
        for line in lines
    ]
    numeric = {number for number, name in enumerate(DETAIL, start=1) if name in NUMBERS}
    _fill(sheet, [header, *rows], numeric=numeric)
    for number, name in enumerate(DETAIL, start=1):
        cell = sheet.cell(1, number)
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(number)].width = WIDTHS.get(name, 16)
    sheet.freeze_panes = "C2"


def _fill(sheet: Worksheet, rows: Iterable[Sequence[str]], *, numeric: set[int] | None = None) -> None:
    """Write cells as text, and as numbers where a number keeps every digit."""
    for line, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text == "":
                continue
            cell = sheet.cell(line, column)
            if line > 1 and numeric and column in numeric and _keeps_digits(text):
                cell.value = float(text) if "." in text else int(text)
            else:
                cell.value = text
                # Whatever a text begins with, it is no formula.
                cell.data_type = "s"
                cell.number_format = "@"


def _keeps_digits(text: str) -> bool:
    """Whether a text is a number that a spreadsheet keeps to the last digit, and prints the same."""
    if not re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?", text):
        return False
    return len(text.replace("-", "").replace(".", "").strip("0")) <= EXACT_DIGITS and len(text) < 20


def _without_clock(book: openpyxl.Workbook) -> bytes:
    """The file of a workbook with no time in it."""
    first, second = io.BytesIO(), io.BytesIO()
    book.save(first)
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(second, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = CLOCK.sub(b"", old.read(name)) if name == "docProps/core.xml" else old.read(name)
            part = zipfile.ZipInfo(name, FIRST_TIME)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, content)
    return second.getvalue()
