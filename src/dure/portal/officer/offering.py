"""A practice offered to other governments: filled in part by part, looked at, then told to everybody."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.books.practice_files import written_details
from dure.grammar.books.practice_shapes import PRACTICE, Amount, Details
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.portal import showing
from dure.portal.officer import sure
from dure.portal.officer.offer_forms import COLUMNS, MOST_ROWS, ROWS, OfferForm
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.resident.marketplace import amount_line, source_cell
from dure.portal.showing import say


@office
def offer(request: HttpRequest, place: str) -> HttpResponse:
    """The form of a practice; first a look, then the case that everybody reads."""
    work = work_at(request, place, "officer")
    if case_read.find_kind(PRACTICE) is None:
        raise Http404
    more = request.POST.get("more", "") if request.method == "POST" else ""
    posted = request.POST if request.method == "POST" and not more else None
    form = OfferForm(
        posted, initial=request.POST.dict() if more else {}, today=timezone.localdate(work.at),
        rows=_rows(request, more=more),
    )  # fmt: skip
    if form.is_valid() and not sure.is_back(request):
        return _look(request, work, form)
    titles = _titles()
    return page(
        request,
        "officer/offer.html",
        {
            "form": form,
            "forms": (form,),
            "sections": [(part, *titles[part], rows) for part, rows in form.sections()],
        },
        title=_("Offer a practice"),
        place=work.place,
        status=422 if form.errors else 200,
    )


def _look(request: HttpRequest, work: Work, form: OfferForm) -> HttpResponse:
    """The look at an offer, and then its case, which waits for another person."""

    def answer(case: case_read.Case) -> HttpResponse:
        messages.success(request, _("Filed. It is offered to others once another person has approved it."))
        return redirect(reverse("work_case", kwargs={"place": case.place, "case": case.id.partition("/")[2]}))

    def again(seal: str) -> HttpResponse | None:
        case = case_read.find_case(_number(work, form, seal=seal))
        return answer(case) if case is not None else None

    def shows() -> sure.Look:
        title = Text(form.cleaned_data["title_ko"], form.cleaned_data["title_en"])
        return sure.Look(told(form.details(), title), _("Offer a practice"), takes_two=True)

    return sure.ask(
        request, work, form,
        shows=shows,
        again=again,
        records=lambda seal, _seen: answer(_open(work, form, seal=seal)),
    )  # fmt: skip


def _titles() -> dict[str, tuple[str, str]]:
    """What the parts are called, and what belongs there."""
    return {
        "conditions": (
            _("What it needs"),
            _("What another government must have before it can take this up."),
        ),
        "costs": (_("What it cost"), _("Money only, each amount with its year and document.")),
        "results": (_("What came of it"), _("Each result needs its unit and the document that tells it.")),
        "contacts": (_("Whom to ask"), _("An office or a role, not a person: everybody can read it.")),
    }


def _rows(request: HttpRequest, *, more: str) -> Mapping[str, int]:
    """How many rows each part has: those that came filled in, and more of the part that asks for them."""
    found = {}
    for part, fewest in ROWS.items():
        asked = [
            number
            for number in range(1, MOST_ROWS + 1)
            if any(f"{part}_{number}_{name}" in request.POST for name in COLUMNS[part])
        ]
        there = max([fewest, *asked])
        found[part] = min(there + fewest * (part == more), MOST_ROWS)
    return found


def told(details: Details, title: Text) -> list[tuple[str, str]]:
    """The practice as others will read it, in both languages where both are told."""
    sources = showing.sources()

    def amounts(told: tuple[Amount, ...]) -> str:
        lines = [f"{amount_line(each)} – {source_cell(each.source, sources)[0]}" for each in told]
        return "\n".join(lines) or _("Not told")

    return [
        (_("Title"), _both(title)),
        (_("What it is"), _both(details.what)),
        (_("What it needs"), "\n".join(map(_both, details.conditions)) or _("Not told")),
        (_("What it cost"), amounts(details.costs)),
        (_("What came of it"), amounts(details.results)),
        (
            _("Whom to ask"),
            "\n".join(f"{say(each.role)}: {each.at}" for each in details.contacts) or _("Not told"),
        ),
    ]


def _both(text: Text) -> str:
    return " / ".join(each for each in (text.ko, text.en) if each)


def _open(work: Work, form: OfferForm, *, seal: str) -> case_read.Case:
    """Open the case with everything that is told; the same look again finds the case there is."""
    said, details = form.cleaned_data, form.details()
    opening = cases.Opening(
        id=_number(work, form, seal=seal),
        place=work.place.id,
        kind=PRACTICE,
        title=Text(said["title_ko"].strip(), said["title_en"].strip()),
        says=details.what,
        on=said["on"],
        source=said["source"],
        locator=said["locator"].strip(),
    )
    letters = [{"details": written_details(details)}]
    try:
        return cases.open_case(opening, by=work.actor, at=work.at, letters=letters)
    except cases.AlreadyOpen:
        found = case_read.find_case(opening.id)
        assert found is not None
        return found


def _number(work: Work, form: OfferForm, *, seal: str) -> str:
    """The id of the offer: it follows from the look."""
    return f"{work.place.id}/{PRACTICE}-{form.cleaned_data['on']:%Y%m%d}-{seal[:8]}"
