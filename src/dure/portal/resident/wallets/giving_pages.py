"""A resident gives: to a cause, to somebody who shows a code, for tickets of a draw; and objects."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.parties import write as people
from dure.portal.officer.trading_forms import WholeField
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.wallets import draws, giving, taking_back
from dure.portal.resident.wallets.doing import RESIDENT, AmountForm, KeyField, done_by, filled, opened
from dure.portal.resident.wallets.mine import held_by
from dure.portal.resident.wallets.moving import TAKE_BACK, Ask
from dure.portal.resident.wallets.terms import GIFTS
from dure.portal.resident.wallets.words import amount_words, known_units
from dure.portal.showing import language, say


class DonateForm(forms.Form):
    """How much of which unit."""

    key = KeyField()
    unit = forms.ChoiceField(label=gettext_lazy("Out of"))
    points = WholeField(label=gettext_lazy("How many"), max_length=15)


class GiftForm(forms.Form):
    """How much, and whose code."""

    key = KeyField()
    code = forms.CharField(
        label=gettext_lazy("The other person’s code"), max_length=400,
        help_text=gettext_lazy("They open “My code” and show it. It holds for ten minutes."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )  # fmt: skip
    points = WholeField(label=gettext_lazy("How many"), max_length=15)


class WhyForm(forms.Form):
    """Why somebody objects."""

    says = forms.CharField(
        label=gettext_lazy("Why it should not be taken"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip


@own
def donate(request: HttpRequest, me: Resident, number: str) -> HttpResponse:
    """Give to a cause."""
    case = case_read.find_case(f"{giving.CAUSE}/{number}")
    if case is None or case.state != "open":
        raise Http404(_("There is no such cause."))
    held, _terms = held_by(me)
    units = known_units()
    some = [each for each in held if each.standing.usable]
    form = filled(DonateForm, request, at=me.at, most=0)
    form.fields["unit"].choices = [  # type: ignore[attr-defined]
        (each.unit, amount_words(each.standing.usable, each.unit, units=units)) for each in some
    ]

    def do() -> str:
        said = form.cleaned_data
        wallet = next(each.wallet for each in some if each.unit == said["unit"])
        ask = Ask(said["key"], me.at, giving.DONATED, f"cause {number}")
        giving.donate(wallet, ask, cause=number, amount=said["points"] or 0)
        return _("You gave %(amount)s. Thank you.") % {
            "amount": amount_words(said["points"] or 0, wallet.unit, units=units)
        }

    if (answer := done_by(request, form, do)) is not None:
        return answer
    shows = {
        "form": form, "forms": (form,), "about": say(case.steps[0].says), "lead": say(case.title),
        "button": _("Give"), "has_some": bool(some),
    }  # fmt: skip
    return framed(request, "resident/my_give.html", shows, title=_("Give to a cause"), status=_status(form))


@own
def gift(request: HttpRequest, me: Resident, unit: str) -> HttpResponse:
    """Give to somebody, once both have switched it on."""
    held, terms = opened(me, unit)
    if terms.value(f"{GIFTS}/{unit}", on=me.today) is None:
        raise Http404(_("This place does not allow gifts."))
    is_on = giving.gifts_on(me.party)
    if request.POST.get("switch"):
        people.consent(
            me.party, purpose=giving.PURPOSE, edition=giving.EDITION, given=request.POST["switch"] == "on",
            at=me.at,
        )  # fmt: skip
        return redirect(request.path)
    form = filled(GiftForm, request, at=me.at, most=0)

    def do() -> str:
        said = form.cleaned_data
        ask = Ask(said["key"], me.at, giving.GIFT, giving.GOT)
        giving.give(held.wallet, ask, code=said["code"], points=said["points"] or 0, terms=terms)
        return _("You gave %(amount)s.") % {
            "amount": amount_words(said["points"] or 0, unit, units=known_units())
        }

    if is_on and (answer := done_by(request, form, do)) is not None:
        return answer
    shows = {
        "form": form, "forms": (form,) if is_on else (), "is_on": is_on,
        "usable": amount_words(held.standing.usable, unit, units=known_units()),
    }  # fmt: skip
    return framed(request, "resident/my_gift.html", shows, title=_("Give points"), status=_status(form))


@own
def enter(request: HttpRequest, me: Resident, number: str) -> HttpResponse:
    """Take tickets for a draw."""
    draw = draws.find_draw(number)
    if draw is None or draw.case.state != "open":
        raise Http404(_("There is no such draw."))
    held, _terms = opened(me, draw.unit)
    units = known_units()
    form = filled(AmountForm, request, at=me.at, most=1)
    form.fields["points"].label = _("How many tickets")

    def do() -> str:
        said = form.cleaned_data
        ask = Ask(said["key"], me.at, draws.ENTERED, f"draw {number}")
        draws.enter(held.wallet, ask, draw=draw, tickets=said["points"] or 0)
        return _("You have entered the draw. Your word in the list is %(word)s.") % {
            "word": draws.entry_of(number, me.party)
        }

    if (answer := done_by(request, form, do)) is not None:
        return answer
    each = amount_words(draw.points_each, draw.unit, units=units)
    shows = {
        "form": form, "forms": (form,), "lead": say(draw.case.title), "about": say(draw.case.steps[0].says),
        "note": _("A ticket is %(each)s. Entries end with %(day)s.") % {"each": each, "day": draw.last_day},
        "button": _("Take tickets"), "has_some": held.standing.usable >= draw.points_each,
        "more_href": reverse("draw", kwargs={"place": draw.place, "number": number}),
    }  # fmt: skip
    return framed(
        request, "resident/my_give.html", shows, title=_("Enter a prize draw"), status=_status(form)
    )


@own
def objection(request: HttpRequest, me: Resident, number: str) -> HttpResponse:
    """Object to points being taken back: nothing more is taken until somebody else has looked."""
    case = case_read.find_case(f"{TAKE_BACK}/{number}")
    if case is None or case.subject != me.party or case.state != "taken":
        raise Http404(_("There is nothing to object to."))
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        clean = form.cleaned_data["says"].strip()
        says = Text(clean, "") if language() == "ko" else Text("", clean)
        by = cases.Actor(me.party, RESIDENT.ko, frozenset({"resident"}))
        taking_back.decide(case, step="appeal", by=by, at=me.at, says=says)
        messages.success(
            request, _("Your objection is with another person now. Nothing more is taken meanwhile.")
        )
        return redirect("my_wallet")
    shows = {
        "form": form, "forms": (form,), "lead": say(case.title), "about": say(case.steps[0].says),
        "button": _("Object"), "has_some": True,
    }  # fmt: skip
    return framed(request, "resident/my_give.html", shows, title=_("Object"), status=_status(form))


def _status(form: forms.Form) -> int:
    return 422 if form.errors else 200


urls = [
    path("causes/<slug:number>/", donate, name="my_donate"),
    path("gift/<slug:unit>/", gift, name="my_gift"),
    path("draws/<slug:number>/", enter, name="my_enter"),
    path("taken-back/<slug:number>/", objection, name="my_object"),
]
