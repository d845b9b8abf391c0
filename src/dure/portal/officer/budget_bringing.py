"""Bringing a budget: the upload, the look before it is recorded with every bad row, and the recording."""

import secrets
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.books.budget import BudgetFile, against_official, read_budget_file
from dure.grammar.books.budget_shapes import STAGES, BudgetHead
from dure.grammar.sentences.budget import column_title
from dure.grammar.shapes import Mistake, Text
from dure.kernel.observations import read as observations
from dure.kernel.plans import read as plans
from dure.kernel.plans import write as planning
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.budget_words import stage_word, tonnes_words, won_words
from dure.portal.officer.budget_forms import BringForm
from dure.portal.officer.work import Work, office, page, work_at
from dure.portal.pages import csv_answer
from dure.portal.resident import budget_tables
from dure.portal.showing import say

KEPT_S = 24 * 60 * 60
SHOWN = 200
NOTHING = Text("", "")
TITLES = {
    "proposed": Text("예산안", "Proposal"),
    "adopted": Text("본예산", "Adopted budget"),
    "supplementary": Text("추가경정예산", "Supplementary budget"),
    "executed": Text("집행", "Execution"),
    "settled": Text("결산", "Settlement"),
}


@dataclass(frozen=True)
class Brought:
    """A file that was read and not recorded yet."""

    head: BudgetHead
    read: BudgetFile
    name: str
    carried_from: str = ""


def _key(token: str, account: int) -> str:
    return f"officer-budget-{account}-{token}"


def _find(token: str, work: Work) -> Brought | None:
    brought = cache.get(_key(token, work.account))
    return brought if isinstance(brought, Brought) and brought.head.place == work.place.id else None


