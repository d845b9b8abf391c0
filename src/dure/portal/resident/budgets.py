"""The open budget: what this year's money cuts and adds, what a tonne costs, what is harmful, what moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.budget_shapes import BudgetLine, Scheme
from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.plans import read as plans
from dure.kernel.things.read import Place
from dure.portal import budget_words, showing
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.budget_words import ranged, stage_word, won_words
from dure.portal.data.method_words import method_title
from dure.portal.pages import Crumb, Page
from dure.portal.resident import budget_tables
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say

SYSTEM = "carbon_budget"
# The engines whose answers the page shows.
METHODS = (
    "budget.retag", "budget.crosstab", "budget.quantify", "budget.won_per_tonne", "budget.offset_of_harm",
    "budget.ceiling_gap", "budget.moved", "budget.settlement",
)  # fmt: skip
HEADER = (
    "code", "department", "field", "programme", "title", "item", "goods", "amount_krw", "direction",
    "objective", "share_percent", "method", "factor", "quantity", "class", "class_ko", "class_en",
    "low_tco2e", "high_tco2e",
)  # fmt: skip


@dataclass(frozen=True)
class Choice:
    """A year, stage or scheme to look at instead."""

    title: str
    href: str
    current: bool


@dataclass(frozen=True)
class Shown:
    """What is looked at: the budget, its stage and scheme, and what the engines say of them."""

    place: Place
    book: plans.BudgetBook
    stage: str
    scheme: Scheme
    reading: plans.Reading
    tonnes: plans.Tonnes

    @property
    def mark(self) -> str:
        """Won of a budget are promised, and those that were spent are actual; made-up ones are made up."""
        if self.book.synthetic:
            return "synthetic"
        return "observed" if self.stage in {"executed", "settled"} else "target"


ASSESSED = "assessed_projects"


def budget(request: HttpRequest, place: str, year: int = 0) -> Page:
    """A place's open budget: of a year, or of the last one that everybody may see."""
    found = place_or_404(place)
    years = plans.public_years(place)
    chosen = year if year in years else (years[0] if years and not year else 0)
    book = plans.public_budget(place, year=chosen) if chosen else None
    known = plans.schemes()
    shown = _looked_at(request, found, book, known) if book and known else None
    way = crumbs(found, Crumb(_("Budget")))
    kinds = observations.kinds()
    figures = _own_figures(found, kinds)
    frame = {
        "place": found,
        "place_title": say(found.title),
        "published": _published(figures, kinds),
        "waiting": _waiting(place, years),
        "unlisted": _unlisted(figures, years),
        "year": chosen,
        "empty": not shown,
    }
    if shown is None:
        data = {"place": place, "year": None, "published": _published_data(figures, kinds)}
        return Page("resident/budget.html", frame, data, HEADER, (), crumbs=way)
    return Page(
        template="resident/budget.html",
        shows={**frame, **_choices(shown, years, known), **_told(shown)},
        data={**_data(shown), "published": _published_data(figures, kinds)},
        header=HEADER,
        rows=[_row(line, shown) for line in shown.book.lines[shown.stage]],
        crumbs=way,
    )


def _looked_at(
    request: HttpRequest, place: Place, book: plans.BudgetBook, known: Sequence[Scheme]
) -> Shown | None:
    """The stage and scheme that the address asks for; else the last budget before its execution."""
    if not book.stages:
        return None
    usual = next((s for s in ("supplementary", "adopted") if s in book.stages), book.stages[-1])
    asked = request.GET.get("stage", "")
    stage = asked if asked in book.stages else usual
    scheme = budget_words.chosen_scheme(request.GET.get("scheme", ""), place=place.id, known=known)
    return Shown(
        place=place,
        book=book,
        stage=stage,
        scheme=scheme,
        reading=plans.reading(book, stage=stage, scheme=scheme),
        tonnes=plans.tonnes_of(book, stage=stage, factors=plans.unit_factors(place.id)),
    )


