"""What exchanges collected and paid, from the ledger, beside what documents state of jobs and kilograms."""

from datetime import date, datetime, time
from decimal import Decimal

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.ledgers import read as ledgers
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.present import now_at, present, waste_place
from dure.portal.resident.weigh_ins.weighing import BY_HAND, COLLECTED, WEIGHT_UNIT
from dure.portal.showing import figure_href, language, say, words

EXCHANGE_KIND = "village_exchange"
STATED = ("recycling_jobs", "recyclables_collected_kg")
HEADER = ("article", "title", "kg", "weigh_ins")
MOST = 1000


def recycling(request: HttpRequest, place: str) -> Page:
    """This year's kilograms by article, what was paid in cash, and where the exchanges are."""
    here = waste_place(place)
    seen = present(here, now_at(here))
    year = seen.today.year
    found = _collected(here.id, year=year)
    rows = [(article, seen.title(article), kg, count) for article, (kg, count) in sorted(found.items())]
    exchanges = [thing for thing in seen.in_room("store") if thing.kind == EXCHANGE_KIND]
    return Page(
        template="resident/waste/recycling.html",
        section="waste",
        crumbs=crumbs(
            here,
            Crumb(_("Zero waste"), reverse("zero_waste", kwargs={"place": here.id})),
            Crumb(_("Village recycling")),
        ),
        shows={
            "place": here,
            "place_title": say(here.title),
            "year": year,
            "table": _table(rows),
            "total": f"{sum((kg for _a, _t, kg, _c in rows), Decimal(0)):,}",
            "weigh_ins": sum(count for _a, _t, _k, count in rows),
            "paid": f"{_paid(here.id, year=year):,}",
            "exchanges": [
                (
                    say(each.name),
                    reverse("store", kwargs={"place": here.id, "store": each.id.rpartition("/")[2]}),
                )
                for each in exchanges
            ],
            "stated": [_beside(figure) for figure in observations.figures(here.id, addresses=STATED)],
        },
        data={
            "place": here.id,
            "year": year,
            "collected_kg": {article: str(kg) for article, _title, kg, _count in rows},
        },
        header=HEADER,
        rows=[(article, title, f"{kg:f}", count) for article, title, kg, count in rows],
    )


def _collected(place: str, *, year: int) -> dict[str, tuple[Decimal, int]]:
    """The kilograms and weigh-ins of each article in a year, all exchanges together."""
    found: dict[str, tuple[Decimal, int]] = {}
    paths = [each.path for each in ledgers.accounts(place, prefix=f"{COLLECTED}/", limit=MOST)]
    for row in ledgers.arrivals(place, paths=tuple(paths), unit=WEIGHT_UNIT, **_span(year)):
        kg, count = found.get(article := row.path.rpartition("/")[2], (Decimal(0), 0))
        found[article] = (kg + Decimal(row.amount) / 1000, count + 1)
    return found


def _paid(place: str, *, year: int) -> int:
    rows = ledgers.arrivals(place, paths=(BY_HAND,), unit="krw", **_span(year))
    return sum(row.amount for row in rows)


def _span(year: int) -> dict[str, datetime]:
    zone = timezone.get_default_timezone()
    first, after = (datetime.combine(date(each, 1, 1), time(), zone) for each in (year, year + 1))
    return {"happened_from": first, "happened_before": after}


def _beside(figure: Figure) -> dict[str, object]:
    kind = observations.kinds()[figure.address]
    return {
        "title": say(kind.title),
        "period": period_words(figure.period, language=language()),
        "value": words(figure, kind),
        "says": say(figure.note) if figure.note else "",
        "href": figure_href(figure),
        "mark": figure.mark if figure.mark == "synthetic" else "",
    }


def _table(rows: list[tuple[str, str, Decimal, int]]) -> Table:
    return Table(
        caption=_("What was collected"),
        columns=(Column(_("What")), Column("kg", numeric=True), Column(_("Weigh-ins"), numeric=True)),
        rows=tuple((Cell(text=title), Cell(value=kg), Cell(value=count)) for _slug, title, kg, count in rows),
        caption_hidden=True,
        empty=_("Nothing has been weighed in this year."),
    )