@office
def bring(request: HttpRequest, place: str) -> HttpResponse:
    """The upload."""
    work = work_at(request, place, "officer")
    year = timezone.localdate(work.at).year + 1
    form = (
        BringForm(request.POST, request.FILES, year=year)
        if request.method == "POST"
        else BringForm(year=year)
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        name = said["file"].name[:200]
        read = read_budget_file(
            said["file"].read(), file=name, year=said["year"], unit=said["unit"], stage=said["stage"]
        )
        if said["total_krw"] is not None and not read.unusable:
            read = against_official(read, file=name, total_krw=said["total_krw"])
        token = secrets.token_urlsafe(12)
        head, carried_from = _carried(_head(place, said))
        cache.set(_key(token, work.account), Brought(head, read, name, carried_from), KEPT_S)
        return redirect(reverse("work_budget_look", kwargs={"place": place, "token": token}))
    return page(
        request, "officer/budget_bring.html", {"form": form, "forms": (form,)}, title=_("Bring a budget"),
        place=work.place, status=422 if form.is_bound else 200,
    )  # fmt: skip


def _head(place: str, said: dict[str, object]) -> BudgetHead:
    year, stage = int(str(said["year"])), str(said["stage"])
    assert stage in STAGES
    title, source = TITLES[stage], str(said["source"])
    return BudgetHead(
        place=place,
        year=year,
        stage=stage,
        title=Text(f"{year}년 {title.ko}", f"{title.en} of {year}"),
        total_krw=said["total_krw"],  # type: ignore[arg-type]
        ceiling_tco2e=said["ceiling_tco2e"],  # type: ignore[arg-type]
        reference_tco2e=said["reference_tco2e"],  # type: ignore[arg-type]
        synthetic=plans.is_made_up(source) or observations.is_made_up(source),
        published_on=None,
        source=source,
        locator="",
        note=NOTHING,
    )


def _carried(head: BudgetHead) -> tuple[BudgetHead, str]:
    """A head with the ceiling of the stage before where none was typed, and that stage's name."""
    book = plans.find_budget(head.place, year=head.year)
    if book is None or head.ceiling_tco2e is not None or head.reference_tco2e is not None:
        return head, ""
    upto = STAGES[: STAGES.index(head.stage) + 1]
    for stage in reversed([each for each in book.stages if each in upto]):
        edition = book.edition(stage)
        if edition and edition.ceiling_tco2e is not None:
            carried = replace(
                head, ceiling_tco2e=edition.ceiling_tco2e, reference_tco2e=edition.reference_tco2e
            )
            return carried, stage
    return head, ""


def _ceiling_words(brought: Brought) -> str:
    """The ceiling that would be recorded, and that it was carried over; that there is none, where so."""
    head = brought.head
    if head.ceiling_tco2e is None:
        return _("No emission ceiling is recorded with it.")
    said = {
        "ceiling": tonnes_words(float(head.ceiling_tco2e)),
        "reference": _("unknown")
        if head.reference_tco2e is None
        else tonnes_words(float(head.reference_tco2e)),
        "stage": stage_word(brought.carried_from),
    }
    if brought.carried_from:
        return (
            _(
                "The ceiling was left blank, so that of the %(stage)s is carried over: %(ceiling)s, expected "
                "without this budget %(reference)s. For another one go back and type it."
            )
            % said
        )
    return _("Ceiling %(ceiling)s, expected without this budget %(reference)s.") % said


@office
def look(request: HttpRequest, place: str, token: str) -> HttpResponse:
    """What would be recorded, and every row that cannot be. Nothing is half-recorded."""
    work = work_at(request, place, "officer")
    brought = _find(token, work)
    if brought is None:
        messages.warning(request, _("What was brought is kept for one day. Bring it again, please."))
        return redirect(reverse("work_budget_bring", kwargs={"place": place}))
    refused = plans.not_now(place, year=brought.head.year, stage=brought.head.stage)
    if request.method == "POST" and not brought.read.mistakes and refused is None:
        try:
            planning.bring_budget(brought.head, lines=brought.read.lines, by=work.actor, at=work.at)
        except planning.BudgetRefused as error:
            refused = error.says
        else:
            messages.success(request, _("The budget is recorded."))
            own = {"place": place, "year": brought.head.year}
            return redirect(reverse("work_budget", kwargs=own) + f"?stage={brought.head.stage}")
    return _shown(request, work, brought, token=token, refused=refused)


def _shown(
    request: HttpRequest, work: Work, brought: Brought, *, token: str, refused: Text | None
) -> HttpResponse:
    read, head = brought.read, brought.head
    before = plans.find_budget(head.place, year=head.year)
    known = {line.code for line in before.lines.get(head.stage, ())} if before else set()
    return page(
        request,
        "officer/budget_look.html",
        {
            "ceiling": _ceiling_words(brought),
            "overspent": _overspent(before, brought),
            "refused": say(refused) if refused else "",
            "review_href": _review_href(before),
            "name": brought.name, "encoding": read.encoding, "head": head, "stage": stage_word(head.stage),
            "unusable": read.unusable, "mistakes": len(read.mistakes), "good": len(read.lines),
            "total": won_words(read.sum_krw), "checked": read.compared,
            "official": head.total_krw is not None,
            "replaces": f"{len(known):,}" if known else "",
            "again": f"{sum(line.code in known for line in read.lines):,}",
            "wrong": _wrong(read.mistakes[:SHOWN]), "wrong_shown": min(SHOWN, len(read.mistakes)),
            "lines": _lines(read),
            "wrong_href": reverse("work_budget_wrong", kwargs={"place": work.place.id, "token": token}),
        },
        title=_("A look before it is recorded"), place=work.place,
        status=422 if read.mistakes or refused else 200,
    )  # fmt: skip


def _overspent(book: plans.BudgetBook | None, brought: Brought) -> str:
    """What this file spends above the budget that stands; empty where nothing."""
    if book is None:
        return ""
    found = plans.overspent(book, stage=brought.head.stage, lines=brought.read.lines)
    return budget_tables.overspent_words(found)


def _review_href(book: plans.BudgetBook | None) -> str:
    """Where the next step of the year is taken; empty before any stage was brought."""
    if book is None:
        return ""
    return reverse("work_budget_review", kwargs={"place": book.place, "year": book.year})


def _wrong(mistakes: tuple[Mistake, ...]) -> Table:
    return Table(
        caption=_("Rows that cannot be taken"),
        columns=(
            Column(_("Row")), Column(_("Column")), Column(_("What is wrong")),
            Column(_("How to mend it")),
        ),
        rows=tuple(
            (
                Cell(text=str(each.line) if each.line else _("the file")),
                Cell(text=say(column_title(each.column or ""))),
                Cell(text=say(each.says)), Cell(text=say(each.mend)),
            )
            for each in mistakes
        ),
    )  # fmt: skip


def _lines(read: BudgetFile) -> Table:
    return Table(
        caption=_("The first lines"),
        columns=(
            Column(_("Code")), Column(_("Department")), Column(_("Project")),
            Column(_("Won"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(text=line.code), Cell(text=line.department), Cell(text=line.title),
                Cell(text=won_words(line.amount_krw)),
            )
            for line in read.lines[:20]
        ),
        empty=_("No row can be taken."),
    )  # fmt: skip


@office
def wrong_rows(request: HttpRequest, place: str, token: str) -> HttpResponse:
    """Every mistake of the file as CSV, in both languages."""
    work = work_at(request, place, "officer")
    brought = _find(token, work)
    found = brought.read.mistakes if brought else ()
    rows = [(m.line or "", m.column or "", m.says.ko, m.mend.ko, m.says.en, m.mend.en) for m in found]
    header = ("row", "column", "says_ko", "mend_ko", "says_en", "mend_en")
    return csv_answer(header, rows, name=f"{place}-budget-wrong.csv")
