"""Bringing a file of figures: the template to fill in, and the upload, with all its mistakes told at once."""

import io
from collections.abc import Iterable

import openpyxl
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.plans import read as plans
from dure.kernel.things.read import Place
from dure.portal.officer import drafts
from dure.portal.officer.checking import COLUMNS, check_rows, known_here
from dure.portal.officer.files import read_grid
from dure.portal.officer.forms import FileForm
from dure.portal.officer.inventory_rules import remarked
from dure.portal.officer.sentences import MARK_WORDS
from dure.portal.officer.work import office, page, work_at
from dure.portal.pages import csv_answer
from dure.portal.showing import say

MOST_ADDRESSES = 2000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@office
def bring(request: HttpRequest, place: str) -> HttpResponse:
    """The upload."""
    work = work_at(request, place, "officer")
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        grid = read_grid(upload.read())
        today = timezone.localdate(work.at)
        checked = check_rows(grid, place=work.place, known=known_here(), today=today, file=upload.name)
        draft = drafts.Draft(
            work.place.id, name=upload.name[:200], checked=checked, encoding=grid.encoding,
            remarks=remarked(checked.letters, lines=checked.lines),
        )  # fmt: skip
        token = drafts.keep(draft, account=work.account)
        return redirect(reverse("work_draft", kwargs={"place": place, "token": token}))
    return page(
        request,
        "officer/import.html",
        {"form": form, "forms": (form,), "columns": _columns()},
        title=_("Import a file"),
        place=work.place,
        status=422 if form.is_bound else 200,
    )


def _columns() -> list[tuple[str, str]]:
    """The columns of the file, each with what stands in it."""
    return [
        ("address", _("The figure's name and facet, as in the template.")),
        ("period", _("A year 2025, a month 2025-03, a day 2025-03-15, or from/to 2007/2021.")),
        (
            "value",
            _(
                "As printed, with its commas; unknown where the document says so. A source of an inventory "
                "may say NO, NE, IE or C instead; C (1,234) keeps the number and does not publish it."
            ),
        ),
        ("unit", _("A unit that converts into the figure's own.")),
        ("mark", ", ".join(f"{name} ({say(words)})" for name, words in MARK_WORDS.items())),
        ("source", _("The document's id in the catalogue, a colon, and page or line.")),
        ("valid_from, published_on", _("Days like 2025-03-15; may stay empty.")),
        (
            "label, note_ko, note_en",
            _("What the document calls it, and notes in both languages; may stay empty."),
        ),
    ]


@office
def template_csv(request: HttpRequest, place: str) -> HttpResponse:
    """The template as CSV."""
    work = work_at(request, place, "officer")
    return csv_answer(COLUMNS, _template_rows(work.place, _last_year()), name=f"{place}-observations.csv")


@office
def template_xlsx(request: HttpRequest, place: str) -> HttpResponse:
    """The template as a workbook; its second sheet says what each address is and in which unit it is kept."""
    work = work_at(request, place, "officer")
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "observations"
    _fill(sheet, COLUMNS, _template_rows(work.place, _last_year()))
    kinds = observations.kinds()
    named = [(address, kinds[address.split("/")[0]]) for address in template_addresses(work.place)]
    _fill(
        book.create_sheet("addresses"), ("address", "title_ko", "title_en", "unit"),
        ((address, *_titles(kind.title_of(address)), kind.unit) for address, kind in named),
    )  # fmt: skip
    content = io.BytesIO()
    book.save(content)
    answer = HttpResponse(content.getvalue(), content_type=XLSX)
    answer["Content-Disposition"] = f'attachment; filename="{place}-observations.xlsx"'
    return answer


def _titles(title: Text) -> tuple[str, str]:
    return title.ko, title.en


def _fill(sheet: object, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write rows as text, so that a spreadsheet does not make days of months."""
    for line, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(line, column, str(value))  # type: ignore[attr-defined]
            cell.number_format = "@"


def _last_year() -> int:
    return timezone.localdate().year - 1


def template_addresses(place: Place) -> tuple[str, ...]:
    """The addresses a place is asked about: those of its indicators, and those it states something about."""
    kinds = observations.kinds()
    asked = [address for indicator in plans.indicators(place.systems) for address in indicator.figures]
    known = dict.fromkeys([*asked, *observations.addresses(place.id)])
    here = [a for a in known if (kind := kinds.get(a.split("/")[0])) and kind.system in place.systems]
    return tuple(here[:MOST_ADDRESSES])


def _template_rows(place: Place, year: int) -> list[tuple[str, ...]]:
    """One row for each address, with last year and the unit filled in."""
    kinds = observations.kinds()
    rows = []
    for address in template_addresses(place):
        filled = {
            "address": address,
            "period": str(year),
            "unit": kinds[address.split("/")[0]].shows,
            "mark": "observed",
        }
        rows.append(tuple(filled.get(column, "") for column in COLUMNS))
    return rows
