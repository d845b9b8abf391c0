"""Rows of activity: those behind a source of an inventory, and a page for each with all that came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.brought_rows import PREFIX
from dure.grammar.numbers import CONFIDENTIAL
from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure, Series
from dure.kernel.runs import read as runs
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.keys import KEYS
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data.row_methods import method_href, method_title_of
from dure.portal.pages import Crumb, Page
from dure.portal.resident.findings import way
from dure.portal.resident.inventory_files import SERIES
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say

SOURCES = "gpc_emissions_tco2e/"
BY_FACTOR, OWN = "activity", "row"
SHOWN = 500
GRAMS = Decimal(1000)
HEADER = (
    "line", "row", "ref", "period", "title_ko", "title_en", "quantity", "unit", "key", "reference", "co2e_kg",
    "gwp_set", "mark", "source", "series",
)  # fmt: skip


@dataclass(frozen=True)
class RowTold:
    """A row of a series with what became of it: the run that took it, by which factor, and what it came to.

    `grams` holds the gases by the names of the run's answers. Of what is closed nothing is told but its name.
    """

    series: Series
    line: int
    cells: Mapping[str, str]
    run: runs.Run | None
    fed: runs.Input | None
    grams: Mapping[str, Decimal]

    @property
    def is_closed(self) -> bool:
        """Whether its numbers are not published."""
        return self.fed is not None and self.fed.value == CONFIDENTIAL

    @property
    def title(self) -> Text:
        """What was done."""
        return Text(self.cells["title_ko"], self.cells["title_en"])

    @property
    def reference(self) -> str:
        """What it was multiplied by: `place/factor@published`, a method, or its own."""
        return self.fed.reference.partition("|")[2] if self.fed else ""

    @property
    def co2e_kg(self) -> Decimal | None:
        """Kilograms of CO2 equivalent, where they are known and told."""
        grams = self.grams.get(runs.ROW)
        return None if grams is None or self.is_closed else grams / GRAMS


def row_href(place: str, *, digest: str, line: int) -> str:
    """The page of a row."""
    return reverse("activity_row", kwargs={"place": place, "digest": digest, "line": line})


def rows_href(place: str, *, year: str, mark: str, ref: str = "") -> str:
    """The list of rows behind a year of an inventory, or one source of it."""
    asked = f"?year={year}&mark={mark}" + (f"&ref={ref}" if ref else "")
    return reverse("activity_rows", kwargs={"place": place}) + asked


def lines_of(digest: str) -> dict[str, int]:
    """The line of each row of a series by the row's name; nothing where its file is lost."""
    series = observations.series_of(digest)
    if series is None or observations.lost_rows(series):
        return {}
    names = observations.rows_of(series, columns=("row",)).column("row").to_pylist()
    return {str(name): line for line, name in enumerate(names, start=1)}


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
            Crumb(_("Activity rows"), rows_href(place, year=_year(told), mark=told.cells["mark"])),
            Crumb(say(told.title)),
        ),
        shows={
            "place": found,
            "told": told,
            "title": say(told.title),
            "period": period_words(told.cells["period"], language=showing.language()),
            "mark": told.cells["mark"],
            "quantity": "" if told.is_closed else _quantity(told),
            "source_of_emissions": _source_title(told, kinds),
            "figure_href": showing.figure_href(figure) if figure else "",
            "rows_href": rows_href(place, year=_year(told), mark=told.cells["mark"], ref=told.cells["ref"]),
            "key": str(KEYS[told.cells["key"]]) if told.cells["key"] else "",
            "reason": say(Text(told.cells.get("reason_ko", ""), told.cells.get("reason_en", ""))),
            "note": say(Text(told.cells.get("note_ko", ""), told.cells.get("note_en", ""))),
            "taken": None if told.is_closed else taken_with(told),
            "own": _own(told),
            "set_name": _set_name(told, figure),
            "gases": _gases(told),
            "co2e": told.co2e_kg,
            "co2e_words": "" if told.co2e_kg is None else _kilograms(told.co2e_kg),
            **_document(told),
            "filing": _filing(told),
        },
        data=_data(told, figure),
    )


def _year(told: RowTold) -> str:
    return told.cells["period"][:4]


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
        told.series.place, address=address, period=_year(told), mark=told.cells["mark"]
    )


