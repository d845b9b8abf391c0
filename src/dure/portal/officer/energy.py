"""The desk of energy points: readings of the utility brought in, a half-year reckoned, looked at, paid."""

import secrets
from datetime import date

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import read as parties
from dure.portal.blocks.progress import Progress
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.files import Grid, read_grid
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import allowed_moves, why_not
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.acts import tariffs
from dure.portal.resident.energy import importing, reckoning
from dure.portal.resident.energy.importing import Looked
from dure.portal.resident.energy.periods import find_half_year, half_year_of
from dure.portal.resident.energy.reckoning import Standing
from dure.portal.resident.energy.rules import PROGRAMME, UNIT, rules_of
from dure.portal.resident.findings import way
from dure.portal.resident.people.household import meter_word
from dure.portal.resident.programmes import budget_meter, won
from dure.portal.showing import language, say

SALT = "dure.energy.readings"
KEPT_S = 3600
PERIODS_OFFERED = 4
MISTAKES_SHOWN = 50
# A request takes so many pieces and leaves the rest to the next one.
PIECES_AT_ONCE = 5
# A file of readings is sent back with its look, so it has to stay small.
MOST_BYTES = 1024**2


class ReadingsForm(forms.Form):
    """A file of readings as the utility gives it."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("CSV or XLSX with customer number, kind, month and use; at most 1 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )  # fmt: skip


@office
def desk(request: HttpRequest, place: str) -> HttpResponse:
    """What stands of energy points here: rules, budget, readings, reckonings."""
    work = work_at(request, place)
    today = timezone.localdate(work.at)
    run = next((r for r in tariffs.runs_at(place, on=today) if r.programme.name == PROGRAMME), None)
    if run is None or run.place != place:
        raise Http404(_("This place does not run energy points itself."))
    form = ReadingsForm()
    if request.method == "POST" and request.POST.get("do") == "begin":
        if (case := _begin(request, work)) is not None:
            return redirect(_href(case))
        return redirect(request.path)
    stated = rules_of(place, on=today)
    shows = {
        "form": form,
        "may_work": work.may("officer"),
        "meter": budget_meter(run),
        "missing": stated.missing,
        "is_made_up": stated.is_made_up,
        "homes": len(parties.holders_in(place, role=importing.ROLE, on=today, limit=10**6)),
        "periods": _periods(today),
        "reckonings": [_row(case) for case in case_read.cases(place=place, kind=reckoning.KIND, limit=50)],
        "programme": PROGRAMME,
    }
    return page(request, "officer/energy.html", shows, title=_("Energy points"), place=work.place)


@office
def bring(request: HttpRequest, place: str) -> HttpResponse:
    """Readings brought in: first looked at with every bad row, then kept."""
    work = work_at(request, place, "officer")
    grid, sent = _sent(request)
    if grid is None:
        messages.error(
            request, _("Choose the file again: it is empty, above 1 MB, or was looked at an hour ago.")
        )
        return redirect("work_energy", place=place)
    if grid.wrong is not None:
        messages.error(request, " ".join(say(part) for part in grid.wrong))
        return redirect("work_energy", place=place)
    today = timezone.localdate(work.at)
    looked = importing.look(grid, meters=importing.meters_of(place, on=today), today=today)
    if "sure" in request.POST:
        count = importing.keep(looked.readings, at=work.at, chance=secrets.token_bytes)
        messages.success(request, _("%(count)s readings were kept.") % {"count": f"{count:,}"})
        return redirect("work_energy", place=place)
    shows = {
        "looked": looked, "good": len(looked.readings), "wrong": len(looked.mistakes), "sent": sent,
        "mistakes": _mistakes(looked) if looked.mistakes else None,
        "more": max(len(looked.mistakes) - MISTAKES_SHOWN, 0),
        "kinds": _kinds(looked) if looked.readings else None,
    }  # fmt: skip
    return page(request, "officer/energy_look.html", shows, title=_("Look at the readings"), place=work.place)


@office
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One reckoning: gather it, look, approve or send back, pay."""
    found = reckoning.find_reckoning(number)
    if found is None:
        raise Http404
    work = work_at(request, found.place)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            says = _done(work, found, request.POST.get("move", ""), form)
        except (ActRefused, cases.MoveRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, says)
            return redirect(request.path)
    return _case_page(request, reckoning.find_reckoning(number) or found, work=work, form=form)


def _case_page(request: HttpRequest, found: case_read.Case, *, work: Work, form: SaysForm) -> HttpResponse:
    kind = case_read.find_kind(found.kind)
    assert kind is not None
    stands = reckoning.standing(found)
    goes_on = found.state in {"gathering", "paying"}
    # The pieces are told by the bar; the way of the case names its decisions.
    told = type(found)(**{**vars(found), "steps": tuple(s for s in found.steps if s.move != "go_on")})
    shows = {
        "state": say(kind.state_title(found.state)),
        "what": _what(stands),
        "is_made_up": rules_of(found.place, on=stands.period.last).is_made_up,
        "progress": _progress(stands, found.state) if goes_on else None,
        "steps": way(told, kind, {}),
        "moves": [] if goes_on else allowed_moves(found, work=work, kind=kind),
        "why_not": "" if goes_on else _why_not(found, work=work, kind=kind),
        "may_go_on": work.may("officer"),
        "form": form,
        "forms": (form,),
    }
    status = 422 if form.errors else 200
    return page(
        request, "officer/energy_case.html", shows, title=say(found.title), place=work.place, status=status
    )


