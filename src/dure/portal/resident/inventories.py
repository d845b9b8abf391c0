"""A place's inventory: what was emitted where, what is missing, and how each number was worked out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.ecrf_lines import refs_in
from dure.grammar.numbers import notation
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.runs import read as runs
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.flows import Flow, Flows
from dure.portal.blocks.keys import KEYS
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data import unveiling
from dure.portal.pages import Crumb, Page
from dure.portal.resident import how_sure, key_sources, local_inventories
from dure.portal.resident.inventory_files import taxonomy
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.row_telling import rows_href
from dure.portal.showing import say

SOURCES = "gpc_emissions_tco2e/"
TOTALS = "gpc_total_tco2e/"
SECTORS = "gpc_sector_tco2e/"
COMPLETE = "inventory_completeness_percent/"
HOW_SURE = ("inventory_uncertainty_percent/", "inventory_range_tco2e/", "inventory_activity_grade")
PREFIXES = (SOURCES, TOTALS, SECTORS, COMPLETE, *HOW_SURE, "residents_counted")
GASES = {"co2_g": "CO₂", "ch4_g": "CH₄", "n2o_g": "N₂O", "co2_biogenic_g": ""}
# A sector by the Roman number that its sources' addresses begin with.
BY_NUMBER = {"i": "stationary", "ii": "transport", "iii": "waste", "iv": "industry", "v": "land", "vi": ""}


@dataclass(frozen=True)
class Told:
    """One statement of an inventory: a period and a mark, with its figures by address."""

    period: str
    mark: str
    figures: dict[str, Figure]

    @property
    def sets(self) -> frozenset[str]:
        """The sets of potentials that its sources are said in; of published ones none is known."""
        return frozenset(f.label for f in self.under(SOURCES) if f.origin == "run")

    def under(self, prefix: str) -> list[Figure]:
        """The figures whose address begins with `prefix`, in the order of the protocol."""
        return [figure for address, figure in self.figures.items() if address.startswith(prefix)]


def inventory(request: HttpRequest, place: str) -> Page:
    """The inventory of a place, of the newest year or of the one asked for."""
    found = place_or_404(place)
    kinds = observations.kinds()
    moment = _moment(request, place)
    told = _told(place, kinds, recorded_by=moment)
    chosen = _chosen(request, told)
    local = local_inventories.local_figures(place)
    empty = {} if local else {"empty": _empty(found)}
    return Page(
        template="resident/inventory.html",
        crumbs=crumbs(found, Crumb(_("Inventory"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "edition": request.GET.get("edition", "") if moment else "",
            "local": local_inventories.tables(place, local, kinds),
            "local_keys": [
                each
                for lines in local_inventories.key_lines(local)
                if (each := key_sources.shown(lines, kinds)) is not None
            ],
            "parts": local_inventories.parts(place),
            "held": _held(request, chosen, kinds) if chosen else None,
            **(_shown(found, chosen, told, kinds) if chosen else empty),
        },
        data={
            "place": place,
            "key_categories": key_sources.data(_lines(chosen, told, {})) if chosen else None,
            "statements": [{"period": each.period, "mark": each.mark} for each in told],
            "figures": [
                showing.data(f, kinds) for f in (*(chosen.figures.values() if chosen else ()), *local)
            ],
        },
        header=showing.COLUMNS,
        rows=[showing.row(f, kinds) for f in (*(f for each in told for f in each.figures.values()), *local)],
    )


def _moment(request: HttpRequest, place: str) -> datetime | None:
    """When the edition that is asked for was recorded; None where what stands now is asked for."""
    asked = request.GET.get("edition", "")
    if not asked:
        return None
    year, mark = request.GET.get("year", ""), request.GET.get("mark", "")
    told = observations.statings(place, names=(SOURCES[:-1],))
    moments = sorted({each.recorded_at for each in told if (each.period, each.mark) == (year, mark)})
    if not asked.isdecimal() or not 1 <= int(asked) <= len(moments):
        raise Http404(_("There is no edition “%(number)s” of this year.") % {"number": asked})
    return moments[int(asked) - 1]


def _told(place: str, kinds: showing.Kinds, *, recorded_by: datetime | None = None) -> list[Told]:
    """Every statement of a place's inventory, the newest first; as they stood at a moment when asked."""
    every = observations.figures(place, recorded_by=recorded_by)
    standing = [f for f in every if f.address.startswith(PREFIXES)]
    order = {
        f"{kind.name}/{name}": position
        for kind in kinds.values()
        for position, (name, _title) in enumerate(kind.facets)
    }
    standing.sort(key=lambda figure: order.get(figure.address, -1))
    gathered: dict[tuple[str, str], dict[str, Figure]] = {}
    for figure in standing:
        gathered.setdefault((figure.period, figure.mark), {})[figure.address] = figure
    told = [Told(period, mark, figures) for (period, mark), figures in gathered.items()]
    whole = [each for each in told if each.under(SOURCES)]
    return sorted(whole, key=lambda each: (each.period, each.mark), reverse=True)


