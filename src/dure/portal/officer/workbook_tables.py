"""What an eCRF workbook says beside its totals, shown before it is filed and to whoever approves it."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from dure.grammar.books.ecrf_columns import CITY
from dure.grammar.books.ecrf_keeping import read_kept, read_rows
from dure.grammar.books.ecrf_lines import Line
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.officer.checking import Letter

MOST_LINES = 200
GASES = (
    ("ghg_co2", "CO2"), ("ghg_ch4", "CH4"), ("ghg_n2o", "N2O"), ("ghg_biogenic_co2", "CO2 (b)"),
)  # fmt: skip
FACTORS = (("factor_co2", "CO2"), ("factor_ch4", "CH4"), ("factor_n2o", "N2O"), ("factor_co2e", "CO2e"))


def tables(letters: Iterable[Letter]) -> list[Table]:
    """For each year: what is told of the city, every line with activity, factor and gases, other sheets."""
    found = []
    for letter in letters:
        book = read_kept(read_rows(letter["rows"]))
        found.append(_lines_table(letter["period"], book.lines))
        found.append(_city_table(letter["period"], [*_labelled(book.city), *book.city_other]))
        if book.rows:
            found.append(_sheets_table(letter["period"], book.rows))
    return found


def _labelled(city: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((CITY[name][0], text) for name, text in city)


def _lines_table(period: str, lines: Sequence[Line]) -> Table:
    shown = lines[:MOST_LINES]
    return Table(
        caption=_("Lines of %(year)s that are kept cell by cell: %(count)d")
        % {"year": period, "count": len(lines)},
        columns=(
            Column(_("Row")), Column(_("GPC ref")), Column(_("Activity")), Column(_("Emission factor")),
            Column(_("Gases, t")), Column(_("Explanation")),
        ),
        rows=tuple(
            (
                Cell(text=f"{line.sheet}!{line.row}"),
                Cell(text=line.ref),
                Cell(text=_activity(line), note=line["activity_source"]),
                Cell(text=_named(line, FACTORS, unit=line["factor_unit"]), note=line["factor_source"]),
                Cell(text=_named(line, GASES)),
                Cell(text=line["explanation"]),
            )
            for line in shown
        ),
    )  # fmt: skip


def _activity(line: Line) -> str:
    said = " ".join(part for part in (line["activity_amount"], line["activity_unit"]) if part)
    return ": ".join(part for part in (line["fuel_or_activity"], said) if part) or "—"


def _named(line: Line, names: Iterable[tuple[str, str]], *, unit: str = "") -> str:
    said = ", ".join(f"{title} {line[name]}" for name, title in names if line[name])
    return (f"{said} {unit}".strip() if said else "") or "—"


def _city_table(period: str, facts: Sequence[tuple[str, str]]) -> Table:
    return Table(
        caption=_("What the workbook of %(year)s tells of the city") % {"year": period},
        columns=(Column(_("Label")), Column(_("As written"))),
        rows=tuple((Cell(text=label), Cell(text=text or "—")) for label, text in facts),
        empty=_("No sheet tells of the city."),
    )


def _sheets_table(period: str, sheets: Sequence[tuple[str, tuple[tuple[str, ...], ...]]]) -> Table:
    return Table(
        caption=_("Further sheets of the workbook of %(year)s, kept as text") % {"year": period},
        columns=(Column(_("Sheet")), Column(_("Rows"), numeric=True)),
        rows=tuple((Cell(text=title), Cell(text=str(len(rows)))) for title, rows in sheets),
    )
