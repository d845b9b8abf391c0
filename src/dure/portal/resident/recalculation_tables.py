"""Editions and their causes as sentences, drawings, tables and data. Nothing is reckoned here."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from dure.engines.inventory.exact import less, sum_of
from dure.engines.inventory.recalculate import TRIGGERS, Cause
from dure.portal import showing
from dure.portal.blocks.table import Cell, Column, Table
from dure.portal.blocks.waterfall import Step, Waterfall
from dure.portal.reckoning.books import GPC, LINES
from dure.portal.reckoning.recalculations import Again, Declared, Reworked
from dure.portal.resident.book_words import book_title
from dure.portal.resident.cause_words import UNEXPLAINED, percent_words, trigger_words
from dure.portal.resident.reconciliation_tables import line_title, tonnes_cell
from dure.portal.resident.reconciliation_words import UNIT, tonnes
from dure.portal.resident.reconciliations import compare_href
from dure.portal.resident.replaced_totals import Between
from dure.portal.showing import say

# A pair of editions of one year, with what came of working through it.
Worked = tuple[Again, Reworked]
HEADER = (
    "year", "before", "after", "trigger", "line", "effect", "reason", "unit", "before_from", "after_from",
)  # fmt: skip


def policy_rows(policy: Declared, kinds: showing.Kinds) -> list[dict[str, str]]:
    """What is declared, each with the way to who says so."""
    rows = []
    for figure in (policy.base_year, policy.threshold):
        if figure is not None:
            kind = showing.kind_of(figure, kinds)
            rows.append(
                {
                    "title": say(kind.title),
                    "words": showing.words(figure, kind),
                    "href": showing.figure_href(figure),
                }
            )
    if policy.offsets is not None and policy.offsets.value is not None:
        rows.append(
            {
                "title": _("Rises and falls"),
                "words": _("set against each other") if policy.offsets.value else _("sizes added up"),
                "href": showing.figure_href(policy.offsets),
            }
        )
    for name in TRIGGERS:
        if name in policy.counts:
            figure = policy.counts[name]
            rows.append(
                {
                    "title": trigger_words()[name],
                    "words": _("counts") if figure.value else _("does not count"),
                    "href": showing.figure_href(figure),
                }
            )
    return rows


def again_table(again: Sequence[Again], place: str, sources: showing.Sources) -> Table | None:
    """All years again: what each edition says of each year."""
    if not again:
        return None
    return Table(
        caption=_("Every year in both editions, BASIC, tonnes of CO₂ equivalent"),
        columns=(
            Column(_("Earlier edition")),
            Column(_("Said then"), numeric=True), Column(_("Says now"), numeric=True),
            Column(_("Difference"), numeric=True), Column(_("In percent"), numeric=True), Column(_("Why")),
        ),
        rows=tuple(
            (
                Cell(text=book_title(each.older, sources)),
                tonnes_cell(each.before),
                tonnes_cell(each.after),
                tonnes_cell(less(each.after, each.before)),
                _percent(each.before, less(each.after, each.before)),
                Cell(text=_("line by line"), href=compare_href(place, each.older.slug, each.newer.slug)),
            )
            for each in again
        ),
    )  # fmt: skip


def worked_lead(each: Reworked, titles: Sequence[str]) -> str:
    """What came of it, in a sentence."""
    words = {
        "before": tonnes(each.before), "after": tonnes(each.after),
        "change": tonnes(less(each.after, each.before), signed=True), "older": titles[0],
    }  # fmt: skip
    first = _("“%(older)s” said %(before)s, now it says %(after)s: %(change)s.") % words
    rest = sum_of(cause.effect for cause in each.causes if cause.trigger == UNEXPLAINED)
    if rest:
        second = _("Of it %(rest)s is unexplained.") % {"rest": tonnes(rest, signed=True)}
    else:
        second = _("Every cause is known from the rows of both editions.")
    return f"{first} {second}"


def cause_steps(each: Reworked, titles: Sequence[str], mark: str) -> Waterfall:
    """From the old sum to the new one by cause."""
    words = trigger_words()
    own = "synthetic" if mark == "synthetic" else "estimated"
    sums = {
        name: sum_of(cause.effect for cause in each.causes if cause.trigger == name)
        for name in (*TRIGGERS, UNEXPLAINED)
    }
    kept = [name for name in sums if any(cause.trigger == name for cause in each.causes)]
    return Waterfall(
        slug="causes",
        title=_("From the old edition to the new one"),
        unit=UNIT,
        decimals=0,
        steps=(
            Step(titles[0], each.before, mark, is_total=True),
            *(Step(words[name], sums[name], own) for name in kept),
            Step(titles[1], each.after, mark, is_total=True),
        ),
    )


def cause_table(each: Reworked, kinds: showing.Kinds) -> Table:
    """Every cause, the largest first."""
    return Table(
        caption=_("Every cause, the largest first, tonnes"),
        columns=(
            Column(_("Source or sector")), Column(_("Cause")), Column(_("Effect"), numeric=True),
            Column(_("From → to")),
        ),
        rows=tuple(
            (
                Cell(text=_line(cause.ref, kinds)),
                Cell(text=trigger_words()[cause.trigger]),
                tonnes_cell(cause.effect),
                Cell(text=_reason(cause.reason)),
            )
            for cause in each.causes
        ),
        empty=_("No line differs."),
    )  # fmt: skip


def verdict(each: Reworked, policy: Declared) -> str:
    """Whether the declared policy asks for all years again."""
    if each.found is None or policy.policy is None:
        return _("No complete policy is declared. Whether this asks for all years again cannot be said.")
    words = {
        "share": percent_words(Decimal(repr(each.found.share_changed_percent))),
        "threshold": percent_words(policy.policy.threshold_percent),
        "years": ", ".join(str(year) for year in each.found.years),
    }
    if each.found.due:
        return (
            _(
                "%(share)s of the base year changed. The threshold is %(threshold)s: "
                "all years are due, %(years)s."
            )
            % words
        )
    return _("%(share)s of the base year changed. The threshold is %(threshold)s: nothing is due.") % words


def data(
    place: str, policy: Declared, again: Sequence[Again], worked: Sequence[Worked], causes: Sequence[Between]
) -> dict[str, object]:
    """Policy, editions and causes as data for machines."""
    own = policy.policy
    return {
        "place": place,
        "policy": {
            "base_year": own.base_year,
            "threshold_percent": own.threshold_percent,
            "triggers": own.triggers,
            "counts": own.counts,
        }
        if own
        else None,
        "policy_missing": policy.missing,
        "years": [
            {"year": e.year, "from": e.older.slug, "to": e.newer.slug, "before": e.before, "after": e.after}
            for e in again
        ],
        "recalculations": [
            {
                "year": pair.year,
                "from": pair.older.slug,
                "to": pair.newer.slug,
                "due": each.found.due if each.found else None,
                "share_changed_percent": each.found.share_changed_percent if each.found else None,
                "years": each.found.years if each.found else None,
                "causes": [_cause_data(cause) for cause in each.causes],
            }
            for pair, each in worked
        ],
        "totals": [
            {
                "before": each.before.full_address,
                "after": each.after.full_address,
                "change": each.change,
                "causes": [_cause_data(cause) for cause in each.causes],
            }
            for each in causes
        ],
    }


def rows(worked: Sequence[Worked], causes: Sequence[Between]) -> list[tuple[object, ...]]:
    """Every cause as a row of HEADER."""
    made: list[tuple[object, ...]] = []
    for pair, each in worked:
        own = (pair.older.slug, pair.newer.slug)
        made += [_cause_row(pair.year, (each.before, each.after), cause, own) for cause in each.causes]
    for two in causes:
        own = (two.before.full_address, two.after.full_address)
        amounts = (two.before.value, two.after.value)
        made += [_cause_row(int(two.after.period), amounts, cause, own) for cause in two.causes]
    return made


def _cause_row(
    year: int, amounts: tuple[object, object], cause: Cause, addresses: tuple[str, str]
) -> tuple[object, ...]:
    return (year, *amounts, cause.trigger, cause.ref, cause.effect, cause.reason, "tCO2e", *addresses)


def _cause_data(cause: Cause) -> dict[str, object]:
    return {"trigger": cause.trigger, "line": cause.ref, "effect": cause.effect, "reason": cause.reason}


def _reason(reason: str) -> str:
    """What changed into what: factors without the place they stand with, each with its day."""
    if not reason:
        return _("nothing is told")
    plain = re.sub(r"(?<![\w-])[\w-]+/([\w-]+)@", r"\1@", reason)
    return re.sub(r"@(unknown|[\d-]+)", r" (\1)", plain)


def _line(ref: str, kinds: showing.Kinds) -> str:
    return line_title(f"{LINES[GPC][0]}/{ref}", kinds) if ref else _("the total")


def _percent(whole: Decimal, part: Decimal) -> Cell:
    return Cell(value=part * 100 / whole, unit="percent", decimals=2) if whole else Cell(text="–")
