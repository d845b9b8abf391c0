"""What the books of a place's emissions are called, and over which of their lines they are compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Category
from dure.portal import showing
from dure.portal.blocks.times import period_words
from dure.portal.reckoning.books import GPC, LINES, LOCAL, Book, Choice
from dure.portal.showing import say

BASIC = "basic"
GPC_VIEWS = (BASIC, "basic-plus", "territorial")
# The sectors of the local guideline that are added to each other; direct and indirect ones never are.
LOCAL_VIEWS = {
    "direct": (
        "local_emissions_tco2e",
        ("direct_transport", "direct_buildings", "direct_agriculture", "direct_land", "direct_waste",
         "direct_other"),
    ),
    "indirect": (
        "local_emissions_tco2e", ("indirect_transport", "indirect_buildings", "indirect_waste"),
    ),
    "reach": ("local_total_tco2e", ("buildings", "transport", "agriculture", "circular", "forest")),
}  # fmt: skip
# What stands for a sector that is not stated as a whole. A whole and its parts are never both counted.
PARTS = {
    "direct_buildings": ("direct_buildings_commercial", "direct_buildings_residential"),
    "indirect_buildings": (
        "indirect_electricity", "indirect_heat_commercial", "indirect_heat_residential",
    ),
    "indirect_electricity": ("indirect_electricity_commercial", "indirect_electricity_residential"),
}  # fmt: skip


@dataclass(frozen=True)
class View:
    """Lines that are added up together, by their addresses."""

    name: str
    title: str
    addresses: tuple[str, ...]


def book_title(choice: Choice, sources: showing.Sources) -> str:
    """What a book is called: its year, and what tells it from other books of that year."""
    year = period_words(choice.period, language=showing.language())
    day = ""
    if choice.moment is not None:
        day = period_words(timezone.localdate(choice.moment).isoformat(), language=showing.language())
    if choice.known_on is not None:
        day = period_words(choice.known_on.isoformat(), language=showing.language())
        return _("%(year)s, with the factors known on %(day)s") % {"year": year, "day": day}
    if choice.edition:
        return _("%(year)s, edition %(number)s (recorded on %(day)s)") % {
            "year": year, "number": choice.edition, "day": day,
        }  # fmt: skip
    if choice.source and choice.source in sources:
        return _("%(year)s after “%(document)s”") % {
            "year": year, "document": say(sources[choice.source].title),
        }  # fmt: skip
    return _("%(year)s, local guideline") % {"year": year} if choice.family == LOCAL else year


def views(before: Book, after: Book, *, categories: Sequence[Category]) -> tuple[View, ...]:
    """The views in which two books of one family have lines."""
    stated = {**before.lines, **after.lines}
    if before.choice.family == GPC:
        name = LINES[GPC][0]
        found = [
            View(view, title, tuple(f"{name}/{c.facet}" for c in categories if view in c.views))
            for view, title in zip(GPC_VIEWS, ("BASIC", "BASIC+", _("Territorial")), strict=True)
        ]
    else:
        titles = {
            "direct": _("Direct emissions"),
            "indirect": _("Indirect emissions"),
            "reach": _("Within the local government’s reach"),
        }
        found = [
            View(view, titles[view], _stated_sectors(f"{name}/", sectors, stated))
            for view, (name, sectors) in LOCAL_VIEWS.items()
        ]
    return tuple(view for view in found if any(address in stated for address in view.addresses))


def _stated_sectors(prefix: str, sectors: Sequence[str], stated: Mapping[str, object]) -> tuple[str, ...]:
    """The sectors that are stated, each as a whole or else by its parts."""
    found: list[str] = []
    for sector in sectors:
        if prefix + sector in stated:
            found.append(prefix + sector)
        else:
            found += _stated_sectors(prefix, PARTS.get(sector, ()), stated)
    return tuple(found)
