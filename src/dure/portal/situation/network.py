"""An edition of a network: how large it is, where it comes from, and what was wrong with it."""

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.kernel.networks import read as networks
from dure.kernel.networks.read import Edition
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say

FLAW_WORDS = {
    "no_length": gettext_lazy("no length; that of its shape is taken"),
    "no_shape": gettext_lazy("no shape; left out"),
    "zero_speed": gettext_lazy("a speed of zero; taken as unknown"),
    "odd_speed": gettext_lazy("a speed that cannot be read; taken as unknown"),
    "two_classes": gettext_lazy("two classes; the narrower is taken"),
    "no_class": gettext_lazy("no known class; kept as other"),
    "not_built": gettext_lazy("only planned; left out"),
    "unknown_node": gettext_lazy("an end that is not in the file; left out"),
    "same_ends": gettext_lazy("begins where it ends; left out"),
    "named_twice": gettext_lazy("named twice; the second left out"),
    "drawn_backwards": gettext_lazy("drawn from its end to its beginning; turned round"),
    "ends_elsewhere": gettext_lazy("does not end at its node; left out"),
    "unreadable_row": gettext_lazy("a row that cannot be read; left out"),
    "odd_letters": gettext_lazy("letters of another encoding; read as Korean"),
    "island": gettext_lazy("cannot be left for, or reached from, most of the network; kept"),
}
MOST_LISTED = 300


def network(request: HttpRequest, place: str, name: str) -> Page:
    """The edition of a network that is in force."""
    found = place_or_404(place)
    edition = networks.find_edition(place, name=name)
    if edition is None:
        raise Http404(_("There is no such network here."))
    return Page(
        template="situation/network.html",
        crumbs=crumbs(
            found,
            Crumb(_("What is reached in time"), reverse("reach", kwargs={"place": place})),
            Crumb(say(edition.title)),
        ),
        shows=_shown(found, edition),
        data=_data(edition),
        header=("flaw", "link", "found"),
        rows=networks.flawed_links(edition.digest, limit=100_000),
    )


def _shown(place: Place, edition: Edition) -> dict[str, object]:
    """What the page shows below its heading."""
    sources = showing.sources()
    flawed = networks.flawed_links(edition.digest, limit=MOST_LISTED)
    return {
        "place": place,
        "edition": edition,
        "title": say(edition.title),
        "km": f"{edition.length_m / 1000:,.0f}",
        "source": sources.get(edition.source),
        "source_title": say(sources[edition.source].title) if edition.source in sources else "",
        "source_note": say(sources[edition.source].note) if edition.source in sources else "",
        "flaws": _flaws(edition),
        "listed": _listed(flawed),
        "more": sum(flaw.links for flaw in edition.flaws) - len(flawed),
    }


def _data(edition: Edition) -> dict[str, object]:
    """The edition for machines."""
    return {
        "place": edition.place,
        "network": edition.name,
        "digest": edition.digest,
        "layout": edition.layout,
        "nodes": edition.nodes,
        "links": edition.links,
        "turns": edition.turns,
        "length_m": edition.length_m,
        "valid_from": edition.valid_from,
        "source": edition.source,
        "recorded_at": edition.recorded_at,
        "flaws": {flaw.kind: flaw.links for flaw in edition.flaws},
    }


def _words(kind: str) -> str:
    return str(FLAW_WORDS.get(kind, kind))


def _flaws(edition: Edition) -> Table:
    return Table(
        caption=_("What was wrong, and what was done about it"),
        columns=(Column(_("What is wrong")), Column(_("Stretches of road"), numeric=True)),
        rows=tuple((Cell(text=_words(flaw.kind)), Cell(value=flaw.links)) for flaw in edition.flaws),
        empty=_("Nothing was wrong."),
    )


def _listed(flawed: tuple[tuple[str, ...], ...]) -> Table:
    return Table(
        caption=_("Which ones"),
        columns=(Column(_("Stretch of road")), Column(_("What is wrong")), Column(_("As it stands"))),
        rows=tuple(
            (Cell(text=link), Cell(text=_words(kind)), Cell(text=found)) for kind, link, found in flawed
        ),
    )