def _choices(shown: Shown, years: Sequence[int], known: Sequence[Scheme]) -> dict[str, object]:
    def href(*, stage: str = shown.stage, scheme: str = shown.scheme.id, year: int = shown.book.year) -> str:
        at = reverse("budget_year", kwargs={"place": shown.place.id, "year": year})
        return f"{at}?stage={stage}&scheme={scheme}"

    return {
        "years": [Choice(str(y), href(year=y), y == shown.book.year) for y in years],
        "stages": [Choice(stage_word(s), href(stage=s), s == shown.stage) for s in shown.book.stages],
        "schemes": [Choice(say(s.title), href(scheme=s.id), s.id == shown.scheme.id) for s in known],
        "scheme": shown.scheme,
        "scheme_title": say(shown.scheme.title),
        "scheme_note": say(shown.scheme.note),
        "scheme_source": reverse("source", kwargs={"source": shown.scheme.source}),
    }


def _told(shown: Shown) -> dict[str, object]:
    tonnes, reading = shown.tonnes, shown.reading
    edition = shown.book.edition(shown.stage)
    assert edition is not None
    untagged = next(each for each in reading.classes if each.name == plans.UNTAGGED)
    own = {"place": shown.place.id, "year": shown.book.year}
    twins = {kind: reverse(f"budget_year.{kind}", kwargs=own) for kind in ("csv", "json")}
    query = f"?stage={shown.stage}&scheme={shown.scheme.id}"
    return {
        "synthetic": shown.book.synthetic,
        "mark": shown.mark,
        "edition_title": say(edition.title),
        "edition_note": say(edition.note),
        "total": won_words(edition.sum_krw),
        "lines": edition.lines,
        "official": edition.total_krw is not None,
        "cut": ranged(*tonnes.cut) if tonnes.cut[1] else "",
        "added": ranged(*tonnes.added) if tonnes.added[1] else "",
        "price": budget_words.price_words(tonnes.price),
        "price_lines": tonnes.price.counted,
        "untagged": untagged.lines,
        "bars": _bars(shown),
        "classes": budget_tables.classes(
            reading, mark=shown.mark, csv_href=twins["csv"] + query, json_href=twins["json"] + query
        ),
        **_tables(shown),
    }


def _tables(shown: Shown) -> dict[str, object]:
    tonnes = shown.tonnes
    return {
        "departments": budget_tables.groups(
            plans.group_sums(shown.book, stage=shown.stage, scheme=shown.scheme, by="department"),
            caption=_("By department"),
            first=_("Department"),
        ),
        "harmful": budget_tables.harmful(shown.book, shown.stage, shown.tonnes),
        "offset": budget_tables.offset_sentence(tonnes),
        "undetermined": budget_tables.undetermined_sentence(tonnes, total_krw=shown.reading.total_krw),
        "ceiling": budget_tables.ceiling(shown.book, shown.stage, tonnes),
        "moved": budget_tables.moved(shown.book, shown.scheme),
        "settlement": budget_tables.settlement(shown.book, shown.scheme),
        "factors": budget_tables.factors(tonnes),
        "methods": [
            (method_title(engine), reverse("method", kwargs={"engine": engine})) for engine in METHODS
        ],
    }


def _bars(shown: Shown) -> Bars:
    return Bars(
        slug="classes",
        title=_("Where the money goes"),
        unit="krw",
        bars=tuple(
            Bar(say(each.title), each.krw, shown.mark, note=budget_words.share_words(each.krw, shown.reading))
            for each in shown.reading.classes
            if each.lines or each.name not in {plans.NO_CLASS, plans.UNTAGGED}
        ),
        says=_("Won of each class in %(scheme)s.") % {"scheme": say(shown.scheme.title)},
        whole=shown.reading.total_krw,
        decimals=0,
        short=False,
    )


def _row(line: BudgetLine, shown: Shown) -> tuple[object, ...]:
    """A line as a row of HEADER."""
    given = shown.book.tags.get(line.code)
    tonnes = next((each for each in shown.tonnes.lines if each.code == line.code), None)
    name = shown.reading.by_line[line.code]
    title = shown.reading.title_of(name)
    tag = given.tag if given else None
    return (
        line.code, line.department, line.field, line.programme, line.title, line.item,
        "yes" if line.goods else "no", line.amount_krw, tag.direction if tag else "",
        tag.objective if tag else "", "" if tag is None or tag.share_percent is None else tag.share_percent,
        tag.method if tag else "", tag.factor if tag else "",
        "" if tag is None or tag.quantity is None else tag.quantity, name, title.ko, title.en,
        tonnes.low_tco2e if tonnes else "unknown", tonnes.high_tco2e if tonnes else "unknown",
    )  # fmt: skip


