"""The pages of surveys that everybody sees: which there are, what was asked, what came of it."""

from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from dure.grammar.books.survey_shapes import Survey
from dure.grammar.books.surveys import surveys_in
from dure.kernel.cases import read as cases
from dure.kernel.cases import write as writing
from dure.kernel.observations import read as observations
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.bars import Bar, Bars
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.pages import Crumb, Page
from dure.portal.resident.places import crumbs, place_or_404
from dure.portal.resident.surveys.results import QuestionResult, Results, results_of
from dure.portal.showing import language, say

ASKING = "asking"
DONE = "done"
COLUMNS = ("survey", "question", "option_ko", "option_en", "answers", "share_percent", "weighed_percent")
LIST_COLUMNS = ("survey", "title_ko", "title_en", "state", "opened_on", "answers")


@dataclass(frozen=True)
class Opened:
    """A survey that was opened, with its place and its case."""

    place: Place
    survey: Survey
    case: cases.Case


def survey_list(request: HttpRequest, place: str) -> Page:
    """The surveys of a place, those that take answers first."""
    found = place_or_404(place)
    known = [(survey, case_of(survey)) for survey in surveys_in(settings.PACKS, place)]
    asked = [(survey, case) for survey, case in known if case]
    kind = cases.find_kind("survey")
    shown = [
        {
            "title": say(survey.title),
            "says": say(survey.says),
            "is_open": case.state == ASKING,
            "state": say(kind.state_title(case.state)) if kind else case.state,
            "answers": cases.number_of_answers(case.id),
            "href": reverse("survey", kwargs={"place": place, "survey": survey.name}),
            "synthetic": survey.synthetic,
        }
        for survey, case in sorted(asked, key=lambda one: one[1].state != ASKING)
    ]
    rows = [
        (s.name, s.title.ko, s.title.en, c.state, c.steps[0].told, cases.number_of_answers(c.id))
        for s, c in asked
    ]
    return Page(
        template="resident/surveys.html",
        crumbs=crumbs(found, Crumb(_("Surveys"))),
        shows={"place": found, "place_title": say(found.title), "surveys": shown},
        data={"place": place, "surveys": [dict(zip(LIST_COLUMNS, row, strict=True)) for row in rows]},
        header=LIST_COLUMNS,
        rows=rows,
    )


def survey(request: HttpRequest, place: str, survey: str) -> Page:
    """One survey: while it is open its questions, afterwards its results and what was done about them."""
    opened = survey_or_404(place, survey)
    found, asked, case = opened.place, opened.survey, opened.case
    is_open = case.state == ASKING
    results = None if is_open else results_of(asked, cases.survey_answers(case.id))
    rows = _rows(asked, results)
    return Page(
        template="resident/survey.html",
        crumbs=crumbs(
            found,
            Crumb(_("Surveys"), reverse("surveys", kwargs={"place": place})),
            Crumb(say(asked.title)),
        ),
        shows={
            "place": found,
            "place_title": say(found.title),
            "survey": asked,
            "title": say(asked.title),
            "says": say(asked.says),
            "is_open": is_open,
            "answers": cases.number_of_answers(case.id),
            "opened_on": period_words(case.steps[0].told, language=language()),
            "questions": _asked(asked) if is_open else _results(asked, results),
            "results": results,
            "silent": ", ".join(say(each.title) for each in results.weighing.silent) if results else "",
            "groups": _groups(asked, results) if results and results.groups else None,
            "people_sources": _people_sources(asked),
            "done": _done(case),
            "beside": _beside(asked),
        },
        data=_data(asked, case, results, rows),
        header=COLUMNS,
        rows=rows,
    )


def _rows(survey: Survey, results: Results | None) -> list[tuple[object, ...]]:
    """The results as a table: one row for each option."""
    titles = {
        (question.name, each.name): each.title for question in survey.questions for each in question.options
    }
    return [
        (
            survey.name,
            result.question.name,
            titles[result.question.name, option.name].ko,
            titles[result.question.name, option.name].en,
            option.answers,
            _rounded(option.share_percent),
            _rounded(option.weighed_percent),
        )
        for result in (results.questions if results else ())
        for option in result.options
    ]


def survey_or_404(place: str, survey: str) -> Opened:
    """A survey that was opened, with its place and its case."""
    found = place_or_404(place)
    asked = find_survey(place, survey)
    case = case_of(asked) if asked else None
    if asked is None or case is None:
        raise Http404(_("There is no survey called “%(survey)s” here.") % {"survey": survey})
    return Opened(found, asked, case)


def find_survey(place: str, survey: str) -> Survey | None:
    """The survey that a place declares under this name."""
    return next((each for each in surveys_in(settings.PACKS, place) if each.name == survey), None)


def case_of(survey: Survey) -> cases.Case | None:
    """The case of a survey, once it was opened."""
    return cases.find_case(writing.survey_case(survey.place, survey=survey.name))


def _asked(survey: Survey) -> list[dict[str, object]]:
    return [
        {"title": say(question.title), "options": [say(option.title) for option in question.options]}
        for question in survey.questions
    ]


