"""The page at the scale: the collector states a weigh-in, the resident reads it and gives the code."""

from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.kernel.ledgers import write as posting
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.stores.editing import kept
from dure.portal.officer.stores.rights import Keeping, keeping
from dure.portal.officer.work import page
from dure.portal.resident.wallets.doing import KeyField, new_key
from dure.portal.resident.wallets.terms import CASH as WON
from dure.portal.resident.wallets.terms import MONEY, point_units, terms_of
from dure.portal.resident.wallets.words import known_units, unit_title
from dure.portal.resident.waste.present import Present, Taken, now_at, present, store_of
from dure.portal.resident.waste.saying import money
from dure.portal.resident.weigh_ins import tills
from dure.portal.resident.weigh_ins.weighing import (
    CASH,
    POINTS,
    Weighed,
    confirm,
    hear_weight,
    weight_doubts,
)
from dure.portal.showing import say

DIGITS_MOST = 12


@dataclass(frozen=True)
class Pays:
    """What an exchange can pay in points: the unit and the won that one is worth; empty where nobody says."""

    unit: str = ""
    worth_krw: Decimal = Decimal(0)


class WeighForm(forms.Form):
    """What, how heavy, and how it is paid."""

    key = KeyField()
    article = forms.ChoiceField(label=gettext_lazy("What"))
    kg = forms.CharField(
        label=gettext_lazy("Weight in kg"), max_length=12,
        help_text=gettext_lazy("For example 2.35. If the scale shows grams, divide by 1,000."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    pays = forms.ChoiceField(label=gettext_lazy("Paid in"))

    def clean_kg(self) -> Decimal:
        """A number as people write it, that a scale can show."""
        try:
            kg = Decimal(str(self.cleaned_data["kg"]).replace(",", "").strip())
            hear_weight(kg)
        except InvalidOperation as error:
            raise forms.ValidationError(_("Give a number, such as 1 or 2.5.")) from error
        except ActRefused as error:
            raise forms.ValidationError(say(error.says)) from error
        return kg


class CodeForm(forms.Form):
    """The resident's code."""

    code = forms.CharField(
        label=gettext_lazy("The resident’s code"), max_length=DIGITS_MOST,
        help_text=gettext_lazy("Eight digits from “My code”: with them the resident agrees to the above."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip


@kept
def weigh(request: HttpRequest, place: str, store: str) -> HttpResponse:
    """State, look, confirm. Nothing is recorded before the code."""
    held = keeping(request, place, store)
    seen = present(held.place, now_at(held.place))
    taken = {one.article: one for one in store_of(seen, held.thing).takes if _price(one, seen)}
    points = points_of(held.place.id, seen)
    form = WeighForm(request.POST if request.method == "POST" else None, initial={"key": new_key(held.at)})
    form.fields["article"].choices = [(name, _choice(one, seen)) for name, one in taken.items()]  # type: ignore[attr-defined]
    form.fields["pays"].choices = _ways(points)  # type: ignore[attr-defined]
    if not form.is_valid() or "back" in request.POST:
        return _stating(request, held, form, taken=taken)
    said = _said(held, form, taken, points, seen=seen)
    return _confirming(request, held, form, said, title=taken[said.article].title)


def points_of(place: str, seen: Present) -> Pays:
    """The points of the place that are worth something in won today."""
    units = [unit for unit in point_units() if unit not in MONEY]
    terms = terms_of(place, units)
    for unit in units:
        worth = terms.worth(unit, to=WON, on=seen.today)
        if worth is not None and worth.value:
            return Pays(unit, worth.value)
    return Pays()


def _said(held: Keeping, form: WeighForm, taken: dict[str, Taken], points: Pays, *, seen: Present) -> Weighed:
    said = form.cleaned_data
    price = _price(taken[said["article"]], seen)
    weighed = Weighed(
        held.place.id, held.thing.id.rpartition("/")[2], said["article"], said["kg"], price, said["pays"],
        said["key"], held.at,
    )  # fmt: skip
    if weighed.pays != POINTS:
        return weighed
    return replace(weighed, points_unit=points.unit, points=int(weighed.won / points.worth_krw))


def _confirming(
    request: HttpRequest, held: Keeping, form: WeighForm, said: Weighed, *, title: str
) -> HttpResponse:
    """What the resident reads on the same screen, with what looks like a slip; then the code records it."""
    code = CodeForm(request.POST if "code" in request.POST else None)
    doubts = [say(one) for one in weight_doubts(said)]
    shown = f"{said.won}"
    if code.is_bound and code.is_valid():
        if doubts and "sure" not in request.POST:
            code.add_error(None, _("Look at the weight again, and say that it is meant so."))
        elif request.POST.get("won") != shown:
            code.add_error(
                None, _("The price has changed meanwhile. Read the amount again, and confirm that.")
            )
        elif (answer := _recorded(request, held, code, said)) is not None:
            return answer
    shows = {
        "store": said.store, "name": say(held.thing.name), "what": title, "kg": f"{said.kg.normalize():f}",
        "price": money(said.price_krw, "kg"), "won": f"{said.won:,}", "won_exact": shown,
        "points": f"{said.points:,} {unit_title(said.points_unit, units=known_units())}"
        if said.pays == POINTS else "",
        "doubts": doubts, "form": code, "forms": (code,),
        "typed": [(name, request.POST[name]) for name in form.fields if name in request.POST],
    }  # fmt: skip
    status = 422 if code.errors else 200
    return page(request, "officer/weigh_in_sure.html", shows, title=_("Is this right?"), place=held.place,
                status=status)  # fmt: skip


def _recorded(request: HttpRequest, held: Keeping, code: CodeForm, said: Weighed) -> HttpResponse | None:
    try:
        new = confirm(said, digits=code.cleaned_data["code"], collector=held.party)
    except (ActRefused, posting.Refused) as error:
        code.add_error(None, _till_words(error, said) or say(error.says))
        return None
    told = {"kg": f"{said.kg.normalize():f}", "won": f"{said.won:,}"}
    if new:
        messages.success(request, _("Recorded: %(kg)s kg for %(won)s won.") % told)
    else:
        messages.info(request, _("This weigh-in was recorded already. Nothing was paid twice."))
    return redirect("work_weigh_in", place=held.place.id, store=said.store)


def _till_words(error: Exception, said: Weighed) -> str:
    """A till that has too little, in words for who stands at it."""
    if not isinstance(error, posting.NotEnough) or error.account != tills.till_of(said.store):
        return ""
    told = {"left": f"{error.balance:,}", "needed": f"{said.points or said.won:,}"}
    return (
        _("The till has %(left)s left, and this takes %(needed)s. Nothing was recorded. Have it filled.")
        % told
    )


def _stating(
    request: HttpRequest, held: Keeping, form: WeighForm, *, taken: dict[str, Taken]
) -> HttpResponse:
    store = held.thing.id.rpartition("/")[2]
    shows = {
        "store": store, "name": say(held.thing.name), "form": form, "forms": (form,),
        "has_price": bool(taken),
        "till_href": reverse("work_till", kwargs={"place": held.place.id, "store": store}),
    }  # fmt: skip
    return page(request, "officer/weigh_in.html", shows, title=_("Weigh in"), place=held.place,
                status=422 if form.errors else 200)  # fmt: skip


def _price(one: Taken, seen: Present) -> int:
    """The won that a kilogram is worth at this hour; 0 where it is not bought by weight."""
    price = one.price_at(seen.at)
    return price.amount_krw if price is not None and price.unit == "kg" else 0


def _choice(one: Taken, seen: Present) -> str:
    return f"{one.title} · {money(_price(one, seen), 'kg')}"


def _ways(points: Pays) -> list[tuple[str, str]]:
    ways = [(CASH, _("cash"))]
    if points.unit:
        ways.append((POINTS, unit_title(points.unit, units=known_units())))
    return ways
