"""The budget desk: every line of a stage with its tag and what is suggested, in any scheme; tags for many."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.books.budget_shapes import BudgetLine, Scheme, SuggestionRule
from dure.grammar.books.budget_suggestions import Suggestion, suggestions
from dure.kernel.cases import read as cases
from dure.kernel.plans import read as plans
from dure.kernel.plans import write as planning
from dure.portal import budget_words
from dure.portal.budget_words import DIRECTIONS, OBJECTIVES, stage_word, tag_words, won_words
from dure.portal.officer.budget_forms import AS_SUGGESTED, TagForm
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident import budget_tables
from dure.portal.showing import people, say

ROWS = 50
SHOW = ("all", "untagged", "suggested", "several")


@dataclass(frozen=True)
class Row:
    """A line as the desk shows it: its tag, its class, what is suggested and why."""

    line: BudgetLine
    value: str
    amount: str
    tag: str
    given: str
    class_title: str
    suggested: str
    because: str


@dataclass(frozen=True)
class View:
    """What the desk looks at, as its address says."""

    stage: str
    scheme: Scheme
    department: str
    show: str
    sought: str
    number: int

    def query(self, **other: object) -> str:
        """The address of another look."""
        said = {
            "stage": self.stage, "scheme": self.scheme.id, "department": self.department, "show": self.show,
            "q": self.sought, "page": self.number, **other,
        }  # fmt: skip
        return "?" + urlencode({name: value for name, value in said.items() if value})


@office
def budgets(request: HttpRequest, place: str) -> HttpResponse:
    """The years of a place, each with its stages and where its assessment stands."""
    work = work_at(request, place)
    kind = cases.find_kind("budget_assessment")
    years = []
    for year in plans.budget_years(place):
        book, case = plans.find_budget(place, year=year), cases.find_case(plans.case_of(place, year=year))
        if book is not None:
            years.append(
                {
                    "year": year,
                    "stages": ", ".join(stage_word(stage) for stage in book.stages),
                    "state": say(kind.state_title(case.state)) if kind and case else "",
                    "synthetic": book.synthetic,
                }
            )
    return page(
        request, "officer/budgets.html", {"years": years, "may_bring": work.may("officer")},
        title=_("Carbon-aware budget"), place=work.place,
    )  # fmt: skip


@office
def desk(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The lines of one stage; posting tags those that were chosen."""
    work = work_at(request, place)
    book = plans.find_budget(place, year=year)
    if book is None:
        raise Http404(_("There is no budget of %(year)s here.") % {"year": year})
    view = _view(request, book)
    factors = plans.unit_factors(place)
    form = TagForm(request.POST if request.method == "POST" else None, factors=factors)
    rules = plans.suggestion_rules()
    kept = [line for line in book.lines[view.stage] if _kept(line, book, view, rules)]
    if request.method == "POST" and form.is_valid():
        chosen = _chosen(request, book, kept, form)
        if chosen is not None and _tag(request, work, book, form, chosen=chosen, rules=rules):
            return redirect(request.path + view.query())
    return _shown(request, work, book, view=view, form=form, kept=kept)


def _view(request: HttpRequest, book: plans.BudgetBook) -> View:
    asked = request.GET
    stage = asked.get("stage", "")
    number = asked.get("page", "1")
    show = asked.get("show", "all")
    return View(
        stage=stage if stage in book.stages else book.stages[-1],
        scheme=budget_words.chosen_scheme(asked.get("scheme", ""), place=book.place, known=plans.schemes()),
        department=asked.get("department", "")[:120],
        show=show if show in SHOW else "all",
        sought=asked.get("q", "")[:80],
        number=int(number) if number.isdigit() and 0 < int(number) < 10_000 else 1,
    )


def chosen_lines(request: HttpRequest) -> dict[str, int]:
    """The lines that were ticked, with how many tags each had when the page was drawn."""
    found = {}
    for value in request.POST.getlist("line"):
        code, _colon, number = value.rpartition(":")
        if code and number.isdigit():
            found[code] = int(number)
    return found


def _seen(book: plans.BudgetBook, lines: Sequence[BudgetLine]) -> str:
    """What a list of lines looked like: another tag or another line makes it another list."""
    numbers = {code: given.number for code, given in book.tags.items()}
    said = "\n".join(f"{line.code}:{numbers.get(line.code, 0)}" for line in lines)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _chosen(
    request: HttpRequest, book: plans.BudgetBook, kept: Sequence[BudgetLine], form: TagForm
) -> dict[str, int] | None:
    """The ticked lines, or the whole list where that is asked for; None where the list has changed since."""
    if not form.cleaned_data["whole"]:
        return chosen_lines(request)
    if form.cleaned_data["direction"] == AS_SUGGESTED:
        form.add_error(
            "whole", _("Suggestions are followed line by line: tick the lines you have looked at.")
        )
        return None
    if request.POST.get("seen") != _seen(book, kept):
        form.add_error("whole", _("The list has changed since you saw it. Look again, please."))
        return None
    return {line.code: book.tags[line.code].number if line.code in book.tags else 0 for line in kept}


