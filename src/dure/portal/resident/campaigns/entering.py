"""My entries: enter a photo in an event, see what became of it, decide what of it may be shown."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.resident_numbers import holds_resident_number
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.kernel.plans import read as plans
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.work import typed
from dure.portal.resident.acts.photos import Photo, take_photo
from dure.portal.resident.campaigns import choosing
from dure.portal.resident.campaigns.events import (
    PUBLIC,
    Entry,
    Event,
    Offered,
    enter,
    entries_of,
    events,
    find_event,
    has_prize,
    is_open,
    let_show,
    name_purpose,
    photo_purpose,
    take_back,
)
from dure.portal.resident.campaigns.mine import missions
from dure.portal.resident.evidence_form import PICTURES
from dure.portal.resident.mine import new_key
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.programmes import won
from dure.portal.resident.wallets.doing import KeyField
from dure.portal.showing import say


class EntryForm(forms.Form):
    """A photo with a line about it, and what of it may be shown."""

    key = KeyField()
    photo = forms.FileField(
        label=gettext_lazy("Photo"), widget=forms.FileInput(attrs={"accept": PICTURES}),
        help_text=gettext_lazy("JPEG, PNG, WebP or HEIC, at most 12 MB. Day, place and device are removed."),
    )  # fmt: skip
    says = forms.CharField(label=gettext_lazy("A line about it"), max_length=200)
    shows_photo = forms.BooleanField(
        label=gettext_lazy("If it wins, my photo and this line may be shown to everybody."), required=False
    )
    shows_name = forms.BooleanField(
        label=gettext_lazy("If it wins, my name may be shown to everybody."), required=False
    )
    taken: Photo

    def clean_says(self) -> str:
        """A line, and never somebody's number."""
        says = str(self.cleaned_data["says"]).strip()
        if holds_resident_number(says):
            raise forms.ValidationError(_("This looks like a resident registration number. It is not taken."))
        return says

    def clean_photo(self) -> object:
        """A photo that can be read."""
        sent = self.cleaned_data["photo"]
        if isinstance(sent, UploadedFile):
            try:
                self.taken = take_photo(sent.read())
            except ActRefused as error:
                raise forms.ValidationError(say(error.says)) from error
        return sent


@own
def event_list(request: HttpRequest, me: Resident) -> HttpResponse:
    """The events of my place, and whether I am chosen somewhere."""
    known = events(me.place.id)
    shown = choosing.choices(me.place.id, states=("shown",))
    shows = {
        "place": me.place,
        "events": [{**event_card(each), "is_open": is_open(each, on=me.today)} for each in known],
        "choices": [_chosen(each, me) for each in shown if me.party in each.chosen],
    }
    return framed(request, "resident/campaigns/events.html", shows, title=_("Proof-shot events"))


@own
def my_event(request: HttpRequest, me: Resident, number: str) -> HttpResponse:
    """One event: enter, or what became of my entry."""
    event = _event(me, number)
    mine = entries_of(event, party=me.party, states=("entered", "left_out"))
    if request.method == "POST" and request.POST.get("do") and mine:
        return _changed(request, me, event, mine[0])
    form: EntryForm | None = None
    if not mine and is_open(event, on=me.today):
        form = _form(request, me)
        if form.is_valid():
            try:
                enter(event, _offered(form), party=me.party, at=me.at)
            except ActRefused as error:
                form.add_error(None, say(error.says))
            else:
                messages.success(request, _("Entered. The jury sees your photo and line, not your name."))
                return redirect(request.path)
    shows = {
        **event_card(event), "place": me.place, "form": form, "forms": (form,) if form else (),
        "mine": _mine(event, mine[0], me) if mine else None, "keep_until": event.keep_until,
        "is_open": is_open(event, on=me.today), "in_jury": me.party in event.jury,
    }  # fmt: skip
    return framed(request, "resident/campaigns/my_event.html", shows, title=say(event.case.title),
                  status=422 if form and form.errors else 200)  # fmt: skip


@own
def my_photo(_request: HttpRequest, me: Resident, number: str) -> HttpResponse:
    """The photo I entered, as it is kept."""
    mine = entries_of(_event(me, number), party=me.party, states=("entered", "left_out"))
    picture = case_read.find_picture(mine[0].key) if mine else None
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/jpeg")


