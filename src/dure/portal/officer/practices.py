"""The desk of practices: what is offered and adopted here, and another city's file on its way in."""

import hashlib
import secrets
from dataclasses import dataclass

from django.contrib import messages
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.books.practice_files import read_kept, read_practices, written_entry
from dure.grammar.books.practice_shapes import (
    ADOPTION,
    PRACTICE,
    UNAPPROVED,
    WAITING,
    Amount,
    Entry,
    PracticesFile,
)
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.data.marketplace import IMPORT
from dure.portal.data.practices import root_of
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.practice_changes import changes_table, without_own
from dure.portal.officer.practice_forms import BringForm
from dure.portal.officer.reviewing import allowed_moves, why_not
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.findings import way
from dure.portal.resident.marketplace import adoption_states, amount_words
from dure.portal.showing import people, say

KEPT_S = 24 * 60 * 60


@dataclass(frozen=True)
class Brought:
    """A file that was read and not filed yet."""

    place: str
    name: str
    digest: str
    read: PracticesFile

    @property
    def case(self) -> str:
        """The id of its case: the same file of the same place is brought once."""
        return f"practices/{hashlib.sha256(f'{self.place} {self.digest}'.encode()).hexdigest()[:12]}"


def _key(token: str, account: int) -> str:
    return f"officer-practices-{account}-{token}"


def _own(place: str) -> dict[str, object]:
    """What the place offers to others, and what waits for another person before it is offered."""
    own = case_read.cases(place=place, kind=PRACTICE)
    return {
        "offered": [say(case.title) for case in own if case.state not in UNAPPROVED],
        "waiting": [
            {
                "title": say(case.title),
                "href": reverse("work_case", kwargs={"place": place, "case": case.id.partition("/")[2]}),
            }
            for case in own
            if case.state == WAITING
        ],
    }


@office
def practices(request: HttpRequest, place: str) -> HttpResponse:
    """The desk: bring a file, look at what was adopted here, offer one's own."""
    work = work_at(request, place)
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        work = work_at(request, place, "officer")
        return _read(work, form, root=root_of(request))
    kinds = case_read.kinds()
    if IMPORT not in kinds:
        raise Http404
    return page(
        request,
        "officer/practices.html",
        {
            "form": form,
            "forms": (form,),
            "may_write": work.may("officer"),
            "adoptions": [
                {
                    "title": say(case.title),
                    "state": say(kinds[ADOPTION].state_title(case.state)),
                    "href": reverse("work_adoption", kwargs={"number": case.id.rpartition("/")[2]}),
                }
                for case in case_read.cases(place=place, kind=ADOPTION)
                if case.id.startswith("adoptions/")
            ],
            "imports": _imports(place, kinds[IMPORT]),
            **_own(place),
        },
        title=_("Practices"),
        place=work.place,
        status=422 if form.is_bound else 200,
    )


def _imports(place: str, kind: case_read.Kind) -> list[dict[str, str]]:
    """The files that were brought here: by whom, when, and where each stands."""
    imports = case_read.cases(place=place, kind=IMPORT)
    who = people(case.steps[0] for case in imports)
    return [
        {
            "title": say(case.title),
            "state": say(kind.state_title(case.state)),
            "says": f"{who(case.steps[0])} · {timezone.localtime(case.opened_at):%Y-%m-%d}",
            "href": reverse("work_practices_case", kwargs={"number": case.id.rpartition("/")[2]}),
        }
        for case in imports
    ]


def _read(work: Work, form: BringForm, *, root: str) -> HttpResponse:
    """Read what was brought and keep it for the look before it is filed."""
    said = form.cleaned_data
    content: bytes = said["file"].read() if said["file"] else said["text"].encode()
    name = said["file"].name[:120] if said["file"] else _("pasted text")
    read = without_own(read_practices(content, file=name), root=root)
    token = secrets.token_urlsafe(12)
    brought = Brought(work.place.id, name, hashlib.sha256(content).hexdigest(), read)
    cache.set(_key(token, work.account), brought, KEPT_S)
    return redirect(reverse("work_practices_look", kwargs={"place": work.place.id, "token": token}))


@office
def look(request: HttpRequest, place: str, token: str) -> HttpResponse:
    """What the file offers, and every entry that cannot be taken, with its place and its mend."""
    work = work_at(request, place, "officer")
    brought = cache.get(_key(token, work.account))
    if not isinstance(brought, Brought) or brought.place != place:
        messages.warning(request, _("What was brought is kept for one day. Bring it again, please."))
        return redirect(reverse("work_practices", kwargs={"place": place}))
    filed = case_read.find_case(brought.case)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and brought.read.entries and filed is None:
        if not brought.read.mistakes or "only_good" in request.POST:
            return _file(request, work, brought, why=typed(form.cleaned_data["says"]))
        messages.error(request, _("Some entries cannot be taken. Choose to take the good ones only."))
    return page(
        request,
        "officer/practices_look.html",
        {
            "name": brought.name,
            "sender": brought.read.sender,
            "unusable": brought.read.unusable,
            "wrong": _wrong_table(brought.read),
            "wrong_count": len({each.line for each in brought.read.mistakes}),
            "good": entries_table(brought.read.entries),
            "good_count": len(brought.read.entries),
            "changes": changes_table(brought.read.entries),
            "filed_href": reverse("work_practices_case", kwargs={"number": filed.id.rpartition("/")[2]})
            if filed
            else "",
            "form": form,
            "forms": (form,),
        },
        title=_("Look before filing"),
        place=work.place,
        status=422 if brought.read.unusable or request.method == "POST" else 200,
    )


