"""The desk of wallets: what waits, how the funds stand, what an officer may propose. Money takes two."""

import contextlib
import hashlib
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.parties import read as parties
from dure.portal.officer import sure
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.wallets.forms import CauseForm, DrawForm, FundForm, TakeBackForm, proposal
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.wallets import bank, cashing, draws, funds, paths, taking_back
from dure.portal.resident.wallets.moving import TAKE_BACK, Wallet
from dure.portal.resident.wallets.terms import MONEY, point_units, terms_of
from dure.portal.resident.wallets.words import Units, amount_words, known_units, unit_title
from dure.portal.showing import say

FUND_KIND = "wallet_fund"
WAITING = {
    cashing.KIND: ("filed", "checked", "approved"), FUND_KIND: ("filed",), "cause": ("filed", "open"),
    draws.KIND: ("filed", "open", "shut"), TAKE_BACK: ("filed", "appealed"), bank.FILE_KIND: ("made",),
}  # fmt: skip


@office
def wallets(request: HttpRequest, place: str) -> HttpResponse:
    """What waits, how the funds stand, and the forms to propose something."""
    work = work_at(request, place)
    units = known_units()
    own = _forms(request, work, units) if work.may("officer") else {}
    for kind, form in own.items():
        if form.is_bound and form.is_valid():
            case = FILERS[kind](work, form)
            if case:
                messages.success(request, _("Filed. It takes effect once another person has approved it."))
                return redirect(case_href(case))
    wrong = any(form.errors for form in own.values())
    shows = {
        "queues": _queues(place, units),
        "funds": [_fund(each, units) for each in funds.funds(place)],
        "forms": tuple(own.values()),
        "proposals": [(TITLES[kind](), form) for kind, form in own.items()],
        "may_pay": work.may("officer") and bool(_waiting_payments(place)),
    }
    return page(
        request,
        "officer/wallets.html",
        shows,
        title=_("Wallets"),
        place=work.place,
        status=422 if wrong else 200,
    )


@office
def make_file(request: HttpRequest, place: str) -> HttpResponse:
    """Put what is approved into one payment file."""
    work = work_at(request, place, "officer")
    if request.method == "POST":
        try:
            made = bank.make_file(place, by=work.actor, at=work.at)
        except (ActRefused, cases.MoveRefused) as error:
            messages.error(request, say(error.says))
        except cases.AlreadyOpen:
            messages.error(request, _("Somebody has just made this file."))
        else:
            return redirect("work_payment_file", number=made.number)
    return redirect("work_wallets", place=place)


def case_href(case: str) -> str:
    """The page of a case around wallets."""
    kind, _slash, number = case.partition("/")
    if kind == bank.FILE_KIND:
        return reverse("work_payment_file", kwargs={"number": number})
    return reverse("work_wallet_case", kwargs={"kind": kind, "number": number})


def _forms(request: HttpRequest, work: Work, units: Units) -> dict[str, forms.Form]:
    """The forms of the desk; the one that was sent is bound."""
    points = [(unit, unit_title(unit, units=units)) for unit in point_units()]
    money = [(unit, unit_title(unit, units=units)) for unit in MONEY]
    kinds: dict[str, tuple[type[forms.Form], list[tuple[str, str]]]] = {
        FUND_KIND: (FundForm, money), "cause": (CauseForm, []), draws.KIND: (DrawForm, points),
        TAKE_BACK: (TakeBackForm, [*points, *money]),
    }  # fmt: skip
    return {
        kind: proposal(
            made,
            request.POST if request.POST.get(f"{kind}-kind") == kind else None,
            kind=kind, token=sure.token(request), units=choices,
        )
        for kind, (made, choices) in kinds.items()
    }  # fmt: skip


def _number(work: Work, form: forms.Form) -> str:
    """The number of a case: the same form sent again is the same case."""
    said = "|".join(f"{name}={form.cleaned_data[name]}" for name in sorted(form.cleaned_data))
    return hashlib.sha256(f"{work.place.id} {work.account} {said}".encode()).hexdigest()[:12]


