"""Bringing an inventory as an eCRF workbook: bad cells by their names, good lines as figures to file.

What the workbook says beside its totals is filed with them, cell by cell.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.books.ecrf import Workbook, read_workbook
from dure.grammar.books.ecrf_checks import YEAR, co2e_of
from dure.grammar.books.ecrf_columns import DETAIL
from dure.grammar.books.ecrf_keeping import without_secrets, written_kept
from dure.grammar.books.ecrf_lines import Line
from dure.grammar.sentences import ecrf as says
from dure.grammar.shapes import Category, Mistake
from dure.kernel.observations import read as observations
from dure.portal.officer import drafts
from dure.portal.officer.checking import COLUMNS, Checked, Letter, WrongRow, check_rows, known_here
from dure.portal.officer.files import Grid
from dure.portal.officer.forms import WorkbookForm
from dure.portal.officer.whose import doubts
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.reckoning.editions import kept_library
from dure.portal.resident.inventory_files import BROUGHT, taxonomy

FIGURE = "gpc_emissions_tco2e"
LONGEST_NOTE = 1000
# The column of a workbook that a part of a figure comes from.
CELLS = {"period": "inventory_year", "value": "ghg_co2e", "note_ko": "explanation", "note_en": "explanation"}


@office
def bring_workbook(request: HttpRequest, place: str) -> HttpResponse:
    """The upload of a workbook."""
    work = work_at(request, place, "officer")
    form = WorkbookForm(request.POST, request.FILES) if request.method == "POST" else WorkbookForm()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        categories, library = taxonomy(), kept_library(settings.PACKS)
        book = read_workbook(
            said["file"].read(), categories=categories, sets=library.sets, file=said["file"].name
        )
        stated = {"source": said["source"], "mark": said["mark"]}
        checked = checked_workbook(book, work=work, categories=categories, stated=stated)
        draft = drafts.Draft(
            work.place.id, name=said["file"].name[:200], checked=checked, encoding="xlsx",
            remarks=_remarks(book), form="work_workbook",
            doubts=doubts(
                book, place=work.place, library=library, figures=observations.figures(work.place.id)
            ),
            series=kept_letters(book, checked=checked, source=said["source"]),
        )  # fmt: skip
        token = drafts.keep(draft, account=work.account)
        return redirect(reverse("work_draft", kwargs={"place": place, "token": token}))
    return page(
        request,
        "officer/import_workbook.html",
        {"form": form, "forms": (form,), "columns": [printed for printed, _others in DETAIL.values()]},
        title=_("Import an inventory"),
        place=work.place,
        status=422 if form.is_bound else 200,
    )


def checked_workbook(
    book: Workbook, *, work: Work, categories: Sequence[Category], stated: dict[str, str]
) -> Checked:
    """The figures that a workbook states, and every cell that cannot be used."""
    if not book.usable:
        return Checked(whole=book.mistakes)
    facets = {each.ref: each.facet for each in categories}
    year = dict(book.city).get("inventory_year", "")
    stray = _of_another_year(book)
    rows = tuple(
        _rows([line for line in book.lines if line not in stray], facets=facets, year=year, stated=stated)
    )
    wrong = tuple(_wrong([*book.mistakes, *(_other_year(line, year) for line in stray)]))
    if not rows:
        return Checked(wrong=wrong, header=("cell",))
    grid = Grid(rows=((1, COLUMNS), *rows), encoding="xlsx")
    today = timezone.localdate(work.at)
    checked = check_rows(grid, place=work.place, known=known_here(), today=today)
    again = tuple(_by_cell(row, book.lines) for row in checked.wrong)
    return replace(checked, wrong=(*wrong, *again), header=("cell",))


def _of_another_year(book: Workbook) -> list[Line]:
    """The lines of another year than the first sheet tells: nobody can say which of the two is meant."""
    year = dict(book.city).get("inventory_year", "")
    return [line for line in book.lines if YEAR.fullmatch(year) and line["inventory_year"] not in ("", year)]


def _other_year(line: Line, year: str) -> Mistake:
    cell = line.cell("inventory_year")
    return Mistake("", line.row, cell, *says.other_year(cell, line["inventory_year"], year))


def _remarks(book: Workbook) -> tuple[Mistake, ...]:
    """What is odd about lines that can be filed; those of another year are refused, and told there."""
    cells = {line.cell("inventory_year") for line in _of_another_year(book)}
    return tuple(each for each in book.remarks if each.column not in cells)


def _by_cell(row: WrongRow, lines: Sequence[Line]) -> WrongRow:
    """What is wrong with a figure, under the name of the cell that it comes from."""
    line = next(line for line in lines if line.row == row.line)
    mistakes = tuple(
        replace(each, column=line.cell(CELLS.get(each.column or "", "gpc_ref"))) for each in row.mistakes
    )
    return replace(row, cells=(), mistakes=mistakes)


def kept_letters(book: Workbook, *, checked: Checked, source: str) -> tuple[Letter, ...]:
    """What a workbook says beside its totals, one letter for each year of which a figure can be filed.

    Gases, activities, factors and what the first sheet tells are kept cell by cell; those of a confidential
    source are not: only its total is kept, behind its key.
    """
    year = dict(book.city).get("inventory_year", "")
    # The label of a figure that a line states is its reference.
    filed = {(letter["period"], letter["label"]) for letter in checked.letters}
    kept = []
    for period in sorted({period for period, _ref in filed}):
        own = [
            line for line in book.lines
            if (line["inventory_year"] or year) == period and (period, line.ref) in filed
        ]  # fmt: skip
        told = without_secrets(replace(book, lines=tuple(own)))
        rows = written_kept(told, period=period)
        kept.append({"series": BROUGHT + period, "period": period, "source": source, "rows": rows})
    return tuple(kept)


def _wrong(mistakes: Iterable[Mistake]) -> Iterable[WrongRow]:
    """The mistakes by row, as the preview lists them."""
    by_row: dict[int, list[Mistake]] = {}
    for mistake in mistakes:
        by_row.setdefault(mistake.line or 0, []).append(mistake)
    for row, own in sorted(by_row.items()):
        yield WrongRow(row, (", ".join(dict.fromkeys(each.column or "" for each in own)),), tuple(own))


def _rows(
    lines: Sequence[Line], *, facets: dict[str, str], year: str, stated: dict[str, str]
) -> Iterable[tuple[int, tuple[str, ...]]]:
    """One row for each source and year, as a file of figures would say it; lines of one source are added."""
    by_source: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        by_source.setdefault((line["inventory_year"] or year, line.ref), []).append(line)
    for (period, ref), own in by_source.items():
        first = own[0]
        note = "; ".join(dict.fromkeys(line["explanation"] for line in own if line["explanation"]))
        cells = {
            "address": f"{FIGURE}/{facets.get(ref, ref)}",
            "period": period,
            "value": _held(own) if first.key == "C" else _key(first) or f"{co2e_of(own):f}",
            "unit": "tCO2e",
            "mark": stated["mark"],
            "source": f"{stated['source']}:{_where(own)}",
            "label": ref,
            "note_ko": note[:LONGEST_NOTE],
            "note_en": note[:LONGEST_NOTE],
        }
        yield first.row, tuple(cells.get(column, "") for column in COLUMNS)


def _held(lines: Sequence[Line]) -> str:
    """A confidential source: the number behind its key, where there is one, for the officers of the place."""
    total = co2e_of(lines)
    return f"C ({total:f})" if total else "C"


def _key(line: Line) -> str:
    """The notation key as figures carry it, with where it is included."""
    return f"{line.key} ({', '.join(line.targets[:3])})" if line.targets else line.key


def _where(lines: Sequence[Line]) -> str:
    """The cells that the amount stands in."""
    rows = [str(line.row) for line in lines]
    few = ",".join(rows) if len(rows) < 4 else f"{rows[0]}-{rows[-1]}"
    return f"{lines[0].sheet}!{few}"[:40]
