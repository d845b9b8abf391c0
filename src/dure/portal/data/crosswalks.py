"""Where a source of emissions stands in other classifications: GPC, IPCC 2006, CRF, local guideline."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.categories import read_taxonomy
from dure.grammar.shapes import Category, Crosswalk
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.showing import say

SOURCES = "gpc_emissions_tco2e/"
SYSTEMS: dict[str, Callable[[Category], Crosswalk]] = {
    "ipcc_2006": lambda category: category.ipcc_2006,
    "crf": lambda category: category.crf,
    "local_guideline": lambda category: category.local_guideline,
}
# Of these years and marks a place may state the same source; the last stated and the most seen comes first.
MARKS = ("observed", "estimated", "synthetic", "forecast")
COLUMNS = (
    "gpc_ref", "scope", "title_ko", "title_en", "ipcc_2006", "ipcc_2006_state", "crf", "crf_state",
    "local_guideline", "local_guideline_state", "views", "source",
)  # fmt: skip
LONGEST_SOUGHT = 80


def crosswalk_list(request: HttpRequest) -> Page:
    """Every source under its names in each classification; those that hold what is sought."""
    sought = " ".join(request.GET.get("q", "").split())[:LONGEST_SOUGHT]
    system = request.GET.get("in", "")
    if system not in {"", *SYSTEMS}:
        raise Http404(_("There is no classification “%(system)s” here.") % {"system": system[:40]})
    every, _mistakes = read_taxonomy(settings.PACKS, system="inventory")
    found = [each for each in every if _holds(each, sought, system)]
    place = _place(request)
    stated = _stated(place) if place else {}
    return Page(
        template="data/crosswalks.html",
        section="data",
        crumbs=(Crumb(_("Data catalogue"), reverse("sources")), Crumb(_("Names of sources"))),
        shows={
            "sought": sought,
            "system": system,
            "systems": list(_titles().items()),
            "place": place,
            "place_title": say(place.title) if place else "",
            "year": _year(stated),
            "mark": next((figure.mark for figure in stated.values()), ""),
            "places": [(one.id, say(one.title)) for one in things.places() if "inventory" in one.systems],
            "count": len(found),
            "all": len(every),
            "table": _table(found, system, stated),
            "query": _query(sought, system),
        },
        data={"sought": sought, "in": system, "categories": [_data(each) for each in found]},
        header=COLUMNS,
        rows=[_row(each) for each in found],
    )


def _titles() -> dict[str, str]:
    """What each classification is called."""
    return {
        "ipcc_2006": _("IPCC 2006"),
        "crf": _("Common Reporting Framework (GCoM)"),
        "local_guideline": _("Guideline for local governments"),
    }


def _holds(category: Category, sought: str, system: str) -> bool:
    """Whether a name of a source holds the words: in one classification, or in any."""
    if system and not SYSTEMS[system](category).codes:
        return False
    codes = [
        code
        for name, crosswalk in SYSTEMS.items()
        if system in {"", name}
        for code in crosswalk(category).codes
    ]
    names = codes if system else [category.ref, category.title.ko, category.title.en, *codes]
    text = " ".join(names).casefold()
    return all(_is_in(word, text) for word in sought.casefold().split())


def _is_in(word: str, text: str) -> bool:
    """Whether a word stands in a text; a code, which has a digit, begins one: 4A is not 1A4a."""
    is_code = any(letter.isdigit() for letter in word)
    return any(each.startswith(word) for each in text.split()) if is_code else word in text


def _place(request: HttpRequest) -> Place | None:
    """The place whose figures stand beside the names."""
    asked = request.GET.get("place", "")
    found = things.find_place(asked) if asked else None
    if asked and found is None:
        raise Http404(_("There is no place “%(place)s” here.") % {"place": asked[:60]})
    return found


def _stated(place: Place) -> Mapping[str, Figure]:
    """What a place states of each source in its newest inventory."""
    own = [f for f in observations.figures(place.id) if f.address.startswith(SOURCES)]
    if not own:
        return {}
    newest = max(f.period for f in own)
    marks = sorted({f.mark for f in own if f.period == newest}, key=lambda m: (*MARKS, m).index(m))
    return {f.address: f for f in own if (f.period, f.mark) == (newest, marks[0])}


def _year(stated: Mapping[str, Figure]) -> str:
    period = next((figure.period for figure in stated.values()), "")
    return period_words(period, language=showing.language()) if period else ""


def _table(found: Sequence[Category], system: str, stated: Mapping[str, Figure]) -> Table:
    titles = {name: title for name, title in _titles().items() if system in {"", name}}
    kinds = observations.kinds() if stated else {}
    amounts = (Column(_("Emissions"), numeric=True),) if stated else ()
    return Table(
        caption=_("Names of sources"),
        caption_hidden=True,
        columns=(
            Column(_("GPC source")), *amounts, *(Column(title) for title in titles.values()),
            Column(_("Counted in")),
        ),
        rows=tuple(
            (
                Cell(text=f"{each.ref} {say(each.title)}"),
                *([_amount(stated.get(SOURCES + each.facet), kinds)] if stated else []),
                *(_codes(SYSTEMS[name](each)) for name in titles),
                Cell(text=_views(each)),
            )
            for each in found
        ),
        empty=_("No source has a name like this. Search for fewer letters, or in all classifications."),
    )  # fmt: skip


def _amount(figure: Figure | None, kinds: showing.Kinds) -> Cell:
    """What a place states of a source. The statement's one mark stands above the table."""
    return replace(showing.cell(figure, kinds), mark="") if figure else Cell(text="–")


def _codes(crosswalk: Crosswalk) -> Cell:
    """The codes of a source in one classification; that it has none there, or that nobody has found out."""
    if not crosswalk.known:
        return Cell(text=_("unknown"))
    if not crosswalk.codes:
        return Cell(text=_("no name of its own"))
    return Cell(text="; ".join(crosswalk.codes), note=_("to be confirmed") if crosswalk.verify else "")


def _views(category: Category) -> str:
    words = {
        "basic": "BASIC", "basic-plus": "BASIC+", "territorial": _("territorial"),
        "other-scope-3": _("other scope 3"),
    }  # fmt: skip
    return ", ".join(words[view] for view in category.views)


def _state(crosswalk: Crosswalk) -> str:
    """How well a name is known, as a word for machines."""
    if not crosswalk.known:
        return "unknown"
    return "none" if not crosswalk.codes else "verify" if crosswalk.verify else "stated"


def _row(category: Category) -> tuple[object, ...]:
    """A source as a row of COLUMNS."""
    names = [
        part for of in SYSTEMS.values() for part in ("; ".join(of(category).codes), _state(of(category)))
    ]
    return (
        category.ref, category.scope, category.title.ko, category.title.en, *names,
        " ".join(category.views), f"{category.source}:{category.locator}",
    )  # fmt: skip


def _data(category: Category) -> dict[str, object]:
    """A source as data."""
    return {
        "gpc_ref": category.ref,
        "scope": category.scope,
        "title": category.title,
        "views": category.views,
        "mirrors": category.mirrors,
        **{
            name: {"codes": of(category).codes, "state": _state(of(category))} for name, of in SYSTEMS.items()
        },
        "source": f"{category.source}:{category.locator}",
    }


def _query(sought: str, system: str) -> str:
    """The same filters for the twins."""
    asked = {name: value for name, value in (("q", sought), ("in", system)) if value}
    return f"?{urlencode(asked)}" if asked else ""
