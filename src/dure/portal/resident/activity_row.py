"""The page of a row of activity: how much, with which factor, what came of it gas by gas, who says so."""

from collections.abc import Mapping
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.shapes import GASES
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Series
from dure.kernel.runs import read as runs
from dure.portal import showing
from dure.portal.blocks.keys import KEYS
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.findings import way
from dure.portal.resident.inventory_files import SERIES
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.row_telling import (
    GRAMS,
    SOURCES,
    RowTold,
    quantity_of,
    row_data,
    rows_href,
    set_name,
    source_title,
    taken_with,
    year_of,
)
from dure.portal.showing import say


def activity_row(request: HttpRequest, place: str, digest: str, line: int) -> Page:
    """One row: how much, with which factor, what came of it gas by gas, and who says so."""
    found = place_or_404(place)
    told = _find(place, digest, line)
    if told is None:
        raise Http404(_("There is no such row of activity here."))
    figure = _figure(told)
    kinds = observations.kinds()
    return Page(
        template="resident/activity_row.html",
        crumbs=crumbs(
            found,
            Crumb(_("Inventory"), reverse("inventory", kwargs={"place": place})),
            Crumb(_("Activity rows"), rows_href(place, year=year_of(told), mark=told.cells["mark"])),
            Crumb(say(told.title)),
        ),
        shows={
            "place": found,
            "told": told,
            "title": say(told.title),
            "period": period_words(told.cells["period"], language=showing.language()),
            "mark": told.cells["mark"],
            "quantity": "" if told.is_closed else quantity_of(told),
            "source_of_emissions": source_title(told, kinds),
            "figure_href": showing.figure_href(figure) if figure else "",
            "rows_href": rows_href(place, year=year_of(told), mark=told.cells["mark"], ref=told.cells["ref"]),
            "key": str(KEYS[told.cells["key"]]) if told.cells["key"] else "",
            "reason": say(Text(told.cells.get("reason_ko", ""), told.cells.get("reason_en", ""))),
            "note": say(Text(told.cells.get("note_ko", ""), told.cells.get("note_en", ""))),
            "taken": None if told.is_closed else taken_with(told),
            "own": _own(told),
            "set_name": set_name(told, figure),
            "gases": _gases(told),
            "co2e": told.co2e_kg,
            "co2e_words": "" if told.co2e_kg is None else _kilograms(told.co2e_kg),
            **_document(told),
            "filing": _filing(told),
        },
        data=row_data(told, figure),
    )


def _find(place: str, digest: str, line: int) -> RowTold | None:
    """The row of that line, where the series is one of this place and its row counts or says a key."""
    series = observations.series_of(digest)
    if series is None or (series.place, series.name) != (place, SERIES) or observations.lost_rows(series):
        return None
    rows = observations.rows_of(series).slice(line - 1, 1).to_pylist() if line > 0 else []
    if not rows:
        return None
    cells = {name: str(value or "") for name, value in rows[0].items()}
    run = runs.find_run_of_row(digest, row=cells["row"])
    if run is None and not cells["key"]:
        return None
    return _told(series, line, cells, run)


def _told(series: Series, line: int, cells: Mapping[str, str], run: runs.Run | None) -> RowTold:
    begins = f"{series.digest}#{cells['row']}|"
    fed = next((each for each in run.inputs if each.reference.startswith(begins)), None) if run else None
    grams = {
        a.name: Decimal(a.value)
        for a in (run.answers if run else ())
        if a.label == cells["row"] and a.name.startswith(runs.ROWS)
    }
    return RowTold(series, line, cells, run, fed, grams)


def _figure(told: RowTold) -> Figure | None:
    """The source of the inventory that the row is part of."""
    address = SOURCES + told.cells["ref"].lower().replace(".", "-")
    return observations.find_figure(
        told.series.place, address=address, period=year_of(told), mark=told.cells["mark"]
    )


def _kilograms(kg: Decimal) -> str:
    """Kilograms with three digits after the point."""
    return shown(kg, unit="kg", language=showing.language(), decimals=3, short=False).text


def _own(told: RowTold) -> list[tuple[str, str]]:
    """The factors that the row states itself, and the arguments of its method, as they were brought."""
    if told.is_closed:
        return []
    pairs = [each.partition("=") for each in told.cells.get("own_kg", "").split(";") if each]
    own = [(gas, f"{kg} kg/{told.cells['unit']}") for gas, _sign, kg in pairs]
    given = [each.partition("=") for each in told.cells.get("arguments", "").replace(";", " ").split()]
    return own + [(name, value) for name, _sign, value in given]


def _gases(told: RowTold) -> Table | None:
    """Gas by gas, in kilograms."""
    order = [runs.row_answer(gas) for gas in (*GASES, "CO2 biogenic")]
    names = [name for name in told.grams if name != runs.ROW]
    names.sort(key=lambda name: order.index(name) if name in order else len(order))
    if told.is_closed or not names:
        return None
    return Table(
        caption=_("Gas by gas"),
        columns=(Column(_("Gas")), Column(_("Kilograms"), numeric=True)),
        rows=tuple(
            (Cell(text=_gas(name)), Cell(value=told.grams[name] / GRAMS, unit="kg", decimals=3))
            for name in names
        ),
    )


def _gas(name: str) -> str:
    """A gas by the name of its answer."""
    known = {"co2": "CO₂", "ch4": "CH₄", "n2o": "N₂O", "co2_biogenic": _("Biogenic CO₂ (memo)")}
    gas = name.removeprefix(runs.ROWS).removesuffix("_g")
    return known.get(gas, gas.upper())


def _document(told: RowTold) -> dict[str, object]:
    """The document that the row was taken from."""
    id_, _colon, locator = told.cells["source"].partition(":")
    source = observations.find_source(id_)
    return {
        "document": source,
        "document_title": say(source.title) if source else id_,
        "where": showing.line_words(locator),
    }


def _filing(told: RowTold) -> object:
    """Who filed the row and who approved it; None where packs bring it."""
    number = told.cells.get("brought", "")
    if not number:
        return None
    at, case = 1, None
    while (found := cases.find_case(f"review/{number}" + (f"-{at}" if at > 1 else ""))) is not None:
        case, at = found, at + 1
    kind = cases.find_kind(case.kind) if case else None
    return way(case, kind, {}) if case and kind else None
