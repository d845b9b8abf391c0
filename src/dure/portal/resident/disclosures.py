"""The disclosure room of a place: what it told the world in a year, what it cannot answer, and who could."""

from collections.abc import Mapping, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.grammar.books.fields import read_lists
from dure.kernel.observations import read as observations
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.empty import Empty
from dure.portal.blocks.progress import Progress
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.data.disclosures.answering import (
    ANSWERED,
    BROKEN,
    MISSING,
    NO_BOOK,
    PARTLY,
    Answer,
    answered,
    books_in,
    read_shelf,
)
from dure.portal.data.disclosures.editions import SYSTEM
from dure.portal.data.disclosures.stating import disclosure_facts
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.showing import say

COLUMNS = ("list", "field", "group_ko", "group_en", "title_ko", "title_en", "state", "answer_ko", "answer_en",
           "reference", "who_ko", "who_en", "source", "count")  # fmt: skip
FIRST_YEAR = 2021
# The list that is kept year by year.
RECORD = "race_to_zero"


def disclosure(request: HttpRequest, place: str) -> Page:
    """The record of a year: this one, or the one that is asked for."""
    found = place_or_404(place)
    this_year = timezone.localdate().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else this_year
    if not FIRST_YEAR <= year <= this_year or (asked and str(year) != asked):
        raise Http404(_("There is no disclosure of “%(year)s” here.") % {"year": asked})
    shelf = read_shelf(found, recorded_by=None) if SYSTEM in found.systems else None
    fields, _mistakes = read_lists(settings.PACKS)
    answers = answered(fields, books_in(shelf, year=year)) if shelf else ()
    record = [field for field in fields if field.list == RECORD]
    by_year = (
        {each: answered(record, books_in(shelf, year=each)) for each in range(this_year, FIRST_YEAR - 1, -1)}
        if shelf
        else {}
    )
    return Page(
        template="resident/disclosure.html",
        crumbs=crumbs(found, Crumb(_("Disclosure"))),
        shows={
            "place": found,
            "place_title": say(found.title),
            "year": year,
            "years": _years(found, year, this_year),
            **(_shown(found, answers) if answers else {"empty": _empty()}),
            "record": _record(by_year, place=found) if answers else None,
        },
        data=disclosure_facts(found, year=year, answers=answers),
        header=COLUMNS,
        rows=[_row(answer) for answer in answers],
    )


def _record(by_year: Mapping[int, Sequence[Answer]], *, place: Place) -> Table:
    """The five Ps year by year: how many fields of each are answered, and what is open."""
    groups = list(dict.fromkeys(answer.field.group for own in by_year.values() for answer in own))
    here = reverse("disclosure", kwargs={"place": place.id})
    rows = []
    for year, own in by_year.items():
        cells = [
            Cell(text=_count([answer for answer in own if answer.field.group == group])) for group in groups
        ]
        open_ = [say(answer.field.title) for answer in own if answer.state != ANSWERED]
        title = period_words(str(year), language=showing.language())
        rows.append((
            Cell(text=title, href=f"{here}?year={year}"), *cells,
            Cell(text=", ".join(open_) or _("Complete")),
        ))  # fmt: skip
    return Table(
        caption=_("Race to Zero, year by year"),
        caption_hidden=True,
        columns=(
            Column(_("Year")), *(Column(say(group)) for group in groups), Column(_("What is open")),
        ),
        rows=tuple(rows),
    )  # fmt: skip


def _count(answers: Sequence[Answer]) -> str:
    return f"{sum(answer.state == ANSWERED for answer in answers)} / {len(answers)}"


def _years(place: Place, year: int, last: int) -> list[dict[str, object]]:
    here = reverse("disclosure", kwargs={"place": place.id})
    return [
        {"title": period_words(str(each), language=showing.language()), "href": f"{here}?year={each}",
         "current": each == year}
        for each in range(last, FIRST_YEAR - 1, -1)
    ]  # fmt: skip


def _empty() -> Empty:
    return Empty(
        title=_("Nothing is disclosed yet"),
        says=_("This place has not switched on the system of disclosure."),
    )


def list_titles() -> dict[str, str]:
    """What the lists are called, in their order."""
    return {
        "race_to_zero": _("Race to Zero: the five Ps"),
        "commitments": _("Race to Zero: what the cities promise"),
        "coal": _("Coal pledge"),
        "common_reporting": _("Common Reporting Framework (GCoM)"),
        "cdp_iclei": _("CDP–ICLEI Track"),
    }


