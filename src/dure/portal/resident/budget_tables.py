"""The tables and sentences of a budget: classes, departments, harm, ceiling, what moved, what was settled."""

import math
from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.engines.budget import Settlement
from dure.grammar.books.budget_shapes import BudgetLine, Scheme
from dure.kernel.plans import read as plans
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.budget_words import (
    factor_words,
    made_up_words,
    own_name,
    ranged,
    share_left,
    share_of,
    share_words,
    stage_word,
    tonnes_words,
    won_words,
)
from dure.portal.showing import say

# How many lines a list shows before it points to the file with all of them.
MOST = 10


def classes(reading: plans.Reading, *, mark: str, csv_href: str = "", json_href: str = "") -> Table:
    """Lines and won of each class, with the total that they make to the won."""
    weighs = any(each.weighted_krw is not None for each in reading.classes)
    columns = [
        Column(_("Class")), Column(_("Projects"), numeric=True), Column(_("Won"), numeric=True),
        Column(_("Share"), numeric=True),
    ]  # fmt: skip
    columns += [Column(_("Won after the coefficient"), numeric=True)] if weighs else []
    rows = []
    for each in reading.classes:
        cells = [
            Cell(text=say(each.title)), Cell(value=each.lines), Cell(text=won_words(each.krw), mark=mark),
            Cell(text=share_words(each.krw, reading)),
        ]  # fmt: skip
        weighted = "" if each.weighted_krw is None else won_words(int(each.weighted_krw))
        rows.append((*cells, *([Cell(text=weighted)] if weighs else [])))
    total = [
        Cell(text=_("Total")),
        Cell(value=reading.lines),
        Cell(text=won_words(reading.total_krw)),
        Cell("100%"),
    ]
    if left := share_left(reading):
        gap = [Cell(text=_("Rounding difference")), Cell(), Cell(), Cell(text=left)]
        rows.append((*gap, *([Cell()] if weighs else [])))
    rows.append((*total, *([Cell()] if weighs else [])))
    return Table(
        caption=_("Classes in this scheme"), columns=tuple(columns), rows=tuple(rows), csv_href=csv_href,
        json_href=json_href,
    )  # fmt: skip


def groups(sums: plans.Groups, *, caption: str, first: str) -> Table:
    """Won of each group in each class that has any."""
    used = [
        n for n in range(len(sums[0][1])) if any(of_group[n].lines for _name, of_group in sums)
    ] if sums else []  # fmt: skip
    titles = [say(sums[0][1][n].title) for n in used]
    return Table(
        caption=caption,
        columns=(Column(first), *(Column(t, numeric=True) for t in titles), Column(_("Total"), numeric=True)),
        rows=tuple(
            (
                own_name(name),
                *(Cell(text=won_words(of_group[n].krw)) for n in used),
                Cell(text=won_words(sum(each.krw for each in of_group))),
            )
            for name, of_group in sums
        ),
    )


def harmful(book: plans.BudgetBook, stage: str, tonnes: plans.Tonnes) -> Table:
    """The lines that emit, the largest first, with their tonnes or the word that they are not known."""
    known = {each.code: each for each in tonnes.lines}
    lines = [
        line
        for line in book.lines[stage]
        if line.code in book.tags and book.tags[line.code].tag.direction == "emits"
    ]
    lines.sort(key=lambda line: -line.amount_krw)
    return Table(
        caption=_("Spending that emits"),
        columns=(
            Column(_("Project")), Column(_("Department")), Column(_("Won"), numeric=True),
            Column(_("Adds in a year"), numeric=True),
        ),
        rows=tuple(
            (
                own_name(line.title),
                own_name(line.department),
                Cell(text=won_words(line.amount_krw)),
                Cell(
                    text=ranged(known[line.code].low_tco2e, known[line.code].high_tco2e),
                    mark="synthetic" if known[line.code].factor.synthetic or book.synthetic else "",
                )
                if line.code in known
                else Cell(text=_("not determined")),
            )
            for line in lines[:MOST]
        ),
        empty=_("No line is tagged as emitting."),
    )  # fmt: skip


