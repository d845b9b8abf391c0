"""Pathways of a plan: scenarios, wedges, costs, everything emitted in all, whether the promise is kept."""

from dataclasses import replace
from decimal import Decimal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations.read import Figure
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.areas import Areas, Band, Line
from dure.portal.blocks.chart import Chart, Point, Series
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.number import Number
from dure.portal.pages import Crumb, Page
from dure.portal.resident import abatement, target_verdicts
from dure.portal.resident.budget_so_far import so_far_words
from dure.portal.resident.measures import ACTUAL
from dure.portal.resident.overlaps import overlap_says
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.target_verdicts import Verdict, verdicts
from dure.portal.resident.ways import EMISSIONS, SYNTHETIC, UNIT, Ways, tonnes, ways
from dure.portal.resident.wedges import wedges, without_tonnes
from dure.portal.showing import say

# What the page stands on and what follows from it, in the order of its machine-readable twin.
NAMES = (
    "scenario_tco2e",
    "target_gap_tco2e",
    "carbon_area_tco2e",
    "carbon_budget_tco2e",
    "budget_left_tco2e",
    "emissions_bau_tco2e",
    "bau_cut_percent",
    "intensity_cut_percent",
    "output_cut_percent",
    "sector_cut_percent",
    "planned_cut_tco2e",
    "supported_cut_tco2e",
    "measure_cost_krw",
    "measure_investment_krw",
)


