"""The public balance of ice packs: what was brought, washed, handed over and lost, and whether it closes."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.things import read as things
from dure.kernel.things.read import Place
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.ice_packs import moving
from dure.portal.resident.ice_packs.balancing import Balance, Station, balance_of, flows
from dure.portal.resident.places import crumbs
from dure.portal.resident.waste.present import now_at, waste_place
from dure.portal.showing import figure_href, language, say

COLLECTOR_KIND = "ice_pack_collector"
STATED = ("ice_packs_collected", "ice_pack_locations")
HEADER = ("station", "title", "opening", "came_in", "left", "lost", "expected", "counted_less_expected",
          "sent_not_received")  # fmt: skip
FIRST_YEAR = 2000


def ice_packs(request: HttpRequest, place: str) -> Page:
    """The balance of a year, and what a document states beside what the ledger counts."""
    here = waste_place(place)
    today = now_at(here).date()
    year = _year(request, today)
    collectors = things.things(here.id, kind=COLLECTOR_KIND)
    titles = {each.id.rpartition("/")[2]: say(each.name) for each in collectors}
    since, before = _midnight(date(year, 1, 1)), _midnight(date(year + 1, 1, 1))
    balance = balance_of(here.id, collectors=list(titles), since=since, before=before)
    used = [one for one in balance.stations if _was_used(one)]
    names = {**titles, moving.WASH: _("Being washed"), moving.STORE: _("Washed, waiting")}
    return Page(
        template="resident/waste/ice_packs.html",
        section="waste",
        crumbs=crumbs(
            here,
            Crumb(_("Zero waste"), reverse("zero_waste", kwargs={"place": here.id})),
            Crumb(_("Ice packs")),
        ),
        shows={
            "place": here,
            "place_title": say(here.title),
            "year": year,
            "years": [one for one in range(today.year, today.year - 3, -1) if one != year],
            "collectors": len(collectors),
            "idle": len(collectors) - sum(one.name in titles for one in used),
            "balance": balance,
            "open_at": [names[name] for name in balance.open_at],
            "uncounted": [names[name] for name in balance.uncounted],
            "table": _table(used, names),
            "handed": [(name, f"{packs:,}") for name, packs in balance.handed_over.items()],
            "lost": [(say(moving.REASONS[name]), f"{packs:,}") for name, packs in balance.lost.items()],
            "stated": _stated(here),
        },
        data=_data(here, year, balance),
        header=HEADER,
        rows=[_line(one, names) for one in balance.stations],
    )


def _was_used(one: Station) -> bool:
    return bool(one.opening or one.came_in or one.left or one.expected or one.gap)


def _year(request: HttpRequest, today: date) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and FIRST_YEAR <= int(asked[:6]) <= today.year else today.year


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_default_timezone())


def _stated(here: Place) -> list[dict[str, object]]:
    """What documents state, each beside what the ledger has of the same time."""
    return [_beside(figure, here) for figure in observations.figures(here.id, addresses=STATED)]


def _beside(figure: Figure, here: Place) -> dict[str, object]:
    since, after = _midnight(figure.valid_from), _midnight(figure.valid_to)
    brought = sum(
        flow.packs
        for flow in flows(here.id)
        if flow.debit == moving.BROUGHT and since <= flow.happened_at <= after
    )
    locations = figure.address == STATED[1]
    count = len(things.things(here.id, kind=COLLECTOR_KIND)) if locations else brought
    value = "" if figure.value is None else f"{figure.value.normalize():,f}"
    return {
        "title": say(observations.kinds()[figure.address].title),
        "period": period_words(figure.period, language=language()),
        "value": value or _("unknown"),
        "says": figure.note and say(figure.note),
        "href": figure_href(figure),
        "ours": f"{count:,}",
        "locations": locations,
    }


def _table(used: Sequence[Station], names: dict[str, str]) -> Table:
    return Table(
        caption=_("Station by station"),
        columns=(
            Column(_("Station")), Column(_("At the beginning"), numeric=True),
            Column(_("Came in"), numeric=True), Column(_("Left"), numeric=True),
            Column(_("Lost"), numeric=True),
            Column(_("Should be there"), numeric=True), Column(_("Counted minus that"), numeric=True),
            Column(_("Sent, not received"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=names[one.name]), Cell(value=one.opening), Cell(value=one.came_in),
                Cell(value=one.left), Cell(value=one.lost), Cell(value=one.expected),
                Cell(text=_("not counted")) if one.gap is None else Cell(value=one.gap),
                Cell(value=one.lost_between),
            )
            for one in used
        ),
        caption_hidden=True,
        empty=_("Nothing has been recorded for this year."),
    )  # fmt: skip


def _line(one: Station, names: dict[str, str]) -> tuple[object, ...]:
    gap = "" if one.gap is None else one.gap
    return (one.name, names[one.name], one.opening, one.came_in, one.left, one.lost, one.expected, gap,
            one.lost_between)  # fmt: skip


def _data(here: Place, year: int, balance: Balance) -> dict[str, object]:
    return {
        "place": here.id,
        "year": year,
        "closes": balance.closes,
        "brought": balance.brought,
        "handed_over": dict(balance.handed_over),
        "lost": dict(balance.lost),
        "stations": [
            {
                "station": one.name, "opening": one.opening, "came_in": one.came_in, "left": one.left,
                "lost": one.lost, "expected": one.expected, "counted_less_expected": one.gap,
                "sent_not_received": one.lost_between,
            }
            for one in balance.stations
        ],
    }  # fmt: skip
