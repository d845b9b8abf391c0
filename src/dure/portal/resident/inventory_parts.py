"""The inventories of a place's parts beside its own: what each states, what is counted once or left out.

From neighbourhood to district, city and province a tonne counts once: a part that states a source speaks for
all within it; where it says nothing, its own parts do. What cannot be added is named, never netted.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.engines.inventory.notation import Cell as Said
from dure.engines.inventory.rollup import Rolled, RollUp, Statement, roll_up
from dure.grammar.numbers import notation
from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.inventory_files import MARKS, taxonomy
from dure.portal.resident.local_inventories import is_part
from dure.portal.resident.places import crumbs, place_or_404, short_title
from dure.portal.showing import say

GPC, LOCAL = "gpc_emissions_tco2e", "local_emissions_tco2e"
UNKNOWN = "unknown"
HEADER = ("line", "title", "parts_tco2e", "whole_tco2e", "gap_tco2e", "stated_by", "missing")
# How a book of several places is cut: a view of the protocol, or one of the two sides of the local guideline.
VIEWS = {"basic": GPC, "basic-plus": GPC, "territorial": GPC, "direct": LOCAL, "indirect": LOCAL}


@dataclass(frozen=True)
class Asked:
    """Which cut of which year: the view, its kind of figure, its lines and those that make its total."""

    view: str
    year: str
    lines: tuple[str, ...]
    top: tuple[str, ...]
    mirrors: Mapping[str, tuple[str, ...]]

    @property
    def kind(self) -> str:
        """The kind of figure it is made of."""
        return VIEWS[self.view]


@dataclass(frozen=True)
class Gathered:
    """What is said in one year: places by id, statements, the figures by place and line, and who is left out.

    `set_name` is the one set that is added; `left_out` are places with the set that theirs is said in.
    """

    places: Mapping[str, Place]
    figures: Mapping[tuple[str, str], Figure]
    set_name: str
    left_out: tuple[tuple[str, str], ...]


def parts(request: HttpRequest, place: str) -> Page:
    """The parts beside the whole, of the newest year or of the one asked for."""
    found = place_or_404(place)
    inside = _inside(found)
    stated = {name: observations.figures_across(tuple(inside), name=name) for name in (GPC, LOCAL)}
    choices = _choices(stated, found.id)
    if not choices:
        return _nothing(found)
    view, year = request.GET.get("view", ""), request.GET.get("year", "")
    fitting = [each for each in choices if view in ("", each[0]) and year in ("", each[1])]
    if not fitting:
        raise Http404(_("The parts of this place state nothing of that year."))
    asked = _asked(*fitting[0], stated)
    told = _gathered(asked, inside, stated[asked.kind], found.id)
    whole = _rolled(found.id, asked, told, lines=asked.top)
    lines = _rolled(found.id, asked, told, lines=asked.lines)
    return Page(
        template="resident/inventory_parts.html",
        crumbs=crumbs(
            found,
            Crumb(_("Inventory"), reverse("inventory", kwargs={"place": place})),
            Crumb(_("Parts and whole")),
        ),
        shows=_shows(found, asked, told, choices=choices, whole=whole, lines=lines),
        data=_data(asked, told, whole, lines),
        header=HEADER,
        rows=[_row(asked, line) for line in lines.lines],
    )


def _nothing(place: Place) -> Page:
    """The page where no part states anything."""
    empty = Empty(
        title=_("No inventories inside"),
        says=_("No place inside has stated an inventory, so there is nothing to put beside this one."),
    )
    return Page(
        template="resident/inventory_parts.html",
        crumbs=crumbs(place, Crumb(_("Parts and whole"))),
        shows={"place": place, "place_title": say(place.title), "empty": empty},
        data={"place": place.id, "view": None, "lines": []},
        header=HEADER,
    )


def _inside(place: Place) -> dict[str, Place]:
    """The place and everything inside it, down to the smallest, in order."""
    every = things.places()
    found = {place.id: place}
    layer = {place.id}
    while layer:
        own = [each for each in every if each.part_of in layer and each.id not in found]
        found |= {each.id: each for each in own}
        layer = {each.id for each in own}
    return found


def _choices(stated: Mapping[str, Sequence[Figure]], whole: str) -> list[tuple[str, str]]:
    """Every view and year of which a part says something, the newest first."""
    found = []
    for view, kind in VIEWS.items():
        own = [f for f in stated[kind] if f.place != whole]
        if kind == LOCAL:
            own = [f for f in own if _line(f).startswith(f"{view}_")]
        found += [(view, year) for year in {f.period for f in own if f.period.isdecimal()}]
    order = list(VIEWS)
    return sorted(found, key=lambda each: (-int(each[1]), order.index(each[0])))


def _line(figure: Figure) -> str:
    return figure.address.partition("/")[2]


def _asked(view: str, year: str, stated: Mapping[str, Sequence[Figure]]) -> Asked:
    """The lines of a view, and those that are added up to its total."""
    if VIEWS[view] == GPC:
        own = [each for each in taxonomy() if view in each.views]
        facets = {each.ref: each.facet for each in taxonomy()}
        lines = tuple(each.facet for each in own)
        mirrors = {each.facet: tuple(facets[ref] for ref in each.mirrors) for each in taxonomy()}
        return Asked(view, year, lines, lines, mirrors)
    said = {_line(f) for f in stated[LOCAL] if f.period == year}
    kind = observations.find_kind(LOCAL)
    order = [name for name, _title in kind.facets] if kind else sorted(said)
    lines = tuple(name for name in order if name in said and name.startswith(f"{view}_"))
    top = tuple(name for name in lines if not is_part(name, set(lines)))
    return Asked(view, year, lines, top, {})


def _gathered(asked: Asked, inside: Mapping[str, Place], stated: Iterable[Figure], whole: str) -> Gathered:
    """The statements of one year; of several marks what was seen first, of several sets the commonest."""
    by_place: dict[str, dict[str, list[Figure]]] = {}
    for figure in stated:
        if figure.period == asked.year:
            by_place.setdefault(figure.place, {}).setdefault(figure.mark, []).append(figure)
    chosen = {
        place: marks[min(marks, key=lambda mark: (*MARKS, mark).index(mark))]
        for place, marks in by_place.items()
    }
    sets = {place: _set_of(figures) for place, figures in chosen.items()}
    of_parts = [name for place, name in sets.items() if place != whole] or list(sets.values())
    commonest = max(sorted(set(of_parts)), key=of_parts.count, default=UNKNOWN)
    added = {place: figures for place, figures in chosen.items() if sets[place] == commonest}
    left_out = tuple((place, name) for place, name in sets.items() if name != commonest)
    return Gathered(
        inside, {(f.place, _line(f)): f for own in added.values() for f in own}, commonest, left_out
    )


def _set_of(figures: Sequence[Figure]) -> str:
    """The set that an inventory is said in: a statement's own; what is published says none."""
    return next((f.label for f in figures if f.origin == "run" and f.label), UNKNOWN)