def _data(shown: Shown) -> dict[str, object]:
    tonnes, price, ceiling = shown.tonnes, shown.tonnes.price, shown.tonnes.ceiling
    return {
        "place": shown.place.id,
        "year": shown.book.year,
        "stage": shown.stage,
        "scheme": shown.scheme.id,
        "synthetic": shown.book.synthetic,
        "total_krw": shown.reading.total_krw,
        "classes": [
            {"class": c.name, "title": c.title, "effect": c.effect, "lines": c.lines, "krw": c.krw,
             "weighted_krw": c.weighted_krw}
            for c in shown.reading.classes
        ],
        "cut_tco2e": tonnes.cut,
        "added_tco2e": tonnes.added,
        "undetermined": {"cuts": tonnes.undetermined_cuts, "harm": tonnes.undetermined_harm},
        "krw_per_tco2e": [price.low_krw_per_tco2e, price.high_krw_per_tco2e] if price.counted else None,
        "ceiling_gap_tco2e": [ceiling.gap_low_tco2e, ceiling.gap_high_tco2e] if ceiling else None,
        "lines": [
            dict(zip(HEADER, _row(line, shown), strict=True)) for line in shown.book.lines[shown.stage]
        ],
    }  # fmt: skip


def _own_figures(place: Place, kinds: showing.Kinds) -> list[observations.Figure]:
    standing = observations.figures(place.id)
    return [f for f in standing if (kind := kinds.get(f.address.split("/")[0])) and kind.system == SYSTEM]


def _published_data(figures: Sequence[observations.Figure], kinds: showing.Kinds) -> list[dict[str, object]]:
    return [showing.data(figure, kinds) for figure in figures]


def _published(figures: Sequence[observations.Figure], kinds: showing.Kinds) -> Table | None:
    """What the place itself has published of its carbon-aware budgets: figures, each with its source."""
    if not figures:
        return None
    order = {name: n for n, name in enumerate(kinds)}
    figures = sorted(figures, key=lambda figure: (figure.period, order[figure.address.split("/")[0]]))
    sources = showing.sources()
    return Table(
        caption=_("What was published"),
        columns=(
            Column(_("Figure")), Column(_("Period")), Column(_("Value"), numeric=True),
            Column(_("As printed")),
        ),
        rows=tuple(
            (
                Cell(text=say(showing.kind_of(f, kinds).title_of(f.address))),
                Cell(text=f.period),
                showing.cell(f, kinds),
                Cell(text=showing.printed_words(f, sources, words=showing.language())),
            )
            for f in figures
        ),
    )  # fmt: skip


def _unlisted(figures: Sequence[observations.Figure], years: Sequence[int]) -> str:
    """That the projects a place counted are nowhere listed, with their number; empty where lines stand."""
    counted = [f for f in figures if f.address == ASSESSED and f.value is not None and f.mark == "observed"]
    newest = max(counted, key=lambda figure: figure.period, default=None)
    if newest is None or newest.value is None or int(newest.period[:4]) in years:
        return ""
    return _(
        "Its %(count)s projects of %(year)s are published as sums by class and field only. The projects "
        "themselves, with their names and amounts, are in no source at hand, so that no line of theirs can "
        "be shown, tagged or checked here."
    ) % {"count": f"{int(newest.value):,}", "year": period_words(newest.period, language=showing.language())}


def _waiting(place: str, years: Sequence[int]) -> str:
    """The years whose budget is being assessed and not shown yet, in words."""
    kind = cases.find_kind("budget_assessment")
    shown = {plans.case_of(place, year=year) for year in years}
    opened = cases.cases(place=place, kind="budget_assessment") if kind else ()
    found = [
        f"{case.id.rpartition('-')[2]} ({say(kind.state_title(case.state))})"
        for case in opened
        if kind and case.id not in shown
    ]
    return ", ".join(sorted(found))
