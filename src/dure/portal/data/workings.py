"""How figures are reckoned: every run with what went in and came out, and every method."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.engines.catalogue import ENGINES
from dure.grammar.contracts import Entry
from dure.grammar.shapes import Text
from dure.grammar.units import slug
from dure.kernel.networks import read as networks
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.numbers import symbol
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data.argument_words import (
    answer_unit,
    argument_title,
    find_contract,
    input_unit,
    value_words,
)
from dure.portal.data.method_words import METHODS, method_title
from dure.portal.data.row_methods import method_href, method_title_of
from dure.portal.pages import Crumb, Page
from dure.portal.showing import say


def run(request: HttpRequest, run: str) -> Page:
    """One reckoning: the engine, what went in, what came out."""
    found = runs.find_run(run)
    if found is None:
        raise Http404(_("There is no reckoning “%(run)s”.") % {"run": run})
    kinds = observations.kinds()
    series = rows_told(found)
    return Page(
        template="data/run.html",
        shows={
            "run": found,
            "title": say(found.title),
            "says": say(found.says),
            "place": things.find_place(found.place),
            "inputs": _inputs(found, kinds, series),
            "answers": _answers(found, _labels(found, kinds, series)),
            "lost": rows_lost(found),
            "method": method_title(found.engine),
            "method_href": reverse("method", kwargs={"engine": found.engine}),
        },
        data=run_data(found),
        header=("kind", "name", "reference", "value", "unit"),
        rows=[
            *(("input", fed.argument, fed.reference, _exact(fed.value), fed.unit) for fed in found.inputs),
            *(
                ("answer", a.name, a.label, _exact(a.value), answer_unit(found, a.name))
                for a in found.answers
            ),
        ],
    )


def _exact(value: str) -> Decimal | str:
    """A value as a number where it is one, so that a minus sign is no formula in a spreadsheet."""
    try:
        return Decimal(value)
    except InvalidOperation:
        return value


def _inputs(found: runs.Run, kinds: showing.Kinds, series: Mapping[str, "RowTold"]) -> Table:
    known = observations.by_id(fed.figure for fed in found.inputs if fed.figure)
    before = {run.id: run for run in runs.by_id(fed.reference for fed in found.inputs if fed.kind == "run")}
    stood = {}
    if any(fed.kind == "thing" for fed in found.inputs):
        stood = {thing.id: say(thing.name) for thing in things.things(found.place)}
    sources = showing.sources()
    rows = []
    for fed in found.inputs:
        figure = known.get(fed.figure or 0)
        rows.append(
            (
                _name(fed, figure, kinds, before, series, stood),
                Cell(text=value_words(fed.value, input_unit(found, fed), exact=True)),
                Cell(text=argument_title(fed.argument)),
                Cell(text=_source(fed, figure, sources, series)),
            )
        )
    return Table(
        caption=_("What went in"),
        columns=(
            Column(_("Figure")), Column(_("Value"), numeric=True), Column(_("Taken as")), Column(_("Source")),
        ),
        rows=tuple(rows),
        csv_href=reverse("run.csv", kwargs={"run": found.id}),
    )  # fmt: skip


@dataclass(frozen=True)
class RowTold:
    """A row of a series as a run's page tells it."""

    title: Text
    source: str


def rows_told(found: runs.Run) -> dict[str, RowTold]:
    """The rows of activity that went into a run, by `digest#row`."""
    told: dict[str, RowTold] = {}
    for digest in {f.reference.partition("#")[0] for f in found.inputs if f.kind == "series"}:
        series = observations.series_of(digest)
        if series is None or observations.lost_rows(series):
            continue
        table = observations.rows_of(series, columns=("row", "title_ko", "title_en", "source"))
        for row in table.to_pylist():
            told[f"{digest}#{row['row']}"] = RowTold(Text(row["title_ko"], row["title_en"]), row["source"])
    return told


def rows_lost(found: runs.Run) -> tuple[tuple[str, bool], ...]:
    """The digests of the series a run was fed with whose files are missing (true) or altered (false)."""
    lost = []
    for digest in sorted({f.reference.partition("#")[0] for f in found.inputs if f.kind == "series"}):
        series = observations.series_of(digest)
        how = observations.lost_rows(series) if series else "missing"
        lost += [(digest, how == "missing")] if how else []
    return tuple(lost)


def row_title(fed: runs.Input, series: Mapping[str, RowTold]) -> str:
    """What a row of activity is called, and the factor or method it took."""
    row, _bar, factor = fed.reference.partition("|")
    told = series.get(row)
    method = method_title_of(factor)
    return f"{say(told.title)} × {method or factor}" if told else fed.reference


def factor_href(fed: runs.Input) -> str:
    """The page of the factor, or of the method, that a row of activity took."""
    place, slash, rest = fed.reference.partition("|")[2].partition("/")
    name = rest.partition("@")[0]
    if not slash:
        return method_href(place)
    return reverse("factor", kwargs={"place": place, "factor": name}) if name else ""


def _source(
    fed: runs.Input, figure: Figure | None, sources: showing.Sources, series: Mapping[str, RowTold]
) -> str:
    """Where an input stands: a figure's document, or that of a row of activity."""
    if figure:
        return showing.source_line(figure, sources)
    told = series.get(fed.reference.partition("|")[0])
    if told is None:
        return ""
    document, _colon, where = told.source.partition(":")
    title = say(sources[document].title) if document in sources else document
    return f"{title}, {where}"


