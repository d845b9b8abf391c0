"""The map of the country with its list, and a place's home: where it stands on its way, and what to look at next."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.plans import read as plans
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks import projection
from dure.portal.blocks.chart import Chart, Gap
from dure.portal.blocks.map import Map, Outline
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.pages import Page
from dure.portal.resident import measures, sentences
from dure.portal.showing import say

EMISSIONS = "emissions_tco2e"
GOAL = "emissions_goal_tco2e"
PATH = "emissions_path_tco2e"
# How many indicators a place's home shows before it points to the whole list.
FIRST_INDICATORS = 6


def place_or_404(place: str) -> Place:
    """The place of that id, or the page that says there is none."""
    found = things.find_place(place)
    if found is None:
        raise Http404(_("There is no place called “%(place)s” here.") % {"place": place})
    return found


@dataclass(frozen=True)
class Known:
    """A place with how much is stated about it and how much of that waits for a decision."""

    place: Place
    figures: int
    findings: int


def _known(places: Sequence[Place]) -> tuple[Known, ...]:
    figures, findings = observations.counts(), cases.counts("finding", states=("open", "correction_proposed"))
    return tuple(Known(p, figures.get(p.id, 0), findings.get(p.id, 0)) for p in places)


def country(request: HttpRequest) -> Page:
    """The start page: the country on a map, every place in a list, what waits for a decision."""
    everywhere = _known(things.places())
    home = next((known.place for known in everywhere if known.place.kind == "country"), None)
    cities = [known for known in everywhere if known.place.kind in {"province", "city", "district"}]
    return Page(
        template="resident/country.html",
        section="map",
        shows={
            "home": home,
            "title": say(home.title) if home else "",
            "map": _map(home, cities) if home else None,
            "table": _places_table(cities),
            "figures": sum(known.figures for known in everywhere),
            "sources": len(observations.sources()),
            "findings": sum(known.findings for known in everywhere),
        },
        data={"places": [_place_data(known) for known in cities]},
        header=("place", "title_ko", "title_en", "part_of", "figures", "open_findings"),
        rows=[
            (k.place.id, k.place.title.ko, k.place.title.en, k.place.part_of, k.figures, k.findings)
            for k in cities
        ],
    )


def _place_data(known: Known) -> dict[str, object]:
    place = known.place
    return {
        "place": place.id,
        "title": place.title,
        "kind": place.kind,
        "part_of": place.part_of,
        "figures": known.figures,
        "open_findings": known.findings,
    }


def _places_table(rows: Sequence[Known]) -> Table:
    titles = {place.id: say(place.title) for place in things.places()}
    return Table(
        caption=_("Places"),
        columns=(
            Column(_("Place")),
            Column(_("Part of")),
            Column(_("Figures"), numeric=True),
            Column(_("Waiting for a decision"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=say(k.place.title), href=reverse("place", kwargs={"place": k.place.id})),
                Cell(text=titles.get(k.place.part_of, "")),
                Cell(value=k.figures),
                Cell(value=k.findings),
            )
            for k in rows
        ),
        csv_href=reverse("country.csv"),
        json_href=reverse("country.json"),
    )


def _map(place: Place, rows: Sequence[Known], *, width: float = 560) -> Map | None:
    """The parts of a place as a map: ours are linked and say how much is known of them."""
    shapes = things.outlines(place.id)
    ours = {known.place.id: known for known in rows}
    if not any(shape.part in ours for shape in shapes):
        return None
    fit = projection.fitted([shape.geometry for shape in shapes], width=width)
    outlines = []
    for shape in shapes:
        about = ours.get(shape.part)
        x, y = projection.middle(shape.geometry, fit)
        outlines.append(
            Outline(
                d=projection.path(shape.geometry, fit),
                title=say(shape.name),
                says=_figures_words(about) if about else "",
                href=reverse("place", kwargs={"place": shape.part}) if about else "",
                step=_step(about.figures) if about else 0,
                x=x,
                y=y,
                labelled=about is not None,
            )
        )
    return Map(
        slug=f"map-{place.id}",
        title=_("Map of %(place)s") % {"place": say(place.title)},
        says=_("Places in colour keep their plan here. Choose one to open it."),
        width=fit.width,
        height=fit.height,
        outlines=tuple(outlines),
        source=_("Borders: Statistics Korea (SGIS), KOGL type 1, simplified for drawing."),
    )


def _figures_words(known: Known) -> str:
    return ngettext("%(count)s figure", "%(count)s figures", known.figures) % {"count": known.figures}


def _step(figures: int) -> int:
    """Which of the map's five shades: how much is stated about a place."""
    return next((step for step, most in enumerate((20, 50, 100, 200), start=1) if figures <= most), 5)


