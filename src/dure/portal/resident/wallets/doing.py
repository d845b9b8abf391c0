"""What residents do with what they have: exchange it, ask for cash, give it to a cause or to somebody."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.resident_numbers import is_account_a_resident_number
from dure.grammar.shapes import Text
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import write as posting
from dure.kernel.parties import read as parties
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.trading_forms import WholeField
from dure.portal.resident.own import Resident, framed, own
from dure.portal.resident.wallets import cashing, exchanging
from dure.portal.resident.wallets.mine import Held, held_by, held_in
from dure.portal.resident.wallets.moving import Ask
from dure.portal.resident.wallets.terms import CAP, CASH, COMMUNITY, Terms
from dure.portal.resident.wallets.words import amount_words, known_units, unit_title
from dure.portal.showing import figure_href, say

F = TypeVar("F", bound=forms.Form)
RESIDENT = Text("주민", "Resident")


class KeyField(forms.UUIDField):
    """A key ordered by time, as the page made it: sent twice it is one thing."""

    widget = forms.HiddenInput

    def clean(self, value: object) -> UUID:
        """The key."""
        key = super().clean(value)
        if not isinstance(key, UUID) or key.version != 7:
            raise forms.ValidationError(_("Open the page again and send it once more."))
        return key


class AmountForm(forms.Form):
    """How much."""

    key = KeyField()
    points = WholeField(label=gettext_lazy("How many"), max_length=15)


class CashForm(forms.Form):
    """How much, and where to."""

    key = KeyField()
    points = WholeField(label=gettext_lazy("How many"), max_length=15)
    bank = forms.CharField(label=gettext_lazy("Bank"), max_length=20)
    account = forms.CharField(
        label=gettext_lazy("Account number"), max_length=30,
        help_text=gettext_lazy("An account in your own name. It is sealed and used for this payment only."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip

    def clean_bank(self) -> str:
        """One word: the name of the bank."""
        said = "".join(str(self.cleaned_data["bank"]).split())
        if not said.isalnum():
            raise forms.ValidationError(_("Give the name of the bank in letters and digits alone."))
        return said

    def clean_account(self) -> str:
        """Digits, with signs between them or not."""
        said = str(self.cleaned_data["account"]).strip()
        digits = "".join(each for each in said if each.isdigit())
        if not 8 <= len(digits) <= 16 or set(said) - set("0123456789- "):
            raise forms.ValidationError(_("Give the digits of the account, such as 110-123-456789."))
        if is_account_a_resident_number(said):
            raise forms.ValidationError(
                _("This looks like a resident registration number, which is not taken. Give another account.")
            )
        # Where the bare digits would look like one, the account keeps the signs it was written with.
        return "-".join(said.split()) if is_account_a_resident_number(digits) else digits


def filled(made: type[F], request: HttpRequest, *, at: datetime, most: int = 0) -> F:
    """A form with a new key and the most that can be asked for, or with what was sent."""
    data = request.POST if request.method == "POST" else None
    form = made(data, initial={"key": new_key(at), "points": most or ""})
    form.fields["points"].widget.attrs["inputmode"] = "numeric"
    return form


def new_key(at: datetime) -> UUID:
    """A new key ordered by time."""
    return posting.make_key(at=at, random_bytes=secrets.token_bytes(10))


@own
def exchange(request: HttpRequest, me: Resident, unit: str) -> HttpResponse:
    """Points into community money."""
    held, terms = opened(me, unit)
    form = filled(AmountForm, request, at=me.at, most=held.standing.usable)

    def do() -> str:
        ask = Ask(form.cleaned_data["key"], me.at, exchanging.SAYS, exchanging.origin_of(unit, COMMUNITY))
        done = exchanging.exchange(
            held.wallet, ask, to=COMMUNITY, points=form.cleaned_data["points"] or 0, terms=terms
        )
        units = known_units()
        words = {
            "points": amount_words(done.points, unit, units=units),
            "won": amount_words(done.krw, COMMUNITY, units=units),
        }
        return _("%(points)s became %(won)s.") % words

    return _page(request, me, held, terms, form=form, do=do, to=COMMUNITY)


@own
def cash(request: HttpRequest, me: Resident, unit: str) -> HttpResponse:
    """Points or won for cash: asked for here, paid once somebody has approved it."""
    held, terms = opened(me, unit)
    form = filled(CashForm, request, at=me.at, most=held.standing.usable)

    def do() -> str:
        said = form.cleaned_data
        account = f"{said['bank']} {said['account']}"
        cashing.keep_account(me.party, account=account, at=me.at, chance=secrets.token_bytes)
        ask = Ask(said["key"], me.at, cashing.ASKED, f"cash {unit}")
        by = cases.Actor(me.party, RESIDENT.ko, frozenset())
        asked = cashing.request(held.wallet, ask, points=said["points"] or 0, terms=terms, by=by)
        words = {"won": amount_words(asked.krw, CASH, units=known_units())}
        return _("Asked for %(won)s. It is paid once it has been approved.") % words

    return _page(request, me, held, terms, form=form, do=do, to=CASH)


def opened(me: Resident, unit: str) -> tuple[Held, Terms]:
    """One unit of the wallet with its terms, or the page that says there is none."""
    held, terms = held_by(me)
    found = held_in(held, unit=unit)
    if found is None:
        raise Http404(_("Your wallet has no such unit."))
    return found, terms


def done_by(request: HttpRequest, form: forms.Form, do: Callable[[], str]) -> HttpResponse | None:
    """Do what a form that is right asks, and go back to the wallet; else the refusal stands in the form."""
    if not form.is_valid():
        return None
    try:
        says = do()
    except (ActRefused, posting.Refused, cases.MoveRefused) as error:
        form.add_error(None, say(error.says))
        return None
    messages.success(request, says)
    return redirect("my_wallet")


def _page(
    request: HttpRequest, me: Resident, held: Held, terms: Terms, *, form: forms.Form, do: Callable[[], str],
    to: str,
) -> HttpResponse:  # fmt: skip
    if (answer := done_by(request, form, do)) is not None:
        return answer
    units = known_units()
    worth = terms.worth(held.unit, to=to, on=me.today)
    cap = terms.stated(f"{CAP}/{held.unit}/{to}", on=me.today)
    shows = {
        "form": form,
        "forms": (form,),
        "usable": amount_words(held.standing.usable, held.unit, units=units),
        "unit_title": unit_title(held.unit, units=units),
        "to_title": unit_title(to, units=units),
        "is_cash": to == CASH,
        "has_name": to != CASH or bool(parties.details_of(me.party).get("name")),
        "worth": None if worth is None or worth.value is None else f"{worth.value.normalize():f}",
        "worth_href": figure_href(worth) if worth else "",
        "cap": amount_words(int(cap.value), to, units=units) if cap and cap.value is not None else "",
        "cap_href": figure_href(cap) if cap else "",
    }
    title = _("Ask for cash") if to == CASH else _("Exchange points")
    return framed(
        request, "resident/my_exchange.html", shows, title=title, status=422 if form.errors else 200
    )


urls = [
    path("exchange/<slug:unit>/", exchange, name="my_exchange"),
    path("cash/<slug:unit>/", cash, name="my_cash"),
]
