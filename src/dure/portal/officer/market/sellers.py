"""A seller's statement month by month, their bank account, and asking for payment. Two people pay it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.portal.blocks.times import period_words
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.market.rights import Minding, minded, minding
from dure.portal.officer.wallets.desk import case_href
from dure.portal.officer.work import page
from dure.portal.pages import csv_answer
from dure.portal.resident.market import settling
from dure.portal.resident.market.settling import Statement
from dure.portal.resident.market.stalls import seen_in, slug_of
from dure.portal.resident.wallets.doing import CashForm, KeyField, new_key
from dure.portal.resident.wallets.words import amount_words, signed_words
from dure.portal.showing import language, say

KRW = "krw"
HEADER = ("row", "recorded_on", "amount_krw", "says_ko", "says_en", "origin")


def account_form(data: QueryDict | None = None) -> CashForm:
    """The bank account that a seller is paid to: the form of cash, with the holder's name."""
    form = CashForm(data)
    del form.fields["key"], form.fields["points"]
    name = forms.CharField(label=_("Name of the account’s holder"), max_length=40)
    form.fields = {"name": name, **form.fields}
    return form


class PayForm(forms.Form):
    """Asking for all that is owed, once."""

    key = KeyField()


@minded
def seller(request: HttpRequest, place: str, seller: str) -> HttpResponse:
    """What a seller is owed, and the way to be paid."""
    mine = minding(request, place, seller=seller)
    thing = next((each for each in seen_in(mine.place).in_room("seller") if slug_of(each) == seller), None)
    if thing is None:
        raise Http404(_("The market has no such seller."))
    sent = request.POST.get("do", "")
    account = account_form(request.POST if sent == "account" else None)
    pay = PayForm(request.POST if sent == "pay" else None, initial={"key": new_key(mine.at)})
    if (says := _done(place, seller, account, pay, mine=mine)) is not None:
        messages.success(request, says)
        return redirect(request.path)
    months = settling.months_of(place, seller=seller)
    month = request.GET.get("month", "")
    month = month if month in months else ""
    found = settling.statement(place, seller=seller, month=month)
    if request.GET.get("as") == "csv":
        return csv_answer(HEADER, _lines(found), name=f"{seller}.csv")
    return page(
        request,
        "officer/market/seller.html",
        {
            **_words(found),
            "name": say(thing.name),
            "mark": thing.mark,
            "months": [(each, period_words(each, language=language())) for each in months],
            "month": month,
            "has_account": settling.has_account(place, seller),
            "account": account,
            "pay": pay,
            "forms": (account, pay),
            "requests": _requests(place, seller, mine),
            "owed_now": settling.statement(place, seller=seller).closing_krw,
        },
        title=say(thing.name),
        place=mine.place,
        status=422 if account.errors or pay.errors else 200,
    )


def _done(place: str, seller: str, account: CashForm, pay: PayForm, *, mine: Minding) -> str | None:
    """Keep an account or ask for payment, where that was sent and is right."""
    form: forms.Form = account if account.is_bound else pay
    if not form.is_bound or not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        if form is account:
            number = f"{said['bank']} {said['account']}"
            settling.keep_account(place, seller=seller, name=said["name"], account=number, at=mine.at)
            return _("The account is kept, sealed.")
        asked = settling.ask_payment(place, seller=seller, key=said["key"], by=mine.actor, at=mine.at)
    except (ActRefused, cases.MoveRefused, posting.Refused) as error:
        form.add_error(None, say(error.says))
        return None
    return _("Asked for %(won)s. Two people look at it, then the bank pays.") % {
        "won": amount_words(asked.krw, KRW, units={})
    }


def _words(found: Statement) -> dict[str, object]:
    """A statement in words; the sums and the rows are the same rows."""
    sums = [
        (_("Owed at the beginning"), found.opening_krw), (_("Goods and bookings"), found.sold_krw),
        (_("Given back to buyers"), -found.back_krw), (_("Asked to be paid"), -found.asked_krw),
        (_("Owed at the end"), found.closing_krw),
    ]  # fmt: skip
    return {
        "sums": [(title, _signed(amount)) for title, amount in sums],
        "rows": [
            (timezone.localdate(row.recorded_at), say(row.says), _signed(row.amount))
            for row in reversed(found.rows)
        ],
    }


def _signed(amount: int) -> str:
    return signed_words(amount, KRW, units={}) if amount < 0 else amount_words(amount, KRW, units={})


def _requests(place: str, seller: str, mine: Minding) -> list[dict[str, object]]:
    kinds = case_read.kinds()
    found = settling.requests(place, sellers=(seller,))[seller]
    letters = case_read.letters_of(case.id for case in found)
    return [
        {
            "on": timezone.localdate(case.opened_at),
            "won": amount_words(int(letters[case.id][0]["krw"]), KRW, units={}),
            "state": say(kinds[case.kind].state_title(case.state)),
            "href": case_href(case.id) if mine.is_officer else "",
        }
        for case in found
    ]


def _lines(found: Statement) -> list[tuple[object, ...]]:
    return [
        (row.row, timezone.localdate(row.recorded_at), row.amount, row.says.ko, row.says.en, row.origin)
        for row in found.rows
    ]
