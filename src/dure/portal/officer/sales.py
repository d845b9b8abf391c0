"""An act with allowances, claims or credits that waits: what it would move; approved by another person."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.portal.officer import claims, settling, sure, trading
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.two_people import KIND, Asked, act_of, key_of
from dure.portal.officer.work import Work, office, typed, work_at
from dure.portal.showing import say


@office
def sale(request: HttpRequest, number: str) -> HttpResponse:
    """What was filed: every movement it would make, approved or sent back by another person."""
    case = case_read.find_case(f"{KIND}/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        move = request.POST.get("move", "")
        try:
            _take(work, case, move=move, says=typed(form.cleaned_data["says"]))
        except (cases.MoveRefused, ActRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        except sure.Moved:
            form.add_error(None, _("The books moved at this moment, so nothing was recorded. Look again."))
        else:
            messages.success(request, _("Approved and posted.") if move == "approve" else _("Sent back."))
            return redirect(request.path)
    return _shown(request, work, case_read.find_case(case.id) or case, form=form)


def _asked(case: case_read.Case) -> Asked:
    """What the case asks for: each desk knows its own letters."""
    letter = case_read.letters(case.id)[0]
    if letter["act"] in claims.ACTS:
        return claims.asked_of(case.place, letter)
    if letter["act"] == settling.SETTLE:
        return settling.asked_of(case.place, letter)
    return trading.asked_of(case.place, letter)


def _shown(request: HttpRequest, work: Work, case: case_read.Case, *, form: SaysForm) -> HttpResponse:
    """The page of a case: what it would move as the books stand now, while it waits."""
    kind = case_read.find_kind(case.kind)
    assert kind is not None
    refused, what = "", []
    if case.state == kind.opens:
        asked = _asked(case)
        try:
            what = asked.told(asked.legs())
        except ActRefused as error:
            refused = say(error.says)
    is_claim = case_read.letters(case.id)[0]["act"] in (*claims.ACTS, settling.SETTLE)
    shows = {
        "what": what,
        "refused": refused,
        "desk_href": reverse("work_claims" if is_claim else "work_allowances", kwargs={"place": case.place}),
        "desk_title": _("Claims and credits") if is_claim else _("Allowance desk"),
    }
    return case_page(request, "officer/sale.html", shows, case=case, work=work, form=form)


def _take(work: Work, case: case_read.Case, *, move: str, says: Text) -> None:
    """Take the step; approving also moves tonnes and won, both or neither."""
    letter = case_read.letters(case.id)[0]
    with transaction.atomic():
        cases.take(case.id, move=move, by=work.actor, at=work.at, says=says)
        if move == "approve":
            asked = _asked(case)
            act = act_of(work, letter, key=key_of(case.id, on=letter["on"]))
            asked.done(act, asked.legs())
