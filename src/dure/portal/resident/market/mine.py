"""A resident's own market: order a good, book an hour, borrow a book; their codes, cancelling."""

from collections.abc import Callable, Mapping

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.trading_forms import WholeField
from dure.portal.resident.market import asking, codes, deals, ending, lending
from dure.portal.resident.market.asking import Buyer
from dure.portal.resident.market.bookings import find_bookable, rule_rows_of
from dure.portal.resident.market.deals import Deal
from dure.portal.resident.market.lending import LOANS, Loan
from dure.portal.resident.market.paying import COMMUNITY, KRW
from dure.portal.resident.market.rules import FETCH, GOODS, KEEP, LOAN, MISSED, MOST, Rules, rules_of
from dure.portal.resident.market.slots import find_slot
from dure.portal.resident.market.stalls import find_good, market_place, seen_in, slug_of
from dure.portal.resident.market.words import figure_row, paid_words, state_words, when, won
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.wallets import receipting
from dure.portal.resident.wallets.doing import RESIDENT, KeyField, new_key
from dure.portal.resident.wallets.mine import Held, held_by
from dure.portal.resident.wallets.moving import Ask
from dure.portal.resident.wallets.words import Units, amount_words, known_units, unit_title
from dure.portal.showing import say

MONEY = (COMMUNITY, KRW)


class AskForm(forms.Form):
    """The key that makes a request one, however often it is sent."""

    key = KeyField()


@own
def market(request: HttpRequest, me: Resident) -> HttpResponse:
    """My orders, bookings and loans: those that wait first."""
    found = deals.deals_of(me.party, place="")
    loans = lending.loans_of(me.party, place="")
    rows = [*(_row(each) for each in found), *(_loan_row(each) for each in loans)]
    shows = {
        "place": me.place,
        "has_market": "joint_market" in me.place.systems,
        "waiting": [row for row in rows if row["waits"]],
        "past": [row for row in rows if not row["waits"]][:20],
    }
    return framed(request, "resident/market/my_market.html", shows, title=_("My market"))


@own
def order(request: HttpRequest, me: Resident, place: str, good: str) -> HttpResponse:
    """Order a good."""
    here = market_place(place)
    seen = seen_in(here)
    rules = rules_of(place, on=me.today)
    found = find_good(seen, rules, good)
    held = _held(me, place, rules)
    form = _form(request, me, held, is_order=True)

    def do() -> str:
        ask = Ask(form.cleaned_data["key"], me.at, deals.says_of(deals.ORDER, ""), "")
        buyer = _buyer(me, place, held, form.cleaned_data)
        done = asking.order(found, buyer, ask, quantity=form.cleaned_data["quantity"] or 0, rules=rules)
        return _href(done.case.kind, done.number)

    shows = {
        "lead": say(found.thing.name),
        "price": won(found.price_krw) if found.price_krw is not None else "",
        "there": found.stock,
        "rules": [_rule(rules, FETCH), _rule(rules, f"{MISSED}/{GOODS}")],
        "button": _("Order and pay"),
    }
    return _asked(request, me, form, do, {**shows, **_wallet_words(held)}, title=_("Order"))


@own
def book(request: HttpRequest, me: Resident, place: str, what: str, slot: str) -> HttpResponse:
    """Book a place in a slot."""
    here = market_place(place)
    seen = seen_in(here)
    rules = rules_of(place, on=me.today)
    thing = find_bookable(seen, what)
    found = find_slot(seen.at, thing, word=slot)
    if found is None:
        raise Http404(_("This time can no longer be booked."))
    held = _held(me, place, rules) if found.price_krw else ()
    form = _form(request, me, held)

    def do() -> str:
        ask = Ask(form.cleaned_data["key"], me.at, deals.says_of(deals.BOOKING, ""), "")
        done = asking.book(thing, found, _buyer(me, place, held, form.cleaned_data), ask, rules=rules)
        return _href(done.case.kind, done.number)

    shows = {
        "lead": say(thing.name), "when": when(found.start, found.end), "price": won(found.price_krw),
        "there": found.free, "rules": rule_rows_of(rules, thing), "button": _("Book"),
    }  # fmt: skip
    words = _wallet_words(held) if found.price_krw else {}
    return _asked(request, me, form, do, {**shows, **words}, title=_("Book a place"))


