"""What an officer downloads to fill in: an empty table, and the rows that stand, in the same columns."""

import io
from collections.abc import Iterable

import openpyxl
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from dure.grammar.books.shapes import Activity
from dure.portal.officer.rows.columns import TEMPLATE
from dure.portal.officer.rows.tables import library_of
from dure.portal.officer.work import office, work_at
from dure.portal.pages import csv_answer
from dure.portal.resident.inventory_files import XLSX, taxonomy
from dure.portal.showing import say

# What stands in both languages, so that it comes back as it went out.
BOTH = ("title_ko", "title_en", "reason_ko", "reason_en", "note_ko", "note_en")


def column_words() -> list[tuple[str, str]]:
    """The columns of the file, each with what stands in it."""
    return [
        (
            "row",
            _("A name of its own, in small letters, digits and hyphens; where it is empty, one is given."),
        ),
        ("ref", _("The GPC reference of the source, like I.1.1.")),
        ("activity", _("What was done, like “Natural gas of homes”.")),
        ("quantity, unit", _("How much, and in which unit: 61,000 and t. Not below zero.")),
        ("fuel", _("What was burnt or used, by its usual name; the factor that holds for it is looked up.")),
        (
            "factor",
            _("Instead of a fuel: the id of a factor, like place/factor, as the page of factors has it."),
        ),
        (
            "method, arguments",
            _("Instead of a factor: a method of the guidelines with its arguments, like dm=0.4 cf=0.38."),
        ),
        (
            "co2_kg_per_unit …",
            _("Instead of all of these: the row's own factors, in kilograms of a gas per unit of the row."),
        ),
        *_column_words_of_books(),
    ]


def _column_words_of_books() -> list[tuple[str, str]]:
    """The columns that the books need beside what a calculation reads."""
    return [
        ("year", _("A year 2025 or a month 2025-03.")),
        (
            "gwp_set",
            _("The set that CO₂ equivalent is said in, like AR5; empty where the place has chosen one."),
        ),
        ("mark", _("observed or estimated; empty where the choice above holds.")),
        (
            "key, target, reason",
            _(
                "Instead of a quantity: NO, NE, IE or C. IE names in target the source that holds it; "
                "NE and C give their reason."
            ),
        ),
        (
            "grade, uncertainty_percent",
            _("How good the number is, H, M or L; and how far off it may be, in percent."),
        ),
        (
            "source, note",
            _("A document of the catalogue, a colon, and page or line; and a note. Both may stay empty."),
        ),
    ]


@office
def template_csv(request: HttpRequest, place: str) -> HttpResponse:
    """The empty template as CSV."""
    work_at(request, place, "officer")
    return csv_answer(TEMPLATE, (), name=f"{place}-activities.csv")


@office
def template_xlsx(request: HttpRequest, place: str) -> HttpResponse:
    """The empty template as a workbook; further sheets list the references and the factors to choose from."""
    work_at(request, place, "officer")
    library = library_of(place)
    chain = library.chain(place)
    book = openpyxl.Workbook()
    book.worksheets[0].title = "activities"
    book.worksheets[0].append(TEMPLATE)
    refs = book.create_sheet("refs")
    for row in [("ref", "title"), *((each.ref, say(each.title)) for each in taxonomy())]:
        refs.append(row)
    factors = book.create_sheet("factors")
    factors.append(("factor", "fuel", "per", "valid_from", "valid_to", "title"))
    for each in library.factors:
        if each.region in chain:
            days = (str(each.valid_from or "unknown"), str(each.valid_to or "unknown"))
            factors.append((each.address, each.technology, each.per, *days, say(each.title)))
    content = io.BytesIO()
    book.save(content)
    answer = HttpResponse(content.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{place}-activities.xlsx"'
    return answer


@office
def standing_csv(request: HttpRequest, place: str) -> HttpResponse:
    """The rows that stand, in the template's columns: to be changed and brought again."""
    work_at(request, place, "officer")
    rows = [row for row in library_of(place).activities if row.place == place]
    own = list(dict.fromkeys(gas for row in rows for gas, _kg in row.own_kg))
    header = (*TEMPLATE, *BOTH, *(f"{gas} kg per unit" for gas in own if _column(gas) not in TEMPLATE))
    return csv_answer(header, list(_lines(rows, header)), name=f"{place}-activities-now.csv")


def _column(gas: str) -> str:
    return f"{gas.lower()}_kg_per_unit"


def _lines(rows: Iterable[Activity], header: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The cells of each row."""
    for row in rows:
        off, amount = row.uncertainty_percent, row.quantity
        told = {
            "row": row.row, "ref": row.ref, "activity": say(row.title),
            "quantity": "" if amount is None else f"{amount:f}", "unit": row.unit,
            "fuel": row.technology, "factor": row.factor,
            "method": row.method if row.arguments else "",
            "arguments": " ".join(f"{name}={value:f}" for name, value in row.arguments),
            "year": row.period, "gwp_set": row.gwp_set, "mark": row.mark, "key": row.key,
            "target": row.target, "reason": say(row.reason), "grade": row.grade,
            "uncertainty_percent": "" if off is None else f"{off:f}",
            "source": f"{row.source}:{row.locator}", "note": say(row.note),
            "title_ko": row.title.ko, "title_en": row.title.en, "reason_ko": row.reason.ko,
            "reason_en": row.reason.en, "note_ko": row.note.ko, "note_en": row.note.en,
        }  # fmt: skip
        for gas, kg in row.own_kg:
            name = _column(gas) if _column(gas) in TEMPLATE else f"{gas} kg per unit"
            told[name] = f"{kg:f}"
        yield tuple(told.get(name, "") for name in header)
