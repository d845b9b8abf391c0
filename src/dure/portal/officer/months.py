"""Closing months of programmes: an officer begins, the sum is gathered step by step, another publishes."""

import contextlib
import secrets

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.ledgers import read as ledgers
from dure.kernel.ledgers import write as closing
from dure.kernel.ledgers.read import Total
from dure.kernel.parties.read import sealing
from dure.kernel.plans import read as plans
from dure.portal.blocks.progress import Progress
from dure.portal.blocks.times import period_words
from dure.portal.officer.acts.acting import ActRefused
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import case_page
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.acts import months, tariffs
from dure.portal.resident.programmes import kilogram_words
from dure.portal.showing import language, say
from dure.protocols.sum_tree import SALT_BYTES

KIND = "programme_month"


@office
def month_list(request: HttpRequest, place: str) -> HttpResponse:
    """The months of a place's programmes: what is published, what is open, what can be closed."""
    work = work_at(request, place)
    today = timezone.localdate(work.at)
    runs = [run for run in tariffs.runs_at(place, on=today) if run.place == place]
    if request.method == "POST":
        work = work_at(request, place, "officer")
        programme, _slash, month = request.POST.get("month", "").partition("/")
        if not any(run.programme.name == programme for run in runs):
            raise Http404(_("This place has no such programme."))
        try:
            case = _begin(work, programme=programme, month=month)
        except (ActRefused, closing.Refused) as error:
            messages.error(request, say(error.says))
            return redirect(request.path)
        return redirect(_href(case))
    piles = [
        {
            "title": say(run.programme.title),
            "lines": [
                _line(run.programme.name, month, this_month=f"{today:%Y-%m}")
                for month in months.months_of(place, run.programme.name, published=False)
            ],
        }
        for run in runs
    ]
    shows = {"piles": piles, "may_close": work.may("officer")}
    return page(request, "officer/months.html", shows, title=_("Closing months"), place=work.place)


@office
def month_case(request: HttpRequest, number: str) -> HttpResponse:
    """One edition of a month: gathered step by step, then published by another person."""
    case = case_read.find_case(f"{KIND}/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    total = _total_of(case)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.POST.get("move") == "gather":
        return _gather(request, total, work)
    if request.method == "POST" and form.is_valid():
        try:
            _publish(case, total, work, says=typed(form.cleaned_data["says"]))
        except (cases.MoveRefused, ActRefused) as error:
            form.add_error(None, say(error.says))
        else:
            messages.success(request, _("The total is published."))
            return redirect(request.path)
    return case_page(
        request,
        "officer/month.html",
        {
            "what": _told(total),
            "gathering": _progress(total) if total.amount is None else None,
            "totals_href": _totals_href(total) if total.published_at else "",
        },
        case=case_read.find_case(case.id) or case,
        work=work,
        form=form,
    )


def _begin(work: Work, *, programme: str, month: str) -> str:
    """Begin an edition and open its case, once; then do the first steps."""
    secret = secrets.token_bytes(SALT_BYTES + sealing.NONCE_BYTES)
    with transaction.atomic():
        total = months.begin(
            work.place.id, programme, month=month, at=work.at, today=timezone.localdate(work.at),
            secret=secret,
        )  # fmt: skip
        opening = cases.Opening(
            id=f"{KIND}/{total.id}", place=work.place.id, kind=KIND, says=Text("", ""),
            on=timezone.localdate(work.at),
            title=_title(total),
        )  # fmt: skip
        with contextlib.suppress(cases.AlreadyOpen):
            cases.open_case(opening, by=work.actor, at=work.at, letters=[{"total": str(total.id)}])
    months.advance(total, at=work.at)
    return opening.id


def _title(total: Total) -> Text:
    name, month = months.programme_and_month(total)
    found = plans.find_programme(name)
    title = found.title if found else Text(name, name)
    return Text(
        f"{title.ko}: {period_words(month, language='ko')} 마감, {total.edition}판",
        f"{title.en}: {period_words(month, language='en')}, edition {total.edition}",
    )


def _gather(request: HttpRequest, total: Total, work: Work) -> HttpResponse:
    """Some more steps; a sum that does not add up is told and stays unpublished."""
    try:
        months.advance(total, at=work.at)
    except closing.Refused as error:
        messages.error(request, say(error.says))
    return redirect(request.path)


def _publish(case: case_read.Case, total: Total, work: Work, *, says: Text) -> None:
    """Take the step and publish, both or neither."""
    if total.amount is None:
        raise ActRefused(
            "아직 다 모으지 않아 공표할 수 없습니다. ‘이어서 모으기’를 먼저 누르십시오.",
            "It is not gathered yet. Press “Go on gathering” first.",
        )
    with transaction.atomic():
        cases.take(case.id, move="approve", by=work.actor, at=work.at, says=says)
        closing.publish_total(total.id, case=case.id, at=work.at)


def _total_of(case: case_read.Case) -> Total:
    total = ledgers.find_total(int(case_read.letters(case.id)[0]["total"]))
    assert total is not None
    return total


def _line(programme: str, month: months.Month, *, this_month: str) -> dict[str, object]:
    published, opened = month.published, month.open
    return {
        "value": f"{programme}/{month.month}",
        "month": period_words(month.month, language=language()),
        "now": kilogram_words(month.grams),
        "published": _("Edition %(number)s: %(amount)s") % {
            "number": published.edition, "amount": kilogram_words(published.amount or 0)
        } if published else "",
        "case_href": _href(f"{KIND}/{opened.id}") if opened else "",
        "can_close": not opened and bool(month.changed) and month.month < this_month,
        "is_over": month.month < this_month,
    }  # fmt: skip


def _told(total: Total) -> list[tuple[str, str]]:
    programme, month = months.programme_and_month(total)
    found = plans.find_programme(programme)
    told = [
        (_("Programme of acts"), say(found.title) if found else programme),
        (_("Month"), period_words(month, language=language())),
        (_("Which edition"), str(total.edition)),
    ]
    if total.amount is not None:
        told += [
            (_("Avoided, estimated"), kilogram_words(total.amount)),
            (_("People in it"), say(months.people_words(total.leaves or 0))),
            (_("Root"), total.root),
        ]
    return told


def _progress(total: Total) -> Progress:
    return Progress(title=_("Accounts gathered"), done=ledgers.gathered(total), total=total.accounts)


def _totals_href(total: Total) -> str:
    programme, _month = months.programme_and_month(total)
    return reverse("programme_totals", kwargs={"place": total.place, "programme": programme})


def _href(case: str) -> str:
    return reverse("work_month", kwargs={"number": case.partition("/")[2]})