@own
def borrow(request: HttpRequest, me: Resident, place: str, book: str) -> HttpResponse:
    """Ask for a book: kept at once, or a place in its queue."""
    here = market_place(place)
    rules = rules_of(place, on=me.today)
    thing = next((each for each in seen_in(here).in_room("book") if slug_of(each) == book), None)
    if thing is None:
        raise Http404(_("The library has no such book."))
    form = _form(request, me, ())

    def do() -> str:
        ask = Ask(form.cleaned_data["key"], me.at, deals.says_of(deals.BOOKING, ""), "")
        return _href(LOANS, lending.ask_for(thing, me.party, ask, rules=rules).number)

    shows = {
        "lead": say(thing.name), "there": 1, "rules": [_rule(rules, each) for each in (LOAN, KEEP, MOST)],
        "button": _("Reserve it for me"),
    }  # fmt: skip
    return _asked(request, me, form, do, shows, title=_("Borrow a book"))


@own
def deal(request: HttpRequest, me: Resident, kind: str, number: str) -> HttpResponse:
    """One of mine: its code to show, where it stands, and cancelling it."""
    if kind == LOANS:
        return _loan_page(request, me, number)
    found = deals.find_deal(kind, number)
    if found is None or found.party != me.party:
        raise Http404(_("You have no such order or booking."))
    rules = rules_of(found.case.place, on=me.today)
    if request.method == "POST":
        _cancel(request, me, lambda by: ending.cancel(found, rules=rules, by=by, at=me.at))
        return redirect(request.path)
    back, why_not = _coming_back(found, rules, me)
    shows = {
        **_row(found), "back": back, "why_not": why_not,
        "paid": paid_words(found.paid, units=known_units()) if found.paid else "",
        "may_cancel": found.waits and not why_not, **_code(request, found.case.id, waits=found.waits),
    }  # fmt: skip
    return framed(request, "resident/market/my_deal.html", shows, title=say(found.case.title))


def _loan_page(request: HttpRequest, me: Resident, number: str) -> HttpResponse:
    loan = lending.find_loan(number)
    if loan is None or loan.case.subject != me.party:
        raise Http404(_("You have no such loan."))
    rules = rules_of(loan.case.place, on=me.today)
    if request.method == "POST":
        _cancel(request, me, lambda by: lending.give_up(loan, rules=rules, by=by, at=me.at))
        return redirect(request.path)
    shows = {
        **_loan_row(loan), "may_cancel": loan.state in ("waiting", "kept"),
        **_code(request, loan.case.id, waits=loan.state in ("kept", "lent")),
    }  # fmt: skip
    return framed(request, "resident/market/my_deal.html", shows, title=say(loan.case.title))


def _cancel(request: HttpRequest, me: Resident, do: Callable[[cases.Actor], object]) -> None:
    """Cancel something, or say why not."""
    try:
        do(cases.Actor(me.party, RESIDENT.ko, frozenset({"resident"})))
    except (ActRefused, cases.MoveRefused, posting.Refused) as error:
        messages.error(request, say(error.says))
    else:
        messages.success(request, _("Cancelled."))


def _coming_back(found: Deal, rules: Rules, me: Resident) -> tuple[str, str]:
    """What comes back when it is cancelled now, in words; or why it cannot be."""
    if not found.waits:
        return "", ""
    try:
        back = ending.cancel_refund(found, rules=rules, at=me.at)
    except ActRefused as error:
        return "", say(error.says)
    return (amount_words(back, KRW, units={}) if found.left_krw else ""), ""


def _asked(
    request: HttpRequest, me: Resident, form: forms.Form, do: Callable[[], str],
    shows: Mapping[str, object], *, title: str,
) -> HttpResponse:  # fmt: skip
    """Do what a form that is right asks, and go to what it made; else the refusal stands in the form."""
    if form.is_valid():
        try:
            return redirect(do())
        except (ActRefused, posting.Refused, cases.MoveRefused) as error:
            form.add_error(None, say(error.says))
    words = {**shows, "form": form, "forms": (form,)}
    return framed(
        request, "resident/market/my_ask.html", words, title=title, status=422 if form.errors else 200
    )