def _tag(
    request: HttpRequest,
    work: Work,
    book: plans.BudgetBook,
    form: TagForm,
    *,
    chosen: dict[str, int],
    rules: tuple[SuggestionRule, ...],
) -> bool:
    """Tag what was chosen; whether it was. What is refused is told at the form."""
    said = form.cleaned_data
    parts: dict[tuple[str, str, str], dict[str, int]] = {}
    if said["direction"] != AS_SUGGESTED:
        parts[said["direction"], said["objective"], ""] = chosen
    else:
        parts = _as_suggested(book, chosen, rules)
        if sum(len(part) for part in parts.values()) < len(chosen):
            form.add_error(
                "direction",
                _("Some of the chosen lines have no single suggestion. Take them out of the choice."),
            )
            return False
    if not work.may("officer"):
        form.add_error(None, _("Only an officer of this place tags lines."))
        return False
    try:
        for (direction, objective, rule), codes in (parts or {("neutral", "none", ""): {}}).items():
            tagging = planning.Tagging(
                form.tag(direction=direction, objective=objective), typed(said["why"]), suggested_by=rule
            )
            planning.tag_lines(
                book.place, year=book.year, codes=codes, tagging=tagging, by=work.actor, at=work.at
            )
    except planning.BudgetRefused as error:
        form.add_error(None, say(error.says))
        return False
    count = len(chosen)
    messages.success(
        request, ngettext("%(n)s line tagged.", "%(n)s lines tagged.", count) % {"n": f"{count:,}"}
    )
    return True


def _as_suggested(
    book: plans.BudgetBook, chosen: Mapping[str, int], rules: tuple[SuggestionRule, ...]
) -> dict[tuple[str, str, str], dict[str, int]]:
    """The chosen lines by what is suggested for them; those without one clear suggestion are left out."""
    titles = {line.code: line.title for lines in book.lines.values() for line in lines}
    parts: dict[tuple[str, str, str], dict[str, int]] = {}
    for code, number in chosen.items():
        one = clear(suggestions(titles.get(code, ""), rules=rules))
        if one is not None:
            parts.setdefault((one.direction, one.objective, one.rule), {})[code] = number
    return parts


def clear(found: tuple[Suggestion, ...]) -> Suggestion | None:
    """The suggestion, where all that speak say the same direction; None leaves it to a person."""
    return found[0] if found and len({one.direction for one in found}) == 1 else None


def _kept(line: BudgetLine, book: plans.BudgetBook, view: View, rules: tuple[SuggestionRule, ...]) -> bool:
    """Whether a line is among those that are asked for."""
    if view.department and line.department != view.department:
        return False
    if view.sought and view.sought.casefold() not in f"{line.title} {line.code} {line.programme}".casefold():
        return False
    if view.show == "all":
        return True
    if line.code in book.tags:
        return False
    found = suggestions(line.title, rules=rules)
    return {"untagged": True, "suggested": clear(found) is not None, "several": clear(found) is None}[
        view.show
    ]


def _row(
    line: BudgetLine, book: plans.BudgetBook, reading: plans.Reading, rules: tuple[SuggestionRule, ...]
) -> Row:
    given = book.tags.get(line.code)
    found = suggestions(line.title, rules=rules)
    because = [
        _("“%(words)s”: %(because)s") % {"words": ", ".join(one.words), "because": say(one.because)}
        for one in found
    ]
    words = [f"{DIRECTIONS[one.direction]} · {OBJECTIVES[one.objective]}" for one in found]
    return Row(
        line=line,
        value=f"{line.code}:{given.number if given else 0}",
        amount=won_words(line.amount_krw),
        tag=tag_words(given.tag) if given else "",
        given=f"{people([given])(given)} {say(given.why)}".strip() if given else "",
        class_title=say(reading.title_of(reading.by_line[line.code])),
        suggested=" / ".join(dict.fromkeys(words)),
        because=" ".join(because),
    )


def _shown(
    request: HttpRequest,
    work: Work,
    book: plans.BudgetBook,
    *,
    view: View,
    form: TagForm,
    kept: Sequence[BudgetLine],
) -> HttpResponse:
    rules = plans.suggestion_rules()
    reading = plans.reading(book, stage=view.stage, scheme=view.scheme)
    every = book.lines[view.stage]
    pages = max(1, ceil(len(kept) / ROWS))
    number = min(view.number, pages)
    case = cases.find_case(plans.case_of(book.place, year=book.year))
    edition = book.edition(view.stage)
    assert edition is not None
    own = {"place": book.place, "year": book.year}
    return page(
        request,
        "officer/budget_desk.html",
        {
            "year": book.year, "edition": edition, "view": view, "synthetic": book.synthetic,
            "rows": [_row(line, book, reading, rules) for line in kept[(number - 1) * ROWS : number * ROWS]],
            "ticked": set(request.POST.getlist("line")),
            "kept": len(kept), "seen": _seen(book, kept), "number": number, "pages": pages,
            "before": view.query(page=number - 1) if number > 1 else "",
            "after": view.query(page=number + 1) if number < pages else "",
            "departments": sorted({line.department for line in every}),
            "schemes": [(s.id, say(s.title)) for s in plans.schemes()],
            "stages": [(stage, stage_word(stage)) for stage in book.stages],
            "shows": [
                ("all", _("All lines")), ("untagged", _("Not tagged yet")),
                ("suggested", _("Not tagged, one suggestion")),
                ("several", _("Not tagged, no clear suggestion")),
            ],
            "table": budget_tables.classes(reading, mark=budget_words.stage_mark(book, view.stage)),
            "form": form, "forms": (form,),
            "may_tag": work.may("officer") and case is not None and case.state == "assessment",
            "review_href": reverse("work_budget_review", kwargs=own),
            "paper_href": reverse("work_budget_paper", kwargs=own) + view.query(page=""),
        },
        title=_("Budget of %(year)s") % {"year": book.year}, place=work.place,
        status=422 if form.is_bound and form.errors else 200,
    )  # fmt: skip
