"""What measures cost: the curve of those with tonnes and costs, and beside it what lacks one of them."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dure.portal import showing
from dure.portal.blocks.curve import Curve, Step
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident.ways import SYNTHETIC, UNIT, Part, Ways, tonnes

PRICE = "krw_per_tco2e"


def _chosen(on: Ways, answer: str) -> list[Part]:
    """The measures that an answer of the curve names by number, in its order."""
    parts = on.parts("curve", "cut")
    return [parts[int(number)] for number in on.values("curve", answer) if number is not None]


def curve(on: Ways) -> Curve | None:
    """The measures from the cheapest on; None where no measure has both tonnes and a cost."""
    taken = _chosen(on, "order")
    if not taken:
        return None
    added, prices = on.values("curve", "abated"), on.values("curve", "cost_per_unit")
    return Curve(
        slug="costs",
        title=_("What another tonne costs"),
        across=UNIT,
        up=PRICE,
        steps=tuple(
            Step(part.title, add or Decimal(0), price or Decimal(0), part.mark, part.href)
            for part, add, price in zip(taken, added, prices, strict=True)
        ),
        says=_says(on, prices),
        synthetic=on.synthetic,
        table=_table(on, taken),
    )


def _says(on: Ways, prices: list[Decimal | None]) -> str:
    """How much saves money, and how much the measures take from each other."""
    added = on.values("curve", "abated")
    saving = sum((a for a, p in zip(added, prices, strict=True) if a and p is not None and p < 0), Decimal(0))
    return _(
        "%(saving)s of %(total)s saves money. If each measure stood alone they would come to %(overlap)s "
        "more: several act on the same source."
    ) % {
        "saving": tonnes(saving),
        "total": tonnes(on.value("curve", "total")),
        "overlap": tonnes(on.value("curve", "overlap")),
    }


def _table(on: Ways, taken: list[Part]) -> Table:
    """Every step: what the measure cuts alone, what it adds, what a tonne costs, and how far that reaches."""
    costs = {part.number: part for part in on.parts("curve", "cost")}
    columns = zip(
        taken,
        on.values("curve", "abated"),
        on.values("curve", "cost_per_unit"),
        on.values("curve", "reaches"),
        strict=True,
    )
    return Table(
        caption=_("From the cheapest on"),
        columns=(
            Column(_("Measure")),
            Column(_("Alone"), numeric=True),
            Column(_("Adds here"), numeric=True),
            Column(_("Net cost of a year"), numeric=True),
            Column(_("Cost of a tonne"), numeric=True),
            Column(_("Added up"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=part.title, mark=SYNTHETIC if on.synthetic else ""),
                Cell(value=part.tonnes, unit=UNIT, href=part.href),
                Cell(value=adds, unit=UNIT),
                Cell(value=costs[part.number].tonnes, unit="krw", href=costs[part.number].href),
                Cell(value=price, unit=PRICE, decimals=0),
                Cell(value=reaches, unit=UNIT),
            )
            for part, adds, price, reaches in columns
        ),
    )


def apart(on: Ways) -> Table | None:
    """The measures that are not on the curve, with what is known and what is missing; None without any."""
    costs = {part.number: part for part in on.parts("curve", "cost")}
    rows = [(part, costs[part.number], _("the net cost of a year")) for part in _chosen(on, "without_cost")]
    rows += [(part, costs[part.number], _("the tonnes")) for part in _chosen(on, "without_cut")]
    rows += [
        (part, costs[part.number], _("nothing: a cheaper one takes its place"))
        for part in _chosen(on, "excluded")
    ]
    if not rows:
        return None
    return Table(
        caption=_("Measures that are not on the curve"),
        columns=(
            Column(_("Measure")),
            Column(_("Tonnes"), numeric=True),
            Column(_("Net cost of a year"), numeric=True),
            Column(_("Investment"), numeric=True),
            Column(_("Missing")),
        ),
        rows=tuple(
            (
                Cell(text=part.title, mark=part.mark),
                _cell(part, UNIT),
                _cell(cost, "krw"),
                _investment(on, part),
                Cell(text=missing),
            )
            for part, cost, missing in rows
        ),
    )


def _cell(part: Part, unit: str) -> Cell:
    """A stated amount with the way to its source, or that it is unknown."""
    unknown = shown(None, unit="", language=showing.language()).text
    known = part.tonnes is not None
    return Cell(text="" if known else unknown, value=part.tonnes, unit=unit, href=part.href)


def _investment(on: Ways, part: Part) -> Cell:
    """What is put into a measure at the start, where a document says so."""
    figure = on.figure(f"measure_investment_krw/{part.facet}")
    return showing.cell(figure, on.kinds) if figure else Cell(text="–")