def _chosen(request: HttpRequest, told: Sequence[Told]) -> Told | None:
    """The statement that the address asks for, or the newest."""
    year, mark = request.GET.get("year", ""), request.GET.get("mark", "")
    fitting = [each for each in told if year in {"", each.period} and mark in {"", each.mark}]
    if told and not fitting:
        raise Http404(_("There is no inventory of “%(year)s” here.") % {"year": year or mark})
    return fitting[0] if fitting else None


def _shown(place: Place, chosen: Told, told: Sequence[Told], kinds: showing.Kinds) -> dict[str, object]:
    """What the page of one statement shows."""
    sources = chosen.under(SOURCES)
    run = _run(sources)
    sure = how_sure.of(run)
    keys = sorted({notation(f.printed) for f in sources if f.value is None} - {""})
    return {
        "period": period_words(chosen.period, language=showing.language()),
        "is_synthetic": chosen.mark == "synthetic",
        "years": [_link(place, each, chosen) for each in told] if len(told) > 1 else [],
        "numbers": [_number(f, kinds) for f in chosen.under(TOTALS)],
        "sure": [
            showing.number(f, kinds, size="small")
            for prefix in (COMPLETE, *HOW_SURE)
            for f in chosen.under(prefix)
        ],
        # Sums of what is stated source by source are nobody's print: whoever reads them is told.
        "summed_by": _summed_by(chosen) if run is None else "",
        # A source that is a key only has no factor, so nothing is said in any set.
        "set_name": next((f.label for f in sources if f.origin == "run" and f.value is not None), ""),
        "gases": _gases(sources, kinds, run),
        "key_sources": key_sources.shown(_lines(chosen, told, sure), kinds),
        "blank": _blank(sources, kinds),
        "remarks": list(dict.fromkeys(say(f.note) for f in sources if f.value is not None and f.note.ko)),
        "sectors": _sectors(chosen, kinds, sure),
        "flows": _flows(sources, kinds),
        "tables": [_table(name, sources, kinds, sure) for name in dict.fromkeys(BY_NUMBER.values())],
        "with_number": sum(f.value is not None for f in sources),
        "asked": len(dict(kinds[SOURCES[:-1]].facets)),
        "keys": [(key, KEYS[key]) for key in keys],
        "chart": _years(place, told, kinds),
        "document": _document(sources),
        "ecrf_href": reverse("inventory.ecrf", kwargs={"place": place.id, "year": int(chosen.period)})
        if chosen.period.isdecimal()
        else "",
        "ecrf_lacks": sum(_lacks(f) for f in sources),
    }


def _lacks(source: Figure) -> bool:
    """Whether a source's key goes out without its reason, or without where it is included."""
    key = notation(source.printed)
    return (key in ("NE", "C") and not source.note.ko) or (key == "IE" and not refs_in(source.printed))


def _summed_by(chosen: Told) -> str:
    """The run that added up a statement of others; empty where every total is printed."""
    ids = {f.by for prefix in (TOTALS, SECTORS) for f in chosen.under(prefix) if f.origin == "run"}
    return reverse("run", kwargs={"run": ids.pop()}) if len(ids) == 1 else ""


