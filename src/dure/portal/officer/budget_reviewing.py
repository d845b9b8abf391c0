"""The reviewer's page of a budget: what was tagged by whom and why, what is left, and the next step."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.plans import read as plans
from dure.kernel.plans import write as planning
from dure.portal import budget_words
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.budget_words import tag_words, won_words
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.reviewing import allowed_moves, why_not
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident import budget_ceiling, budget_tables
from dure.portal.resident.findings import way
from dure.portal.showing import people, say

# How many tags the page lists, the largest lines first; the desk has them all.
SHOWN = 100


@office
def review(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The assessment of a year's budget as a case: look, then take the next step."""
    work = work_at(request, place)
    case = case_read.find_case(plans.case_of(place, year=year))
    book = plans.find_budget(place, year=year)
    if case is None or book is None:
        raise Http404(_("There is no budget of %(year)s here.") % {"year": year})
    form = SaysForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        move = request.POST.get("move", "")
        try:
            planning.take_step(
                place, year=year, move=move, by=work.actor, at=work.at, says=typed(form.cleaned_data["says"])
            )
        except cases.MoveRefused as error:
            known = error.says in plans.NOT_BROUGHT.values()
            _refuse(form, error.says, needs=not (known or form.cleaned_data["says"]))
            case = case_read.find_case(case.id) or case
        else:
            messages.success(request, _("The step is recorded."))
            return redirect(request.path)
    return _shown(request, work, case, book, form=form)


def _refuse(form: SaysForm, says: Text, *, needs: bool) -> None:
    form.add_error("says" if needs else None, say(says))


def _shown(
    request: HttpRequest, work: Work, case: case_read.Case, book: plans.BudgetBook, *, form: SaysForm
) -> HttpResponse:
    kind = case_read.find_kind(case.kind)
    assert kind is not None
    stage = book.stages[-1]
    scheme = budget_words.chosen_scheme(
        request.GET.get("scheme", ""), place=book.place, known=plans.schemes()
    )
    reading = plans.reading(book, stage=stage, scheme=scheme)
    tonnes = plans.tonnes_of(book, stage=stage, factors=plans.unit_factors(book.place))
    moves = allowed_moves(case, work=work, kind=kind)
    missing = _missing(case, kind, book)
    untagged = next(each for each in reading.classes if each.name == plans.UNTAGGED)
    return page(
        request,
        "officer/budget_review.html",
        {
            "case": case, "state": say(kind.state_title(case.state)), "year": book.year,
            "synthetic": book.synthetic,
            "untagged": untagged.lines, "untagged_krw": won_words(untagged.krw),
            "table": budget_tables.classes(reading, mark=budget_words.stage_mark(book, stage)),
            "undetermined": budget_tables.undetermined_sentence(tonnes, total_krw=reading.total_krw),
            "overspent": budget_tables.overspent_sentence(book),
            "made_up": budget_words.made_up_sentence(tonnes.made_up()),
            "offset": budget_tables.offset_sentence(tonnes),
            "ceiling": budget_ceiling.ceiling(book, stage, tonnes),
            "moved": budget_tables.moved(book, scheme),
            "tags": _tags(book, stage, reading),
            "steps": way(case, kind, {}),
            "missing": [say(plans.NOT_BROUGHT[stage]) for stage in missing.values() if stage],
            "bring_href": reverse("work_budget_bring", kwargs={"place": book.place})
            if work.may("officer") else "",
            "moves": [each for each in moves if not missing[str(each["name"])]],
            "why_not": why_not(case, work=work, kind=kind),
            "form": form, "forms": (form,),
            "lines_href": reverse("work_budget", kwargs={"place": book.place, "year": book.year}),
            "paper_href": reverse("work_budget_paper", kwargs={"place": book.place, "year": book.year}),
        },
        title=_("Assessment of the budget of %(year)s") % {"year": book.year}, place=work.place,
        status=422 if form.is_bound and form.errors else 200,
    )  # fmt: skip


def _missing(case: case_read.Case, kind: case_read.Kind, book: plans.BudgetBook) -> dict[str, str]:
    """Of each step from here, the stage that has to be brought before it; empty where none is missing."""
    return {
        move.name: plans.missing_for(book, to_state=move.to_state)
        for move in kind.moves
        if move.from_state == case.state
    }


def _tags(book: plans.BudgetBook, stage: str, reading: plans.Reading) -> Table:
    """The largest tagged lines, each with who tagged it, why, and the suggestion that was followed."""
    lines = sorted(
        (line for line in book.lines[stage] if line.code in book.tags), key=lambda line: -line.amount_krw
    )
    rows = []
    person = people(book.tags[line.code] for line in lines[:SHOWN])
    for line in lines[:SHOWN]:
        given = book.tags[line.code]
        who = " ".join((person(given), f"{timezone.localtime(given.at):%Y-%m-%d}")).strip()
        rows.append(
            (
                Cell(text=line.title, note=line.department), Cell(text=won_words(line.amount_krw)),
                Cell(text=tag_words(given.tag)), Cell(text=say(reading.title_of(reading.by_line[line.code]))),
                Cell(text=say(given.why), note=say(given.tag.evidence)), Cell(text=who),
            )
        )  # fmt: skip
    return Table(
        caption=_("Tags, the largest lines first"),
        columns=(
            Column(_("Project")), Column(_("Won"), numeric=True), Column(_("Tag")), Column(_("Class")),
            Column(_("Reason")), Column(_("Who and when")),
        ),
        rows=tuple(rows),
        empty=_("No line is tagged yet."),
    )  # fmt: skip
