"""The little calculation behind each reason of a finding: what went in, what was expected, how far off."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dure.grammar.numbers import UNKNOWN
from dure.kernel.cases.read import Case, Reason
from dure.kernel.observations import read as observations
from dure.kernel.observations.read import Figure
from dure.kernel.runs import read as runs
from dure.portal import showing
from dure.portal.blocks.numbers import shown
from dure.portal.blocks.times import period_words
from dure.portal.data.argument_words import argument_title, input_unit, value_words
from dure.portal.data.method_words import method_title
from dure.portal.showing import say

# Which argument of a check its answers `expected` and `gap` speak of. A check without one judges no amount.
JUDGED = {
    "checks.co2_of_carbon": "printed_t",
    "checks.co2_of_fuel": "printed_t",
    "checks.composite_of_gases": "printed",
    "checks.share_of_total": "part",
    "checks.part_within_whole": "part",
    "checks.sum_of_parts": "total",
    "checks.unit_order": "values",
    "checks.one_among_years": "value",
    "checks.two_statements": "first",
    "checks.plan_against_actual": "actual",
    "checks.percent_of": "percent",
    "checks.percent_change": "change_percent",
    "checks.change_between": "printed_change",
    "checks.mean_within_bounds": "mean",
    "checks.counted_against_list": "count",
    "checks.distinct_counts_summed": "total",
    "checks.sum_of_other_lines": "line",
    "checks.year_on_year_jump": "limit_percent",
}
# Where the answers speak of what was reckoned, and the argument above only lends its unit.
RECKONED = {"checks.year_on_year_jump": _("largest change a year")}
# Units that order the inputs in time: no inputs to read, unless the figure itself is a year or a day.
TIMES = frozenset({"day", "year"})
HELPERS = ("step", "index")


@dataclass(frozen=True)
class Given:
    """One value that went into a check, with the way to its source; `limit` tells a rule from a statement."""

    title: str
    period: str
    value: str
    href: str
    limit: bool


@dataclass(frozen=True)
class Working:
    """A reason with its calculation. `of` is what was judged; `expected` and `gap` are words with a unit."""

    title: str
    says: str
    href: str
    given: tuple[Given, ...]
    of: str
    expected: str
    gap: str


@dataclass(frozen=True)
class Known:
    """What workings are shown with: kinds, the figures that went in, the runs whose answers went in."""

    kinds: showing.Kinds
    figures: Mapping[int, Figure]
    runs: Mapping[str, runs.Run]


def workings(case: Case, kinds: showing.Kinds, inputs: Mapping[str, tuple[runs.Input, ...]]) -> list[Working]:
    """Every reason of a finding with what its run took (`inputs`, by run) and answered."""
    before = {run.id: run for run in runs.by_id(_answered(fed for own in inputs.values() for fed in own))}
    every = [fed for own in (*inputs.values(), *(run.inputs for run in before.values())) for fed in own]
    known = Known(kinds, observations.by_id(fed.figure for fed in every if fed.figure), before)
    checks = {run.id: run for run in runs.by_id(reason.run for reason in case.reasons)}
    return [
        _working(reason, known, inputs=inputs[reason.run], check=checks[reason.run], subject=case.subject)
        for reason in case.reasons
    ]


def _answered(inputs: Iterable[runs.Input]) -> list[str]:
    """The runs whose answers are among these inputs, each once."""
    return list(dict.fromkeys(fed.reference for fed in inputs if fed.kind == "run"))


def _working(
    reason: Reason, known: Known, *, inputs: tuple[runs.Input, ...], check: runs.Run, subject: str
) -> Working:
    """A reason with what its run took and answered; `subject` is the doubted figure's address."""
    kinds, figures = known.kinds, known.figures
    fitting = [fed for fed in inputs if fed.argument == JUDGED.get(reason.engine)]
    judged = next((fed for fed in fitting if fed.reference == subject), fitting[0] if fitting else None)
    of = figures.get(judged.figure or 0) if judged else None
    answered = known.runs.get(judged.reference) if judged and of is None else None
    if judged and answered:
        unit = input_unit(check, judged)
        return Working(
            title=method_title(reason.engine),
            says=say(reason.says),
            href=reverse("run", kwargs={"run": reason.run}),
            given=_given(inputs, known, check),
            of=_answer_name(answered, judged),
            expected=_answer_words(reason.expected, unit),
            gap=_answer_words(reason.gap, unit, signed=True),
        )
    return Working(
        title=method_title(reason.engine),
        says=say(reason.says),
        href=reverse("run", kwargs={"run": reason.run}),
        given=_given(inputs, known, check),
        of=str(RECKONED.get(reason.engine, "")) or (_name(of, kinds) if of else ""),
        expected=_words(reason.expected, of, kinds) if of else "",
        gap=_words(reason.gap, of, kinds, signed=True) if of else "",
    )


