"""Printed totals that replaced each other: two years, two documents, and what is told of why they differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from dure.engines.inventory.exact import less, times
from dure.engines.inventory.recalculate import Cause, Change
from dure.kernel.observations.read import Figure
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.times import period_words
from dure.portal.blocks.waterfall import Step, Waterfall
from dure.portal.reckoning.recalculations import Declared, two_totals
from dure.portal.resident.cause_words import UNEXPLAINED, percent_words, trigger_words
from dure.portal.resident.reconciliation_tables import tonnes_cell
from dure.portal.resident.reconciliation_words import UNIT, tonnes
from dure.portal.showing import say

TOTAL = "emissions_tco2e"
SEEN = ("observed", "estimated", "synthetic")
SHARE_OF = re.compile(r"(?P<name>[a-z0-9_]+_percent)/of_(?P<year>\d{4})")


@dataclass(frozen=True)
class Between:
    """Two printed totals that follow each other and stand in different documents, with what is declared."""

    before: Figure
    after: Figure
    causes: tuple[Cause, ...]

    @property
    def change(self) -> Decimal:
        """The later total less the earlier one."""
        return less(self.after.value or Decimal(0), self.before.value or Decimal(0))

    @property
    def percent(self) -> Decimal:
        """The change in percent of the earlier total."""
        return self.change * 100 / self.before.value if self.before.value else Decimal(0)


def totals(standing: Sequence[Figure]) -> list[Figure]:
    """The yearly totals that documents state of a place as a whole."""
    return [
        figure
        for figure in standing
        if figure.address == TOTAL
        and figure.mark in SEEN
        and figure.value is not None
        and figure.period.isdecimal()
        and figure.source
    ]


def totals_table(stated: Sequence[Figure], kinds: showing.Kinds, sources: showing.Sources) -> Table | None:
    """The printed totals with their documents."""
    if not stated:
        return None
    return Table(
        caption=_("Totals that documents state"),
        columns=(Column(_("Year")), Column(_("Emissions"), numeric=True), Column(_("Document"))),
        rows=tuple(
            (
                Cell(text=period_words(figure.period, language=showing.language())),
                showing.cell(figure, kinds),
                Cell(text=showing.document_line(figure, sources), note=say(figure.note)),
            )
            for figure in stated
        ),
    )


def causes_between(stated: Sequence[Figure], changes: Sequence[Change]) -> list[Between]:
    """Totals that follow each other and stand in different documents: one may have replaced the other."""
    found = []
    for before, after in pairwise(sorted(stated, key=lambda figure: figure.period)):
        if before.source != after.source and before.value is not None and after.value is not None:
            year = int(after.period)
            own = [change for change in changes if change.year == year]
            causes = two_totals(before.value, after.value, year=year, changes=own)
            found.append(Between(before, after, causes))
    return found


def between(each: Between, policy: Declared, sources: showing.Sources) -> dict[str, object]:
    """Two totals of two documents in words, with a drawing and a table."""
    words = {
        "before_year": period_words(each.before.period, language=showing.language()),
        "after_year": period_words(each.after.period, language=showing.language()),
        "before": tonnes(each.before.value or Decimal(0)),
        "after": tonnes(each.after.value or Decimal(0)),
        "change": tonnes(each.change, signed=True),
        "percent": percent_words(abs(each.percent)),
        "before_document": showing.document_line(each.before, sources),
        "after_document": showing.document_line(each.after, sources),
    }
    return {
        "title": _("Why did %(after_year)s change against %(before_year)s?") % words,
        "lead": _(
            "“%(before_document)s” says %(before)s of %(before_year)s, “%(after_document)s” says %(after)s "
            "of %(after_year)s: %(change)s, %(percent)s of the earlier total."
        )
        % words,
        "verdict": _judged(each, policy, words["percent"]),
        "declared": any(cause.trigger != UNEXPLAINED for cause in each.causes),
        "waterfall": _steps(each, words),
        "table": _causes(each),
    }


def _judged(each: Between, policy: Declared, percent: str) -> str:
    """Whether the change reaches the declared threshold, or that none is declared."""
    threshold = policy.threshold
    if threshold is None or threshold.value is None:
        return _(
            "No threshold is declared, so nobody can say whether %(percent)s asks for a recalculation."
        ) % {"percent": percent}
    limit = {"percent": percent, "threshold": percent_words(threshold.value)}
    if abs(each.percent) >= threshold.value:
        return _("%(percent)s reaches the declared threshold of %(threshold)s.") % limit
    return _("%(percent)s does not reach the declared threshold of %(threshold)s.") % limit


def _steps(each: Between, words: dict[str, str]) -> Waterfall:
    """From the one total to the other by cause."""
    own = "synthetic" if each.after.mark == "synthetic" else "estimated"
    names = trigger_words()
    ends = [
        Step(words[name], figure.value, figure.mark, is_total=True, href=showing.figure_href(figure))
        for name, figure in (("before_year", each.before), ("after_year", each.after))
    ]
    steps = [Step(names[cause.trigger], cause.effect, own, note=cause.reason) for cause in each.causes]
    return Waterfall(
        slug=f"between-{each.after.period}",
        title=_("From %(before_year)s to %(after_year)s") % words,
        unit=UNIT,
        decimals=0,
        steps=(ends[0], *steps, ends[1]),
    )


def _causes(each: Between) -> Table:
    names = trigger_words()
    return Table(
        caption=_("Every cause, the largest first, tonnes"),
        columns=(Column(_("Cause")), Column(_("Effect"), numeric=True), Column(_("What is told"))),
        rows=tuple(
            (
                Cell(text=names[cause.trigger]),
                tonnes_cell(cause.effect),
                Cell(text=cause.reason or _("nothing is told")),
            )
            for cause in each.causes
        ),
    )


def shares(standing: Sequence[Figure], kinds: showing.Kinds) -> Table | None:
    """Percentages that are said of a year's total: the amount that each comes to shows what moved."""
    stated = {figure.period: figure for figure in totals(standing)}
    rows = []
    for figure in standing:
        match = SHARE_OF.fullmatch(figure.address)
        base = stated.get(match["year"]) if match else None
        if base is None or base.value is None or figure.value is None:
            continue
        comes_to = times(figure.value, base.value) / 100
        rows.append(
            (
                Cell(text=say(showing.kind_of(figure, kinds).title_of(figure.address))),
                showing.cell(figure, kinds),
                showing.cell(base, kinds),
                tonnes_cell(comes_to),
            )
        )
    if len(rows) < 2:
        return None
    return Table(
        caption=_("Shares that are said of these totals"),
        columns=(
            Column(_("Share")), Column(_("Printed"), numeric=True), Column(_("Of the total"), numeric=True),
            Column(_("Comes to"), numeric=True),
        ),
        rows=tuple(rows),
    )  # fmt: skip
