"""Who takes part, for everybody: how many have joined against the goal, by neighbourhood and age, and groups.

Counts stand as of the end of a month: whoever reads the page twice in a month learns nothing from the
difference. A small count is closed, and with it those that would give it away.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.engines.residents.small_cells import shown_counts
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.parties import read as parties
from dure.kernel.parties.read import Circles
from dure.portal import showing
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.progress import Progress
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.acts.ages import BANDS, OLDEST_BAND
from dure.portal.resident.people.groups import MEMBER, SORTS, sort_word
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import language, say

SMALLEST = 10
GOAL = "carbon_dieters"
# Neighbourhoods with fewer people, and people who did not say where they live.
ELSEWHERE = ""
AGES = (*(band for _below, band in BANDS), OLDEST_BAND)
Counts = Mapping[tuple[str, str], int | None]


@dataclass(frozen=True)
class Joined:
    """How many had joined by a day; None for what is closed."""

    on: date
    everybody: int | None
    cells: Counts
    areas: tuple[str, ...]
    circles: tuple[Circles, ...]


def participants(request: HttpRequest, place: str) -> Page:
    """How many take part in a place."""
    found = place_or_404(place)
    joined = joined_by(place, day=last_month_end(timezone.localdate()))
    goal = _goal(place)
    month = period_words(f"{joined.on:%Y-%m}", language=language())
    rows = [
        (area or "–", age or "all", "" if count is None else count)
        for (area, age), count in joined.cells.items()
    ]
    return Page(
        template="resident/people/participants.html",
        crumbs=crumbs(
            found, Crumb(_("Programmes"), reverse("programmes", kwargs={"place": place})),
            Crumb(_("Who takes part")),
        ),
        shows={
            "place": found, "place_title": say(found.title), "month": month, "smallest": SMALLEST,
            "everybody": joined.everybody, "goal": goal, "bar": _bar(joined, goal),
            "goal_href": showing.figure_href(goal) if goal else "",
            "table": _table(joined) if joined.areas else None, "circles": _circles(joined),
            "empty": None if joined.everybody else _empty(),
        },
        data={
            "place": place, "as_of": joined.on, "smallest_count": SMALLEST, "everybody": joined.everybody,
            "groups": [
                {"sort": c.sort, "groups": c.circles, "people": c.people if c.people >= SMALLEST else None}
                for c in joined.circles
            ],
        },
        header=("neighbourhood", "age", "people"),
        rows=rows,
    )  # fmt: skip


def last_month_end(today: date) -> date:
    """The last day of the month before.

    >>> last_month_end(date(2026, 3, 1))
    datetime.date(2026, 2, 28)
    """
    return today.replace(day=1) - timedelta(days=1)


def joined_by(place: str, *, day: date) -> Joined:
    """Who had joined a place by the end of a day, in counts that may be shown."""
    by = datetime.combine(day + timedelta(days=1), time(), timezone.get_default_timezone())
    everybody, agreed = parties.resident_counts(place, purpose="statistics", on=day, recorded_by=by)
    circles = parties.circle_counts(place, sorts=SORTS, member=MEMBER, on=day, recorded_by=by)
    cells, areas = open_cells(agreed)
    return Joined(day, everybody if everybody >= SMALLEST else None, cells, areas, circles)


def open_cells(agreed: Mapping[tuple[str, str], int]) -> tuple[Counts, tuple[str, ...]]:
    """The counts by neighbourhood and age that may be shown, with their totals (age ""), and the areas.

    Nothing where so few agreed to be counted, or where a small count would follow whatever is closed.
    """
    of_area: dict[str, int] = {}
    for (area, _age), count in agreed.items():
        of_area[area] = of_area.get(area, 0) + count
    large = sorted(area for area, count in of_area.items() if area and count >= SMALLEST)
    areas = (*large, ELSEWHERE)
    counts = {f"{area}|{age}": 0 for area in areas for age in AGES}
    for (area, age), count in agreed.items():
        counts[f"{area if area in large else ELSEWHERE}|{age}"] += count
    sums = [(f"{area}|", [f"{area}|{age}" for age in AGES]) for area in areas]
    sums += [(f"*|{age}", [f"{area}|{age}" for area in areas]) for age in AGES]
    sums += [("*|", [f"*|{age}" for age in AGES])]
    for total, parts in sums:
        counts[total] = sum(counts[part] for part in parts)
    if counts["*|"] < SMALLEST:
        return {}, ()
    try:
        shown = shown_counts(counts, sums=sums, smallest=SMALLEST).counts
    except ValueError:
        return {}, ()
    return {(name.partition("|")[0], name.partition("|")[2]): n for name, n in shown.items()}, areas


def _goal(place: str) -> Figure | None:
    """How many people are aimed at, where somebody states it."""
    stated = observations.figures(place, addresses=(GOAL,), marks=("target",))
    return max((f for f in stated if f.value is not None), key=lambda f: f.valid_from, default=None)


def _bar(joined: Joined, goal: Figure | None) -> Progress | None:
    if goal is None or goal.value is None or joined.everybody is None:
        return None
    return Progress(title=_("Joined, of the goal"), done=joined.everybody, total=int(goal.value))


def _table(joined: Joined) -> Table:
    """Neighbourhoods by age."""
    rows = [*((area, area or _("Elsewhere or not said")) for area in joined.areas), ("*", _("All"))]
    return Table(
        caption=_("People who agreed to be counted, by neighbourhood and age"),
        columns=(
            Column(_("Neighbourhood")), *(Column(age, numeric=True) for age in AGES),
            Column(_("All"), numeric=True),
        ),
        rows=tuple(
            (Cell(text=words), *(_cell(joined.cells[(area, age)]) for age in (*AGES, "")))
            for area, words in rows
        ),
        caption_hidden=True,
    )  # fmt: skip


def _cell(count: int | None) -> Cell:
    return Cell(text=_("closed")) if count is None else Cell(text=f"{count:,}")


def _circles(joined: Joined) -> Table | None:
    """Groups of each sort."""
    if not any(each.circles for each in joined.circles):
        return None
    return Table(
        caption=_("Groups"),
        columns=(Column(_("Groups")), Column(_("Number"), numeric=True), Column(_("People"), numeric=True)),
        rows=tuple(
            (
                Cell(text=sort_word(each.sort)),
                Cell(text=f"{each.circles:,}"),
                _cell(each.people if each.people >= SMALLEST or not each.people else None),
            )
            for each in joined.circles
        ),
        caption_hidden=True,
    )


def _empty() -> Empty:
    return Empty(
        title=_("Fewer than ten people so far"),
        says=_("Counts are shown from ten people on, as of the end of the month before."),
    )