def _shown(place: Place, answers: Sequence[Answer]) -> dict[str, object]:
    """The lists with their progress, and everything that is not answered, in one place."""
    by_list = {name: [a for a in answers if a.field.list == name] for name in list_titles()}
    missing = [answer for answer in answers if answer.state != ANSWERED]
    return {
        "lists": [
            {
                "name": name,
                "progress": _progress(title, by_list[name]),
                "table": _table(title, by_list[name], place=place),
            }
            for name, title in list_titles().items()
            if by_list[name]
        ],
        "broken": [say(a.field.title) for a in answers if a.state == BROKEN],
        "missing": _missing_table(missing),
        "missing_count": sum(answer.field.count for answer in missing),
    }


def _progress(title: str, answers: Sequence[Answer]) -> Progress:
    total = sum(answer.field.count for answer in answers)
    done = sum(answer.state == ANSWERED for answer in answers)
    return Progress(title=title, done=done, total=total, counted=_("fields"))


def _table(title: str, answers: Sequence[Answer], *, place: Place) -> Table:
    """One list: what is asked, what the books say, and whether that answers it."""
    kinds = observations.kinds()
    return Table(
        caption=title,
        caption_hidden=True,
        columns=(
            Column(_("Group")),
            Column(_("What is asked")),
            Column(_("What the books say")),
            Column(_("State")),
        ),
        rows=tuple(
            (
                Cell(text=say(answer.field.group)),
                Cell(text=_title(answer), note=say(answer.field.note)),
                _cell(answer, kinds, place=place),
                Cell(text=state_words()[answer.state]),
            )
            for answer in answers
        ),
    )


def _title(answer: Answer) -> str:
    title, count = say(answer.field.title), answer.field.count
    if count == 1:
        return title
    more = ngettext("%(count)s question", "%(count)s questions", count) % {"count": count}
    return f"{title} ({more})"


def state_words() -> dict[str, str]:
    """The states of a field in words."""
    return {
        ANSWERED: _("Answered"),
        PARTLY: _("Partly answered"),
        MISSING: _("Still empty"),
        NO_BOOK: _("No book holds it"),
        BROKEN: _("Rule broken"),
    }


def _cell(answer: Answer, kinds: showing.Kinds, *, place: Place) -> Cell:
    """The answer with the way to where it stands."""
    if answer.figure is not None:
        cell = showing.cell(answer.figure, kinds)
        period = period_words(answer.figure.period, language=showing.language())
        return Cell(
            text=cell.text, value=cell.value, unit=cell.unit, decimals=cell.decimals, mark=cell.mark,
            href=showing.figure_href(answer.figure), note=period,
        )  # fmt: skip
    return Cell(text=say(answer.says) or "—", href=_href(answer, place) if say(answer.says) else "")


def _href(answer: Answer, place: Place) -> str:
    own = {"place": place.id}
    names = {"plan": "plans", "plans": "plans", "case": "council", "inventory": "inventory", "place": "place",
             "report": "reports", "disclosure": "disclosure_editions"}  # fmt: skip
    if answer.kind == "workbook":
        return reverse("inventory.ecrf", kwargs={**own, "year": int(answer.reference)})
    return reverse(names[answer.kind], kwargs=own) if answer.kind in names else ""


def _missing_table(missing: Sequence[Answer]) -> Table | None:
    """Everything that is not answered: why, and who could."""
    if not missing:
        return None
    return Table(
        caption=_("What cannot be answered yet"),
        caption_hidden=True,
        columns=(Column(_("What is asked")), Column(_("List")), Column(_("Why")), Column(_("Who could"))),
        rows=tuple(
            (
                Cell(text=_title(answer)),
                Cell(text=list_titles()[answer.field.list]),
                Cell(text=_why(answer)),
                Cell(text=say(answer.field.who)),
            )
            for answer in missing
        ),
    )


def _why(answer: Answer) -> str:
    """Why a field is not answered, or only partly."""
    if say(answer.why):
        return say(answer.why)
    if answer.state == PARTLY and answer.figure is not None:
        period = period_words(answer.figure.period, language=showing.language())
        return _("The newest statement is of %(period)s, not of this year or the last.") % {"period": period}
    if answer.state == MISSING and answer.kind == "plan":
        return _("It is named in the plan, and no figure measures it yet.")
    return {
        BROKEN: _("A number above zero stands where none may."),
        PARTLY: _("Not every source is known, nor the total: %(says)s.") % {"says": say(answer.says)},
        NO_BOOK: _("None of the books of this place holds it."),
        MISSING: _("A book could answer it; nothing has been entered for this year."),
    }[answer.state]


def _row(answer: Answer) -> tuple[object, ...]:
    field, figure = answer.field, answer.figure
    value = f"{figure.printed} {figure.unit}" if figure else ""
    return (
        field.list, field.field, field.group.ko, field.group.en, field.title.ko, field.title.en, answer.state,
        value or answer.says.ko, value or answer.says.en, answer.reference, field.who.ko, field.who.en,
        f"{field.source}:{field.locator}", field.count,
    )  # fmt: skip
