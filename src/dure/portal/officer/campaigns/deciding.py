"""One campaign at work: what it is, how it stands, and the step that moves money with it, both or neither."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import write as people
from dure.kernel.plans import read as plans
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.campaigns.desk import KINDS
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.work import Work, office, typed, work_at
from dure.portal.resident.acts.conflicts import close_to
from dure.portal.resident.campaigns import choosing, events, jury, missions, themes
from dure.portal.resident.campaigns.telling import tell_award, tell_chosen
from dure.portal.resident.campaigns.words import reward_words, size_word, wanted_words, who_word
from dure.portal.resident.programmes import won
from dure.portal.showing import say

Taker = Callable[[Work, case_read.Case, str, Text], None]


@office
def campaign(request: HttpRequest, kind: str, number: str) -> HttpResponse:
    """A campaign with its next steps."""
    case = case_read.find_case(f"{kind}/{number}")
    if case is None or kind not in (*KINDS, events.ENTRY):
        raise Http404
    work = work_at(request, case.place)
    if kind == events.ENTRY:
        people.record_look(viewer=work.actor.party, subject=case.subject, what=f"entry {number}", at=work.at)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        says = typed(form.cleaned_data["says"])
        try:
            TAKERS.get(kind, _take)(work, case, request.POST.get("move", ""), says)
        except (cases.MoveRefused, posting.Refused, ActRefused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, _("Recorded."))
            return redirect(request.path)
    found = case_read.find_case(case.id) or case
    shows = {
        "what": TOLD[kind](found), "entries": _entries(found) if kind == events.KIND else (),
        "photo": kind == events.ENTRY, "number": number,
        "jury_href": reverse("work_jury", kwargs={"number": number}) if kind == events.KIND else "",
    }  # fmt: skip
    return case_page(request, "officer/campaigns/campaign.html", shows, case=found, work=work, form=form)


@office
def photo(request: HttpRequest, number: str) -> HttpResponse:
    """The photo of an entry for an officer; that one looked is written down."""
    entry = events.find_entry(number)
    if entry is None:
        raise Http404
    work = work_at(request, entry.case.place)
    people.record_look(
        viewer=work.actor.party, subject=entry.party, what=f"photo of entry {number}", at=work.at
    )
    picture = case_read.find_picture(entry.key)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/jpeg")


def _take(work: Work, case: case_read.Case, move: str, says: Text) -> None:
    if move in ("score", "withdraw") and case.kind == events.ENTRY:
        raise cases.MoveRefused(Text("이 화면에서는 할 수 없습니다.", "This is not done on this page."))
    if case.kind == events.ENTRY and case.subject in close_to(
        work.actor.party, on=timezone.localdate(work.at)
    ):
        raise cases.MoveRefused(
            Text(
                "본인이나 같은 가구·모임 사람의 응모작은 뺄 수 없습니다. 다른 담당자가 처리해야 합니다.",
                "Nobody leaves out an entry of their own, their household or group. Another officer has to.",
            )
        )
    cases.take(case.id, move=move, by=work.actor, at=work.at, says=says)


def _take_event(work: Work, case: case_read.Case, move: str, says: Text) -> None:
    event = events.event_of(case, case_read.letters(case.id))
    if move == "shut":
        jury.shut(event, by=work.actor, at=work.at)
    elif move == "decide":
        jury.decide(event, by=work.actor, at=work.at)
    elif move == "award":
        tell_award(event, jury.award(event, by=work.actor, at=work.at), at=work.at)
    else:
        _take(work, case, move, says)


def _take_choice(work: Work, case: case_read.Case, move: str, says: Text) -> None:
    choice = choosing.choice_of(case, case_read.letters(case.id))
    if move == "reckon":
        choosing.choose(choice, by=work.actor, at=work.at)
    elif move == "show":
        choosing.show(choice, by=work.actor, at=work.at)
        tell_chosen(choice, at=work.at)
    else:
        _take(work, case, move, says)


TAKERS: dict[str, Taker] = {events.KIND: _take_event, choosing.KIND: _take_choice}


def _theme(case: case_read.Case) -> list[tuple[str, str]]:
    theme = themes.theme_of(case, case_read.letters(case.id))
    return [(_("Month"), theme.month), (_("What it is about"), say(theme.says))]


def _mission(case: case_read.Case) -> list[tuple[str, str]]:
    mission = missions.mission_of(case, case_read.letters(case.id))
    run = missions.run_of(mission)
    return [
        (_("Programme"), say(run.programme.title) if run else mission.programme),
        (_("Who does it"), who_word(mission.who)),
        (_("Days"), f"{mission.first} – {mission.last}"),
        (_("Acts"), ", ".join(wanted_words(mission, run))),
        (_("Size"), size_word(mission.size)),
        (_("Reward"), reward_words(mission, run)["words"]),
        *_about(case),
    ]


def _event(case: case_read.Case) -> list[tuple[str, str]]:
    event = events.event_of(case, case_read.letters(case.id))
    programme = plans.find_programme(event.programme)
    unit = programme.unit if programme else ""
    return [
        (_("Programme"), say(programme.title) if programme else event.programme),
        (_("Entries are taken"), f"{event.first} – {event.last}"),
        (_("Prizes"), ", ".join(won(each, unit) for each in event.prizes)),
        (_("Criteria"), ", ".join(f"{each.name} × {each.weight}" for each in event.criteria)),
        (_("Members of the jury"), str(len(event.jury))),
        *_about(case),
    ]


def _entry(case: case_read.Case) -> list[tuple[str, str]]:
    entry = events.find_entry(case.id.partition("/")[2])
    scored = len(entry.scores) if entry else 0
    alike = _("The photo is the same as one that somebody else sent, or nearly so.")
    return [
        (_("A line about it"), say(case.steps[0].says)),
        (_("Scored by"), str(scored)),
        *([(_("Look at this"), alike)] if entry and entry.alike else []),
    ]


def _choice(case: case_read.Case) -> list[tuple[str, str]]:
    choice = choosing.choice_of(case, case_read.letters(case.id))
    programme = plans.find_programme(choice.criteria.programme)
    rows = [
        (_("Programme"), say(programme.title) if programme else choice.criteria.programme),
        (_("Months"), f"{choice.criteria.first} – {choice.criteria.last}"),
        (_("At least so many days with an act"), str(choice.criteria.least_days)),
        (_("How many are chosen"), str(choice.criteria.most)),
    ]
    if choice.digest:
        rows += [
            (_("Reckoned for how many"), str(choice.people)), (_("Chosen"), str(len(choice.chosen))),
            (_("Digest of the list"), choice.digest),
        ]  # fmt: skip
    return rows


def _about(case: case_read.Case) -> list[tuple[str, str]]:
    says = say(case.steps[0].says)
    return [(_("What residents read about it"), says)] if says else []


def _entries(case: case_read.Case) -> list[dict[str, object]]:
    """The entries of an event in the order of their ranks by now, without a name."""
    event = events.event_of(case, case_read.letters(case.id))
    return [
        {
            "href": reverse("work_campaign", kwargs={"kind": events.ENTRY, "number": row.entry.number}),
            "says": say(row.entry.case.steps[0].says), "scored": len(row.entry.scores), "rank": row.rank,
            "total": f"{row.total:.2f}" if row.rank else "", "alike": row.entry.alike,
        }
        for row in jury.ranking(event, events.entries_of(event))
    ]  # fmt: skip


TOLD: dict[str, Callable[[case_read.Case], list[tuple[str, str]]]] = {
    themes.KIND: _theme, missions.KIND: _mission, events.KIND: _event, events.ENTRY: _entry,
    choosing.KIND: _choice,
}  # fmt: skip
