"""What a place published itself of its carbon-aware budgets: wholes with their parts, and every figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from dure.kernel.observations import read as observations
from dure.kernel.runs import read as runs
from dure.kernel.things.read import Place
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.showing import say

SYSTEM = "carbon_budget"
ASSESSED = "assessed_projects"
SUM_OF_PARTS = "checks.sum_of_parts"


@dataclass(frozen=True)
class Sum:
    """A whole and its parts in one unit, as printed, with the check that compares them."""

    run: runs.Run
    whole: observations.Figure
    parts: tuple[observations.Figure, ...]


@dataclass(frozen=True)
class Equation:
    """A sum in words: what it is of, the whole and its parts, whether they agree, and the check."""

    title: str
    says: str
    verdict: str
    holds: bool
    href: str


@dataclass(frozen=True)
class Whole:
    """What was divided into the same parts: its equations, and the parts as a table."""

    title: str
    equations: tuple[Equation, ...]
    table: Table


def wholes(place: str, figures: Sequence[observations.Figure], kinds: showing.Kinds) -> tuple[Whole, ...]:
    """Every published whole beside its parts, with the check of the sum; the newest of each kind first."""
    if not figures:
        return ()
    known = {figure.full_address: figure for figure in figures}
    groups: dict[tuple[str, tuple[str, ...]], list[Sum]] = {}
    for found in _sums(place, known):
        facets = tuple(part.address.partition("/")[2] for part in found.parts)
        groups.setdefault((found.whole.period, facets), []).append(found)
    order = {name: n for n, name in enumerate(kinds)}
    ordered = sorted(groups.values(), key=lambda sums: -int(sums[0].whole.period[:4]))
    ordered.sort(key=lambda sums: min(order[each.whole.address] for each in sums))
    sources = showing.sources()
    return tuple(
        _whole(sorted(sums, key=lambda each: order[each.whole.address]), kinds, sources) for sums in ordered
    )


def _sums(place: str, known: dict[str, observations.Figure]) -> list[Sum]:
    """The sums of whole budgets that are checked; sums of one class are among all the figures."""
    found = []
    for run in runs.latest(place, checks=True):
        if run.system != SYSTEM or run.engine != SUM_OF_PARTS:
            continue
        total = [known.get(each.reference) for each in run.inputs if each.argument == "total"]
        parts = [known.get(each.reference) for each in run.inputs if each.argument == "parts"]
        whole = total[0] if total else None
        there = tuple(each for each in parts if each is not None)
        if whole is not None and "/" not in whole.address and there and len(there) == len(parts):
            found.append(Sum(run, whole, there))
    return found


def _whole(sums: Sequence[Sum], kinds: showing.Kinds, sources: showing.Sources) -> Whole:
    first = sums[0]
    title = say(showing.kind_of(sums[-1].whole, kinds).title_of(sums[-1].whole.address))
    period = period_words(first.whole.period, language=showing.language())
    columns = [Column(_("Which part"))]
    columns += [Column(say(showing.kind_of(s.whole, kinds).title_of(s.whole.address)), True) for s in sums]
    return Whole(
        title=f"{title}, {period}",
        equations=tuple(_equation(each, kinds, sources) for each in sums),
        table=Table(
            caption=_("%(title)s, %(period)s by part") % {"title": title, "period": period},
            columns=tuple(columns),
            rows=(
                *(
                    (
                        Cell(text=_part_title(part, kinds)),
                        *(_printed(each.parts[n], sources) for each in sums),
                    )
                    for n, part in enumerate(first.parts)
                ),
                (Cell(text=_("Total")), *(_printed(each.whole, sources) for each in sums)),
            ),
            caption_hidden=True,
        ),
    )


def _equation(found: Sum, kinds: showing.Kinds, sources: showing.Sources) -> Equation:
    parts = [
        f"{showing.carried_words(part, sources, words=showing.language())} ({_part_title(part, kinds)})"
        for part in found.parts
    ]
    whole = showing.carried_words(found.whole, sources, words=showing.language())
    holds = bool(found.run.holds)
    return Equation(
        title=say(showing.kind_of(found.whole, kinds).title_of(found.whole.address)),
        says=f"{whole} = {' + '.join(parts)}" if holds else f"{whole} ≠ {' + '.join(parts)}",
        verdict=_("checked: the parts make the whole") if holds else _("the parts do not make the whole"),
        holds=holds,
        href=reverse("run", kwargs={"run": found.run.id}),
    )


def _part_title(part: observations.Figure, kinds: showing.Kinds) -> str:
    """What a part is called, without the name of what it is a part of."""
    kind = showing.kind_of(part, kinds)
    whole = say(kind.title_of(part.address.partition("/")[0]))
    return say(kind.title_of(part.address)).removeprefix(whole).lstrip(" ·:,")


def _printed(figure: observations.Figure, sources: showing.Sources) -> Cell:
    return Cell(
        text=showing.carried_words(figure, sources, words=showing.language()),
        href=showing.figure_href(figure),
        note=_("to be confirmed") if figure.to_confirm else "",
    )


def own_figures(place: Place, kinds: showing.Kinds) -> list[observations.Figure]:
    """The figures that a place states of its carbon-aware budgets."""
    standing = observations.figures(place.id)
    return [f for f in standing if (kind := kinds.get(f.address.split("/")[0])) and kind.system == SYSTEM]


def data(figures: Sequence[observations.Figure], kinds: showing.Kinds) -> list[dict[str, object]]:
    """What was published as the API tells figures."""
    return [showing.data(figure, kinds) for figure in figures]


def table(figures: Sequence[observations.Figure], kinds: showing.Kinds) -> Table | None:
    """What the place itself has published of its carbon-aware budgets: figures, each with its source."""
    if not figures:
        return None
    order = {name: n for n, name in enumerate(kinds)}
    figures = sorted(figures, key=lambda figure: (figure.period, order[figure.address.split("/")[0]]))
    sources = showing.sources()
    return Table(
        caption=_("What was published"),
        columns=(
            Column(_("Figure")), Column(_("Period")), Column(_("Value"), numeric=True),
            Column(_("As printed")),
        ),
        rows=tuple(
            (
                Cell(text=say(showing.kind_of(f, kinds).title_of(f.address))),
                Cell(text=f.period),
                showing.cell(f, kinds),
                Cell(
                    text=showing.printed_words(f, sources, words=showing.language())
                    or (_("not compared with the document yet") if f.as_printed else "")
                ),
            )
            for f in figures
        ),
    )  # fmt: skip


def unlisted(figures: Sequence[observations.Figure], years: Sequence[int]) -> str:
    """That the projects a place counted are nowhere listed, with their number; empty where lines stand."""
    counted = [f for f in figures if f.address == ASSESSED and f.value is not None and f.mark == "observed"]
    newest = max(counted, key=lambda figure: figure.period, default=None)
    if newest is None or newest.value is None or int(newest.period[:4]) in years:
        return ""
    return _(
        "Its %(count)s projects of %(year)s are published as sums by class and field only. The projects "
        "themselves, with their names and amounts, are in no source at hand, so that no line of theirs can "
        "be shown, tagged or checked here."
    ) % {"count": f"{int(newest.value):,}", "year": period_words(newest.period, language=showing.language())}