def _open(
    work: Work, kind: str, number: str, *, title: Text, says: Text, letter: dict[str, str], subject: str = ""
) -> str:
    opening = cases.Opening(
        id=f"{kind}/{number}", place=work.place.id, kind=kind, title=title, says=says,
        on=timezone.localdate(work.at), subject=subject, source="", locator="",
    )  # fmt: skip
    with contextlib.suppress(cases.AlreadyOpen):
        cases.open_case(opening, by=work.actor, at=work.at, letters=[letter])
    return opening.id


def _file_fund(work: Work, form: forms.Form) -> str:
    said, number = form.cleaned_data, _number(work, form)
    sponsor = said["sponsor"].strip()
    fund = paths.sponsored(number) if sponsor else paths.fund(said["unit"])
    title = Text(f"후원금: {sponsor}", f"Sponsor’s money: {sponsor}") if sponsor else funds.OWN
    letter = {"fund": fund, "unit": said["unit"], "amount": str(said["amount"]), "sponsor": sponsor}
    return _open(work, FUND_KIND, number, title=title, says=typed(said["says"]), letter=letter, subject=fund)


def _file_cause(work: Work, form: forms.Form) -> str:
    said = form.cleaned_data
    return _open(
        work, "cause", _number(work, form), title=typed(said["title"]), says=typed(said["says"]), letter={}
    )


def _file_draw(work: Work, form: forms.Form) -> str:
    said, number = form.cleaned_data, _number(work, form)
    if said["last_day"] < timezone.localdate(work.at):
        form.add_error("last_day", _("That day has passed."))
        return ""
    letter = draws.announced(
        place=work.place.id, unit=said["unit"], points_each=said["points_each"], prizes=said["prizes"],
        last_day=said["last_day"], word=said["word"].strip(), number=number,
    )  # fmt: skip
    return _open(
        work, draws.KIND, number, title=typed(said["title"]), says=typed(said["says"]), letter=letter
    )


def _file_take_back(work: Work, form: forms.Form) -> str:
    said = form.cleaned_data
    party = said["code"].strip()
    found = parties.find_party(party)
    if found is None or found.kind != "person" or found.place != work.place.id:
        form.add_error("code", _("No resident of this place has this number."))
        return ""
    terms = terms_of(work.place.id, (said["unit"],))
    wallet = Wallet(work.place.id, party, said["unit"], terms.last_day(said["unit"]))
    return taking_back.propose(
        wallet,
        points=said["amount"],
        says=typed(said["says"]),
        by=work.actor,
        token=said["token"],
        at=work.at,
    )


FILERS: dict[str, Callable[[Work, forms.Form], str]] = {
    FUND_KIND: _file_fund, "cause": _file_cause, draws.KIND: _file_draw, TAKE_BACK: _file_take_back,
}  # fmt: skip
TITLES: dict[str, Callable[[], str]] = {
    FUND_KIND: lambda: _("Money for exchanges"), "cause": lambda: _("A new cause"),
    draws.KIND: lambda: _("A new prize draw"), TAKE_BACK: lambda: _("Take points back"),
}  # fmt: skip


def _waiting_payments(place: str) -> tuple[case_read.Case, ...]:
    return case_read.cases(place=place, kind=cashing.KIND, states=("approved",), limit=1)


def _queues(place: str, units: Units) -> list[dict[str, object]]:
    """What waits, kind by kind, without a name."""
    kinds = case_read.kinds()
    found = case_read.cases(place=place, kinds=tuple(WAITING))
    waiting = [case for case in found if case.state in WAITING[case.kind]]
    letters = case_read.letters_of(case.id for case in waiting if case.kind == cashing.KIND)
    return [
        {
            "title": say(kinds[kind].title),
            "cases": [
                {
                    "href": case_href(case.id),
                    "title": amount_words(int(letters[case.id][0]["krw"]), "krw", units=units)
                    if kind == cashing.KIND
                    else say(case.title),
                    "state": say(kinds[kind].state_title(case.state)),
                    "on": timezone.localdate(case.opened_at),
                }
                for case in waiting
                if case.kind == kind
            ],
        }
        for kind in WAITING
        if kind in kinds and any(case.kind == kind for case in waiting)
    ]


def _fund(each: funds.Fund, units: Units) -> dict[str, object]:
    return {
        "title": unit_title(each.unit, units=units),
        "is_sponsors": each.path.startswith(f"{paths.SPONSORED}/"),
        "given": amount_words(each.given, each.unit, units=units),
        "left": amount_words(each.left, each.unit, units=units),
    }
