"""The factor browser: every factor of the packs with its editions, gases, source, and what was known when."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.conf import settings
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.library import FactorLibrary
from dure.grammar.books.shapes import GASES, Factor
from dure.grammar.periods import FOREVER
from dure.portal import showing
from dure.portal.blocks.chart import Chart, Point, Series
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.data.factor_words import BASES, PROGRAMMES, QUANTITIES, USES
from dure.portal.pages import Crumb, Page
from dure.portal.reckoning.editions import Edition, edition, editions_of, kept_library
from dure.portal.showing import say

COLUMNS = (
    "place", "factor", "quantity", "technology", "use", "programme", "title_ko", "title_en", "valid_from",
    "valid_to", "published_on", "per", "co2_kg", "ch4_kg", "n2o_kg", "carbon_kg", "composite_kgco2e",
    "composite_gwp", "basis", "ncv", "ncv_unit", "gcv", "gcv_unit", "density_kg_per_m3", "oxidation",
    "uncertainty_percent", "distribution", "biogenic", "verify", "source", "line", "licence",
)  # fmt: skip
LONGEST_CHART_YEARS = 60


def factor_list(request: HttpRequest) -> Page:
    """Every factor, by what it is a factor of; those not yet published on the day asked say so."""
    library, known_on = kept_library(settings.PACKS), _day(request)
    shown = [edition(each, sets=library.sets, known_on=known_on) for each in library.factors]
    groups = [
        (title, [each for each in shown if each.factor.quantity == quantity])
        for quantity, title in QUANTITIES.items()
    ]
    return Page(
        template="data/factors.html",
        section="data",
        crumbs=(Crumb(_("Data catalogue"), reverse("sources")), Crumb(_("Factors"))),
        shows={
            "count": len(shown),
            "unknown": sum(not each.is_known for each in shown),
            "known_on": known_on.isoformat() if known_on else "",
            "odd_day": _ignored(request, known_on),
            "tables": [_listed(str(title), group, library) for title, group in groups if group],
        },
        data={"known_on": known_on, "factors": [_data(each, library) for each in shown]},
        header=COLUMNS,
        rows=[_row(each.factor, library) for each in shown if each.is_known],
    )


def factor(request: HttpRequest, place: str, factor: str) -> Page:
    """One factor: its gases, its basis, where it stands, and its other editions."""
    library, known_on = kept_library(settings.PACKS), _day(request)
    found = next((each for each in library.factors if (each.region, each.factor) == (place, factor)), None)
    if found is None:
        raise Http404(_("There is no factor “%(factor)s” in the packs.") % {"factor": f"{place}/{factor}"})
    shown = edition(found, sets=library.sets, known_on=known_on)
    others = editions_of(found, library=library, known_on=known_on)
    source = library.find_source(found.source)
    return Page(
        template="data/factor.html",
        section="data",
        crumbs=(
            Crumb(_("Data catalogue"), reverse("sources")),
            Crumb(_("Factors"), reverse("factors")),
            Crumb(say(found.title)),
        ),
        shows={
            "title": say(found.title),
            "factor": found,
            "facts": _facts(found, library),
            "note": say(found.note),
            "known_on": known_on.isoformat() if known_on else "",
            "odd_day": _ignored(request, known_on),
            "is_known": shown.is_known,
            "gases": _gases(shown),
            "sets": _sets(shown),
            "editions": _editions(others, found),
            "chart": _chart(others, found),
            "source": say(source.title) if source else found.source,
            "locator": showing.line_words(found.locator),
        },
        data={
            **_data(shown, library),
            "known_on": known_on,
            "editions": [_data(each, library) for each in others],
        },
        header=COLUMNS,
        rows=[_row(each.factor, library) for each in others],
    )


def _day(request: HttpRequest) -> date | None:
    """The day of knowledge asked for. A page says what is no day and shows all; a file is refused: nobody
    would see there that it holds more than was asked for.
    """
    asked = request.GET.get("known_on", "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError:
        if request.path.endswith("/"):
            return None
        raise BadRequest(_odd_day(asked)) from None


def _odd_day(asked: str) -> str:
    """What is wrong with a day that is none, and how it is written."""
    return _("“%(asked)s” is not a day. Write it like 2024-12-31.") % {"asked": asked[:40]}


def _ignored(request: HttpRequest, known_on: date | None) -> str:
    """What a page says about a day that it could not read."""
    asked = request.GET.get("known_on", "")
    return _odd_day(asked) if asked and known_on is None else ""


def _href(factor: Factor) -> str:
    """The page of a factor."""
    return reverse("factor", kwargs={"place": factor.region, "factor": factor.factor})


def _place(factor: Factor, library: FactorLibrary) -> str:
    """The title of a factor's place."""
    return next((say(place.title) for place in library.places if place.id == factor.region), factor.region)


