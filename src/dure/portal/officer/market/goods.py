"""A seller's side of goods: delivered, counted, priced from a day on; and copies of books."""

from dataclasses import replace

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.thing_shapes import AttributeKind
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as posting
from dure.kernel.things import write as things
from dure.kernel.things.read import Attribute, Thing
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.market.rights import Minding, minded, minding, seller_of
from dure.portal.officer.stores.doubts import doubt_words
from dure.portal.officer.stores.forms import StatementForm
from dure.portal.officer.trading_forms import WholeField
from dure.portal.officer.work import page
from dure.portal.resident.market import paths, stocking
from dure.portal.resident.market.rules import rules_of
from dure.portal.resident.market.stalls import find_good, of_kind, seen_in, slug_of
from dure.portal.resident.market.words import left_words, won
from dure.portal.resident.wallets.doing import KeyField, new_key
from dure.portal.resident.waste.present import Present
from dure.portal.resident.waste.saying import day, value_words
from dure.portal.showing import say

ROWS = 30
OF_SELLERS = ("sells_for", "note")
OF_OFFICERS = ("meets", "checked_by")


class DeliveryForm(forms.Form):
    """How many have come in."""

    key = KeyField()
    amount = WholeField(label=gettext_lazy("How many have come in"), max_length=8)


class CountForm(forms.Form):
    """How many are there, and why that differs from the book."""

    key = KeyField()
    booked = forms.IntegerField(widget=forms.HiddenInput)
    counted = WholeField(label=gettext_lazy("How many you counted"), max_length=8)
    why = forms.ChoiceField(label=gettext_lazy("If it differs, why"), required=False)


@minded
def work_good(request: HttpRequest, place: str, good: str) -> HttpResponse:
    """One good: its stock with what moved it, a delivery, a count, and the way to its price."""
    here = minding(request, place)
    seen = seen_in(here.place)
    found = find_good(seen, rules_of(place, on=seen.today), good)
    mine = minding(request, place, seller=seller_of(found.thing))
    sent = request.POST.get("do", "")
    first = {"key": new_key(mine.at)}
    delivery = DeliveryForm(request.POST if sent == "deliver" else None, initial=first, prefix="in")
    count = CountForm(
        request.POST if sent == "count" else None, initial={**first, "booked": found.stock}, prefix="count"
    )
    reasons = [(word, say(says)) for word, says in stocking.REASONS.items()]
    count.fields["why"].choices = [("", "–"), *reasons]  # type: ignore[attr-defined]
    if (says := _stocked(place, good, delivery, count, mine=mine)) is not None:
        messages.success(request, says)
        return redirect(request.path)
    rows = ledgers.last_rows(place, path=paths.stock(good), unit=paths.ITEM, limit=ROWS)
    wrong = bool(delivery.errors or count.errors)
    return page(
        request,
        "officer/market/good.html",
        {
            "name": say(found.thing.name), "mark": found.thing.mark, "good": good,
            "left": left_words(found.stock), "stock": found.stock,
            "price": won(found.price_krw) if found.price_krw is not None else "",
            "since": day(found.price.valid_from) if found.price else "",
            "delivery": delivery, "count": count, "forms": (delivery, count),
            "rows": [
                (timezone.localdate(each.happened_at), say(each.says), f"{each.amount:+d}") for each in rows
            ],
            "changes": _changes(seen, found.thing, mine),
        },
        title=say(found.thing.name),
        place=mine.place,
        status=422 if wrong else 200,
    )  # fmt: skip


def _stocked(place: str, good: str, delivery: DeliveryForm, count: CountForm, *, mine: Minding) -> str | None:
    """Record a delivery or a count that was sent; None where nothing was, or something is wrong."""
    form: forms.Form = delivery if delivery.is_bound else count
    if not form.is_bound or not form.is_valid():
        return None
    said = form.cleaned_data
    try:
        if form is delivery:
            amount = said["amount"] or 0
            stocking.deliver(place, good=good, amount=amount, key=said["key"], at=mine.at)
            return _("Recorded: %(n)s came in.") % {"n": f"{amount:,}"}
        gap = stocking.take_stock(
            place, good=good, counted=said["counted"] or 0, booked=said["booked"], why=said["why"],
            key=said["key"], at=mine.at,
        )  # fmt: skip
    except (ActRefused, posting.Refused) as error:
        form.add_error(None, say(error.says))
        return None
    return (
        _("Counted. The difference of %(gap)s is recorded.") % {"gap": f"{gap:+d}"}
        if gap
        else _("Counted. The book was right.")
    )


