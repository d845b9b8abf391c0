"""Wedges: what each part of a plan takes away on the way to the target year, and what no part covers.

A wedge bends in every year in which its part is stated. Where no document states the years between, it is
drawn straight, and the page says so.
"""

from bisect import bisect_left
from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.portal.blocks.areas import Areas, Band, Line
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.resident.ways import SYNTHETIC, UNIT, Part, Ways, tonnes

# Parts under this name are stated in tonnes, so that a year between may be drawn as it is stated.
IN_TONNES = "planned_cut_tco2e/"


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
    parts = counted(on)
    stated = [_stated(on, part, first=first, last=last) for part in parts]
    years = sorted({first, last}.union(*stated))
    target = _target(on, {first: base.value, last: promised})
    rest = on.value("year", "not_covered")
    bands, level = _stacked(
        parts, stated, years, [_between({first: base.value, last: start}, y) for y in years]
    )
    twice = on.value("year", "overlap")
    if twice:
        band, level = _twice(on, years, level=level, twice=twice)
        bands.append(band)
    if rest:
        bands.append(_rest(on, years, level=level, target=target, rest=rest))
    return Areas(
        slug="wedges",
        title=_("What each part of the plan takes away"),
        unit=UNIT,
        bands=tuple(bands),
        lines=(Line(_("Target"), "target", _line(list(target), list(target.values()))),),
        says=f"{_says(on, rest)} {_drawn_how(years)}",
        synthetic=on.synthetic,
        table=_table(on, start=start, promised=promised),
    )


def _stacked(
    parts: list[Part], stated: list[dict[int, Decimal]], years: list[int], level: list[Decimal]
) -> tuple[list[Band], list[Decimal]]:
    """The parts one below the other, and what is left below the last of them."""
    bands = []
    for part, points in zip(parts, stated, strict=True):
        below = [each - _between(points, year) for each, year in zip(level, years, strict=True)]
        bands.append(
            Band(
                title=part.title,
                upper=_line(years, level),
                lower=_line(years, below),
                value=part.tonnes,
                mark=part.mark,
                href=part.href,
                note=_("adds emissions") if part.tonnes is not None and part.tonnes < 0 else "",
            )
        )
        level = below
    return bands, level


def _stated(on: Ways, part: Part, *, first: int, last: int) -> dict[int, Decimal]:
    """What a part takes away in each year for which it is stated in tonnes, from nothing in the base year."""
    assert part.tonnes is not None
    address = part.figure.address if part.figure and part.figure.address.startswith(IN_TONNES) else None
    between = {
        int(f.period): f.value
        for f in on.standing
        if f.address == address
        and f.period.isdigit()
        and f.value is not None
        and first < int(f.period) < last
    }
    return {first: Decimal(0), **dict(sorted(between.items())), last: part.tonnes}


def _target(on: Ways, ends: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """The way of the target: through every year that was promised between the base year and the target."""
    first, last = ends
    path = zip(on.values("area_path", "years"), on.values("area_path", "path"), strict=True)
    between = {
        int(year): level for year, level in path
        if year is not None and level is not None and first < year < last
    }  # fmt: skip
    return dict(sorted({**ends, **between}.items()))


def _between(points: Mapping[int, Decimal], year: int) -> Decimal:
    """Where the straight lines between points stand in a year from the first to the last of them."""
    years = list(points)
    right = bisect_left(years, year)
    if years[right] == year:
        return points[year]
    before, after = years[right - 1], years[right]
    share = Decimal(year - before) / (after - before)
    return points[before] + (points[after] - points[before]) * share


def _line(years: list[int], levels: list[Decimal]) -> tuple[tuple[float, float], ...]:
    return tuple((float(year), float(level)) for year, level in zip(years, levels, strict=True))


def _twice(on: Ways, years: list[int], *, level: list[Decimal], twice: Decimal) -> tuple[Band, list[Decimal]]:
    """What the parts take from each other, given back: up to it the sum of the parts counts twice."""
    back = {years[0]: Decimal(0), years[-1]: twice}
    above = [each + _between(back, year) for each, year in zip(level, years, strict=True)]
    band = Band(
        title=_("Counted twice by measures on one source"),
        upper=_line(years, level),
        lower=_line(years, above),
        value=-twice,
        mark=SYNTHETIC if on.synthetic else "estimated",
        href=on.href("curve"),
        note=_("adds emissions"),
    )
    return band, above


def _rest(
    on: Ways, years: list[int], *, level: list[Decimal], target: Mapping[int, Decimal], rest: Decimal
) -> Band:
    """What lies between the plan and the target, and no part covers."""
    below = [min(each, _between(target, year)) for each, year in zip(level, years, strict=True)]
    return Band(
        title=_("Not covered by any measure"),
        upper=_line(years, level),
        lower=_line(years, below),
        value=rest,
        mark=SYNTHETIC if on.synthetic else "estimated",
        href=on.href("year"),
        is_open=True,
    )


def _drawn_how(years: list[int]) -> str:
    """What is drawn between the years that are stated."""
    if len(years) == 2:
        return _(
            "The way from %(first)s to %(last)s is drawn straight: no part states the years between."
        ) % {
            "first": years[0],
            "last": years[1],
        }
    return _(
        "The parts bend in %(years)s, where the plan states them; between them they are drawn straight."
    ) % {"years": ", ".join(map(str, years[1:-1]))}


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
    twice = on.value("year", "overlap")
    overlap = (
        [row(_("Counted twice by measures on one source"), twice, href=on.href("curve"))] if twice else []
    )
    last = [row(_("Not covered by any measure"), -rest)] if rest else []
    last += [row(_("Beyond the target"), beyond)] if beyond else []
    return Table(
        caption=_("From the start to the target"),
        columns=(Column(_("Part")), Column(_("Change in emissions"), numeric=True)),
        rows=(
            row(_("Where the cuts begin"), start, href=on.href("start")),
            *parts,
            *overlap,
            *last,
            row(_("What the target allows"), promised, href=on.href("promise")),
        ),
    )
