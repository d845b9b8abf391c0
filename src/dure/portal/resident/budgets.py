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
from dure.portal.budget_words import ranged, stage_word, won_words
from dure.portal.data.method_words import method_title
from dure.portal.pages import Crumb, Page
from dure.portal.resident import budget_ceiling, budget_published, budget_tables
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say

# The engines whose answers the page shows.
METHODS = (
    "budget.retag", "budget.crosstab", "budget.quantify", "budget.won_per_tonne", "budget.offset_of_harm",
    "budget.ceiling_gap", "budget.moved", "budget.settlement",
)  # fmt: skip
HEADER = (
    "code", "department", "field", "programme", "title", "item", "goods", "amount_krw", "direction",
    "objective", "share_percent", "method", "factor", "quantity", "class", "class_ko", "class_en",
    "low_tco2e", "high_tco2e", "synthetic",
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
        """The mark of its won."""
        return budget_words.stage_mark(self.book, self.stage)


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
    figures = budget_published.own_figures(found, kinds)
    frame = {
        **_asked(place, year, years),
        "place": found,
        "place_title": say(found.title),
        "published": budget_published.table(figures, kinds),
        "own_names": book is not None and showing.language() != "ko" and _is_korean(book),
        "wholes": budget_published.wholes(found.id, figures, kinds),
        "unlisted": budget_published.unlisted(figures, years),
        "year": chosen,
        "empty": not shown,
    }
    if shown is None:
        data = {"place": place, "year": None, "published": budget_published.data(figures, kinds)}
        return Page("resident/budget.html", frame, data, HEADER, (), crumbs=way)
    rows = _rows(shown)
    return Page(
        template="resident/budget.html",
        shows={**frame, **_choices(shown, years, known), **_told(shown)},
        data={**_data(shown, rows), "published": budget_published.data(figures, kinds)},
        header=HEADER,
        rows=rows,
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
        "made_up": budget_words.made_up_sentence(tonnes.made_up()),
        **_made_up(shown),
        "price_lines": tonnes.price.counted,
        "untagged": untagged.lines,
        "overspent": budget_tables.overspent_sentence(shown.book),
        "bars": _bars(shown),
        "classes": budget_tables.classes(
            reading, mark=shown.mark, csv_href=twins["csv"] + query, json_href=twins["json"] + query
        ),
        **_tables(shown),
    }


def _made_up(shown: Shown) -> dict[str, bool]:
    """Which sums of tonnes are made up: with their budget, or by a made-up unit factor."""
    whole, tonnes = shown.book.synthetic, shown.tonnes
    cut, added = bool(tonnes.made_up("cuts")), bool(tonnes.made_up("emits"))
    either = whole or cut or added
    return {"cut_made_up": whole or cut, "added_made_up": whole or added, "net_made_up": either}


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
        "ceiling": budget_ceiling.ceiling(shown.book, shown.stage, tonnes),
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
            if each.lines or each.name not in {plans.NO_CLASS, plans.UNDETERMINED, plans.UNTAGGED}
        ),
        says=_("Won of each class in %(scheme)s.") % {"scheme": say(shown.scheme.title)},
        whole=shown.reading.total_krw,
        decimals=0,
        short=False,
    )


def _rows(shown: Shown) -> list[tuple[object, ...]]:
    """Every line as a row of HEADER."""
    tonnes = {each.code: each for each in shown.tonnes.lines}
    return [_row(line, shown, tonnes.get(line.code)) for line in shown.book.lines[shown.stage]]


def _row(line: BudgetLine, shown: Shown, tonnes: plans.LineTonnes | None) -> tuple[object, ...]:
    given = shown.book.tags.get(line.code)
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
        "yes" if shown.book.synthetic or (tonnes and tonnes.factor.synthetic) else "no",
    )  # fmt: skip


def _data(shown: Shown, rows: Sequence[tuple[object, ...]]) -> dict[str, object]:
    tonnes, price, ceiling = shown.tonnes, shown.tonnes.price, shown.tonnes.ceiling
    edition = shown.book.edition(shown.stage)
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
        **_made_up(shown),
        "cut_tco2e": tonnes.cut,
        "added_tco2e": tonnes.added,
        "undetermined": {"cuts": tonnes.undetermined_cuts, "harm": tonnes.undetermined_harm},
        "krw_per_tco2e": [price.low_krw_per_tco2e, price.high_krw_per_tco2e] if price.counted else None,
        "ceiling_tco2e": edition.ceiling_tco2e if edition else None,
        "reference_tco2e": edition.reference_tco2e if edition else None,
        "ceiling_gap_tco2e": [ceiling.gap_low_tco2e, ceiling.gap_high_tco2e] if ceiling else None,
        "lines": [dict(zip(HEADER, row, strict=True)) for row in rows],
    }  # fmt: skip


def _asked(place: str, year: int, years: Sequence[int]) -> dict[str, object]:
    """Why the year that was asked for is not here, the years that are, and those that are not open yet."""
    missing = _missing(place, year) if year and year not in years else ""
    hrefs = [reverse("budget_year", kwargs={"place": place, "year": each}) for each in years]
    return {
        "missing": missing,
        "open_years": list(zip(years, hrefs, strict=True)),
        "waiting": "" if missing else _waiting(place, years),
    }


def _is_korean(book: plans.BudgetBook) -> bool:
    """Whether the names of its projects are in Korean."""
    return any(showing.HANGUL.search(line.title) for lines in book.lines.values() for line in lines)


def _missing(place: str, year: int) -> str:
    """Why the budget of the year that was asked for is not here."""
    kind, case = cases.find_kind("budget_assessment"), cases.find_case(plans.case_of(place, year=year))
    if kind is None or case is None:
        return _("No budget of %(year)d has been brought here.") % {"year": year}
    says = _(
        "The budget of %(year)d is not open yet: %(state)s. It opens once another person has reviewed it."
    )
    return says % {"year": year, "state": say(kind.state_title(case.state))}


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
