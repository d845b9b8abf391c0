"""The second pair of eyes: what was filed beside what stands, approved or sent back by another person."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.portal.officer import comparing, workbook_tables
from dure.portal.officer.following import Followed, follow, take
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.rows.tables import shown_rows, way_words
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.findings import way
from dure.portal.resident.inventory_files import BROUGHT
from dure.portal.showing import say

MOVES = ("approve", "return")


@office
def review(request: HttpRequest, number: str) -> HttpResponse:
    """One filing of figures: look, then approve or send back."""
    case = case_read.find_case(f"review/{number}")
    if case is None:
        raise Http404
    work = work_at(request, case.place)
    form = SaysForm(request.POST if request.method == "POST" else None)
    refused: Text | None = None
    if request.method == "POST" and form.is_valid():
        move = request.POST.get("move", "")
        try:
            take(case.id, move=move, by=work.actor, at=work.at, says=typed(form.cleaned_data["says"]))
        except cases.MoveRefused as error:
            refused = error.says
            form.add_error(
                "says" if move == "return" and not form.cleaned_data["says"] else None, say(refused)
            )
            case = case_read.find_case(case.id) or case
        else:
            messages.success(request, _("Approved and published.") if move == "approve" else _("Sent back."))
            if move == "approve":
                messages.info(request, followed_words(follow(case.place, at=work.at)))
            return redirect(request.path)
    return _shown(request, case, form=form)


def followed_words(done: Followed) -> str:
    """What was reckoned again, as a sentence."""
    if done.waits:
        return _("What follows from this will be reckoned when the packs are loaded next.")
    return _("Reckoned again. New results: %(runs)d. Findings new or changed: %(findings)d.") % {
        "runs": done.runs,
        "findings": done.findings,
    }


def _shown(request: HttpRequest, case: case_read.Case, *, form: SaysForm) -> HttpResponse:
    work = work_at(request, case.place)
    kind = case_read.find_kind(case.kind)
    assert kind is not None
    given = case_read.letters(case.id)
    letters = [letter for letter in given if "printed" in letter]
    waits = case.state == kind.opens
    rows = shown_rows(given, place=case.place, with_changes=waits)
    compared = comparing.compare(letters, place=case.place, recorded_by=None if waits else case.opened_at)
    return case_page(
        request,
        "officer/review.html",
        {
            "case": case,
            "table": comparing.table(compared, caption=_("What is stated beside what stands"))
            if letters or not rows
            else None,
            "kept": workbook_tables.tables(
                letter for letter in given if letter.get("series", "").startswith(BROUGHT)
            ),
            "rows": rows,
            "way": way_words(rows.way) if rows else "",
            "inventory_href": reverse("inventory", kwargs={"place": case.place}) if rows else "",
            "remarks": [
                (say(Text(each["says_ko"], each["says_en"])), say(Text(each["mend_ko"], each["mend_en"])))
                for each in given
                if "remark" in each
            ],
            "far": sum(each.is_far for each in compared),
            "gross": sum(each.is_gross for each in compared),
            "reason": say(case.steps[0].says) if case.steps else "",
            "notes": [
                note for letter in letters if (note := say(Text(letter["note_ko"], letter["note_en"])))
            ],
        },
        case=case,
        work=work,
        form=form,
    )


def case_page(
    request: HttpRequest,
    template: str,
    shows: Mapping[str, object],
    *,
    case: case_read.Case,
    work: Work,
    form: SaysForm,
) -> HttpResponse:
    """A case that waits for another person: what it is, its way, and the steps that are this reader's."""
    kind = case_read.find_kind(case.kind)
    assert kind is not None
    waits = any(move.from_state == case.state for move in kind.moves)
    return page(
        request,
        template,
        {
            **shows,
            "state": say(kind.state_title(case.state)),
            "steps": way(case, kind, {}),
            "moves": allowed_moves(case, work=work, kind=kind),
            "why_not": why_not(case, work=work, kind=kind) if waits else "",
            "form": form,
            "forms": (form,),
        },
        title=say(case.title),
        place=work.place,
        status=422 if form.errors else 200,
    )


def allowed_moves(case: case_read.Case, *, work: Work, kind: case_read.Kind) -> list[dict[str, object]]:
    """The steps that this person may take now, as far as that can be known before the reason is given."""
    return [
        {"name": move.name, "title": say(move.title), "needs_reason": "says" in move.has}
        for move in kind.moves
        if move.from_state == case.state and not _refusal(case, move=move.name, work=work)
    ]


def why_not(case: case_read.Case, *, work: Work, kind: case_read.Kind) -> str:
    """Why none of the next steps is this person's to take; empty where one is."""
    refusals = [
        _refusal(case, move=move.name, work=work) for move in kind.moves if move.from_state == case.state
    ]
    return "" if "" in refusals or not refusals else refusals[0]


def _refusal(case: case_read.Case, *, move: str, work: Work) -> str:
    """The kernel's refusal of a step, even with a reason and a source; empty where it would not refuse."""
    anything = Text("…", "…")
    try:
        cases.allowed(case, move=move, by=work.actor, at=work.at, says=anything, source="…")
    except cases.MoveRefused as error:
        return say(error.says)
    return ""
