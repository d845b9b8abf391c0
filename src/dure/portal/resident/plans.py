"""A place's plans as trees and timelines, and its indicators: target and actual by year, formula, sources."""

from collections.abc import Sequence
from functools import partial

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.plans import read as plans
from dure.portal import showing
from dure.portal.blocks.counting import counted
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.timeline import years_words
from dure.portal.blocks.times import period_words
from dure.portal.blocks.told import plain
from dure.portal.blocks.tree import Node, Tree
from dure.portal.pages import Crumb, Page
from dure.portal.resident import measures, sentences
from dure.portal.resident.cards import card
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.timelines import dated_timeline, is_dated
from dure.portal.showing import say


def plan_list(request: HttpRequest, place: str) -> Page:
    """Every plan of a place, as trees with their empty places."""
    found = place_or_404(place)
    known = plans.plans(place)
    rows = [row for plan in known for row in _flat(plan, plan.root, depth=0)]
    return Page(
        template="resident/plans.html",
        crumbs=crumbs(found, Crumb(_("Plans"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "plans": [_shown(place, plan) for plan in known],
            "has_empty": any(empty for plan in known for _level, _count, empty in plan.counts()),
        },
        data={"place": place, "plans": [_data(plan.root) for plan in known]},
        header=(
            "plan",
            "code",
            "parent",
            "level_ko",
            "level_en",
            "title_ko",
            "title_en",
            "empty",
            "from",
            "to",
            "owner",
            "source",
            "locator",
        ),
        rows=rows,
    )


def _shown(place: str, plan: plans.Plan) -> dict[str, object]:
    sources = {source.id: source for source in observations.sources()}
    root = plan.root
    dated = [child for child in root.children if is_dated(child)]
    others = [child for child in root.children if not is_dated(child)]
    return {
        "code": root.code,
        "title": say(root.title),
        "level": say(root.level),
        "years": _years(root),
        "note": say(root.note),
        "counts": [
            (counted(count, say(level), language=showing.language()), empty)
            for level, count, empty in plan.counts()
        ],
        "tree": Tree(title="", nodes=_nodes(place, root, others)) if others else None,
        "timelines": [dated_timeline(child, href=partial(_measure_href, place)) for child in dated],
        "source": say(sources[root.source].title) if root.source in sources else "",
        "source_href": reverse("source", kwargs={"source": root.source}) if root.source in sources else "",
        "locator": showing.line_words(root.locator),
    }


def _years(node: plans.Node) -> str:
    return years_words(node.from_year, node.to_year, language=showing.language())


def _nodes(place: str, above: plans.Node, children: Sequence[plans.Node]) -> tuple[Node, ...]:
    """The children of a node; empty places of one level are drawn together, and a level is said once."""
    drawn: list[Node] = []
    empty: dict[str, tuple[plans.Node, int]] = {}
    level = say(above.title)
    for child in children:
        if child.empty and not child.children:
            first, count = empty.get(say(child.level), (child, 0))
            empty[say(child.level)] = (first, count + 1)
            continue
        own = say(child.level)
        drawn.append(_node(place, child, above, level="" if own == level else own))
        level = own
    drawn += [Node(level=each, empty=count, says=say(child.note)) for each, (child, count) in empty.items()]
    return tuple(drawn)


def _node(place: str, node: plans.Node, above: plans.Node, *, level: str) -> Node:
    same_years = (node.from_year, node.to_year) == (above.from_year, above.to_year)
    return Node(
        level="" if node.is_heading or level == say(node.title) else level,
        title=say(node.title),
        says=_says(node),
        status="" if same_years else _years(node),
        href=_measure_href(place, node),
        children=_nodes(place, node, node.children),
    )


def _says(node: plans.Node) -> str:
    """The note of a node; of one that an officer named, the document that names it too."""
    source = observations.find_source(node.source) if node.named_in else None
    if source is None:
        return say(node.note)
    where = showing.line_words(node.locator)
    named = _("Named by the officers after: %(source)s") % {"source": f"{say(source.title)}, {where}"}
    return " ".join(filter(None, (say(node.note), named)))


def _measure_href(place: str, node: plans.Node) -> str:
    """The page of the indicator that a node is measured by."""
    if not node.figures:
        return ""
    first = node.figures[0]
    found = next((i for i in plans.indicators() if first in i.figures), None)
    return reverse("indicator", kwargs={"place": place, "name": found.name}) if found else ""


def _flat(plan: plans.Plan, node: plans.Node, *, depth: int, parent: str = "") -> list[tuple[object, ...]]:
    row = (
        plan.code,
        node.code,
        parent,
        node.level.ko,
        node.level.en,
        node.title.ko,
        node.title.en,
        int(node.empty),
        node.from_year or "",
        node.to_year or "",
        node.owner,
        node.source,
        node.locator,
    )
    below = [r for child in node.children for r in _flat(plan, child, depth=depth + 1, parent=node.code)]
    return [row, *below]


def _data(node: plans.Node) -> dict[str, object]:
    return {
        "code": node.code,
        "level": node.level,
        "title": node.title,
        "empty": node.empty,
        "from": node.from_year,
        "to": node.to_year,
        "owner": node.owner,
        "figures": node.figures,
        "source": node.source,
        "locator": node.locator,
        "children": [_data(child) for child in node.children],
    }


def indicator_list(request: HttpRequest, place: str) -> Page:
    """Every indicator of a place: last actual value, next target, how far one is from the other."""
    found = place_or_404(place)
    kinds = observations.kinds()
    known = measures.measures(found)
    return Page(
        template="resident/indicators.html",
        crumbs=crumbs(found, Crumb(_("Indicators"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "cards": [card(place, measure, kinds) for measure in known if measure.is_one_figure],
            "others": [
                {
                    "title": say(measure.indicator.title),
                    "href": reverse("indicator", kwargs={"place": place, "name": measure.indicator.name}),
                    "formula": _formula(measure.indicator, kinds),
                }
                for measure in known
                if not measure.is_one_figure
            ],
            "count": len(known),
            "with_target": sum(measure.target is not None for measure in known),
            "with_actual": sum(measure.actual is not None for measure in known),
        },
        data={"place": place, "indicators": [measure_data(m, kinds) for m in known]},
        header=showing.COLUMNS,
        rows=[showing.row(f, kinds) for m in known for f in m.figures],
    )


def _period(figure: Figure | None) -> str:
    return period_words(figure.period, language=showing.language()) if figure else ""


def measure_data(measure: measures.Measure, kinds: showing.Kinds) -> dict[str, object]:
    """An indicator as data: how it is taken, and its figures."""
    return {
        "name": measure.indicator.name,
        "title": measure.indicator.title,
        "system": measure.indicator.system,
        "kind": measure.indicator.kind,
        "of": measure.indicator.figures,
        "better": measure.indicator.better,
        "figures": [showing.data(f, kinds) for f in measure.figures],
    }


def indicator(request: HttpRequest, place: str, name: str) -> Page:
    """One indicator: its targets and actuals by year, how it is taken, where each figure stands."""
    found = place_or_404(place)
    measure = measures.find_measure(found, name=name)
    if measure is None:
        raise Http404(_("This place states nothing under the indicator “%(name)s”.") % {"name": name})
    kinds = observations.kinds()
    kind = showing.kind_of(measure.figures[0], kinds)
    one = measure.is_one_figure
    formula = _formula(measure.indicator, kinds)
    title = say(measure.indicator.title)
    sentence = say(sentences.measure_linked(measure, kind)) if one else formula
    csv_href = reverse("indicator.csv", kwargs={"place": place, "name": name})
    above = Crumb(_("Indicators"), reverse("indicators", kwargs={"place": place}))
    first = (measure.actual, measure.target) if one else _last_of_each(measure)
    chart = showing.chart(
        measure.figures, kinds, slug_of_page="indicator", title=title, says=plain(sentence), csv_href=csv_href
    )
    return Page(
        template="resident/indicator.html",
        crumbs=crumbs(found, above, Crumb(title)),
        shows={
            "place": found,
            "place_title": say(found.title),
            "title": title,
            "says": say(kind.says),
            "sentence": sentence,
            "numbers": [showing.number(f, kinds) for f in first if f],
            "chart": chart if one else None,
            "table": _figures_table(measure.figures, kinds, showing.sources(), csv_href=csv_href),
            "formula": formula if one else "",
            "better": measure.indicator.better,
            "is_ceiling": _is_ceiling(measure),
        },
        data={"place": place, **measure_data(measure, kinds)},
        header=showing.COLUMNS,
        rows=[showing.row(f, kinds) for f in measure.figures],
    )


def _is_ceiling(measure: measures.Measure) -> bool:
    """Whether less is better, yet the target lies above what was reached: a limit, and no reduction."""
    actual, target = measure.actual, measure.target
    if actual is None or target is None or actual.value is None or target.value is None:
        return False
    return measure.indicator.better == "lower" and target.value > actual.value


def _last_of_each(measure: measures.Measure) -> tuple[Figure, ...]:
    """The last figure under each address that an indicator is taken from."""
    return tuple({figure.address: figure for figure in measure.figures}.values())


def _figures_table(
    figures: tuple[Figure, ...],
    kinds: showing.Kinds,
    sources: showing.Sources,
    *,
    csv_href: str,
) -> Table:
    return Table(
        caption=_("Every figure of this indicator"),
        columns=(
            Column(_("Period")),
            Column(_("Value"), numeric=True),
            Column(_("As printed")),
            Column(_("Source")),
        ),
        rows=tuple(
            (
                Cell(text=_period(f), href=showing.figure_href(f)),
                showing.cell(f, kinds),
                Cell(text=showing.printed_words(f, sources)),
                Cell(
                    text=showing.source_line(f, sources),
                    href=reverse("source", kwargs={"source": f.source})
                    if f.source
                    else showing.figure_href(f),
                ),
            )
            for f in figures
        ),
        csv_href=csv_href,
    )


def _formula(of: plans.Indicator, kinds: showing.Kinds) -> str:
    """How an indicator is taken from its figures, in words."""
    names = [say(kinds[address.split("/")[0]].title_of(address)) for address in of.figures]
    words = {
        "last": _("The last published value of: %(figures)s."),
        "sum": _("The sum of: %(figures)s."),
        "count": _("How many there are of: %(figures)s."),
        "balance": _("The balance of: %(figures)s."),
        "ratio": _("The first over the second of: %(figures)s."),
        "change": _("The change between the first and the last period of: %(figures)s."),
    }
    return words[of.kind] % {"figures": ", ".join(names)}
