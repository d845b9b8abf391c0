"""A report in the words of one language: the same words and blocks for the web page and for the PDF."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as cases
from dure.kernel.observations.read import Figure, Kind
from dure.kernel.plans import read as plans
from dure.portal import showing
from dure.portal.blocks import marks
from dure.portal.blocks.chart import Chart
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words, published_words
from dure.portal.blocks.told import plain
from dure.portal.blocks.tree import Node, Tree
from dure.portal.data.method_words import method_title
from dure.portal.data.reports import sentences
from dure.portal.data.reports.gathering import ON_THE_PATH, Body, Doubt, Gathered, nodes
from dure.portal.data.reports.shapes import (
    CaseTold,
    DoubtTold,
    Headline,
    MeasureTold,
    PlanTold,
    Report,
    SourceTold,
)
from dure.portal.resident import sentences as resident
from dure.portal.resident.councils import SECTIONS
from dure.portal.resident.findings import DECIDED
from dure.portal.resident.headlines import leading
from dure.portal.resident.measures import Measure
from dure.portal.showing import say

# A chart of fewer periods says less than its table.
FEWEST_DRAWN = 3


def told(known: Gathered, *, on: date) -> Report:
    """What was gathered, in the language that is active; ages are counted from the day `on`."""
    place = known.place
    where = _Where(known)
    emissions = [f for f in known.standing if f.address in ON_THE_PATH]
    stated = [f for f in emissions if f.address != ON_THE_PATH[-1]]
    sentence = say(resident.path_linked(known.path, known.kinds[ON_THE_PATH[0]])) if emissions else ""
    named = ("observed", "estimated", "forecast", "target", "scenario", "parameter", "unknown", "to_confirm")
    used = {figure.mark for figure in known.standing} | {"unknown"}
    used |= {"to_confirm"} if any(figure.to_confirm for figure in known.standing) else set()
    return Report(
        place=say(place.title),
        title=_("Annual report on the carbon neutrality plan of %(place)s") % {"place": say(place.title)},
        says=say(place.says),
        sentence=sentence,
        holds=say(
            sentences.holds_sentence(
                plans=len(known.plans), indicators=len(known.measures), figures=len(known.standing),
                sources=len(known.sources),
            )
        ),
        headline=tuple(_headline(f, known, where) for f in _first(known)),
        path_chart=_path_chart(emissions, known, sentence, on),
        path_table=(
            _table(stated, known, where, caption=_("Emissions and goal"), titled=True) if stated else None
        ),
        path_years=_years_table(emissions, known),
        plans=tuple(_plan(plan, where) for plan in known.plans),
        measures_table=_measures_table(known),
        measures=tuple(_measure(measure, known, where) for measure in known.measures),
        findings=say(_findings(known)),
        doubts=tuple(_doubt(doubt, known, where) for doubt in known.doubts),
        bodies=tuple((say(body.party.name), _body(body, where)) for body in known.bodies),
        cases=_cases(known, where),
        inventory=_inventory(known, where),
        others=_table(known.others, known, where, caption=_("Other figures"), titled=True),
        sources=tuple(_source(known, where, number, on) for number in range(1, len(known.sources) + 1)),
        marks=tuple(marks.mark(name) for name in (*named, "synthetic", "stale") if name in used),
        synthetic=known.synthetic,
    )  # fmt: skip


class _Where:
    """The numbers of the sources, and which lines of each the report names."""

    def __init__(self, known: Gathered) -> None:
        self.numbers = {source.id: number for number, source in enumerate(known.sources, start=1)}
        self.sources = {source.id: source for source in known.sources}
        self.lines: dict[str, set[str]] = {}

    def words(self, source: str, locator: str) -> str:
        """Where something stands: the number of the source in brackets, and the line."""
        if source not in self.numbers:
            return _("calculated by Dure")
        self.lines.setdefault(source, set()).add(locator)
        return f"[{self.numbers[source]}] {_part(locator)}".strip()

    def href(self, source: str) -> str:
        """The place in the numbered list."""
        return f"#source-{self.numbers[source]}" if source in self.numbers else ""


def _first(known: Gathered) -> list[Figure]:
    path = known.path
    found = [f for f in (path.base, path.cut_percent, path.goal, path.net_zero) if f is not None]
    if len(found) >= 3:
        return found[:4]
    # As on the page of the place: what is so before what is promised.
    own = [m.actual or m.target for m in leading(known.measures)]
    return (found + [f for f in own if f is not None and f not in found])[:4]


def _headline(figure: Figure, known: Gathered, where: _Where) -> Headline:
    number = showing.number(figure, known.kinds)
    # A sheet is read long after it was printed: it says the day, not how long ago that was.
    day = period_words(figure.published, language=showing.language())
    age = _("published %(day)s") % {"day": day} if day and figure.origin != "run" else ""
    age = ", ".join(filter(None, (age, _("to be confirmed") if figure.to_confirm else "")))
    return Headline(
        replace(number, age=age, size="medium"),
        where.words(figure.source, figure.locator),
        where.href(figure.source),
    )


def _path_chart(emissions: Sequence[Figure], known: Gathered, sentence: str, on: date) -> Chart | None:
    if len({figure.period for figure in emissions}) < FEWEST_DRAWN:
        return None
    title = _("The way to the target")
    drawn = showing.chart(emissions, known.kinds, slug_of_page="path", title=title, says=plain(sentence))
    if drawn is None:
        return None
    return replace(drawn, synthetic=known.synthetic, gaps=showing.silences(emissions, until=on.year))


def _table(
    figures: Sequence[Figure], known: Gathered, where: _Where, *, caption: str, titled: bool | None = None
) -> Table:
    """Figures as rows: what and when, the value with its mark, as printed, and where it stands."""
    several = len({figure.address for figure in figures}) > 1 if titled is None else titled
    first = (Column(_("Figure")), Column(_("Period"))) if several else (Column(_("Period")),)
    return Table(
        caption=caption,
        columns=(*first, Column(_("Value"), numeric=True), Column(_("As printed")), Column(_("Source"))),
        rows=tuple(_row(figure, known, where, titled=several) for figure in figures),
        empty=_("Nothing to show."),
    )


def _inventory(known: Gathered, where: _Where) -> tuple[Table, ...]:
    """What the inventory comes to after each view, by sector, how complete and how good it is, by source."""
    captions = {
        "totals": _("Totals: BASIC, BASIC+, territorial"),
        "sectors": _("Emissions by sector"),
        "quality": _("Completeness and quality"),
        "sources": _("Emissions by source"),
    }
    told = {name: (known.inventory(name), caption) for name, caption in captions.items()}
    return tuple(_table(own, known, where, caption=c, titled=True) for own, c in told.values() if own)


def _years_table(emissions: Sequence[Figure], known: Gathered) -> Table:
    """The reckoned path, year by year."""
    path = [figure for figure in emissions if figure.address == ON_THE_PATH[-1]]
    return Table(
        caption=_("The path year by year"),
        columns=(Column(_("Period")), Column(_("Path"), numeric=True)),
        rows=tuple(
            (
                Cell(text=period_words(figure.period, language=showing.language())),
                showing.cell(figure, known.kinds),
            )
            for figure in path
        ),
    )


def _row(figure: Figure, known: Gathered, where: _Where, *, titled: bool) -> tuple[Cell, ...]:
    period = Cell(text=period_words(figure.period, language=showing.language()))
    kind = showing.kind_of(figure, known.kinds)
    value = showing.cell(figure, known.kinds)
    rest = (
        replace(value, note=_("corrected")) if figure.corrects is not None else value,
        Cell(text=showing.printed_words(figure, where.sources)),
        Cell(text=where.words(figure.source, figure.locator), href=where.href(figure.source)),
    )
    return (Cell(text=say(kind.title_of(figure.address))), period, *rest) if titled else (period, *rest)


def _plan(plan: plans.Plan, where: _Where) -> PlanTold:
    root = plan.root
    for node in nodes(root):
        where.words(node.source, node.locator)
    return PlanTold(
        title=say(root.title),
        level=say(root.level),
        years=_years(root),
        note=say(root.note),
        sentence=say(sentences.plan_sentence(plan)),
        where=where.words(root.source, root.locator),
        where_href=where.href(root.source),
        tree=Tree(title=say(root.title), nodes=_tree(root)) if root.children else None,
    )


def _years(node: plans.Node) -> str:
    years = [str(year) for year in (node.from_year, node.to_year) if year]
    return "–".join(sorted(set(years)))


def _tree(node: plans.Node) -> tuple[Node, ...]:
    """What is below a node; empty places of one level are one line that counts them."""
    drawn: list[Node] = []
    empty: dict[str, Node] = {}
    for child in node.children:
        level = say(child.level)
        if child.empty and not child.children:
            so_far = empty.get(level, Node(level, says=say(child.note)))
            empty[level] = replace(so_far, empty=so_far.empty + 1)
            continue
        drawn.append(
            Node(
                "" if child.is_heading else level,
                title=say(child.title),
                says=say(child.note),
                status=_years(child),
                children=_tree(child),
            )
        )
    return (*drawn, *empty.values())


def _measures_table(known: Gathered) -> Table:
    nothing = Cell(text=_("not in the sources"))

    def period(figure: Figure | None) -> Cell:
        return Cell(text=period_words(figure.period, language=showing.language()) if figure else "")

    return Table(
        caption=_("Indicators at a glance"),
        columns=(
            Column(_("Indicator")), Column(_("Last actual"), numeric=True), Column(_("Period")),
            Column(_("Next target"), numeric=True), Column(_("Period")),
        ),
        rows=tuple(
            (
                Cell(text=say(m.indicator.title)),
                showing.cell(m.actual, known.kinds) if m.actual else nothing,
                period(m.actual),
                showing.cell(m.target, known.kinds) if m.target else nothing,
                period(m.target),
            )
            for m in known.measures
        ),
        empty=_("No indicator of this place has a figure yet."),
    )  # fmt: skip


def _measure(measure: Measure, known: Gathered, where: _Where) -> MeasureTold:
    own = measure.indicator
    kind = showing.kind_of(measure.figures[0], known.kinds)
    sentence = say(resident.measure_linked(measure, kind))
    chart = None
    drawn = {f.period for f in measure.figures if showing.is_drawn(f) and f.value is not None}
    if len(drawn) >= FEWEST_DRAWN:
        chart = showing.chart(
            measure.figures,
            known.kinds,
            slug_of_page=own.name.replace("_", "-"),
            title=say(own.title),
            says=plain(sentence),
        )
    return MeasureTold(
        title=say(own.title),
        says=say(kind.says),
        sentence=sentence,
        chart=replace(chart, synthetic=known.synthetic) if chart else None,
        table=_table(measure.figures, known, where, caption=say(own.title)),
    )


def _findings(known: Gathered) -> Text:
    decided = sum(doubt.case.state in DECIDED for doubt in known.doubts)
    return sentences.findings_sentence(waiting=len(known.doubts) - decided, decided=decided)


def _doubt(doubt: Doubt, known: Gathered, where: _Where) -> DoubtTold:
    case, figure = doubt.case, doubt.published
    kind = showing.kind_of(figure, known.kinds) if figure else None
    own = sorted({p.value for r in case.reasons for p in r.proposals if p.address == case.subject})
    title = say(case.title)
    if figure and kind:
        period = period_words(figure.period, language=showing.language())
        title = f"{say(kind.title_of(figure.address))}, {period}"
    states = known.case_kinds["finding"]
    return DoubtTold(
        title=title,
        state=say(states.state_title(case.state)),
        waits=case.state not in DECIDED,
        published=_published(figure, kind, where.sources) if figure and kind else _("not stated"),
        where=where.words(figure.source, figure.locator) if figure else "",
        where_href=where.href(figure.source) if figure else "",
        reasons=tuple(
            (method_title(r.engine), say(r.says)) for r in sorted(case.reasons, key=lambda r: r.check)
        ),
        proposed=tuple(showing.words(replace(figure, value=value), kind) for value in own)
        if figure and kind
        else (),
        decisions=tuple(_step(step, states, known, where) for step in case.steps[1:]),
    )


def _published(figure: Figure, kind: Kind, sources: showing.Sources) -> str:
    """A published value in the page's unit and, where it reads otherwise, as printed."""
    value, as_printed = showing.words(figure, kind), showing.printed_words(figure, sources)
    return f"{value} ({_('As printed')}: {as_printed})" if as_printed not in {"", value} else value