def _results(survey: Survey, results: Results | None) -> list[dict[str, object]]:
    return [
        {
            "title": say(result.question.title),
            "is_many": result.question.kind == "many",
            "bars": _bars(survey, result, is_weighed=bool(results and results.weighing.weights)),
            "table": _table(result),
            "has_closed": result.has_closed,
        }
        for result in (results.questions if results else ())
    ]


def _bars(survey: Survey, result: QuestionResult, *, is_weighed: bool) -> Bars:
    """The shares as bars: weighted where there are weights."""
    titles = {option.name: say(option.title) for option in result.question.options}
    shares = {o.name: o.weighed_percent if is_weighed else o.share_percent for o in result.options}
    return Bars(
        slug=f"survey-{survey.name}-{result.question.name}".replace("_", "-"),
        title=say(result.question.title),
        unit="percent",
        bars=tuple(
            Bar(titles[name], _exact(share), mark="synthetic" if survey.synthetic else "observed")
            for name, share in shares.items()
        ),
        whole=Decimal(100),
        decimals=1,
    )


def _table(result: QuestionResult) -> Table:
    titles = {option.name: say(option.title) for option in result.question.options}
    return Table(
        caption=_("The same in numbers"),
        caption_hidden=True,
        columns=(
            Column(_("Option")),
            Column(_("Answers"), numeric=True),
            Column(_("Share of answers"), numeric=True),
            Column(_("Weighted share"), numeric=True),
        ),
        rows=tuple(
            (
                Cell(titles[option.name]),
                _number(option.answers),
                _percent(option.share_percent),
                _percent(option.weighed_percent),
            )
            for option in result.options
        ),
    )


def _groups(survey: Survey, results: Results) -> Table:
    """Who answered, by neighbourhood and age band."""
    ages = [(age.name, say(age.title)) for age in survey.ages]
    areas = [*((area.name, say(area.title)) for area in survey.areas), ("", _("All"))]
    rows = []
    for area, title in areas:
        cells = [_number(results.groups[f"{area}/{age}"]) for age, _title in ages]
        rows.append((Cell(title), *cells, _number(results.groups[f"{area}/" if area else "all"])))
    return Table(
        caption=_("Who answered"),
        caption_hidden=True,
        columns=(
            Column(_("Neighbourhood")),
            *(Column(title, numeric=True) for _name, title in ages),
            Column(_("All"), numeric=True),
        ),
        rows=tuple(rows),
    )


def _number(count: int | None) -> Cell:
    return Cell(_("not shown")) if count is None else Cell(value=Decimal(count))


def _percent(share: float | None) -> Cell:
    return Cell("–") if share is None else Cell(value=_exact(share), unit="percent", decimals=1)


def _exact(share: float | None) -> Decimal | None:
    return None if share is None else Decimal(repr(share))


def _rounded(share: float | None) -> Decimal | None:
    """A share as tables of machines hold it: more digits would tell of closed numbers."""
    return None if share is None else round(Decimal(repr(share)), 1)


def _done(case: cases.Case) -> list[dict[str, object]]:
    """What was done about the answers, the last first."""
    told = [step for step in case.standing[2:] if step.to_state != ASKING and (step.says.ko or step.says.en)]
    sources = showing.sources() if told else {}
    return [
        {
            "on": period_words(step.told, language=language()) if step.told else "",
            "says": say(step.says),
            "source": say(sources[step.source].title) if step.source in sources else "",
            "source_id": step.source,
        }
        for step in reversed(told)
    ]


def _people_sources(survey: Survey) -> list[dict[str, str]]:
    """The documents that count who lives there."""
    sources = showing.sources() if survey.people else {}
    names = dict.fromkeys(row.source for row in survey.people)
    return [{"id": name, "title": say(sources[name].title)} for name in names if name in sources]


def _beside(survey: Survey) -> list[dict[str, object]]:
    """What others published of a survey of theirs, as published."""
    kinds = observations.kinds()
    found = [_figure(address) for address in survey.beside]
    return [
        {"title": say(kinds[f.address.split("/")[0]].title_of(f.address)), "number": showing.number(f, kinds)}
        for f in found
        if f is not None
    ]


def _figure(full: str) -> observations.Figure | None:
    """The figure of a full address, `place/name/facet@period:mark`."""
    where, _at, when = full.partition("@")
    place, _slash, address = where.partition("/")
    period, _colon, mark = when.partition(":")
    return observations.find_figure(place, address=address, period=period, mark=mark)


def _data(
    survey: Survey, case: cases.Case, results: Results | None, rows: list[tuple[object, ...]]
) -> dict[str, object]:
    return {
        "place": survey.place,
        "survey": survey.name,
        "title": survey.title,
        "state": case.state,
        "synthetic": survey.synthetic,
        "questions": [
            {
                "name": question.name,
                "title": question.title,
                "kind": question.kind,
                "options": [{"name": each.name, "title": each.title} for each in question.options],
            }
            for question in survey.questions
        ],
        "answers": results.answers if results else cases.number_of_answers(case.id),
        "effective_answers": results.weighing.effective_answers if results else None,
        "results": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
        "beside": list(survey.beside),
    }
