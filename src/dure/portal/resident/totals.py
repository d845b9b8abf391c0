"""The published totals of a programme's months, every edition of them, and the page that checks a proof."""

import json
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers.read import Total
from dure.kernel.plans import read as plans
from dure.kernel.plans.read import ProgrammeRun
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.acts import months, tariffs
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.programmes import find_run_or_404, kilogram_words
from dure.portal.showing import language, say
from dure.portal.version import code_version
from dure.protocols.sum_tree import Proof, faults_of, read

HEADER = ("programme", "month", "edition", "published_on", "total_grams", "people", "root", "about")
# A proof of a country's tree has fewer than thirty steps; this is many times that.
MOST_BYTES = 64 * 1024


class ProofForm(forms.Form):
    """The file somebody was given, or its words."""

    file = forms.FileField(label=gettext_lazy("Proof file"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Or the words in the file"), required=False, max_length=MOST_BYTES,
        widget=forms.Textarea(attrs={"rows": 6}),
    )  # fmt: skip

    def clean(self) -> dict[str, object]:
        """One of both, not too large, as text."""
        said = super().clean() or {}
        file = said.get("file")
        if file is not None and file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is too large for a proof."))
        words = file.read() if file is not None else str(said.get("text", "")).encode()
        try:
            said["proof"] = json.loads(words.decode("utf-8"))
        except (ValueError, RecursionError) as error:
            raise forms.ValidationError(
                _("This is no proof file. Take the file as you downloaded it from “My tonne”.")
            ) from error
        return said


@dataclass(frozen=True)
class Checked:
    """What became of a proof: whether it holds, why not, and the edition it is about."""

    holds: bool
    says: str
    proof: Proof | None = None
    total: Total | None = None


def programme_totals(_request: HttpRequest, place: str, programme: str) -> Page:
    """Every published edition of a programme's months."""
    found = place_or_404(place)
    run = find_run_or_404(place, programme)
    title = say(run.programme.title)
    known = ledgers.totals(run.place, below=f"{months.NAME}/{programme}")
    back = Crumb(title, reverse("programme", kwargs={"place": place, "programme": programme}))
    return Page(
        template="resident/totals.html",
        crumbs=crumbs(found, back, Crumb(_("Published totals"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "title": title,
            "programme_href": back.href,
            "table": _table(known, run, place=place) if known else None,
            "editions": [_shown(each) for each in known[:24]],
            "empty": _empty(),
        },
        data={"place": run.place, "programme": programme, "totals": [_data(each) for each in known]},
        header=HEADER,
        rows=[tuple(_data(each).values()) for each in known],
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_proof(request: HttpRequest) -> HttpResponse:
    """Checks a proof that somebody brings against what is published here. Nothing of it is kept."""
    form = ProofForm(request.POST, request.FILES) if request.method == "POST" else ProofForm()
    checked = check(form.cleaned_data["proof"]) if form.is_valid() else None
    shows = {
        "form": form,
        "forms": (form,),
        "checked": checked,
        "grams": kilogram_words(checked.proof.holding.grams) if checked and checked.proof else "",
        "total": _shown(checked.total) if checked and checked.total else None,
        "crumbs": [Crumb(_("Check a proof"))],
        "version": code_version(),
    }
    wrong = bool(form.errors) or (checked is not None and not checked.holds)
    return render(request, "resident/check_proof.html", shows, status=422 if wrong else 200)


def check(file: object) -> Checked:
    """Whether a proof holds by itself, and leads to a root that is published here."""
    try:
        proof = read(file if isinstance(file, dict) else {})
    except ValueError:
        return Checked(False, _("Something is missing in the file or cannot be read. Download it again."))
    faults = faults_of(proof)
    if faults:
        return Checked(False, _fault_words(faults[0]), proof)
    place, _space, rest = proof.root.about.partition(" ")
    name, _space, edition = rest.rpartition(" ")
    number = int(edition) if edition.isascii() and edition.isdigit() and len(edition) < 6 else 0
    total = ledgers.find_edition(place, name=name, edition=number)
    if total is None:
        return Checked(False, _("The steps fit together, but no such total is published here."), proof)
    if (total.root, total.amount) != (proof.root.digest.hex(), proof.root.grams):
        return Checked(
            False,
            _("The steps fit together, but lead to another total than the one published."),
            proof,
            total,
        )
    return Checked(True, _("These grams are inside the published total."), proof, total)


def _fault_words(fault: str) -> str:
    """Why a proof does not hold, in a sentence."""
    words = {
        "negative_grams": _("Grams below zero, or more than there can be, stand on the way."),
        "bad_salt": _("The salt has been shortened or lengthened."),
        "bad_side": _("A step says neither left nor right."),
        "other_total": _(
            "The grams on the way add up to another total than the file says. Something was changed."
        ),
    }
    return words.get(fault, _("The steps lead to another root than the file says. Something was changed."))


def _table(known: tuple[Total, ...], run: ProgrammeRun, *, place: str) -> Table:
    own = {"place": place, "programme": run.programme.name}
    addresses = [tariffs.kilograms_address(action.name) for action in run.programme.actions]
    mark = tariffs.avoided_mark(tariffs.stated(place, addresses))
    return Table(
        caption=_("Published totals"),
        columns=(
            Column(_("Month")),
            Column(_("Which edition")),
            Column(_("Avoided"), numeric=True),
            Column(_("People in it"), numeric=True),
            Column(_("Published on")),
        ),
        rows=tuple(
            (
                Cell(text=_month(each)),
                Cell(text=str(each.edition)),
                Cell(value=months.kilograms(each.amount or 0), unit="kgco2e", mark=mark, decimals=3),
                Cell(text=say(months.people_words(each.leaves or 0))),
                Cell(text=_day(each)),
            )
            for each in known
        ),
        caption_hidden=True,
        csv_href=reverse("programme_totals.csv", kwargs=own),
        json_href=reverse("programme_totals.json", kwargs=own),
    )


def _shown(total: Total) -> dict[str, object]:
    programme, _month_name = months.programme_and_month(total)
    found = plans.find_programme(programme)
    return {
        "programme": say(found.title) if found else programme,
        "month": _month(total),
        "edition": total.edition,
        "amount": kilogram_words(total.amount or 0),
        "grams": total.amount,
        "root": total.root,
        "about": total.about,
        "published": _day(total),
        "href": reverse("programme_totals", kwargs={"place": total.place, "programme": programme}),
    }


def _data(total: Total) -> dict[str, object]:
    programme, month = months.programme_and_month(total)
    return {
        "programme": programme,
        "month": month,
        "edition": total.edition,
        "published_on": _day(total),
        "total_grams": total.amount,
        "people": months.people_words(total.leaves or 0).en,
        "root": total.root,
        "about": total.about,
    }


def _month(total: Total) -> str:
    return period_words(months.programme_and_month(total)[1], language=language())


def _day(total: Total) -> str:
    return f"{timezone.localtime(total.published_at):%Y-%m-%d}" if total.published_at else ""


def _empty() -> Empty:
    return Empty(
        title=_("No total yet"),
        says=_("No month of this programme has been closed. A month is closed after it is over."),
    )
