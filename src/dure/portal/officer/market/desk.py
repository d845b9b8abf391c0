"""The desk of a market: a code to look up, what waits, goods with stock; and one order, booking or loan."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.market.rights import Minding, minded, minding, seller_of
from dure.portal.officer.trading_forms import WholeField
from dure.portal.officer.work import page, typed
from dure.portal.resident.market import codes, deals, ending, lending
from dure.portal.resident.market.deals import Deal
from dure.portal.resident.market.lending import LOANS, Loan
from dure.portal.resident.market.paying import KRW
from dure.portal.resident.market.rules import rules_of
from dure.portal.resident.market.stalls import goods, seen_in, slug_of
from dure.portal.resident.market.words import left_words, paid_words, when, won
from dure.portal.resident.wallets.words import amount_words, known_units
from dure.portal.showing import say

Done = tuple[str, Callable[[], str]]


class BackForm(forms.Form):
    """What of an order comes back, why, and whether it can be sold again."""

    quantity = WholeField(label=gettext_lazy("How many come back"), max_length=4, initial="1")
    to_shelf = forms.BooleanField(label=gettext_lazy("It can be sold again"), required=False)
    says = forms.CharField(label=gettext_lazy("Why"), max_length=200)


@minded
def desk(request: HttpRequest, place: str) -> HttpResponse:
    """What waits today, and where to go from here."""
    mine = minding(request, place)
    code = request.GET.get("code", "").strip()[:20]
    if code:
        found = _by_code(place, code)
        if found is not None:
            return redirect(found)
        messages.error(request, _("No order, booking or loan that waits has this code. Look at it again."))
    shows = {**_waiting(place, mine), **_standing(place, mine), "minds_all": mine.minds_all()}
    return page(request, "officer/market/desk.html", shows, title=_("Joint market"), place=mine.place)


def _waiting(place: str, mine: Minding) -> dict[str, object]:
    """What waits to be handed out or to begin, and the books that are out or kept."""
    waiting = [each for each in deals.waiting(place) if mine.minds(each.seller)]
    loans = lending.open_loans(place) if mine.minds_all() else ()
    by_start = sorted(waiting, key=lambda each: each.start or mine.at)
    return {
        "orders": [_deal_row(each) for each in waiting if each.case.kind == deals.ORDER],
        "bookings": [_deal_row(each) for each in by_start if each.case.kind == deals.BOOKING],
        "lent": [_loan_row(each, mine) for each in loans if each.state == "lent"],
        "kept": [_loan_row(each, mine) for each in loans if each.state == "kept"],
    }


def _standing(place: str, mine: Minding) -> dict[str, object]:
    """Goods with their stock, sellers and books, each with the way to it."""
    seen = seen_in(mine.place)
    every = goods(seen, rules_of(place, on=seen.today))
    sellers = [each for each in seen.in_room("seller") if mine.minds(slug_of(each))]
    books = seen.in_room("book") if mine.minds_all() else ()
    return {
        "goods": [
            {
                "title": say(each.thing.name),
                "left": left_words(each.stock),
                "price": won(each.price_krw) if each.price_krw is not None else "",
                "href": reverse("work_market_good", kwargs={"place": place, "good": each.slug}),
            }
            for each in every
            if mine.minds(seller_of(each.thing))
        ],
        "sellers": [
            (
                say(each.name),
                reverse("work_market_seller", kwargs={"place": place, "seller": slug_of(each)}),
            )
            for each in sellers
        ],
        "books": [
            (say(each.name), reverse("work_market_book", kwargs={"place": place, "book": slug_of(each)}))
            for each in books
        ],
    }


@minded
def pass_on(request: HttpRequest, place: str) -> HttpResponse:
    """Pass kept books that nobody fetched on to the next in their queues."""
    mine = minding(request, place, whole=True)
    if request.method == "POST":
        rules = rules_of(place, on=mine.at.date())
        count = lending.pass_on(place, rules=rules, by=mine.actor, at=mine.at)
        messages.success(request, _("Books passed on: %(count)s.") % {"count": count})
    return redirect("work_market", place=place)


@minded
def one(request: HttpRequest, kind: str, number: str, code: str = "") -> HttpResponse:
    """One order, booking or loan: what it is, and what can be done with it now."""
    case = case_read.find_case(f"{kind}/{number}")
    if case is None or kind not in (*deals.KINDS, LOANS) or (code and not codes.is_code(code, case=case.id)):
        raise Http404(_("No order, booking or loan has this code."))
    deal = deals.find_deal(kind, number)
    loan = lending.find_loan(number) if kind == LOANS else None
    mine = minding(request, case.place, seller=deal.seller if deal else "", whole=deal is None)
    may = _steps_of_deal(deal, mine) if deal else _steps_of_loan(loan, mine) if loan else {}
    form = BackForm(request.POST if request.POST.get("move") == "back" else None)
    if request.method == "POST" and _do(request, may, form, deal, mine):
        return redirect("work_market_one", kind=kind, number=number)
    kinds = case_read.kinds()
    shows = {
        "what": _deal_row(deal) if deal else _loan_row(loan, mine) if loan else {},
        "state": say(kinds[kind].state_title(case.state)),
        "paid": paid_words(deal.paid, units=known_units()) if deal else "",
        "moves": [(name, title) for name, (title, _do_it) in may.items()],
        "form": form if deal and deal.case.state == "handed_out" and deal.left_quantity else None,
        "forms": (form,),
        "code_was_shown": bool(code),
    }
    return page(
        request,
        "officer/market/one.html",
        shows,
        title=say(case.title),
        place=mine.place,
        status=422 if form.errors else 200,
    )


def _do(request: HttpRequest, may: dict[str, Done], form: BackForm, deal: Deal | None, mine: Minding) -> bool:
    """Take the step that was asked for; False where the page has to say what is wrong."""
    move = request.POST.get("move", "")
    try:
        if move in may:
            messages.success(request, may[move][1]())
        elif move == "back" and deal is not None and form.is_valid():
            said = form.cleaned_data
            won_back = ending.give_back(
                deal, quantity=said["quantity"] or 0, to_shelf=said["to_shelf"], says=typed(said["says"]),
                by=mine.actor, at=mine.at,
            )  # fmt: skip
            words = {"won": amount_words(won_back, KRW, units={})}
            messages.success(request, _("%(won)s went back to what it was paid with.") % words)
        else:
            return move != "back"
    except (ActRefused, cases.MoveRefused, posting.Refused) as error:
        if move == "back":
            form.add_error(None, say(error.says))
            return False
        messages.error(request, say(error.says))
    return True


def _steps_of_deal(deal: Deal, mine: Minding) -> dict[str, Done]:
    """What can be done with an order or booking that waits."""
    if not deal.waits:
        return {}
    is_order = deal.case.kind == deals.ORDER
    rules = rules_of(deal.case.place, on=mine.at.date())

    def over() -> str:
        ending.hand_over(deal, by=mine.actor, at=mine.at)
        return _("Handed out.") if is_order else _("Checked in.")

    def missed() -> str:
        back = ending.not_come(deal, rules=rules, by=mine.actor, at=mine.at)
        return _("Recorded. %(won)s went back by the rule.") % {"won": amount_words(back, KRW, units={})}

    if is_order:
        return {"over": (_("Hand it out"), over), "missed": (_("It was not fetched in time"), missed)}
    return {"over": (_("Check in"), over), "missed": (_("Nobody came"), missed)}


def _steps_of_loan(loan: Loan, mine: Minding) -> dict[str, Done]:
    """What can be done with a book that is kept or lent."""
    rules = rules_of(loan.case.place, on=mine.at.date())

    def lend() -> str:
        due = lending.lend(loan, rules=rules, by=mine.actor, at=mine.at)
        return _("Lent until %(day)s.") % {"day": due}

    def take_in() -> str:
        kept = lending.take_in(loan, rules=rules, by=mine.actor, at=mine.at)
        return _("Back. It is kept for the next in the queue.") if kept else _("Back on the shelf.")

    if loan.state == "kept":
        return {"lend": (_("Lend it"), lend)}
    return {"take_in": (_("The book is back"), take_in)} if loan.state == "lent" else {}


def _by_code(place: str, code: str) -> str | None:
    """The page of whatever waits under a code."""
    ids = [each.case.id for each in deals.waiting(place)]
    ids += [each.case.id for each in lending.open_loans(place)]
    found = next((each for each in ids if codes.is_code(code, case=each)), None)
    if found is None:
        return None
    kind, _slash, number = found.partition("/")
    return reverse("work_market_one", kwargs={"kind": kind, "number": number})


def _deal_row(each: Deal) -> dict[str, object]:
    kwargs = {"kind": each.case.kind, "number": each.number}
    return {
        "title": say(each.case.title),
        "quantity": each.quantity,
        "when": when(each.start, each.end) if each.start else "",
        "price": won(each.price_krw),
        "since": each.case.opened_at,
        "href": reverse("work_market_one", kwargs=kwargs),
    }


def _loan_row(each: Loan, mine: Minding) -> dict[str, object]:
    today = mine.at.date()
    return {
        "title": say(each.case.title),
        "due": each.due,
        "until": each.kept_until,
        "is_late": bool(each.due and each.due < today),
        "since": each.case.opened_at,
        "href": reverse("work_market_one", kwargs={"kind": LOANS, "number": each.number}),
    }
