"""How figures are reckoned: every run with what went in and came out, and every method."""

import re

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.engines.catalogue import ENGINES
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data.method_words import METHODS, method_title
from dure.portal.pages import Crumb, Page
from dure.portal.showing import say


def run(request: HttpRequest, run: str) -> Page:
    """One reckoning: the engine, what went in, what came out."""
    found = runs.find_run(run)
    if found is None:
        raise Http404(_("There is no reckoning “%(run)s”.") % {"run": run})
    answers = tuple((Cell(text=a.name), Cell(text=a.value)) for a in found.answers)
    return Page(
        template="data/run.html",
        shows={
            "run": found,
            "title": say(found.title),
            "says": say(found.says),
            "place": things.find_place(found.place),
            "inputs": _inputs(found),
            "answers": Table(
                caption=_("What came out"),
                columns=(Column(_("Answer")), Column(_("Value"), numeric=True)),
                rows=answers,
            ),
            "method": method_title(found.engine),
            "method_href": reverse("method", kwargs={"engine": found.engine}),
        },
        data=run_data(found),
    )


def _inputs(found: runs.Run) -> Table:
    kinds = observations.kinds()
    known = observations.by_id(fed.figure for fed in found.inputs if fed.figure)
    rows = []
    for fed in found.inputs:
        figure = known.get(fed.figure or 0)
        title = say(showing.kind_of(figure, kinds).title_of(figure.address)) if figure else fed.reference
        period = period_words(figure.period, language=showing.language()) if figure else ""
        href = showing.figure_href(figure) if figure else ""
        rows.append(
            (
                Cell(text=" · ".join(filter(None, (title, period))), href=href),
                Cell(text=" ".join(filter(None, (fed.value, "" if fed.unit == "1" else fed.unit)))),
                Cell(text=fed.argument),
            )
        )
    return Table(
        caption=_("What went in"),
        columns=(Column(_("Figure")), Column(_("Value"), numeric=True), Column(_("Argument"))),
        rows=tuple(rows),
    )


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


def method(request: HttpRequest, engine: str) -> Page:
    """One engine: its arguments with units and ranges, its answers and refusals, its source, an example."""
    if engine not in ENGINES:
        raise Http404(_("There is no method “%(engine)s”.") % {"engine": engine})
    return Page(
        template="data/method.html",
        crumbs=(Crumb(_("Methods"), reverse("methods")), Crumb(method_title(engine))),
        shows={"method": _method(engine)},
        data=_method(engine),
        section="methods",
    )