def _answer_words(value: str, unit: str, *, signed: bool = False) -> str:
    """A run's answer with its unit; nothing where it is not known."""
    if value in {"", UNKNOWN}:
        return ""
    return ("+" if signed and Decimal(value) > 0 else "") + value_words(value, unit)


def _answer_name(run: runs.Run, fed: runs.Input) -> str:
    """What another calculation answered: its name, and the name of the answer that was taken."""
    answer = next((each.name for each in run.answers if each.value == fed.value), "")
    return f"{say(run.title)}: {argument_title(answer)}" if answer else say(run.title)


def _given(inputs: tuple[runs.Input, ...], known: Known, check: runs.Run) -> tuple[Given, ...]:
    """What went in, each statement once, the rule's limits last; what another calculation answered stands
    after what it was calculated from.
    """
    found: dict[str, Given] = {}
    for fed in inputs:
        run = known.runs.get(fed.reference) if fed.kind == "run" else None
        if run is not None:
            own = _of_figures(run.inputs, known)
            found |= {key: replace(each, limit=False) for key, each in own.items()}
            href = reverse("run", kwargs={"run": run.id})
            words = value_words(fed.value, input_unit(check, fed))
            found[f"{run.id} {fed.value}"] = Given(_answer_name(run, fed), "", words, href, limit=False)
    found |= {key: each for key, each in _of_figures(inputs, known).items() if key not in found}
    return tuple(sorted(found.values(), key=lambda given: given.limit))


def _of_figures(inputs: tuple[runs.Input, ...], known: Known) -> dict[str, Given]:
    """The figures among what went in, by their addresses."""
    found: dict[str, Given] = {}
    kinds = known.kinds
    for fed in inputs:
        figure = known.figures.get(fed.figure or 0)
        if figure is None or fed.argument.rpartition("_")[2] in HELPERS:
            continue
        if fed.unit in TIMES and showing.kind_of(figure, kinds).unit not in TIMES:
            continue
        value = showing.words(figure, showing.kind_of(figure, kinds))
        found.setdefault(
            fed.reference,
            Given(
                title=say(showing.kind_of(figure, kinds).title_of(figure.address)),
                # A year that stands in that year is said once.
                period="" if figure.mark == "parameter" or _period(figure) == value else _period(figure),
                value=value,
                href=showing.figure_href(figure),
                limit=figure.mark == "parameter",
            ),
        )
    return found


def _period(figure: Figure) -> str:
    return period_words(figure.period, language=showing.language())


def _name(figure: Figure, kinds: showing.Kinds) -> str:
    title = say(showing.kind_of(figure, kinds).title_of(figure.address))
    return title if figure.mark == "parameter" else f"{title}, {_period(figure)}"


def _words(value: str, figure: Figure, kinds: showing.Kinds, *, signed: bool = False) -> str:
    """A run's answer in the unit that pages show for what it judged."""
    try:
        answer = Decimal(value)
    except InvalidOperation:
        return ""
    in_unit = showing.amount(answer, showing.kind_of(figure, kinds))
    unit = "percent_point" if signed and in_unit.unit == "percent" else in_unit.unit
    text = shown(in_unit.value, unit=unit, language=showing.language()).text
    return f"+{text}" if signed and answer > 0 else text
