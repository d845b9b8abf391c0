"""Plan against inventory: what a place's measured change is made of, with every part nobody knows said so."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.runs import read as runs
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.pages import Crumb, Page
from dure.portal.resident.book_reckonings import from_inventories
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say

CHANGE = "emissions_change_tco2e"
MEASURED = "emissions_tco2e"
CLAIMED = "emissions_claimed_tco2e"
POTENTIAL = "avoided_tco2e"
# The parts that add up to the change, in the order in which they are taken off it.
STATED = ("activity", "factor", "boundary")
PARTS = (*STATED, "credited", "unexplained")


def reckoning(request: HttpRequest, place: str) -> Page:
    """What the newest measured change of a place is made of."""
    found = place_or_404(place)
    kinds = observations.kinds()
    standing = observations.figures(place)
    parts = {f.address.partition("/")[2]: f for f in standing if f.address.startswith(f"{CHANGE}/")}
    shown = [parts[name] for name in ("whole", *PARTS, "not_credited") if name in parts]
    books = from_inventories(found, standing)
    empty = {} if books else {"empty": _empty(found)}
    return Page(
        template="resident/reckoning.html",
        crumbs=crumbs(found, Crumb(_("Plan and inventory"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "books": books,
            **(_shown(found, parts, standing, kinds) if "whole" in parts else empty),
        },
        data={
            "place": place,
            "figures": [showing.data(f, kinds) for f in shown],
            "inventories": books["data"] if books else None,
        },
        header=showing.COLUMNS,
        rows=[showing.row(f, kinds) for f in shown],
    )


def _shown(
    place: Place, parts: dict[str, Figure], standing: Sequence[Figure], kinds: showing.Kinds
) -> dict[str, object]:
    """What the page of one change shows."""
    run = runs.find_run(parts["whole"].by)
    measured = _inputs(run, standing) if run else []
    potentials = [f for f in standing if f.address.startswith(POTENTIAL) and f.mark == "scenario"]
    return {
        "numbers": [showing.number(f, kinds) for f in (*measured, parts["whole"])],
        "bars": _bars(parts, kinds),
        "table": _table(place, parts, kinds),
        "missing": _missing(parts, kinds),
        "unknown": [_title(parts[name], kinds) for name in STATED if parts[name].value is None],
        "claims_unknown": parts["not_credited"].value is None,
        "potentials": [showing.number(f, kinds) for f in potentials],
        "run_href": reverse("run", kwargs={"run": run.id}) if run else "",
    }


def _inputs(run: runs.Run, standing: Sequence[Figure]) -> list[Figure]:
    """The two measured amounts that the change lies between."""
    by_address = {f.full_address: f for f in standing}
    found = [by_address.get(fed.reference) for fed in run.inputs if fed.argument in {"base", "actual"}]
    return sorted((figure for figure in found if figure is not None), key=lambda figure: figure.period)


def _title(figure: Figure, kinds: showing.Kinds) -> str:
    return say(dict(showing.kind_of(figure, kinds).facets)[figure.address.partition("/")[2]])


def _way(figure: Figure) -> str:
    """Whether a part raised or lowered emissions, in a word."""
    if figure.value is None:
        return _("unknown")
    return _("more") if figure.value > 0 else _("less") if figure.value < 0 else _("no change")


def _bars(parts: dict[str, Figure], kinds: showing.Kinds) -> Bars:
    """The parts by their size; their direction stands beside them."""
    bars = tuple(
        Bar(
            title=_title(parts[name], kinds),
            value=None if (value := parts[name].value) is None else abs(value),
            mark=parts[name].mark,
            href=showing.figure_href(parts[name]),
            note=_way(parts[name]),
        )
        for name in PARTS
    )
    says = _("Bars show how large a part is. Whether it is more or less stands beside it.")
    return Bars(slug="parts", title=_("Parts of the change"), unit="tco2e", bars=bars, says=says)


def _table(place: Place, parts: dict[str, Figure], kinds: showing.Kinds) -> Table:
    """The parts, and the change that they add up to."""
    return Table(
        caption=_("Parts of the change"),
        columns=(Column(_("Part")), Column(_("Change in emissions"), numeric=True), Column(_("Direction"))),
        rows=tuple(
            (
                Cell(text=_title(parts[name], kinds)),
                # What nobody knows is not estimated either.
                replace(cell, mark="") if (cell := showing.cell(parts[name], kinds)).value is None else cell,
                Cell(text=_way(parts[name])),
            )
            for name in (*PARTS, "whole")
        ),
        csv_href=reverse("reckoning.csv", kwargs={"place": place.id}),
        json_href=reverse("reckoning.json", kwargs={"place": place.id}),
    )


def _missing(parts: dict[str, Figure], kinds: showing.Kinds) -> list[dict[str, str]]:
    """What nobody has stated, how one gets it, and under which address it is stated."""
    whole = parts["whole"]
    how = {
        "activity": _(
            "Work it out from residents, floor area, production or degree days of both years; or line by "
            "line from the activity rows of both inventories."
        ),
        "factor": _("Needed is the factor of each line in both years, above all of electricity and heat."),
        "boundary": _(
            "Ask for the earlier year after the later way of counting: what differs is boundary and method."
        ),
    }
    missing = [
        {
            "what": _title(parts[name], kinds),
            "how": how[name],
            "address": f"{whole.place}/emissions_effect_tco2e/{name}@{whole.period}:observed",
        }
        for name in STATED
        if parts[name].value is None
    ]
    if parts["not_credited"].value is None:
        missing.append(
            {
                "what": _("What projects say they avoided"),
                "how": _(
                    "Take it from the monitoring reports of the projects. Potentials and plans are no claims."
                ),
                "address": f"{whole.place}/{CLAIMED}@{whole.period}:observed",
            }
        )
    return missing


def _empty(place: Place) -> Empty:
    """What to say where no two years are set side by side."""
    return Empty(
        title=_("No two years to set side by side"),
        says=_(
            "Two years are needed: two inventories, or the emissions of two years as figures with the two "
            "years named. Then this page says what the change between them is made of."
        ),
        href=reverse("inventory", kwargs={"place": place.id}),
        action=_("To the inventory"),
    )
