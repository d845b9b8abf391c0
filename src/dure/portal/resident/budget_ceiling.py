"""The ceiling that was set with a budget: what is expected against it, and what cannot be said yet."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dure.engines.budget import CeilingGap
from dure.kernel.plans import read as plans
from dure.portal.budget_words import made_up_words, tonnes_words, won_words


@dataclass(frozen=True)
class Ceiling:
    """A ceiling in words: the sentence that answers, and the amounts that it rests on."""

    says: str
    ceiling: str
    reference: str
    expected: str
    gap: str


def ceiling(book: plans.BudgetBook, stage: str, tonnes: plans.Tonnes) -> Ceiling | None:
    """The ceiling set with the budget and the gap as it is; None where no ceiling was set."""
    edition = book.edition(stage)
    if edition is None or edition.ceiling_tco2e is None:
        return None
    unknown = _("unknown")
    gap, reference = tonnes.ceiling, edition.reference_tco2e
    return Ceiling(
        says=_("What is expected without this budget is not stated, so whether the ceiling holds is unknown.")
        if reference is None
        else _says(gap, tonnes),
        ceiling=tonnes_words(float(edition.ceiling_tco2e)),
        reference=unknown if reference is None else tonnes_words(float(reference)),
        expected=_span(gap.expected_low_tco2e, gap.expected_high_tco2e, tonnes) if gap else unknown,
        gap=_span(gap.gap_low_tco2e, gap.gap_high_tco2e, tonnes) if gap else unknown,
    )


def _span(low: float, high: float, tonnes: plans.Tonnes) -> str:
    words = tonnes_words(low) if low == high else f"{tonnes_words(low)} … {tonnes_words(high)}"
    return made_up_words(words, tonnes.made_up())


def _says(gap: CeilingGap | None, tonnes: plans.Tonnes) -> str:
    """The answer, no surer than what is known: lines without tonnes may still cut or add."""
    count, krw = tonnes.open_lines
    if gap is None:
        return _("No line has tonnes yet, so whether the ceiling holds is unknown.")
    if not count:
        return _settled(gap)
    if gap.gap_low_tco2e > 0:
        says = _("What has tonnes so far does not reach the ceiling.")
    elif gap.gap_high_tco2e > 0:
        says = _("Whether the ceiling holds depends on what the measures really cut.")
    else:
        says = _("By what has tonnes so far the ceiling would hold.")
    more = ngettext(
        "%(count)s line of %(won)s has no tonnes yet and may still change this.",
        "%(count)s lines of %(won)s have no tonnes yet and may still change this.",
        count,
    )
    return f"{says} {more % {'count': f'{count:,}', 'won': won_words(krw)}}"


def _settled(gap: CeilingGap) -> str:
    if gap.gap_low_tco2e > 0:
        return _("Even at best the measures of this budget miss the ceiling.")
    if gap.gap_high_tco2e > 0:
        return _("Whether the ceiling holds depends on what the measures really cut.")
    return _("With these measures the ceiling holds.")
