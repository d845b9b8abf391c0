"""What is said first about a place: its way to its target, or the first indicator of what it runs."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from dure.kernel.observations.read import Figure
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.number import Number
from dure.portal.resident import sentences
from dure.portal.resident.measures import Measure
from dure.portal.showing import say

EMISSIONS = "emissions_tco2e"
# What an inventory comes to, where no promise is known.
IN_BOOKS = frozenset({"gpc_total_tco2e/basic", "local_total_tco2e/gross"})
BY_SECTOR = "local_emissions_tco2e/"
PLAN = "plan"


@dataclass(frozen=True)
class Headline:
    """A name and the one or two figures that stand for a place: from what, to what."""

    title: str
    figures: tuple[Number, ...]


@dataclass(frozen=True)
class Books:
    """What the inventories of a place come to: the newest total, or that there are emissions by sector."""

    total: Figure | None = None
    by_sector: bool = False


NO_BOOKS = Books()


def books_of(standing: Sequence[Figure]) -> Books:
    """What the standing figures say of the inventories of a place."""
    totals = [f for f in standing if f.address in IN_BOOKS and f.value is not None]
    return Books(
        total=max(totals, key=lambda figure: figure.valid_to, default=None),
        by_sector=any(f.address.startswith(BY_SECTOR) and f.value is not None for f in standing),
    )


def own_of(place: Place, known: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The indicators a place's home shows. What a country's casebook says of one city stands with that city's
    name on the page of indicators, and is not the country's own.
    """
    return tuple(m for m in known if place.kind != "country" or m.indicator.system == PLAN)


def leading(known: tuple[Measure, ...]) -> tuple[Measure, ...]:
    """The indicators apart from emissions: with actual and target first, then with one, then with neither."""
    others = [m for m in known if m.is_one_figure and m.indicator.figures != (EMISSIONS,)]
    return tuple(sorted(others, key=lambda measure: (measure.actual is None) + (measure.target is None)))


def headline(
    path: sentences.Path, known: tuple[Measure, ...], kinds: showing.Kinds, *, books: Books = NO_BOOKS
) -> Headline | None:
    """The figures that stand for a place in a list; None where it states none."""
    if path.base and path.goal:
        return Headline(say(kinds[EMISSIONS].title), (_small(path.base, kinds), _small(path.goal, kinds)))
    if books.total and not (path.base or path.goal):
        total = _small(books.total, kinds)
        return Headline(total.title, (total,))
    for measure in leading(known):
        own = tuple(_small(f, kinds) for f in (measure.actual, measure.target) if f)
        if own:
            return Headline(say(measure.indicator.title), own)
    return None


def _small(figure: Figure, kinds: showing.Kinds) -> Number:
    return showing.number(figure, kinds, size="small")


def missing(path: sentences.Path, *, books: Books = NO_BOOKS) -> str:
    """What a place has not said about its emissions, in a few words; nothing where it has said enough."""
    cut = path.cut_percent is not None and path.cut_percent.value is not None
    if path.base is None and books.by_sector and not books.total and not (cut or path.goal):
        return _("emissions by sector only, target unknown")
    if path.base is None and not books.total:
        return _("emissions unknown") if cut or path.goal else _("emissions and target unknown")
    return "" if cut or path.goal else _("target unknown")
