"""How many acts and people a programme had in its last whole month, with small groups closed; open to all."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.engines.residents.trial import PastActs
from dure.engines.suppression import withheld
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.acts import tariffs
from dure.portal.resident.acts.past import acts_in, last_month
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import language, say

# Nobody is counted in a group smaller than this.
SMALLEST = 10
ALL = ""
PROTECTION = Decimal(1)


@dataclass(frozen=True)
class Count:
    """The acts and people of one action, or of all; None where the group stays closed."""

    action: str
    title: str
    acts: int | None
    people: int | None


def programme_statistics(request: HttpRequest, place: str, programme: str) -> Page:
    """Acts and people by action, as a page and as open data."""
    found = place_or_404(place)
    today = timezone.localdate()
    run = next((r for r in tariffs.runs_at(place, on=today) if r.programme.name == programme), None)
    if run is None:
        raise Http404(_("This place has no such programme."))
    month = last_month(today)
    counts = counted(run, acts_in(run.place, run.programme, month=month))
    back = Crumb(_("Programmes"), reverse("programmes", kwargs={"place": place}))
    board = reverse("programme", kwargs={"place": place, "programme": programme})
    rows = [
        (month.name, one.action or "all", one.title, _open(one.acts), _open(one.people)) for one in counts
    ]
    return Page(
        template="resident/programme_statistics.html",
        crumbs=crumbs(found, back, Crumb(say(run.programme.title), board), Crumb(_("Statistics"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "title": say(run.programme.title),
            "month": period_words(month.name, language=language()),
            "table": _table(counts),
            "smallest": SMALLEST,
            "board": board,
        },
        data={
            "place": run.place,
            "programme": programme,
            "month": month.name,
            "smallest_group": SMALLEST,
            "counts": [
                {"action": one.action or "all", "acts": one.acts, "people": one.people} for one in counts
            ],
        },
        header=("month", "action", "title", "acts", "people"),
        rows=rows,
    )


def counted(run: ProgrammeRun, acts: PastActs) -> list[Count]:
    """The counts that may be shown: groups below ten are closed, and others that a total would tell."""
    everybody = len(np.unique(acts.person))
    number = dict(
        zip(acts.actions, np.bincount(acts.action, minlength=len(acts.actions)).tolist(), strict=True)
    )
    people = {
        name: len(np.unique(acts.person[acts.action == place])) for place, name in enumerate(acts.actions)
    }
    shut = _shut(people, number, everybody)
    titles = {action.name: say(action.title) for action in run.programme.actions}
    rows = [
        Count(
            name, titles.get(name, name), None if name in shut else number[name],
            None if name in shut else people[name],
        )
        for name in people
    ]  # fmt: skip
    closed = ALL in shut
    whole = Count(ALL, _("All acts"), None if closed else len(acts), None if closed else everybody)
    return [*rows, whole]


def _shut(people: dict[str, int], number: dict[str, int], everybody: int) -> frozenset[str]:
    """The names of what stays closed; ALL stands for the sum."""
    small = [name for name, count in people.items() if 0 < count < SMALLEST]
    if 0 < everybody < SMALLEST:
        return frozenset([*(name for name, count in number.items() if count), ALL])
    if not small:
        return frozenset()
    values = {name: Decimal(count) for name, count in number.items()} | {ALL: Decimal(sum(number.values()))}
    try:
        shut = withheld(values, sums={ALL: list(number)}, confidential=small, protection=PROTECTION)
    except ValueError:
        # Nothing else is there to hide it behind: the sum stays closed as well.
        return frozenset([*small, ALL])
    return frozenset(shut)


def _table(counts: list[Count]) -> Table:
    return Table(
        caption=_("Acts and people"),
        columns=(
            Column(_("Act")),
            Column(_("Acts"), numeric=True),
            Column(_("People who acted"), numeric=True),
        ),
        rows=tuple(
            (Cell(text=one.title), Cell(text=_shown(one.acts)), Cell(text=_shown(one.people)))
            for one in counts
        ),
        caption_hidden=True,
    )


def _shown(count: int | None) -> str:
    return _("not shown") if count is None else f"{count:,}"


def _open(count: int | None) -> object:
    return "closed" if count is None else count
