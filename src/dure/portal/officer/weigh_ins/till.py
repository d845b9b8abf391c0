"""The till of an exchange: what is in it, what was paid today, filling it by two people, closing the day."""

import contextlib
import hashlib

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.portal.officer import sure
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.stores.editing import kept
from dure.portal.officer.stores.rights import Keeping, keeping
from dure.portal.officer.trading_forms import WholeField
from dure.portal.officer.weigh_ins.weighing import points_of
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.resident.wallets.words import Units, amount_words, known_units, unit_title
from dure.portal.resident.waste.present import now_at, present
from dure.portal.resident.weigh_ins import tills
from dure.portal.resident.weigh_ins.weighing import SAYS
from dure.portal.showing import say

KIND = "till_filling"
ROWS = 50


class FillForm(forms.Form):
    """How much of what should be put into the till."""

    token = forms.CharField(widget=forms.HiddenInput)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"))
    amount = WholeField(label=gettext_lazy("How much"), max_length=12)

    def clean_amount(self) -> int:
        """An amount above zero and within reach."""
        amount = self.cleaned_data["amount"] or 0
        if not 0 < amount <= tills.MOST_KRW:
            raise forms.ValidationError(_("Give a whole number above zero. Look at the unit again."))
        return int(amount)


class CloseForm(forms.Form):
    """What was counted in the till."""

    counted = WholeField(label=gettext_lazy("Counted in the till, in won"), max_length=12)


@kept
def till(request: HttpRequest, place: str, store: str) -> HttpResponse:
    """What is in the till, what was paid, and the day's closing."""
    held = keeping(request, place, store)
    seen = present(held.place, now_at(held.place))
    do = request.POST.get("do", "")
    points, units = points_of(place, seen), known_units()
    fill = FillForm(request.POST if do == "fill" else None, initial={"token": sure.token(request)})
    choices = [tills.KRW, *([points.unit] if points.unit else [])]
    fill.fields["unit"].choices = [(unit, unit_title(unit, units=units)) for unit in choices]  # type: ignore[attr-defined]
    close = CloseForm(request.POST if do == "close" else None)
    if fill.is_valid() and held.is_officer:
        case = _file(held, store, fill)
        messages.success(request, _("Filed. The money moves once another person has approved it."))
        return redirect("work_till_filling", number=case.partition("/")[2])
    if close.is_valid() and _closed(request, held, store, close):
        return redirect(request.path)
    shows = {
        "store": store, "name": say(held.thing.name), "fill": fill if held.is_officer else None,
        "close": close, "forms": (fill, close),
        "held": [amount_words(ledgers.balance(place, path=tills.till_of(store), unit=unit), unit, units=units)
                 for unit in choices],
        "closing": tills.closing_on(place, store=store, day=timezone.localdate(held.at)),
        "rows": [_row(row, unit, units) for unit in choices
                 for row in ledgers.last_rows(place, path=tills.till_of(store), unit=unit, limit=ROWS)],
        "waiting": [(say(case.title), _href(case.id))
                    for case in case_read.cases(place=place, kind=KIND, states=("filed",))],
        "weigh_href": reverse("work_weigh_in", kwargs={"place": place, "store": store}),
    }  # fmt: skip
    wrong = fill.errors or close.errors
    return page(request, "officer/till.html", shows, title=_("The till"), place=held.place,
                status=422 if wrong else 200)  # fmt: skip


@office
def filling(request: HttpRequest, number: str) -> HttpResponse:
    """Money for a till that waits for another person; approving moves it."""
    case = case_read.find_case(f"{KIND}/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _take(work, case, move=request.POST.get("move", ""), form=form)
        except (cases.MoveRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, _("Done."))
            return redirect(request.path)
    found = case_read.find_case(case.id) or case
    letter = case_read.letters(case.id)[0]
    amount = amount_words(int(letter["amount"]), letter["unit"], units=known_units())
    shows = {"what": [(_("The till"), letter["store"]), (_("Amount"), amount)]}
    return case_page(request, "officer/funding.html", shows, case=found, work=work, form=form)


def _take(work: Work, case: case_read.Case, *, move: str, form: SaysForm) -> None:
    letter, words = case_read.letters(case.id)[0], str(form.cleaned_data["says"]).strip()
    with transaction.atomic():
        cases.take(case.id, move=move, by=work.actor, at=work.at, says=Text(words, words))
        if move == "approve":
            tills.fill(
                case.place, store=letter["store"], unit=letter["unit"], amount=int(letter["amount"]),
                case=case.id, at=work.at,
            )  # fmt: skip


def _file(held: Keeping, store: str, form: FillForm) -> str:
    said = form.cleaned_data
    mark = f"{held.thing.id} {held.party} {said['unit']} {said['amount']} {said['token']}"
    name = held.thing.name
    opening = cases.Opening(
        id=f"{KIND}/{hashlib.sha256(mark.encode()).hexdigest()[:12]}", place=held.place.id, kind=KIND,
        title=Text(f"{name.ko} 돈통 채우기", f"Money for the till of {name.en or name.ko}"),
        on=timezone.localdate(held.at),
    )  # fmt: skip
    letter = {"store": store, "unit": said["unit"], "amount": str(said["amount"])}
    by = cases.Actor(held.party, "", frozenset({"officer"}))
    with contextlib.suppress(cases.AlreadyOpen):
        cases.open_case(opening, by=by, at=held.at, letters=[letter])
    return opening.id


def _closed(request: HttpRequest, held: Keeping, store: str, form: CloseForm) -> bool:
    try:
        done = tills.close(
            held.place.id, store=store, counted_krw=form.cleaned_data["counted"] or 0, at=held.at
        )
    except (ActRefused, posting.Refused) as error:
        form.add_error(None, say(error.says))
        return False
    told = {"gap": f"{abs(done.gap_krw):,}"}
    if not done.gap_krw:
        messages.success(request, _("Closed: the till holds what the book says."))
    elif done.gap_krw < 0:
        messages.warning(request, _("Closed: %(gap)s won are missing. The difference is in the book.") % told)
    else:
        messages.warning(request, _("Closed: %(gap)s won too many. The difference is in the book.") % told)
    return True


def _href(case: str) -> str:
    return reverse("work_till_filling", kwargs={"number": case.partition("/")[2]})


def _row(row: ledgers.LastRow, unit: str, units: Units) -> dict[str, object]:
    paid = say(row.says) == say(SAYS)
    kg = f" · {row.origin.split(' ')[2]} kg" if paid and row.origin.startswith("weigh-in ") else ""
    return {
        "at": timezone.localtime(row.recorded_at), "says": f"{say(row.says)}{kg}",
        "amount": amount_words(row.amount, unit, units=units),
    }  # fmt: skip
