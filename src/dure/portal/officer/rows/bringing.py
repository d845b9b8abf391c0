"""Bringing activity rows: the upload, the look before filing, and the filing for another person's eyes."""

import hashlib
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.grammar.books.brought_rows import PREFIX, as_text, put_together, read_brought, written_rows
from dure.grammar.books.ecrf_keeping import read_rows
from dure.grammar.books.shapes import Activity
from dure.grammar.shapes import Text
from dure.kernel.cases import read as case_read
from dure.kernel.cases import write as cases
from dure.kernel.observations import read as observations
from dure.portal.officer import drafts
from dure.portal.officer.checking import Letter, known_here
from dure.portal.officer.filing import case_id, filed_before, wrong_table
from dure.portal.officer.forms import SaysForm
from dure.portal.officer.inventory_rules import remark_letters
from dure.portal.officer.rows.checking import RowsRead, read_file
from dure.portal.officer.rows.forms import RowsForm
from dure.portal.officer.rows.reading import Asked
from dure.portal.officer.rows.tables import library_of, shown_rows, way_words
from dure.portal.officer.rows.templates import column_words
from dure.portal.officer.work import Work, office, page, typed, work_at
from dure.portal.resident.inventory_files import SERIES, taxonomy
from dure.portal.showing import say

FORM = "work_rows"
SHOWN = 200


@office
def bring(request: HttpRequest, place: str) -> HttpResponse:
    """The upload."""
    work = work_at(request, place, "officer")
    form = RowsForm(request.POST, request.FILES) if request.method == "POST" else RowsForm()
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        asked = _asked(work, source=said["source"], mark=said["mark"])
        read = read_file(said["file"].read(), asked=asked, way=said["way"])
        letter = _letter(work, read, way=said["way"], source=said["source"])
        draft = drafts.Draft(
            work.place.id, name=said["file"].name[:200], checked=read.checked, encoding=read.encoding,
            remarks=read.remarks, form=FORM, series=(letter,) if read.activities else (),
            given=letter["series"][len(PREFIX) :],
        )  # fmt: skip
        token = drafts.keep(draft, account=work.account)
        return redirect(reverse("work_rows_look", kwargs={"place": place, "token": token}))
    return page(
        request,
        "officer/rows_bring.html",
        {
            "form": form,
            "forms": (form,),
            "columns": column_words(),
            "standing": _standing(place),
            "gwp_set": _asked(work, source="", mark="").gwp_set,
        },
        title=_("Import activity rows"),
        place=work.place,
        status=422 if form.is_bound else 200,
    )


def _asked(work: Work, *, source: str, mark: str) -> Asked:
    """What rows of this place are checked against."""
    return Asked(
        place=work.place.id, source=source, mark=mark, today=timezone.localdate(work.at),
        library=library_of(work.place.id), documents=known_here().library,
        refs=tuple(each.ref for each in taxonomy()),
    )  # fmt: skip


def _standing(place: str) -> int:
    """How many rows the books of a place have now."""
    series = observations.find_series(place, name=SERIES)
    return series.rows if series else 0


def _letter(work: Work, read: RowsRead, *, way: str, source: str) -> Letter:
    """The rows as the letter of a case. The same rows on the same books always get the same number."""
    rows = written_rows(read.activities, way=way)
    series = observations.find_series(work.place.id, name=SERIES)
    said = "\n".join([work.place.id, series.digest if series else "", rows])
    number = hashlib.sha256(said.encode()).hexdigest()[:12]
    years = sorted({each.period[:4] for each in read.activities})
    return {
        "series": PREFIX + number,
        "period": "/".join(dict.fromkeys([*years[:1], *years[-1:]])),
        "source": source,
        "rows": rows,
    }


@office
def look(request: HttpRequest, place: str, token: str) -> HttpResponse:
    """What the books would become, every bad row with its mend, and the filing."""
    work = work_at(request, place, "officer")
    found = drafts.find_draft(token, account=work.account, place=place)
    if found is None or found.form != FORM:
        messages.warning(request, _("What was brought is kept for one day. Enter it again, please."))
        return redirect(reverse(FORM, kwargs={"place": place}))
    filed = filed_before(found)
    shown = shown_rows(found.series, place=place, with_changes=True)
    is_new = bool(found.series) and not _stands(found)
    form = SaysForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and is_new and filed is None:
        if not found.checked.wrong or "only_good" in request.POST:
            return _file(request, work, found, why=typed(form.cleaned_data["says"]))
        messages.error(
            request, _("Some rows cannot be filed. Choose to file the good ones only, or mend the file.")
        )
    checked = found.checked
    return page(
        request,
        "officer/rows_look.html",
        {
            "draft": found,
            "whole": [(m.line, say(m.says), say(m.mend)) for m in checked.whole],
            "wrong": wrong_table(found) if checked.wrong else None,
            "wrong_count": len(checked.wrong),
            "wrong_shown": min(len(checked.wrong), SHOWN),
            "wrong_href": reverse("work_wrong", kwargs={"place": place, "token": token}),
            "remarks": [(m.line, say(m.says), say(m.mend)) for m in found.remarks[:SHOWN]],
            "rows": shown,
            "way": way_words(shown.way) if shown else "",
            "is_new": is_new,
            "filed_href": reverse("review", kwargs={"number": filed.id.partition("/")[2]}) if filed else "",
            "back": reverse(FORM, kwargs={"place": place}),
            "form": form,
            "forms": (form,),
        },
        title=_("Look before filing"),
        place=work.place,
        status=422 if request.method == "POST" else 200,
    )


def _stands(found: drafts.Draft) -> bool:
    """Whether the books have the very same rows already."""
    rows, way = read_brought(read_rows(found.series[0]["rows"]), place=found.place, brought="")
    standing = [each for each in library_of(found.place).activities if each.place == found.place]
    after = put_together(standing, rows, way=way)
    return {_told(each) for each in standing} == {_told(each) for each in after}


def _told(activity: Activity) -> tuple[tuple[str, str], ...]:
    return tuple(as_text(replace(activity, line=0)).items())


def _file(request: HttpRequest, work: Work, found: drafts.Draft, *, why: Text) -> HttpResponse:
    """Open the case that another person decides."""
    number = 1
    while (case := case_read.find_case(case_id(found, number))) is not None and case.state == "returned":
        number += 1
    letter, count = found.series[0], len(found.checked.lines)
    years = letter["period"]
    opening = cases.Opening(
        id=case_id(found, number), place=work.place.id, kind="figure_review", says=why,
        title=Text(f"활동자료 {count}행({years})", f"Activity rows of {years}: {count}"),
        on=timezone.localdate(work.at), subject="", source="", locator="",
    )  # fmt: skip
    letters = [letter, *remark_letters(found.remarks)]
    try:
        cases.open_case(opening, by=work.actor, at=work.at, letters=letters)
    except cases.AlreadyOpen:
        messages.info(request, _("These rows were filed already."))
    else:
        messages.success(request, _("The rows were filed. They count once another person has approved them."))
    return redirect(reverse("review", kwargs={"number": opening.id.partition("/")[2]}))
