"""The officer's pages of machines: what to empty next, one machine with its keys, a deposit that waits."""

from collections.abc import Sequence
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import DeviceEvent
from dure.kernel.parties import read as parties
from dure.kernel.parties import write as writing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.machines.standing import NEARLY_FULL_PERCENT, Standing, machines_of, standings
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.machines.crediting import Deposit
from dure.portal.resident.machines.deciding import decide, deposit_of
from dure.portal.resident.machines.hearing import KIND
from dure.portal.resident.machines.keys import read_public
from dure.portal.resident.machines.saying import note_words, outcome_words
from dure.portal.resident.waste.present import Present, now_at, present, waste_place
from dure.portal.showing import say

ROWS = 50


class KeyForm(forms.Form):
    """A machine's public key, as PEM or base 64."""

    public = forms.CharField(
        label=gettext_lazy("Public key"), max_length=400,
        help_text=gettext_lazy("Ed25519, as PEM or base 64. The private half never leaves the machine."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def clean_public(self) -> str:
        """The key in the one way it is kept."""
        text = str(self.cleaned_data["public"])
        if "PRIVATE" in text:
            raise forms.ValidationError(
                _("A private key must not leave the machine. Make a new pair and paste the public half.")
            )
        kept = read_public(text)
        if kept is None:
            raise forms.ValidationError(_("This is no Ed25519 public key of 32 bytes."))
        return kept


@office
def machines(request: HttpRequest, place: str) -> HttpResponse:
    """Every machine of a place: broken ones first, then the fullest."""
    waste_place(place)
    work = work_at(request, place)
    found = standings(machines_of(place), at=work.at)
    waiting = case_read.cases(place=place, kind=KIND, states=("waiting",))
    shows = {
        "machines": [_shown(one, work) for one in found],
        "waiting": [{"title": say(case.title), "why": say(case.steps[0].says), "href": _href(case)}
                    for case in reversed(waiting)],
    }  # fmt: skip
    return page(request, "officer/machines/machines.html", shows, title=_("Machines"), place=work.place)


@office
def machine(request: HttpRequest, place: str, machine: str) -> HttpResponse:
    """One machine: its keys, to register, let end or revoke, and what it told last."""
    waste_place(place)
    work = work_at(request, place)
    thing = next((each for each in machines_of(place) if each.id == f"{place}/{machine}"), None)
    if thing is None:
        raise Http404(_("There is no such machine here."))
    form = KeyForm(request.POST if request.POST.get("do") == "register" else None)
    if request.method == "POST":
        if not work.may("officer"):
            messages.error(request, _("Keys are registered and revoked by an officer."))
            return redirect(request.path)
        if _acted(request, work, thing.id, form=form):
            return redirect(request.path)
    one = standings([thing], at=work.at)[0]
    seen = present(work.place, now_at(work.place))
    shows = {
        "one": _shown(one, work),
        "machine": thing.id,
        "form": form, "forms": (form,),
        "keys": [_key(key, one, work) for key in one.keys],
        "table": _table(observations.device_events([thing.id])[:ROWS], seen),
        "address": request.build_absolute_uri(reverse("machine_events")),
        "may": work.may("officer"),
    }  # fmt: skip
    status = 422 if form.errors else 200
    return page(request, "officer/machines/machine.html", shows, title=say(thing.name), place=work.place,
                status=status)  # fmt: skip


@office
def held_event(request: HttpRequest, number: str) -> HttpResponse:
    """A deposit that waits: why, what the machine said, and the decision. That one looked is written down."""
    case = case_read.find_case(f"{KIND}/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    deposit, told = deposit_of(case)
    if told["party"]:
        writing.record_look(
            viewer=work.actor.party, subject=told["party"], what=f"machine event {number}", at=work.at
        )
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        move, says = request.POST.get("move", ""), typed(form.cleaned_data["says"])
        try:
            done = decide(case, move=move, by=work.actor, at=work.at, says=says)
        except cases.MoveRefused as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, _("Decided. %(says)s") % {"says": say(done.says)})
            return redirect("work_machines", place=case.place)
    found = case_read.find_case(case.id) or case
    shows = {"why": say(found.steps[0].says), "what": _what(deposit, told, work)}
    return case_page(request, "officer/machines/event.html", shows, case=found, work=work, form=form)


def _acted(request: HttpRequest, work: Work, machine: str, *, form: KeyForm) -> bool:
    """Register a key, let one end with the change, or revoke one. False where the form is wrong."""
    by, at = work.actor.party, work.at
    known = {key.public: key for key in parties.signing_keys([machine])}
    ended = known.get(request.POST.get("key", ""))
    if request.POST.get("do") == "revoke" and ended is not None:
        writing.give_signing_key(machine, public=ended.public, since=ended.since, until=at, by=by, at=at)
        messages.success(request, _("Revoked. What was signed until now counts; what comes after does not."))
        return True
    if not form.is_valid():
        return False
    public = form.cleaned_data["public"]
    if public in known:
        form.add_error("public", _("This key was registered for this machine before. Make a new pair."))
        return False
    for key in known.values():
        if key.until is None:
            writing.give_signing_key(machine, public=key.public, since=key.since, until=at, by=by, at=at)
    writing.give_signing_key(machine, public=public, since=at, by=by, at=at)
    messages.success(
        request, _("Registered from now on. What was signed with the earlier key until now still counts.")
    )
    return True


def _shown(one: Standing, work: Work) -> dict[str, object]:
    """A machine in words."""
    heard = one.heard
    return {
        "title": say(one.thing.name),
        "mark": one.thing.mark,
        "href": reverse("work_machine", kwargs={"place": work.place.id, "machine": one.slug}),
        "fill": one.fill_percent,
        "fill_words": f"{one.fill_percent} %",
        "fill_at": one.fill_at,
        "nearly_full": one.fill_percent is not None and one.fill_percent >= NEARLY_FULL_PERCENT,
        "faults": [(event.what.partition("/")[2], event.happened_at) for event in one.faults],
        "heard_at": heard.last_heard if heard else None,
        "missing": heard.missing if heard else 0,
        "is_silent": one.is_silent,
        "has_key": bool(one.holding(work.at)),
    }


def _key(key: parties.SigningKeySeen, one: Standing, work: Work) -> dict[str, object]:
    return {
        "public": key.public,
        "since": timezone.localtime(key.since),
        "until": timezone.localtime(key.until) if key.until else None,
        "holds": key in one.holding(work.at),
    }


def _table(events: Sequence[DeviceEvent], seen: Present) -> Table:
    """What a machine told, the newest first."""
    return Table(
        caption=_("What it told last"),
        columns=(
            Column(_("Its number"), numeric=True),
            Column(_("When")),
            Column(_("What")),
            Column(_("How much")),
            Column(_("What became of it")),
        ),
        rows=tuple(_row(event, seen) for event in events),
        caption_hidden=True,
        empty=_("It has told nothing yet."),
    )


def _row(event: DeviceEvent, seen: Present) -> tuple[Cell, ...]:
    sort, _slash, about = event.what.partition("/")
    words = {
        "deposit": _("put in: %(what)s") % {"what": seen.title(about)},
        "fill": _("how full"),
        "emptied": _("emptied"),
        "fault": _("broken: %(what)s") % {"what": about},
        "mended": _("mended: %(what)s") % {"what": about},
    }
    amounts = {"fill": f"{event.amount} %", "deposit": str(event.amount)}
    notes = [say(note_words(note)) for note in event.notes]
    return (
        Cell(text=str(event.counter)),
        Cell(text=f"{timezone.localtime(event.happened_at):%Y-%m-%d %H:%M}"),
        Cell(text=words.get(sort, event.what)),
        Cell(text=amounts.get(sort, "")),
        Cell(text=" ".join([say(outcome_words(event.outcome)), *notes]).strip()),
    )


def _what(deposit: Deposit, told: dict[str, str], work: Work) -> list[tuple[str, str]]:
    seen = present(work.place, now_at(work.place))
    said, counted = (datetime.fromisoformat(told[name]) for name in ("said_at", "happened_at"))
    nobody = outcome_words(told["why_nobody"])
    return [
        (_("Machine"), deposit.machine),
        (_("Its number"), str(deposit.counter)),
        (_("Put in"), f"{seen.title(deposit.article)} × {deposit.items}"),
        (_("When, by the machine’s clock"), f"{timezone.localtime(said):%Y-%m-%d %H:%M}"),
        (_("When, by our clock"), f"{timezone.localtime(counted):%Y-%m-%d %H:%M}"),
        (_("For whom"), _("somebody who showed a code") if told["party"] else say(nobody)),
    ]


def _href(case: case_read.Case) -> str:
    return reverse("work_machine_event", kwargs={"number": case.id.partition("/")[2]})
