"""The parts of a place beside the whole as bars and tables: line by line, who counts, what may be twice."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.engines.inventory.rollup import Rolled, RollUp
from dure.grammar.shapes import Text
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident.parts_gathering import GPC, Asked, Gathered
from dure.portal.resident.places import short_title
from dure.portal.showing import say


def short_name(part: Place, whole: Place) -> str:
    """What a part is called, without the name of the whole."""
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


def bars_of(place: Place, asked: Asked, told: Gathered, whole: RollUp) -> Bars | None:
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
                title=short_name(told.places[name], place),
                value=value,
                mark=marks[name].mark,
                href=_inventory_href(name, marks[name]),
            )
            for name, value in sorted(sums.items(), key=lambda each: -each[1])
        ),
    )


def lines_table(place: Place, asked: Asked, told: Gathered, rolled: RollUp) -> Table:
    """Line by line: the parts, the whole, and the gap between them."""
    kind = observations.find_kind(asked.kind)
    titles: Mapping[str, Text] = dict(kind.facets) if kind else {}
    # Who says nothing at all is told once, above.
    silent_all = set(rolled.missing)
    shown_lines = [line for line in rolled.lines if line.parts is not None or line.own is not None]
    rows = [_line(line, place, asked, told, titles=titles, silent=silent_all) for line in shown_lines]
    return Table(
        caption=_("Line by line"),
        caption_hidden=True,
        columns=(
            Column(_("Source of emissions")), Column(_("The parts together"), numeric=True),
            Column(_("Stated by")), Column(_("The whole itself"), numeric=True),
            Column(_("Whole less parts"), numeric=True),
        ),
        rows=tuple(rows),
        csv_href=reverse("inventory_parts.csv", kwargs={"place": place.id})
        + f"?view={asked.view}&year={asked.year}",
    )  # fmt: skip


def _line(
    line: Rolled, place: Place, asked: Asked, told: Gathered, *, titles: Mapping[str, Text], silent: set[str]
) -> tuple[Cell, ...]:
    """One line: the parts, who states it, the whole, the gap."""
    figure = told.figures.get((place.id, line.ref))
    of = f"{len(line.stated_by)}/{len(line.stated_by) + len(line.missing)}"
    names = ", ".join(short_name(told.places[each], place) for each in line.missing if each not in silent)
    return (
        Cell(
            text=say(titles[line.ref]) if line.ref in titles else line.ref,
            note="" if line.ref in asked.top else _("within the line above, not added again"),
        ),
        _tonnes(line.parts),
        Cell(text=of, note=_("nothing from: %(names)s") % {"names": names} if names else ""),
        Cell(
            text="–" if line.own is None else "", value=line.own, unit="tco2e", decimals=0,
            href=showing.figure_href(figure) if figure else "",
        ),
        _gap(line),
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


def once_table(place: Place, asked: Asked, told: Gathered, whole: RollUp) -> Table:
    """Which part speaks for itself, which is represented by its own parts, and which says nothing."""
    sums = _sums(told, whole)
    figures = {at: figure for (at, _line), figure in told.figures.items()}
    left = dict(told.left_out)
    rows = []
    for part in [each for each in told.places.values() if each.part_of == place.id]:
        inner = [each.id for each in told.places.values() if _is_inside(each.id, part.id, told)]
        spoken = [name for name in inner if name in sums]
        own = sums.get(part.id, [])
        stating = any(name in figures for name in inner)
        within = _total(value for name in spoken for _ref, value in sums[name])
        rows.append(
            (
                Cell(text=short_name(part, place), href=_inventory_href(part.id, figures.get(part.id))),
                Cell(text=_how(part.id, own=bool(own), spoken=len(spoken), left=left, inner=stating)),
                _tonnes(_total(value for _ref, value in own) if own else None),
                _tonnes(within if spoken else None),
                Cell(text=str(sum(value is not None for _ref, value in own))),
            )
        )
    return Table(
        caption=_("Who is counted"),
        caption_hidden=True,
        columns=(
            Column(_("Place inside")), Column(_("Counted how")), Column(_("By itself"), numeric=True),
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


def _how(part: str, *, own: bool, spoken: int, left: Mapping[str, str], inner: bool) -> str:
    """How a part is counted, in words."""
    if own and spoken:
        return _("its own lines; where it says nothing, those of the places inside it")
    if own and not inner:
        return _("its own lines")
    if own:
        return _("its own lines; those of places inside it are not added again")
    if spoken:
        return _("by the places inside it, as it says nothing itself")
    if part in left:
        return _("left out: stated in another set of potentials")
    return _("not at all: it says nothing")


def shared_table(place: Place, told: Gathered, whole: RollUp) -> Table | None:
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
                Cell(text=short_name(told.places[each.giver], place)), Cell(text=say(titles[each.ref])),
                Cell(text=short_name(told.places[each.taker], place)), Cell(text=say(titles[each.mirror])),
                _tonnes(each.at_most),
            )
            for each in largest
        ),
    )  # fmt: skip