def _why_not(found: case_read.Case, *, work: Work, kind: case_read.Kind) -> str:
    waits = any(move.from_state == found.state for move in kind.moves)
    return why_not(found, work=work, kind=kind) if waits else ""


def _done(work: Work, found: case_read.Case, move: str, form: SaysForm) -> str:
    """Take the step; answers what to say of it."""
    if move == "go_on":
        for _piece in range(PIECES_AT_ONCE):
            found = reckoning.advance(found.id, by=work.actor, at=work.at, chance=secrets.token_bytes)
            if found.state not in {"gathering", "paying"}:
                break
        return {
            "filed": _("All is gathered. Another person looks and approves."),
            "paid": _("All is paid."),
        }.get(found.state, _("Gone on. There is more to do."))
    reckoning.decide(found, move=move, by=work.actor, at=work.at, says=typed(form.cleaned_data["says"]))
    return _("Approved. Press “Go on” to pay.") if move == "approve" else _("Sent back.")


def _begin(request: HttpRequest, work: Work) -> str | None:
    period = find_half_year(request.POST.get("period", ""))
    if period is None or not work.may("officer"):
        messages.error(request, _("Choose a half-year."))
        return None
    try:
        return reckoning.begin(work.place.id, period=period, by=work.actor, at=work.at).id
    except cases.AlreadyOpen:
        messages.error(request, _("Somebody has just begun this reckoning."))
    except (ActRefused, cases.MoveRefused) as error:
        messages.error(request, say(error.says))
    return None


def _sent(request: HttpRequest) -> tuple[Grid | None, str]:
    """The rows that were sent, as a file or as what was looked at; with what the look sends back."""
    if "looked" in request.POST:
        try:
            rows = signing.loads(request.POST["looked"], salt=SALT, max_age=KEPT_S)
        except signing.BadSignature:
            return None, ""
        return Grid(rows=tuple((line, tuple(cells)) for line, cells in rows)), request.POST["looked"]
    form = ReadingsForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["file"].size > MOST_BYTES:
        return None, ""
    grid = read_grid(form.cleaned_data["file"].read())
    return grid, signing.dumps(grid.rows, salt=SALT, compress=True)


def _mistakes(looked: Looked) -> Table:
    return Table(
        caption=_("Rows that cannot be kept"),
        columns=(Column(_("Line"), numeric=True), Column(_("What is wrong, and how to mend it"))),
        rows=tuple(
            (Cell(text=str(each.line)), Cell(text=say(each.says)))
            for each in looked.mistakes[:MISTAKES_SHOWN]
        ),
        caption_hidden=True,
    )


def _kinds(looked: Looked) -> Table:
    """How many readings of which month and kind: no household stands here."""
    counts: dict[tuple[str, str], int] = {}
    for each in looked.readings:
        counts[(each.month, each.meter)] = counts.get((each.month, each.meter), 0) + 1
    return Table(
        caption=_("Readings that can be kept"),
        columns=(
            Column(_("Month")), Column(_("Kind of energy or water")), Column(_("Readings"), numeric=True)
        ),
        rows=tuple(
            (
                Cell(text=period_words(month, language=language())),
                Cell(text=meter_word(meter)),
                Cell(text=f"{count:,}"),
            )
            for (month, meter), count in sorted(counts.items(), reverse=True)
        ),
        caption_hidden=True,
    )  # fmt: skip


def _periods(today: date) -> list[tuple[str, str]]:
    """The half-years that are over, the latest first."""
    found, period = [], half_year_of(today)
    for _n in range(PERIODS_OFFERED):
        period = period.before
        found.append((period.name, say(period.title)))
    return found


def _row(case: case_read.Case) -> dict[str, str]:
    kind = case_read.find_kind(case.kind)
    return {
        "title": say(case.title),
        "href": _href(case.id),
        "state": say(kind.state_title(case.state)) if kind else case.state,
    }


def _what(found: Standing) -> list[tuple[str, str]]:
    rows = [
        (_("Half-year"), say(found.period.title)),
        (_("Households that take part"), f"{found.homes:,}"),
    ]
    if reckoning.LINES in found.done:
        rows += [
            (_("Households that earn something"), f"{found.earning:,}"),
            (_("Points by the rules"), won(found.points, UNIT)),
            (_("Points under the most of the year"), won(found.due, UNIT)),
        ]
    if found.paid_homes:
        rows.append((_("Paid so far"), won(found.paid, UNIT)))
    return rows


def _progress(found: Standing, state: str) -> Progress:
    if state == "paying":
        return Progress(
            title=_("Households paid"), done=min(found.paid_homes, found.homes), total=found.homes
        )
    # Each household is looked at twice: for the participants' mean use, then for its own line.
    done = min(found.looked_at + found.reckoned, 2 * found.homes)
    return Progress(title=_("Households gathered, in two rounds"), done=done, total=2 * found.homes)


def _href(case: str) -> str:
    return reverse("work_energy_case", kwargs={"number": case.partition("/")[2]})