def _form(request: HttpRequest, me: Resident, held: tuple[Held, ...], *, is_order: bool = False) -> AskForm:
    """A form with a new key, how many where that can be chosen, and a field for each unit of points."""
    form = AskForm(request.POST if request.method == "POST" else None, initial={"key": new_key(me.at)})
    if is_order:
        form.fields["quantity"] = WholeField(label=_("How many"), max_length=4, initial="1")
    units = known_units()
    for each in held:
        if each.unit not in MONEY and each.standing.usable:
            form.fields[f"use_{each.unit}"] = WholeField(
                label=_("Pay with %(unit)s") % {"unit": unit_title(each.unit, units=units)},
                max_length=15, required=False,
                help_text=_("You have %(amount)s. What is left is paid in money.")
                % {"amount": amount_words(each.standing.usable, each.unit, units=units)},
            )  # fmt: skip
    for name, field in form.fields.items():
        if name != "key":
            field.widget.attrs["inputmode"] = "numeric"
    return form


def _held(me: Resident, place: str, rules: Rules) -> tuple[Held, ...]:
    """What of somebody's wallet pays here: units of this book whose worth is known, and won."""
    accepted = {*rules.accepted(), KRW}
    found, _terms = held_by(me)
    return tuple(each for each in found if each.wallet.place == place and each.unit in accepted)


def _buyer(me: Resident, place: str, held: tuple[Held, ...], said: Mapping[str, object]) -> Buyer:
    points = {each.unit: int(str(said.get(f"use_{each.unit}") or 0)) for each in held}
    return Buyer(me.party, place, tuple(each.wallet for each in held), points)


def _wallet_words(held: tuple[Held, ...]) -> dict[str, object]:
    units: Units = known_units()
    money = [each for each in held if each.unit in MONEY]
    return {
        "is_paid": True,
        "money": [amount_words(each.standing.usable, each.unit, units=units) for each in money],
    }


def _rule(rules: Rules, address: str) -> dict[str, object] | None:
    figure = rules.figure(address)
    return figure_row(figure, rules) if figure else None


def _row(each: Deal) -> dict[str, object]:
    return {
        "title": say(each.case.title), "state": state_words(each.case.state), "waits": each.waits,
        "when": when(each.start, each.end) if each.start else "", "until": None,
        "quantity": each.quantity if each.case.kind == deals.ORDER else 0, "price": won(each.price_krw),
        "href": _href(each.case.kind, each.number), "queue": 0,
    }  # fmt: skip


def _loan_row(each: Loan) -> dict[str, object]:
    queue = (
        lending.place_in_queue(each, lending.open_loans(each.case.place)) if each.state == "waiting" else 0
    )
    return {
        "title": say(each.case.title), "state": state_words(each.state), "quantity": 0, "price": "",
        "waits": each.state in lending.OPEN, "when": "", "until": each.kept_until, "due": each.due,
        "href": _href(LOANS, each.number), "queue": queue,
    }  # fmt: skip


def _href(kind: str, number: str) -> str:
    return reverse("my_market_deal", kwargs={"kind": kind, "number": number})


def _code(request: HttpRequest, case: str, *, waits: bool) -> dict[str, object]:
    """The code to show while something waits: as letters, and as a QR code that leads a keeper to it."""
    if not waits:
        return {}
    kind, _slash, number = case.partition("/")
    code = codes.code_of(case)
    at = reverse("work_market_code", kwargs={"kind": kind, "number": number, "code": code})
    return {
        "code": code,
        "qr": mark_safe(receipting.drawn(request.build_absolute_uri(at))),  # noqa: S308  drawn here, from an address
    }


urls = [
    path("market/", market, name="my_market"),
    path("market/<slug:place>/order/<slug:good>/", order, name="my_market_order"),
    path("market/<slug:place>/book/<slug:what>/<slug:slot>/", book, name="my_market_book"),
    path("market/<slug:place>/borrow/<slug:book>/", borrow, name="my_market_borrow"),
    path("market/deals/<slug:kind>/<slug:number>/", deal, name="my_market_deal"),
]
