"""The desk of ice packs: put in, picked up, washed, handed over, counted, each with one form."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dure.grammar.words import SLUG
from dure.kernel.ledgers import write as posting
from dure.kernel.things import read as things
from dure.kernel.things.read import Thing
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.trading_forms import WholeField
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.resident.ice_packs import moving
from dure.portal.resident.ice_packs.moving import Handling, Lot
from dure.portal.resident.wallets.doing import KeyField, new_key
from dure.portal.resident.waste.present import waste_place
from dure.portal.showing import say

COLLECTOR_KIND = "ice_pack_collector"


class BringForm(forms.Form):
    """How many packs a collector took in."""

    key = KeyField()
    collector = forms.ChoiceField(label=gettext_lazy("Collector"))
    packs = WholeField(label=gettext_lazy("How many packs"), max_length=6)


class PickForm(forms.Form):
    """What a collector sent and what the washing place received."""

    key = KeyField()
    collector = forms.ChoiceField(label=gettext_lazy("Collector"))
    sent = WholeField(label=gettext_lazy("Sent, as counted at the collector"), max_length=6)
    received = WholeField(label=gettext_lazy("Received, as counted where they are washed"), max_length=6)


class WashForm(forms.Form):
    """What of a lot came clean and what was thrown away."""

    key = KeyField()
    lot = forms.ChoiceField(label=gettext_lazy("Lot"))
    came_clean = WholeField(label=gettext_lazy("Washed"), max_length=6)
    lost = WholeField(label=gettext_lazy("Thrown away"), max_length=6)
    reason = forms.ChoiceField(label=gettext_lazy("Why thrown away"), required=False)


class HandForm(forms.Form):
    """Which lot goes to which market."""

    key = KeyField()
    lot = forms.ChoiceField(label=gettext_lazy("Lot"))
    market = forms.CharField(
        label=gettext_lazy("Market or distributor, as a short word"), max_length=40,
        help_text=gettext_lazy("Small letters, digits and hyphens, as central-market. No name of a person."),
    )  # fmt: skip
    packs = WholeField(label=gettext_lazy("How many packs"), max_length=6)

    def clean_market(self) -> str:
        """One word that stands in an address."""
        market = str(self.cleaned_data["market"]).strip()
        if not SLUG.fullmatch(market):
            raise forms.ValidationError(_("Small letters, digits and hyphens, as central-market."))
        return market


class CountForm(forms.Form):
    """What somebody counted where."""

    key = KeyField()
    where = forms.ChoiceField(label=gettext_lazy("Where"))
    counted = WholeField(label=gettext_lazy("Counted"), max_length=6)


@dataclass(frozen=True)
class Deed:
    """One thing to do: its form, what it is called, and how it is done."""

    name: str
    title: str
    form: forms.Form
    do: Callable[[Handling, dict[str, object]], str]


def collectors_of(place: str) -> tuple[Thing, ...]:
    """The collectors of a place, those that a document counts without naming too."""
    return things.things(place, kind=COLLECTOR_KIND)


@office
def ice_packs(request: HttpRequest, place: str) -> HttpResponse:
    """What can be done with ice packs now; each form by itself."""
    waste_place(place)
    work = work_at(request, place, "officer")
    lots = moving.lots(place)
    deeds = _deeds(request, work, lots)
    for deed in deeds:
        if deed.form.is_bound and deed.form.is_valid():
            said = deed.form.cleaned_data
            try:
                told = deed.do(Handling(place, said["key"], work.at, work.at), said)
            except (ActRefused, posting.Refused) as error:
                deed.form.add_error(None, say(error.says))
            else:
                messages.success(request, told)
                return redirect("work_ice_packs", place=place)
    shows = {
        "deeds": deeds,
        "forms": tuple(deed.form for deed in deeds),
        "lots": [(lot.number, _titles(place).get(lot.collector, lot.collector), lot.washing, lot.washed)
                 for lot in lots],
    }  # fmt: skip
    wrong = any(deed.form.errors for deed in deeds)
    return page(request, "officer/ice_packs.html", shows, title=_("Ice packs"), place=work.place,
                status=422 if wrong else 200)  # fmt: skip


def _titles(place: str) -> dict[str, str]:
    return {each.id.rpartition("/")[2]: say(each.name) for each in collectors_of(place)}


def _deeds(request: HttpRequest, work: Work, lots: tuple[Lot, ...]) -> list[Deed]:
    """What can be done, with the choices of now."""
    collectors = list(_titles(work.place.id).items())
    by_number = {lot.number: lot for lot in lots}
    washing = [(lot.number, _lot_words(lot, lot.washing)) for lot in lots if lot.washing]
    washed = [(lot.number, _lot_words(lot, lot.washed)) for lot in lots if lot.washed]
    counted = [*collectors, *((f"washing {n}", _("%(lot)s, being washed") % {"lot": w}) for n, w in washing)]
    counted += [(f"washed {n}", _("%(lot)s, washed") % {"lot": w}) for n, w in washed]
    reasons = [("", "–"), *((name, say(text)) for name, text in moving.REASONS.items())]

    def made(name: str, form: type[forms.Form], **choices: list[tuple[str, str]]) -> forms.Form:
        data = request.POST if request.POST.get("do") == name else None
        filled = form(data, prefix=None, initial={"key": new_key(work.at)}, auto_id=f"{name}-%s")
        for field, of in choices.items():
            filled.fields[field].choices = of  # type: ignore[attr-defined]
        return filled

    return [
        Deed("bring", _("Put into a collector"), made("bring", BringForm, collector=collectors), _bring),
        Deed("pick", _("Picked up for washing"), made("pick", PickForm, collector=collectors), _pick),
        Deed("wash", _("Washed"), made("wash", WashForm, lot=washing, reason=reasons), _washer(by_number)),
        Deed("hand", _("Handed over"), made("hand", HandForm, lot=washed), _hander(by_number)),
        Deed("count", _("Counted"), made("count", CountForm, where=counted), _counter(by_number)),
    ]


def _lot_words(lot: Lot, packs: int) -> str:
    return _("lot %(number)s, %(packs)s packs") % {"number": lot.number, "packs": f"{packs:,}"}


def _bring(doing: Handling, said: dict[str, object]) -> str:
    moving.bring(doing, collector=str(said["collector"]), packs=_whole(said["packs"]))
    return _("Recorded: put in.")


def _pick(doing: Handling, said: dict[str, object]) -> str:
    sent, received = _whole(said["sent"]), _whole(said["received"])
    lot = moving.pick_up(doing, collector=str(said["collector"]), sent=sent, received=received)
    told = {"lot": lot, "missing": f"{sent - received:,}"}
    if sent == received:
        return _("Recorded as lot %(lot)s.") % told
    return (
        _("Recorded as lot %(lot)s. %(missing)s packs were sent and not received: the balance shows it.")
        % told
    )


def _washer(lots: dict[str, Lot]) -> Callable[[Handling, dict[str, object]], str]:
    def do(doing: Handling, said: dict[str, object]) -> str:
        lot, reason = lots[str(said["lot"])], str(said["reason"] or "")
        clean, lost = _whole(said["came_clean"]), _whole(said["lost"])
        moving.wash(doing, lot=lot, clean=clean, lost=lost, reason=reason)
        return _("Recorded: washed.")

    return do


def _hander(lots: dict[str, Lot]) -> Callable[[Handling, dict[str, object]], str]:
    def do(doing: Handling, said: dict[str, object]) -> str:
        lot = lots[str(said["lot"])]
        moving.hand_over(doing, lot=lot, market=str(said["market"]), packs=_whole(said["packs"]))
        return _("Recorded: handed over.")

    return do


def _counter(lots: dict[str, Lot]) -> Callable[[Handling, dict[str, object]], str]:
    def do(doing: Handling, said: dict[str, object]) -> str:
        station, _space, number = str(said["where"]).partition(" ")
        if number:
            washed = station == moving.STORE
            gap = moving.count_lot(doing, lot=lots[number], washed=washed, counted=_whole(said["counted"]))
        else:
            gap = moving.count(doing, station=station, counted=_whole(said["counted"]))
        if not gap:
            return _("Counted: it is what the book says.")
        told = {"packs": f"{abs(gap):,}"}
        if gap < 0:
            return _("Counted: %(packs)s packs fewer than the book says. The balance shows it.") % told
        return _("Counted: %(packs)s packs more than the book says. The balance shows it.") % told

    return do


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