def _rolled(whole: str, asked: Asked, told: Gathered, *, lines: Sequence[str]) -> RollUp:
    """The whole from its parts, by the engine."""
    cells: dict[str, dict[str, Said]] = {}
    for (place, line), figure in told.figures.items():
        key = notation(figure.printed) if figure.value is None else ""
        cells.setdefault(place, {})[line] = Said(value=figure.value, keys=(key,) if key else ())
    statements = [
        Statement(place.id, "" if place.id == whole else place.part_of, cells.get(place.id, {}))
        for place in told.places.values()
    ]
    return roll_up(whole, statements=statements, refs=lines, mirrors=asked.mirrors)


def _shows(
    place: Place, asked: Asked, told: Gathered, *, choices: Sequence[tuple[str, str]], whole: RollUp,
    lines: RollUp,
) -> dict[str, object]:  # fmt: skip
    """What the page shows."""
    own = [line.own for line in whole.lines if line.own is not None]
    compared = [line for line in whole.lines if line.gap is not None]
    parts_compared = sum((line.parts or Decimal(0) for line in compared), Decimal(0))
    own_compared = sum((line.own or Decimal(0) for line in compared), Decimal(0))
    speaking = _speaking(whole)
    return {
        "place": place,
        "place_title": say(place.title),
        "period": period_words(asked.year, language=showing.language()),
        "view": _view_title(asked.view),
        "years": _year_links(place, asked, choices),
        "views": _view_links(place, asked, choices),
        "total": _words(whole.total),
        "own_total": _words(own_compared) if compared else "",
        "parts_total": _words(parts_compared) if compared else "",
        "gap_total": _words(own_compared - parts_compared) if compared else "",
        "compared": len(compared),
        "lines": len(whole.lines),
        "states_whole": bool(own),
        "set_name": told.set_name,
        "speaking": len(speaking),
        "inside": len(told.places) - 1,
        "bars": _bars(place, asked, told, whole),
        "table": _lines_table(place, asked, told, lines),
        "once": _once_table(place, asked, told, whole),
        "shared": _shared_table(place, told, whole),
        "left_out": [
            (say(told.places[each].title), name if name != UNKNOWN else _("an untold set"))
            for each, name in told.left_out
        ],
        "missing": [_short(told.places[each], place) for each in whole.missing],
        "query": f"?view={asked.view}&year={asked.year}",
    }


def _words(value: Decimal) -> str:
    """Tonnes in words."""
    return shown(value, unit="tco2e", language=showing.language()).text