def _holds(factor: Factor) -> str:
    """The days a factor holds for, in words."""
    first, last = factor.valid_from, factor.valid_to
    if first is None or last is None:
        return _("not known")
    whole_years = (first.month, first.day) == (1, 1) and (last.month, last.day) == (12, 31)
    begins = f"{first.year}" if whole_years else first.isoformat()
    if last == FOREVER:
        return _("from %(day)s") % {"day": begins}
    ends = f"{last.year}" if whole_years else last.isoformat()
    return begins if begins == ends else f"{begins}–{ends}"


def _published(factor: Factor) -> str:
    """The day of publication, as far as it is known."""
    return factor.published if factor.published_on else _("not known")


def _amount(value: Decimal | Fraction | float | None) -> Cell:
    """A number with all its digits, or that it is not known."""
    if value is None:
        return Cell(text=_("unknown"))
    exact = value if isinstance(value, Decimal) else Decimal(repr(float(value)))
    exact = exact.to_integral_value() if exact == exact.to_integral_value() else exact
    places = -int(exact.as_tuple().exponent)
    return Cell(value=exact, decimals=min(max(places, 0), 6))


def _gas(shown: Edition, gas: str) -> Cell:
    """Kilograms of a gas; empty where the document splits no gases."""
    gases = dict(shown.gas_kg)
    return _amount(gases[gas]) if gas in gases else Cell(text="–")


def _listed(title: str, group: Sequence[Edition], library: FactorLibrary) -> Table:
    """The factors of one kind."""
    return Table(
        caption=title,
        columns=(
            Column(_("Factor")),
            Column(_("Place")),
            Column(_("Holds for")),
            Column(_("Published on")),
            Column(_("Per")),
            *(Column(_("%(gas)s, kg") % {"gas": gas}, numeric=True) for gas in GASES),
            Column(_("Composite, kgCO₂e"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=say(each.factor.title), href=_href(each.factor), note=_doubt(each)),
                Cell(text=_place(each.factor, library)),
                Cell(text=_holds(each.factor)),
                Cell(text=_published(each.factor)),
                Cell(text=each.factor.per),
                *(_gas(each, gas) for gas in GASES),
                _composite(each.factor),
            )
            for each in group
        ),
    )


def _composite(factor: Factor) -> Cell:
    """A printed composite with its set."""
    if factor.composite_kgco2e is None:
        return Cell(text="–")
    cell = _amount(factor.composite_kgco2e)
    return Cell(value=cell.value, decimals=cell.decimals, note=_set(factor.composite_set))


def _set(name: str) -> str:
    """A set by its name, or that the document does not tell it."""
    return _("set not known") if name == "unknown" else name


def _doubt(shown: Edition) -> str:
    """What to know before using a factor."""
    if not shown.is_known:
        return _("not published on that day") if shown.factor.published_on else _("publication not known")
    return _("source still to be read") if shown.factor.verify else ""


def _facts(factor: Factor, library: FactorLibrary) -> list[tuple[str, str]]:
    """What is told of a factor, title by title."""
    source = library.find_source(factor.source)
    licence = source.licence if source else ""
    facts = [
        (_("Place"), _place(factor, library)),
        (_("For"), str(QUANTITIES[factor.quantity])),
        (_("Use"), str(USES[factor.use])),
        (_("Programme"), str(PROGRAMMES[factor.programme])),
        (_("Holds for"), _holds(factor)),
        (_("Published on"), _published(factor)),
        (_("Per"), factor.per),
        (_("Basis"), str(BASES[factor.basis]) if factor.basis else ""),
        (_("Net calorific value"), f"{factor.ncv} {factor.ncv_unit}" if factor.ncv else ""),
        (_("Gross calorific value"), f"{factor.gcv} {factor.gcv_unit}" if factor.gcv else ""),
        (_("Density"), f"{factor.density_kg_per_m3} kg/m³" if factor.density_kg_per_m3 else ""),
        (_("Carbon"), f"{factor.carbon_kg} kgC/{factor.per}" if factor.carbon_kg else ""),
        (_("Share oxidised"), f"{factor.oxidation}" if factor.oxidation is not None else ""),
        (_("Uncertainty"), f"± {factor.uncertainty_percent} %" if factor.uncertainty_percent else ""),
        (_("Licence"), _("unknown") if licence in {"", "unknown"} else licence),
    ]
    return [(title, words) for title, words in facts if words]


