"""Wedges: what each part of a plan takes away on the way to the target year, and what no part covers."""

from decimal import Decimal

from django.utils.translation import gettext as _

from dure.portal.blocks.areas import Areas, Band, Line
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident.ways import SYNTHETIC, UNIT, Part, Ways, tonnes


def counted(on: Ways) -> list[Part]:
    """The parts that take something away: sectors, and measures of sectors without a cut of their own."""
    sectors = zip(on.parts("sector_cuts", "levels"), on.values("year", "sector_wedges"), strict=False)
    measures = zip(on.parts("year", "measure_cuts"), on.values("year", "measure_wedges"), strict=False)
    found = [
        Part(part.number, part.title, cut, part.figure, part.facet)
        for part, cut in (*sectors, *measures)
        if cut is not None
    ]
    # What adds emissions is stacked first, so that what takes them away begins above it.
    return sorted(found, key=lambda part: part.tonnes >= 0 if part.tonnes is not None else True)


def without_tonnes(on: Ways) -> list[Part]:
    """The parts that somebody named and nobody put into tonnes."""
    cuts = on.values("year", "sector_wedges")
    sectors = [
        part for part, cut in zip(on.parts("sector_cuts", "levels"), cuts, strict=False) if cut is None
    ]
    measures = [part for part in on.parts("year", "measure_cuts") if part.tonnes is None]
    return [part for part in (*sectors, *measures) if part.figure is not None]


def wedges(on: Ways) -> Areas | None:
    """The parts as wedges from the base year to the target year; None where the plan has no target year."""
    first, last = on.year("base_year"), on.year("target_year")
    base, start = on.figure("emissions_tco2e", period=str(first)), on.value("start", "start")
    promised = on.value("promise", "level")
    if first is None or last is None or base is None or base.value is None or None in (start, promised):
        return None
    assert start is not None
    assert promised is not None
    corner, level = (float(first), float(base.value)), start
    bands = []
    for part in counted(on):
        assert part.tonnes is not None
        below = level - part.tonnes
        bands.append(
            Band(
                title=part.title,
                upper=(corner, (float(last), float(level))),
                lower=(corner, (float(last), float(below))),
                value=part.tonnes,
                mark=part.mark,
                href=part.href,
                note=_("adds emissions") if part.tonnes < 0 else "",
            )
        )
        level = below
    rest = on.value("year", "not_covered")
    if rest:
        bands.append(_rest(on, corner, last=last, level=level, rest=rest))
    return Areas(
        slug="wedges",
        title=_("What each part of the plan takes away"),
        unit=UNIT,
        bands=tuple(bands),
        lines=(Line(_("Target"), "target", (corner, (float(last), float(promised)))),),
        says=_says(on, rest),
        synthetic=on.synthetic,
        table=_table(on, start=start, promised=promised),
    )


def _rest(on: Ways, corner: tuple[float, float], *, last: int, level: Decimal, rest: Decimal) -> Band:
    """What lies between the plan and the target, and no part covers."""
    return Band(
        title=_("Not covered by any measure"),
        upper=(corner, (float(last), float(level))),
        lower=(corner, (float(last), float(level - rest))),
        value=rest,
        mark=SYNTHETIC if on.synthetic else "estimated",
        href=on.href("year"),
        is_open=True,
    )


def _says(on: Ways, rest: Decimal | None) -> str:
    """What the wedges come to, in a sentence."""
    beyond = on.value("year", "beyond")
    if rest:
        return _("%(rest)s up to the target is covered by no measure with a number.") % {"rest": tonnes(rest)}
    return _("The parts with a number go beyond the target by %(beyond)s.") % {"beyond": tonnes(beyond)}


def _table(on: Ways, *, start: Decimal, promised: Decimal) -> Table:
    """The way from the start down to the target, a row for each part."""

    def row(title: str, value: Decimal | None, *, mark: str = "", href: str = "") -> tuple[Cell, Cell]:
        return (
            Cell(text=title, href=href),
            Cell(value=value, unit=UNIT, mark=mark, text="" if value is not None else tonnes(None)),
        )

    parts = [
        row(part.title, -part.tonnes, mark=part.mark, href=part.href)
        for part in counted(on)
        if part.tonnes is not None
    ]
    rest, beyond = on.value("year", "not_covered"), on.value("year", "beyond")
    last = [row(_("Not covered by any measure"), -rest)] if rest else []
    last += [row(_("Beyond the target"), beyond)] if beyond else []
    return Table(
        caption=_("From the start to the target"),
        columns=(Column(_("Part")), Column(_("Change in emissions"), numeric=True)),
        rows=(
            row(_("Where the cuts begin"), start, href=on.href("start")),
            *parts,
            *last,
            row(_("What the target allows"), promised, href=on.href("promise")),
        ),
    )
