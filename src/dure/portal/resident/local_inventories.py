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
from dure.portal.showing import say

KINDS = ("local_total_tco2e", "local_emissions_tco2e")


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
