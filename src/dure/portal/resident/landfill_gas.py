"""A landfill gas project after ACM0001: what was measured, what it is worth, what came, what is unknown."""

from collections.abc import Mapping

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import language, say

MEASURED = ("landfill_gas_m3", "methane_percent", "landfill_ch4_kg", "landfill_project_tco2e/most")
# What the methodology takes off, in its order, and what is left.
TERMS = (
    "landfill_project_percent/destroyed",
    "landfill_project_percent/oxidised",
    "landfill_ch4_kg/burnt_anyway",
    "landfill_project_tco2e/own",
    "landfill_project_tco2e/credited",
)
BARS = ("credits_tco2e/expected_yearly", "landfill_project_tco2e/most", "credits_tco2e/first_issuance")
LATER = ("credits_tco2e/issuable", "credits_tco2e/sold", "credit_sales_krw")
SHORT = ("landfill_project_tco2e/short_of_forecast", "landfill_project_percent/short_of_forecast")
PARAMETERS = ("methane_density_kg_per_m3", "methane_potential/sar")
FIRST, EXPECTED, MOST = "credits_tco2e/first_issuance", "credits_tco2e/expected_yearly", MEASURED[-1]


def is_known(standing: Mapping[str, object]) -> bool:
    """Whether anything is known of a project of landfill gas, by the addresses that stand."""
    return MEASURED[0] in standing or EXPECTED in standing


def landfill_gas(request: HttpRequest, place: str) -> Page:
    """The page of a place's landfill gas project."""
    found = place_or_404(place)
    standing = observations.figures(place)
    by_address = showing.by_address(standing)
    if not is_known(by_address):
        raise Http404(_("Nothing is known of a landfill gas project here."))
    kinds = observations.kinds()
    own = _own(by_address)
    return Page(
        template="resident/landfill_gas.html",
        crumbs=crumbs(
            found,
            Crumb(_("Allowances"), reverse("allowances", kwargs={"place": place})),
            Crumb(_("Landfill gas")),
        ),
        shows={"place": found, "place_title": say(found.title), **_shown(place, by_address, kinds)},
        data={"place": place, "figures": [showing.data(f, kinds) for f in own]},
        header=("address", "period", "value", "unit", "mark", "source", "note_ko", "note_en"),
        rows=[
            (
                *(f.address, f.period, f.value, kinds[f.address.partition("/")[0]].unit),
                *(f.mark, f.source, f.note.ko, f.note.en),
            )
            for f in own
        ],
    )


def _shown(place: str, by_address: Mapping[str, list[Figure]], kinds: showing.Kinds) -> dict[str, object]:
    """What the page shows below its heading."""
    year = next((f.period for f in by_address.get(MEASURED[0], ())), "")
    return {
        **_numbers(by_address),
        "year": period_words(year, language=language()) if year else "",
        "bars": _bars(by_address, kinds),
        "measured": _measured(by_address, kinds, place=place),
        "terms": _terms(by_address, kinds, year=year),
        "unknown": [title for title, figure in _named_terms(by_address, kinds) if not _is_told(figure)],
        "later": _later(by_address, kinds),
    }


def _own(by_address: Mapping[str, list[Figure]]) -> list[Figure]:
    """Every figure of the page."""
    wanted = dict.fromkeys((*MEASURED, *TERMS, *BARS, *SHORT, *LATER))
    return [figure for address in wanted for figure in by_address.get(address, ())]


def _numbers(by_address: Mapping[str, list[Figure]]) -> dict[str, object]:
    """What the first sentences say: forecast, first issuance, and how far the year stayed below at least."""

    def first(address: str) -> Figure | None:
        return next((f for f in by_address.get(address, ()) if f.value is not None), None)

    expected, issued, most = first(EXPECTED), first(FIRST), first(MOST)
    short, percent = (first(address) for address in SHORT)
    return {
        "expected": expected.value if expected else None,
        "issued": issued.value if issued else None,
        "most": most.value if most else None,
        "short": short.value if short else None,
        "percent": percent.value if percent else None,
    }


