"""A look before filing: every bad row with its mend, every good one beside what stands."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.books.ecrf_keeping import read_rows
from dure.grammar.shapes import Mistake, Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.observations import read as observations
from dure.kernel.observations import write as observing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.officer import comparing, drafts, workbook_tables
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.inventory_rules import remark_letters
from dure.portal.officer.mends import mend_href
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.pages import csv_answer
from dure.portal.showing import say

SHOWN_ROWS = 200


@office
def draft(request: HttpRequest, place: str, token: str) -> HttpResponse:
    """What will be filed, and what cannot be."""
    work = work_at(request, place, "officer")
    found = drafts.find_draft(token, account=work.account, place=place)
    if found is None:
        messages.warning(request, _("What was brought is kept for one day. Enter it again, please."))
        return redirect(reverse("work_import", kwargs={"place": place}))
    filed = filed_before(found)
    compared = comparing.compare(found.letters, place=place) if found.letters else ()
    fresh = [*(c.letter for c in compared if not c.is_same), *_new_series(found)]
    gross = sum(each.is_gross and not each.is_same for each in compared)
    form = _form(request, found, gross=gross)
    if form.is_valid() and fresh and filed is None:
        if not found.checked.wrong or "only_good" in request.POST:
            return _file(request, work, found, fresh=fresh, why=typed(form.cleaned_data["says"]))
        messages.error(
            request, _("Some rows cannot be filed. Choose to file the good ones only, or mend the file.")
        )
    shows = _preview(work, found, compared=compared, filed=filed, token=token)
    return page(
        request,
        "officer/draft.html",
        {
            **shows,
            "gross": gross,
            "form": form,
            "forms": (form,),
            "nothing_new": bool(compared) and not fresh,
        },
        title=_("Look before filing"),
        place=work.place,
        status=422 if request.method == "POST" else 200,
    )


def _form(request: HttpRequest, found: drafts.Draft, *, gross: int) -> SaysForm:
    """The reason for filing, needed where a value is far off; and where the file may be of another place,
    that it is of this one.
    """
    form = SaysForm(request.POST if request.method == "POST" else None)
    if gross:
        says = form.fields["says"]
        says.required = True
        says.error_messages["required"] = _(
            "A value lies more than ten times away from the last known one. Go back if its unit is wrong; "
            "if it is right, say why."
        )
    if found.doubts:
        form.fields["is_of_this_place"] = forms.BooleanField(
            label=_("This workbook is of this place."),
            error_messages={
                "required": _(
                    "It cannot be filed before this is ticked. If it is of another place, bring it there."
                )
            },
        )
    return form


def _new_series(found: drafts.Draft) -> list[cases.Letter]:
    """The series that do not stand already with the very same rows."""
    fresh = []
    for letter in found.series:
        series = observations.find_series(found.place, name=letter["series"])
        kept = series is not None and not observations.lost_rows(series)
        rows = observations.rows_of(series).to_pylist() if series and kept else []
        if rows != read_rows(letter["rows"]):
            fresh.append(letter)
    return fresh


def filed_before(found: drafts.Draft) -> case_read.Case | None:
    """The case in which the same figures were filed and not sent back."""
    number = 1
    while (case := case_read.find_case(case_id(found, number))) is not None:
        if case.state != "returned":
            return case
        number += 1
    return None


def case_id(found: drafts.Draft, number: int) -> str:
    """The id of the case that a draft becomes: the same figures get the same, until they were sent back."""
    return f"review/{found.number}" + (f"-{number}" if number > 1 else "")


def _file(
    request: HttpRequest, work: Work, found: drafts.Draft, *, fresh: list[cases.Letter], why: Text
) -> HttpResponse:
    number = 1
    while (case := case_read.find_case(case_id(found, number))) is not None and case.state == "returned":
        number += 1
    opening = cases.Opening(
        id=case_id(found, number), place=work.place.id, kind="figure_review", title=_title(fresh), says=why,
        on=timezone.localdate(work.at), subject="", source="", locator="",
    )  # fmt: skip
    try:
        if found.source:
            observing.register_source(found.source, by=work.actor.party, at=work.at)
        letters = [*fresh, *remark_letters((*found.doubts, *found.remarks))]
        cases.open_case(opening, by=work.actor, at=work.at, letters=letters)
    except cases.AlreadyOpen:
        messages.info(request, _("These figures were filed already."))
    except observing.SourceKnown:
        messages.error(
            request,
            _("Somebody has just entered another document with this id. Go back and choose another id."),
        )
        return redirect(request.path)
    else:
        messages.success(
            request,
            ngettext(
                "%(count)d figure was filed. It is public once another person has approved it.",
                "%(count)d figures were filed. They are public once another person has approved them.",
                count := sum("series" not in letter for letter in fresh),
            )
            % {"count": count},
        )
    return redirect(reverse("review", kwargs={"number": opening.id.partition("/")[2]}))


def _title(letters: list[cases.Letter]) -> Text:
    """What the case is called."""
    first = letters[0]
    if "series" in first:
        year = first["period"]
        return Text(f"eCRF 워크북({year})", f"eCRF workbook of {year}")
    letters = [letter for letter in letters if "series" not in letter]
    kind = observations.find_kind(first["address"])
    title = kind.title_of(first["address"]) if kind else Text(first["address"], first["address"])
    ko, en = f"{title.ko} ({first['period']})", f"{title.en} ({first['period']})"
    rest = len(letters) - 1
    return Text(f"{ko} 외 {rest}건", f"{en} and {rest} more") if rest else Text(ko, en)


def _preview(
    work: Work, found: drafts.Draft, *, compared: tuple[comparing.Compared, ...],
    filed: case_read.Case | None, token: str,
) -> dict[str, object]:  # fmt: skip
    """What the preview shows."""
    checked = found.checked
    here = {"place": work.place.id, "token": token}
    back = (
        reverse("work_enter", kwargs={"place": work.place.id}) + f"?draft={token}"
        if found.typed
        else reverse(found.form, kwargs={"place": work.place.id})
    )
    same = sum(each.is_same for each in compared)
    return {
        "draft": found,
        "whole": [(m.line, say(m.says), say(m.mend)) for m in checked.whole],
        "wrong": wrong_table(found) if checked.wrong else None,
        "doubts": [(say(m.says), say(m.mend)) for m in found.doubts],
        "remarks": [(say(m.says), say(m.mend)) for m in found.remarks[:SHOWN_ROWS]],
        "wrong_count": len(checked.wrong),
        "wrong_shown": min(len(checked.wrong), SHOWN_ROWS),
        "wrong_href": reverse("work_wrong", kwargs=here),
        "good": comparing.table(
            compared[:SHOWN_ROWS], lines=checked.lines[:SHOWN_ROWS], caption=_("What will be stated")
        )
        if compared
        else None,
        "good_count": len(compared),
        "good_shown": min(len(compared), SHOWN_ROWS),
        "same": same,
        "far": sum(each.is_far for each in compared),
        "fresh": len(compared) - same,
        "kept": workbook_tables.tables(found.series),
        "left_out": checked.left_out,
        "filed": filed,
        "filed_href": reverse("review", kwargs={"number": filed.id.partition("/")[2]}) if filed else "",
        "new_source": say(found.source.title) if found.source else "",
        "back": back,
    }


def wrong_table(found: drafts.Draft) -> Table:
    """The bad rows: line, column, what is wrong, how to mend it."""
    mistakes = [(row.line, mistake) for row in found.checked.wrong[:SHOWN_ROWS] for mistake in row.mistakes]
    return Table(
        caption=_("Rows that cannot be filed"),
        columns=(
            Column(_("Line"), numeric=True), Column(_("Column")), Column(_("What is wrong")),
            Column(_("How to mend it")),
        ),
        rows=tuple(
            (
                Cell(text=str(line)),
                Cell(text=m.column or ""),
                Cell(text=say(m.says)),
                Cell(text=say(m.mend), href=mend_href(m, place=found.place)),
            )
            for line, m in mistakes
        ),
    )  # fmt: skip


@office
def wrong_rows(request: HttpRequest, place: str, token: str) -> HttpResponse:
    """The bad rows as CSV, as they were brought, with line and reasons in front."""
    work = work_at(request, place, "officer")
    found = drafts.find_draft(token, account=work.account, place=place)
    if found is None:
        messages.warning(request, _("What was brought is kept for one day. Enter it again, please."))
        return redirect(reverse("work_import", kwargs={"place": place}))
    header = ("line", "what_is_wrong", "how_to_mend_it", *found.checked.header)
    rows = [
        (row.line, _said(row.mistakes, "says"), _said(row.mistakes, "mend"), *row.cells)
        for row in found.checked.wrong
    ]
    return csv_answer(header, rows, name=f"{place}-rows-to-mend.csv")


def _said(mistakes: tuple[Mistake, ...], part: str) -> str:
    return " / ".join(say(getattr(mistake, part)) for mistake in mistakes)
