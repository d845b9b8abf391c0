"""The rows of activity behind a year of an inventory, or behind one source of it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.numbers import CONFIDENTIAL
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Series
from dure.kernel.runs import read as runs
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.inventory_files import SERIES
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.row_telling import (
    HEADER,
    SHOWN,
    RowTold,
    lines_of,
    quantity_of,
    row_data,
    row_href,
    rows_href,
    source_title,
    taken_with,
    year_of,
)
from dure.portal.showing import say


def activity_rows(request: HttpRequest, place: str) -> Page:
    """The rows behind a year of an inventory, or behind one source of it."""
    found = place_or_404(place)
    year, mark, ref = (request.GET.get(name, "") for name in ("year", "mark", "ref"))
    told = _rows_of(place, year=year, mark=mark, ref=ref)
    if told is None:
        raise Http404(_("No rows of activity stand behind this inventory."))
    kinds = observations.kinds()
    first = told[0]
    period = period_words(year_of(first), language=showing.language())
    asked = request.META.get("QUERY_STRING", "")
    tail = f"?{asked}" if asked else ""
    here = {"place": place}
    inventory = reverse("inventory", kwargs=here) + f"?year={year_of(first)}&mark={first.cells['mark']}"
    return Page(
        template="resident/activity_rows.html",
        crumbs=crumbs(found, Crumb(_("Inventory"), inventory), Crumb(_("Activity rows"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "period": period,
            "mark": first.cells["mark"],
            "source_of_emissions": source_title(first, kinds) if ref else "",
            "count": len(told),
            "shown": min(len(told), SHOWN),
            "table": _table(found, told[:SHOWN], with_ref=not ref),
            "csv_href": reverse("activity_rows.csv", kwargs=here) + tail,
            "json_href": reverse("activity_rows.json", kwargs=here) + tail,
            "all_href": rows_href(place, year=year_of(first), mark=first.cells["mark"]) if ref else "",
            "digest": first.series.digest,
        },
        data={"place": place, "series": first.series.digest, "rows": [row_data(each, None) for each in told]},
        header=HEADER,
        rows=[_csv_row(each) for each in told],
    )


def _rows_of(place: str, *, year: str, mark: str, ref: str) -> list[RowTold] | None:
    """The rows of the newest series that fit; None where there are none."""
    series = observations.find_series(place, name=SERIES)
    if series is None or observations.lost_rows(series):
        return None
    rows = [
        (line, {name: str(value or "") for name, value in row.items()})
        for line, row in enumerate(observations.rows_of(series).to_pylist(), start=1)
    ]
    year = year or max((cells["period"][:4] for _line, cells in rows), default="")
    fitting = [
        (line, cells) for line, cells in rows if cells["period"][:4] == year and mark in ("", cells["mark"])
    ]
    mark = mark or (fitting[0][1]["mark"] if fitting else "")
    own = [(n, cells) for n, cells in fitting if cells["mark"] == mark and ref in ("", cells["ref"])]
    run = next(
        (each for each in runs.latest(place, checks=False) if each.name == f"statement@{year}:{mark}"), None
    )
    told = _all_told(series, own, run)
    return told or None


def _all_told(
    series: Series, rows: Sequence[tuple[int, Mapping[str, str]]], run: runs.Run | None
) -> list[RowTold]:
    """Rows with what a run made of them. The run may have taken them from an earlier series, row for row."""
    taken = {_name_of(each): each for each in run.inputs if each.kind == "series"} if run else {}
    grams: dict[str, dict[str, Decimal]] = {}
    for answer in run.answers if run else ():
        if answer.name.startswith(runs.ROWS):
            grams.setdefault(answer.label, {})[answer.name] = Decimal(answer.value)
    return [
        RowTold(series, line, cells, run, taken.get(cells["row"]), grams.get(cells["row"], {}))
        for line, cells in rows
        if cells["key"] or cells["row"] in taken
    ]


def _name_of(fed: runs.Input) -> str:
    return fed.reference.partition("#")[2].partition("|")[0]


def _table(place: Place, told: Sequence[RowTold], *, with_ref: bool) -> Table:
    """The rows, each the way to its page."""
    lines = {
        name: line for digest in {_digest(each) for each in told} for name, line in lines_of(digest).items()
    }
    columns = [Column(_("Activity")), Column(_("Period")), Column(_("Quantity"), numeric=True),
               Column(_("Taken with")), Column("CO₂e", numeric=True)]  # fmt: skip
    rows = []
    for each in told:
        digest, cells = _digest(each), each.cells
        line = lines.get(cells["row"], each.line)
        row = [
            Cell(text=say(each.title), href=row_href(place.id, digest=digest, line=line)),
            Cell(text=period_words(cells["period"], language=showing.language())),
            Cell(text=CONFIDENTIAL if each.is_closed else cells["key"] or quantity_of(each)),
            Cell() if each.is_closed else taken_with(each),
            Cell(text="", value=each.co2e_kg / 1000, unit="tco2e", decimals=3)
            if each.co2e_kg is not None
            else Cell(text="–" if cells["key"] or each.is_closed else _("unknown")),
        ]
        rows.append(tuple([row[0], Cell(text=cells["ref"]), *row[1:]] if with_ref else row))
    if with_ref:
        columns.insert(1, Column(_("GPC ref")))
    return Table(caption=_("Activity rows"), columns=tuple(columns), rows=tuple(rows), caption_hidden=True)


def _digest(told: RowTold) -> str:
    """The series that the run took the row from; the row's own where none did."""
    return told.fed.reference.partition("#")[0] if told.fed else told.series.digest


def _csv_row(told: RowTold) -> tuple[object, ...]:
    cells, shut = told.cells, told.is_closed
    return (
        told.line, cells["row"], cells["ref"], cells["period"], cells["title_ko"], cells["title_en"],
        "" if shut else cells["quantity"], "" if shut else cells["unit"],
        cells["key"] or (CONFIDENTIAL if shut else ""), "" if shut else told.reference,
        "" if told.co2e_kg is None else told.co2e_kg, cells.get("gwp_set", ""), cells["mark"],
        cells["source"], told.series.digest,
    )  # fmt: skip
