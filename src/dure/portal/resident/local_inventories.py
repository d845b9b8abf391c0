"""Emissions published by the guideline for local governments: sectors by years, and the places inside."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.resident import key_sources
from dure.portal.showing import say

KINDS = ("local_total_tco2e", "local_emissions_tco2e")
# Totals, of which the other lines are parts.
WHOLES = ("gross", "net")
# The electricity and heat of buildings, where the buildings are a line too.
BUILDINGS, IN_BUILDINGS = "indirect_buildings", ("indirect_electricity", "indirect_heat")


def local_figures(place: str) -> tuple[Figure, ...]:
    """What a place stated by the local guideline."""
    return tuple(f for f in observations.figures(place) if f.address.split("/")[0] in KINDS)


def tables(place: str, figures: Sequence[Figure], kinds: showing.Kinds) -> list[Table]:
    """One table for each kind: its sectors down, the years across."""
    return [
        _table(place, name, [f for f in figures if f.address.startswith(f"{name}/")], kinds)
        for name in KINDS
        if any(f.address.startswith(f"{name}/") for f in figures)
    ]


def _table(place: str, name: str, own: Sequence[Figure], kinds: showing.Kinds) -> Table:
    years = sorted({figure.period for figure in own})
    by_cell = {(figure.address.partition("/")[2], figure.period): figure for figure in own}
    rows = []
    for facet, title in kinds[name].facets:
        cells = [by_cell.get((facet, year)) for year in years]
        if any(cells):
            rows.append((Cell(text=say(title)), *(_cell(figure, kinds) for figure in cells)))
    return Table(
        caption=say(kinds[name].title),
        columns=(
            Column(_("Sector")),
            *(Column(period_words(year, language=showing.language()), numeric=True) for year in years),
        ),
        rows=tuple(rows),
        csv_href=reverse("inventory.csv", kwargs={"place": place}),
    )


def _cell(figure: Figure | None, kinds: showing.Kinds) -> Cell:
    if figure is None:
        return Cell(text="")
    cell = showing.cell(figure, kinds)
    return Cell(text=cell.text, value=cell.value, unit=cell.unit, href=cell.href, decimals=cell.decimals)


def parts(place: str) -> list[dict[str, str]]:
    """The places inside that keep an inventory, with the way to it."""
    return [
        {"title": say(part.title), "href": reverse("inventory", kwargs={"place": part.id})}
        for part in things.parts(place)
        if "inventory" in part.systems
    ]


def key_lines(figures: Sequence[Figure]) -> list[key_sources.Compared]:
    """The lines to compare, of the last year and the first: what is added up with nothing twice.

    Direct and indirect emissions are not added to each other; a line stands for the parts that are named too.
    """
    groups: list[key_sources.Compared] = []
    for name, head, title in (
        ("local_total_tco2e", "", _("By sector")),
        ("local_emissions_tco2e", "direct_", _("Direct emissions")),
        ("local_emissions_tco2e", "indirect_", _("Indirect emissions")),
    ):
        own = [f for f in figures if f.address.startswith(f"{name}/{head}") and _facet(f) not in WHOLES]
        facets = {_facet(f) for f in own}
        top = [f for f in own if not is_part(_facet(f), facets)]
        years = sorted({figure.period for figure in top})
        if years:
            first, last = ({f.address: f for f in top if f.period == year} for year in (years[0], years[-1]))
            groups.append(key_sources.Compared(last, first if len(years) > 1 else {}, name=title))
    return groups


def is_part(facet: str, facets: set[str]) -> bool:
    """Whether a line is a part of another of these: `direct_buildings_commercial` of `direct_buildings`."""
    by_name = any(facet.startswith(f"{each}_") for each in facets)
    return by_name or (facet.startswith(IN_BUILDINGS) and BUILDINGS in facets)


def _facet(figure: Figure) -> str:
    return figure.address.partition("/")[2]
