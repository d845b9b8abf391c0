"""The catalogue: every document that figures come from, with its licence and age, and what stands in it."""

from datetime import date

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words, published_words
from dure.portal.pages import Crumb, Page
from dure.portal.showing import say

COLUMNS = (
    "id", "title_ko", "title_en", "publisher_ko", "publisher_en", "published_on", "kind", "url", "licence",
    "figures",
)  # fmt: skip


def source_list(request: HttpRequest) -> Page:
    """Every document that figures come from."""
    known = observations.sources()
    today = timezone.localdate()
    return Page(
        template="data/sources.html",
        section="data",
        shows={
            "count": len(known),
            "figures": sum(s.figures for s in known),
            "groups": [
                (title, [_line(s, today=today) for s in known if s.kind == kind])
                for kind, title in _kinds()
                if any(s.kind == kind for s in known)
            ],
        },
        data={"sources": [source_data(s) for s in known]},
        header=COLUMNS,
        rows=[_row(s) for s in known],
    )


def _row(source: observations.Source) -> tuple[object, ...]:
    """A document as a row of COLUMNS."""
    return (
        source.id, source.title.ko, source.title.en, source.publisher.ko, source.publisher.en,
        source.published or "unknown", source.kind, source.url, source.licence, source.figures,
    )  # fmt: skip


def _kinds() -> list[tuple[str, str]]:
    """The kinds of document in the order they are listed."""
    return [
        ("document", _("Documents of governments")),
        ("law", _("Laws")),
        ("dataset", _("Data sets")),
        ("article", _("Articles")),
        ("press", _("Press reports")),
        ("method", _("Methods")),
    ]


def _line(source: observations.Source, *, today: date) -> dict[str, object]:
    """A document as one entry of the list."""
    return {
        "title": say(source.title),
        "href": reverse("source", kwargs={"source": source.id}),
        "publisher": say(source.publisher),
        "published": published_words(source.published_on, today=today, language=showing.language()),
        "licence": showing.licence(source),
        "to_confirm": source.to_confirm,
        "figures": source.figures,
    }


def source_data(source: observations.Source) -> dict[str, object]:
    """A document as data."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "published_on": source.published or None,
        "to_confirm": source.to_confirm,
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
    return Page(
        template="data/source.html",
        section="data",
        crumbs=(Crumb(_("Data catalogue"), reverse("sources")), Crumb(say(found.title))),
        shows={
            "source": found,
            "published_on": period_words(found.published, language=showing.language()),
            "title": say(found.title),
            "publisher": say(found.publisher),
            "note": say(found.note),
            "licence": showing.licence(found),
            "published": published_words(
                found.published_on, today=timezone.localdate(), language=showing.language()
            ),
            "table": _standing(source, figures, kinds),
        },
        data={**source_data(found), "figures": [showing.data(f, kinds) for f in figures]},
        header=showing.COLUMNS,
        rows=[showing.row(f, kinds) for f in figures],
    )


def _standing(source: str, figures: tuple[Figure, ...], kinds: showing.Kinds) -> Table:
    """The figures that stand in a document, with their lines."""
    titles = {place.id: say(place.title) for place in things.places()}
    return Table(
        caption=_("Figures that stand in it"),
        columns=(
            Column(_("Figure")),
            Column(_("Place")),
            Column(_("Period")),
            Column(_("Value"), numeric=True),
            Column(_("Line")),
        ),
        rows=tuple(
            (
                Cell(text=say(showing.kind_of(f, kinds).title_of(f.address)), href=showing.figure_href(f)),
                Cell(text=titles.get(f.place, f.place)),
                Cell(text=period_words(f.period, language=showing.language())),
                showing.cell(f, kinds),
                Cell(text=f.locator),
            )
            for f in figures
        ),
        csv_href=reverse("source.csv", kwargs={"source": source}),
        empty=_("No figure names this document yet."),
    )