@own
def praise(request: HttpRequest, me: Resident, number: str) -> HttpResponse:
    """I am among those chosen: whether my name may be shown."""
    choice = choosing.find_choice(number)
    if choice is None or choice.case.state != "shown" or me.party not in choice.chosen:
        raise Http404
    if request.method == "POST":
        given = request.POST.get("agree") == "yes"
        choosing.let_show(choice, party=me.party, given=given, at=me.at)
        said = _("Your name is shown from now on.") if given else _("Your name is not shown any more.")
        messages.success(request, said)
    return redirect("my_events")


def event_card(event: Event) -> dict[str, Any]:
    """An event as everybody sees it."""
    kind = case_read.find_kind(event.case.kind)
    unit = _unit(event)
    return {
        "number": event.number, "title": say(event.case.title), "says": say(event.case.steps[0].says),
        "first": event.first, "last": event.last, "state_name": event.case.state,
        "state": say(kind.state_title(event.case.state)) if kind else "",
        "criteria": event.criteria, "jurors": len(event.jury),
        "prizes": [won(each, unit) for each in event.prizes],
    }  # fmt: skip


def _unit(event: Event) -> str:
    """The unit in which an event's prizes are paid."""
    programme = plans.find_programme(event.programme)
    return programme.unit if programme else ""


def _event(me: Resident, number: str) -> Event:
    event = find_event(number)
    if event is None or event.case.place != me.place.id or event.case.state not in PUBLIC:
        raise Http404(_("There is no such event here."))
    return event


def _form(request: HttpRequest, me: Resident) -> EntryForm:
    sent = request.method == "POST"
    return EntryForm(
        request.POST if sent else None, request.FILES if sent else None, initial={"key": new_key(me.at)}
    )


def _offered(form: EntryForm) -> Offered:
    said = form.cleaned_data
    return Offered(
        UUID(str(said["key"])), form.taken, typed(said["says"]), said["shows_photo"], said["shows_name"]
    )


def _changed(request: HttpRequest, me: Resident, event: Event, entry: Entry) -> HttpResponse:
    """Say what may be shown, or take the entry back."""
    if request.POST["do"] == "back":
        try:
            take_back(entry, party=me.party, at=me.at)
        except (ActRefused, cases.MoveRefused) as error:
            messages.error(request, say(error.says))
        else:
            messages.success(request, _("Your entry is taken back."))
    else:
        photo, name = (request.POST.get(each) == "on" for each in ("shows_photo", "shows_name"))
        let_show(event, party=me.party, photo=photo, name=name, at=me.at)
        messages.success(request, _("Noted. It holds from now on."))
    return redirect(request.path)


def _mine(event: Event, entry: Entry, me: Resident) -> dict[str, object]:
    """My entry: what became of it, and what of it may be shown."""
    agreed = {each.purpose for each in parties.consents_of(me.party) if each.given}
    kind = case_read.find_kind(entry.case.kind)
    rank, _total = event.ranks.get(entry.number, (0, 0.0))
    is_told = event.case.state == "awarded"
    return {
        "says": say(entry.case.steps[0].says),
        "state": say(kind.state_title(entry.case.state)) if kind else "",
        "why": say(entry.case.steps[-1].says) if entry.case.state == "left_out" else "",
        "has_photo": case_read.find_picture(entry.key) is not None,
        "rank": rank if is_told else 0, "wins": is_told and has_prize(event, entry),
        "shows_photo": photo_purpose(event.number) in agreed,
        "shows_name": name_purpose(event.number) in agreed,
        "may_take_back": entry.case.state == "entered" and event.case.state in ("open", "judging"),
    }  # fmt: skip


def _chosen(choice: choosing.Choice, me: Resident) -> dict[str, object]:
    agreed = parties.agreeing([me.party], purpose=choosing.purpose(choice.number))
    return {
        "number": choice.number, "title": say(choice.case.title), "first": choice.criteria.first,
        "last": choice.criteria.last, "agrees": me.party in agreed,
    }  # fmt: skip


urls: list[URLPattern | URLResolver] = [
    path("missions/", missions, name="my_missions"),
    path("events/", event_list, name="my_events"),
    path("events/<slug:number>/", my_event, name="my_event"),
    path("events/<slug:number>/photo.jpg", my_photo, name="my_event_photo"),
    path("praise/<slug:number>/", praise, name="my_praise"),
]
