"""The jury's page: photos and lines without names, and a score for each criterion."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as people
from dure.kernel.things import read as things
from dure.portal.officer.work import office, page
from dure.portal.resident.acts.conflicts import close_to
from dure.portal.resident.campaigns.events import (
    HIGHEST,
    LOWEST,
    Entry,
    Event,
    entries_of,
    find_entry,
    find_event,
)
from dure.portal.resident.campaigns.jury import score
from dure.portal.showing import say


@office
def judge(request: HttpRequest, number: str) -> HttpResponse:
    """Every entry that this member may score, with their own scores; whose they are stands nowhere."""
    event, juror = _seat(request, number)
    at = timezone.now()
    if request.method == "POST":
        entry = find_entry(request.POST.get("entry", ""))
        scores = tuple(_number(request.POST.get(f"c{n}", "")) for n in range(len(event.criteria)))
        try:
            if entry is None:
                raise Http404
            score(event, entry, juror=juror, scores=scores, at=at)
        except cases.MoveRefused as error:
            messages.error(request, say(error.says))
        else:
            messages.success(request, _("Noted. You may change it until the judging ends."))
        return redirect(request.path + (f"#e-{entry.number}" if entry else ""))
    near = close_to(juror, on=timezone.localdate(at))
    entries = entries_of(event)
    mine = [entry for entry in entries if entry.party not in near]
    shows = {
        "number": number, "says": say(event.case.steps[0].says), "is_judging": event.case.state == "judging",
        "entries": [_shown(entry, event, juror) for entry in mine],
        "left": sum(juror not in entry.scores for entry in mine), "closed": len(entries) - len(mine),
        "marks": range(LOWEST, HIGHEST + 1), "last": event.last,
    }  # fmt: skip
    place = things.find_place(event.case.place)
    return page(request, "officer/campaigns/jury.html", shows, title=say(event.case.title), place=place)


@office
def photo(request: HttpRequest, number: str, entry: str) -> HttpResponse:
    """The photo of an entry for a member of the jury who may score it; that they looked is written down."""
    event, juror = _seat(request, number)
    shown, at = find_entry(entry), timezone.now()
    if shown is None or shown.event != number or shown.party in close_to(juror, on=timezone.localdate(at)):
        raise Http404
    people.record_look(viewer=juror, subject=shown.party, what=f"photo of entry {entry}", at=at)
    picture = case_read.find_picture(shown.key) if event.case.state == "judging" else None
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/jpeg")


def _seat(request: HttpRequest, number: str) -> tuple[Event, str]:
    """The event and the member of its jury who is signed in; nobody else finds the page."""
    event, who = find_event(number), parties.party_of(request.user.pk)
    if event is None or who is None or who.id not in event.jury or event.case.state == "filed":
        raise Http404(_("You are in no jury of such an event."))
    return event, who.id


def _shown(entry: Entry, event: Event, juror: str) -> dict[str, object]:
    own = entry.scores.get(juror, (0,) * len(event.criteria))
    return {
        "number": entry.number, "says": say(entry.case.steps[0].says), "is_scored": juror in entry.scores,
        "criteria": [(f"c{n}", each.name, own[n]) for n, each in enumerate(event.criteria)],
    }  # fmt: skip


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 3 else 0