def offset_sentence(tonnes: plans.Tonnes) -> str:
    """How far what is cut covers what is added, and what is missing for saying so."""
    if not tonnes.added[1]:
        said = _("For no emitting line are the tonnes known, so nothing can be said about an offset.")
    else:
        offset = tonnes.offset
        said = _(
            "Known harm of %(added)s a year stands against known cuts of %(cut)s; the difference is %(net)s."
        ) % {
            "added": made_up_words(ranged(*tonnes.added), tonnes.made_up("emits")),
            "cut": made_up_words(ranged(*tonnes.cut), tonnes.made_up("cuts")),
            "net": made_up_words(
                f"{tonnes_words(offset.net_low_tco2e)} … {tonnes_words(offset.net_high_tco2e)}",
                tonnes.made_up(),
            ),
        }
    count, krw = tonnes.undetermined_harm
    if not count:
        return said
    more = ngettext(
        "%(count)s more emitting line of %(won)s has no tonnes: the harm is larger than that.",
        "%(count)s more emitting lines of %(won)s have no tonnes: the harm is larger than that.",
        count,
    )
    return f"{said} {more % {'count': f'{count:,}', 'won': won_words(krw)}}"


def undetermined_sentence(tonnes: plans.Tonnes, *, total_krw: int) -> str:
    """How much of what matters for the climate has no tonnes."""
    count = tonnes.undetermined_cuts[0] + tonnes.undetermined_harm[0]
    krw = tonnes.undetermined_cuts[1] + tonnes.undetermined_harm[1]
    if not count:
        return ""
    share = share_of(krw, total_krw) if total_krw else "0%"
    return _(
        "%(count)s lines that cut or emit have no tonnes: %(won)s, %(share)s of the budget. They are left "
        "out of the tonnes and of the won per tonne."
    ) % {"count": f"{count:,}", "won": won_words(krw), "share": share}


def untagged_sentence(reading: plans.Reading) -> str:
    """How much of a budget nobody has tagged in a scheme; empty where all of it is."""
    found = next((each for each in reading.classes if each.name == plans.UNTAGGED), None)
    if found is None or not found.lines:
        return ""
    share = share_of(found.krw, reading.total_krw) if reading.total_krw else "0%"
    return _(
        "%(count)s lines of %(won)s, %(share)s of the budget, are not tagged yet: nothing of what follows "
        "counts them."
    ) % {"count": f"{found.lines:,}", "won": won_words(found.krw), "share": share}


def moved(book: plans.BudgetBook, scheme: Scheme) -> dict[str, object] | None:
    """What moved between the proposal and the adoption, by class and line by line."""
    found = plans.moved_between(book, before="proposed", after="adopted", scheme=scheme)
    if found is None:
        return None
    sums = found.sums
    columns = (_("Proposal"), _("New"), _("Raised"), _("Lowered"), _("Dropped"), _("Adopted budget"))
    parts = (
        sums.before_krw, sums.new_krw, sums.raised_krw, sums.lowered_krw, sums.dropped_krw, sums.after_krw,
    )  # fmt: skip
    # The engine puts lines that nobody tagged last, after those without a class.
    rows = [
        (Cell(text=say(each.title)), *(Cell(text=won_words(int(part[n]))) for part in parts))
        for n, each in enumerate(found.classes)
        if any(int(part[n]) for part in parts)
    ]
    says = ngettext("%(count)s line changed.", "%(count)s lines changed.", sums.touched)
    return {
        "says": says % {"count": f"{sums.touched:,}"}
        if sums.touched
        else _("Nothing moved: what was proposed was adopted."),
        "table": Table(
            caption=_("From the proposal to the adopted budget"),
            columns=(Column(_("Class")), *(Column(title, numeric=True) for title in columns)),
            rows=tuple(rows),
        ),
        "lines": _moved_lines(found.lines),
    }


def _moved_lines(lines: Sequence[tuple[BudgetLine, int, int]]) -> Table:
    return Table(
        caption=_("The lines that changed most"),
        columns=(
            Column(_("Project")), Column(_("Department")), Column(_("Proposal"), numeric=True),
            Column(_("Adopted budget"), numeric=True), Column(_("Difference"), numeric=True),
        ),
        rows=tuple(
            (
                own_name(line.title), own_name(line.department), Cell(text=won_words(before)),
                Cell(text=won_words(after)), Cell(text=won_words(after - before)),
            )
            for line, before, after in lines[:MOST]
        ),
        empty=_("No line changed."),
    )  # fmt: skip


