"""The data room: every document with its licence and age, every reckoning, every method, what the product is made of."""

import importlib.metadata
import re
import tomllib
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.engines.catalogue import ENGINES
from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words, published_words
from dure.portal.pages import Page
from dure.portal.showing import say


def source_list(request: HttpRequest) -> Page:
    """Every document that figures come from."""
    known = observations.sources()
    today = timezone.localdate()
    return Page(
        template="data/sources.html",
        shows={
            "count": len(known),
            "table": Table(
                caption=_("Documents and data sets"),
                columns=(
                    Column(_("Title")), Column(_("Publisher")), Column(_("Published on")), Column(_("Licence")),
                    Column(_("Figures"), numeric=True),
                ),
                rows=tuple(
                    (
                        Cell(text=say(s.title), href=reverse("source", kwargs={"source": s.id})),
                        Cell(text=say(s.publisher)),
                        Cell(text=published_words(s.published_on, today=today, language=showing.language())),
                        Cell(text=showing.licence(s)),
                        Cell(value=s.figures),
                    )
                    for s in known
                ),
                csv_href=reverse("sources.csv"),
                json_href=reverse("sources.json"),
            ),
        },
        data={"sources": [_source_data(s) for s in known]},
        header=("id", "title_ko", "title_en", "publisher_ko", "publisher_en", "published_on", "kind", "url",
                "licence", "figures"),
        rows=[
            (s.id, s.title.ko, s.title.en, s.publisher.ko, s.publisher.en, s.published_on or "unknown", s.kind,
             s.url, s.licence, s.figures)
            for s in known
        ],
    )  # fmt: skip


def _source_data(source: observations.Source) -> dict[str, object]:
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published_on": source.published_on,
        "kind": source.kind,
        "url": source.url,
        "licence": source.licence,
        "may_copy": source.may_copy,
        "note": source.note,
        "figures": source.figures,
    }


def source(request: HttpRequest, source: str) -> Page:
    """One document and every figure that stands in it, with its line."""
    found = observations.find_source(source)
    if found is None:
        raise Http404(_("There is no document “%(source)s” in the catalogue.") % {"source": source})
    kinds = observations.kinds()
    figures = observations.figures_from(source)
    titles = {place.id: say(place.title) for place in things.places()}
    return Page(
        template="data/source.html",
        shows={
            "source": found,
            "title": say(found.title),
            "publisher": say(found.publisher),
            "note": say(found.note),
            "licence": showing.licence(found),
            "published": published_words(
                found.published_on, today=timezone.localdate(), language=showing.language()
            ),
            "table": Table(
                caption=_("Figures that stand in it"),
                columns=(
                    Column(_("Figure")), Column(_("Place")), Column(_("Period")), Column(_("Value"), numeric=True),
                    Column(_("Line")),
                ),
                rows=tuple(
                    (
                        Cell(text=say(kinds[f.address.split("/")[0]].title_of(f.address)), href=showing.figure_href(f)),
                        Cell(text=titles.get(f.place, f.place)),
                        Cell(text=period_words(f.period, language=showing.language())),
                        showing.cell(f, kinds),
                        Cell(text=f.locator),
                    )
                    for f in figures
                ),
                csv_href=reverse("source.csv", kwargs={"source": source}),
                empty=_("No figure names this document yet."),
            ),
        },
        data={**_source_data(found), "figures": [showing.data(f, kinds) for f in figures]},
        header=showing.COLUMNS,
        rows=[showing.row(f, kinds) for f in figures],
    )  # fmt: skip