def city(request: HttpRequest, place: str) -> Page:
    """A place's home."""
    found = place_or_404(place)
    kinds = observations.kinds()
    known = measures.measures(found)
    emissions = observations.figures(place, addresses=[EMISSIONS, GOAL, PATH])
    sentence = sentences.path_sentence(_path(place, emissions), kinds[EMISSIONS]) if emissions else None
    parts = _known(things.parts(place))
    findings = cases.counts("finding", states=("open", "correction_proposed")).get(place, 0)
    return Page(
        template="resident/city.html",
        shows={
            "place": found,
            "title": say(found.title),
            "says": say(found.says),
            "sentence": say(sentence) if sentence else "",
            **_emissions_shown(place, emissions, kinds),
            **_measures_shown(place, known, kinds),
            "plans": [_plan_line(place, plan) for plan in plans.plans(place)],
            "findings": findings,
            "map": _map(found, parts, width=420),
            "editions": plans.editions(place)[:3],
            "empty": not any(measure.figures for measure in known),
        },
        data={
            "place": found.id,
            "title": found.title,
            "part_of": found.part_of,
            "parts": [part.place.id for part in parts],
            "sentence": sentence,
            "emissions": [showing.data(f, kinds) for f in emissions],
            "indicators": [measure.indicator.name for measure in known],
            "open_findings": findings,
        },
        header=showing.COLUMNS,
        rows=[showing.row(f, kinds) for f in observations.figures(place)],
    )


def _emissions_shown(place: str, emissions: tuple[Figure, ...], kinds: showing.Kinds) -> dict[str, object]:
    """The four figures that say where a place stands, and its path as a chart."""
    path = _path(place, emissions)
    return {
        "headline": [showing.number(f, kinds) for f in _headline(path)],
        "chart": _path_chart(place, emissions, kinds, path) if emissions else None,
    }


def _measures_shown(
    place: str, known: tuple[measures.Measure, ...], kinds: showing.Kinds
) -> dict[str, object]:
    """The first indicators as cards, those with a value before those without, and how many more there are."""
    others = [measure for measure in known if measure.indicator.figures != (EMISSIONS,)]
    others.sort(key=lambda measure: measure.actual is None and measure.target is None)
    shown = others[:FIRST_INDICATORS]
    return {
        "cards": [_card(place, measure, kinds) for measure in shown],
        "more": len(others) - len(shown),
    }


def _path(place: str, emissions: tuple[Figure, ...]) -> sentences.Path:
    years = observations.figures(place, addresses=["base_year", "emissions_cut_percent", "net_zero_year"])
    return sentences.path_of((*emissions, *years))


def _headline(path: sentences.Path) -> list[Figure]:
    return [f for f in (path.base, path.cut_percent, path.goal, path.net_zero) if f is not None]


def _path_chart(
    place: str, emissions: tuple[Figure, ...], kinds: showing.Kinds, path: sentences.Path
) -> Chart | None:
    drawn = showing.chart(
        [f for f in emissions if f.address in {EMISSIONS, PATH, GOAL}],
        kinds,
        slug_of_page="path",
        title=_("The way to the target"),
        says=say(sentences.path_sentence(path, kinds[EMISSIONS])),
        csv_href=reverse("place.csv", kwargs={"place": place}),
    )
    this_year = timezone.localdate().year
    if drawn is None or path.last is None or path.last.valid_to.year >= this_year - 1:
        return drawn
    gap = Gap(str(path.last.valid_to.year), str(this_year), _("nothing published"))
    return replace(drawn, gaps=(gap,))


def _card(place: str, measure: measures.Measure, kinds: showing.Kinds) -> dict[str, object]:
    first = measure.actual or measure.target or measure.figures[-1]
    kind = showing.kind_of(first, kinds)
    return {
        "title": say(measure.indicator.title),
        "number": replace(showing.number(first, kinds), title=""),
        "says": say(sentences.measure_sentence(measure, kind)),
        "href": reverse("indicator", kwargs={"place": place, "name": measure.indicator.name}),
    }


def _plan_line(place: str, plan: plans.Plan) -> dict[str, object]:
    counts = [f"{count} {say(level)}" for level, count, _empty in plan.counts()]
    years = "–".join(str(year) for year in (plan.root.from_year, plan.root.to_year) if year)
    return {
        "title": say(plan.root.title),
        "years": years,
        "counts": " · ".join(counts),
        "href": reverse("plans", kwargs={"place": place}) + f"#{plan.root.code}",
    }