def settlement(book: plans.BudgetBook, scheme: Scheme) -> dict[str, object] | None:
    """From the budget over its execution to its settlement, by class."""
    stages = plans.stages_of(book, scheme=scheme)
    if stages is None:
        return None
    total = stages.total
    rows = [
        (
            Cell(text=say(budget.title)),
            *(Cell(text=won_words(each.krw)) for each in (budget, done, settled)),
            _left(budget.krw - done.krw), Cell(text=won_words(settled.krw - done.krw)),
        )
        for budget, done, settled in stages.rows
        if budget.lines or done.lines or settled.lines
    ]  # fmt: skip
    sums = (total.budget_krw, total.executed_krw, total.settled_krw)
    rows.append(
        (
            Cell(text=_("Total")), *(Cell(text=won_words(int(each))) for each in sums),
            _left(int(total.budget_krw - total.executed_krw)),
            Cell(text=won_words(int(total.settled_krw - total.executed_krw))),
        )
    )  # fmt: skip
    return {
        "says": _executed_words(total),
        "table": Table(
            caption=_("Budget, execution, settlement"),
            columns=(
                Column(_("Class")), Column(stage_word(stages.budget_stage), numeric=True),
                Column(_("Execution"), numeric=True), Column(_("Settlement"), numeric=True),
                Column(_("Not spent"), numeric=True), Column(_("Changed by the settlement"), numeric=True),
            ),
            rows=tuple(rows),
        ),
    }  # fmt: skip


def overspent_sentence(book: plans.BudgetBook) -> str:
    """That more was spent than the budget, on which line most, and in all; empty where nowhere."""
    stage = next((each for each in ("settled", "executed") if each in book.stages), "")
    found = plans.overspent(book, stage=stage, lines=book.lines[stage]) if stage else None
    return overspent_words(found)


def overspent_words(found: plans.Overspent | None) -> str:
    """Overspending in a sentence; empty where there is none."""
    if found is None:
        return ""
    line, budget, spent = found.lines[0]
    count = len(found.lines)
    says = ngettext(
        "%(stage)s: %(count)s line was overspent by %(over)s: %(title)s, %(spent)s of a budget of "
        "%(budget)s.",
        "%(stage)s: %(count)s lines were overspent by %(over)s in all. Most of it: %(title)s, %(spent)s of a "
        "budget of %(budget)s.",
        count,
    ) % {
        "stage": stage_word(found.stage), "count": f"{count:,}", "over": won_words(found.over_krw),
        "title": line.title, "spent": won_words(spent), "budget": won_words(budget),
    }  # fmt: skip
    over = found.spent_krw - found.budget_krw
    if over <= 0:
        return says
    return f"{says} {_('The whole budget was overspent by %(over)s.') % {'over': won_words(over)}}"


def _left(krw: int) -> Cell:
    """What was left of a budget; spent above it is said in words, never as a sum with a minus alone."""
    return Cell(text=_("overspent by %(over)s") % {"over": won_words(-krw)} if krw < 0 else won_words(krw))


def _executed_words(total: Settlement) -> str:
    """How much of the budget was spent. Above a hundred percent it says by how much."""
    percent = "" if math.isnan(total.executed_percent) else f"{total.executed_percent:.1f}%"
    over = int(total.executed_krw - total.budget_krw)
    if over > 0:
        return _("More than the budget was spent: overspent by %(over)s (%(percent)s).") % {
            "over": won_words(over),
            "percent": percent,
        }
    return _("%(percent)s of the budget was executed.") % {"percent": percent}


def factors(tonnes: plans.Tonnes) -> Table:
    """Every unit factor that tonnes rest on: its range, lifetime, what is additional, and its document."""
    used = {each.factor.factor: each.factor for each in tonnes.lines}
    lines = [each.factor.factor for each in tonnes.lines]
    return Table(
        caption=_("What the tonnes rest on"),
        columns=(
            Column(_("Unit factor")), Column(_("Lines"), numeric=True),
            Column(_("What counts as additional")), Column(_("GWP set")), Column(_("Source")),
        ),
        rows=tuple(
            (
                Cell(text=factor_words(factor), mark="synthetic" if factor.synthetic else "parameter"),
                Cell(value=lines.count(name)),
                Cell(text=say(factor.additionality)),
                Cell(text=_("unknown") if factor.gwp_set == "unknown" else factor.gwp_set),
                Cell(
                    text=f"{factor.source}{' (verify)' if factor.verify else ''}",
                    href=reverse("source", kwargs={"source": factor.source}),
                ),
            )
            for name, factor in used.items()
        ),
        empty=_("No line is quantified."),
    )  # fmt: skip
