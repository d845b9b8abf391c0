"""Residents' acts in a city's claim: each month with the published edition that it is taken from."""

from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.plans import read as plans
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.resident import claims, holdings
from dure.portal.showing import language, say


def acts_table(book: holdings.Book) -> Table | None:
    """The months of residents' acts in the city's claim, each with the published edition it is taken from."""
    found = claims.acts_claimed(book)
    if not found:
        return None
    lang = language()
    titles = {name: _programme_words(name) for name in {each.programme for each in found}}
    return Table(
        caption=_("What acts of residents avoided, estimated, as it is claimed"),
        columns=(
            Column(_("Programme of acts")), Column(_("Month")), Column(_("Claimed"), numeric=True),
            Column(_("Taken from")),
        ),
        rows=tuple(
            (
                Cell(text=titles[each.programme]),
                Cell(text=period_words(each.month, language=lang)),
                Cell(value=Decimal(each.grams) / 1000, unit="kgco2e", decimals=3),
                Cell(text=_edition_words(each.edition), href=_totals_href(book.place, each)),
            )
            for each in found
        ),
    )  # fmt: skip


def _programme_words(name: str) -> str:
    found = plans.find_programme(name)
    return say(found.title) if found else name


def _edition_words(edition: int | None) -> str:
    if edition is None:
        return _("running total, not published yet")
    return _("published edition %(number)s") % {"number": edition}


def _totals_href(place: str, claim: claims.ActsClaim) -> str:
    return reverse("programme_totals", kwargs={"place": place, "programme": claim.programme})


def acts_data(book: holdings.Book) -> list[dict[str, object]]:
    """The same months for machines."""
    return [
        {"programme": c.programme, "month": c.month, "gco2e": c.grams, "edition": c.edition}
        for c in claims.acts_claimed(book)
    ]