def _step(step: cases.Step, kind: cases.Kind, known: Gathered, where: _Where) -> str:
    """A step as one line: what became of the case, when, by whom, and what they said."""
    name: Mapping[str, Text] = known.names
    by = showing.people([step])(step) or (say(name[step.by]) if step.by in name else "")
    day = step.told or (timezone.localdate(step.at).isoformat() if kind.name == "finding" else "")
    day = period_words(day, language=showing.language())
    stands = where.words(step.source, step.locator) if step.source else ""
    head = " · ".join(filter(None, (say(kind.state_title(step.to_state)), day, by)))
    return " ".join(filter(None, (f"{head}.", say(step.says), stands)))


def _body(body: Body, where: _Where) -> str:
    source, _colon, locator = body.party.source.partition(":")
    said = sentences.body_sentence(since=body.party.begun, seats=len(body.seats), named=body.named)
    return f"{say(said)} {where.words(source, locator)}" if source else say(said)


def _cases(known: Gathered, where: _Where) -> tuple[tuple[str, tuple[CaseTold, ...]], ...]:
    """The cases of the council room under the names of their kinds."""
    own = {kind: tuple(_case(c, known, where) for c in known.cases if c.kind == kind) for kind in SECTIONS}
    return tuple((say(known.case_kinds[kind].title), told) for kind, told in own.items() if told)


