"""Adopting a practice: proposed by one, approved by another, adapted, and its results reported back."""

import hashlib
from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.books.practice_shapes import ADOPTION, Amount
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.portal.data.marketplace import MOST, Offer, confirmed_results, offers, result_of, same
from dure.portal.data.practices import root_of
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.practice_forms import AdoptForm, ResultForm
from dure.portal.officer.reviewing import allowed_moves, why_not
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.findings import way
from dure.portal.resident.marketplace import amount_words, whose
from dure.portal.showing import say

REPORT = "report"
DECLINED = "declined"


@office
def adopt(request: HttpRequest, place: str) -> HttpResponse:
    """Choose a practice of the marketplace and propose it, with the reason."""
    work = work_at(request, place, "officer")
    known = [offer for offer in offers(root_of(request)) if offer.place != place]
    chosen = next((offer for offer in known if offer.key == request.GET.get("practice", "")), None)
    form = AdoptForm(request.POST if request.method == "POST" else None)
    if chosen is not None and form.is_valid():
        return _propose(request, work, chosen, why=typed(form.cleaned_data["says"]))
    return page(
        request,
        "officer/adopt.html",
        {
            "offers": [
                {"key": offer.key, "title": say(offer.entry.title), "place": whose(offer),
                 "what": say(offer.entry.details.what)}
                for offer in known
            ],
            "chosen": chosen,
            "chosen_title": say(chosen.entry.title) if chosen else "",
            "chosen_place": whose(chosen) if chosen else "",
            "chosen_needs": [say(each) for each in chosen.entry.details.conditions] if chosen else [],
            "already": _page_of(work, _standing(_adoptions(work, chosen))) if chosen else "",
            "form": form,
            "forms": (form,),
        },
        title=_("Adopt a practice"),
        place=work.place,
        status=422 if form.is_bound else 200,
    )  # fmt: skip


def _adoptions(work: Work, chosen: Offer) -> list[case_read.Case]:
    """The adoptions of a practice that this place has recorded, those it declined among them."""
    subject = _subject(chosen)
    known = case_read.cases(place=work.place.id, kind=ADOPTION, limit=MOST)
    return [case for case in known if case.subject == subject or same(case.subject, subject)]


def _standing(known: Iterable[case_read.Case]) -> case_read.Case | None:
    """The adoption that was not declined, if there is one: another may not stand beside it."""
    return next((case for case in known if case.state != DECLINED), None)


def _page_of(work: Work, case: case_read.Case | None) -> str:
    """The page of an adoption; empty where there is none, the desk where packs tell of it."""
    if case is None:
        return ""
    if not case.id.startswith("adoptions/"):
        return reverse("work_practices", kwargs={"place": work.place.id})
    return reverse("work_adoption", kwargs={"number": case.id.rpartition("/")[2]})


def _subject(offer: Offer) -> str:
    """What an adoption names: a case of this server by its id, another server's by its address."""
    return offer.case or offer.entry.id


def _propose(request: HttpRequest, work: Work, offer: Offer, *, why: Text) -> HttpResponse:
    """Propose it, unless an adoption of it stands here already."""
    known = _adoptions(work, offer)
    case = standing = _standing(known)
    opening = cases.Opening(
        id=_id(work, offer, round_number=len(known) + 1),
        place=work.place.id,
        kind=ADOPTION,
        title=offer.entry.title,
        subject=_subject(offer),
        says=why,
        on=timezone.localdate(work.at),
    )
    try:
        case = case or cases.open_case(opening, by=work.actor, at=work.at)
    except cases.AlreadyOpen:
        standing = case = case_read.find_case(opening.id)
    if standing is None:
        messages.success(request, _("Proposed. It is adopted once another person has approved it."))
    else:
        messages.warning(request, _("This place has an adoption of it already."))
    return redirect(_page_of(work, case))


def _id(work: Work, offer: Offer, *, round_number: int) -> str:
    """The id of a place's adoption of a practice: whoever proposes it at the same moment finds it taken.

    One that was declined may be proposed again: that is the next round, of another id.
    """
    subject = _subject(offer)
    said = f"{work.place.id} {subject.partition('://')[2] or subject} {round_number}"
    return f"adoptions/{work.place.id}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"


@office
def adoption(request: HttpRequest, number: str) -> HttpResponse:
    """One adoption: its way, the next step, and its results with their units."""
    case = case_read.find_case(f"adoptions/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    kind = case_read.find_kind(case.kind)
    assert kind is not None
    moves = allowed_moves(case, work=work, kind=kind)
    may_report = any(move["name"] == REPORT for move in moves)
    move = request.POST.get("move", "") if request.method == "POST" else ""
    result = ResultForm(request.POST if move == REPORT else None) if may_report else None
    says = SaysForm(request.POST if move and move != REPORT else None)
    form = result if move == REPORT and result is not None else says
    if move and form.is_valid() and _take(request, work, case, move=move, form=form):
        return redirect(request.path)
    letters = case_read.letters(case.id)
    confirmed = confirmed_results(case, letters)
    filed = [each for each in map(result_of, _results(letters)) if each not in confirmed]
    return page(
        request,
        "officer/adoption.html",
        {
            "state": say(kind.state_title(case.state)),
            "steps": way(case, kind, {}),
            "moves": [each for each in moves if each["name"] != REPORT],
            "why_not": "" if moves else why_not(case, work=work, kind=kind),
            "result": result,
            "form": says,
            "forms": tuple(each for each in (says, result) if each is not None),
            "confirmed": _told(confirmed),
            "filed": _told(filed),
            "of": case.subject,
        },
        title=say(case.title),
        place=work.place,
        status=422 if move else 200,
    )  # fmt: skip


def _told(results: Iterable[Amount]) -> list[tuple[str, str, str, str]]:
    """Results as the page lists them: what, how much, when, where it is written."""
    return [(say(each.title), amount_words(each), each.period, each.source) for each in results]


def _results(letters: tuple[dict[str, str], ...]) -> list[dict[str, str]]:
    return [letter for letter in letters if "value" in letter]


def _take(
    request: HttpRequest, work: Work, case: case_read.Case, *, move: str, form: ResultForm | SaysForm
) -> bool:
    """Take the step; what the kernel refuses stands in the form."""
    said = form.cleaned_data
    letters = [_letter(said)] if isinstance(form, ResultForm) else []
    source = (said["source"], said["locator"].strip()) if isinstance(form, ResultForm) else ("", "")
    try:
        cases.take(
            case.id, move=move, by=work.actor, at=work.at, says=typed(said["says"]), source=source,
            letters=letters,
        )  # fmt: skip
    except cases.MoveRefused as error:
        form.add_error(None if said["says"] else "says", say(error.says))
        return False
    messages.success(request, _("The step is recorded."))
    return True


def _letter(said: dict[str, str]) -> dict[str, str]:
    """A result as it is kept with the case."""
    return {
        "title_ko": said["title_ko"].strip(),
        "title_en": said["title_en"].strip(),
        "value": said["value"],
        "unit": said["unit"],
        "period": said["period"],
        "source": f"{said['source']}:{said['locator'].strip()}",
    }