@minded
def change(request: HttpRequest, place: str, good: str, attribute: str) -> HttpResponse:
    """State a price or a note from a day on; officers also the evidence of a rule. A slip is asked about."""
    here = minding(request, place)
    seen = seen_in(here.place)
    found = find_good(seen, rules_of(place, on=seen.today), good)
    mine = minding(request, place, seller=seller_of(found.thing))
    kind = next((each for each in _kinds(seen, found.thing, mine) if each.name == attribute), None)
    if kind is None:
        raise Http404(_("This cannot be changed here."))
    known = replace(seen, articles={slug_of(each): each for each in of_kind(seen, kind.of)})
    now = next(iter(seen.of(found.thing.id, kind.name)), None) if not kind.of else None
    form = StatementForm(request.POST if request.method == "POST" else None, kind=kind, seen=known, now=now)
    if form.is_valid() and "back" not in request.POST:
        said = form.statement(found.thing.id, by=mine.actor.party, mark=found.thing.mark)
        doubt = "" if "sure" in request.POST else doubt_words(said, kind)
        try:
            things.check_attribute(said, kind=kind, today=seen.today)
            if doubt:
                return _sure(request, form, said, known, doubt=doubt, mine=mine)
            things.state_attribute(said, kind=kind, today=seen.today, at=mine.at)
            messages.success(request, _("Recorded."))
            return redirect("work_market_good", place=place, good=good)
        except things.Refused as error:
            form.add_error(None, f"{say(error.says)} {say(error.mend)}")
    shows = {"form": form, "forms": (form,), "good": good, "name": say(found.thing.name)}
    status = 422 if form.errors else 200
    return page(
        request, "officer/market/change.html", shows, title=say(kind.title), place=mine.place, status=status
    )


def _sure(
    request: HttpRequest, form: StatementForm, said: Attribute, seen: Present, *, doubt: str, mine: Minding
) -> HttpResponse:
    """The page that asks whether a price is meant so."""
    shows = {
        "doubt": doubt, "what": say(form.kind.title), "value": value_words(said, seen),
        "from": day(said.valid_from), "name": "",
        "typed": [(name, request.POST[name]) for name in form.fields if name in request.POST],
    }  # fmt: skip
    return page(request, "officer/stores/sure.html", shows, title=_("Is this meant so?"), place=mine.place)


def _kinds(seen: Present, thing: Thing, mine: Minding) -> list[AttributeKind]:
    """What may be stated of a good: prices by its seller, evidence of the label by an officer alone."""
    names = (*OF_SELLERS, *(OF_OFFICERS if mine.is_officer else ()))
    return [seen.words.attributes[name] for name in names if name in seen.words.kinds[thing.kind].attributes]


def _changes(seen: Present, thing: Thing, mine: Minding) -> list[tuple[str, str]]:
    place, _slash, good = thing.id.rpartition("/")
    return [
        (
            say(kind.title),
            reverse("work_market_change", kwargs={"place": place, "good": good, "attribute": kind.name}),
        )
        for kind in _kinds(seen, thing, mine)
    ]


@minded
def work_book(request: HttpRequest, place: str, book: str) -> HttpResponse:
    """New copies of a book."""
    mine = minding(request, place, whole=True)
    seen = seen_in(mine.place)
    thing = next((each for each in seen.in_room("book") if slug_of(each) == book), None)
    if thing is None:
        raise Http404(_("The library has no such book."))
    sent = request.POST if request.method == "POST" else None
    form = DeliveryForm(sent, initial={"key": new_key(mine.at)})
    if form.is_valid():
        try:
            key, amount = form.cleaned_data["key"], form.cleaned_data["amount"] or 0
            stocking.add_copies(place, book=book, amount=amount, key=key, at=mine.at)
        except (ActRefused, posting.Refused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, _("Recorded: %(n)s came in.") % {"n": f"{amount:,}"})
            return redirect(request.path)
    shelf = ledgers.balance(place, path=paths.shelf(book), unit=paths.COPY)
    shows = {"form": form, "forms": (form,), "shelf": shelf, "name": say(thing.name), "mark": thing.mark}
    status = 422 if form.errors else 200
    return page(
        request, "officer/market/book.html", shows, title=say(thing.name), place=mine.place, status=status
    )