def _file(request: HttpRequest, work: Work, brought: Brought, *, why: Text) -> HttpResponse:
    """File the good entries; another person lists them."""
    count, sender = len(brought.read.entries), brought.read.sender or brought.name
    opening = cases.Opening(
        id=brought.case,
        place=work.place.id,
        kind=IMPORT,
        title=Text(f"{sender}의 모범사례 {count}건", f"{count} entries of {sender}"),
        says=why,
        on=timezone.localdate(work.at),
    )
    letters = [
        {"entry": written_entry(entry), "from": brought.read.sender, "file": brought.name,
         "digest": brought.digest}
        for entry in brought.read.entries
    ]  # fmt: skip
    try:
        cases.open_case(opening, by=work.actor, at=work.at, letters=letters)
    except cases.AlreadyOpen:
        messages.info(request, _("This file was brought already."))
    else:
        told = ngettext(
            "%(count)d entry was filed. It is listed once another person has approved it.",
            "%(count)d entries were filed. They are listed once another person has approved them.",
            count,
        )
        messages.success(request, told % {"count": count})
    return redirect(reverse("work_practices_case", kwargs={"number": opening.id.rpartition("/")[2]}))


def _wrong_table(read: PracticesFile) -> Table | None:
    """The entries that cannot be taken: which, where in the file, what is wrong, how to mend it."""
    if not read.mistakes:
        return None
    return Table(
        caption=_("Entries that cannot be taken"),
        columns=(
            Column(_("Entry"), numeric=True), Column(_("Where")), Column(_("What is wrong")),
            Column(_("How to mend it")),
        ),
        rows=tuple(
            (
                Cell(text=str(each.line or "")),
                Cell(text=each.column or _("the file")),
                Cell(text=say(each.says)),
                Cell(text=say(each.mend)),
            )
            for each in read.mistakes
        ),
    )  # fmt: skip


def entries_table(entries: tuple[Entry, ...]) -> Table:
    """What would be listed: each practice or adoption with what is told of it."""
    kinds = {PRACTICE: _("Practice"), ADOPTION: _("Adoption")}
    states = adoption_states()
    return Table(
        caption=_("What would be listed"),
        columns=(
            Column(_("Title")), Column(_("Of which place")), Column(_("What it is")), Column(_("Results")),
            Column(_("Cost")), Column(_("Source")),
        ),
        rows=tuple(
            (
                Cell(
                    text=say(entry.title), note=f"{kinds[entry.kind]} {states.get(entry.state, '')}".strip()
                ),
                Cell(text=say(entry.place), note=entry.id),
                Cell(text=say(entry.details.what) or "—"),
                Cell(text=_amounts(entry.details.results)),
                Cell(text=_amounts(entry.details.costs)),
                Cell(text=entry.details.source or "—"),
            )
            for entry in entries
        ),
        empty=_("No entry can be taken."),
    )  # fmt: skip


def _amounts(amounts: tuple[Amount, ...]) -> str:
    return "; ".join(f"{say(each.title)}: {amount_words(each)}" for each in amounts) or "—"


@office
def review(request: HttpRequest, number: str) -> HttpResponse:
    """One file on its way: listed or sent back by another person than the one who brought it."""
    case = case_read.find_case(f"practices/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    kind = case_read.find_kind(case.kind)
    assert kind is not None
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        move, why = request.POST.get("move", ""), typed(form.cleaned_data["says"])
        try:
            cases.take(case.id, move=move, by=work.actor, at=work.at, says=why)
        except cases.MoveRefused as error:
            form.add_error(None if why.ko or why.en else "says", say(error.says))
        else:
            messages.success(request, _("Listed in the marketplace.") if move == "list" else _("Sent back."))
            return redirect(request.path)
    letters = case_read.letters(case.id)
    kept = read_kept(letter["entry"] for letter in letters)
    return page(
        request,
        "officer/practices_case.html",
        {
            "state": say(kind.state_title(case.state)),
            "table": entries_table(kept.entries),
            "changes": changes_table(kept.entries) if case.state == kind.opens else None,
            "wrong": _wrong_table(kept),
            "sender": letters[0]["from"],
            "name": letters[0]["file"],
            "digest": letters[0]["digest"],
            "steps": way(case, kind, {}),
            "moves": allowed_moves(case, work=work, kind=kind),
            "why_not": why_not(case, work=work, kind=kind) if case.state == kind.opens else "",
            "form": form,
            "forms": (form,),
        },
        title=say(case.title),
        place=work.place,
        status=422 if form.is_bound and form.errors else 200,
    )