def _gases(shown: Edition) -> Table:
    """The gases per unit, as the document splits them."""
    per = shown.factor.per
    rows = [(Cell(text=gas), _amount(kg)) for gas, kg in shown.gas_kg]
    if shown.factor.composite_kgco2e is not None:
        named = _("Composite as printed (%(set)s)") % {"set": _set(shown.factor.composite_set)}
        rows.append((Cell(text=named), _amount(shown.factor.composite_kgco2e)))
    return Table(
        caption=_("What one %(per)s emits") % {"per": per},
        columns=(Column(_("Gas")), Column(_("kg per %(per)s") % {"per": per}, numeric=True)),
        rows=tuple(rows),
        empty=_("The document tells no gases."),
    )


def _sets(shown: Edition) -> Table | None:
    """The gases weighed under each set; nothing where a gas is missing."""
    if not shown.co2e_kg:
        return None
    return Table(
        caption=_("The same gases under each set of warming potentials"),
        columns=(Column(_("Set")), Column(_("kgCO₂e per %(per)s") % {"per": shown.factor.per}, numeric=True)),
        rows=tuple((Cell(text=name), _amount(round(kg, 6))) for name, kg in shown.co2e_kg),
    )


def _editions(others: Sequence[Edition], found: Factor) -> Table:
    """Every edition, with what it replaced or was replaced by."""
    return Table(
        caption=_("Editions"),
        columns=(
            Column(_("Factor")),
            Column(_("Programme")),
            Column(_("Holds for")),
            Column(_("Published on")),
            Column(_("%(gas)s, kg") % {"gas": "CO2"}, numeric=True),
            Column(_("Composite, kgCO₂e"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(
                    text=say(each.factor.title),
                    href="" if each.factor is found else _href(each.factor),
                    note=_doubt(each),
                ),
                Cell(text=str(PROGRAMMES[each.factor.programme])),
                Cell(text=_holds(each.factor)),
                Cell(text=_published(each.factor)),
                _gas(each, "CO2"),
                _composite(each.factor),
            )
            for each in others
        ),
    )


def _chart(others: Sequence[Edition], found: Factor) -> Chart | None:
    """The composite by year for the factor's own programme; nothing where one year or none is told."""
    points: dict[int, Point] = {}
    for each in others:
        row = each.factor
        if row.programme != found.programme or row.per != found.per or not each.is_known:
            continue
        if row.composite_kgco2e is None or row.valid_from is None or row.valid_to in (None, FOREVER):
            continue
        assert row.valid_to is not None
        for year in range(row.valid_from.year, row.valid_to.year + 1)[:LONGEST_CHART_YEARS]:
            points[year] = Point(f"{year}", row.composite_kgco2e, _href(row))
    if len(points) < 2:
        return None
    years = sorted(points)
    first, last = points[years[0]].value, points[years[-1]].value
    return Chart(
        slug="editions",
        title=_("The factor by year"),
        says=_("From %(first)s kgCO₂e per %(per)s in %(from)s to %(last)s in %(to)s.")
        % {"first": first, "last": last, "from": years[0], "to": years[-1], "per": found.per},
        unit="kgco2e_per_mwh" if found.per == "MWh" else "kgco2e",
        series=(Series(_("Factor"), "parameter", tuple(points[year] for year in years)),),
        csv_href=reverse("factor.csv", kwargs={"place": found.region, "factor": found.factor}),
    )


def _row(factor: Factor, library: FactorLibrary) -> tuple[object, ...]:
    """A factor as a row of COLUMNS."""
    gases = dict(factor.gases_kg)
    source = library.find_source(factor.source)
    return (
        factor.region, factor.factor, factor.quantity, factor.technology, factor.use, factor.programme,
        factor.title.ko, factor.title.en, factor.valid_from or "unknown",
        factor.valid_to if factor.valid_to != FOREVER else "", factor.published, factor.per,
        *(_cell(gases, gas) for gas in GASES),
        factor.carbon_kg, factor.composite_kgco2e, factor.composite_set, factor.basis, factor.ncv,
        factor.ncv_unit, factor.gcv, factor.gcv_unit, factor.density_kg_per_m3, factor.oxidation,
        factor.uncertainty_percent, factor.distribution, "yes" if factor.biogenic else "",
        "yes" if factor.verify else "", factor.source, factor.locator, source.licence if source else "",
    )  # fmt: skip


def _cell(gases: dict[str, Decimal | None], gas: str) -> object:
    """A gas in a row: its kilograms, `unknown`, or nothing."""
    return "" if gas not in gases else "unknown" if gases[gas] is None else gases[gas]


def _data(shown: Edition, library: FactorLibrary) -> dict[str, object]:
    """A factor as data, with its gases under each set."""
    told = dict(zip(COLUMNS, _row(shown.factor, library), strict=True))
    return {
        **told,
        "note": shown.factor.note,
        "is_known": shown.is_known,
        "co2e_kg": {name: round(kg, 9) for name, kg in shown.co2e_kg},
    }
