"""The council's paper on a year's budget as PDF/UA: what it cuts and adds, what is open, what would move."""

import json
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from dure.kernel.plans import read as plans
from dure.portal import budget_words
from dure.portal.blocks.table import Table
from dure.portal.blocks.times import period_words
from dure.portal.budget_words import (
    made_up_sentence,
    made_up_words,
    price_words,
    ranged,
    stage_word,
    won_words,
)
from dure.portal.data.reports.printing import table_said, typeset
from dure.portal.officer.work import office, work_at
from dure.portal.resident import budget_ceiling, budget_tables
from dure.portal.showing import language, say

TEMPLATE = Path(__file__).resolve().parents[1] / "council_paper.typ"


@dataclass(frozen=True)
class Part:
    """A chapter: its heading, its sentences and its tables."""

    title: str
    says: tuple[str, ...]
    tables: tuple[Table, ...] = ()


@office
def paper(request: HttpRequest, place: str, year: int) -> HttpResponse:
    """The paper of the stage and scheme that the address asks for, as of today."""
    work = work_at(request, place)
    book = plans.find_budget(place, year=year)
    if book is None:
        raise Http404(_("There is no budget of %(year)s here.") % {"year": year})
    asked = request.GET.get("stage", "")
    stage = asked if asked in book.stages else book.stages[-1]
    scheme = budget_words.chosen_scheme(request.GET.get("scheme", ""), place=place, known=plans.schemes())
    reading = plans.reading(book, stage=stage, scheme=scheme)
    on = timezone.localdate(work.at)
    content = pdf(book, reading, place_title=say(work.place.title), on=on)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{place}-budget-{year}-{language()}.pdf"'
    answer["Content-Language"] = language()
    return answer


def pdf(book: plans.BudgetBook, reading: plans.Reading, *, place_title: str, on: date) -> bytes:
    """The paper as PDF/UA-1 in the active language. The same facts on the same day are the same file."""
    said = _said(book, reading, place_title=place_title, on=on)
    return typeset(json.dumps(said, ensure_ascii=False, sort_keys=True), on=on, template=TEMPLATE)


def _said(book: plans.BudgetBook, reading: plans.Reading, *, place_title: str, on: date) -> dict[str, Any]:
    edition = book.edition(reading.stage)
    assert edition is not None
    tonnes = plans.tonnes_of(book, stage=reading.stage, factors=plans.unit_factors(book.place))
    return {
        "language": language(),
        "day": {"year": on.year, "month": on.month, "day": on.day},
        "title": _("Paper to the council on the carbon-aware budget of %(year)s") % {"year": book.year},
        "place": place_title,
        "about": f"{say(edition.title)} · {say(reading.scheme.title)}",
        "on": _("As of %(day)s") % {"day": period_words(on.isoformat(), language=language())},
        "footer": _("Dure · lines %(digest)s") % {"digest": edition.digest[:16]},
        "synthetic": _("MADE-UP DATA") if book.synthetic else "",
        "parts": [
            {"title": part.title, "says": part.says, "tables": [table_said(table) for table in part.tables]}
            for part in _parts(book, reading, tonnes)
        ],
    }


def _parts(book: plans.BudgetBook, reading: plans.Reading, tonnes: plans.Tonnes) -> list[Part]:
    parts = [
        _short(book, reading, tonnes),
        Part(
            _("Spending that emits, and its offset"),
            (budget_tables.offset_sentence(tonnes),),
            (budget_tables.harmful(book, reading.stage, tonnes),),
        ),
    ]
    ceiling = budget_ceiling.ceiling(book, reading.stage, tonnes)
    if ceiling:
        says = (
            ceiling.says,
            _(
                "Ceiling %(ceiling)s; expected without this budget %(reference)s, with it %(expected)s; "
                "gap %(gap)s."
            )
            % asdict(ceiling),
        )
        parts.append(Part(_("The year's emission ceiling"), says))
    for found, title in (
        (budget_tables.moved(book, reading.scheme), _("Did the assessment change what is funded?")),
        (budget_tables.settlement(book, reading.scheme), _("What was done with it")),
    ):
        if found:
            table = found["table"]
            assert isinstance(table, Table)
            parts.append(Part(title, (str(found["says"]),), (table,)))
    sums = plans.group_sums(book, stage=reading.stage, scheme=reading.scheme, by="department")
    departments = budget_tables.groups(sums, caption=_("By department"), first=_("Department"))
    return [*parts, Part(_("By department"), (), (departments,))]


def _short(book: plans.BudgetBook, reading: plans.Reading, tonnes: plans.Tonnes) -> Part:
    says = [
        _("%(stage)s: %(total)s in %(lines)d projects.")
        % {"stage": stage_word(reading.stage), "total": won_words(reading.total_krw), "lines": reading.lines},
        budget_tables.untagged_sentence(reading),
        *_tonnes(tonnes),
        made_up_sentence(tonnes.made_up()),
        budget_tables.overspent_sentence(book),
        budget_tables.undetermined_sentence(tonnes, total_krw=reading.total_krw),
        say(reading.scheme.note),
    ]
    mark = budget_words.stage_mark(book, reading.stage)
    return Part(
        _("In short"), tuple(each for each in says if each), (budget_tables.classes(reading, mark=mark),)
    )


def _tonnes(tonnes: plans.Tonnes) -> list[str]:
    """What is cut, what a tonne costs and what is added: a sentence each, for what is known and what not."""
    cuts, says = tonnes.made_up("cuts"), []
    if tonnes.cut[1]:
        cut = made_up_words(ranged(*tonnes.cut), cuts)
        says.append(_("Where tonnes are known it cuts %(cut)s a year.") % {"cut": cut})
    else:
        says.append(_("How much it cuts is not known for any line."))
    if price := made_up_words(price_words(tonnes.price), cuts):
        says.append(_("To cut a tonne costs %(price)s.") % {"price": price})
    if tonnes.added[1]:
        added = made_up_words(ranged(*tonnes.added), tonnes.made_up("emits"))
        says.append(_("Where tonnes are known it adds %(added)s a year.") % {"added": added})
    else:
        says.append(_("How much it adds is not known for any line."))
    return says