def _source_title(told: RowTold, kinds: showing.Kinds) -> str:
    """What the source is called."""
    kind = kinds.get(SOURCES[:-1])
    facet = told.cells["ref"].lower().replace(".", "-")
    title = dict(kind.facets).get(facet) if kind else None
    return f"{told.cells['ref']} · {say(title)}" if title else told.cells["ref"]


def _quantity(told: RowTold) -> str:
    """How much was done, to the last digit."""
    text = told.cells["quantity"]
    return f"{Decimal(text):,f} {told.cells['unit']}" if text else ""


def taken_with(told: RowTold) -> Cell:
    """What the row was multiplied by, with the way to its page."""
    named, _at, published = told.reference.partition("@")
    place, slash, factor = named.partition("/")
    if slash:
        day = published if published != "unknown" else _("day unknown")
        return Cell(
            text=f"{place}/{factor}",
            href=reverse("factor", kwargs={"place": place, "factor": factor}),
            note=_("published: %(day)s") % {"day": day},
        )
    if named == OWN:
        return Cell(text=_("factors stated in the row itself"))
    return Cell(text=method_title_of(named) or named, href=method_href(named)) if named else Cell()


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
    names = [name for name in told.grams if name != runs.ROW]
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


def _set_name(told: RowTold, figure: Figure | None) -> str:
    return told.cells.get("gwp_set", "") or (figure.label if figure and figure.origin == "run" else "")


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


def _data(told: RowTold, figure: Figure | None) -> dict[str, object]:
    """A row as data."""
    shut = told.is_closed
    return {
        "place": told.series.place,
        "series": told.series.digest,
        "line": told.line,
        "row": told.cells["row"],
        "ref": told.cells["ref"],
        "period": told.cells["period"],
        "title": told.title,
        "quantity": None if shut or not told.cells["quantity"] else told.cells["quantity"],
        "unit": "" if shut else told.cells["unit"],
        "mark": told.cells["mark"],
        "key": told.cells["key"] or (CONFIDENTIAL if shut else ""),
        "target": told.cells["target"],
        "factor_or_method": "" if shut else told.reference,
        "gases_kg": {}
        if shut
        else {
            name.removeprefix(runs.ROWS).removesuffix("_g"): grams / GRAMS
            for name, grams in told.grams.items()
            if name != runs.ROW
        },
        "co2e_kg": told.co2e_kg,
        "gwp_set": _set_name(told, figure),
        "grade": told.cells["grade"],
        "source": told.cells["source"],
        "filing": PREFIX + told.cells["brought"] if told.cells.get("brought") else "",
        "run": told.run.id if told.run else "",
        "figure": figure.full_address if figure else "",
    }


def activity_rows(request: HttpRequest, place: str) -> Page:
    """The rows behind a year of an inventory, or behind one source of it."""
    found = place_or_404(place)
    year, mark, ref = (request.GET.get(name, "") for name in ("year", "mark", "ref"))
    told = _rows_of(place, year=year, mark=mark, ref=ref)
    if told is None:
        raise Http404(_("No rows of activity stand behind this inventory."))
    kinds = observations.kinds()
    first = told[0]
    period = period_words(_year(first), language=showing.language())
    asked = request.META.get("QUERY_STRING", "")
    return Page(
        template="resident/activity_rows.html",
        crumbs=crumbs(
            found,
            Crumb(
                _("Inventory"),
                reverse("inventory", kwargs={"place": place})
                + f"?year={_year(first)}&mark={first.cells['mark']}",
            ),
            Crumb(_("Activity rows")),
        ),
        shows={
            "place": found,
            "place_title": say(found.title),
            "period": period,
            "mark": first.cells["mark"],
            "source_of_emissions": _source_title(first, kinds) if ref else "",
            "count": len(told),
            "shown": min(len(told), SHOWN),
            "table": _table(found, told[:SHOWN], with_ref=not ref),
            "csv_href": reverse("activity_rows.csv", kwargs={"place": place})
            + (f"?{asked}" if asked else ""),
            "json_href": reverse("activity_rows.json", kwargs={"place": place})
            + (f"?{asked}" if asked else ""),
            "all_href": rows_href(place, year=_year(first), mark=first.cells["mark"]) if ref else "",
            "digest": first.series.digest,
        },
        data={"place": place, "series": first.series.digest, "rows": [_data(each, None) for each in told]},
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
            Cell(text=CONFIDENTIAL if each.is_closed else cells["key"] or _quantity(each)),
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