def _name(  # noqa: PLR0917  each is needed for one kind of input
    fed: runs.Input,
    figure: Figure | None,
    kinds: showing.Kinds,
    before: Mapping[str, runs.Run],
    series: Mapping[str, RowTold],
    stood: Mapping[str, str],
) -> Cell:
    """What an input is called, with the way to its figure or to the reckoning that answered it."""
    if fed.kind == "series":
        return Cell(text=row_title(fed, series), href=factor_href(fed))
    if fed.kind == "network":
        edition = networks.edition_of(fed.reference)
        way = {"place": edition.place, "name": edition.name} if edition else {}
        return Cell(
            text=say(edition.title) if edition else fed.reference,
            href=reverse("network", kwargs=way) if edition else "",
        )
    if fed.kind == "thing":
        return Cell(text=stood.get(fed.reference, fed.reference))
    if figure is None:
        answered = before.get(fed.reference)
        if answered is None:
            return Cell(text=argument_title(fed.argument))
        return Cell(text=say(answered.title), href=reverse("run", kwargs={"run": answered.id}))
    period = period_words(figure.period, language=showing.language())
    title = say(showing.kind_of(figure, kinds).title_of(figure.address))
    return Cell(text=f"{title} · {period}", href=showing.figure_href(figure))


def _labels(found: runs.Run, kinds: showing.Kinds, series: Mapping[str, RowTold]) -> dict[str, str]:
    """What labels of answers are called: sources, levels and sectors of an inventory, rows of activity."""
    told = {key.partition("#")[2]: say(row.title) for key, row in series.items()}
    for name in ("gpc_total_tco2e", "gpc_sector_tco2e"):
        told |= {facet: say(title) for facet, title in (kinds[name].facets if name in kinds else ())}
    sources = dict(kinds["gpc_emissions_tco2e"].facets) if "gpc_emissions_tco2e" in kinds else {}
    facets = {answer.label: answer.label.lower().replace(".", "-") for answer in found.answers}
    return told | {label: say(sources[facet]) for label, facet in facets.items() if facet in sources}


def _answers(found: runs.Run, labels: Mapping[str, str]) -> Table:
    rows = [
        (
            Cell(text=argument_title(answer.name), note=labels.get(answer.label, answer.label)),
            Cell(text=_answer_words(found, answer)),
        )
        for answer in found.answers
    ]
    return Table(
        caption=_("What came out"),
        columns=(Column(_("Answer")), Column(_("Value"), numeric=True)),
        rows=tuple(rows),
        csv_href=reverse("run.csv", kwargs={"run": found.id}),
    )


def _answer_words(found: runs.Run, answer: runs.Answer) -> str:
    if answer.name == "holds":
        return _("yes") if answer.value == "1" else _("no")
    return value_words(answer.value, answer_unit(found, answer.name))


def run_data(found: runs.Run) -> dict[str, object]:
    """A reckoning as data."""
    return {
        "id": found.id,
        "place": found.place,
        "name": found.name,
        "engine": found.engine,
        "engine_digest": found.engine_digest,
        "title": found.title,
        "says": found.says,
        "holds": found.holds,
        "at": found.at,
        "inputs": [
            {
                "argument": i.argument,
                "kind": i.kind,
                "reference": i.reference,
                "value": i.value,
                "unit": i.unit,
            }
            for i in found.inputs
        ],
        "answers": [{"name": a.name, "value": a.value} for a in found.answers],
    }


def method_list(request: HttpRequest) -> Page:
    """Every engine: what it is called, one sentence, and the way to its whole text."""
    return Page(
        template="data/methods.html",
        shows={
            "checks": [_method(name) for name in ENGINES if name.startswith("checks.")],
            "others": [_method(name) for name in ENGINES if not name.startswith("checks.")],
        },
        data={"methods": [_method(name) for name in ENGINES]},
        section="methods",
    )


def _method(name: str) -> dict[str, str]:
    words = METHODS[name]
    text = (ENGINES[name].__doc__ or "").strip()
    return {"name": name, "title": str(words.title), "says": str(words.says), "text": _dedent(text)}


def _dedent(text: str) -> str:
    first, _newline, rest = text.partition("\n")
    return first + "\n" + re.sub(r"^ {4}", "", rest, flags=re.MULTILINE)


def _entries(caption: str, entries: Sequence[Entry]) -> Table:
    """Arguments or answers of an engine in the reader's words, each with its unit."""
    shapes = (_("one value"), _("a list"), _("a table"))
    rows = []
    for entry in entries:
        unit = (
            "" if entry.unit.startswith("any") or entry.unit in {"1", "text", "table"} else slug(entry.unit)
        )
        rows.append(
            (
                Cell(text=argument_title(entry.name)),
                Cell(text=symbol(unit, language=showing.language()) if unit else ""),
                Cell(text=shapes[min(entry.dimensions, 2)]),
            )
        )
    return Table(
        caption=caption,
        columns=(Column(_("Name")), Column(_("Unit")), Column(_("Shape"))),
        rows=tuple(rows),
    )


def method(request: HttpRequest, engine: str) -> Page:
    """One engine: its arguments with units and ranges, its answers and refusals, its source, an example."""
    if engine not in ENGINES:
        raise Http404(_("There is no method “%(engine)s”.") % {"engine": engine})
    contract = find_contract(engine)
    return Page(
        template="data/method.html",
        crumbs=(Crumb(_("Methods"), reverse("methods")), Crumb(method_title(engine))),
        shows={
            "method": _method(engine),
            "takes": _entries(_("What it takes"), contract.arguments) if contract else None,
            "answers": _entries(_("What it answers"), contract.answers) if contract else None,
        },
        data=_method(engine),
        section="methods",
    )