def pathways(request: HttpRequest, place: str) -> Page:
    """Whether a place's plan reaches its target, by what, and at what cost."""
    found = place_or_404(place)
    on = ways(place)
    tested = verdicts(on)
    shown = sorted(
        (f for f in on.standing if f.address.split("/")[0] in NAMES),
        key=lambda figure: NAMES.index(figure.address.split("/")[0]),
    )
    begun = on.value("start", "start") is not None
    return Page(
        template="resident/pathways.html",
        crumbs=crumbs(found, Crumb(_("Pathways"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            **(_shown(found, on, tested) if begun else {"empty": _empty(found, on)}),
        },
        data={
            "place": place,
            "synthetic": on.synthetic,
            "figures": [showing.data(f, on.kinds) for f in shown],
            "tests": [_data(verdict) for verdict in tested],
        },
        header=showing.COLUMNS,
        rows=[showing.row(f, on.kinds) for f in shown],
    )


def _data(verdict: Verdict) -> dict[str, object]:
    """A test as data."""
    return {
        "test": f"{verdict.family}_{verdict.way}",
        "promised_tco2e": verdict.promised,
        "emissions_tco2e": verdict.actual,
        "gap_tco2e": verdict.gap,
        "cut_percent": verdict.cut_percent,
        "kept": verdict.kept,
    }


def _shown(place: Place, on: Ways, tested: tuple[Verdict, ...]) -> dict[str, object]:
    """Everything the page shows of a plan with a target year."""
    links = {kind: reverse(f"pathways.{kind}", kwargs={"place": place.id}) for kind in ("csv", "json")}
    return {
        "lead": _lead(on),
        "synthetic": on.synthetic,
        "target_year": on.year("target_year"),
        "numbers": _numbers(on, ("start", "promised", "plan", "adjusted")),
        "chart": _scenarios(on, csv_href=links["csv"], json_href=links["json"]),
        "bau_unknown": not _known(on, "emissions_bau_tco2e"),
        "held": on.value("start", "held") == 1,
        "bau_beside": on.value("start", "held") == 1 and _known(on, "emissions_bau_tco2e"),
        "plan_unknown": on.value("year", "plan") is None,
        "overlap_says": overlap_says(on),
        "no_evidence": on.value("year", "adjusted") is None,
        "wedges": wedges(on),
        "without_tonnes": without_tonnes(on),
        "curve": abatement.curve(on),
        "apart": abatement.apart(on),
        "area": _area(on),
        "area_numbers": _area_numbers(on),
        "budget_says": _budget_says(on),
        "so_far": so_far_words(on),
        "answers": target_verdicts.answers(tested),
        "tests": target_verdicts.table(on, tested, csv_href=links["csv"], json_href=links["json"]),
        "workings": [
            (say(on.runs[name].title), on.href(name))
            for name in (
                "promise",
                "start",
                "sector_cuts",
                "year",
                "curve",
                "area_path",
                "area_to_target",
                "budget",
            )
            if name in on.runs
        ],
    }


def _known(on: Ways, address: str) -> bool:
    figure = on.figure(address, period=str(on.year("target_year")))
    return figure is not None and figure.value is not None


def _lead(on: Ways) -> str:
    """What a person has to decide about, in a sentence."""
    words = {
        "target": on.year("target_year"),
        "promised": tonnes(on.value("promise", "level")),
        "rest": tonnes(on.value("year", "not_covered")),
    }
    if on.value("year", "plan") is None:
        return (
            _("Emissions are to come down to %(promised)s by %(target)s. No measure is stated in tonnes yet.")
            % words
        )
    more, beyond = on.value("sector_cuts", "may_add"), on.value("year", "beyond")
    if not on.value("year", "not_covered") and (more or 0) > (beyond or 0):
        return _(
            "Emissions are to come down to %(promised)s by %(target)s. The parts with a number would be "
            "enough, but sectors without one may add up to %(more)s."
        ) % {**words, "more": tonnes(more)}
    if on.value("year", "not_covered"):
        return (
            _(
                "Emissions are to come down to %(promised)s by %(target)s. With everything that the plan "
                "says in tonnes %(rest)s are still missing."
            )
            % words
        )
    return (
        _(
            "Emissions are to come down to %(promised)s by %(target)s. What the plan says in tonnes is "
            "enough if all of it works."
        )
        % words
    )


def _numbers(on: Ways, names: tuple[str, ...]) -> list[Number]:
    """The levels of the target year, each with the way to its run."""
    figures = [on.figure(f"scenario_tco2e/{name}") for name in names]
    return [showing.number(figure, on.kinds) for figure in figures if figure]


def _scenarios(on: Ways, *, csv_href: str, json_href: str) -> Chart | None:
    """What was measured, the path to the target, the forecast, the plan, and what evidence supports."""
    base_year, target_year = str(on.year("base_year")), str(on.year("target_year"))
    base = on.figure(EMISSIONS, period=base_year)
    if base is None or base.value is None:
        return None
    seen = [
        f
        for f in on.standing
        if f.address == EMISSIONS
        and f.mark in (*ACTUAL, SYNTHETIC)
        and f.value is not None
        and f.period.isdigit()
    ]
    forecast = [f for f in on.standing if f.address == "emissions_bau_tco2e" and f.value is not None]
    begin = Point(base_year, base.value, showing.figure_href(base))

    def towards(name: str) -> tuple[Point, ...]:
        figure = on.figure(f"scenario_tco2e/{name}", period=target_year)
        if figure is None or figure.value is None:
            return ()
        return (begin, Point(target_year, figure.value, showing.figure_href(figure)))

    series = (
        Series(_("Measured"), "observed", _points(seen)),
        Series(_("Path to the target"), "target", towards("promised")),
        Series(_("Forecast without measures"), "forecast", _points(forecast)),
        Series(_("If the whole plan works"), "scenario", towards("plan")),
        Series(_("As far as evidence goes"), "estimated", towards("adjusted")),
    )
    return Chart(
        slug="scenarios",
        title=_("Scenarios up to the target year"),
        says=_("Lines between two years are straight: no document states the years between."),
        unit=UNIT,
        series=tuple(each for each in series if each.points),
        synthetic=on.synthetic,
        csv_href=csv_href,
        json_href=json_href,
    )


def _points(figures: list[Figure]) -> tuple[Point, ...]:
    ordered = sorted(figures, key=lambda figure: figure.valid_to)
    return tuple(Point(f.period, f.value, showing.figure_href(f)) for f in ordered)


def _area(on: Ways) -> Areas | None:
    """Everything emitted on the path, before and after the target year; None without a path to neutrality."""
    years, path = on.values("area_path", "years"), on.values("area_path", "path")
    target = on.year("target_year")
    corners = [
        (float(y), float(a)) for y, a in zip(years, path, strict=True) if y is not None and a is not None
    ]
    if not corners or target is None:
        return None
    titles = {True: _("Up to the target year"), False: _("From the target year to neutrality")}
    amounts = {True: on.value("area_to_target", "area"), False: _after(on)}
    bands = []
    for before in (True, False):
        own = tuple(corner for corner in corners if corner[0] == target or (corner[0] < target) == before)
        bands.append(
            Band(
                title=titles[before],
                upper=own,
                lower=tuple((year, 0.0) for year, _amount in own),
                value=amounts[before],
                mark=SYNTHETIC if on.synthetic else "target",
                href=on.href("area_to_target" if before else "area_to_neutrality"),
            )
        )
    return Areas(
        slug="area",
        title=_("Everything emitted on the way"),
        unit=UNIT,
        bands=tuple(bands),
        lines=(Line(_("Path to the target"), "target", tuple(corners)),),
        says=_(
            "What counts for the climate is the area, not where the line ends. Each year emits what the line "
            "says."
        ),
        synthetic=on.synthetic,
    )


def _after(on: Ways) -> Decimal | None:
    """What the path emits after the target year: the difference of two areas that runs answered."""
    whole, before = on.value("area_to_neutrality", "area"), on.value("area_to_target", "area")
    return None if whole is None or before is None else whole - before


def _area_numbers(on: Ways) -> list[Number]:
    """The areas, the declared budget and what is left of it."""
    names = ("carbon_area_tco2e/to_target", "carbon_area_tco2e/to_neutrality", "carbon_budget_tco2e")
    figures = [on.figure(name) for name in (*names, "budget_left_tco2e")]
    return [replace(showing.number(figure, on.kinds), age="") for figure in figures if figure]


def _budget_says(on: Ways) -> str:
    """Whether the declared budget is enough; that none is declared where it is so."""
    left, used = on.value("budget", "left"), on.value("budget", "used_percent")
    if left is None or used is None:
        return _("No carbon budget is declared, so whether this is too much cannot be said. The area stands.")
    if left < 0:
        return _("The path needs %(over)s more than the declared budget, which runs out in %(year)s.") % {
            "over": tonnes(-left),
            "year": int(on.value("budget", "out_in_year") or 0),
        }
    return _("The path uses %(used)s %% of the declared budget and leaves %(left)s.") % {
        "used": f"{used:.1f}",
        "left": tonnes(left),
    }


def _empty(place: Place, on: Ways) -> Empty:
    """What is missing before anything can be drawn."""
    missing = [
        words
        for words, there in (
            (_("the base year"), on.year("base_year")),
            (_("its emissions"), on.figure(EMISSIONS, period=str(on.year("base_year")))),
            (_("the target year"), on.year("target_year")),
            (_("the cut that is promised"), on.figure("emissions_cut_percent")),
        )
        if there is None
    ]
    return Empty(
        title=_("No path can be drawn yet"),
        says=_("These are not stated: %(missing)s.") % {"missing": ", ".join(missing)} if missing else "",
        href=reverse("plans", kwargs={"place": place.id}),
        action=_("To the plans"),
    )