def run(request: HttpRequest, run: str) -> Page:
    """One reckoning: the engine, what went in, what came out."""
    found = runs.find_run(run)
    if found is None:
        raise Http404(_("There is no reckoning “%(run)s”.") % {"run": run})
    kinds = observations.kinds()
    inputs = []
    for fed in found.inputs:
        figure = observations.find_by_id(fed.figure) if fed.figure else None
        kind = kinds[figure.address.split("/")[0]] if figure else None
        title = say(kind.title_of(figure.address)) if figure and kind else fed.reference
        period = period_words(figure.period, language=showing.language()) if figure else ""
        inputs.append(
            (
                Cell(
                    text=" · ".join(filter(None, (title, period))),
                    href=showing.figure_href(figure) if figure else "",
                ),
                Cell(text=f"{fed.value} {fed.unit if fed.unit != '1' else ''}".strip()),
                Cell(text=fed.argument),
            )
        )
    return Page(
        template="data/run.html",
        shows={
            "run": found,
            "title": say(found.title),
            "says": say(found.says),
            "place": things.find_place(found.place),
            "inputs": Table(
                caption=_("What went in"),
                columns=(Column(_("Figure")), Column(_("Value"), numeric=True), Column(_("Argument"))),
                rows=tuple(inputs),
            ),
            "answers": Table(
                caption=_("What came out"),
                columns=(Column(_("Answer")), Column(_("Value"), numeric=True)),
                rows=tuple((Cell(text=a.name), Cell(text=a.value)) for a in found.answers),
            ),
            "method_href": reverse("method", kwargs={"engine": found.engine}),
        },
        data={
            "id": found.id, "place": found.place, "name": found.name, "engine": found.engine,
            "engine_digest": found.engine_digest, "title": found.title, "says": found.says, "holds": found.holds,
            "at": found.at,
            "inputs": [
                {"argument": i.argument, "reference": i.reference, "value": i.value, "unit": i.unit}
                for i in found.inputs
            ],
            "answers": [{"name": a.name, "value": a.value} for a in found.answers],
        },
    )  # fmt: skip


def method_list(request: HttpRequest) -> Page:
    """Every engine: one sentence, and the way to its whole text."""
    return Page(
        template="data/methods.html",
        shows={
            "checks": [_method(name) for name in ENGINES if name.startswith("checks.")],
            "others": [_method(name) for name in ENGINES if not name.startswith("checks.")],
        },
        data={"methods": [_method(name) for name in ENGINES]},
    )


def _method(name: str) -> dict[str, str]:
    text = (ENGINES[name].__doc__ or "").strip()
    return {"name": name, "says": text.splitlines()[0], "text": _dedent(text)}


def _dedent(text: str) -> str:
    first, _newline, rest = text.partition("\n")
    return first + "\n" + re.sub(r"^ {4}", "", rest, flags=re.MULTILINE)


def method(request: HttpRequest, engine: str) -> Page:
    """One engine: its arguments with units and ranges, what it returns and refuses, its source and an example."""
    if engine not in ENGINES:
        raise Http404(_("There is no method “%(engine)s”.") % {"engine": engine})
    return Page(template="data/method.html", shows={"method": _method(engine)}, data=_method(engine))


@cache
def _vendored() -> list[dict[str, str]]:
    lock = Path(__file__).resolve().parents[1] / "static" / "vendor" / "VENDOR.lock"
    packages = tomllib.loads(lock.read_text(encoding="utf-8"))["package"]
    return [{"name": p["name"], "version": p["version"], "licence": p["licence"]} for p in packages]


@cache
def _libraries() -> list[dict[str, str]]:
    found = {}
    for package in importlib.metadata.distributions():
        about = package.metadata
        stated = [line for key in ("License-Expression", "License") for line in about.get_all(key) or []]
        licence = stated[0] if stated else _classified(about.get_all("Classifier"))
        found[about["Name"].lower()] = {
            "name": about["Name"], "version": package.version, "licence": (licence or "").splitlines()[0][:80],
        }  # fmt: skip
    return [found[name] for name in sorted(found)]


def _classified(classifiers: list[str] | None) -> str:
    own = [line.rpartition(" :: ")[2] for line in classifiers or [] if line.startswith("License ::")]
    return ", ".join(own) or "-"


def licences(request: HttpRequest) -> Page:
    """What the product and its data are made of, and under which licences."""
    data_sources = [s for s in observations.sources() if s.licence]
    rows = [(p["name"], p["version"], p["licence"]) for p in (*_vendored(), *_libraries())]
    return Page(
        template="data/licences.html",
        shows={
            "libraries": Table(
                caption=_("Libraries and typefaces"),
                columns=(Column(_("Name")), Column(_("Version")), Column(_("Licence"))),
                rows=tuple(tuple(Cell(text=text) for text in row) for row in rows),
                csv_href=reverse("licences.csv"),
            ),
            "sources": Table(
                caption=_("Documents and data sets"),
                columns=(Column(_("Title")), Column(_("Publisher")), Column(_("Licence")), Column(_("Note"))),
                rows=tuple(
                    (
                        Cell(text=say(s.title), href=reverse("source", kwargs={"source": s.id})),
                        Cell(text=say(s.publisher)),
                        Cell(text=s.licence),
                        Cell(text=say(s.note)),
                    )
                    for s in data_sources
                ),
            ),
        },
        data={"libraries": rows, "sources": [_source_data(s) for s in data_sources]},
        header=("name", "version", "licence"),
        rows=rows,
    )
