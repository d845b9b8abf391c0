"""Which acts are looked at, for everybody to check: each month's commitment, and its secret once it is over.

Whoever knows how an act of theirs is called can draw again and see that nobody was picked on.
"""

from datetime import date, timedelta

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.pages import Crumb, Page
from dure.portal.resident.acts import sampling
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say

MONTHS = 12
HEADER = ("month", "commitment", "secret")


def sampled(_request: HttpRequest, place: str) -> Page:
    """The commitments of the last months, the secrets of those that are over, and how the draw goes."""
    found = place_or_404(place)
    if "citizen_actions" not in found.systems:
        raise Http404(_("This place has no programmes for residents."))
    rows = draws(place, today=timezone.localdate())
    back = Crumb(_("Programmes"), reverse("programmes", kwargs={"place": place}))
    return Page(
        template="resident/sampled.html",
        crumbs=crumbs(found, back, Crumb(_("Which acts are looked at"))),
        shows={"place": found, "place_title": say(found.title), "table": _table(rows)},
        data={"place": place, "months": [dict(zip(HEADER, row, strict=True)) for row in rows]},
        header=HEADER,
        rows=rows,
    )


def draws(place: str, *, today: date) -> list[tuple[str, str, str]]:
    """The last months, this one first: month, commitment, and the secret; empty while it is in use."""
    first, found = today.replace(day=1), []
    for _month in range(MONTHS):
        month = f"{first:%Y-%m}"
        over = month < f"{today:%Y-%m}"
        secret = sampling.month_key(place, month=month).hex() if over else ""
        found.append((month, sampling.commitment(place, month=month), secret))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def _table(rows: list[tuple[str, str, str]]) -> Table:
    return Table(
        caption=_("Commitments and secrets"),
        columns=(Column(_("Month")), Column(_("Commitment")), Column(_("Secret, once the month is over"))),
        rows=tuple(
            (Cell(text=month), Cell(text=told), Cell(text=secret or _("in use")))
            for month, told, secret in rows
        ),
    )
