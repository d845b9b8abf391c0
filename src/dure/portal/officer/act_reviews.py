"""Acts that a person looks at before they are paid: the queue, one act with what shows it, the decision."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import write as parties
from dure.kernel.plans import read as plans
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.act_reviews import facts, has_picture, late_words, picture_of
from dure.portal.resident.acts.conflicts import conflict
from dure.portal.resident.acts.deciding import decide, needs_two, told_of
from dure.portal.resident.acts.holding import KIND
from dure.portal.resident.campaigns.telling import tell_missions
from dure.portal.resident.evidence_form import evidence_word
from dure.portal.resident.programmes import won
from dure.portal.showing import say

MOST = 200
RECENT = timedelta(days=30)
# After these an act counts.
PAID = ("approve", "grant")
PILES = ("waiting", "second", "appealed", "back_asked")


@office
def queue(request: HttpRequest, place: str) -> HttpResponse:
    """Everything that waits for a look, the oldest first; what is one's own is counted, not shown."""
    work = work_at(request, place)
    kind = case_read.find_kind(KIND)
    found = case_read.cases(place=place, kind=KIND, states=PILES, limit=MOST) if kind else ()
    today = timezone.localdate(work.at)
    mine = {
        case.id
        for case in found
        if conflict(case, reviewer=work.actor.party, move="approve", on=today) is not None
    }
    told = case_read.letters_of(case.id for case in found)
    piles = []
    for state in PILES:
        rows = [case for case in reversed(found) if case.state == state and case.id not in mine]
        if kind and rows:
            title = say(kind.state_title(state))
            piles.append({"title": f"{title} ({len(rows)})", "table": _table(title, rows, told)})
    shows = {
        "piles": piles,
        "own": len(mine),
        "lead": _("Their reward is held until somebody has looked."),
    }
    return page(request, "officer/act_reviews.html", shows, title=_("Acts to look at"), place=work.place)


@office
def review(request: HttpRequest, number: str) -> HttpResponse:
    """One act: why somebody looks, what shows it, and what is decided. That one looked is written down."""
    case = _case(number)
    work = work_at(request, case.place)
    _look(work, case, what=f"act {number}")
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        move = request.POST.get("move", "")
        try:
            decide(case.id, move=move, by=work.actor, at=work.at, says=typed(form.cleaned_data["says"]))
        except (cases.MoveRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            if move in PAID:
                tell_missions(case.subject, place=case.place, at=work.at)
            messages.success(request, _done(move))
            if (late := late_words(case)) and move in {"approve", "grant"}:
                messages.info(request, late)
            return redirect("work_acts", place=case.place)
    found = case_read.find_case(case.id) or case
    against = conflict(found, reviewer=work.actor.party, move="approve", on=timezone.localdate(work.at))
    shows = {
        "why": say(found.steps[0].says),
        "what": _what(found, work=work),
        "photo_href": reverse("work_act_photo", kwargs={"number": number})
        if against is None and has_picture(found)
        else "",
    }
    if against is not None:
        return _closed(request, found, work=work, says=say(against))
    return case_page(request, "officer/act_review.html", shows, case=found, work=work, form=form)


@office
def photo(request: HttpRequest, number: str) -> HttpResponse:
    """The photo of an act for whoever decides about it; that one looked is written down."""
    case = _case(number)
    work = work_at(request, case.place)
    if conflict(case, reviewer=work.actor.party, move="approve", on=timezone.localdate(work.at)) is not None:
        raise Http404
    _look(work, case, what=f"photo of act {number}")
    return picture_of(case)


def _closed(request: HttpRequest, case: case_read.Case, *, work: Work, says: str) -> HttpResponse:
    """A case that this reader must not look into: nothing of it but why."""
    kind = case_read.find_kind(case.kind)
    shows = {"state": say(kind.state_title(case.state)) if kind else "", "why": says, "what": []}
    return page(request, "officer/act_review.html", shows, title=_("An act"), place=work.place)


def _case(number: str) -> case_read.Case:
    case = case_read.find_case(f"{KIND}/{number}")
    if case is None:
        raise Http404
    return case


def _look(work: Work, case: case_read.Case, *, what: str) -> None:
    parties.record_look(viewer=work.actor.party, subject=case.subject, what=what, at=work.at)


def _what(case: case_read.Case, *, work: Work) -> list[tuple[str, str]]:
    told = told_of(case)
    programme = plans.find_programme(told["programme"])
    exhibit = case_read.find_exhibit(_key(case))
    own = case_read.told_since(case.subject, since=work.at - RECENT)
    rows = [
        (_("Programme"), say(programme.title) if programme else told["programme"]),
        *facts(told),
        (_("What shows it"), evidence_word(told["evidence"])),
        (_("Number of the receipt"), told["event"]),
        (_("Shop"), exhibit.shop if exhibit else ""),
        (_("What the meter shows"), exhibit.said if exhibit else ""),
        (_("Told"), f"{timezone.localtime(case.opened_at):%Y-%m-%d %H:%M}"),
        (_("Acts of this person in 30 days"), str(own)),
        (_("How many look"), _("two people") if needs_two(case) else _("one person")),
    ]
    return [(term, says) for term, says in rows if says]


def _table(title: str, rows: list[case_read.Case], told: Mapping[str, tuple[dict[str, str], ...]]) -> Table:
    return Table(
        caption=title,
        columns=(
            Column(_("Act")),
            Column(_("Day")),
            Column(_("What shows it")),
            Column(_("Reward"), numeric=True),
            Column(_("Why somebody looks")),
        ),
        rows=tuple(
            (
                Cell(text=say(case.title), href=reverse("work_act", kwargs={"number": _number(case)})),
                Cell(text=told[case.id][0]["day"]),
                Cell(text=evidence_word(told[case.id][0]["evidence"])),
                Cell(text=won(int(told[case.id][0]["paid"]), told[case.id][0]["unit"])),
                Cell(text=say(case.steps[0].says)),
            )
            for case in rows
        ),
        caption_hidden=True,
    )


def _done(move: str) -> str:
    words = {
        "approve": _("Approved. The reward has been paid."),
        "pass_on": _("Passed on. Another person looks as well."),
        "refuse": _("Not approved. Whoever acted reads your reason and may appeal."),
        "ask_back": _("Filed. Another person decides whether it is taken back."),
        "claw_back": _("Taken back. Whoever acted reads your reason and may appeal."),
        "strike": _("Taken back, and the event may be told anew. Whoever acted reads your reason."),
        "leave": _("Left as it is."),
        "grant": _("Granted. The reward has been paid."),
        "uphold": _("The decision stays."),
    }
    return words.get(move, "")


def _number(case: case_read.Case) -> str:
    return case.id.partition("/")[2]


def _key(case: case_read.Case) -> UUID:
    return UUID(hex=_number(case))