def _held(request: HttpRequest, chosen: Told, kinds: showing.Kinds) -> Table | None:
    """For those who look after these figures: what is closed, with its numbers."""
    opened = unveiling.held(request, chosen.figures.values())
    if not opened:
        return None
    return Table(
        caption=_("Kept and not published"),
        columns=(Column(_("Figure")), Column(_("Value"), numeric=True), Column(_("Why"))),
        rows=tuple(
            (
                Cell(text=say(showing.kind_of(f, kinds).title_of(f.address)), href=showing.figure_href(f)),
                replace(showing.cell(f, kinds), href=""),
                Cell(text=say(f.note)),
            )
            for f in opened
        ),
    )


def _number(figure: Figure, kinds: showing.Kinds) -> object:
    """A total; where it is unknown, with what is missing."""
    if figure.value is None:
        return showing.number(figure, kinds, says=say(figure.note).partition(":")[0])
    # Totals that lie close together read the same when they are shortened: the tonnes stand below.
    whole = shown(figure.value, unit="tco2e", language=showing.language(), decimals=0, short=False)
    large = shown(figure.value, unit="tco2e", language=showing.language(), decimals=0)
    return showing.number(figure, kinds, says=whole.text if large.text != whole.text else "")


def _blank(sources: Sequence[Figure], kinds: showing.Kinds) -> list[str]:
    """The sources that nothing is said about, not even a key."""
    said = {f.address.removeprefix(SOURCES) for f in sources}
    return [say(title) for name, title in kinds[SOURCES[:-1]].facets if name not in said]


def _run(sources: Sequence[Figure]) -> runs.Run | None:
    """The reckoning behind a statement that was worked out here."""
    ids = {f.by for f in sources if f.origin == "run"}
    return runs.find_run(ids.pop()) if len(ids) == 1 else None


def _lines(chosen: Told, told: Sequence[Told], sure: Mapping[str, how_sure.Sure]) -> key_sources.Compared:
    """The sources that BASIC+ counts, and the same of the first year that was stated in the same way."""
    counted = {SOURCES + each.facet for each in taxonomy() if "basic-plus" in each.views}
    alike = [
        each for each in told
        if each.mark == chosen.mark and each.period < chosen.period and each.sets == chosen.sets
    ]  # fmt: skip
    first = min(alike, key=lambda each: each.period, default=None)

    def of(each: Told | None) -> dict[str, Figure]:
        return {a: f for a, f in each.figures.items() if a in counted} if each else {}

    halves = {SOURCES + name: each.half_percent for name, each in sure.items()}
    percents = {address: half for address, half in halves.items() if half is not None}
    return key_sources.Compared(of(chosen), of(first), percents=percents or None)


def _gases(sources: Sequence[Figure], kinds: showing.Kinds, run: runs.Run | None) -> dict[str, object] | None:
    """The grams of each gas behind a statement worked out here, in tonnes, and the way to its rows."""
    if run is None:
        return None
    by_ref: dict[str, dict[str, Decimal]] = {}
    for answer in run.answers:
        by_ref.setdefault(answer.label, {})[answer.name] = Decimal(answer.value).scaleb(-6)
    titles = {
        f.address.removeprefix(SOURCES): say(showing.kind_of(f, kinds).title_of(f.address)).split(" · ")[-1]
        for f in sources
    }
    columns = (Column(_("Source of emissions")), *(Column(_gas(g), numeric=True) for g in GASES))
    rows = tuple(
        (
            Cell(text=titles.get(ref.lower().replace(".", "-"), ref)),
            *(Cell(text="" if g in own else "–", value=own.get(g), unit="t") for g in GASES),
        )
        for ref, own in by_ref.items()
        if set(own) & set(GASES)
    )
    return {
        "table": Table(caption=_("Gas by gas, tonnes"), columns=columns, rows=rows) if rows else None,
        "rows": len(run.inputs),
        "href": reverse("run", kwargs={"run": run.id}),
        "rows_href": rows_href(run.place, year=sources[0].period, mark=sources[0].mark),
    }


def _gas(name: str) -> str:
    return GASES[name] or _("Biogenic CO₂ (memo)")


def _link(place: Place, each: Told, chosen: Told) -> dict[str, object]:
    """The way to another statement."""
    return {
        "title": period_words(each.period, language=showing.language()),
        "mark": each.mark,
        "href": reverse("inventory", kwargs={"place": place.id}) + f"?year={each.period}&mark={each.mark}",
        "current": each is chosen,
    }