def _bars(by_address: Mapping[str, list[Figure]], kinds: showing.Kinds) -> Bars:
    """Forecast, the most that a year can be worth, and what was issued first, side by side."""
    return Bars(
        slug="landfill-gas",
        title=_("Expected, possible at most, issued"),
        unit="tco2e",
        bars=tuple(
            Bar(
                title=f"{_title(f.address, kinds)}, {period_words(f.period, language=language())}",
                value=f.value,
                mark=f.mark,
                href=showing.figure_href(f),
                note=say(f.note),
            )
            for address in BARS
            for f in by_address.get(address, ())
        ),
        says=_("One year was forecast and one year measured; the first issuance does not say its period."),
    )


def _measured(by_address: Mapping[str, list[Figure]], kinds: showing.Kinds, *, place: str) -> Table:
    """From gas to tonnes, a step in each row."""
    steps = (
        _("measured"),
        _("measured, by volume"),
        _("gas × methane × density"),
        _("methane × warming potential"),
    )
    rows = [
        (Cell(text=_title(address, kinds)), showing.cell(figure, kinds), Cell(text=step))
        for address, step in zip(MEASURED, steps, strict=True)
        for figure in by_address.get(address, ())[:1]
    ]
    rows += [
        (Cell(text=_title(f.address, kinds)), showing.cell(f, kinds), Cell(text=say(f.note)))
        for above in things.chain(place)
        for f in observations.figures(above, addresses=PARAMETERS)
    ]
    return Table(
        caption=_("From gas to CO2 equivalent"),
        caption_hidden=True,
        columns=(Column(_("Item")), Column(_("Value"), numeric=True), Column(_("How"))),
        rows=tuple(rows),
    )


def _named_terms(
    by_address: Mapping[str, list[Figure]], kinds: showing.Kinds
) -> list[tuple[str, Figure | None]]:
    """What the methodology takes off, each with its figure or none."""
    return [(_title(address, kinds), next(iter(by_address.get(address, ())), None)) for address in TERMS[:-1]]


def _is_told(figure: Figure | None) -> bool:
    return figure is not None and figure.value is not None


def _terms(by_address: Mapping[str, list[Figure]], kinds: showing.Kinds, *, year: str) -> Table:
    """What is taken off and what is left; unknown where nobody has stated it."""
    why = (
        _("what flare and engine destroy of what reaches them"),
        _("taken off since version 13; zero in earlier versions"),
        _("taken off, as it is no merit of the project"),
        _("electricity and fuel that it uses, taken off"),
        _("what is left: unknown while one of the others is"),
    )
    rows = []
    for address, words in zip(TERMS, why, strict=True):
        figure = next(iter(by_address.get(address, ())), None)
        cell = showing.cell(figure, kinds) if figure else Cell(text=_("unknown"))
        rows.append((Cell(text=_title(address, kinds)), cell, Cell(text=words)))
    return Table(
        caption=_("What is taken off, and what is left, %(year)s")
        % {"year": period_words(year, language=language()) if year else _("unknown")},
        columns=(Column(_("Item")), Column(_("Value"), numeric=True), Column(_("How"))),
        rows=tuple(rows),
    )


def _later(by_address: Mapping[str, list[Figure]], kinds: showing.Kinds) -> Table | None:
    """What came of the project later, as published."""
    found = [f for address in LATER for f in by_address.get(address, ())]
    if not found:
        return None
    return Table(
        caption=_("What came later"),
        columns=(Column(_("Item")), Column(_("Time")), Column(_("Value"), numeric=True)),
        rows=tuple(
            (
                Cell(text=_title(f.address, kinds)),
                Cell(text=period_words(f.period, language=language())),
                showing.cell(f, kinds),
            )
            for f in found
        ),
    )


def _title(address: str, kinds: showing.Kinds) -> str:
    """What a figure is called."""
    return say(kinds[address.partition("/")[0]].title_of(address))