def _case(case: cases.Case, known: Gathered, where: _Where) -> CaseTold:
    kind = known.case_kinds[case.kind]
    return CaseTold(
        title=say(case.title),
        state=say(kind.state_title(case.state)),
        steps=tuple(_step(step, kind, known, where) for step in case.steps),
    )


def _source(known: Gathered, where: _Where, number: int, on: date) -> SourceTold:
    source = known.sources[number - 1]
    age = published_words(source.published_on, today=on, language=showing.language())
    day = period_words(source.published, language=showing.language())
    published = f"{day} ({age})" if day else age
    unread = _("to be confirmed") if source.to_confirm else ""
    return SourceTold(
        number=number,
        id=source.id,
        title=say(source.title),
        about=" · ".join(
            filter(None, (say(source.publisher), published, unread, showing.licence(source), source.url))
        ),
        lines=", ".join(
            _part(line) for line in sorted(where.lines.get(source.id, set()) - {""}, key=_line_order)
        ),
    )


def _part(locator: str) -> str:
    """A place in a document: a line stays its bare number, a named part is said in words."""
    return locator if locator[:1].isdigit() else showing.line_words(locator)


def _line_order(locator: str) -> tuple[int, str]:
    digits = "".join(letter for letter in locator.partition("-")[0] if letter.isdigit())
    return (int(digits) if digits else 10**9, locator)