def _speaking(whole: RollUp) -> tuple[str, ...]:
    """The places whose statements are added."""
    return tuple(dict.fromkeys(name for line in whole.lines for name in line.stated_by))


def _view_title(view: str) -> str:
    return {
        "basic": _("BASIC"), "basic-plus": _("BASIC+"), "territorial": _("Territorial"),
        "direct": _("Direct emissions"), "indirect": _("Indirect emissions"),
    }[view]  # fmt: skip


def _href(place: Place, view: str, year: str) -> str:
    return reverse("inventory_parts", kwargs={"place": place.id}) + f"?view={view}&year={year}"


def _year_links(place: Place, asked: Asked, choices: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    """The other years of this view."""
    return [
        {
            "title": period_words(year, language=showing.language()),
            "href": _href(place, view, year),
            "current": year == asked.year,
        }
        for view, year in choices
        if view == asked.view
    ]


def _view_links(place: Place, asked: Asked, choices: Sequence[tuple[str, str]]) -> list[dict[str, object]]:
    """The other views: of this year where it has one, else of its newest."""
    links = []
    for view in dict.fromkeys(view for view, _year in choices):
        years = [year for each, year in choices if each == view]
        year = asked.year if asked.year in years else years[0]
        links.append(
            {"title": _view_title(view), "href": _href(place, view, year), "current": view == asked.view}
        )
    return links


def _short(part: Place, whole: Place) -> str:
    return short_title(say(part.title), say(whole.title))


def _inventory_href(place: str, figure: Figure | None) -> str:
    """The inventory of a part, at the year and mark that are added."""
    base = reverse("inventory", kwargs={"place": place})
    is_gpc = figure is not None and figure.address.startswith(GPC)
    return f"{base}?year={figure.period}&mark={figure.mark}" if figure and is_gpc else base


def _sums(told: Gathered, whole: RollUp) -> dict[str, list[tuple[str, Decimal | None]]]:
    """For every place that speaks, its lines with their values."""
    found: dict[str, list[tuple[str, Decimal | None]]] = {}
    for line in whole.lines:
        for name in line.stated_by:
            found.setdefault(name, []).append((line.ref, told.figures[name, line.ref].value))
    return found


def _total(values: Iterable[Decimal | None]) -> Decimal:
    return sum((value for value in values if value is not None), Decimal(0))


def _bars(place: Place, asked: Asked, told: Gathered, whole: RollUp) -> Bars | None:
    """What each part adds, the largest first."""
    sums = {name: _total(value for _ref, value in own) for name, own in _sums(told, whole).items()}
    marks = {at: figure for (at, _line), figure in told.figures.items()}
    if not sums:
        return None
    return Bars(
        slug="parts",
        title=_("What each part adds"),
        unit="tco2e",
        bars=tuple(
            Bar(
                title=_short(told.places[name], place),
                value=value,
                mark=marks[name].mark,
                href=_inventory_href(name, marks[name]),
            )
            for name, value in sorted(sums.items(), key=lambda each: -each[1])
        ),
    )


def _lines_table(place: Place, asked: Asked, told: Gathered, rolled: RollUp) -> Table:
    """Line by line: the parts, the whole, and the gap between them."""
    kind = observations.find_kind(asked.kind)
    titles: Mapping[str, Text] = dict(kind.facets) if kind else {}
    speak = len(_speaking(rolled))
    rows = []
    for line in rolled.lines:
        if line.parts is None and line.own is None:
            continue
        figure = told.figures.get((place.id, line.ref))
        of = f"{len(line.stated_by)}/{speak}"
        silent = ", ".join(_short(told.places[each], place) for each in line.missing)
        is_within = line.ref not in asked.top
        rows.append(
            (
                Cell(
                    text=say(titles[line.ref]) if line.ref in titles else line.ref,
                    note=_("within the line above, not added again") if is_within else "",
                ),
                _tonnes(line.parts),
                Cell(text=of, note=_("nothing from: %(names)s") % {"names": silent} if silent else ""),
                Cell(
                    text="–" if line.own is None else "", value=line.own, unit="tco2e", decimals=0,
                    href=showing.figure_href(figure) if figure else "",
                ),
                _gap(line),
            )
        )  # fmt: skip
    return Table(
        caption=_("Line by line"),
        columns=(
            Column(_("Source of emissions")), Column(_("The parts together"), numeric=True),
            Column(_("Stated by")), Column(_("The whole itself"), numeric=True),
            Column(_("Whole less parts"), numeric=True),
        ),
        rows=tuple(rows),
        csv_href=reverse("inventory_parts.csv", kwargs={"place": place.id})
        + f"?view={asked.view}&year={asked.year}",
    )  # fmt: skip


def _tonnes(value: Decimal | None) -> Cell:
    return Cell(text="–" if value is None else "", value=value, unit="tco2e", decimals=0)


def _gap(line: Rolled) -> Cell:
    """The gap in tonnes, with its share of the whole."""
    cell = _tonnes(line.gap)
    if line.gap is None or not line.own:
        return cell
    share = (line.gap / abs(line.own) * 100).quantize(Decimal("0.1"))
    note = f"{share:+f} %".replace("-", "−")
    return Cell(value=line.gap, unit="tco2e", decimals=0, note=note)


def _once_table(place: Place, asked: Asked, told: Gathered, whole: RollUp) -> Table:
    """Which part speaks for itself, which is represented by its own parts, and which says nothing."""
    sums = _sums(told, whole)
    figures = {at: figure for (at, _line), figure in told.figures.items()}
    left = dict(told.left_out)
    rows = []
    for part in [each for each in told.places.values() if each.part_of == place.id]:
        inner = [each.id for each in told.places.values() if _is_inside(each.id, part.id, told)]
        spoken = [name for name in inner if name in sums]
        own = sums.get(part.id, [])
        within = _total(value for name in spoken for _ref, value in sums[name])
        rows.append(
            (
                Cell(text=_short(part, place), href=_inventory_href(part.id, figures.get(part.id))),
                Cell(text=_how(part.id, own=bool(own), spoken=len(spoken), left=left)),
                _tonnes(_total(value for _ref, value in own) if own else None),
                _tonnes(within if spoken else None),
                Cell(text=str(sum(value is not None for _ref, value in own))),
            )
        )
    return Table(
        caption=_("Who is counted"),
        columns=(
            Column(_("Part")), Column(_("Counted how")), Column(_("By itself"), numeric=True),
            Column(_("By places inside it"), numeric=True), Column(_("Lines with a number"), numeric=True),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _is_inside(place: str, part: str, told: Gathered) -> bool:
    """Whether a place lies inside a part, at any depth."""
    above = told.places[place].part_of
    while above in told.places and above != part:
        above = told.places[above].part_of
    return above == part


def _how(part: str, *, own: bool, spoken: int, left: Mapping[str, str]) -> str:
    """How a part is counted, in words."""
    if own and spoken:
        return _("its own lines; where it says nothing, those of the places inside it")
    if own:
        return _("its own lines; those of places inside it are not added again")
    if spoken:
        return _("by the places inside it, as it says nothing itself")
    if part in left:
        return _("left out: stated in another set of potentials")
    return _("not at all: it says nothing")


def _shared_table(place: Place, told: Gathered, whole: RollUp) -> Table | None:
    """Tonnes that two parts may both hold: nobody knows the flows between them, so they are bounded."""
    if not whole.shared:
        return None
    kind = observations.find_kind(GPC)
    titles: Mapping[str, Text] = dict(kind.facets) if kind else {}
    largest = sorted(whole.shared, key=lambda each: -each.at_most)[:20]
    return Table(
        caption=_("What may be in the sum twice"),
        columns=(
            Column(_("Stated by")), Column(_("As")), Column(_("And by")), Column(_("As")),
            Column(_("At most"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=_short(told.places[each.giver], place)), Cell(text=say(titles[each.ref])),
                Cell(text=_short(told.places[each.taker], place)), Cell(text=say(titles[each.mirror])),
                _tonnes(each.at_most),
            )
            for each in largest
        ),
    )  # fmt: skip


def _row(asked: Asked, line: Rolled) -> tuple[object, ...]:
    """A line for machines."""
    kind = "total" if line.ref in asked.top else "within another line"
    return (
        line.ref, kind, _plain(line.parts), _plain(line.own), _plain(line.gap), " ".join(line.stated_by),
        " ".join(line.missing),
    )  # fmt: skip


def _plain(value: Decimal | None) -> object:
    return "" if value is None else value


def _data(asked: Asked, told: Gathered, whole: RollUp, lines: RollUp) -> dict[str, object]:
    """The same as data."""
    return {
        "place": whole.place,
        "view": asked.view,
        "year": asked.year,
        "gwp_set": told.set_name,
        "total_tco2e": whole.total,
        "missing": list(whole.missing),
        "left_out": [{"place": place, "gwp_set": name} for place, name in told.left_out],
        "lines": [
            {
                "line": line.ref,
                "is_in_total": line.ref in asked.top,
                "parts_tco2e": line.parts,
                "whole_tco2e": line.own,
                "gap_tco2e": line.gap,
                "stated_by": list(line.stated_by),
                "missing": list(line.missing),
            }
            for line in lines.lines
        ],
        "shared": [
            {
                "giver": each.giver, "line": each.ref, "taker": each.taker, "mirror": each.mirror,
                "known_tco2e": each.known, "at_most_tco2e": each.at_most,
            }
            for each in whole.shared
        ],
    }  # fmt: skip