def _sectors(chosen: Told, kinds: showing.Kinds, sure: Mapping[str, how_sure.Sure]) -> Bars | None:
    """The sectors side by side."""
    known = chosen.under(SECTORS)
    if not known:
        return None
    bars = tuple(
        Bar(
            title=say(dict(showing.kind_of(f, kinds).facets)[f.address.partition("/")[2]]),
            value=f.value,
            mark=f.mark,
            href=showing.figure_href(f),
            low=own.low if (own := sure.get(f.address.partition("/")[2])) else None,
            high=own.high if own else None,
        )
        for f in known
    )
    return Bars(slug="sectors", title=_("Emissions by sector"), unit="tco2e", bars=bars)


def _flows(sources: Sequence[Figure], kinds: showing.Kinds) -> Flows | None:
    """From each sector to its sources. Each band is a figure; nothing is added up."""
    sectors = dict(kinds[SECTORS[:-1]].facets)
    flows = []
    for figure in sources:
        number = figure.address.removeprefix(SOURCES).split("-")[0]
        if figure.value is None or BY_NUMBER.get(number) not in sectors:
            continue
        start = say(sectors[BY_NUMBER[number]])
        flows.append(Flow(start, _title(figure, kinds).text, figure.value, showing.figure_href(figure)))
    if len([flow for flow in flows if flow.value > 0]) < 2:
        return None
    return Flows(
        slug="flows",
        title=_("From sector to source"),
        says=_("The wider the band, the more is emitted. Sinks stand in the table."),
        unit="tco2e",
        flows=tuple(flows),
        columns=(_("Sector"), _("Source of emissions"), _("Emissions")),
    )


def _table(
    sector: str, sources: Sequence[Figure], kinds: showing.Kinds, sure: Mapping[str, how_sure.Sure]
) -> Table | None:
    """The sources of one sector, each with its value or its notation key, and how sure and good it is."""
    own = [f for f in sources if BY_NUMBER.get(f.address.removeprefix(SOURCES).split("-")[0]) == sector]
    if not own:
        return None
    facets = dict(kinds[SECTORS[:-1]].facets)
    return Table(
        caption=say(facets[sector]) if sector in facets else _("Other indirect emissions"),
        columns=(
            Column(_("Source of emissions")), Column(_("Emissions"), numeric=True), *how_sure.columns(sure)
        ),
        # One statement has one mark, which stands with its totals.
        rows=tuple(
            (_title(f, kinds), _value_cell(f, kinds), *how_sure.cells(sure, f.address.removeprefix(SOURCES)))
            for f in own
        ),
    )  # fmt: skip


def _value_cell(figure: Figure, kinds: showing.Kinds) -> Cell:
    """The value of a source; or its key as printed, with where it is counted and why it is not known."""
    cell = replace(showing.cell(figure, kinds), mark="")
    if figure.value is not None:
        return cell
    return replace(cell, text=figure.printed if showing.key_of(figure) else cell.text, note=say(figure.note))


def _title(figure: Figure, kinds: showing.Kinds) -> Cell:
    title = dict(showing.kind_of(figure, kinds).facets)[figure.address.removeprefix(SOURCES)]
    return Cell(text=say(title))


def _years(place: Place, told: Sequence[Told], kinds: showing.Kinds) -> object:
    """The totals of every year as a chart."""
    totals = [f for each in reversed(told) for f in each.under(TOTALS + "basic")]
    drawn = [f for f in totals if f.address == TOTALS + "basic"]
    if not drawn:
        return None
    return showing.chart(
        drawn,
        kinds,
        slug_of_page="years",
        title=_("BASIC total over the years"),
        says="",
        csv_href=reverse("inventory.csv", kwargs={"place": place.id}),
    )


def _document(sources: Sequence[Figure]) -> dict[str, str] | None:
    """The document that the statement stands in, where it is one."""
    ids = {figure.source for figure in sources}
    source = observations.find_source(ids.pop()) if len(ids) == 1 else None
    if source is None:
        return None
    return {"id": source.id, "title": say(source.title), "note": say(source.note)}


def _empty(place: Place) -> Empty:
    """What to say where no inventory is kept."""
    return Empty(
        title=_("No inventory yet"),
        says=_("Nothing has been stated about the sources of emissions of this place."),
    )
