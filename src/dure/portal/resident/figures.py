"""“Says who?”: a figure with everything under it, down to the document and line, and what stands on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.cases import read as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.runs import read as runs
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data import unveiling
from dure.portal.data.argument_words import argument_title, input_unit, value_words
from dure.portal.data.catalogue import source_data
from dure.portal.data.method_words import method_title
from dure.portal.data.workings import factor_href, row_title, rows_told, run_data
from dure.portal.pages import Crumb, Page
from dure.portal.resident import corrections
from dure.portal.resident.corrections import (
    Correction,
    correction_data,
    filing_data,
    find_correction,
    find_filing,
)
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.row_telling import lines_of, row_href
from dure.portal.showing import say


def figure_or_404(address: str) -> Figure:
    """The standing figure of a full address, or the page that says there is none."""
    parsed = observations.parse_address(address)
    found = None
    if parsed:
        found = observations.find_figure(
            parsed.place, address=parsed.address, period=parsed.period, mark=parsed.mark
        )
    if found is None:
        raise Http404(_("Nothing is stated under the address “%(address)s”.") % {"address": address})
    return found


def derivation(figure: Figure) -> dict[str, object]:
    """Where a figure comes from, one level down, and what uses it, one level up: as data."""
    kinds = observations.kinds()
    run = runs.find_run(figure.by) if figure.origin == "run" else None
    source = observations.find_source(figure.source) if figure.source else None
    corrected, filing = find_correction(figure), find_filing(figure)
    return {
        **showing.data(figure, kinds),
        "source_document": source_data(source) if source else None,
        "from_run": run_data(run) if run else None,
        "correction": correction_data(corrected) if corrected else None,
        "filing": filing_data(filing) if filing else None,
        "used_by": [
            {"run": used.id, "title": used.title, "engine": used.engine, "check": used.is_check}
            for used in runs.runs_using(figure.id)
        ],
        "statements": [
            showing.data(said, kinds)
            for said in observations.statements(figure.place, address=figure.address, period=figure.period)
        ],
    }


def figure(request: HttpRequest, address: str) -> Page:
    """The derivation of one figure."""
    found = figure_or_404(address)
    kinds = observations.kinds()
    kind = showing.kind_of(found, kinds)
    place = place_or_404(found.place)
    run = runs.find_run(found.by) if found.origin == "run" else None
    said = observations.statements(found.place, address=found.address, period=found.period)
    corrected, filing = find_correction(found), find_filing(found)
    return Page(
        template="resident/figure.html",
        crumbs=crumbs(place, Crumb(_("Says who?"))),
        shows={
            "place": place,
            "place_title": say(place.title),
            "title": say(kind.title_of(found.address)),
            "kind_says": say(kind.says),
            "figure": found,
            "period": period_words(found.period, language=showing.language()),
            "number": replace(showing.number(found, kinds, size="large"), href=""),
            "held": [showing.words(f, kind) for f in unveiling.held(request, [found])],
            "age": showing.age(found),
            "note": say(found.note),
            **_document(found),
            "run": run,
            "run_title": say(run.title) if run else "",
            "method": method_title(run.engine) if run else "",
            "inputs": (_rows(run, found) or _inputs(run, kinds)) if run else (),
            "used_by": [(used, say(used.title)) for used in runs.runs_using(found.id)],
            "statements": _statements(said, kinds) if len(said) > 1 else None,
            "correction": corrections.shown(corrected, kind) if corrected else None,
            "filing": corrections.filed(filing) if filing else None,
            "findings": _findings(found, corrected),
        },
        data=derivation(found),
    )


def _document(figure: Figure) -> dict[str, object]:
    """The document that a figure stands in, and what it prints there."""
    sources = showing.sources()
    source = sources.get(figure.source)
    return {
        "source": source,
        "source_title": say(source.title) if source else "",
        "licence": showing.licence(source) if source else "",
        "publisher": say(source.publisher) if source else "",
        "source_note": say(source.note) if source else "",
        "printed": showing.printed_words(figure, sources),
        "carried": showing.carried_words(figure, sources),
        "published": period_words(figure.published, language=showing.language()),
        "lines": showing.line_words(figure.locator),
    }


def _findings(figure: Figure, corrected: Correction | None) -> list[tuple[str, str]]:
    """The findings about a figure: the number of each, and what its state means for the reader."""
    words = {
        "corrected": _("This figure was corrected: read what was printed and why it was corrected."),
        "accepted": _("This figure was in doubt. Somebody decided that the published value stands."),
        "explained": _("This figure was in doubt. Somebody has explained it."),
    }
    in_doubt = _("This figure is in doubt: read why.")
    doubts = cases.cases(place=figure.place, kind="finding", subject=figure.full_address)
    found = {doubt.id: words.get(doubt.state, in_doubt) for doubt in doubts}
    if corrected and corrected.finding:
        found[corrected.finding.id] = words["corrected"]
    return [(id_.rpartition("/")[2], said) for id_, said in found.items()]


@dataclass(frozen=True)
class Input:
    """What a calculation took: a name, its value in words, the page that says where it comes from, and its
    document and line.
    """

    title: str
    value: str
    href: str
    stands: str = ""


def _inputs(run: runs.Run, kinds: showing.Kinds) -> tuple[Input, ...]:
    """What a calculation took, each statement once."""
    known = observations.by_id(fed.figure for fed in run.inputs if fed.figure)
    found: dict[str, Input] = {}
    sources = showing.sources()
    for fed in run.inputs:
        figure = known.get(fed.figure or 0)
        if figure is None:
            found.setdefault(fed.reference, _answered(run, fed))
            continue
        kind = showing.kind_of(figure, kinds)
        period = period_words(figure.period, language=showing.language())
        title = f"{say(kind.title_of(figure.address))}, {period}"
        found.setdefault(
            fed.reference,
            Input(
                title,
                showing.words(figure, kind),
                showing.figure_href(figure),
                showing.source_line(figure, sources),
            ),
        )
    return tuple(found.values())


def _rows(run: runs.Run, figure: Figure) -> tuple[Input, ...]:
    """The rows of activity behind one source of an inventory, each with the way to its factor."""
    facet = figure.address.partition("/")[2]
    own = [f for f in run.inputs if f.kind == "series" and f.argument.lower().replace(".", "-") == facet]
    told = rows_told(run) if own else {}
    lines = {digest: lines_of(digest) for digest in {fed.reference.partition("#")[0] for fed in own}}
    return tuple(
        Input(row_title(fed, told), f"{fed.value} {fed.unit}", _row_href(fed, figure, lines)) for fed in own
    )


def _row_href(fed: runs.Input, figure: Figure, lines: Mapping[str, Mapping[str, int]]) -> str:
    """The page of a row; that of its factor where its file is lost."""
    digest, _sign, rest = fed.reference.partition("#")
    line = lines.get(digest, {}).get(rest.partition("|")[0])
    return row_href(figure.place, digest=digest, line=line) if line else factor_href(fed)


def _answered(of: runs.Run, fed: runs.Input) -> Input:
    """An input that another calculation answered, with the way to it; the first value stands for a list."""
    run = runs.find_run(fed.reference) if fed.kind == "run" else None
    if run is None:
        return Input(argument_title(fed.argument), fed.value, "")
    href = reverse("run", kwargs={"run": run.id})
    several = sum(answer.value != "" for answer in run.answers if answer.name == fed.argument) > 1
    return Input(say(run.title), "" if several else value_words(fed.value, input_unit(of, fed)), href)


def _statements(said: tuple[Figure, ...], kinds: showing.Kinds) -> Table:
    sources = {source.id: source for source in observations.sources()}
    return Table(
        caption=_("Everything ever stated here"),
        columns=(
            Column(_("Recorded")),
            Column(_("As stated")),
            Column(_("Value"), numeric=True),
            Column(_("Source")),
        ),
        rows=tuple(
            (
                Cell(text=f"{timezone.localtime(row.recorded_at):%Y-%m-%d %H:%M}"),
                Cell(text=showing.carried_words(row, sources), note=_("corrected") if row.corrects else ""),
                showing.cell(row, kinds),
                Cell(text=showing.source_line(row, sources), note=_("withdrawn") if row.withdrawn else ""),
            )
            for row in said
        ),
    )
